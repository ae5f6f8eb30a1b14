/** JSON as it comes over the wire: nothing about it is known until it was looked at. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A number, or 0 where there is none. */
export function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
