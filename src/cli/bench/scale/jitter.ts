import seedrandom from "seedrandom";
import { type VectorTable, vectorAt } from "../../../index/vectors.js";

/** Real neighbours along which a vector is moved. */
export const NEIGHBOURS = 8;

/** Two independent draws from the standard normal distribution, by Box and Muller. */
function normalPair(random: () => number): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/**
 * An endless stream of vectors like the real ones. Each is a real one moved along the differences to its nearest real
 * neighbours, with normal weights, so that it lands about as far from its origin as these neighbours lie: it stays where
 * products are, in as few directions as they spread there. Noise in every direction would be a harder task than any shop
 * sets, and much smaller noise a crowd of near copies.
 * @param neighbours rows of the nearest others, for a row of `real`
 * @param seed the same seed gives the same stream
 */
export function* jittered(
  real: VectorTable,
  neighbours: (row: number) => readonly number[],
  seed: string,
): Generator<Float32Array, never> {
  const random = seedrandom(seed);
  const normals: number[] = [];
  const normal = () => {
    if (normals.length === 0) normals.push(...normalPair(random));
    return normals.pop() ?? 0;
  };
  for (;;) {
    const row = Math.floor(random() * real.size);
    const origin = vectorAt(real, row);
    const around = neighbours(row);
    const moved = Float32Array.from(origin);
    for (const other of around) {
      const weight = normal() / Math.sqrt(around.length);
      const neighbour = vectorAt(real, other);
      for (let at = 0; at < real.dimension; at++) {
        moved[at] = (moved[at] ?? 0) + weight * ((neighbour[at] ?? 0) - (origin[at] ?? 0));
      }
    }
    yield unit(moved);
  }
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) / length;
  return vector;
}
