import type { FacetRole } from "../../catalogue/catalogue.js";
import type { Meaning } from "../thesaurus/facet-words.js";
import type { Thesaurus } from "../thesaurus/thesaurus.js";
import { STOP_WORDS } from "./postings.js";
import { preciseKinds } from "./shop-talk.js";

/** A value that is narrower or wider than what was said counts less than one that is the same. */
const SAME = 1;
const NARROWER = 0.9;
const WIDER = 0.8;

/** A word of a query and the catalogue's values that it, or the phrase it stands in, also names. */
export interface SaidTerm {
  /** As it is compared. */
  readonly word: string;
  /** Its correction, where it seems misspelt. */
  readonly meant: string | undefined;
  readonly meanings: readonly NamedValue[];
}

/** A value of the catalogue that words name. */
export interface NamedValue {
  readonly role: FacetRole;
  readonly value: string;
  /** Whether the value is called so in the catalogue itself. */
  readonly exact: boolean;
  /** How much it counts beside one that is the same as what was said, 0..1. */
  readonly weight: number;
}

/** What a text says: its words less the small ones, each with what the thesaurus makes of it. */
export function queryTerms(
  typed: readonly Pick<SaidTerm, "word" | "meant">[],
  thesaurus: Thesaurus,
): SaidTerm[] {
  const words = typed.map(({ word, meant }) => meant ?? word);
  const meanings = words.map((): NamedValue[] => []);
  for (const [role, facet] of thesaurus) {
    const phrases = facet.phrases(words);
    for (const { from, to, ...meaning } of role === "kind" ? preciseKinds(phrases, words) : phrases) {
      // Each word of "baseball cap" is answered by a cap.
      for (let at = from; at < to; at++) meanings[at]?.push(...namedValues(role, meaning));
    }
  }
  return typed.flatMap((said, at) => {
    const own = meanings[at] ?? [];
    return STOP_WORDS.has(said.word) && own.length === 0 ? [] : [{ ...said, meanings: own }];
  });
}

function namedValues(role: FacetRole, { values, narrower, wider, exact }: Meaning): NamedValue[] {
  return [
    ...values.map((value) => ({ role, value, exact, weight: wider ? WIDER : SAME })),
    ...narrower.map((value) => ({ role, value, exact: false, weight: NARROWER })),
  ];
}
