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
export async function runIndex(
  args: readonly string[],
  killAfterMs?: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const started = performance.now();
  const main = join(PACKAGE_ROOT, "dist", "src", "cli", "main.js");
  const child = spawn(process.execPath, [main, "index", ...args], {
    cwd: PACKAGE_ROOT,
    env: { ...process.env, HABERDASHER_DEBUG: "1", ...settings },
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
  /** What of the content is not the same: nothing. */
  readonly different: readonly string[];
}

/** Where `index` puts a catalogue. */
export interface Target {
  readonly to: string;
  /** What must not depend on how often a run was killed. */
  content(): Promise<Readonly<Record<string, unknown>>>;
}

export interface KilledRuns {
  readonly from: string;
  readonly calm: Target;
  readonly rough: Target;
  readonly kills: number;
  readonly seed: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Fills `calm` undisturbed, then `rough` with a kill -9 at each of `kills` random moments, and compares.
 * The moments are spread over the whole run, from before the first row to after the last.
 */
export async function killedRuns({
  from,
  calm,
  rough,
  kills,
  seed,
  settings,
}: KilledRuns): Promise<KilledBuild> {
  const whole = async ({ to }: Target) => {
    const run = await runIndex(["--from", from, "--to", to], undefined, settings);
    if (run.code !== 0) throw new Error(run.stderr);
    return run;
  };
  const undisturbed = await whole(calm);
  const random = seedrandom(seed);
  let done = 0;
  let resumed = 0;
  while (done < kills) {
    const moment = random() * undisturbed.seconds * 1100;
    const run = await runIndex(["--from", from, "--to", rough.to], moment, settings);
    if (/(?:Going|Went) on where/.test(run.stderr)) resumed++;
    if (run.killed) done++;
    else if (run.code !== 0) throw new Error(run.stderr);
  }
  await whole(rough);
  const [expected, found] = await Promise.all([calm.content(), rough.content()]);
  const different = Object.keys(expected).filter(
    (key) => JSON.stringify(expected[key]) !== JSON.stringify(found[key]),
  );
  return { kills: done, resumed, different };
}

/** The same for a table of `rows` products and folders. */
export async function killedBuild(
  folder: string,
  rows: number,
  kills: number,
  seed: string,
): Promise<KilledBuild> {
  const from = await makeLongTable(join(folder, "shop"), rows);
  const target = (to: string): Target => ({ to, content: () => contentOf(to) });
  const [calm, rough] = [target(join(folder, "calm")), target(join(folder, "rough"))];
  return killedRuns({ from, calm, rough, kills, seed });
}
