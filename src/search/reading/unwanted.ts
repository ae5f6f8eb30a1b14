/** What a text asks for, and what its minus words shut out. */
export interface Wishes {
  readonly wanted: string;
  readonly unwanted: readonly string[];
}

const MINUS_WORD = /(?:^|\s)[-−–]"?(\p{L}[\p{L}\p{N}'’-]*)"?(?=\s|$)/gu;

/** "red dress -floral" → wanted "red dress", unwanted ["floral"]. A dash inside a word or before a number is no minus. */
export function readWishes(text: string): Wishes {
  const unwanted = Array.from(text.matchAll(MINUS_WORD), ([, word = ""]) => word);
  const wanted = text.replace(MINUS_WORD, " ").replace(/\s+/g, " ").trim();
  return { wanted, unwanted };
}
