import type { Catalogue } from "./catalogue/catalogue.js";
import { openCatalogue } from "./catalogue/open.js";
import { isDatabaseAddress } from "./catalogue/postgres/address.js";
import type { ClipEngine } from "./clip/engine.js";
import type { DownloadListener } from "./clip/hub.js";
import { type EngineOptions, openEngine } from "./clip/open-engine.js";
import type { Config } from "./config.js";
import { readLabelSets } from "./labels/label-sets.js";
import { createLabeller } from "./labels/labeller.js";
import type { Logger } from "./log.js";
import { MemoryRetriever } from "./search/retrieval/memory-retriever.js";
import type { Retriever } from "./search/retrieval/retriever.js";
import { safeRows } from "./search/safe-rows.js";
import { createSearcher } from "./search/searcher.js";
import { kindsAtLarge } from "./search/thesaurus/thesaurus.js";
import type { Shop } from "./shop.js";

export interface OpenShop extends Shop {
  /** Ends the engine and closes the catalogue. */
  close(): Promise<void>;
}

export interface ShopOptions {
  readonly log: Logger;
  /** Told while a hub model is downloaded. */
  readonly onDownload?: DownloadListener;
  /** Told of every batch that the engine works on. */
  readonly onBatch?: NonNullable<EngineOptions["onBatch"]>;
}

/** What a swap reads anew: the catalogue's folder, what of it may be shown, and the file of label sets. */
export type ShopSources = Pick<Config, "catalogue" | "labelSets" | "safeCatalogue">;
type ShopConfig = ShopSources & Pick<Config, "model" | "workers" | "hubEndpoint" | "modelCache">;

/** A catalogue with its searcher and labeller, for an engine that is open already: what a swap of catalogues makes anew. */
export async function openShopWith(engine: ClipEngine, sources: ShopSources): Promise<Shop> {
  const labelSets = await readLabelSets(sources.labelSets);
  const { catalogue, retriever } = isDatabaseAddress(sources.catalogue)
    ? await openInDatabase(sources, engine)
    : await openInMemory(sources, engine);
  const labeller = createLabeller(engine, catalogue, kindsAtLarge(catalogue));
  return {
    engine,
    catalogue,
    searcher: createSearcher(engine, catalogue, retriever, labeller),
    labeller,
    labelSets,
  };
}

/** A catalogue, and what retrieves from it where it is kept. */
interface OpenedCatalogue {
  readonly catalogue: Catalogue;
  readonly retriever: Retriever;
}

async function openInMemory(sources: ShopSources, engine: ClipEngine): Promise<OpenedCatalogue> {
  const whole = await openCatalogue(sources.catalogue, engine);
  const catalogue = sources.safeCatalogue ? whole.showing(safeRows(whole)) : whole;
  return { catalogue, retriever: new MemoryRetriever(catalogue) };
}

/** The client is loaded only where it is needed. */
async function openInDatabase(sources: ShopSources, engine: ClipEngine): Promise<OpenedCatalogue> {
  const [{ openDatabaseCatalogue }, { DatabaseRetriever }] = await Promise.all([
    import("./catalogue/postgres/open.js"),
    import("./search/retrieval/database-retriever.js"),
  ]);
  const catalogue = await openDatabaseCatalogue(sources.catalogue, engine, {
    safe: sources.safeCatalogue,
  });
  return { catalogue, retriever: new DatabaseRetriever(catalogue) };
}

/**
 * Prepares what the first questions would wait for. Resolves when words can be searched; the labels' vectors, which wait
 * for the engine like everybody, follow later. Never rejects: a question that needs what failed here makes it anew.
 */
export async function warmUp({ searcher, labeller }: Shop, log: Logger): Promise<void> {
  const failed = (err: unknown) => log.debug({ err }, "The shop could not be warmed up");
  void labeller.warmUp().catch(failed);
  await searcher.warmUp().catch(failed);
}

/** Opens what answers are made from. Fails with code `model` or `catalogue` and the command that mends it. */
export async function openShop(
  config: ShopConfig,
  { log, onDownload, onBatch }: ShopOptions,
): Promise<OpenShop> {
  const engine = await openEngine({
    ...config,
    log,
    ...(onDownload ? { onProgress: onDownload } : {}),
    ...(onBatch ? { onBatch } : {}),
  });
  try {
    const shop = await openShopWith(engine, config);
    return {
      ...shop,
      async close() {
        await engine.close();
        await shop.catalogue.close();
      },
    };
  } catch (thrown) {
    await engine.close();
    throw thrown;
  }
}
