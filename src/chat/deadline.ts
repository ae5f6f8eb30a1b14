import { HaberdasherError } from "../errors.js";

/** Ends the questions under way where the process ends: the reason for aborting their signals. */
export const restarting = () =>
  new HaberdasherError("cancelled", "I am being restarted; please ask again in a minute.");

const withdrawn = () => new HaberdasherError("cancelled", "The question was withdrawn.");

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/**
 * Does the work until it is done, the asker goes away (`cancelled`) or `ms` milliseconds have passed (`timeout`).
 * It answers then, even when the work does not heed its signal.
 * @param asked where a `HaberdasherError` is the reason for aborting it, that is what the asker is told
 */
export async function withDeadline<T>(
  asked: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancelled = () =>
    controller.abort(asked.reason instanceof HaberdasherError ? asked.reason : withdrawn());
  const late = `That took longer than ${Math.ceil(ms / 1000)} s; please try again in a moment.`;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new HaberdasherError("timeout", late)), ms);
  asked.addEventListener("abort", cancelled, { once: true });
  try {
    const gone = whenAborted(controller.signal);
    if (asked.aborted) cancelled();
    return await Promise.race([gone, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    asked.removeEventListener("abort", cancelled);
  }
}
