import type { Browser, BrowserContextOptions } from "playwright-core";
import { smallCatalogue } from "../fixtures/small-shop.js";
import { startService } from "../main/start-service.js";
import { launch, type Visit, visit } from "./browser.js";

/** A small shop's page, served by a process of its own, and a browser to visit it with. */
export interface ServedShop {
  readonly browser: Browser;
  readonly url: string;
  visit(options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

export async function serveShop(settings: Readonly<Record<string, string>> = {}): Promise<ServedShop> {
  const [browser, service] = await Promise.all([
    launch(),
    smallCatalogue().then((folder) => startService({ CATALOGUE: folder, ...settings })),
  ]);
  return {
    browser,
    url: service.url,
    visit: (options) => visit(browser, service.url, options),
    async close() {
      await browser.close();
      await service.end();
    },
  };
}
