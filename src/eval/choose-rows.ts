import { HaberdasherError } from "../errors.js";
import type { Labelled } from "./labelled.js";

/** A small generator of repeatable numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` of the rows without repetition, the same for the same seed, in their own order. */
export function sampleRows(rows: readonly number[], count: number, seed: number): number[] {
  const random = generator(seed);
  const pool = [...rows];
  // Fisher and Yates, only as far as is needed.
  for (let at = 0; at < Math.min(count, pool.length); at++) {
    const other = at + Math.floor(random() * (pool.length - at));
    const kept = pool[at] ?? 0;
    pool[at] = pool[other] ?? 0;
    pool[other] = kept;
  }
  return pool.slice(0, count).sort((a, b) => a - b);
}

/** Rows of the ids in a text, one a line. Fails with `bad-request` when one of them is not there. */
export function rowsOfIds(gallery: Labelled, text: string): number[] {
  const byId = new Map(Array.from({ length: gallery.size }, (_, row) => [gallery.id(row), row]));
  const ids = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  return ids.map((id) => {
    const row = byId.get(id);
    if (row === undefined)
      throw new HaberdasherError("bad-request", `There is no product ${id} in what is evaluated.`);
    return row;
  });
}
