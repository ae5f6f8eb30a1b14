import type { PixelPlan } from "./pixel-plan.js";
import type { Pixels } from "./pixels.js";

/** Per channel, the model's value of each of the 256 bytes: (byte · scale - mean) / std. */
function tables(plan: PixelPlan): readonly Float32Array[] {
  return ([0, 1, 2] as const).map((channel) =>
    Float32Array.from(
      { length: 256 },
      (_, byte) => (byte * plan.scale - plan.mean[channel]) / plan.std[channel],
    ),
  );
}

/**
 * Makes the function that turns a batch of pixels into what the picture tower reads:
 * pictures × 3 × height × width, normalised, padded with zeros to the right and below.
 */
export function normaliser(plan: PixelPlan): (batch: readonly Pixels[]) => Float32Array<ArrayBuffer> {
  const [red, green, blue] = tables(plan);
  if (!red || !green || !blue) throw new Error("three channels expected");
  const { width, height } = plan.output;
  const plane = width * height;
  const [redPlane, bluePlane] = plan.flipped ? [2 * plane, 0] : [0, 2 * plane];
  return (batch) => {
    const values = new Float32Array(batch.length * 3 * plane);
    batch.forEach((pixels, n) => {
      const start = n * 3 * plane;
      const { rgb } = pixels;
      for (let y = 0; y < pixels.height; y += 1) {
        let from = y * pixels.width * 3;
        let to = start + y * width;
        for (let x = 0; x < pixels.width; x += 1, to += 1, from += 3) {
          values[to + redPlane] = red[rgb[from] ?? 0] ?? 0;
          values[to + plane] = green[rgb[from + 1] ?? 0] ?? 0;
          values[to + bluePlane] = blue[rgb[from + 2] ?? 0] ?? 0;
        }
      }
    });
    return values;
  };
}
