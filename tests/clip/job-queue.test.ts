import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JobQueue } from "../../src/clip/job-queue.js";
import { Pace } from "../../src/clip/pace.js";
import { EncodeRequest, type TextJob } from "../../src/clip/request.js";

const requestOf = (size: number) => {
  const request = new EncodeRequest(size, {}, () => {});
  request.promise.catch(() => {});
  return request;
};

function fill(sizes: readonly number[]) {
  const queue = new JobQueue<TextJob>();
  const requests = sizes.map(requestOf);
  requests.forEach((request, n) => {
    for (let position = 0; position < (sizes[n] ?? 0); position += 1) {
      queue.add({ kind: "texts", text: `${n}:${position}`, position, request });
    }
  });
  return { queue, requests };
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
const most = fc.integer({ min: 1, max: 64 });

describe("JobQueue", () => {
  it("gives every job once, in its request's order, in batches as full as can be", () => {
    fc.assert(
      fc.property(sizes, most, (counts, limit) => {
        const { queue } = fill(counts);
        const total = counts.reduce((sum, one) => sum + one, 0);
        const taken: TextJob[] = [];
        while (!queue.isEmpty) {
          const batch = queue.take(limit);
          expect(batch.length).toBe(Math.min(limit, total - taken.length));
          taken.push(...batch);
        }
        expect(new Set(taken.map(({ text }) => text)).size).toBe(total);
        for (const request of new Set(taken.map((job) => job.request))) {
          const positions = taken.filter((job) => job.request === request).map((job) => job.position);
          expect(positions).toEqual([...positions].sort((a, b) => a - b));
        }
      }),
    );
  });

  it("gives every waiting request a turn before any has its second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 20, max: 64 }), (others, limit) => {
        const { queue, requests } = fill([5_000, ...Array.from({ length: others - 1 }, () => 1)]);
        const first = new Set(queue.take(limit).map((job) => job.request));
        expect(first.size).toBe(requests.length);
      }),
    );
  });

  it("drops what nobody waits for any more", () => {
    const { queue, requests } = fill([3, 4]);
    requests[0]?.fail(new Error("gone"));
    expect(queue.take(64)).toHaveLength(4);
    const again = fill([2]);
    again.requests[0]?.fail(new Error("gone"));
    expect(again.queue.isEmpty).toBe(true);
    expect(again.queue.take(5)).toEqual([]);
  });
});

describe("Pace", () => {
  it("keeps batches short on slow machines and full on fast ones, and never hangs up early", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 60_000, noNaN: true }), (ms) => {
        const pace = new Pace(32, 1_000);
        expect(pace.batchSize()).toBeGreaterThanOrEqual(1);
        for (let n = 0; n < 30; n += 1) pace.record(1, ms);
        const size = pace.batchSize();
        expect(size).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThanOrEqual(32);
        if (size > 1) expect(size * ms).toBeLessThanOrEqual(151);
        expect(pace.limitMs(size)).toBeGreaterThanOrEqual(Math.max(1_000, 10 * size * ms));
      }),
    );
  });
});
