import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { readModelJson } from "../../src/clip/model-config.js";
import { findModel } from "../../src/clip/model-files.js";
import { pixelPlan, preprocessorSchema } from "../../src/clip/pixel-plan.js";
import { decodePixels } from "../../src/clip/pixels.js";
import { readConfig } from "../../src/config.js";
import { HaberdasherError } from "../../src/errors.js";
import { pictureFromBytes } from "../../src/images/read-picture.js";
import { type Rests, restsOf } from "./memory.js";
import { mutated, recipe } from "./mutate.js";
import { seedPictures } from "./seed-pictures.js";

export interface PicturesReport {
  readonly pictures: number;
  /** Taken and decoded to pixels. */
  readonly decoded: number;
  /** Refused, by the error's code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Neither: each is a defect. */
  readonly problems: readonly string[];
  readonly slowestMs: number;
  /** Of this process. */
  readonly memoryMb: Rests;
}

const AT_ONCE = 4;
/** Longer than the decoder's own deadline: whoever takes longer has forgotten somebody. */
const PATIENCE_MS = 60_000;
/** Codes that a picture may be refused with. */
const REFUSALS = new Set(["not-a-picture", "too-large", "timeout"]);

/** Resident megabytes after a collection. */
async function atRest(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let round = 0; round < 5; round += 1) {
    collect();
    await sleep(200);
  }
  return process.memoryUsage.rss() / 1024 / 1024;
}

/** Reads and decodes as many mutated pictures as the bot does a stranger's. The same seed gives the same pictures. */
export async function fuzzPictures(count: number, seed: number): Promise<PicturesReport> {
  const named = await seedPictures();
  const seeds = Object.values(named);
  const files = await findModel(readConfig({}));
  const plan = pixelPlan(await readModelJson(files.preprocessor, preprocessorSchema));
  const refused: Record<string, number> = {};
  const problems: string[] = [];
  let read = 0;
  let decoded = 0;
  let slowestMs = 0;

  const decode = async (bytes: Uint8Array) => {
    const picture = await pictureFromBytes(bytes, "upload.jpg");
    return decodePixels(picture, plan, () => false);
  };
  const one = async (bytes: Uint8Array, what: () => string) => {
    const started = performance.now();
    const answered = new AbortController();
    const late = sleep(PATIENCE_MS, "late" as const, { signal: answered.signal }).catch(() => undefined);
    const outcome = await Promise.race([decode(bytes), late]).catch((thrown: unknown) => thrown);
    // Whoever still waits would keep the pixels.
    answered.abort();
    slowestMs = Math.max(slowestMs, performance.now() - started);
    if (outcome === "late") problems.push(`no answer within ${PATIENCE_MS} ms: ${what()}`);
    else if (outcome instanceof HaberdasherError) {
      refused[outcome.code] = (refused[outcome.code] ?? 0) + 1;
      const isClear = REFUSALS.has(outcome.code) && /^[^\n]{10,300}\.$/.test(outcome.message);
      if (!isClear) problems.push(`"${outcome.message}" (${outcome.code}): ${what()}`);
    } else if (outcome instanceof Error) problems.push(`${outcome.stack}: ${what()}`);
    else decoded += 1;
  };

  const drawn = (round: number) =>
    fc
      .sample(recipe, { numRuns: count, seed: seed + round })
      .map((made, at) => ({ made, name: `recipe ${at} of seed ${seed + round}` }));
  const run = async (recipes: ReturnType<typeof drawn>) => {
    let next = 0;
    const worker = async () => {
      for (let at = next++; at < recipes.length; at = next++) {
        const drawing = recipes[at];
        if (drawing === undefined) return;
        const { made, name } = drawing;
        const picture = Object.keys(named)[made.seed % seeds.length];
        await one(mutated(made, seeds), () => `${picture}, ${name}: ${JSON.stringify(made)}`);
        read += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  // The first fifth warms up: the allocators find their size.
  const warm = Math.floor(count / 5);
  const first = drawn(0);
  await run(first.slice(0, warm));
  const memoryMb = await restsOf(await atRest(), async (round) => {
    await run((round === 0 ? first : drawn(round)).slice(warm));
    return atRest();
  });
  return { pictures: read, decoded, refused, problems, slowestMs, memoryMb };
}
