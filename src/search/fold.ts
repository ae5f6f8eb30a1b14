import { LRUCache } from "lru-cache";
import type { Catalogue, Entry } from "../catalogue/catalogue.js";
import { dot } from "../clip/unit-vectors.js";
import type { Scored } from "./fuse.js";
import { normalWords } from "./words.js";

/** Byte-identical pictures have one vector. */
const SAME_VECTOR = 0.9999;
/** Cosine from which two products whose titles differ in their colour only are variants of one. */
const VARIANT = 0.85;
/** The attribute by which a catalogue says that products are one design in several colours. */
const DESIGN = "design";
/** Titles that were taken apart already: a busy shop shows the same products again and again. */
const STEMS = 5_000;

/** A hit with what was folded into it. */
export interface Folded extends Scored {
  readonly folded: readonly Entry[];
}

/** Tells near-identical products and colour variants. */
export class Folding {
  private readonly colourWords: ReadonlySet<string>;
  private readonly stems = new LRUCache<string, string>({ max: STEMS });

  constructor({ facets }: Pick<Catalogue, "facets">) {
    const colours = facets.find(({ role }) => role === "colour")?.values ?? [];
    this.colourWords = new Set(colours.flatMap(({ value }) => normalWords(value)));
  }

  /**
   * Folds each candidate into the first before it that is the same product. What would fold into one of `taken` is
   * left out: it was shown already.
   */
  fold(candidates: readonly Scored[], taken: readonly Entry[]): Folded[] {
    const groups = new Map<string, Group[]>();
    const kept: { candidate: Scored; group: Group }[] = [];
    for (const entry of taken) this.open(groups, entry);
    for (const candidate of candidates) {
      const group = this.find(groups, candidate.entry);
      if (group) group.folded.push(candidate.entry);
      else kept.push({ candidate, group: this.open(groups, candidate.entry) });
    }
    return kept.map(({ candidate, group }) => ({ ...candidate, folded: group.folded }));
  }

  private open(groups: Map<string, Group[]>, first: Entry): Group {
    const group: Group = { first, folded: [] };
    for (const key of this.keys(first)) {
      const others = groups.get(key);
      if (others) others.push(group);
      else groups.set(key, [group]);
    }
    return group;
  }

  /** A title's words without those of colours. */
  private stem(title: string): string {
    const known = this.stems.get(title);
    if (known !== undefined) return known;
    const stem = normalWords(title)
      .filter((word) => !this.colourWords.has(word))
      .join(" ");
    this.stems.set(title, stem);
    return stem;
  }

  private find(groups: ReadonlyMap<string, readonly Group[]>, entry: Entry): Group | undefined {
    for (const key of this.keys(entry)) {
      const least = key.startsWith("title:") ? VARIANT : key.startsWith("look:") ? SAME_VECTOR : -1;
      const group = groups.get(key)?.find(({ first }) => dot(entry.vector, first.vector) >= least);
      if (group) return group;
    }
    return undefined;
  }

  /** Products are compared only where one of these is equal: two hundred candidates are not compared in pairs. */
  private keys(entry: Entry): string[] {
    const design = entry.attribute(DESIGN);
    const stem = this.stem(entry.title);
    const [first = 0, second = 0] = entry.vector;
    return [
      ...(design === undefined ? [] : [`design:${design}`]),
      ...(stem === "" ? [] : [`title:${stem}/${entry.value("kind") ?? ""}/${entry.value("gender") ?? ""}`]),
      `look:${first}/${second}`,
    ];
  }
}

interface Group {
  readonly first: Entry;
  readonly folded: Entry[];
}
