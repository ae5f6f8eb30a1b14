import { filterParts } from "../../search/filters.js";
import { readWishes } from "../../search/reading/unwanted.js";
import { capitalised } from "../phrases.js";
import type { KeptQuestion, Votes } from "../sessions.js";

/** What a question's parts are read from. */
type Conditions = Pick<KeptQuestion, "text" | "filters" | "sort" | "leanings">;

/** A condition of a question that can be taken away, for people. */
export interface QuestionPart<Question extends Conditions> {
  /** "colour: Red", "cheapest first", "without stripes", "more formal", "👍 2 · 👎 1". */
  readonly label: string;
  /** The question without it; undefined for the votes, which lie elsewhere. */
  readonly without: Question | undefined;
}

/** "👍 2 · 👎 1", or undefined where nobody voted. */
function votesLabel({ up, down }: Votes): string | undefined {
  const told = [
    ...(up.length > 0 ? [`👍 ${up.length}`] : []),
    ...(down.length > 0 ? [`👎 ${down.length}`] : []),
  ];
  return told.length === 0 ? undefined : told.join(" · ");
}

/** The parts in a fixed order: filters, order, unwanted words, leanings, votes. */
export function questionParts<Question extends Conditions>(
  question: Question,
  votes: Votes,
): QuestionPart<Question>[] {
  const { text = "", filters = {}, sort, leanings = [] } = question;
  const { wanted, unwanted } = readWishes(text);
  const voted = votesLabel(votes);
  const textOf = (words: readonly string[]) => [wanted, ...words.map((word) => `-${word}`)].join(" ").trim();
  return [
    ...filterParts(filters).map(({ label, without }) => ({
      label,
      without: { ...question, filters: without },
    })),
    ...(sort === undefined ? [] : [{ label: `${sort} first`, without: { ...question, sort: undefined } }]),
    ...unwanted.map((word, at) => ({
      label: `without ${word}`,
      without: { ...question, text: textOf(unwanted.filter((_, other) => other !== at)) },
    })),
    ...leanings.map(({ label }, at) => ({
      label,
      without: { ...question, leanings: leanings.filter((_, other) => other !== at) },
    })),
    ...(voted === undefined ? [] : [{ label: voted, without: undefined }]),
  ];
}

type Told = Pick<QuestionPart<Conditions>, "label">;

/** What a change did, in a sentence: "Added price ≤ 59.99; dropped colour: Red." Undefined where no part changed. */
export function changesText(before: readonly Told[], after: readonly Told[]): string | undefined {
  const labels = (parts: readonly Told[]) => new Set(parts.map(({ label }) => label));
  const [old, now] = [labels(before), labels(after)];
  const added = [...now].filter((label) => !old.has(label));
  const dropped = [...old].filter((label) => !now.has(label));
  const told = [
    ...(added.length > 0 ? [`added ${added.join(", ")}`] : []),
    ...(dropped.length > 0 ? [`dropped ${dropped.join(", ")}`] : []),
  ].join("; ");
  return told === "" ? undefined : `${capitalised(told)}.`;
}
