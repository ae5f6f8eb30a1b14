import { friendlySentence, HaberdasherError } from "../errors.js";

/** What commander says of a wrong option or argument, as one sentence: "error: unknown option '--colr'\n(Did you mean …?)". */
export function usageSentence(text: string): string {
  const plain = text
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(" is invalid. ", " is invalid: ")
    .trim()
    .replace(/\.$/, "");
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}; --help shows what there is.\n`;
}

/** Ends a command-line run: one sentence on standard error, exit status 1; a defect shows its stack only with HABERDASHER_DEBUG. */
export function fail(thrown: unknown): void {
  process.stderr.write(`${friendlySentence(thrown)}\n`);
  if (process.env.HABERDASHER_DEBUG && !(thrown instanceof HaberdasherError)) console.error(thrown);
  process.exitCode = 1;
}
