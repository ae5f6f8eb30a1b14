/** Resident megabytes at rest: once warm, then after each round. */
export type Rests = readonly number[];

/** Of the warm size: a round that leaves more behind is suspected. */
const RISE = 0.1;
const ROUNDS = 3;

/**
 * Sizes of a process over rounds of work. A leak leaves as much behind in every round, an allocator that splits its
 * arenas anew or a cache that fills does so once: a round that left a tenth more is followed by another, three at most.
 *
 * @param round does its share and gives the size at rest; it need not wait for less than `enough`
 */
export async function restsOf(
  warm: number,
  round: (number: number, enough: number) => Promise<number>,
): Promise<Rests> {
  const rests = [warm];
  let last = warm;
  for (let number = 0; number < ROUNDS; number += 1) {
    const enough = last + RISE * warm;
    last = await round(number, enough);
    rests.push(last);
    if (last <= enough) break;
  }
  return rests;
}

/** Whether every round that there may be left a tenth of the warm size behind. */
export function leaks([warm = 0, ...rests]: Rests): boolean {
  return rests.length === ROUNDS && rests.every((size, at) => size > (rests[at - 1] ?? warm) + RISE * warm);
}
