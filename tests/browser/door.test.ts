import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { smallCatalogue } from "../fixtures/small-shop.js";
import { startService } from "../main/start-service.js";
import { say } from "./browser.js";
import { type ServedShop, serveShop } from "./served-shop.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let shop: ServedShop;

beforeAll(async () => {
  shop = await serveShop({ WEB_TOKEN: "open-sesame" });
});
afterAll(() => shop.close());

test("the token is asked for once, and then the page works", async () => {
  const page = await shop.browser.newPage();
  await page.goto(shop.url);
  expect(new URL(page.url()).pathname).toBe("/login");
  await page.getByLabel(/token/).fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByText("That is not the token.").waitFor();
  await page.getByLabel(/token/).fill("open-sesame");
  await page.keyboard.press("Enter");
  await page.locator("#window img").first().waitFor();
  await say(page, "/find coat");
  expect(await page.locator(".product").count()).toBeGreaterThan(0);
  await page.reload();
  expect(new URL(page.url()).pathname).toBe("/");
  await page.close();
});

test("a link on another site leads in, or to the door for who has no token", async () => {
  const elsewhere = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end(`<a href="${shop.url}/">the shop</a>`);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const address = elsewhere.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const page = await shop.browser.newPage();
  const follow = async () => {
    await page.goto(`http://localhost:${port}/`); // to a browser, another site than 127.0.0.1
    await page.getByText("the shop").click();
  };
  await follow();
  await page.getByLabel(/token/).fill("open-sesame");
  await page.keyboard.press("Enter");
  await page.locator("#window img").first().waitFor();
  await follow();
  await page.locator("#window img").first().waitFor();
  await page.goBack();
  expect(await page.getByText("the shop").isVisible()).toBe(true);
  await page.close();
  elsewhere.close();
});

test("when the shop is gone the page says so", async () => {
  const page = await shop.browser.newPage();
  const lost = await startService({ CATALOGUE: await smallCatalogue() });
  await page.goto(lost.url);
  await page.locator("#window img").first().waitFor();
  await lost.end();
  await say(page, "/find coat");
  expect(await page.locator(".error").textContent()).toMatch(/does not answer/);
});
