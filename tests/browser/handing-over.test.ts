import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { picture } from "../fixtures/drawn-products.js";
import { answered, lastTurn, products, say, type Visit } from "./browser.js";
import { type ServedShop, serveShop } from "./served-shop.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let shop: ServedShop;
let folder: string;
let open: Visit;
let page: Page;

beforeAll(async () => {
  [shop, folder] = await Promise.all([serveShop(), mkdtemp(join(tmpdir(), "handing-over-"))]);
  await mkdir(join(folder, "holiday"));
  const coat = await picture("Coats", "Red");
  for (let at = 1; at <= 5; at++) await writeFile(join(folder, `${at}.jpg`), coat);
  await writeFile(join(folder, "large.jpg"), new Uint8Array(26 * 1024 * 1024));
});
afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  open = await shop.visit();
  page = open.page;
});
afterEach(async () => {
  await open.close();
  expect(open.wrongs).toEqual([]);
});

const trouble = () => page.locator("#trouble").textContent();

/** Drops what another program's window would: files of the disk by name, or addresses. */
async function drop({ files = [], address }: { files?: readonly string[]; address?: string }): Promise<void> {
  const browsing = await page.context().newCDPSession(page);
  const data = {
    items: address === undefined ? [] : [{ mimeType: "text/uri-list", data: address }],
    files: files.map((name) => join(folder, name)),
    dragOperationsMask: 1,
  };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await browsing.send("Input.dispatchDragEvent", { type, x: 400, y: 400, data });
  }
  await browsing.detach();
}

test("pictures that were left out are told of beside the answer to the others", async () => {
  await drop({ files: ["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"] });
  await answered(page);
  expect(await lastTurn(page).locator(".asked img").count()).toBe(4);
  expect(await trouble()).toMatch(/At most 4 pictures/);
  await drop({ files: ["1.jpg", "large.jpg"] });
  await page.locator("#log article").nth(1).waitFor();
  await answered(page);
  expect(await lastTurn(page).locator(".asked img").count()).toBe(1);
  expect(await trouble()).toMatch(/at most 25 MB/);
  await say(page, "/find coat");
  expect(await trouble()).toBe("");
});

test("a link that leads nowhere is refused beside the box, without its letters", async () => {
  await drop({ address: `data:image/jpeg;base64,${"A".repeat(5000)}` });
  await expect.poll(trouble).toMatch(/save the picture, and drop its file/);
  expect(await page.locator("#log article").count()).toBe(0);
  await drop({ address: "https://127.0.0.1/coat.jpg" });
  await answered(page);
  expect(await lastTurn(page).locator(".error").textContent()).toMatch(/private network/);
  expect(await trouble()).toBe("");
});

test("a link dropped beside words waits with them for what else is to be said", async () => {
  const box = page.locator("#line");
  await box.fill("in blue");
  await drop({ address: "https://127.0.0.1/coat.jpg" });
  await expect.poll(() => box.inputValue()).toBe("/similar https://127.0.0.1/coat.jpg in blue");
  await box.fill("/classify");
  await drop({ address: "https://127.0.0.1/coat.jpg" });
  await expect.poll(() => box.inputValue()).toBe("/classify https://127.0.0.1/coat.jpg");
  expect(await page.locator("#log article").count()).toBe(0);
});

test("the page's own pictures and links, dragged by accident, ask nothing", async () => {
  await say(page, "/find coat");
  for (const thing of [products(page).first().locator("img"), page.locator(".name span")]) {
    await thing.hover();
    await page.mouse.down();
    await page.mouse.move(500, 400, { steps: 4 });
    expect(await page.locator("#curtain").isHidden()).toBe(true);
    await page.mouse.up();
  }
  expect(await page.locator("#log article").count()).toBe(1);
  await drop({ files: ["1.jpg"] });
  await page.locator("#log article").nth(1).waitFor();
});

test("a picture dropped on one that is shown large is answered in sight", async () => {
  await say(page, "/find coat");
  await products(page).first().locator(".enlarge").click();
  await drop({ files: ["1.jpg"] });
  await page.locator("#log article").nth(1).waitFor();
  await answered(page);
  expect(await page.locator("#viewer").isVisible()).toBe(false);
  expect(await page.locator("#line").evaluate((box) => box === document.activeElement)).toBe(true);
});
