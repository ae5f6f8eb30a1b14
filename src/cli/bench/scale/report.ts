import { figureTable } from "../../figure-table.js";
import type { SizeMeasured } from "./measure.js";

const milliseconds = (value: number) => `${value.toPrecision(3)} ms`;
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
const megabytes = (value: number | undefined) =>
  value === undefined ? "" : `${(value / 1e6).toFixed(0)} MB`;
const seconds = (value: number | undefined) => (value === undefined ? "" : `${value.toFixed(1)} s`);

/** One size as a table, and the ratios below it. */
export function sizeReport({ rows, ef, measured, ratios }: SizeMeasured): string {
  const table = figureTable(
    ["", "build (processor)", "build (clock)", "memory", "recall@10: words", "pictures", "p50", "p99"],
    measured.map(({ name, buildCpuS, buildWallS, residentBytes, storedBytes, recall, p50, p99 }) => [
      name,
      seconds(buildCpuS),
      seconds(buildWallS),
      storedBytes === undefined ? megabytes(residentBytes) : `${megabytes(storedBytes)} on disk`,
      percent(recall.words),
      percent(recall.pictures),
      milliseconds(p50),
      milliseconds(p99),
    ]),
  );
  const compared = Object.entries(ratios).map(
    ([name, { build, query }]) =>
      `haberdasher / ${name}: ${build === undefined ? "" : `build ${build.toFixed(2)} ×, `}query ${query.toFixed(2)} ×`,
  );
  return `${rows.toLocaleString("en")} vectors, ef ${ef}\n${table}\n${compared.join("\n")}\n`;
}
