import { expect, it } from "vitest";
import { leftOut } from "../../scripts/train/tune/left-out.js";

it("counts rows as the report of a build does, and one as one", () => {
  const first = { row: 36, reason: "There is no file none.jpg: check the path." };
  expect(leftOut([])).toBeUndefined();
  expect(leftOut([first])).toBe(
    "1 row was left out; the first, row 36 counted from 0: There is no file none.jpg: check the path.",
  );
  expect(leftOut([first, first])).toMatch(/^2 rows were left out; the first, row 36 /);
});
