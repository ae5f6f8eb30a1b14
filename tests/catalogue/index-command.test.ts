import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readManifest } from "../../src/catalogue/open.js";
import { duration, progressDisplay, progressWords } from "../../src/cli/build-progress.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { contentOf, makeLongTable, runIndex } from "./killed-build.js";
import { temporaryFolder } from "./workshop.js";

let room: Awaited<ReturnType<typeof temporaryFolder>>;
let table: string;
beforeAll(async () => {
  room = await temporaryFolder();
  table = await makeLongTable(join(room.path, "shop"), 64);
});
afterAll(() => room.remove());

// Each run is a process of its own.
describe("haberdasher index", { timeout: 120_000 }, () => {
  it("writes plain lines where there is no terminal, a summary on standard output, and a report", async () => {
    const to = join(room.path, "a");
    const run = await runIndex(["--from", table, "--to", to, "--name", "Sample"]);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^Looking at pictures: 0 of 64\n/);
    expect(run.stderr).toContain("Looking at pictures: 64 of 64");
    expect(run.stderr).not.toContain("\u001b");
    expect(run.stdout).toMatch(
      /^61 products are indexed in .*\n3 rows were skipped; .*a\.report\.jsonl says which and why\.\n$/,
    );
    expect(await readManifest(to)).toMatchObject({ name: "Sample", count: 61, skipped: 3 });
    expect((await readFile(`${to}.report.jsonl`, "utf8")).trim().split("\n")).toHaveLength(3);
  });

  it("writes one JSON document with --json, and takes roles and limits", async () => {
    const to = join(room.path, "b");
    const run = await runIndex([
      "--from",
      table,
      "--to",
      to,
      "--limit",
      "20",
      "--role",
      "colour=material",
      "--json",
    ]);
    const { manifest, skipped }: { manifest: { roles: unknown; count: number }; skipped: number } =
      JSON.parse(run.stdout);
    expect(manifest.count).toBe(20);
    expect(manifest.roles).toEqual({ colour: "material", type: "kind" });
    expect(skipped).toBe(0);
  });

  it("says in one sentence what is wrong, and exits with 1", async () => {
    const bad = join(room.path, "bad.csv");
    await writeFile(bad, "a,b\n1,2\n");
    const to = join(room.path, "c");
    const cases: [string[], RegExp][] = [
      [["--from", join(room.path, "none.csv"), "--to", to], /^There is no file or folder .*none\.csv/],
      [["--from", bad, "--to", to], /^No column looks like the picture .* The columns are: a, b\.\n$/],
      [["--from", table, "--to", join(room.path, "shop")], /holds other files/],
      [["--from", table, "--to", to, "--model", join(room.path, "shop")], /./],
      [["--from", table, "--to", to, "--limit", "0"], /write a whole number above 0/],
      [["--from", table, "--to", to, "--role", "colour=shade"], /write ATTRIBUTE=ROLE/],
      [["--from", table, "--to", to, "--name", " "], /write a name, or leave the option out/],
      [
        ["--from", join(PACKAGE_ROOT, "data", "catalogue"), "--to", to],
        /is a catalogue already: it can go into a database as it is; into a folder, name what it was made from/,
      ],
      // Told before the database is asked for.
      [
        [
          "--from",
          join(PACKAGE_ROOT, "data", "catalogue"),
          "--to",
          "postgres://127.0.0.1:1/shop",
          "--name",
          "Summer",
          "--limit",
          "5",
          "--model",
          "starter",
          "--title-column",
          "name",
        ],
        /is built already and is taken as it is: leave --name, --limit, --model, --title-column out, or name what/,
      ],
      [
        ["--from", table, "--to", "mysql://shop:s3cret@db/shop"],
        /^mysql:\/\/shop:…@db\/shop is no catalogue: name a folder, or a database as postgres:/,
      ],
      [["--from", table], /^Required option '--to <folder>' not specified/],
    ];
    const runs = await Promise.all(cases.map(([args]) => runIndex(args)));
    for (const [at, [args, sentence]] of cases.entries()) {
      expect(runs[at]?.stderr, args.join(" ")).toMatch(sentence);
      expect(runs[at]?.code, args.join(" ")).toBe(1);
      expect(runs[at]?.stdout).toBe("");
    }
  });

  it("stops at Ctrl-C with 130, keeps what is done, and goes on with the same command", async () => {
    const long = await makeLongTable(join(room.path, "long"), 320);
    const to = join(room.path, "d");
    const main = join(PACKAGE_ROOT, "src", "cli", "main.ts");
    const args = ["--from", long, "--to", to];
    const child = spawn(process.execPath, ["--import", "tsx", main, "index", ...args], { cwd: PACKAGE_ROOT });
    let stderr = "";
    let interrupted = false;
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
      // Once: a second Ctrl-C ends the process at once, as people expect.
      if (interrupted || !/Looking at pictures: 0 of 320/.test(stderr)) return;
      interrupted = child.kill("SIGINT");
    });
    await once(child, "close");
    expect(child.exitCode).toBe(130);
    expect(stderr).toContain("The build was stopped; the same command goes on where it was.");
    const run = await runIndex([...args, "--limit", "320"]);
    expect(run.code).toBe(0);
    expect(await contentOf(to)).toMatchObject({ count: 301, skipped: 19 });
  });

  it("ends at Ctrl-C while there is nothing to keep yet, such as while a model is asked for", async () => {
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const main = join(PACKAGE_ROOT, "src", "cli", "main.ts");
    const args = ["--from", table, "--to", join(room.path, "e"), "--model", "shop/far-away"];
    const child = spawn(process.execPath, ["--import", "tsx", main, "index", ...args], {
      cwd: PACKAGE_ROOT,
      env: {
        ...process.env,
        HF_ENDPOINT: `http://127.0.0.1:${port}`,
        MODEL_CACHE: join(room.path, "models"),
      },
    });
    try {
      await once(silent, "request");
      child.kill("SIGINT");
      await once(child, "close");
      expect(child.signalCode).toBe("SIGINT");
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});

describe("progress for people", () => {
  it("says rate and time left", () => {
    expect(
      progressWords({ phase: "encoding", done: 1312, total: 41236, perSecond: 164.2, secondsLeft: 243 }),
    ).toBe("1,312 of 41,236 · 164 a second · 4 min 3 s left");
    expect(progressWords({ phase: "writing", done: 0, total: 1 })).toBe("0 of 1");
    expect([0.2, 59.4, 60, 3599, 3600, 7500].map(duration)).toEqual([
      "0 s",
      "59 s",
      "1 min 0 s",
      "59 min 59 s",
      "1 h 0 min",
      "2 h 5 min",
    ]);
  });

  it("is a line for each step and one now and then, not one for every chunk", () => {
    const stream = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: false });
    let now = 0;
    const display = progressDisplay(stream, () => now);
    for (let done = 0; done <= 100; done++) {
      now = done * 1000;
      display.show({ phase: "encoding", done, total: 100 });
    }
    display.show({ phase: "writing", done: 0, total: 1 });
    display.stop();
    const lines = String(stream.read()).trim().split("\n");
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe("Writing: 0 of 1");
  });
});
