export type BuildPhase = "encoding" | "indexing" | "calibrating" | "writing" | "loading";

export interface BuildProgress {
  readonly phase: BuildPhase;
  /** Rows of the source in the phase `encoding`; steps in the others. */
  readonly done: number;
  readonly total: number;
  /** Rows a second over the last stretch; absent until known. */
  readonly perSecond?: number;
  readonly secondsLeft?: number;
}

/** Rates are of the last so many milliseconds: a network that slows down shows. */
const WINDOW_MS = 15_000;

/** Turns counts into rate and time left. */
export class Pace {
  readonly #marks: { readonly at: number; readonly done: number }[] = [];

  /** @param done rows that were there before: of a build that goes on */
  constructor(
    private readonly total: number,
    done: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#marks.push({ at: now(), done });
  }

  step(done: number): Pick<BuildProgress, "done" | "total" | "perSecond" | "secondsLeft"> {
    const at = this.now();
    this.#marks.push({ at, done });
    while (this.#marks.length > 2 && at - (this.#marks[0]?.at ?? at) > WINDOW_MS) this.#marks.shift();
    const first = this.#marks[0] ?? { at, done };
    const seconds = (at - first.at) / 1000;
    if (seconds <= 0 || done <= first.done) return { done, total: this.total };
    const perSecond = (done - first.done) / seconds;
    return { done, total: this.total, perSecond, secondsLeft: (this.total - done) / perSecond };
  }
}
