import { type Catalogue, FACET_ROLES, type FacetRole } from "../catalogue/catalogue.js";
import { isTelling } from "../catalogue/telling-values.js";
import type { ClipEngine, EncodeOptions } from "../clip/engine.js";
import { dot, unitMean } from "../clip/unit-vectors.js";
import type { Picture } from "../images/picture.js";
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

/** Zero-shot classification: softmax over logit scale × cosine(picture, "a photo of a {label}"). Best first. */
export interface Labeller {
  /** The asker's own labels, 2..100 of them. Fails with `bad-request` otherwise. */
  classify(
    subject: LabelSubject,
    labels: readonly string[],
    signal?: AbortSignal,
  ): Promise<LabelProbability[]>;
  /** The catalogue's facets, each a question of its own: what it is, colour, for whom, season, use … */
  describe(
    subject: LabelSubject,
    signal?: AbortSignal,
  ): Promise<Partial<Record<FacetRole, LabelProbability[]>>>;
  /** Prepares what the first description would otherwise wait for: the vectors of all facets' labels. */
  warmUp(): Promise<void>;
}

/** Labels with the unit vectors that stand for them. */
interface LabelSet {
  readonly labels: readonly string[];
  readonly vectors: readonly Float32Array[];
}

/** A brand is a name, not a look. */
const ROLES: readonly FacetRole[] = FACET_ROLES.filter((role) => role !== "brand");

/** The labeller over an open catalogue and the engine that its vectors were made with. */
export function createLabeller(engine: ClipEngine, catalogue: Catalogue): Labeller {
  return new CatalogueLabeller(engine, catalogue);
}

class CatalogueLabeller implements Labeller {
  /** Made once, at the first description or by `warmUp`; a failure is forgotten, so that the next one tries again. */
  private facets: Promise<ReadonlyMap<FacetRole, LabelSet>> | undefined;

  constructor(
    private readonly engine: ClipEngine,
    private readonly catalogue: Catalogue,
  ) {}

  async classify(
    subject: LabelSubject,
    labels: readonly string[],
    signal?: AbortSignal,
  ): Promise<LabelProbability[]> {
    const own = checkOwnLabels(labels);
    const options = signal ? { signal } : {};
    const [vector, vectors] = await Promise.all([
      this.vectorOf(subject, options),
      this.labelVectors(own.map(labelPrompts), options),
    ]);
    return this.weigh(vector, { labels: own, vectors });
  }

  async describe(
    subject: LabelSubject,
    signal?: AbortSignal,
  ): Promise<Partial<Record<FacetRole, LabelProbability[]>>> {
    const options = signal ? { signal } : {};
    const [vector, sets] = await Promise.all([this.vectorOf(subject, options), this.facetSets()]);
    const described: Partial<Record<FacetRole, LabelProbability[]>> = {};
    for (const [role, set] of sets) described[role] = this.weigh(vector, set);
    return described;
  }

  async warmUp(): Promise<void> {
    await this.facetSets();
  }

  private facetSets(): Promise<ReadonlyMap<FacetRole, LabelSet>> {
    this.facets ??= this.makeFacetSets().catch((thrown: unknown) => {
      this.facets = undefined;
      throw thrown;
    });
    return this.facets;
  }

  /** Every value of a facet, however rare; a facet of one value is no question. */
  private async makeFacetSets(): Promise<ReadonlyMap<FacetRole, LabelSet>> {
    const facets = ROLES.flatMap((role) => {
      const facet = this.catalogue.facets.find((one) => one.role === role);
      const labels = facet?.values.map(({ value }) => value).filter(isTelling) ?? [];
      return labels.length > 1 ? [{ role, labels }] : [];
    });
    const sets = new Map<FacetRole, LabelSet>();
    for (const { role, labels } of facets) {
      const vectors = await this.labelVectors(labels.map((label) => facetPrompts(role, label)));
      sets.set(role, { labels, vectors });
    }
    return sets;
  }

  private async vectorOf(subject: LabelSubject, options: EncodeOptions): Promise<Float32Array> {
    if (subject instanceof Float32Array) return subject;
    const [vector] = await this.engine.encodeImages([subject], options);
    if (!vector) throw new Error("The engine returned no vector for a picture");
    return vector;
  }

  /** One unit vector per label: the mean of its sentences'. */
  private async labelVectors(
    prompts: readonly (readonly string[])[],
    options: EncodeOptions = {},
  ): Promise<Float32Array[]> {
    const encoded = await this.engine.encodeTexts(prompts.flat(), options);
    let at = 0;
    return prompts.map((sentences) => {
      const vectors = encoded.slice(at, at + sentences.length);
      at += sentences.length;
      return unitMean(vectors);
    });
  }

  private weigh(vector: Float32Array, { labels, vectors }: LabelSet): LabelProbability[] {
    const logits = vectors.map((label) => this.engine.logitScale * dot(vector, label));
    return probabilities(logits)
      .map((probability, at) => ({ label: labels[at] ?? "", probability }))
      .sort((a, b) => b.probability - a.probability);
  }
}
