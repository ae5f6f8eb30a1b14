import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { z } from "zod";
import { PACKAGE_ROOT } from "../../src/package-root.js";

const figure = z.object({
  name: z.string(),
  value: z.number().positive(),
  holds: z.boolean().nullable(),
  note: z.string(),
});
const document = z.object({
  machine: z.object({ products: z.number(), cores: z.number() }),
  figures: z.array(figure),
});

it("bench measures every promised figure and says of each whether it holds", async () => {
  const main = join(PACKAGE_ROOT, "dist", "src", "cli", "main.js");
  const { stdout } = await promisify(execFile)(process.execPath, [main, "bench", "--pairs", "3", "--json"], {
    env: { PATH: process.env.PATH },
  });
  const { figures, machine } = document.parse(JSON.parse(stdout));
  expect(machine.products).toBeGreaterThanOrEqual(900);
  const promised = figures.filter(({ holds }) => holds !== null).map(({ name }) => name);
  expect(promised).toEqual([
    "find",
    "find, everything on",
    "similar, 12 megapixels",
    "classify, 100 labels",
    "indexing",
    "index recall@10",
    "event-loop delay, p99",
    "start to first answer",
    "resident memory",
  ]);
  expect(figures.find(({ name }) => name === "index recall@10")?.value).toBeGreaterThanOrEqual(0.98);
}, 240_000);
