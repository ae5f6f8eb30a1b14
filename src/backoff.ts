/**
 * Milliseconds to wait before try number `attempt` (from 0): doubling from `first` to `longest`, each between half of it
 * and the whole by chance, so that many processes do not come back at once.
 */
export function backoff(
  attempt: number,
  first: number,
  longest: number,
  random: () => number = Math.random,
): number {
  const whole = Math.min(longest, first * 2 ** Math.min(attempt, 30));
  return whole * (0.5 + random() / 2);
}
