import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Debian's Chromium, or the one that CHROMIUM_PATH names. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: FLAGS });
}

export interface Visit {
  readonly page: Page;
  /** What went wrong in the page: errors, refused scripts, requests to anywhere else. */
  readonly wrongs: string[];
  close(): Promise<void>;
}

/** A fresh visitor with the shop's page open. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrongs: string[] = [];
  page.on("pageerror", (error) => wrongs.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") wrongs.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("blob:")) wrongs.push(request.url());
  });
  await page.goto(url);
  await page.locator("#window img, #log article").first().waitFor();
  return { page, wrongs, close: () => context.close() };
}

/** Sends a line and waits for its answer. */
export async function say(page: Page, line: string): Promise<void> {
  await page.locator("#line").fill(line);
  await page.keyboard.press("Enter");
  await answered(page);
}

/** Waits until no question is open. */
export async function answered(page: Page): Promise<void> {
  await page.locator("#log article:last-child .says").waitFor();
  await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
}

export const lastTurn = (page: Page) => page.locator("#log article").last();
export const products = (page: Page) => lastTurn(page).locator(".product");

/** Drops or pastes a file as a browser would: with a DataTransfer that holds it. */
export function hand(
  page: Page,
  event: "drop" | "paste",
  file: { bytes: Uint8Array; name: string; type: string },
): Promise<void> {
  return page.evaluate(
    ({ event, bytes, name, type }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
      const target = document.querySelector("#floor");
      const made =
        event === "drop"
          ? [
              new DragEvent("dragenter", { dataTransfer: transfer, bubbles: true }),
              new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }),
            ]
          : [new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })];
      for (const one of made) target?.dispatchEvent(one);
    },
    { event, bytes: [...file.bytes], name: file.name, type: file.type },
  );
}
