/** PostgreSQL's texts hold no NUL and no half of a character; catalogues of older versions do, and so does what people send. */
export const storable = (text: string) => text.replaceAll("\u0000", "").replace(/\p{Cs}/gu, "\ufffd");

/** What stands for a statement's `$1`, as the server takes it. */
export function storableValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storableValue);
  return typeof value === "string" ? storable(value) : value;
}
