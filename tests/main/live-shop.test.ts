import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/log.js";
import { openShop } from "../../src/open-shop.js";
import { liveShop } from "../../src/service/live-shop.js";
import { smallCatalogue } from "../fixtures/small-shop.js";
import { renamedCatalogue } from "../postgres/load-folder.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let work: string;
let small: string;
beforeAll(async () => {
  small = await smallCatalogue();
  work = await mkdtemp(join(tmpdir(), "live-shop-"));
});
afterAll(() => rm(work, { recursive: true, force: true }));

test("a catalogue that is published while the bot starts is taken in", async () => {
  const folder = join(work, "catalogue");
  await cp(small, folder, { recursive: true });
  const config = readConfig({ CATALOGUE: folder });
  const log = createLogger("silent", []);
  const opened = await openShop(config, { log });
  await renamedCatalogue(small, folder, "Second shop");
  const shop = liveShop(opened, config, log);
  try {
    expect(shop.current().catalogue.manifest.name).toBe("Small shop");
    await expect.poll(() => shop.current().catalogue.manifest.name, { timeout: 30_000 }).toBe("Second shop");
  } finally {
    await shop.close();
  }
});
