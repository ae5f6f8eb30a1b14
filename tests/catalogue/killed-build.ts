import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import seedrandom from "seedrandom";
import { readManifest } from "../../src/catalogue/open.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { makeSampleShop } from "./sample-shop.js";

/** A table of `rows` products over the sample shop's pictures, with a broken row here and there. */
export async function makeLongTable(folder: string, rows: number): Promise<string> {
  const products = await makeSampleShop(folder);
  const lines = ["id,title,type,colour,picture"];
  for (let row = 0; row < rows; row++) {
    const { title, type, colour, picture } = products[row % products.length] ?? products[0] ?? fail();
    const id = row % 29 === 28 ? "p0" : `p${row}`;
    lines.push(
      [id, `${title} ${row}`, type, colour, row % 37 === 36 ? "pictures/none.webp" : picture].join(","),
    );
  }
  const table = join(folder, "table.csv");
  await writeFile(table, `${lines.join("\n")}\n`);
  return table;
}

function fail(): never {
  throw new Error("The sample shop is empty");
}

export interface Run {
  readonly code: number | null;
  readonly killed: boolean;
  readonly stderr: string;
  readonly stdout: string;
  readonly seconds: number;
}

/** Runs the built `haberdasher index` as a process of its own, killed with -9 after so many milliseconds. */
export async function runIndex(args: readonly string[], killAfterMs?: number): Promise<Run> {
  const started = performance.now();
  const main = join(PACKAGE_ROOT, "dist", "src", "cli", "main.js");
  const child = spawn(process.execPath, [main, "index", ...args], {
    cwd: PACKAGE_ROOT,
    env: { ...process.env, HABERDASHER_DEBUG: "1" },
  });
  let stderr = "";
  let stdout = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  await once(child, "close");
  clearTimeout(timer);
  const seconds = (performance.now() - started) / 1000;
  return { code: child.exitCode, killed: child.signalCode === "SIGKILL", stderr, stdout, seconds };
}

/** What must not depend on how often a build was killed: everything but the time. */
export async function contentOf(folder: string): Promise<Readonly<Record<string, unknown>>> {
  const { createdAt: _, seal: __, name: ___, ...content } = await readManifest(folder);
  return content;
}

export interface KilledBuild {
  readonly kills: number;
  readonly resumed: number;
  /** What of the manifest is not the same: nothing. */
  readonly different: readonly string[];
}

/**
 * Builds once undisturbed, then once with a kill -9 at each of `kills` random moments, and compares.
 * The moments are spread over the whole run, from before the first row to after the last.
 */
export async function killedBuild(
  folder: string,
  rows: number,
  kills: number,
  seed: string,
): Promise<KilledBuild> {
  const table = await makeLongTable(join(folder, "shop"), rows);
  const calm = join(folder, "calm");
  const rough = join(folder, "rough");
  const undisturbed = await runIndex(["--from", table, "--to", calm]);
  if (undisturbed.code !== 0) throw new Error(undisturbed.stderr);
  const random = seedrandom(seed);
  let done = 0;
  let resumed = 0;
  while (done < kills) {
    const run = await runIndex(["--from", table, "--to", rough], random() * undisturbed.seconds * 1100);
    if (/Going on where/.test(run.stderr)) resumed++;
    if (run.killed) done++;
    else if (run.code !== 0) throw new Error(run.stderr);
  }
  const last = await runIndex(["--from", table, "--to", rough]);
  if (last.code !== 0) throw new Error(last.stderr);
  const [expected, found] = await Promise.all([contentOf(calm), contentOf(rough)]);
  const different = Object.keys(expected).filter(
    (key) => JSON.stringify(expected[key]) !== JSON.stringify(found[key]),
  );
  return { kills: done, resumed, different };
}
