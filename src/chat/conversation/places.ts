/** What is being answered in each place, so that what is typed there meanwhile goes on from that answer, not from the one before. */
export class Places {
  private readonly busy = new Map<string, Promise<unknown>>();

  /** Does the work at once; what comes after it waits for it. */
  during<T>(place: string, work: () => Promise<T>): Promise<T> {
    return this.noted(place, work());
  }

  /** Does the work when all is answered that was asked there before. */
  after<T>(place: string, work: () => Promise<T>): Promise<T> {
    return this.noted(place, (this.busy.get(place) ?? Promise.resolve()).then(work));
  }

  private noted<T>(place: string, work: Promise<T>): Promise<T> {
    const all = Promise.allSettled([this.busy.get(place), work]);
    this.busy.set(place, all);
    void all.then(() => this.busy.get(place) === all && this.busy.delete(place));
    return work;
  }
}
