import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { brokenPng, sample } from "../images/samples.js";
import { largestDifference, transformersJs } from "./reference.js";

// Every engine loads a model in a thread of its own; on a machine that is busy with other things that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const CLI = join(PACKAGE_ROOT, "dist", "src", "cli", "main.js");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "haberdasher-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** @param closeAfter lines of output after which the reader goes away */
function embed(args: readonly string[], closeAfter = Number.POSITIVE_INFINITY): Promise<Run> {
  const child = spawn(process.execPath, [CLI, "embed", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CLIP_MODEL: "" },
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    if (out.split("\n").length > closeAfter) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

const linesOf = (out: string): { id: string | number; vector: number[] }[] =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("embed --texts", () => {
  it("writes one unit vector a line, in order, with the line's number", async () => {
    const texts = [
      "red winter coat",
      "",
      "blue\u2028shirt",
      "red winter coat",
      ...Array.from({ length: 600 }, (_, n) => `hat ${n}`),
    ];
    const path = join(folder, "texts.txt");
    await writeFile(path, `\ufeff${texts.slice(0, 2).join("\r\n")}\r\n${texts.slice(2).join("\n")}\n`);
    const { code, out, err } = await embed(["--texts", path]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const lines = linesOf(out);
    expect(lines.map(({ id }) => id)).toEqual(texts.map((_, n) => n));
    for (const { vector } of lines) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(lines[3]?.vector).toEqual(lines[0]?.vector);
    const reference = await transformersJs();
    for (const n of [0, 2, 603]) {
      const vector = Float32Array.from(lines[n]?.vector ?? []);
      expect(largestDifference(vector, await reference.text(texts[n] ?? ""))).toBeLessThan(1e-3);
    }
  });

  it("ends quietly when its reader has seen enough", async () => {
    const path = join(folder, "many.txt");
    await writeFile(path, Array.from({ length: 6_000 }, (_, n) => `coat ${n}`).join("\n"));
    const { code, out, err } = await embed(["--texts", path], 5);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n").length).toBeLessThan(3_000);
  });
});

describe("embed --images", () => {
  it("writes a folder's pictures by their paths and reports what is none", async () => {
    const pictures = join(folder, "pictures");
    await mkdir(join(pictures, "coats"), { recursive: true });
    await writeFile(join(pictures, "coats", "b.png"), await sample(60, 80).png().toBuffer());
    await writeFile(join(pictures, "coats", "a.jpg"), await sample(90, 80).jpeg().toBuffer());
    await writeFile(join(pictures, "words.jpg"), "no picture");
    await writeFile(join(pictures, "broken.png"), brokenPng());
    const { code, out, err } = await embed(["--images", pictures]);
    expect(code).toBe(0);
    expect(linesOf(out).map(({ id }) => id)).toEqual(["coats/a.jpg", "coats/b.png"]);
    expect(err).toMatch(/words\.jpg/);
    expect(err).toMatch(/broken\.png/);
    expect(err).toMatch(/2 skipped/);
    expect(err).not.toMatch(/ at /);
  });
});

describe("embed", () => {
  it("takes what the other commands take: --json, and --catalogue, whose model must be this one", async () => {
    const texts = join(folder, "one.txt");
    await writeFile(texts, "red coat\n");
    const shipped = join(PACKAGE_ROOT, "data", "catalogue");
    const fits = await embed(["--texts", texts, "--json", "--catalogue", shipped]);
    expect(linesOf(fits.out).map(({ id }) => id)).toEqual([0]);
    const none = await embed(["--texts", texts, "--catalogue", join(folder, "nowhere")]);
    expect([none.code, none.out]).toEqual([1, ""]);
    expect(none.err).toContain("There is no catalogue in");
  });

  it.each([
    [[], "Say what to embed"],
    [["--texts", "/no/such/file"], "There is no file /no/such/file"],
    [["--images", "/no/such/folder"], "There is no file or folder"],
    [["--texts", tmpdir()], "is a folder"],
    [["--texts", CLI, "--model", "nothing"], 'There is no model "nothing"'],
  ])("%j is refused with a sentence", async (args, words) => {
    const { code, out, err } = await embed(args);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toContain(words);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
