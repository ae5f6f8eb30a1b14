import Table from "cli-table3";
import type { Report } from "./python.js";

const figure = (value: number) => value.toFixed(3);

function change(before: number, after: number): string {
  const difference = after - before;
  return `${difference < 0 ? "−" : "+"}${figure(Math.abs(difference))}`;
}

/** Before and after, as a table for a terminal. */
export function reportTable({ figures }: Report): string {
  const table = new Table({
    head: ["measured on what was not trained on", "over", "before", "after", ""],
    colAligns: ["left", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const { measured, over, before, after } of figures) {
    table.push([measured, over, figure(before), figure(after), change(before, after)]);
  }
  return table.toString();
}
