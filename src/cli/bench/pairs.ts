/** The middle one of some numbers; the mean of the two middle ones of an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export interface Pairs {
  /** Medians, milliseconds. */
  readonly oursMs: number;
  readonly bareMs: number;
  /** Median of ours / bare, pair by pair: what the machine does meanwhile slows both of a pair. */
  readonly ratio: number;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Runs two ways to do the same thing in turns. The first pairs only warm up. `n` tells runs apart, so that no cache answers. */
export async function inTurns(
  count: number,
  ours: (n: number) => Promise<unknown>,
  bare: (n: number) => Promise<unknown>,
): Promise<Pairs> {
  const warmUp = Math.max(1, Math.ceil(count / 8));
  const pairs: { ours: number; bare: number }[] = [];
  for (let n = 0; n < warmUp + count; n += 1) {
    // Who goes first alternates: a cache that the first fills helps the second.
    const first = n % 2 === 0;
    const before = first ? await timed(() => ours(n)) : await timed(() => bare(n));
    const after = first ? await timed(() => bare(n)) : await timed(() => ours(n));
    if (n >= warmUp) pairs.push(first ? { ours: before, bare: after } : { ours: after, bare: before });
  }
  return {
    oursMs: median(pairs.map((pair) => pair.ours)),
    bareMs: median(pairs.map((pair) => pair.bare)),
    ratio: median(pairs.map((pair) => pair.ours / pair.bare)),
  };
}
