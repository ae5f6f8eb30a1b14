/** Milliseconds that one batch should take: so long, at most, does a new question wait behind it. */
const BATCH_MS = 150;
/** Before anything was measured. */
const FIRST_BATCH = 4;
const FIRST_LIMIT_MS = 15_000;
/** A batch that takes so many times longer than expected has hung; loaded machines stay well below. */
const HUNG = { factor: 30, leastMs: 8_000 };
/** Weight of the newest measurement in the running mean. */
const NEWEST = 0.2;

/** How fast one tower is on this machine, learnt as it works: sets the size of batches and the watchdog's patience. */
export class Pace {
  #msPerItem: number | undefined;

  /** @param most items of one batch, where the machine is fast: beyond, batches win nothing */
  constructor(readonly most: number) {}

  get msPerItem(): number {
    return this.#msPerItem ?? 0;
  }

  record(items: number, ms: number): void {
    const now = ms / items;
    this.#msPerItem =
      this.#msPerItem === undefined ? now : this.#msPerItem + NEWEST * (now - this.#msPerItem);
  }

  batchSize(): number {
    if (this.#msPerItem === undefined) return Math.min(FIRST_BATCH, this.most);
    return Math.max(1, Math.min(this.most, Math.floor(BATCH_MS / this.#msPerItem)));
  }

  limitMs(items: number): number {
    if (this.#msPerItem === undefined) return FIRST_LIMIT_MS;
    return Math.max(HUNG.leastMs, HUNG.factor * items * this.#msPerItem);
  }
}
