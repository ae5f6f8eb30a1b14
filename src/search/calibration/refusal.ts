import { cutOff, quantile, rounded } from "../../catalogue/calibration/thresholds.js";
import type { Refusal } from "../../catalogue/manifest.js";
import { belonging, type Evidence, type EvidenceWeights } from "../belonging.js";

const ROUNDS = 2000;
const STEP = 0.5;
/** Keeps weights from growing without end where the two sides can be told apart completely. */
const RIDGE = 0.002;
/**
 * Share of the catalogue's own questions that may fall below the cut-off. About a tenth of them have a word that nobody
 * knows; where those look like off-topic ones, as they do to a small model, some of them may pay for it.
 */
const MOST_REFUSED = 0.06;

/** One step down the mean log loss of both sides, each counting half whatever its size. No evidence may count against a question. */
function improved(weights: EvidenceWeights, sides: readonly (readonly Evidence[])[]): EvidenceWeights {
  const slope = { bias: 0, known: 0, lexical: 0, kind: 0, look: 0 };
  for (const [truth, side] of sides.entries()) {
    for (const evidence of side) {
      const error = (belonging(evidence, weights) - truth) / side.length / 2;
      slope.bias += error;
      slope.known += error * evidence.known;
      slope.lexical += error * evidence.lexical;
      slope.kind += error * evidence.kind;
      slope.look += error * evidence.look;
    }
  }
  const down = (weight: number, by: number) => Math.max(0, weight - STEP * (by + RIDGE * weight));
  return {
    bias: weights.bias - STEP * slope.bias,
    known: down(weights.known, slope.known),
    lexical: down(weights.lexical, slope.lexical),
    kind: down(weights.kind ?? 0, slope.kind),
    look: down(weights.look, slope.look),
  };
}

/**
 * Logistic regression of questions that belong here against such that do not. With a small model the known words tell most,
 * with a larger one the look does: the weights say which, and none is set by hand.
 */
export function fitRefusal(onTopic: readonly Evidence[], offTopic: readonly Evidence[]): Refusal {
  let weights: EvidenceWeights = { bias: 0, known: 1, lexical: 1, kind: 1, look: 1 };
  for (let round = 0; round < ROUNDS; round++) weights = improved(weights, [offTopic, onTopic]);
  const belongs = (evidence: Evidence) => belonging(evidence, weights);
  const here = onTopic.map(belongs);
  const least = Math.min(cutOff(here, offTopic.map(belongs)), quantile(here, MOST_REFUSED));
  return {
    bias: rounded(weights.bias),
    known: rounded(weights.known),
    lexical: rounded(weights.lexical),
    kind: rounded(weights.kind ?? 0),
    look: rounded(weights.look),
    least: rounded(least),
  };
}
