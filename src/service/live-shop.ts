import { backoff } from "../backoff.js";
import { friendlySentence } from "../errors.js";
import { LIMITS } from "../limits.js";
import type { Logger } from "../log.js";
import { type OpenShop, openShopWith, type ShopSources, warmUp } from "../open-shop.js";
import type { Shop } from "../shop.js";

/** How often what is published is looked at. */
const WATCH_MS = 5_000;
/** What did not open may be half copied, or its database have been away for a moment: it is tried again, ever more seldom. */
const LONGEST_REST_MS = 300_000;
/**
 * A request that began with the old catalogue ends within `LIMITS.requestMs`; its pictures may still be uploaded for as
 * long again.
 */
const LINGER_MS = 2 * LIMITS.requestMs;

export interface LiveShop {
  current(): Shop;
  /** Opens the catalogue and the label sets anew and swaps them in; what does not open changes nothing. Never rejects. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** The shop that answers, whose catalogue may be swapped while it does: by `reload` or by a newly published one. */
export function liveShop(opened: OpenShop, sources: ShopSources, log: Logger): LiveShop {
  let current: Shop = opened;
  let reloading = Promise.resolve();
  const open = new Set<Shop>([current]);

  // Nobody waits for this: questions that come before it is done make what they need themselves.
  void warmUp(opened, log);

  const close = async (shop: Shop) => {
    if (open.delete(shop)) await shop.catalogue.close();
  };
  const retire = (shop: Shop) => {
    setTimeout(() => {
      close(shop).catch((err: unknown) => log.error({ err }, "The old catalogue did not close"));
    }, LINGER_MS).unref();
  };

  /** What was published when it was tried last, taken or not. */
  let tried: Promise<string | undefined> = Promise.resolve(opened.catalogue.edition);
  /** When that is tried again, because it did not open. */
  let again = Number.POSITIVE_INFINITY;
  let failures = 0;
  const swap = async () => {
    again = Number.POSITIVE_INFINITY;
    tried = current.catalogue.published();
    await tried;
    try {
      const next = await openShopWith(opened.engine, sources);
      if (next.catalogue.edition === current.catalogue.edition) {
        await next.catalogue.close();
        open.delete(current);
        current = { ...current, labelSets: next.labelSets };
        open.add(current);
        failures = 0;
        log.info("The catalogue is the same as before; the label sets were read again");
        return;
      }
      await warmUp(next, log);
      open.add(next);
      retire(current);
      current = next;
      failures = 0;
      log.info(
        { products: next.catalogue.size },
        `The catalogue ${next.catalogue.manifest.name} was swapped in`,
      );
    } catch (err) {
      again = performance.now() + backoff(failures++, WATCH_MS, LONGEST_REST_MS);
      log.error({ err }, `The new catalogue was not taken, the old one goes on: ${friendlySentence(err)}`);
    }
  };
  const reload = () => {
    // One after the other: what changed while a swap was under way is looked at again.
    reloading = reloading.then(swap);
    return reloading;
  };

  // Asked for rather than told by events: a folder may be replaced by a rename, a database be away for a while.
  const watch = setInterval(async () => {
    const [before, now] = await Promise.all([tried, current.catalogue.published()]);
    if (now !== undefined && (now !== before || performance.now() >= again)) void reload();
  }, WATCH_MS).unref();

  return {
    current: () => current,
    reload,
    async close() {
      clearInterval(watch);
      await reloading;
      await opened.engine.close();
      await Promise.all([...open].map(close));
    },
  };
}
