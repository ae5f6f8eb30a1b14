import type { FolderCatalogue } from "../../catalogue/folder-catalogue.js";
import type { LexicalRows } from "../../catalogue/postgres/load.js";
import { knownTerms, readPostings } from "./postings.js";

/** The lexical index row by row: what a database keeps beside each product. */
export async function lexicalRows(catalogue: FolderCatalogue): Promise<LexicalRows> {
  const postings = await readPostings(catalogue);
  const ofRow = Array.from({ length: postings.size }, () => new Map<string, number>());
  for (const [term, number] of [...postings.terms, ...postings.values]) {
    for (let at = postings.starts[number] ?? 0; at < (postings.starts[number + 1] ?? 0); at++) {
      ofRow[postings.rows[at] ?? 0]?.set(term, postings.shares[at] ?? 0);
    }
  }
  return { termsOf: (row) => ofRow[row] ?? new Map(), words: () => knownTerms(postings) };
}
