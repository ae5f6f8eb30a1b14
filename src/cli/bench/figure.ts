/** One measured figure and what it should be. */
export interface Figure {
  readonly name: string;
  /** Ours, and what it is compared with, in `unit`. */
  readonly ours?: number;
  readonly bare?: number;
  readonly unit: string;
  /** The figure that counts. */
  readonly value: number;
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
  /** What was compared, for people. */
  readonly note: string;
}

/** Undefined where nothing was promised. */
export function holds({ value, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}
