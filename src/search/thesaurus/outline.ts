import { normalWords } from "../words.js";

/** A thing or property with everything it is called, between what is wider and what is narrower. */
export interface Concept {
  /** As words are compared, joined by spaces. */
  readonly wordings: readonly string[];
  readonly broader: Concept | undefined;
  readonly narrower: readonly Concept[];
}

/** Words as they are compared, joined: the key by which wordings are found. */
export function phraseOf(text: string): string {
  return normalWords(text).join(" ");
}

/** Reads an outline: one concept a line, its wordings separated by commas, two spaces for each step down. */
export function readOutline(outline: string): readonly Concept[] {
  const concepts: Concept[] = [];
  const path: { concept: Concept; narrower: Concept[] }[] = [];
  for (const line of outline.split("\n")) {
    const text = line.trimStart();
    if (text === "") continue;
    const depth = (line.length - text.length) / 2;
    path.length = depth;
    const narrower: Concept[] = [];
    const above = path.at(-1);
    const wordings = [...new Set(text.split(",").map(phraseOf))];
    const concept: Concept = { wordings, broader: above?.concept, narrower };
    above?.narrower.push(concept);
    path.push({ concept, narrower });
    concepts.push(concept);
  }
  return concepts;
}
