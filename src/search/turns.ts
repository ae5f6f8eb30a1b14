/**
 * Lets heavy steps of many questions take turns: at most one in each turn of the event loop, first come first served, so that
 * what fifty askers want of the main thread never adds up to one stall. Who comes alone does not wait.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private taken = false;

  /** Resolves when a step may run. */
  async next(): Promise<void> {
    if (this.taken) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.take();
  }

  private take(): void {
    this.taken = true;
    setImmediate(() => {
      const next = this.waiting.shift();
      if (next) {
        this.take();
        next();
      } else this.taken = false;
    });
  }
}
