import { execFile, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { askPython, askRuntime, difference, somePictures, texts, workFolder } from "./python.js";

const run = promisify(execFile);
const tsx = join("node_modules", ".bin", "tsx");
/** What `npm run train` runs: nothing may stand between a signal and the command, and hurry it. */
const { scripts } = z
  .object({ scripts: z.object({ train: z.string() }) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const [program = "", ...script] = scripts.train.split(" ");

// A shop of things that nobody has heard of: the starter can only guess, so that a few steps must show.
const KINDS = ["zorb", "quillip", "drabbet"] as const;
const COLOURS = { ember: "#d43a1c", glacier: "#3f9ee0", moss: "#3f7a2c" } as const;
const PRODUCTS = 240;

function drawing(kind: (typeof KINDS)[number], colour: string, at: number): Buffer {
  const [x, y] = [60 + (at % 9) * 3, 70 + (at % 7) * 3];
  const shape = {
    zorb: `<circle cx="${x}" cy="${y}" r="${34 + (at % 5)}"/>`,
    quillip: `<path d="M${x} ${y - 45} l40 90 h-80 z"/>`,
    drabbet: `<rect x="${x - 12}" y="${y - 50}" width="24" height="100"/><rect x="${x - 50}" y="${y - 12}" width="100" height="24"/>`,
  }[kind];
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="150" height="180"><rect width="150" height="180" fill="#fff"/><g fill="${colour}">${shape}</g></svg>`,
  );
}

async function makeShop(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const lines = ["id,title,type,colour,picture"];
  for (let at = 0; at < PRODUCTS; at++) {
    const kind = KINDS[at % 3] ?? "zorb";
    const [colour, paint] = Object.entries(COLOURS)[Math.floor(at / 3) % 3] ?? ["ember", "#d43a1c"];
    await sharp(drawing(kind, paint, at))
      .jpeg({ quality: 80 })
      .toFile(join(folder, `${at}.jpg`));
    lines.push(`t${at},Velmora ${kind} in ${colour} no. ${at},${kind},${colour},${at}.jpg`);
  }
  const table = join(folder, "products.csv");
  await writeFile(table, lines.join("\n"));
  return table;
}

const training = z.object({
  better: z.boolean(),
  measuredOn: z.number().min(12),
  figures: z.array(z.object({ measured: z.string(), before: z.number(), after: z.number() })),
});

/** Runs the command and answers with what it said; `status` is its exit status. */
async function tune(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  try {
    const { stdout, stderr } = await run(program, [...script, ...args], { env: { ...process.env, ...env } });
    return { status: 0, stdout, stderr };
  } catch (thrown) {
    return z
      .object({ code: z.number(), stdout: z.string(), stderr: z.string() })
      .transform(({ code, ...said }) => ({ status: code, ...said }))
      .parse(thrown);
  }
}

/** Starts the command, interrupts it as Ctrl-C does once it trains, and answers with its exit status. */
function interrupted(args: readonly string[]): Promise<{ status: number | null; stderr: string }> {
  const child = spawn(program, [...script, ...args]);
  let stderr = "";
  let asked = false;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    if (asked || !stderr.includes("Training: step")) return;
    asked = true;
    child.kill("SIGINT");
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (status) => resolve({ status, stderr }));
  });
}

describe("going on from the starter on a shop of one's own", () => {
  let root: string;
  let shop: string;
  let first: Awaited<ReturnType<typeof interrupted>>;
  let second: Awaited<ReturnType<typeof tune>>;

  beforeAll(async () => {
    root = await workFolder();
    shop = await makeShop(join(root, "shop"));
    const args = ["--from", shop, "--to", join(root, "tuned"), "--epochs", "8"];
    first = await interrupted(args);
    second = await tune(args);
  }, 1_200_000);

  it("keeps what it has when it is interrupted, and goes on from there", async () => {
    expect(first.status).toBe(130);
    expect(first.stderr).toContain("the same command goes on where it was");
    expect(second.stderr).toContain("Going on from what is done");
    await expect(access(join(root, "tuned.work"))).rejects.toThrow("ENOENT");
  });

  it("says before and after, and the next command", async () => {
    expect(second.status).toBe(0);
    expect(second.stdout).toMatch(/kind by name, top-1.*before|before.*\n[\s\S]*kind by name, top-1/);
    expect(second.stdout).toContain(
      `CLIP_MODEL=${join(root, "tuned")} npm run -s haberdasher -- index --from ${shop}`,
    );
    const report = training.parse(JSON.parse(await readFile(join(root, "tuned", "training.json"), "utf8")));
    expect(report.better).toBe(true);
    const kinds = report.figures.find(({ measured }) => measured === "kind by name, top-1");
    expect(kinds?.after).toBeGreaterThan((kinds?.before ?? 1) + 0.1);
    const card = await readFile(join(root, "tuned", "README.md"), "utf8");
    expect(card).toContain("kind by name, top-1");
  });

  it("writes a model that the runtime loads, and that answers as PyTorch does", async () => {
    const runtime = await askRuntime(root, "tuned", texts, somePictures());
    const python = await askPython(["--model", join(root, "tuned")], texts, runtime.pixels);
    expect(runtime.ids).toEqual(python.ids);
    expect(difference(runtime.texts, python.texts)).toBeLessThan(1e-3);
    expect(difference(runtime.pictures, python.pictures)).toBeLessThan(1e-3);
  }, 300_000);

  it("is what CLIP_MODEL takes: a catalogue is built and asked with it", async () => {
    const env = { ...process.env, CLIP_MODEL: join(root, "tuned") };
    const catalogue = join(root, "catalogue");
    const cli = join("src", "cli", "main.ts");
    await run(tsx, [cli, "index", "--from", shop, "--to", catalogue, "--limit", "90"], { env });
    const { stdout } = await run(
      tsx,
      [cli, "find", "zorb", "--catalogue", catalogue, "--count", "5", "--json"],
      { env },
    );
    const { results } = z
      .object({ results: z.array(z.object({ attributes: z.object({ type: z.string() }) })) })
      .parse(JSON.parse(stdout));
    expect(results).toHaveLength(5);
  }, 300_000);

  it("refuses in one sentence: too few products, no pictures, a folder in use", async () => {
    const few = await tune(["--from", shop, "--to", join(root, "few"), "--limit", "40"]);
    expect(few.status).toBe(1);
    expect(few.stderr.trim().split("\n").at(-1)).toMatch(/40 products .* at least 200/);
    expect(existsSync(join(root, "few.work")), "what was refused is read anew once it is mended").toBe(false);
    await writeFile(join(root, "shop", "..", "no-pictures.csv"), "id,title\n1,Coat\n");
    const none = await tune(["--from", join(root, "no-pictures.csv"), "--to", join(root, "none")]);
    expect(none.stderr.trim()).toMatch(/^No column looks like the picture.*--picture-column/);
    const taken = await tune(["--from", shop, "--to", join(root, "tuned")]);
    expect(taken.stderr.trim()).toMatch(/is there already and holds files/);
    const without = await tune(["--from", shop, "--to", join(root, "x")], {
      PYTHON: join(root, "no-python"),
    });
    expect(without.stderr.trim()).toMatch(
      /^Training needs Python with PyTorch, and there is no .*apt-get install/,
    );
    const program = await tune(["--from", shop, "--to", join(root, "x")], { PYTHON: "/bin/true" });
    const folder = await tune(["--from", shop, "--to", join(root, "x")], { PYTHON: root });
    for (const { stderr } of [program, folder])
      expect(stderr.trim()).toMatch(/^Training needs Python with PyTorch, and there is no .*apt-get install/);
    const database = await tune([
      "--from",
      "postgres://shop:hidden@localhost:1/shop",
      "--to",
      join(root, "x"),
    ]);
    expect(database.stderr.trim()).toMatch(/^Training reads no database: name with --from/);
    for (const { stdout, stderr } of [few, none, taken, without, program, folder, database])
      expect(stdout + stderr).not.toMatch(/\n {4}at /);
  }, 300_000);
});
