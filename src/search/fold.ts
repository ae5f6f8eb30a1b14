import type { Catalogue } from "../catalogue/catalogue.js";
import { dot } from "../clip/unit-vectors.js";
import type { Candidate } from "./fuse.js";
import { normalWords } from "./words.js";

/** Byte-identical pictures have one vector. */
const SAME_PICTURE = 0.9999;
/** Cosine from which two products whose titles differ in their colour only are variants of one. */
const VARIANT = 0.85;
/** The attribute by which a catalogue says that products are one design in several colours. */
const DESIGN = "design";

/** A hit with the rows that were folded into it. */
export interface Folded extends Candidate {
  readonly folded: readonly number[];
}

/** Tells near-identical products and colour variants. */
export class Folding {
  private readonly colourWords: ReadonlySet<string>;
  private readonly hasDesigns: boolean;

  constructor(private readonly catalogue: Catalogue) {
    const colours = catalogue.facets.find(({ role }) => role === "colour")?.values ?? [];
    this.colourWords = new Set(colours.flatMap(({ value }) => normalWords(value)));
    this.hasDesigns = catalogue.size > 0 && catalogue.product(0).attributes[DESIGN] !== undefined;
  }

  /**
   * Folds each candidate into the first before it that is the same product. What would fold into one of `taken` is
   * left out: it was shown already.
   */
  fold(candidates: readonly Candidate[], taken: readonly number[]): Folded[] {
    const groups = new Map<string, Group[]>();
    const kept: { candidate: Candidate; group: Group }[] = [];
    for (const row of taken) this.open(groups, row);
    for (const candidate of candidates) {
      const group = this.find(groups, candidate.row);
      if (group) group.rows.push(candidate.row);
      else kept.push({ candidate, group: this.open(groups, candidate.row) });
    }
    return kept.map(({ candidate, group }) => ({ ...candidate, folded: group.rows }));
  }

  private open(groups: Map<string, Group[]>, row: number): Group {
    const group: Group = { first: row, rows: [] };
    for (const key of this.keys(row)) groups.set(key, [...(groups.get(key) ?? []), group]);
    return group;
  }

  private find(groups: ReadonlyMap<string, readonly Group[]>, row: number): Group | undefined {
    const vector = this.catalogue.vector(row);
    for (const key of this.keys(row)) {
      const least = key.startsWith("title:") ? VARIANT : key.startsWith("look:") ? SAME_PICTURE : -1;
      const group = groups.get(key)?.find(({ first }) => dot(vector, this.catalogue.vector(first)) >= least);
      if (group) return group;
    }
    return undefined;
  }

  /** Products are compared only where one of these is equal: two hundred candidates are not compared in pairs. */
  private keys(row: number): string[] {
    const design = this.hasDesigns ? this.catalogue.product(row).attributes[DESIGN] : undefined;
    const stem = normalWords(this.catalogue.title(row)).filter((word) => !this.colourWords.has(word));
    const kind = this.catalogue.value(row, "kind") ?? "";
    const gender = this.catalogue.value(row, "gender") ?? "";
    const [first = 0, second = 0] = this.catalogue.vector(row);
    return [
      ...(design === undefined ? [] : [`design:${design}`]),
      ...(stem.length === 0 ? [] : [`title:${stem.join(" ")}/${kind}/${gender}`]),
      `look:${first}/${second}`,
    ];
  }
}

interface Group {
  readonly first: number;
  readonly rows: number[];
}
