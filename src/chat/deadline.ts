import { HaberdasherError } from "../errors.js";

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/**
 * Does the work until it is done, the asker goes away (`cancelled`) or `ms` milliseconds have passed (`timeout`).
 * It answers then, even when the work does not heed its signal.
 */
export async function withDeadline<T>(
  asked: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancelled = () => controller.abort(new HaberdasherError("cancelled", "The question was withdrawn."));
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
