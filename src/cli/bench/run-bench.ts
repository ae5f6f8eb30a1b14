import { execFile } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { inferenceThreads } from "../../clip/open-engine.js";
import type { Config } from "../../config.js";
import type { Shop } from "../../shop.js";
import { figureTable } from "../figure-table.js";
import { printJson } from "../output.js";
import { type ShopOptions, shopConfig, withShop } from "../shop-options.js";
import { openBare } from "./bare.js";
import { type Figure, holds } from "./figure.js";
import {
  classifyFigure,
  eventLoopFigure,
  everythingFigure,
  findFigure,
  indexingFigure,
  type Probe,
  prepareQueries,
  recallFigure,
  similarFigure,
  startFigures,
} from "./figures.js";
import { cataloguePictures, phonePhoto } from "./material.js";

export interface BenchOptions extends ShopOptions {
  readonly pairs: number;
  readonly json?: boolean;
}

const PROBES = 3;
const INDEXED = 256;
const RECALL_QUERIES = 200;

const probeSchema = z.object({ firstAnswerMs: z.number(), residentBytes: z.number() });

async function probe(config: Config): Promise<Probe> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.resolve("./probe.js"))],
    { env: { ...process.env, CLIP_MODEL: config.model, CATALOGUE: config.catalogue } },
  );
  return probeSchema.parse(JSON.parse(stdout));
}

async function measure(shop: Shop, config: Config, pairs: number): Promise<Figure[]> {
  const told = (figure: Figure) => {
    process.stderr.write(`${figure.name}: ${shown(figure.value)}\n`);
    return figure;
  };
  const threads = inferenceThreads(config);
  const photo = await phonePhoto();
  const pictures = await cataloguePictures(shop.catalogue, INDEXED);
  // Like ours: the same threads for one inference. And, for indexing, what onnxruntime does when nobody tells it.
  const bare = await openBare(config, threads);
  const bareOnAllCores = await openBare(config, 0);
  prepareQueries(bare, 2 * pairs);
  const few = Math.max(3, Math.ceil(pairs / 8));
  const figures = [
    told(await findFigure(shop, bare, 2 * pairs)),
    told(await everythingFigure(shop, 2 * pairs)),
    told(await similarFigure(shop, bare, photo, pairs)),
    told(await classifyFigure(shop, bare, pairs)),
    told(await indexingFigure(shop, bare, pictures, few, { name: "indexing", counts: true })),
    told(
      await indexingFigure(shop, bareOnAllCores, pictures, few, {
        name: "indexing, bare on all cores",
        counts: false,
      }),
    ),
    told(await recallFigure(shop, RECALL_QUERIES)),
    told(await eventLoopFigure(shop, pictures, photo)),
  ];
  const probes: Probe[] = [];
  for (let n = 0; n < PROBES; n += 1) probes.push(await probe(config));
  return [...figures, ...startFigures(probes, shop.catalogue.size).map(told)];
}

const shown = (value: number | undefined) =>
  value === undefined ? "" : value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 3);

function targetText({ target }: Figure): string {
  if (target === undefined) return "";
  return "atMost" in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}

function printTable(figures: readonly Figure[], machine: string): void {
  const rows = figures.map((figure) => {
    const kept = holds(figure);
    const compared = figure.bare !== undefined;
    const withUnit = (value: number | undefined) =>
      value === undefined ? "" : `${shown(value)} ${figure.unit}`;
    return [
      `${figure.name}\n${figure.note}`,
      withUnit(figure.ours),
      withUnit(figure.bare),
      compared ? `${shown(figure.value)} ×` : withUnit(figure.value),
      targetText(figure),
      kept === undefined ? "" : kept ? "holds" : "falls short",
    ];
  });
  process.stdout.write(`${machine}\n${figureTable(["", "ours", "bare", "figure", "promised", ""], rows)}\n`);
}

/** Measures, and prints ratios. */
export async function runBench(options: BenchOptions): Promise<void> {
  const config = shopConfig(options);
  await withShop(options, async (shop) => {
    const figures = await measure(shop, config, options.pairs);
    const machine = {
      processor: cpus()[0]?.model ?? "unknown",
      cores: availableParallelism(),
      node: process.version,
      model: shop.engine.name,
      products: shop.catalogue.size,
      inferenceThreads: inferenceThreads(config),
    };
    if (options.json) {
      printJson({ machine, figures: figures.map((figure) => ({ ...figure, holds: holds(figure) ?? null })) });
      return;
    }
    const { processor, cores, node, model, products, inferenceThreads: threads } = machine;
    printTable(
      figures,
      `${processor}, ${cores} cores, Node ${node}; model ${model}, ${products.toLocaleString("en")} products, ${threads} thread(s) for one inference`,
    );
  });
}
