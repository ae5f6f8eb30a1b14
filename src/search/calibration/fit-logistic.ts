import { type Logistic, likelihood } from "../logistic.js";

const ROUNDS = 2000;
const STEP = 0.5;
/** Keeps weights from growing without end where the two sides can be told apart completely. */
const RIDGE = 0.002;

type Side = readonly (readonly number[])[];

/** One step down the mean log loss of both sides, each counting half whatever its size. No evidence may count against a question. */
function improved(fit: Logistic, sides: readonly Side[]): Logistic {
  let bias = 0;
  const slopes = fit.weights.map(() => 0);
  for (const [truth, side] of sides.entries()) {
    for (const evidence of side) {
      const error = (likelihood(evidence, fit) - truth) / side.length / 2;
      bias += error;
      for (const [at, one] of evidence.entries()) slopes[at] = (slopes[at] ?? 0) + error * one;
    }
  }
  return {
    bias: fit.bias - STEP * bias,
    weights: fit.weights.map((weight, at) =>
      Math.max(0, weight - STEP * ((slopes[at] ?? 0) + RIDGE * weight)),
    ),
  };
}

/**
 * Logistic regression of what belongs to a catalogue against what does not.
 * @param onTopic one list of evidence each, all of one length
 */
export function fitLogistic(onTopic: Side, offTopic: Side): Logistic {
  let fit: Logistic = { bias: 0, weights: (onTopic[0] ?? []).map(() => 1) };
  for (let round = 0; round < ROUNDS; round++) fit = improved(fit, [offTopic, onTopic]);
  return fit;
}
