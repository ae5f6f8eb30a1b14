import seedrandom from "seedrandom";

/** A repeatable stream of choices: the same name always yields the same drawing. */
export interface Random {
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** One of the entries, all equally likely. `entries` must not be empty. */
  pick<T>(entries: readonly T[]): T;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** A new array with the entries in another order. */
  shuffle<T>(entries: readonly T[]): T[];
}

/** Streams of different names are independent, so adding a draw to one product never moves another. */
export function randomFor(name: string): Random {
  const next = seedrandom(name);
  const index = (length: number) => Math.floor(next() * length);
  return {
    between: (low, high) => low + next() * (high - low),
    pick: (entries) => {
      const entry = entries[index(entries.length)];
      if (entry === undefined) throw new RangeError("cannot pick from an empty list");
      return entry;
    },
    chance: (p) => next() < p,
    shuffle: (entries) =>
      entries
        .map((entry) => ({ entry, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ entry }) => entry),
  };
}
