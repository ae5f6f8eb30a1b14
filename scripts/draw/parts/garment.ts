import type { Fold, PieceOptions, Sheet } from "../sheet.js";
import { hung, type Placement, placed } from "./scene.js";
import { type Sleeve, sleeves } from "./sleeve.js";
import { bodyFolds, insideNeck, type Torso, torsoOutline } from "./torso.js";

/** A garment for the upper body, from the back to the front. */
export interface UpperGarment {
  readonly torso: Torso;
  readonly sleeve?: Sleeve;
  readonly sleeveOptions?: PieceOptions;
  /** Drawn between the inside of the neck and the sleeves. */
  readonly behind?: string;
  /** Fully closed at the throat: no inside is seen. */
  readonly closed?: boolean;
  readonly bodyOptions?: PieceOptions;
  readonly folds?: readonly Fold[];
  /** Further cloth on top of the body. */
  readonly over?: string;
  /** Buttons, buckles and zips, which have no weave. */
  readonly hardware?: string;
  /** Another outline than the torso's own, for skirts and legs. */
  readonly outline?: string;
  /** How deep the folds of the body are, 1 for a shirt. */
  readonly slack?: number;
}

export function upper(s: Sheet, garment: UpperGarment, placement: Placement): string {
  const { torso } = garment;
  const outline = garment.outline ?? torsoOutline(torso);
  const body = s.piece(outline, {
    folds: garment.folds ?? bodyFolds(s, torso, garment.slack ?? 1),
    round: 0.44,
    rim: 6,
    ...garment.bodyOptions,
  });
  const cloth = [
    garment.behind ?? "",
    garment.closed === true ? "" : insideNeck(s, torso),
    garment.sleeve === undefined ? "" : sleeves(s, torso, garment.sleeve, garment.sleeveOptions),
    garment.sleeve === undefined ? "" : s.cast(outline, 3, 0, 2, 0.4),
    body,
    garment.over ?? "",
  ].join("");
  return hung(s, placed(s.cloth(cloth) + (garment.hardware ?? ""), placement));
}
