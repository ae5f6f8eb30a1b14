import { type Catalogue, FACET_ROLES, type FacetRole } from "../catalogue/catalogue.js";
import { isTelling } from "../catalogue/telling-values.js";
import type { ClipEngine, EncodeOptions } from "../clip/engine.js";
import { dot } from "../clip/unit-vectors.js";
import type { Picture } from "../images/picture.js";
import { CROPS, cropsOf, type Place } from "./crops.js";
import { type Fit, lead, measureFit, NONE } from "./fit.js";
import { type Coarser, categoriesOfKinds, coarsely, inLevels } from "./hierarchy.js";
import { encodeLabels, type LabelSet } from "./label-vectors.js";
import { checkOwnLabels } from "./own-labels.js";
import { facetPrompts, labelPrompts } from "./prompts.js";
import { probabilities } from "./softmax.js";

export interface LabelProbability {
  readonly label: string;
  /** 0..1; the labels of one question sum to 1. */
  readonly probability: number;
}

/** A picture, or the unit vector that an earlier answer kept of it. */
export type LabelSubject = Picture | Float32Array;

/** What the catalogue's facets say of a picture. */
export type Description = Partial<Record<FacetRole, LabelProbability[]>>;

/** One of several things in a picture. */
export interface PicturePart extends LabelProbability {
  readonly place: Place;
}

/**
 * Zero-shot classification: softmax over logit scale × cosine(picture, label), a label being the mean of several
 * sentences. Best first. Where the catalogue can say what fits at all, "none of these" stands among the labels.
 */
export interface Labeller {
  /** The asker's own labels, 2..100 of them. Fails with `bad-request` otherwise. */
  classify(
    subject: LabelSubject,
    labels: readonly string[],
    signal?: AbortSignal,
  ): Promise<LabelProbability[]>;
  /**
   * The catalogue's facets, each a question of its own: what it is, colour, for whom, season, use … Where kinds belong to
   * categories, the categories come first, by the kinds in them, and the kinds are those of the best category.
   */
  describe(subject: LabelSubject, signal?: AbortSignal): Promise<Description>;
  /**
   * Several things in one picture, by its quarters and its middle, the surest first; none where it plainly shows one.
   * @param vector of the whole picture
   */
  partsOf(picture: Picture, vector: Float32Array, signal?: AbortSignal): Promise<PicturePart[]>;
  /** How likely a picture shows each value of a facet, by its unit vector; undefined where the catalogue has no two values of it. */
  shares(role: FacetRole, vector: Float32Array): Promise<ReadonlyMap<string, number> | undefined>;
  /** How likely a picture shows a kind that the catalogue has, 0..1, rather than one that it lacks; undefined without either. */
  sold(vector: Float32Array): Promise<number | undefined>;
  /** Prepares what the first description would otherwise wait for: the vectors of all facets' labels. */
  warmUp(): Promise<void>;
}

/** What descriptions are made with. */
interface Facets {
  readonly sets: ReadonlyMap<FacetRole, LabelSet>;
  /** Kinds that fashion shops sell. */
  readonly atLarge: LabelSet;
  readonly categories: Coarser;
  readonly fit: Fit | undefined;
  /** Words that are the catalogue's own, in lower case. */
  readonly known: ReadonlySet<string>;
}

/** A brand is a name, not a look. */
const ROLES: readonly FacetRole[] = FACET_ROLES.filter((role) => role !== "brand");
/** From this share on a category is sure enough to ask for kinds within it alone. */
const SURE_CATEGORY = 0.5;
/** Below this a picture's best kind leaves room for another thing in it. */
const ONE_THING = 0.9;
/** What a part's kind must reach to be told. */
const SURE_PART = 0.6;

const lower = (label: string) => label.toLocaleLowerCase("en");

/**
 * The labeller over an open catalogue and the engine that its vectors were made with.
 * @param atLarge kinds that somebody's picture may show, and whether the catalogue has such a thing
 */
export function createLabeller(
  engine: ClipEngine,
  catalogue: Catalogue,
  atLarge: ReadonlyMap<string, boolean>,
): Labeller {
  return new CatalogueLabeller(engine, catalogue, atLarge);
}

class CatalogueLabeller implements Labeller {
  /** Made once, at the first description or by `warmUp`; a failure is forgotten, so that the next one tries again. */
  private prepared: Promise<Facets> | undefined;

  constructor(
    private readonly engine: ClipEngine,
    private readonly catalogue: Catalogue,
    private readonly atLarge: ReadonlyMap<string, boolean>,
  ) {}

  async classify(
    subject: LabelSubject,
    labels: readonly string[],
    signal?: AbortSignal,
  ): Promise<LabelProbability[]> {
    const given = checkOwnLabels(labels);
    const options = signal ? { signal } : {};
    const { fit, known } = await this.facets();
    // Who offers "none of these" themselves means what is measured here, not a thing that looks like these words.
    const own = fit ? given.filter((label) => lower(label) !== NONE) : given;
    const [vector, set] = await Promise.all([
      this.vectorOf(subject, options),
      encodeLabels(this.engine, own, labelPrompts, options),
    ]);
    const cosines = cosinesTo(vector, set);
    return this.weigh(cosines, set, fit && lead(cosines, set, fit, (label) => known.has(lower(label))));
  }

  async describe(subject: LabelSubject, signal?: AbortSignal): Promise<Description> {
    const options = signal ? { signal } : {};
    const [vector, { sets, categories, fit }] = await Promise.all([
      this.vectorOf(subject, options),
      this.facets(),
    ]);
    const described: Description = {};
    const inStock = fit && (await this.stockLead(vector));
    for (const [role, set] of sets) {
      const cosines = cosinesTo(vector, set);
      const passes = role === "kind" && fit ? lead(cosines, set, fit, () => true) : undefined;
      described[role] = this.weigh(
        cosines,
        set,
        passes === undefined ? undefined : Math.min(passes, inStock ?? passes),
      );
    }
    if (!described.kind || categories.size === 0) return described;
    const coarse = coarsely(described.kind, categories);
    const [best] = coarse;
    const sure = best !== undefined && best.label !== NONE && best.probability >= SURE_CATEGORY;
    const levels = sure ? inLevels(described.kind, categories) : undefined;
    return {
      ...described,
      ...(sets.has("category") ? { category: coarse } : {}),
      ...(levels ? { kind: [...levels.fine] } : {}),
    };
  }

  async partsOf(picture: Picture, vector: Float32Array, signal?: AbortSignal): Promise<PicturePart[]> {
    const { sets, fit } = await this.facets();
    const kinds = sets.get("kind");
    if (!kinds || !fit) return [];
    const whole = this.bestOf(vector, kinds);
    if (whole.probability >= ONE_THING) return [];
    const vectors = await this.engine.encodeImages(await cropsOf(picture), signal ? { signal } : {});
    const seen = vectors.flatMap((crop, at) => {
      const place = CROPS[at]?.place;
      return place ? [{ ...this.bestOf(crop, kinds), place }] : [];
    });
    // A sleeve is less of a coat than the coat: a thing of its own is nearer to its kind than the whole picture to any.
    const told = seen
      .filter(
        ({ cosine, probability }) => probability >= SURE_PART && cosine >= Math.max(fit.kind, whole.cosine),
      )
      .sort((a, b) => b.probability - a.probability);
    const parts = told
      .filter(({ label }, at) => told.findIndex((other) => other.label === label) === at)
      .map(({ label, probability, place }) => ({ label, probability, place }));
    return parts.length > 1 ? parts : [];
  }

  async shares(role: FacetRole, vector: Float32Array): Promise<ReadonlyMap<string, number> | undefined> {
    const set = (await this.facets()).sets.get(role);
    if (!set) return undefined;
    const shares = this.weigh(cosinesTo(vector, set), set, undefined);
    return new Map(shares.map(({ label, probability }) => [label, probability]));
  }

  async sold(vector: Float32Array): Promise<number | undefined> {
    const { sets, atLarge } = await this.facets();
    const kinds = sets.get("kind");
    if (!kinds || atLarge.labels.length === 0) return undefined;
    const cosines = [...cosinesTo(vector, kinds), ...cosinesTo(vector, atLarge)];
    const had = [...kinds.labels.map(() => true), ...this.atLarge.values()];
    const shares = probabilities(cosines.map((cosine) => this.engine.logitScale * cosine));
    return shares.reduce((sum, share, at) => sum + (had[at] ? share : 0), 0);
  }

  async warmUp(): Promise<void> {
    await this.facets();
  }

  private facets(): Promise<Facets> {
    this.prepared ??= this.prepare().catch((thrown: unknown) => {
      this.prepared = undefined;
      throw thrown;
    });
    return this.prepared;
  }

  /** Every value of a facet, however rare; a facet of one value is no question. */
  private async prepare(): Promise<Facets> {
    const sets = new Map<FacetRole, LabelSet>();
    for (const role of ROLES) {
      const facet = this.catalogue.facets.find((one) => one.role === role);
      const labels = facet?.values.map(({ value }) => value).filter(isTelling) ?? [];
      if (labels.length < 2) continue;
      sets.set(role, await encodeLabels(this.engine, labels, (label) => facetPrompts(role, label)));
    }
    const atLarge = await encodeLabels(this.engine, [...this.atLarge.keys()], (kind) =>
      facetPrompts("kind", kind),
    );
    const known = new Set([...sets.values()].flatMap(({ labels }) => labels.map(lower)));
    const [categories, fit] = await Promise.all([
      categoriesOfKinds(this.catalogue),
      measureFit(this.catalogue, sets),
    ]);
    return { sets, atLarge, categories, fit, known };
  }

  private async vectorOf(subject: LabelSubject, options: EncodeOptions): Promise<Float32Array> {
    if (subject instanceof Float32Array) return subject;
    const [vector] = await this.engine.encodeImages([subject], options);
    if (!vector) throw new Error("The engine returned no vector for a picture");
    return vector;
  }

  /** By how much the nearest product passes the catalogue's own cut-off for pictures; undefined where it has none. */
  private async stockLead(vector: Float32Array): Promise<number | undefined> {
    const loose = this.catalogue.manifest.calibration?.picture.loose;
    if (loose === undefined) return undefined;
    const [nearest] = await this.catalogue.nearest(vector, 1);
    return nearest && nearest.cosine - loose;
  }

  private bestOf(vector: Float32Array, set: LabelSet): LabelProbability & { readonly cosine: number } {
    const cosines = cosinesTo(vector, set);
    const [best = { label: "", probability: 0 }] = this.weigh(cosines, set, undefined);
    return { ...best, cosine: Math.max(...cosines) };
  }

  /**
   * @param best by how much the best label passes its bar: "none of these" stands so much below that label, so that it is
   * the more probable answer exactly where no label passes. Undefined where that cannot be said.
   */
  private weigh(
    cosines: readonly number[],
    { labels }: LabelSet,
    best: number | undefined,
  ): LabelProbability[] {
    const all = best === undefined ? cosines : [...cosines, Math.max(...cosines) - best];
    return probabilities(all.map((cosine) => this.engine.logitScale * cosine))
      .map((probability, at) => ({ label: labels[at] ?? NONE, probability }))
      .sort((a, b) => b.probability - a.probability);
  }
}

const cosinesTo = (vector: Float32Array, { vectors }: LabelSet) => vectors.map((label) => dot(vector, label));
