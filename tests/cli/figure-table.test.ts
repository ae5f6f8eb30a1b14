import { expect, it } from "vitest";
import { figureTable } from "../../src/cli/figure-table.js";

const head = ["", "ours", "promised", ""];
const rows = [
  ["find\nagainst the text session", "2.40 ms", "≤ 1.25", "falls short"],
  ["recall", "0.998", "", "holds"],
];

it("is a table where the terminal has room for it, and where there is no terminal", () => {
  const table = figureTable(head, rows, undefined);
  const [top = ""] = table.split("\n");
  expect(top).toMatch(/^┌─+┬/);
  expect(figureTable(head, rows, top.length)).toBe(table);
});

it("is lines where the table would wrap", () => {
  const [top = ""] = figureTable(head, rows, undefined).split("\n");
  expect(figureTable(head, rows, top.length - 1).split("\n")).toEqual([
    "find",
    "against the text session",
    "  ours: 2.40 ms",
    "  promised: ≤ 1.25",
    "  falls short",
    "recall",
    "  ours: 0.998",
    "  holds",
  ]);
});
