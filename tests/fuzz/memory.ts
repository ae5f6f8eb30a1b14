/** Resident megabytes at rest: once warm, then after each round. */
export type Rests = readonly number[];

/** Of the warm size, in every round: what leaves more behind is suspected. */
const RISE = 0.1;
const ROUNDS = 3;

/** The size up to which a process may have grown after so many rounds. */
const allowed = (warm: number, rounds: number) => warm * (1 + RISE * rounds);

/**
 * Sizes of a process over rounds of work. A leak leaves as much behind in every round, an allocator that splits its
 * arenas anew or a cache that fills does so once: where a tenth more was left, another round follows, three at most.
 *
 * @param round does its share and gives the size at rest; it need not wait for less than `enough`
 */
export async function restsOf(
  warm: number,
  round: (number: number, enough: number) => Promise<number>,
): Promise<Rests> {
  const rests = [warm];
  for (let number = 0; number < ROUNDS; number += 1) {
    const enough = allowed(warm, number + 1);
    const size = await round(number, enough);
    rests.push(size);
    if (size <= enough) break;
  }
  return rests;
}

/** Whether a tenth of the warm size for each was left behind after all rounds that there may be. */
export function leaks([warm = 0, ...rests]: Rests): boolean {
  return rests.length === ROUNDS && rests.every((size, at) => size > allowed(warm, at + 1));
}
