import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { answered, lastTurn, say, type Visit } from "./browser.js";
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
const turn = (number: number) => page.locator("#log article").nth(number);
const questions = () => page.locator(".asked").allTextContents();

/** Lets questions that hold a word wait until the returned function is called. */
async function hold(word: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/api/ask", async (route) => {
    if (route.request().postData()?.includes(word)) await held;
    await route.continue().catch(() => {}); // its page may have gone
  });
  return letGo;
}

async function send(line: string): Promise<void> {
  await box().fill(line);
  await page.keyboard.press("Enter");
}

test("a slow answer keeps its place, and what is typed goes on from the last question", async () => {
  const letGo = await hold("dress");
  await send("/find dress");
  await send("/find coat");
  await turn(1).locator(".says").waitFor();
  letGo();
  await answered(page);
  await turn(0).locator(".says").waitFor();
  await say(page, "cheaper");
  expect(await lastTurn(page).locator("h2").textContent()).toBe("Coat, cheaper");
  const before = await questions();
  await page.reload();
  await turn(2).waitFor();
  expect(await questions()).toEqual(before);
});

test("a question is not lost where the page is left before its answer comes", async () => {
  await say(page, "/find coat");
  const letGo = await hold("dress");
  await send("/find dress");
  await page.reload();
  letGo();
  await turn(1).waitFor();
  expect(await questions()).toEqual(["/findcoat", "/finddress"]);
  expect(await lastTurn(page).locator(".error").textContent()).toMatch(/left before the answer came/);
  await box().focus();
  await page.keyboard.press("ArrowUp");
  expect(await box().inputValue()).toBe("/find dress");
});

test("what goes on from a question waits for its answer, and can be stopped meanwhile", async () => {
  await say(page, "/find dress");
  const letGo = await hold("/find coat");
  await send("/find coat");
  await send("cheaper");
  await send("in blue");
  await turn(3).getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => turn(3).locator(".says").textContent()).toBe("Stopped.");
  letGo();
  await answered(page);
  await expect.poll(() => turn(2).locator("h2").textContent()).toBe("Coat, cheaper");
});

test("a double click presses once", async () => {
  await say(page, "/find red count:2");
  await turn(0).getByRole("button", { name: "More", exact: true }).dblclick();
  await turn(1).waitFor();
  await answered(page);
  await turn(1).locator(".thumb").first().dblclick();
  await expect.poll(() => turn(1).locator(".chips .chip").last().textContent()).toMatch(/👍 1/u);
  await page.waitForTimeout(500); // what a second press would have taken to be answered
  expect(await questions()).toEqual(["/findred count:2", "More"]);
  expect(await turn(1).locator('.thumb[aria-pressed="true"]').count()).toBe(1);
});

test("votes on a slow line all count, one after the other", async () => {
  await say(page, "/find coat");
  await page.route("**/api/act", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  });
  const thumb = (product: number) => turn(0).locator(".product").nth(product).locator(".thumb").first();
  const [first, second] = await turn(0).locator(".product h3").allTextContents();
  await thumb(0).click();
  await thumb(1).click();
  const chip = () => turn(0).locator(".chips .chip").last().textContent();
  await expect.poll(chip, { timeout: 20_000 }).toMatch(/👍 2/u);
  const liked = turn(0).locator('.product:has(.thumb[aria-pressed="true"]) h3');
  expect((await liked.allTextContents()).sort()).toEqual([first, second].sort());
  expect(await page.locator(":focus").getAttribute("aria-label")).toContain(second ?? "");
});

test("words being typed into a form stay there while a vote ranks its answer anew", async () => {
  await say(page, "/find coat");
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/api/act", async (route) => {
    await held;
    await route.continue();
  });
  const field = turn(0).getByLabel("Refine: what should change");
  await turn(0).getByRole("button", { name: "Refine" }).click();
  await turn(0).locator(".thumb").first().click();
  await field.fill("in bl");
  letGo();
  await expect.poll(() => turn(0).locator(".chips .chip").last().textContent()).toMatch(/👍 1/u);
  await page.keyboard.type("ue");
  expect(await field.inputValue()).toBe("in blue");
  await page.keyboard.press("Enter");
  await turn(1).waitFor();
  await answered(page);
  expect(await turn(1).locator("h2").textContent()).toBe("Coat, in blue");
  expect(await turn(1).locator(".chips").textContent()).toMatch(/👍 1/u);
});

test("after a reload the arrow brings back what was typed, and no name of a button", async () => {
  await say(page, "more like a coat");
  await say(page, "/find red count:2");
  await lastTurn(page).getByRole("button", { name: "More", exact: true }).click();
  await turn(2).waitFor();
  await answered(page);
  await page.reload();
  await turn(2).waitFor();
  await box().focus();
  await page.keyboard.press("ArrowUp");
  expect(await box().inputValue()).toBe("/find red count:2");
  await page.keyboard.press("ArrowUp");
  expect(await box().inputValue()).toBe("more like a coat");
});
