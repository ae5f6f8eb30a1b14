import { distance } from "fastest-levenshtein";

/** How far off a word may be: half of its letters wrong is another word. */
const FARTHEST = 0.5;

const letters = (word: string) => [...word].sort().join("");

/** Typing errors between two words: letters added, left out or wrong, and two letters swapped, each counting one. */
export function typingErrors(a: string, b: string): number {
  const edits = distance(a, b);
  return edits === 2 && letters(a) === letters(b) ? 1 : edits;
}

function unlikeness(typed: string, known: string): number {
  if (typed.length >= 3 && known.length >= 3 && (known.includes(typed) || typed.includes(known))) return 0.25;
  return typingErrors(typed, known) / Math.max(typed.length, known.length, 1);
}

/** Those of `known` that somebody who typed `typed` may have meant, best first, at most `limit`. */
export function nearestWords(typed: string, known: readonly string[], limit: number): string[] {
  const wanted = typed.toLocaleLowerCase("en");
  return known
    .map((word) => ({ word, unlike: unlikeness(wanted, word.toLocaleLowerCase("en")) }))
    .filter(({ unlike }) => unlike < FARTHEST)
    .sort((a, b) => a.unlike - b.unlike)
    .slice(0, limit)
    .map(({ word }) => word);
}
