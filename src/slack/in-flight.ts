/** What is being answered now, so that a stop can wait for it. */
export class InFlight {
  private readonly running = new Set<Promise<unknown>>();

  get size(): number {
    return this.running.size;
  }

  async track<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    try {
      return await work;
    } finally {
      this.running.delete(work);
    }
  }

  /** Resolves once nothing runs, or when `until` does. */
  async idle(until: Promise<unknown>): Promise<void> {
    let over = false;
    const end = until.then(() => {
      over = true;
    });
    while (this.running.size > 0 && !over) await Promise.race([Promise.allSettled([...this.running]), end]);
  }
}
