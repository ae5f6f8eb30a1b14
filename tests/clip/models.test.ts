import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type DownloadProgress, downloadModel } from "../../src/clip/hub.js";
import { logitScaleOf, readModelConfig } from "../../src/clip/model-config.js";
import { type EngineOptions, openEngine } from "../../src/clip/open-engine.js";
import { createLogger } from "../../src/log.js";
import { HubDouble } from "../doubles/hub.js";
import { STARTER } from "./reference.js";

// Every engine loads a model in a thread of its own; on a machine that is busy with other things that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const ID = "shop/clip-starter";
const PARTS = [
  "config.json",
  "preprocessor_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "onnx/text_model.onnx",
  "onnx/vision_model.onnx",
];

let hub: HubDouble;
let cache: string;

beforeAll(async () => {
  hub = new HubDouble();
  await hub.open();
});
afterAll(() => hub.close());

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), "haberdasher-"));
  hub.asked.length = 0;
  hub.cutOff = undefined;
  hub.status = undefined;
  hub.serve(ID, { folder: STARTER });
});
afterEach(() => rm(cache, { recursive: true }));

const open = (model: string, more: Partial<EngineOptions> = {}) =>
  openEngine({ model, workers: 1, modelCache: cache, hubEndpoint: hub.endpoint, ...more });

async function refused(model: string, more: Partial<EngineOptions> = {}): Promise<string> {
  const thrown: unknown = await open(model, more).then(
    async (engine) => {
      await engine.close();
      return new Error("was opened");
    },
    (error: unknown) => error,
  );
  expect(thrown).toMatchObject({ name: "HaberdasherError", code: "model" });
  const sentence = thrown instanceof Error ? thrown.message : "";
  expect(sentence).toMatch(/^[^\n]+\.$/);
  return sentence;
}

const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => one.name);

describe("a hub model", () => {
  it("is downloaded with progress, kept, and opened again without any network", async () => {
    const seen: DownloadProgress[] = [];
    const first = await open(ID, { onProgress: (progress) => seen.push(progress) });
    expect(first.name).toBe(ID);
    expect(new Set(hub.asked)).toEqual(new Set([...PARTS, "onnx/text_model_quantized.onnx"]));
    const weights = seen.filter(({ file }) => file === "onnx/vision_model.onnx");
    const { size } = await stat(join(STARTER, "onnx", "vision_model.onnx"));
    expect(weights.length).toBeGreaterThan(2);
    expect(weights.at(-1)).toEqual({ file: "onnx/vision_model.onnx", receivedBytes: size, totalBytes: size });
    const [online] = await first.encodeTexts(["red winter coat"]);
    await first.close();

    const again = await open(ID, { hubEndpoint: "http://127.0.0.1:9" });
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(await again.encodeTexts(["red winter coat"])).toEqual([online]);
    await again.close();
  });

  it("is the same model as the folder it came from", async () => {
    const engines = await Promise.all([open(ID), open(STARTER), open("starter")]);
    const fingerprints = engines.map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(1);
    expect(engines.map(({ name }) => name)).toEqual([ID, "starter", "starter"]);
    await Promise.all(engines.map((engine) => engine.close()));
  });

  it("comes in 8 bit where the hub has that", async () => {
    hub.serve(ID, {
      folder: STARTER,
      overrides: {
        "onnx/text_model_quantized.onnx": join(STARTER, "onnx", "text_model.onnx"),
        "onnx/vision_model_quantized.onnx": join(STARTER, "onnx", "vision_model.onnx"),
      },
    });
    await downloadModel(ID, { modelCache: cache, hubEndpoint: hub.endpoint });
    expect(hub.asked.filter((file) => file.startsWith("onnx/"))).toEqual([
      "onnx/text_model_quantized.onnx",
      "onnx/vision_model_quantized.onnx",
    ]);
  });

  it.each(PARTS)("without %s is refused by its name", async (part) => {
    hub.serve(ID, { folder: STARTER, overrides: { [part]: null } });
    expect(await refused(ID)).toContain(part);
  });

  it("that is cut off leaves nothing half, and goes on with what is missing", async () => {
    hub.cutOff = { file: "onnx/vision_model.onnx", bytes: 200_000 };
    expect(await refused(ID)).toMatch(/onnx\/vision_model\.onnx was cut off after 200000 of \d+ bytes/);
    expect(await filesIn(cache)).toEqual(expect.not.arrayContaining([expect.stringMatching(/part$|vision/)]));
    hub.cutOff = undefined;
    hub.asked.length = 0;
    await (await open(ID)).close();
    expect(hub.asked).not.toContain("tokenizer.json");
    expect(hub.asked).toContain("onnx/vision_model.onnx");
  });

  it("clears away what a killed download left, and leaves another one alone that is under way", async () => {
    const choice = { modelCache: cache, hubEndpoint: hub.endpoint };
    const kept = await downloadModel(ID, choice);
    await writeFile(join(kept, "config.json.4711.part"), "{");
    await utimes(join(kept, "config.json.4711.part"), 1, 1);
    await writeFile(join(kept, "config.json.4712.part"), "{");
    await rm(join(kept, "config.json"));
    await downloadModel(ID, choice);
    expect((await filesIn(cache)).filter((name) => name.endsWith(".part"))).toEqual([
      "config.json.4712.part",
    ]);
  });

  it("that the disk does not take says so", async () => {
    const blocked = join(cache, "blocked");
    await writeFile(blocked, "");
    expect(await refused(ID, { modelCache: blocked })).toMatch(
      /^The model shop\/clip-starter cannot be kept in .*blocked: a file is in the way \(.*clip-starter\); .* MODEL_CACHE\.$/,
    );
  });

  it("that cannot be reached, does not exist or is refused says so", async () => {
    expect(await refused(ID, { hubEndpoint: "http://127.0.0.1:9" })).toContain("cannot be reached");
    expect(await refused("nobody/nothing")).toContain("no public model nobody/nothing");
    hub.status = 503;
    expect(await refused(ID)).toContain("503");
  });
});

describe("a folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(cache, "copy");
    await cp(STARTER, folder, { recursive: true });
  });

  it.each(PARTS)("without %s is refused by its name", async (part) => {
    await rm(join(folder, part));
    expect(await refused(folder)).toContain(part);
  });

  it.each([
    "onnx/text_model.onnx",
    "onnx/vision_model.onnx",
    "tokenizer.json",
    "config.json",
    "preprocessor_config.json",
  ])("with half of %s is refused", async (part) => {
    const path = join(folder, part);
    await truncate(path, Math.floor((await stat(path)).size / 2));
    expect(await refused(folder)).toContain(folder);
  });

  it.each([
    ["tokenizer.json", "{}"],
    ["tokenizer_config.json", "[]"],
    ["tokenizer_config.json", '{"a":'],
    ["config.json", "null"],
  ])(
    "whose %s is %s is refused by that file's name, and nothing is logged beside the sentence",
    async (part, content) => {
      await writeFile(join(folder, part), content);
      const lines: string[] = [];
      const log = createLogger("debug", [], { write: (line) => lines.push(line) });
      expect(await refused(folder, { log })).toContain(`${join(folder, part)} does not fit a CLIP model`);
      expect(lines).toEqual([]);
    },
  );

  it("whose pictures are of another size than its tower reads is refused in one line", async () => {
    const path = join(folder, "preprocessor_config.json");
    const config = JSON.parse(await readFile(path, "utf8"));
    const size = { width: 224, height: 224 };
    await writeFile(path, JSON.stringify({ ...config, size, pad_size: size }));
    expect(await refused(folder)).toContain("cannot be used");
  });

  it("whose towers are not CLIP's is refused", async () => {
    await cp(join(folder, "onnx", "text_model.onnx"), join(folder, "onnx", "vision_model.onnx"));
    expect(await refused(folder)).toContain("cannot be used");
  });

  it.each(["no-such-model", "../nowhere", "/not/here", "a/b/c", "https://example.com/model", ""])(
    "or name %j that is none of the three is refused",
    async (model) => {
      expect(await refused(model)).toMatch(/CLIP_MODEL takes|has no config\.json/);
      expect(hub.asked).toEqual([]);
    },
  );

  it("reads the scale as the multiplier or as CLIP's logarithm, within 1 to 100, and not as what training began with", async () => {
    const scaleOf = async (config: object) => {
      await writeFile(join(folder, "config.json"), JSON.stringify(config));
      return logitScaleOf(await readModelConfig(join(folder, "config.json")));
    };
    expect(await scaleOf({ logit_scale: 31.5, logit_scale_init_value: 2.6592 })).toBe(31.5);
    expect(await scaleOf({ logit_scale_init_value: 3.5 })).toBeCloseTo(Math.exp(3.5), 6);
    // The hub's configurations, OpenAI's among them, whose weights ended at 100.
    expect(await scaleOf({ logit_scale_init_value: 2.6592 })).toBe(100);
    expect(await scaleOf({ logit_scale_init_value: Math.log(1 / 0.07) })).toBe(100);
    expect(await scaleOf({})).toBe(100);
    expect(await scaleOf({ logit_scale_init_value: 9 })).toBe(100);
    expect(await scaleOf({ logit_scale: 0.2 })).toBe(1);
    await expect(scaleOf({ logit_scale: "hot" })).rejects.toMatchObject({ code: "model" });
  });
});
