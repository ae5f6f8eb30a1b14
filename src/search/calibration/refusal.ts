import { cutOff, quantile, rounded } from "../../catalogue/calibration/thresholds.js";
import type { Refusal } from "../../catalogue/manifest.js";
import { belonging, type Evidence, type EvidenceWeights } from "../belonging.js";
import { fitLogistic } from "./fit-logistic.js";

/**
 * Share of the catalogue's own questions that may fall below the cut-off. About a tenth of them have a word that nobody
 * knows; where those look like off-topic ones, as they do to a small model, some of them may pay for it.
 */
const MOST_REFUSED = 0.06;

/**
 * Questions in words that belong here against such that do not. With a small model the known words tell most, with a larger
 * one the look does: the weights say which, and none is set by hand.
 */
export function fitRefusal(onTopic: readonly Evidence[], offTopic: readonly Evidence[]): Refusal {
  const listed = ({ known, lexical, kind, look }: Evidence) => [known, lexical, kind, look];
  const { bias, weights } = fitLogistic(onTopic.map(listed), offTopic.map(listed));
  const [known = 0, lexical = 0, kind = 0, look = 0] = weights;
  const fitted: EvidenceWeights = { bias, known, lexical, kind, look };
  const belongs = (evidence: Evidence) => belonging(evidence, fitted);
  const here = onTopic.map(belongs);
  const least = Math.min(cutOff(here, offTopic.map(belongs)), quantile(here, MOST_REFUSED));
  return {
    bias: rounded(bias),
    known: rounded(known),
    lexical: rounded(lexical),
    kind: rounded(kind),
    look: rounded(look),
    least: rounded(least),
  };
}
