/** What is being answered now, so that the end of the process can wait for it. */
export class InFlight {
  private readonly running = new Set<Promise<unknown>>();

  async track<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    try {
      return await work;
    } finally {
      this.running.delete(work);
    }
  }

  /** Resolves when nothing is running any more, or the signal aborts. */
  async settled(signal: AbortSignal): Promise<void> {
    const aborted = new Promise<void>((resolve) =>
      signal.addEventListener("abort", () => resolve(), { once: true }),
    );
    while (this.running.size > 0 && !signal.aborted) {
      await Promise.race([aborted, Promise.allSettled(this.running)]);
    }
  }
}
