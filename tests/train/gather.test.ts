import { mkdtemp, readFile, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { openBuiltCatalogue } from "../../scripts/train/tune/built-catalogue.js";
import { forget, type GatherOptions, gather } from "../../scripts/train/tune/gather.js";
import { checkFree } from "../../scripts/train/tune/place.js";
import { findPython } from "../../scripts/train/tune/python.js";
import { openSource } from "../../src/catalogue/importers/open-source.js";
import { readModelJson } from "../../src/clip/model-config.js";
import { pixelPlan, preprocessorSchema } from "../../src/clip/pixel-plan.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";

const preprocessor = join(PACKAGE_ROOT, "data", "models", "starter", "preprocessor_config.json");
const ROWS = 12;

let folder: string;
let options: GatherOptions;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "haberdasher-gather-"));
  const lines = ["id,title,type,fit,picture"];
  for (let row = 0; row < ROWS; row++) {
    const picture = join(folder, `${row}.png`);
    const background = { r: 20 * row, g: 255 - 20 * row, b: 90 };
    if (row === 5) await writeFile(picture, "no picture at all");
    else await sharp({ create: { width: 30, height: 40 + row, channels: 3, background } }).toFile(picture);
    lines.push(`p${row},Thing ${row},thing,${row % 2 ? "Slim" : "N/A"},${row}.png`);
  }
  await writeFile(join(folder, "shop.csv"), lines.join("\n"));
  const plan = pixelPlan(await readModelJson(preprocessor, preprocessorSchema));
  options = {
    source: await openSource(join(folder, "shop.csv"), { endpoint: "", cache: "" }),
    until: ROWS,
    plan,
    folder,
    name: "shop",
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
});

const read = (ending: string) => readFile(join(folder, `shop${ending}`));
const everything = async () => Buffer.concat(await Promise.all([".u8", ".mask.u8", ".json"].map(read)));

describe("gathering a shop's pictures for training", () => {
  it("writes every picture that can be read, padded to the model's square, and says what is wrong with the rest", async () => {
    const { count, skipped } = await gather(options);
    expect(count).toBe(ROWS - 1);
    expect(skipped).toEqual([{ row: 5, id: "p5", reason: expect.stringContaining("not a picture") }]);
    const size = options.plan.output.width;
    expect((await read(".u8")).length).toBe(count * size * size * 3);
    expect((await read(".mask.u8")).length).toBe(count * size * size);
    const about = JSON.parse((await read(".json")).toString());
    expect(about).toMatchObject({ size, count, roles: { type: "kind" } });
    expect(about.rows[1]).toMatchObject({
      id: "p1",
      title: "Thing 1",
      attributes: { type: "thing", fit: "Slim" },
    });
    expect(about.rows[0].attributes).toEqual({ type: "thing" });
  });

  it("goes on after a kill in the midst of a picture, and ends with the same bytes", async () => {
    await gather(options);
    const whole = await everything();
    const { size } = await stat(join(folder, "shop.u8"));
    await truncate(join(folder, "shop.u8"), size / 2 + 7);
    const lines = (await read(".rows.jsonl")).toString().split("\n");
    await writeFile(join(folder, "shop.rows.jsonl"), `${lines.slice(0, 8).join("\n")}\n{"row":8,"id`);
    await gather(options);
    expect((await everything()).equals(whole)).toBe(true);
  });

  it("begins anew when what was there is forgotten", async () => {
    await gather(options);
    await forget(folder, "shop");
    await expect(read(".u8")).rejects.toThrow("ENOENT");
  });

  it("hands on what the disk says when it is full", async () => {
    await symlink("/dev/full", join(folder, "shop.json.part"));
    await expect(gather(options)).rejects.toMatchObject({ code: "ENOSPC" });
  });
});

describe("what training is made from and where it goes", () => {
  it("takes a built catalogue with its own pictures, whichever model made it", async () => {
    const source = await openBuiltCatalogue(join(PACKAGE_ROOT, "data", "catalogue"));
    const from = source.total - 3;
    const rows = [];
    for await (const item of source.rows(from)) rows.push(item);
    expect(rows.map(({ row }) => row)).toEqual([from, from + 1, from + 2]);
    const [first] = rows;
    if (first === undefined || "reason" in first) throw new Error("a product was expected");
    expect((await first.picture()).width).toBeGreaterThan(options.plan.output.width);
    expect(first.title.length).toBeGreaterThan(3);
  });

  it("refuses a folder that holds anything, and takes a new one", async () => {
    await expect(checkFree(folder)).rejects.toThrow(/is there already and holds files .*--to/);
    await expect(checkFree(join(folder, "new"))).resolves.toBeUndefined();
    await expect(checkFree(join(folder, "shop.csv"))).rejects.toThrow("is not a folder");
  });

  it("says what to install where Python, or PyTorch in it, is missing", async () => {
    await expect(findPython(join(folder, "python"))).rejects.toThrow(/there is no .*python3-torch/);
    const bare = join(folder, "bare-python");
    await writeFile(bare, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    await expect(findPython(bare)).rejects.toThrow(/cannot load them: install them .*python3-torch/);
  });
});
