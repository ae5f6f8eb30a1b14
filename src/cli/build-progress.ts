import { Presets, SingleBar } from "cli-progress";
import type { BuildPhase, BuildProgress } from "../catalogue/build/progress.js";

/** Plain lines where there is no terminal: seldom enough for a log file. */
const LINE_EVERY_MS = 10_000;

const TITLES: Readonly<Record<BuildPhase, string>> = {
  encoding: "Looking at pictures",
  indexing: "Taking over what was done",
  calibrating: "Measuring what close means",
  writing: "Writing",
  loading: "Loading into the database",
};

export const wholeNumber = (value: number) => Math.round(value).toLocaleString("en");

/** Seconds for people: "8 s", "3 min 20 s", "2 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** "1,312 of 41,236 · 164 a second · 4 min 3 s left" */
export function progressWords({ done, total, perSecond, secondsLeft }: BuildProgress): string {
  const rate = perSecond === undefined ? [] : [`${wholeNumber(perSecond)} a second`];
  const left = secondsLeft === undefined || done >= total ? [] : [`${duration(secondsLeft)} left`];
  return [`${wholeNumber(done)} of ${wholeNumber(total)}`, ...rate, ...left].join(" · ");
}

export interface ProgressDisplay {
  show(progress: BuildProgress): void;
  note(sentence: string): void;
  stop(): void;
}

/** A bar for each step where there is a terminal. */
function barDisplay(stream: NodeJS.WritableStream): ProgressDisplay {
  let phase: BuildPhase | undefined;
  let bar: SingleBar | undefined;
  const stop = () => {
    bar?.stop();
    bar = undefined;
    phase = undefined;
  };
  return {
    show(progress) {
      const payload = { title: TITLES[progress.phase].padEnd(27), words: progressWords(progress) };
      if (progress.phase !== phase) {
        stop();
        phase = progress.phase;
        bar = new SingleBar(
          { stream, format: "{title} {bar} {words}", hideCursor: true, gracefulExit: false, barsize: 30 },
          Presets.shades_classic,
        );
        bar.start(progress.total, progress.done, payload);
      }
      bar?.update(progress.done, payload);
    },
    note(sentence) {
      stop();
      stream.write(`${sentence}\n`);
    },
    stop,
  };
}

/** A line now and then where there is none. */
function lineDisplay(stream: NodeJS.WritableStream, now: () => number): ProgressDisplay {
  let phase: BuildPhase | undefined;
  let last = Number.NEGATIVE_INFINITY;
  return {
    show(progress) {
      const fresh =
        progress.phase !== phase || (progress.phase === "encoding" && progress.done === progress.total);
      if (!fresh && now() - last < LINE_EVERY_MS) return;
      phase = progress.phase;
      last = now();
      stream.write(`${TITLES[progress.phase]}: ${progressWords(progress)}\n`);
    },
    note: (sentence) => stream.write(`${sentence}\n`),
    stop() {},
  };
}

export function progressDisplay(
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
  now: () => number = () => performance.now(),
): ProgressDisplay {
  return stream.isTTY ? barDisplay(stream) : lineDisplay(stream, now);
}
