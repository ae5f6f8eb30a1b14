import type { Catalogue } from "./catalogue/catalogue.js";
import type { ClipEngine } from "./clip/engine.js";
import type { LabelSets } from "./labels/label-sets.js";
import type { Labeller } from "./labels/labeller.js";
import type { Searcher } from "./search/query.js";

/** Everything that answers are made from. A request takes the shop once and keeps it to its end, so that no answer mixes two catalogues. */
export interface Shop {
  readonly engine: ClipEngine;
  readonly catalogue: Catalogue;
  readonly searcher: Searcher;
  readonly labeller: Labeller;
  /** Sets of labels that the operator named. */
  readonly labelSets: LabelSets;
}
