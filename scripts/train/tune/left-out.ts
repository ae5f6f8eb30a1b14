import type { BadRow } from "../../../src/catalogue/importers/source.js";
import { wholeNumber } from "../../../src/cli/build-progress.js";

/** "2 rows were left out; the first, row 36: …"; undefined where none was. Rows count from 0, as in the report of a build. */
export function leftOut(skipped: readonly BadRow[]): string | undefined {
  const [first] = skipped;
  if (!first) return undefined;
  const many = skipped.length === 1 ? "1 row was" : `${wholeNumber(skipped.length)} rows were`;
  return `${many} left out; the first, row ${first.row} counted from 0: ${first.reason}`;
}
