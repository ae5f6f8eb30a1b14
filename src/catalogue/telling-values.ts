/** What sources write where they know nothing. */
const SAYS_NOTHING = new Set([
  "",
  "na",
  "n/a",
  "nan",
  "none",
  "null",
  "other",
  "others",
  "unknown",
  "unspecified",
  "-",
]);

/** Whether an attribute's value says something about a product. */
export function isTelling(value: string): boolean {
  return !SAYS_NOTHING.has(value.trim().toLowerCase());
}
