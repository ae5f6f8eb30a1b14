import Table from "cli-table3";

/**
 * Measured figures as a table; where the terminal is too narrow for it, each row as lines of its own, since a table that wraps
 * cannot be read.
 * @param head what the columns are called; the first names the rows
 * @param width columns of the terminal; none where the output is no terminal
 */
export function figureTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined = process.stdout.columns,
): string {
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  table.push(...rows.map((row) => [...row]));
  return width === undefined || table.width <= width
    ? table.toString()
    : rows.map((row) => asLines(head, row)).join("\n");
}

function asLines(head: readonly string[], [name = "", ...cells]: readonly string[]): string {
  const told = cells.flatMap((cell, at) => {
    const called = head[at + 1] ?? "";
    return cell === "" ? [] : [`  ${called === "" ? cell : `${called}: ${cell}`}`];
  });
  return [name, ...told].join("\n");
}
