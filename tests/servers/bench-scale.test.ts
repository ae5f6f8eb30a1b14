import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { PostgresDouble } from "../doubles/postgres.js";

const MAIN = join(PACKAGE_ROOT, "dist", "src", "cli", "main.js");

const figures = z.object({
  machine: z.object({ real: z.number() }),
  sizes: z.array(
    z.object({
      rows: z.number(),
      measured: z.array(
        z.object({
          name: z.string(),
          recall: z.object({ words: z.number(), pictures: z.number() }),
          p50: z.number().positive(),
        }),
      ),
      ratios: z.record(
        z.string(),
        z.object({ build: z.number().positive().optional(), query: z.number().positive() }),
      ),
    }),
  ),
});

test("bench scale grows ours, Python's hnswlib and faiss and a database side by side, real vectors first and jittered ones after", async () => {
  const work = await mkdtemp(join(tmpdir(), "scale-"));
  const postgres = await PostgresDouble.start();
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [
      ...[MAIN, "bench", "scale", "--sizes", "500,3000", "--work", work, "--faiss-to", "500", "--json"],
      ...["--postgres", postgres.url, "--postgres-to", "500"],
    ],
    { cwd: work },
  );
  expect(stdout + stderr).not.toContain("hidden-password");
  const left = await postgres.query("select 1 from pg_namespace where nspname like '%_scale'");
  await postgres.close();
  expect(left).toEqual([]);
  const { machine, sizes } = figures.parse(JSON.parse(stdout));
  expect(JSON.parse(await readFile(join(work, "figures.json"), "utf8"))).toEqual(JSON.parse(stdout));
  expect(machine.real).toBeLessThan(3000);
  const ours = "haberdasher";
  const [hnswlib, faiss, exact] = ["Python's hnswlib", "Python's faiss", "exact scan"];
  expect(sizes.map(({ rows, measured }) => [rows, measured.map(({ name }) => name)])).toEqual([
    [500, [ours, hnswlib, faiss, "Postgres", exact]],
    [3000, [ours, hnswlib, exact]],
  ]);
  for (const { measured, ratios } of sizes) {
    for (const { recall } of measured) {
      expect(recall.words).toBeGreaterThan(0.9);
      expect(recall.pictures).toBeGreaterThan(0.9);
    }
    // The same graph by the same algorithm from the same rows in the same order: about the same is found.
    const [mine, theirs] = measured;
    expect(Math.abs((mine?.recall.words ?? 0) - (theirs?.recall.words ?? 1))).toBeLessThan(0.03);
    expect(Object.keys(ratios)).toContain(hnswlib);
  }
  await rm(work, { recursive: true });
}, 300_000);

test("bench scale without a Python that has them says what to install", async () => {
  const work = await mkdtemp(join(tmpdir(), "scale-"));
  const run = promisify(execFile)(
    process.execPath,
    [MAIN, "bench", "scale", "--sizes", "500", "--work", work, "--python", "/nowhere/python3"],
    { cwd: work },
  );
  await expect(run).rejects.toMatchObject({
    stderr: expect.stringMatching(/Python's hnswlib did not answer.*apt-get install .*python3-hnswlib/),
  });
  await rm(work, { recursive: true });
}, 300_000);
