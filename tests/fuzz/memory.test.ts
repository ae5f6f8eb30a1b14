import { expect, test } from "vitest";
import { leaks, restsOf } from "./memory.js";

/** A process that leaves `left[n]` megabytes behind in its nth round. */
function growing(...left: number[]) {
  let size = 200;
  return restsOf(size, async (round) => {
    size += left[round] ?? 0;
    return size;
  });
}

test("a process that leaves as much behind in every round leaks", async () => {
  expect(leaks(await growing(21, 21, 21))).toBe(true);
});

test("one that found its size leaves nothing more behind, and is not asked again", async () => {
  expect(await growing(30, 5)).toEqual([200, 230, 235]);
  expect(leaks(await growing(30, 5))).toBe(false);
  expect(leaks(await growing(30, 30, 0))).toBe(false);
  expect(await growing(10)).toEqual([200, 210]);
});
