import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { PACKAGE_ROOT } from "../src/package-root.js";
import { answered, hand, launch, say, visit } from "../tests/browser/browser.js";
import { startService } from "../tests/main/start-service.js";

// Makes docs/images/page.png: the page as it is, in real Chromium, over the shipped catalogue (or --catalogue FOLDER).

const { values } = parseArgs({
  options: {
    catalogue: { type: "string", default: join(PACKAGE_ROOT, "data", "catalogue") },
    query: { type: "string", default: "/find red winter coat" },
    picture: { type: "string" },
    out: { type: "string", default: join(PACKAGE_ROOT, "docs", "images", "page.png") },
    dark: { type: "boolean", default: false },
    width: { type: "string", default: "1180" },
    height: { type: "string", default: "820" },
  },
});

const MAX_BYTES = 250 * 1024;

/** Few colours are enough for a drawn shop; fewer and fewer until the file is small. */
async function smallPng(png: Buffer): Promise<Buffer> {
  for (const colours of [256, 192, 128, 96, 64]) {
    const small = await sharp(png).png({ palette: true, colours, dither: 0.6, effort: 10 }).toBuffer();
    if (small.length <= MAX_BYTES) return small;
  }
  throw new Error(`The screenshot does not fit into ${MAX_BYTES} bytes`);
}

const state = await mkdtemp(join(tmpdir(), "screenshot-"));
const service = await startService({ CATALOGUE: values.catalogue, STATE_DIR: state });
const browser = await launch();
try {
  const { page } = await visit(browser, service.url, {
    viewport: { width: Number(values.width), height: Number(values.height) },
    deviceScaleFactor: 1,
    colorScheme: values.dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  if (values.picture) {
    await page.locator("#line").fill(values.query);
    const bytes = await readFile(values.picture);
    await hand(page, "drop", { bytes, name: "photo.jpg", type: "image/jpeg" });
    await page.locator("#line").press("Enter");
    await answered(page);
  } else if (values.query !== "") {
    await say(page, values.query);
  }
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.evaluate(() => document.fonts.ready);
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, await smallPng(await page.screenshot()));
  console.log(`${values.out}: ${Math.ceil((await stat(values.out)).size / 1024)} KB`);
} finally {
  await browser.close();
  await service.end();
  await rm(state, { recursive: true, force: true });
}
