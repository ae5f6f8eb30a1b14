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

/** Whether a title names anything: what cameras and programs call their files, numbers and pictograms do not. */
export function isTellingTitle(title: string): boolean {
  return (
    // Scripts without capitals say much in two letters.
    /\p{L}{3}|\p{Lo}{2}/u.test(title) &&
    !/^(img|dsc|dscn|pxl|image|photo|screenshot)?[\s\d]*$/i.test(title) &&
    !/^[0-9a-f\s]{12,}$/i.test(title)
  );
}
