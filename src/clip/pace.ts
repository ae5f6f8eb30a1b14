/** Milliseconds that one batch should take: so long, at most, does a new question wait behind it. */
const BATCH_MS = 150;
/** Before anything was measured. */
const FIRST_BATCH = 4;
/** A batch that takes so many times longer than expected has hung, and none has before the patience is over. */
const HUNG_FACTOR = 30;
export const PATIENCE_MS = 8_000;
/** Weight of the newest measurement in the running mean. */
const NEWEST = 0.2;

/** How fast one tower is on this machine, learnt as it works: sets the size of batches and the watchdog's patience. */
export class Pace {
  #msPerItem: number | undefined;

  /**
   * @param most items of one batch, where the machine is fast: beyond, batches win nothing
   * @param patienceMs that every batch gets, however fast it should be
   */
  constructor(
    readonly most: number,
    readonly patienceMs: number = PATIENCE_MS,
  ) {}

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
    // The first batch also warms caches up.
    if (this.#msPerItem === undefined) return 2 * this.patienceMs;
    return Math.max(this.patienceMs, HUNG_FACTOR * items * this.#msPerItem);
  }
}
