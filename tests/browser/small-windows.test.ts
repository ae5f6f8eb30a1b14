import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { picture } from "../fixtures/drawn-products.js";
import { answered, hand, products, say, type Visit } from "./browser.js";
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
afterEach(async () => {
  await open.close();
  expect(open.wrongs).toEqual([]);
});

const box = () => page.locator("#line");
const jpeg = async () => ({
  bytes: await picture("Coats", "Red"),
  name: "coat.jpg",
  type: "image/jpeg",
});

test("the narrowest phone breaks no word of the sign", async () => {
  await page.setViewportSize({ width: 320, height: 568 });
  const lines = await page.locator("#stock").evaluate((stock) => {
    const words = document.createRange();
    words.selectNodeContents(stock.lastChild ?? stock);
    return new Set([...words.getClientRects()].map(({ top }) => top)).size;
  });
  expect(lines).toBeLessThanOrEqual(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("the narrowest phone breaks no price in two", async () => {
  await page.setViewportSize({ width: 320, height: 568 });
  await say(page, "/find red coat");
  const lines = await page.locator(".price").evaluateAll((prices) =>
    prices.slice(0, -1).map((price) => {
      const letters = document.createRange();
      letters.selectNodeContents(price);
      return new Set([...letters.getClientRects()].map(({ top }) => top)).size;
    }),
  );
  expect(new Set(lines)).toEqual(new Set([1]));
  const sides = await products(page)
    .first()
    .locator(".price, .thumb")
    .evaluateAll((parts) =>
      parts.map((part) => {
        const { left, right } = part.getBoundingClientRect();
        const card = part.closest(".product")?.getBoundingClientRect();
        return card !== undefined && left >= card.left && right <= card.right;
      }),
    );
  expect(sides).toEqual([true, true, true]);
});

test("a window that is hardly higher than a line has room for the box, what is suggested and what waits", async () => {
  const edges = (selector: string) =>
    page.locator(selector).evaluate((part) => {
      const { top, bottom } = part.getBoundingClientRect();
      return { top, bottom, height: window.innerHeight };
    });
  await page.setViewportSize({ width: 320, height: 225 }); // 1280 by 900, four times as large
  await box().pressSequentially("/");
  await page.locator("#suggestions [role=option]").first().waitFor();
  expect((await edges("#suggestions")).top).toBeGreaterThanOrEqual((await edges(".sign")).bottom);
  await page.setViewportSize({ width: 568, height: 200 }); // a small phone on its side, with its keyboard
  await box().fill("/classify");
  await hand(page, "drop", await jpeg());
  const { bottom, height } = await edges(".bar");
  expect(bottom).toBeLessThanOrEqual(height);
});

test("the sign and the box stay where they are, however long the conversation", async () => {
  await page.setViewportSize({ width: 1280, height: 500 });
  const top = () => page.locator(".sign").evaluate((sign) => sign.getBoundingClientRect().top);
  const toScroll = () =>
    page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  for (const line of ["/find coat", "x".repeat(600), "/find dress", "/help"]) {
    await say(page, line);
    await page.waitForTimeout(600); // the answer comes gliding
    expect([await top(), await toScroll()]).toEqual([0, 0]);
  }
  await page.reload();
  await page.locator("#log article").nth(3).waitFor();
  expect([await top(), await toScroll()]).toEqual([0, 0]);
});

test("a phone's width needs no scrolling sideways", async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await say(page, "/find red coat for:women colour:red");
  await hand(page, "drop", await jpeg());
  await page.locator("#log article").nth(1).waitFor();
  await answered(page);
  expect(await overflow()).toBeLessThanOrEqual(0);
  const boxes = await page.locator("#log button, #composer button, .sign button").evaluateAll((buttons) =>
    buttons
      .filter((button) => button.checkVisibility())
      .map((button) => {
        const { left, right, height } = button.getBoundingClientRect();
        return left >= 0 && right <= window.innerWidth && height >= 24;
      }),
  );
  expect(boxes.every(Boolean)).toBe(true);
  await page.locator(".enlarge").first().click();
  expect(await overflow()).toBeLessThanOrEqual(0);
});
