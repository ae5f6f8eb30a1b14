/** How several pieces of evidence are weighed together. */
export interface Logistic {
  readonly bias: number;
  /** One for each piece of evidence. */
  readonly weights: readonly number[];
}

/** How likely evidence speaks for a question's belonging to a catalogue, 0..1: the logistic of its weighed sum. */
export function likelihood(evidence: readonly number[], { bias, weights }: Logistic): number {
  const sum = evidence.reduce((total, one, at) => total + (weights[at] ?? 0) * one, bias);
  return 1 / (1 + Math.exp(-sum));
}
