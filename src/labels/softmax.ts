/** Softmax: positive shares that sum to 1. Subtracting the greatest first keeps large logits from overflowing. */
export function probabilities(logits: readonly number[]): number[] {
  const greatest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - greatest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
