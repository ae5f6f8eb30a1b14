import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
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

const main = join(PACKAGE_ROOT, "dist", "src", "cli", "main.js");

it("bench scale says that there is no such Python, and which one it takes", async () => {
  const work = await mkdtemp(join(tmpdir(), "haberdasher-scale-"));
  const args = [main, "bench", "scale", "--sizes", "100", "--work", work, "--python", join(work, "none")];
  await expect(
    promisify(execFile)(process.execPath, args, { env: { PATH: process.env.PATH } }),
  ).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^Writing the vectors\nPython's hnswlib did not answer: there is no program .*none\. --python names a Python with .*\n$/,
    ),
  });
  await rm(work, { recursive: true });
}, 120_000);

it("the process whose start and memory are measured takes its settings from .env, as the bot does", async () => {
  const folder = await mkdtemp(join(tmpdir(), "haberdasher-probe-"));
  await writeFile(join(folder, ".env"), "CLIP_MODEL=nowhere\n", { mode: 0o600 });
  const probe = join(PACKAGE_ROOT, "dist", "src", "cli", "bench", "probe.js");
  await expect(
    promisify(execFile)(process.execPath, [probe], { cwd: folder, env: { PATH: process.env.PATH } }),
  ).rejects.toMatchObject({ stderr: expect.stringContaining('There is no model "nowhere"') });
  await rm(folder, { recursive: true });
}, 60_000);

it("bench measures every promised figure and says of each whether it holds", async () => {
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
