import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readManifest } from "../../src/catalogue/open.js";
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

test("a catalogue whose manifest arrives before its parts is taken in once these are there", async () => {
  const folder = join(work, "copied");
  await cp(small, folder, { recursive: true });
  const config = readConfig({ CATALOGUE: folder });
  const log = createLogger("silent", []);
  const shop = liveShop(await openShop(config, { log }), config, log);
  try {
    const pictures = join(folder, (await readManifest(folder)).files.pictures.path);
    await renamedCatalogue(small, folder, "Copied shop");
    await rename(pictures, join(work, "on its way"));
    await shop.reload();
    expect(shop.current().catalogue.manifest.name).toBe("Small shop");
    await rename(join(work, "on its way"), pictures);
    await expect.poll(() => shop.current().catalogue.manifest.name, { timeout: 30_000 }).toBe("Copied shop");
  } finally {
    await shop.close();
  }
});
