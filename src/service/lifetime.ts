import { LIMITS } from "../limits.js";
import type { Logger } from "../log.js";

/** How much of the time for shutting down is kept for apologies (Discord's take two seconds) and closing files. */
const FAREWELL_MS = 3_000;
/** Ctrl-C reaches every process of a terminal's group, and npm hands it on once more: so soon it is the same one. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Errors that belong to one connection which nobody listened to any more: the process's state is sound and going on is
 * safe. Anything else that nobody caught may have left something half done.
 */
const HARMLESS = new Set(["EPIPE", "ECONNRESET", "ECONNABORTED", "ETIMEDOUT", "ERR_STREAM_PREMATURE_CLOSE"]);

function isHarmless(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && HARMLESS.has(String(thrown.code));
}

/**
 * Ends the process at once. `process.exit` waits for threads that are inside native code, so for ever where one hangs:
 * then only the system can end it, and says so by the exit status.
 */
function leave(exitCode: number, isStuck: () => boolean): void {
  if (isStuck()) process.kill(process.pid, "SIGKILL");
  process.exit(exitCode);
}

/**
 * Ends the process well. `close` gets a signal that aborts when what is in flight can be waited for no longer.
 * The first SIGINT or SIGTERM closes within `LIMITS.shutdownMs`, a second one ends at once.
 * @param isStuck whether a thread hangs in native code
 */
export function liveUntilSignalled(
  close: (signal: AbortSignal) => Promise<void>,
  log: Logger,
  isStuck: () => boolean = () => false,
): void {
  let endingSince: number | undefined;
  const end = (exitCode: number) => {
    if (endingSince !== undefined) return;
    endingSince = performance.now();
    const hurry = new AbortController();
    setTimeout(() => hurry.abort(), LIMITS.shutdownMs - FAREWELL_MS).unref();
    setTimeout(() => {
      log.error("Something could not be closed in time");
      leave(exitCode || 1, isStuck);
    }, LIMITS.shutdownMs - 200).unref();
    close(hurry.signal).then(
      () => leave(exitCode, isStuck),
      (err: unknown) => {
        log.error({ err }, "Closing failed");
        leave(exitCode || 1, isStuck);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (endingSince !== undefined) {
        if (performance.now() - endingSince < SAME_SIGNAL_MS) return;
        leave(signal === "SIGINT" ? 130 : 143, isStuck);
      }
      log.info(`${signal}: finishing what is in flight; once more ends at once`);
      end(0);
    });
  }
  process.on("unhandledRejection", (err) => {
    // A promise that nobody waited for: one request's affair, whose other parts were unwound in order.
    log.error({ err }, "A promise was rejected and nobody was there to see it");
  });
  process.on("uncaughtException", (err, origin) => {
    if (isHarmless(err)) {
      log.warn({ err, origin }, "A connection broke where nobody listened to it");
      return;
    }
    log.fatal({ err, origin }, "An error that nobody caught; going on would be unsafe, so this process ends");
    end(1);
  });
}
