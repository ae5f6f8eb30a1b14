import { expect, it } from "vitest";
import { Turns } from "../../src/search/turns.js";

/** Counts the turns of the event loop until it is stopped. */
function countTurns() {
  let turn = 0;
  let handle = setImmediate(function again() {
    turn += 1;
    handle = setImmediate(again);
  });
  return { now: () => turn, stop: () => clearImmediate(handle) };
}

it("lets one step run in each turn of the event loop, in the order they came", async () => {
  const turns = new Turns();
  const loop = countTurns();
  const ran: { readonly n: number; readonly turn: number }[] = [];
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      await turns.next();
      ran.push({ n, turn: loop.now() });
    }),
  );
  loop.stop();
  expect(ran.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(new Set(ran.slice(1).map(({ turn }) => turn)).size).toBe(19);
});

it("does not keep whoever comes alone", async () => {
  const turns = new Turns();
  const loop = countTurns();
  for (let n = 0; n < 5; n++) {
    const before = loop.now();
    await turns.next();
    expect(loop.now()).toBe(before);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  loop.stop();
});
