import { friendlySentence, HaberdasherError } from "../errors.js";

/** Ends a command-line run: one sentence on standard error, exit status 1; a defect shows its stack only with HABERDASHER_DEBUG. */
export function fail(thrown: unknown): void {
  process.stderr.write(`${friendlySentence(thrown)}\n`);
  if (process.env.HABERDASHER_DEBUG && !(thrown instanceof HaberdasherError)) console.error(thrown);
  process.exitCode = 1;
}
