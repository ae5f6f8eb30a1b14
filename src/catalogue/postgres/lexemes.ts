/** Text search matches lexemes of at most 2046 bytes; longer words are none. */
const LONGEST = 500;

const quoted = (lexeme: string) =>
  `'${lexeme.slice(0, LONGEST).replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** A document's lexemes as a `tsvector` is written. */
export function tsvectorText(lexemes: Iterable<string>): string {
  return Array.from(new Set(lexemes), quoted).join(" ");
}

/** A `tsquery` for documents that have any, or all, of the lexemes; empty where there are none. */
export function tsqueryText(lexemes: readonly string[], join: "any" | "all"): string {
  return [...new Set(lexemes)].map(quoted).join(join === "any" ? " | " : " & ");
}
