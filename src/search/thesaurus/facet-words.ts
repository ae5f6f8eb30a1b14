import { isTelling } from "../../catalogue/telling-values.js";
import { type Concept, phraseOf } from "./outline.js";

/** What a wording means in a catalogue that may not use it. */
export interface Meaning {
  /** The catalogue's values. */
  readonly values: readonly string[];
  /** Kinds of what was said, beside the values that are that: a beanie, where "hat" is a value of its own. */
  readonly narrower: readonly string[];
  /** Whether the values are wider than what was said: "anorak" where the catalogue says "Jackets". */
  readonly wider: boolean;
  /** Whether it is the catalogue's own name for the value. */
  readonly exact: boolean;
}

/** Words of a text that mean something together: those from `from` up to `to`. */
export interface Phrase extends Meaning {
  readonly from: number;
  readonly to: number;
}

/** Longest wording, in words. */
const LONGEST = 4;

/** The catalogue's values of one facet by everything that people call them. */
export class FacetWords {
  private readonly byWording = new Map<string, Concept[]>();
  private readonly valuesAt = new Map<Concept, string[]>();
  private readonly known = new Map<string, Meaning | undefined>();
  private readonly own = new Map<string, string[]>();
  private readonly heads: boolean;

  /** @param heads whether a value's last word names it, too: a "Rain Jacket" is one of the jackets */
  constructor(
    private readonly concepts: readonly Concept[],
    values: readonly string[],
    { heads }: { heads: boolean },
  ) {
    this.heads = heads;
    for (const concept of concepts) {
      for (const wording of concept.wordings) {
        this.byWording.set(wording, [...(this.byWording.get(wording) ?? []), concept]);
      }
    }
    const telling = values.filter(isTelling);
    for (const value of telling) {
      const name = phraseOf(value);
      if (name !== "") this.own.set(name, [...(this.own.get(name) ?? []), value]);
      for (const concept of this.conceptsOf(value)) {
        this.valuesAt.set(concept, [...(this.valuesAt.get(concept) ?? []), value]);
      }
    }
    if (heads) this.addFiner(telling);
  }

  /** "Jackets" takes in "Rain Jacket". */
  private addFiner(values: readonly string[]): void {
    for (const value of values) {
      const words = phraseOf(value).split(" ");
      const coarser = words.length > 1 ? this.own.get(words.at(-1) ?? "") : undefined;
      if (coarser && !coarser.includes(value)) coarser.push(value);
    }
  }

  /** Every wording. */
  wordings(): IterableIterator<string> {
    return this.byWording.keys();
  }

  /**
   * The values that a wording stands for: those that are called so; otherwise those of the same concept; where there are none, the narrower ones, of kinds all of them; where there
   * are none either, those of the nearest wider concept. Undefined for what the outline does not have or nothing answers.
   * @param phrase words as they are compared, joined by spaces
   */
  meaning(phrase: string): Meaning | undefined {
    if (!this.known.has(phrase)) this.known.set(phrase, this.find(phrase));
    return this.known.get(phrase);
  }

  /**
   * The longest phrases of a text that mean something, from left to right.
   * @param words as they are compared
   */
  phrases(words: readonly string[]): Phrase[] {
    const found: Phrase[] = [];
    for (let from = 0; from < words.length; ) {
      const phrase = this.longestFrom(words, from);
      if (phrase) found.push(phrase);
      from = phrase?.to ?? from + 1;
    }
    return found;
  }

  private longestFrom(words: readonly string[], from: number): Phrase | undefined {
    for (let to = Math.min(words.length, from + LONGEST); to > from; to--) {
      const meaning = this.meaning(words.slice(from, to).join(" "));
      if (meaning) return { ...meaning, from, to };
    }
    return undefined;
  }

  /** The values of a concept and of all that is narrower. */
  valuesUnder(phrase: string): string[] {
    return [...new Set((this.byWording.get(phrase) ?? []).flatMap((concept) => this.under(concept)))];
  }

  private under(concept: Concept): readonly string[] {
    return [
      ...(this.valuesAt.get(concept) ?? []),
      ...concept.narrower.flatMap((narrower) => this.under(narrower)),
    ];
  }

  /** These values with those of the next wider concepts, then of the next: parkas with other jackets, all coats, all outerwear … */
  families(values: readonly string[]): string[][] {
    const families: string[][] = [];
    let concepts = values.flatMap((value) => this.conceptsOf(value));
    while (concepts.length > 0) {
      concepts = [...new Set(concepts.flatMap(({ broader }) => broader ?? []))];
      const known = families.at(-1) ?? values;
      const wider = new Set([...known, ...concepts.flatMap((concept) => this.under(concept))]);
      if (wider.size > known.length) families.push([...wider]);
    }
    return families;
  }

  /** Everything that a value is called, as words are compared; narrower words are not among it. */
  wordingsOf(value: string): string[] {
    return [...new Set(this.conceptsOf(value).flatMap(({ wordings }) => wordings))];
  }

  /** Each concept's first wording, and whether one of the values is that or near to it. */
  answered(): ReadonlyMap<string, boolean> {
    const names = this.concepts.flatMap(({ wordings }) => wordings.slice(0, 1));
    return new Map(names.map((name) => [name, this.meaning(name) !== undefined]));
  }

  private find(phrase: string): Meaning | undefined {
    const own = this.own.get(phrase);
    if (own) return { values: own, narrower: this.kindsOf(phrase, own), wider: false, exact: true };
    const concepts = this.byWording.get(phrase) ?? [];
    const same = [...new Set(concepts.flatMap((concept) => this.valuesAt.get(concept) ?? []))];
    if (same.length > 0) {
      return { values: same, narrower: this.kindsOf(phrase, same), wider: false, exact: false };
    }
    const group = concepts.flatMap((concept) => this.below(concept));
    if (group.length > 0) {
      const values = [...new Set([...group, ...this.kindsOf(phrase, group)])];
      return { values, narrower: [], wider: false, exact: false };
    }
    const wider = concepts.flatMap((concept) => this.above(concept));
    return wider.length === 0
      ? undefined
      : { values: [...new Set(wider)], narrower: [], wider: true, exact: false };
  }

  /** What is narrower than these values; a shade is no kind of its colour. */
  private kindsOf(phrase: string, values: readonly string[]): string[] {
    return this.heads ? this.valuesUnder(phrase).filter((value) => !values.includes(value)) : [];
  }

  /** On each way down, the first values that are met. */
  private below(concept: Concept): readonly string[] {
    return this.valuesAt.get(concept) ?? concept.narrower.flatMap((narrower) => this.below(narrower));
  }

  /** The nearest values on the way up. What only the top of the outline has in common is no answer: all of it is clothing. */
  private above({ broader }: Concept): readonly string[] {
    if (!broader) return [];
    if (!broader.broader) return this.valuesAt.get(broader) ?? [];
    const values = this.below(broader);
    return values.length > 0 ? values : this.above(broader);
  }

  /** "Perfume and Body Mist" is both; "Rain Jacket" is a rain jacket, and a "Biker Vest" at least a vest. */
  private conceptsOf(value: string): readonly Concept[] {
    const whole = this.byWording.get(phraseOf(value));
    if (whole) return whole;
    return value.split(/\s+(?:and|&|or)\s+|[,/]/i).flatMap((part) => {
      const words = phraseOf(part).split(" ").slice(-LONGEST);
      for (let from = 0; from < words.length; from++) {
        const concepts = this.byWording.get(words.slice(from).join(" "));
        if (concepts) return concepts;
      }
      return [];
    });
  }
}
