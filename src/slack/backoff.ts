import { HOUSE } from "./limits.js";

/**
 * Milliseconds to wait after so many failures in a row: doubling from `first` to `longest`, each between half of it
 * and the whole by chance, so that many processes do not come back at once. None after none.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  if (failures < 1) return 0;
  const { first, longest } = HOUSE.reconnectMs;
  const whole = Math.min(longest, first * 2 ** (failures - 1));
  return whole * (0.5 + random() / 2);
}
