import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { crc32, deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { picture } from "../fixtures/drawn-products.js";
import { smallCatalogue } from "../fixtures/small-shop.js";

const run = promisify(execFile);
const MAIN = join(PACKAGE_ROOT, "dist", "src", "cli", "main.js");

let folder: string;
let catalogue: string;
let coat: string;

beforeAll(async () => {
  [folder, catalogue] = await Promise.all([mkdtemp(join(tmpdir(), "haberdasher-cli-")), smallCatalogue()]);
  coat = join(folder, "coat.jpg");
  await writeFile(coat, await picture("Coats", "Red"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function haberdasher(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  // An empty folder to stand in: a developer's own .env must not reach the tests.
  const options = { cwd: folder, env: { PATH: process.env.PATH } };
  return run(process.execPath, [MAIN, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, error: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, error: stderr }),
  );
}

const product = z.object({
  id: z.string(),
  title: z.string(),
  score: z.number(),
  attributes: z.record(z.string(), z.string()),
});
const answer = z.object({
  query: z.string(),
  results: z.array(product),
  timings: z.record(z.string(), z.number()),
});
const probability = z.object({ label: z.string(), probability: z.number() });
const labels = z.object({ labels: z.array(probability), facets: z.record(z.string(), z.array(probability)) });

describe("find and similar", () => {
  it("answer with one JSON document and nothing else", async () => {
    const { code, out, error } = await haberdasher(
      "find",
      "red winter coat",
      "--catalogue",
      catalogue,
      "--json",
      "--count",
      "3",
    );
    expect([code, error]).toEqual([0, ""]);
    const { query, results } = answer.parse(JSON.parse(out));
    expect(query).toBe("red winter coat");
    expect(results).toHaveLength(3);
    expect(results[0]?.attributes).toMatchObject({ articleType: "Coats", baseColour: "Red" });
  });

  it("take the filters of the chat's commands", async () => {
    const filters = ["--colour", "blue", "--for", "women", "--max", "65"];
    const { out } = await haberdasher("similar", coat, ...filters, "--catalogue", catalogue, "--json");
    const { results } = answer.parse(JSON.parse(out));
    expect(results.map(({ id }) => id).sort()).toEqual([
      "dresses-women-blue",
      "trousers-women-blue",
      "tshirts-women-blue",
    ]);
  });

  it("search for the filters where there is no word, as a chat does", async () => {
    const filters = ["--colour", "blue", "--for", "women"];
    const { out } = await haberdasher("find", ...filters, "--catalogue", catalogue, "--json");
    const { query, results } = answer.parse(JSON.parse(out));
    expect(query).toBe("blue women");
    expect(results.length).toBeGreaterThan(0);
    for (const { attributes } of results) expect(attributes).toMatchObject({ baseColour: "Blue" });
  });

  it("take a picture's path among the words as the picture", async () => {
    const named = await haberdasher("find", "--image", coat, "in blue", "--catalogue", catalogue, "--json");
    const typed = await haberdasher("find", coat, "in blue", "--catalogue", catalogue, "--json");
    const [wanted, found] = [named, typed].map(({ out }) => answer.parse(JSON.parse(out)));
    expect(found?.results).toEqual(wanted?.results);
    expect(found?.query).toBe("in blue");
    const missing = await haberdasher("find", join(folder, "no-coat.jpg"), "--catalogue", catalogue);
    expect(missing).toMatchObject({ code: 1, error: expect.stringContaining("no-coat.jpg") });
  });

  it("take a file's address, as file managers hand it over", async () => {
    const { code, out } = await haberdasher(
      "similar",
      pathToFileURL(coat).href,
      "--catalogue",
      catalogue,
      "--json",
    );
    expect(code).toBe(0);
    expect(answer.parse(JSON.parse(out)).results[0]?.attributes).toMatchObject({ baseColour: "Red" });
  });

  it("print a table that fits and says what was filtered", async () => {
    const { code, out } = await haberdasher(
      "find",
      "red coat under 135",
      "--catalogue",
      catalogue,
      "--count",
      "1",
    );
    expect(code).toBe(0);
    expect(out).toContain("Only kind: Coats · colour: Red · price ≤ 135");
    expect(out).toContain("coats-women-red");
    expect(out).toContain("€129.00");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("sort by price where that is said", async () => {
    const sorted = await haberdasher(
      "find",
      "the most expensive coats",
      "--catalogue",
      catalogue,
      "--count",
      "4",
    );
    expect(sorted.out).toMatch(/^Only kind: Coats\nThe dearest first\n/);
    const given = await haberdasher(
      "find",
      "coats",
      "--sort",
      "dearest",
      "--catalogue",
      catalogue,
      "--count",
      "4",
    );
    expect(given.out).toBe(sorted.out);
    const prices = [...given.out.matchAll(/(\d+\.\d\d)\s*$/gm)].map(([, price]) => Number(price));
    expect(prices).toHaveLength(4);
    expect(prices).toEqual(prices.toSorted((a, b) => b - a));
  });
});

describe("an offset beyond the last hit", () => {
  it("is what the answer speaks of, not a filter", async () => {
    const beyond = await haberdasher(
      "find",
      "coat",
      "--offset",
      "500",
      "--catalogue",
      catalogue,
      "--literal",
    );
    expect(beyond).toEqual({
      code: 0,
      out: "Nothing is left after 500 hits; a smaller --offset shows what comes before.\n",
      error: "",
    });
  });
});

describe("a catalogue of another model", () => {
  it("is refused with the line that builds it for the model that was asked for", async () => {
    const other = join(folder, "other");
    await cp(join(PACKAGE_ROOT, "data", "models", "starter"), other, { recursive: true });
    const path = join(other, "preprocessor_config.json");
    await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, "utf8")), resample: 3 }));
    const own = await haberdasher("find", "coat", "--model", "other", "--catalogue", catalogue);
    expect(own).toMatchObject({ code: 1, out: "" });
    expect(own.error).toMatch(/build it anew with: npm run .* --from \S+ --to \S+ --model other\n$/);
    const shipped = await haberdasher("find", "coat", "--model", "other");
    expect(shipped.error).toMatch(/build it anew with: CLIP_MODEL=other npm run catalogue:starter\n$/);
  });
});

describe("eval --images", () => {
  it("tells of photos that could not be taken", async () => {
    const photos = join(folder, "photos", "coat");
    await mkdir(photos, { recursive: true });
    await writeFile(join(photos, "red.jpg"), await picture("Coats", "Red"));
    await writeFile(join(photos, "notes.jpg"), "These are notes.");
    const { code, out, error } = await haberdasher("eval", "--images", join(folder, "photos"));
    expect([code, error]).toEqual([0, expect.stringMatching(/^1 photos? could not be taken: [^\n]+\n$/)]);
    expect(out).toContain("1 in 1 classes");
  });
});

describe("classify", () => {
  it("weighs the catalogue's facets", async () => {
    const { out } = await haberdasher("classify", coat, "--catalogue", catalogue, "--json");
    const found = labels.parse(JSON.parse(out));
    expect(found.labels).toEqual([]);
    expect(Object.keys(found.facets).sort()).toEqual(["colour", "gender", "kind", "season", "use"]);
    expect(found.facets.colour?.[0]?.label).toBe("Red");
  });

  it("weighs one's own labels", async () => {
    const { out } = await haberdasher(
      "classify",
      coat,
      "--labels",
      "coat,puma,galaxy",
      "--catalogue",
      catalogue,
      "--json",
    );
    const found = labels.parse(JSON.parse(out));
    expect(found.facets).toEqual({});
    expect(found.labels.map(({ label }) => label).sort()).toEqual([
      "coat",
      "galaxy",
      "none of these",
      "puma",
    ]);
  });

  it("draws bars for people", async () => {
    const { out } = await haberdasher(
      "classify",
      coat,
      "--labels",
      "red coat,blue dress",
      "--catalogue",
      catalogue,
    );
    expect(out).toMatch(/^Your labels\n {2}\S.* % █+\n/);
  });
});

/** A whole PNG by its header, of as many pixels as one likes. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(content.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(64))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("bad input ends with one clear sentence and a status that is not 0", () => {
  const files: Record<string, () => Buffer | Promise<Buffer>> = {
    "notes.jpg": () => Buffer.from("These are notes."),
    "icon.svg": () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    "cut.jpg": async () => (await picture("Coats", "Blue")).subarray(0, 900),
    "bomb.png": () => pngOf(20_000, 15_000),
    "empty.png": () => Buffer.alloc(0),
  };
  beforeAll(async () => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), await content());
  });

  it.each<[string[], RegExp]>([
    [["find", ""], /^Say what to find, for example: find "red winter coat"\.$/],
    [["find", "  "], /^Say what to find/],
    [["find"], /^Say what to find/],
    [["find", "\u200b\u2063"], /^Say what to find/],
    [
      ["find", "coat", "--colr", "red"],
      /^Unknown option '--colr' \(Did you mean .*--colour.*\); --help shows/,
    ],
    [["fnd", "coat"], /^Unknown command 'fnd' \(Did you mean find\?\); --help shows what there is\.$/],
    [["similar"], /^Name a picture, a file or a link, for example: similar photo\.jpg\.$/],
    [["similar", ""], /^Name a picture/],
    [["classify"], /^Name a picture, a file or a link, for example: classify photo\.jpg\.$/],
    [
      ["index", "--to", "x"],
      /^Required option '--from <source>' not specified; --help shows what there is\.$/,
    ],
    [["index", "--from", "x", "--to", "y", "--trust", "me"], /write a server's address, such as http:/],
    [["find", "coat", "--catalogue", "nowhere"], /no catalogue in nowhere/],
    [["find", "coat", "--model", "nothing"], /no model "nothing"/],
    [["find", "coat", "--catalogue", ""], /'--catalogue <folder>' argument '' is invalid: write a name/],
    [["chat", "--model", " "], /'--model <model>' argument ' ' is invalid: write a name/],
    [["index", "--from", "x", "--to", ""], /'--to <folder>' argument '' is invalid: write a name/],
    [["eval", "--images", "nowhere"], /^There is no folder nowhere: check the path\.$/],
    [["eval", "--rows", "empty.png"], /^There is nothing in empty\.png\.$/],
    [["eval", "--from", "shop.csv", "--search"], /leave --from out/],
    [["eval", "--from", "shop.csv", "--on-topic", "words.txt"], /leave --from out/],
    [["eval", "--paraphrases", "words.txt"], /--search measures: add it/],
    [["find", "coat", "--count", "0"], /whole number from 1 to 100/],
    [["similar", "missing.jpg"], /^There is no file missing\.jpg: check the path\.$/],
    [["similar", "notes.jpg"], /not a picture/],
    [["similar", "icon.svg"], /SVG/],
    [["similar", "cut.jpg"], /cut off/],
    [["similar", "empty.png"], /empty/],
    [["classify", "bomb.png"], /300 megapixels: at most 100/],
    [["similar", "http://127.0.0.1/coat.jpg"], /./],
  ])("%j", async (args, sentence) => {
    const { code, out, error } = await haberdasher(...args);
    expect(code).not.toBe(0);
    expect(out).toBe("");
    expect(error.trimEnd()).toMatch(sentence);
    expect(error.trimEnd()).not.toContain("\n");
  });

  it.each<[string[], RegExp]>([
    [["find", "coat", "--colour", "rde"], /no colour "rde"; did you mean Red\?/],
    [["classify", "coat.jpg", "--labels", "coat"], /at least 2 different labels/],
    [["classify", "coat.jpg", "--labels", "@hats"], /no label set @hats; there are @outerwear, /],
  ])("%j, which the catalogue decides", async (args, sentence) => {
    const { code, out, error } = await haberdasher(...args, "--catalogue", catalogue, "--json");
    expect([code, out]).toEqual([1, ""]);
    expect(error).toMatch(sentence);
  });
});

// Linux makes no folder in /proc and says that it is not there.
it.each(["a file", "/proc/none"])(
  "chat ends with one sentence where nothing can be kept: %s",
  async (where) => {
    const state = where === "a file" ? coat : where;
    const options = { cwd: folder, env: { PATH: process.env.PATH, STATE_DIR: state }, timeout: 60_000 };
    await expect(
      run(process.execPath, [MAIN, "chat", "--catalogue", catalogue], options),
    ).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: `The folder ${state}/sessions cannot be used for what buttons need; make it writable, delete it if it is damaged, or set STATE_DIR.\n`,
    });
  },
  90_000,
);
