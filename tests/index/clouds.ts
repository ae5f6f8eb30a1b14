import seedrandom from "seedrandom";
import { type VectorTable, vectorTable } from "../../src/index/vectors.js";

export function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

/** Unit vectors in clusters, as a catalogue's pictures are; the same for the same seed. */
export function cloud(size: number, dimension: number, seed = "cloud", clusters = 20): VectorTable {
  const random = seedrandom(seed);
  const draw = () => Float32Array.from({ length: dimension }, () => random() - 0.5);
  const centres = Array.from({ length: clusters }, draw);
  const values = new Float32Array(size * dimension);
  for (let row = 0; row < size; row++) {
    const centre = centres[row % clusters] ?? draw();
    values.set(unit(draw().map((value, at) => 0.6 * value + (centre[at] ?? 0))), row * dimension);
  }
  return vectorTable(values, dimension);
}
