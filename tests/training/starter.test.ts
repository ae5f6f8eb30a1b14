import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { fitInside } from "../../scripts/train/pixels.js";
import { askPython, askRuntime, difference, somePictures, texts } from "./python.js";

const models = join("data", "models");

describe("the shipped starter model", () => {
  it("gives in the runtime what PyTorch gives from the same weights, for pixels, texts and token ids", async () => {
    const runtime = await askRuntime(models, "starter", texts, somePictures());
    const python = await askPython(["--model", join(models, "starter")], texts, runtime.pixels);
    expect(runtime.ids).toEqual(python.ids);
    expect(difference(runtime.texts, python.texts)).toBeLessThan(1e-3);
    expect(difference(runtime.pictures, python.pictures)).toBeLessThan(1e-3);
  }, 240_000);

  it("was trained on the pixels that its preprocessor_config describes", async () => {
    const [picture] = somePictures();
    if (!picture) throw new Error("no picture");
    const { pixels } = await askRuntime(models, "starter", ["x"], [picture]);
    const size = Math.sqrt(pixels.length / 3);
    const { width, height } = fitInside(picture.width, picture.height, size);
    const raw = await sharp(Buffer.from(picture.data), {
      raw: { width: picture.width, height: picture.height, channels: 3 },
    })
      .resize(width, height, { fit: "fill", kernel: "lanczos3" })
      .raw()
      .toBuffer();
    let most = 0;
    for (let c = 0; c < 3; c++)
      for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++) {
          const byte = x < width && y < height ? (raw[(y * width + x) * 3 + c] ?? 0) : 255;
          most = Math.max(most, Math.abs((byte / 255 - 1) / 0.5 - (pixels[(c * size + y) * size + x] ?? 0)));
        }
    expect(most).toBeLessThan(1e-5);
  });

  it("stays within 30 MB", async () => {
    const files = await readdir(models, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map(async (file) => (await stat(join(file.parentPath, file.name))).size),
    );
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(30e6);
  });

  it("says its learnt scale exactly and as CLIP's configs do", async () => {
    const config: unknown = JSON.parse(await readFile(join(models, "starter", "config.json"), "utf8"));
    expect(config).toMatchObject({
      model_type: "clip",
      projection_dim: 256,
      logit_scale: expect.any(Number),
    });
    const { logit_scale: scale, logit_scale_init_value: log } = config as {
      logit_scale: number;
      logit_scale_init_value: number;
    };
    expect(Math.exp(log)).toBeCloseTo(scale, 6);
    expect(scale).toBeGreaterThan(1);
    expect(scale).toBeLessThanOrEqual(100);
  });
});
