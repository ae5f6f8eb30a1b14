import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/**
 * Labels as they are used: trimmed, inner spaces joined, the first of those that differ only in case.
 * Fails with `bad-request` for fewer than 2, more than 100, or a label of more than 80 characters.
 */
export function checkOwnLabels(labels: readonly string[]): string[] {
  const { min, max } = LIMITS.labels;
  const kept = new Map<string, string>();
  for (const label of labels) {
    const clean = label.trim().replace(/\s+/g, " ");
    const key = clean.toLocaleLowerCase("en");
    if (clean !== "" && !kept.has(key)) kept.set(key, clean);
  }
  const own = [...kept.values()];
  const long = own.find((label) => label.length > LIMITS.labelCharacters);
  if (long !== undefined) {
    throw wrong(
      `The label "${long.slice(0, 30)}…" is too long: ${LIMITS.labelCharacters} characters at most.`,
    );
  }
  if (own.length < min)
    throw wrong(`Give at least ${min} different labels, separated by commas: coat, puma, galaxy.`);
  if (own.length > max) throw wrong(`That is ${own.length} labels; ${max} at most, please.`);
  return own;
}

/** Reads "coat, puma, galaxy" (commas, semicolons or lines between the labels) and checks it. */
export function readOwnLabels(typed: string): string[] {
  return checkOwnLabels(typed.split(/[,;\n]/));
}
