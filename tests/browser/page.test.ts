import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { picture } from "../fixtures/drawn-products.js";
import { answered, hand, lastTurn, products, say, type Visit } from "./browser.js";
import { type ServedShop, serveShop } from "./served-shop.js";

// A browser on a busy machine takes its time.
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
const jpeg = async (kind = "Coats", colour = "Red") => ({
  bytes: await picture(kind, colour),
  name: "coat.jpg",
  type: "image/jpeg",
});

describe("going on", () => {
  const chips = () => lastTurn(page).locator(".chips .chip");

  test("“cheaper” and “in blue” change the last question, “start over” forgets it", async () => {
    await say(page, "something for summer");
    expect(await box().getAttribute("placeholder")).toMatch(/cheaper/i);
    await say(page, "cheaper");
    expect(await lastTurn(page).locator("h2").textContent()).toBe("Something for summer, cheaper");
    expect(await chips().first().textContent()).toMatch(/price ≤/);
    await say(page, "in blue");
    expect(await chips().allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/blue/i), expect.stringMatching(/price ≤/)]),
    );
    await say(page, "start over");
    await say(page, "cheaper");
    expect(await lastTurn(page).locator(".error").textContent()).toMatch(/ask for something/);
  });

  test("votes rank anew in their place, by keyboard alone, and survive a reload", async () => {
    await say(page, "something for summer");
    const turns = await page.locator(".turn").count();
    const up = products(page)
      .first()
      .getByRole("button", { name: /^More of this kind/ });
    await up.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => chips().last().textContent()).toMatch(/👍 1/u);
    expect(await page.locator(".turn").count()).toBe(turns);
    const focused = page.locator(":focus");
    expect(await focused.getAttribute("aria-pressed")).toBe("true");
    await page.reload();
    await expect.poll(() => chips().last().textContent()).toMatch(/👍 1/u);
    const liked = lastTurn(page).locator('.thumb[aria-pressed="true"]');
    await liked.focus();
    await page.keyboard.press("Space");
    await expect.poll(() => lastTurn(page).locator(".chips").count()).toBe(0);
    const disliked = products(page).first();
    const title = await disliked.locator("h3").textContent();
    await disliked.getByRole("button", { name: /^Less of this kind/ }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => chips().last().textContent()).toMatch(/👎 1/u);
    expect(await products(page).locator("h3").allTextContents()).not.toContain(title);
  });
});

describe("asking", () => {
  test("words bring products with pictures, prices, closeness and their numbers", async () => {
    await say(page, "red winter coat");
    expect(await products(page).count()).toBeGreaterThan(0);
    const first = products(page).first();
    expect(await first.locator("h3").textContent()).toMatch(/Red Winter Coat/);
    expect(await first.locator(".near").textContent()).toMatch(/close|loose/);
    expect(await first.locator(".price").textContent()).toMatch(/€/);
    const loaded = await first
      .locator("img")
      .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
    expect(loaded).toBeGreaterThan(50);
    expect(await page.locator("#welcome").isHidden()).toBe(true);
    expect(await box().inputValue()).toBe("");
  });

  test("it says that it is at work before it answers, and can be stopped", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/api/ask", async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await box().fill("/find coat");
    await page.keyboard.press("Enter");
    await lastTurn(page).locator(".thinking").waitFor();
    expect(await lastTurn(page).getAttribute("aria-busy")).toBe("true");
    await box().fill("/find dress");
    await page.keyboard.press("Enter");
    await lastTurn(page).getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => lastTurn(page).locator(".says").textContent()).toBe("Stopped.");
    letGo();
    await answered(page);
  });

  test("markup in a query is shown and nothing else", async () => {
    await say(page, '/find <img src=x onerror="window.bad=1"><b>coat</b>');
    expect(await lastTurn(page).locator(".asked").textContent()).toContain("<b>coat</b>");
    expect(await page.evaluate(() => "bad" in window)).toBe(false);
  });

  test("a hundred labels of one's own fit into the box", async () => {
    const labels = Array.from({ length: 100 }, (_, at) => `label number ${at} with a few words of its own`);
    const line = `/classify ${labels.join(", ")}`;
    expect(line.length).toBeGreaterThan(4000);
    await box().focus();
    await page.keyboard.insertText(line);
    expect((await box().inputValue()).length).toBe(line.length);
  });

  test("an example and a product of the window can be pressed", async () => {
    await page.locator("#examples button").first().click();
    await answered(page);
    expect(await products(page).count()).toBeGreaterThan(0);
    await open.close();
    open = await shop.visit();
    page = open.page;
    await page.locator("#window button").first().click();
    await answered(page);
    expect(await lastTurn(page).locator(".asked img").count()).toBe(1);
    expect(await products(page).count()).toBeGreaterThan(0);
  });

  test("mistakes get one sentence and the next question works", async () => {
    await say(page, "/fnd coat");
    expect(await lastTurn(page).locator(".error").textContent()).toContain("did you mean /find");
    await say(page, "/find coat");
    expect(await products(page).count()).toBeGreaterThan(0);
  });

  test("a reload keeps the conversation, and its buttons still work", async () => {
    await say(page, "/find red count:2");
    await page.reload();
    await page.locator("#log article .product").first().waitFor();
    expect(await products(page).count()).toBe(2);
    await lastTurn(page).getByRole("button", { name: "More", exact: true }).click();
    await answered(page);
    expect(await products(page).first().locator(".tag").textContent()).toBe("3");
  });

  test("a reload shows the last answer, not the first", async () => {
    for (const line of ["/find red", "/find dress", "/find coat"]) await say(page, line);
    await page.reload();
    await page.locator("#log article").nth(2).waitFor();
    const inSight = () =>
      lastTurn(page)
        .locator("h2")
        .evaluate((title) => {
          const { top, bottom } = title.getBoundingClientRect();
          const floor = document.querySelector("#floor")?.getBoundingClientRect();
          return floor !== undefined && top >= floor.top && bottom <= floor.bottom;
        });
    await expect.poll(inSight).toBe(true);
  });
});

describe("pictures", () => {
  test("dropped anywhere find their lookalikes", async () => {
    await hand(page, "drop", await jpeg());
    await answered(page);
    expect(await products(page).first().locator("h3").textContent()).toMatch(/Red/);
    expect(await page.locator("#curtain").isHidden()).toBe(true);
  });

  test("pasted likewise", async () => {
    await hand(page, "paste", await jpeg("Dresses", "Green"));
    await answered(page);
    expect(await products(page).first().locator("h3").textContent()).toMatch(/Green/);
  });

  test("beside words that an office program copied are not what was meant", async () => {
    const { bytes, name, type } = await jpeg();
    /** Whether pasting took the picture; the browser itself pastes the words where it did not. */
    const takes = (texts: Record<string, string>) =>
      box().evaluate(
        (box, { bytes, name, type, texts }) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
          for (const [format, text] of Object.entries(texts)) transfer.setData(format, text);
          return !box.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }),
          );
        },
        { bytes: [...bytes], name, type, texts },
      );
    expect(
      await takes({ "text/plain": "red coat", "text/html": "<table><tr><td>red coat</td></tr></table>" }),
    ).toBe(false);
    expect(await page.locator("#log article").count()).toBe(0);
    // A picture copied in a browser, and a file copied in a file manager.
    expect(
      await takes({
        "text/plain": "https://x.example/a.jpg",
        "text/html": '<img src="https://x.example/a.jpg">',
      }),
    ).toBe(true);
    expect(await takes({ "text/plain": "coat.jpg" })).toBe(true);
    await page.locator("#log article").nth(1).waitFor();
    await answered(page);
  });

  test("of kinds that cannot be read are not asked for by name, so that Safari makes JPEGs of photos", async () => {
    const accept = await page.locator("#files").getAttribute("accept");
    expect(accept).toMatch(/^image\/jpeg,/);
    expect(accept).not.toMatch(/hei[cf]|\*/);
  });

  test("chosen from the disk go along with a typed /classify", async () => {
    await box().fill("/classify coat, shoe, handbag");
    const { bytes, name, type } = await jpeg();
    await page.locator("#files").setInputFiles({ buffer: Buffer.from(bytes), name, mimeType: type });
    expect(await page.locator("#attached li").count()).toBe(1);
    await box().press("Enter");
    await answered(page);
    expect(await lastTurn(page).locator(".measure dt").allTextContents()).toEqual(
      expect.arrayContaining(["handbag", "coat", "shoe"]),
    );
    expect(await page.locator("#attached").isHidden()).toBe(true);
  });

  test("that wait can be removed again", async () => {
    await box().fill("/classify");
    await hand(page, "drop", await jpeg());
    await page.getByRole("button", { name: "Remove coat.jpg" }).click();
    expect(await page.locator("#attached").isHidden()).toBe(true);
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("that are none are refused with a sentence", async () => {
    await hand(page, "drop", { bytes: Buffer.from("this is a text"), name: "coat.jpg", type: "image/jpeg" });
    await answered(page);
    expect(await lastTurn(page).locator(".error").textContent()).toMatch(/picture/i);
    expect(await lastTurn(page).locator(".asked").textContent()).toContain("coat.jpg");
  });

  test("more than a message takes are said so before they are sent", async () => {
    await box().fill("/similar");
    const { bytes, name, type } = await jpeg();
    const five = Array.from({ length: 5 }, () => ({ buffer: Buffer.from(bytes), name, mimeType: type }));
    await page.locator("#files").setInputFiles(five);
    expect(await page.locator("#trouble").textContent()).toContain("At most 4 pictures");
    expect(await page.locator("#attached li").count()).toBe(4);
  });
});

describe("buttons of an answer", () => {
  beforeEach(() => say(page, "/find red for:women"));

  test("more goes on, with the numbers going on", async () => {
    await say(page, "/find red count:2");
    await lastTurn(page).getByRole("button", { name: "More", exact: true }).click();
    await answered(page);
    expect(await products(page).first().locator(".tag").textContent()).toBe("3");
    expect(await lastTurn(page).evaluate((turn) => turn === document.activeElement)).toBe(true);
  });

  test("more like this finds lookalikes of that product", async () => {
    await products(page)
      .nth(1)
      .getByRole("button", { name: /^More like this/ })
      .click();
    await answered(page);
    expect(await lastTurn(page).locator("h2").textContent()).toMatch(/like/i);
    expect(await products(page).count()).toBeGreaterThan(0);
  });

  test("colours that were folded into a product open below", async () => {
    await say(page, "/find coat for:women count:2");
    await products(page)
      .first()
      .getByRole("button", { name: /^\+4 colours of/ })
      .click();
    await answered(page);
    expect(await products(page).count()).toBe(5);
  });

  test("refine asks for words, and Escape gives the button back", async () => {
    const refine = lastTurn(page).getByRole("button", { name: "Refine" });
    await refine.click();
    await page.keyboard.press("Escape");
    expect(await refine.evaluate((button) => button === document.activeElement)).toBe(true);
    await refine.click();
    await page.keyboard.type("in blue");
    await page.keyboard.press("Enter");
    await page.locator("#log article").nth(1).waitFor();
    await answered(page);
    expect(await lastTurn(page).locator("h2").textContent()).toContain("in blue");
  });

  test("a filter can be taken away", async () => {
    await lastTurn(page)
      .getByRole("button", { name: /^Remove for/ })
      .click();
    await page.locator("#log article").nth(1).waitFor();
    await answered(page);
    expect(
      await lastTurn(page)
        .getByRole("button", { name: /^Remove for/ })
        .count(),
    ).toBe(0);
    expect(await products(page).count()).toBeGreaterThan(0);
  });

  test("pictures open large, arrows go through them, Escape returns to where one was", async () => {
    const second = products(page).nth(1).locator(".enlarge");
    await second.click();
    const viewer = page.locator("#viewer");
    const title = () => viewer.locator("h2").textContent();
    const before = await title();
    expect(before).toBe(await products(page).nth(1).locator("h3").textContent());
    await page.keyboard.press("ArrowRight");
    expect(await title()).not.toBe(before);
    await page.keyboard.press("ArrowLeft");
    expect(await title()).toBe(before);
    await page.keyboard.press("Escape");
    expect(await viewer.isVisible()).toBe(false);
    expect(await second.evaluate((button) => button === document.activeElement)).toBe(true);
    await second.click();
    await viewer.getByRole("button", { name: "More like this" }).click();
    await page.locator("#log article").nth(1).waitFor();
    await answered(page);
    expect(await viewer.isVisible()).toBe(false);
    expect(await products(page).count()).toBeGreaterThan(0);
  });
});

describe("large pictures", () => {
  test("on a slow line no product is shown under the next one's name, and the next one is read out", async () => {
    await say(page, "/find red count:4");
    await products(page).first().locator(".enlarge").click();
    const image = page.locator("#viewer-picture");
    await image.evaluate((picture: HTMLImageElement) => picture.decode());
    const before = await image.evaluateHandle((picture) => picture);
    await page.keyboard.press("ArrowRight");
    // Where an image is given another address it shows what it had until that has come; a new one shows nothing.
    expect(await before.evaluate((picture) => picture.isConnected)).toBe(false);
    expect(await image.getAttribute("alt")).toBe(
      await products(page).nth(1).locator("img").getAttribute("alt"),
    );
    expect(await page.locator("#viewer-title").getAttribute("aria-live")).toBe("polite");
  });
});

describe("completion", () => {
  const options = () => page.locator("#suggestions [role=option]");

  test("of commands by Tab, of options and values by the arrows and Enter", async () => {
    await box().pressSequentially("/fi");
    await options().first().waitFor();
    expect(await box().getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Tab");
    expect(await box().inputValue()).toBe("/find ");
    await box().pressSequentially("shoes kin");
    await expect.poll(() => options().allTextContents()).toHaveLength(1);
    await page.keyboard.press("ArrowDown");
    expect(await box().getAttribute("aria-activedescendant")).toBe("suggestion-0");
    await page.keyboard.press("Enter");
    await box().pressSequentially("cas");
    await expect.poll(() => options().locator("b").allTextContents()).toEqual(["Casual Shoes"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await box().inputValue()).toBe('/find shoes kind:"Casual Shoes" ');
    await page.keyboard.press("Enter");
    await answered(page);
    expect(await lastTurn(page).locator(".chip").first().textContent()).toContain("Casual Shoes");
  });

  test("goes away by Escape, and by the mouse fills in", async () => {
    await box().pressSequentially("/");
    await options().first().waitFor();
    await page.keyboard.press("Escape");
    expect(await options().count()).toBe(0);
    await box().pressSequentially("h");
    await options().getByText("/help").click();
    expect(await box().inputValue()).toBe("/help ");
  });

  test("that comes too late does not take Enter away from what was typed meanwhile", async () => {
    await box().pressSequentially("/");
    await options().first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.route("**/api/complete*", () => {}); // a slow line
    await box().pressSequentially("find red coat");
    await page.keyboard.press("Enter");
    await answered(page);
    expect(await lastTurn(page).locator("h2").textContent()).toBe("Red coat");
  });

  test("earlier messages come back by the arrow", async () => {
    await say(page, "/find coat");
    await say(page, "/help");
    await page.keyboard.press("ArrowUp");
    expect(await box().inputValue()).toBe("/help");
    await page.keyboard.press("ArrowUp");
    expect(await box().inputValue()).toBe("/find coat");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await box().inputValue()).toBe("");
  });
});

describe("for everybody", () => {
  test("the keyboard alone is enough: ask, page, enlarge, look alike", async () => {
    const focused = () =>
      page.evaluate(
        () =>
          document.activeElement?.getAttribute("aria-label") ??
          document.activeElement?.textContent?.trim() ??
          "",
      );
    const tabTo = async (wanted: RegExp) => {
      for (let presses = 0; presses < 60; presses++) {
        if (wanted.test(await focused())) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`${wanted} cannot be reached by Tab`);
    };
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+Tab");
    await box().focus();
    await page.keyboard.type("/find red count:2");
    await page.keyboard.press("Enter");
    await answered(page);
    await page.keyboard.press("Shift+Tab");
    await page.locator(".skip").focus();
    await tabTo(/^Enlarge 1/);
    await page.keyboard.press("Enter");
    await page.locator("#viewer").waitFor();
    await page.keyboard.press("Escape");
    await tabTo(/^More like this: 1/);
    await page.keyboard.press("Enter");
    await page.locator("#log article").nth(1).waitFor();
    await answered(page);
    await tabTo(/^More$/);
    await page.keyboard.press("Enter");
    await page.locator("#log article").nth(2).waitFor();
    await answered(page);
    expect(await products(page).count()).toBeGreaterThan(0);
  });

  test("axe finds nothing serious: welcome, answers, labels, error, viewer, suggestions; in light and dark", async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const check = async (where: string) => {
      await page.evaluate(axe);
      const found = await page.evaluate(() =>
        // @ts-expect-error axe was put there by the line above
        window.axe.run(document, { resultTypes: ["violations"] }),
      );
      const bad = found.violations
        .filter(({ impact }: { impact: string }) => impact === "serious" || impact === "critical")
        .map(
          ({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${where}: ${id} ${nodes[0]?.html}`,
        );
      expect(bad).toEqual([]);
    };
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(() => sessionStorage.clear());
      await page.reload();
      await page.locator("#window img").first().waitFor();
      await check(`${colorScheme} welcome`);
      await say(page, "/find red coat for:women");
      await box().fill("/classify");
      await hand(page, "drop", await jpeg());
      await check(`${colorScheme} attached`);
      await box().press("Enter");
      await page.locator(".measure").first().waitFor();
      await say(page, "/nonsense");
      await check(`${colorScheme} answers`);
      await page.locator(".enlarge").first().click();
      await check(`${colorScheme} viewer`);
      await page.keyboard.press("Escape");
      await page.locator("#viewer").waitFor({ state: "hidden" });
      await box().fill("");
      await box().pressSequentially("/");
      await page.locator("#suggestions [role=option]").first().waitFor();
      await check(`${colorScheme} suggestions`);
    }
  });

  test("a touch screen's keyboard stays down over the answer to what was pressed or dropped", async () => {
    const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
    const touched = await shop.visit(phone);
    const focused = () => touched.page.evaluate(() => document.activeElement?.id);
    await touched.page.locator("#examples button").first().tap();
    await answered(touched.page);
    expect(await focused()).toBe("log");
    await hand(touched.page, "drop", await jpeg());
    await touched.page.locator("#log article").nth(1).waitFor();
    expect(await focused()).toBe("log");
    await touched.page.locator("#line").fill("/classify");
    await hand(touched.page, "drop", await jpeg());
    expect(await focused()).toBe("line");
    await touched.close();
    expect(touched.wrongs).toEqual([]);
  });

  test("where the system forces its colours, what is chosen, pressed, focused and measured still shows", async () => {
    await page.emulateMedia({ forcedColors: "active" });
    const style = (selector: string, name: "outlineStyle" | "backgroundColor") =>
      page
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element)[name], name);
    expect(await style(".bar", "outlineStyle")).toBe("solid");
    await box().pressSequentially("/");
    await page.locator("#suggestions [role=option]").first().waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await style('#suggestions [aria-selected="true"]', "outlineStyle")).toBe("solid");
    expect(await style('#suggestions [aria-selected="false"]', "outlineStyle")).toBe("none");
    await page.keyboard.press("Escape");
    await say(page, "/find red");
    await products(page).first().locator(".thumb").first().click();
    await page.locator('.thumb[aria-pressed="true"]').waitFor();
    const ground = await style("body", "backgroundColor");
    expect(await style('.thumb[aria-pressed="true"]', "backgroundColor")).not.toBe(
      await style('.thumb[aria-pressed="false"]', "backgroundColor"),
    );
    await box().fill("/classify");
    await hand(page, "drop", await jpeg());
    await box().press("Enter");
    await page.locator(".measured").first().waitFor();
    expect(await style(".measured", "backgroundColor")).not.toBe(ground);
  });

  test("what is written from right to left stands so, its last sign on the left", async () => {
    const direction = (selector: string) =>
      page
        .locator(selector)
        .last()
        .evaluate((element) => getComputedStyle(element).direction);
    await box().fill("معطف أحمر (للنساء)!");
    expect(await direction("#line")).toBe("rtl");
    await page.keyboard.press("Enter");
    await answered(page);
    expect(await direction(".asked span")).toBe("rtl");
    expect(await direction(".answer h2")).toBe("rtl");
    expect(await direction(".product h3")).toBe("ltr");
    expect(await direction("#line")).toBe("ltr");
    await box().fill("/classify معطف أحمر!, hat");
    await hand(page, "drop", await jpeg());
    await box().press("Enter");
    await page.locator(".measure").first().waitFor();
    const labels = page.locator(".measure dt");
    expect(await labels.filter({ hasText: "معطف" }).evaluate((one) => getComputedStyle(one).direction)).toBe(
      "rtl",
    );
    expect(await labels.filter({ hasText: "hat" }).evaluate((one) => getComputedStyle(one).direction)).toBe(
      "ltr",
    );
  });

  test("dark where the machine is dark", async () => {
    const lightness = () =>
      page.evaluate(() => {
        const [red = 0, green = 0, blue = 0] =
          getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
        return red + green + blue;
      });
    expect(await lightness()).toBeGreaterThan(600);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await lightness()).toBeLessThan(120);
  });

  test("what an answer says is announced, and its products are not read out unasked", async () => {
    await say(page, "/find red count:2");
    expect(await page.locator("#log").getAttribute("role")).toBe("log");
    expect(await lastTurn(page).locator(".says .sr-only").textContent()).toMatch(/^2 products\. First: /);
    expect(await lastTurn(page).locator(".shows").getAttribute("aria-live")).toBe("off");
    for (const image of await products(page).locator("img").all()) {
      expect((await image.getAttribute("alt"))?.length).toBeGreaterThan(5);
    }
  });
});
