/**
 * The sentences whose mean vector stands for a query. One place, so that a better set, measured by `eval`, reaches every
 * search: plain words, because people's queries are whole phrases already.
 */
export function queryPrompts(text: string): string[] {
  return [text];
}
