import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { picture } from "../fixtures/drawn-products.js";
import { answered, lastTurn, products, say, type Visit } from "./browser.js";
import { type ServedShop, serveShop } from "./served-shop.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let shop: ServedShop;
let open: Visit;
let page: Page;

beforeAll(async () => {
  shop = await serveShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  open = await shop.visit();
  page = open.page;
});
afterEach(() => open.close());

const errors = () => lastTurn(page).locator(".error").allTextContents();

test.each([
  [502, "<html><body><h1>502 Bad Gateway</h1></body></html>", /on the way to the shop .*\(502\)/],
  [413, "<html><body><h1>413 Request Entity Too Large</h1></body></html>", /too large .* smaller picture/],
])("a proxy's page (%i) is no answer", async (status, body, sentence) => {
  await page.route("**/api/ask", (route) => route.fulfill({ status, body, contentType: "text/html" }));
  await say(page, "red coat");
  expect(await errors()).toEqual([expect.stringMatching(sentence)]);
  expect((await errors()).join()).not.toContain("<");
});

test("a file that has gone since it was chosen is told by its name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gone-"));
  const file = join(folder, "gone.jpg");
  await writeFile(file, await picture("Coats", "Red"));
  await page.locator("#line").fill("/similar");
  await page.locator("#files").setInputFiles(file);
  await rm(folder, { recursive: true });
  await page.locator("#line").press("Enter");
  await answered(page);
  expect(await errors()).toEqual([expect.stringMatching(/^"gone\.jpg" cannot be read/)]);
});

test("a vote that fails three times says so once", async () => {
  await say(page, "/find coat");
  await page.route("**/api/act", (route) => route.abort());
  for (let press = 0; press < 3; press++) {
    await products(page).first().locator(".thumb").first().click({ delay: 300 });
    await answered(page);
    await expect.poll(async () => (await errors()).length).toBe(1);
  }
});
