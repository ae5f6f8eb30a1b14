import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BuildSummary, buildCatalogue } from "../../src/catalogue/build/build.js";
import type { BuildOptions } from "../../src/catalogue/build/options.js";
import { openSource } from "../../src/catalogue/importers/open-source.js";
import type { ClipEngine } from "../../src/clip/engine.js";
import { openEngine } from "../../src/clip/open-engine.js";
import { calibrate } from "../../src/search/calibration/calibrate.js";

export const HUB = { endpoint: "http://127.0.0.1:1", cache: join(tmpdir(), "haberdasher-no-hub") };

export const openStarter = (): Promise<ClipEngine> =>
  openEngine({ model: "starter", modelCache: HUB.cache, hubEndpoint: HUB.endpoint, workers: 1 });

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "haberdasher-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function index(
  from: string,
  to: string,
  engine: ClipEngine,
  more: Partial<BuildOptions> = {},
): Promise<BuildSummary> {
  return buildCatalogue({ source: await openSource(from, HUB), folder: to, engine, calibrate, ...more });
}
