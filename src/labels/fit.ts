import { quantile } from "../catalogue/calibration/thresholds.js";
import type { Catalogue, Entry, FacetRole } from "../catalogue/catalogue.js";
import { dot } from "../clip/unit-vectors.js";
import type { LabelSet } from "./label-vectors.js";

/** What stands among the labels for "nothing that was to choose from". */
export const NONE = "none of these";

/** What a label has to reach before it is said of a picture, as the catalogue's own right labels do. Cosines. */
export interface Fit {
  /** The least that a right label has. */
  readonly cosine: number;
  /** What all but few of the right kinds have. */
  readonly kind: number;
  /** The least by which a right label is nearer to its picture than to pictures at large. */
  readonly lead: number;
  /** Mean of the catalogue's vectors: a label's cosine to it is the label's mean over all pictures. */
  readonly centre: Float32Array;
}

/** Facets that show in a picture. Whom or what something is for is a matter of opinion. */
const LOOKS: readonly FacetRole[] = ["kind", "colour", "pattern"];
/** Products, evenly spread over the catalogue. */
const SAMPLE = 512;
/** Below this there is nothing to measure by. */
const FEWEST = 40;
/** Share of right labels that fall below. */
const MISSED = 0.02;
/** The same where a part of a picture is to be told, which the whole picture need not be. */
const MISSED_PARTS = 0.05;
/** What more of the catalogue has than this is near to pictures at large because it is right for many of them. */
const COMMON = 0.2;

interface Right {
  readonly role: FacetRole;
  readonly cosine: number;
  /** Undefined where the label is a common one. */
  readonly lead: number | undefined;
}

function meanVector(sample: readonly Entry[], dimension: number): Float32Array {
  const sum = new Float32Array(dimension);
  for (const { vector } of sample) {
    for (const [at, value] of vector.entries()) sum[at] = (sum[at] ?? 0) + value / sample.length;
  }
  return sum;
}

/** The catalogue's pictures against the labels that it gives them itself; undefined where it has too few. */
export async function measureFit(
  catalogue: Catalogue,
  sets: ReadonlyMap<FacetRole, LabelSet>,
): Promise<Fit | undefined> {
  const sample = await catalogue.sample(SAMPLE);
  const centre = meanVector(sample, catalogue.manifest.model.dimension);
  const right = LOOKS.flatMap((role): Right[] => {
    const set = sets.get(role);
    const facet = catalogue.facets.find((one) => one.role === role);
    if (!set || !facet) return [];
    const counts = new Map(facet.values.map(({ value, count }) => [value, count]));
    return sample.flatMap((entry) => {
      const value = entry.value(role);
      const vector = value === undefined ? undefined : set.vectors[set.labels.indexOf(value)];
      if (value === undefined || !vector) return [];
      const cosine = dot(entry.vector, vector);
      const common = (counts.get(value) ?? 0) > COMMON * catalogue.size;
      return [{ role, cosine, lead: common ? undefined : cosine - dot(centre, vector) }];
    });
  });
  const leads = right.flatMap(({ lead }) => lead ?? []);
  const kinds = right.filter(({ role }) => role === "kind").map(({ cosine }) => cosine);
  if (right.length < FEWEST || leads.length === 0 || kinds.length === 0) return undefined;
  return {
    kind: quantile(kinds, MISSED_PARTS),
    cosine: quantile(
      right.map(({ cosine }) => cosine),
      MISSED,
    ),
    lead: quantile(leads, MISSED),
    centre,
  };
}

/** Whether a label is one of the catalogue's own words. */
export type IsKnown = (label: string) => boolean;

/**
 * By how much the best label passes its bar; negative where none does. A word that tells one picture from another has to
 * be nearer to this one than to most, since a model places words that it does not know halfway to everything. Words of
 * the catalogue's own need not prove that.
 */
export function lead(
  cosines: readonly number[],
  { labels, vectors }: LabelSet,
  fit: Fit,
  isKnown: IsKnown,
): number {
  const passes = cosines.map((cosine, at) => {
    const vector = vectors[at];
    const unknown = vector && !isKnown(labels[at] ?? "");
    return cosine - Math.max(fit.cosine, unknown ? dot(fit.centre, vector) + fit.lead : -1);
  });
  return Math.max(...passes);
}
