import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FairTurns } from "../../src/chat/fair-turns.js";

/** A signal of its own for each question, as in life. */
const patient = () => new AbortController().signal;
const LIMITS = {
  questionsOfOneUser: { running: 2, waiting: 3 },
  lanes: { words: 4, pictures: 1 },
  questionsWaiting: 6,
};

/** Work that ends when told, and says when it began. */
function work() {
  let end: () => void = () => {};
  const state = { began: false };
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = () => {
    state.began = true;
    return ended;
  };
  return { state, end: () => end(), run };
}

describe("fair turns", () => {
  it("lets two questions of one person run and keeps the others waiting", async () => {
    const turns = new FairTurns(LIMITS);
    const jobs = [work(), work(), work()];
    const taken = jobs.map((job) => turns.take("anna", "words", patient(), job.run));
    await nextTurn();
    expect(jobs.map(({ state }) => state.began)).toEqual([true, true, false]);
    jobs[0]?.end();
    await taken[0];
    await nextTurn();
    expect(jobs[2]?.state.began).toBe(true);
    for (const job of jobs) job.end();
    await Promise.all(taken);
  });

  it("serves a newcomer before the rest of a crowd's questions", async () => {
    const turns = new FairTurns({ ...LIMITS, lanes: { words: 1, pictures: 1 }, questionsWaiting: 100 });
    const order: string[] = [];
    const ask = (user: string) =>
      turns.take(user, "words", patient(), async () => {
        order.push(user);
        await nextTurn();
      });
    const asked = ["anna", "anna", "anna", "anna", "ben"].map(ask);
    await Promise.all(asked);
    expect(order.indexOf("ben")).toBeLessThanOrEqual(2);
    expect(order).toHaveLength(5);
  });

  it("keeps slow pictures out of the way of words", async () => {
    const turns = new FairTurns(LIMITS);
    const slow = [work(), work()];
    const slowly = slow.map((job, index) => turns.take(`user${index}`, "pictures", patient(), job.run));
    await expect(turns.take("anna", "words", patient(), async () => "answer")).resolves.toBe("answer");
    for (const job of slow) job.end();
    await Promise.all(slowly);
  });

  it("refuses one person's fourth waiting question, and everybody's when all waits are taken", async () => {
    const turns = new FairTurns(LIMITS);
    const job = work();
    const taken = Array.from({ length: 5 }, () => turns.take("anna", "words", patient(), job.run));
    await expect(turns.take("anna", "words", patient(), job.run)).rejects.toMatchObject({
      code: "busy",
      retryAfterS: 5,
    });
    // Four run in the lane; anna's three, and these two of the five, wait: with the last, six.
    for (const user of ["ben", "ben", "cleo", "cleo", "dora"])
      taken.push(turns.take(user, "words", patient(), job.run));
    await expect(turns.take("emil", "words", patient(), job.run)).rejects.toThrow(/Many people are asking/);
    job.end();
    await Promise.all(taken);
    await expect(turns.take("emil", "words", patient(), async () => 1)).resolves.toBe(1);
  });

  it("gives the place up when the asker goes away", async () => {
    const turns = new FairTurns(LIMITS);
    const [first, second, third] = [work(), work(), work()];
    const gone = new AbortController();
    const running = [first, second].map((job) => turns.take("anna", "words", patient(), job.run));
    const waiting = turns.take("anna", "words", gone.signal, third.run);
    gone.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    first.end();
    second.end();
    await Promise.all(running);
    expect(third.state.began).toBe(false);
  });

  it("answers every question once, whatever the crowd", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ user: fc.constantFrom("a", "b", "c", "d"), fails: fc.boolean() }), {
          maxLength: 40,
        }),
        async (questions) => {
          const turns = new FairTurns(LIMITS);
          const running = new Map<string, number>();
          let done = 0;
          const outcomes = await Promise.allSettled(
            questions.map(({ user, fails }) =>
              turns.take(user, "words", patient(), async () => {
                running.set(user, (running.get(user) ?? 0) + 1);
                expect(running.get(user)).toBeLessThanOrEqual(2);
                await nextTurn();
                running.set(user, (running.get(user) ?? 0) - 1);
                done++;
                if (fails) throw new Error("as asked");
              }),
            ),
          );
          const busy = outcomes.filter(
            (one) => one.status === "rejected" && one.reason.code === "busy",
          ).length;
          expect(done + busy).toBe(questions.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});
