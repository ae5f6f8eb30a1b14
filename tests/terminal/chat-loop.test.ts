import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import type { Chat } from "../../src/chat/chat.js";
import { createChat } from "../../src/chat/create-chat.js";
import type { Sessions } from "../../src/chat/sessions.js";
import { openSessions } from "../../src/chat/sessions-on-disk.js";
import { createLogger } from "../../src/log.js";
import type { OpenShop } from "../../src/open-shop.js";
import { chatLoop } from "../../src/terminal/chat-loop.js";
import { completer } from "../../src/terminal/completer.js";
import { kitty } from "../../src/terminal/graphics.js";
import { pictureStrip } from "../../src/terminal/strip.js";
import { picture } from "../fixtures/drawn-products.js";
import { openSmallShop } from "../fixtures/small-shop.js";

let shop: OpenShop;
let sessions: Sessions;
let folder: string;
let chat: Chat;
beforeAll(async () => {
  shop = await openSmallShop();
  folder = await mkdtemp(join(tmpdir(), "terminal "));
  sessions = await openSessions(folder);
  chat = createChat({ shop: () => shop, commands: COMMANDS, sessions, log: createLogger("silent") });
  await writeFile(join(folder, "my coat.jpg"), await picture("Coats", "Red"));
});
afterAll(async () => {
  await sessions.close();
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ends {
  readonly input: PassThrough & { isTTY?: boolean };
  readonly output: PassThrough & { isTTY?: boolean; columns?: number };
  text(): string;
}

function ends(terminal: boolean): Ends {
  const input: Ends["input"] = new PassThrough();
  const output: Ends["output"] = new PassThrough();
  if (terminal) {
    input.isTTY = true;
    output.isTTY = true;
    output.columns = 100;
  }
  let text = "";
  output.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return { input, output, text: () => text };
}

/** Lines from a pipe, as a script would send them. */
async function script(lines: readonly string[]): Promise<{ text: string; errors: number }> {
  const { input, output, text } = ends(false);
  const done = chatLoop({ chat, input, output, colour: false, graphics: undefined });
  input.end(`${lines.join("\n")}\n`);
  const errors = await done;
  return { text: text(), errors };
}

describe("a script", () => {
  test("is answered line by line: pages, lookalikes, refinement, filters", async () => {
    const { text, errors } = await script([
      "/find red count:2",
      "more",
      "like 1",
      "/find red for:women count:2",
      "without 1",
      "refine in blue",
    ]);
    expect(errors).toBe(0);
    const answers = text.trim().split("\n\n");
    expect(answers).toHaveLength(6);
    expect(answers[1]).toMatch(/^ +3 {2}/m);
    expect(answers[2]).toMatch(/^More like/);
    expect(answers[3]).toMatch(/only .*\[1\]/);
    expect(answers[5]).toMatch(/blue/i);
    expect(text).not.toContain("haberdasher>");
    expect(text).not.toContain("\u001b");
  });

  test("opens the colours that were folded into a hit, as the hit says", async () => {
    const { text, errors } = await script([
      "/find coat for:women count:2",
      "variants 1",
      "/find coat for:women",
      "colours of 1",
    ]);
    expect(errors).toBe(0);
    const [asked, opened, , again] = text.trim().split("\n\n");
    expect(asked).toContain("+4 colours: variants 1");
    for (const colour of ["Black", "Blue", "Green", "Red", "Yellow"]) {
      expect(opened).toContain(colour);
      expect(again).toContain(colour);
    }
  });

  test("asks by pictures' paths, quoted, escaped or plain, and classifies", async () => {
    const path = join(folder, "my coat.jpg");
    const { text, errors } = await script([
      `"${path}"`,
      `/similar ${path.replaceAll(" ", "\\ ")} count:1`,
      `/classify '${path}' coat, shoe`,
      "labels",
    ]);
    expect(text).toMatch(/^Lookalikes/);
    expect(text).toMatch(/coat +█+/);
    expect(errors).toBeLessThanOrEqual(1);
  });

  test("learns of every mistake in a sentence, and the count of them", async () => {
    const { text, errors } = await script([
      "more",
      "/fnd coat",
      "/similar no-such.jpg",
      "/find in red image:http://127.0.0.1:8080/coat.jpg",
      "/similar image:~/no-such-coat.jpg",
      "",
      "/classify",
      "/find red count:2",
    ]);
    expect(errors).toBe(6);
    expect(text).toContain(`no file ${join(homedir(), "no-such-coat.jpg")}`);
    expect(text).toMatch(/private network.*off limits/);
    expect(text).toContain("There is no more to show.");
    expect(text).toContain("did you mean /find");
    expect(text).toMatch(/no file .*no-such\.jpg/);
    expect(text).toMatch(/^ +1 {2}/m);
  });

  test("may leave before its end", async () => {
    expect((await script(["quit", "/find red"])).text).toBe("");
  });
});

describe("a person at a terminal", () => {
  test("sees a greeting, a prompt and pictures, and leaves by Ctrl-C twice", async () => {
    const { input, output, text } = ends(true);
    const done = chatLoop({ chat, input, output, colour: true, graphics: async (png) => kitty(png) });
    await expect.poll(text).toContain("haberdasher> ");
    expect(text()).toContain("Small shop, 60 products");
    input.write("/find red count:2\r");
    await expect.poll(text, { timeout: 10_000 }).toContain("\u001b_Ga=T,f=100");
    await expect.poll(text).toMatch(/→ more/);
    input.write("half a line\u0003");
    input.write("\u0003");
    await expect.poll(text).toContain("once more leaves");
    input.write("\u0003");
    expect(await done).toBe(0);
  });

  test("stops what runs by Ctrl-C, and goes on asking", async () => {
    let begun = () => {};
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    /** A picture that takes for ever stands in for anything slow: only the signal ends it. */
    const slow: Chat = {
      commands: chat.commands,
      about: () => chat.about(),
      complete: () => [],
      act: (request) => chat.act(request),
      follow: (request) => chat.follow(request),
      handle(request) {
        if (request.command !== "similar") return chat.handle(request);
        const load = (signal: AbortSignal) =>
          new Promise<never>((_, reject) => {
            begun();
            signal.addEventListener("abort", () => reject(signal.reason), { once: true });
          });
        return chat.handle({ ...request, pictures: [{ name: "slow.jpg", load }] });
      },
    };
    const { input, output, text } = ends(true);
    const done = chatLoop({ chat: slow, input, output, colour: false, graphics: undefined });
    await expect.poll(text).toContain("haberdasher> ");
    input.write("/similar slow.jpg\r");
    await running;
    input.write("\u0003");
    await expect.poll(text, { timeout: 10_000 }).toContain("withdrawn");
    input.write("/find red count:2\r");
    await expect.poll(text, { timeout: 10_000 }).toMatch(/→ more/);
    input.write("exit\r");
    expect(await done).toBe(1);
  });

  test("goes on typing behind what was typed while an answer came", async () => {
    const { input, output, text } = ends(true);
    const done = chatLoop({ chat, input, output, colour: false, graphics: undefined });
    await expect.poll(text).toContain("haberdasher> ");
    input.write("/find red count:2\r/find co");
    await expect.poll(text, { timeout: 10_000 }).toMatch(/→ more[\s\S]*haberdasher> /);
    const before = text().length;
    input.write("at count:2\r");
    await expect.poll(text, { timeout: 10_000 }).toMatch(/→ more[\s\S]*→ cheaper/);
    // Nothing of the line is drawn anew: the letters stand where the cursor was.
    expect(text().slice(before)).toMatch(/^at count:2\r?\n/);
    expect(text().slice(before)).toContain("\u001b[KCoat\n");
    input.write("exit\r");
    expect(await done).toBe(0);
  });

  test("leaves by Ctrl-D with a line of its own behind it, also while an answer is awaited", async () => {
    for (const typed of ["", "/find red count:2\r"]) {
      const { input, output, text } = ends(true);
      const done = chatLoop({ chat, input, output, colour: false, graphics: undefined });
      await expect.poll(text).toContain("haberdasher> ");
      input.write(`${typed}\u0004`);
      expect(await done).toBe(0);
      expect(text().endsWith("\n")).toBe(true);
      expect(text().includes("→ more")).toBe(typed !== "");
    }
  });

  test("is sent nothing but letters where the terminal is dumb", async () => {
    const { input, output, text } = ends(true);
    const before = process.env.TERM;
    process.env.TERM = "dumb"; // which readline looks at
    try {
      const done = chatLoop({ chat, input, output, colour: false, dumb: true, graphics: undefined });
      await expect.poll(text).toContain("haberdasher> ");
      input.write("/find red count:2\r");
      await expect.poll(text, { timeout: 10_000 }).toMatch(/→ more/);
      input.write("exit\r");
      await done;
    } finally {
      process.env.TERM = before;
    }
    expect(text()).not.toContain("\u001b");
    expect(text()).toMatch(/one moment[^\r\n]*\n/);
  });

  test("sees pictures that are no wider than the terminal", async () => {
    const reply = await chat.handle({
      command: "find",
      options: { query: "red", count: 6 },
      asker: { platform: "terminal", userId: "local" },
      pictures: [],
      signal: new AbortController().signal,
    });
    const width = async (columns: number) =>
      (await sharp(await pictureStrip(reply.hits ?? [], columns)).metadata()).width;
    expect([await width(200), await width(120), await width(80), await width(10)]).toEqual([
      960, 960, 640, 160,
    ]);
  });

  test("completes commands, options, values and paths", () => {
    const complete = completer(chat);
    expect(complete("/fi")).toEqual([["/find "], "/fi"]);
    expect(complete("/find coat colour:gre")).toEqual([["Green "], "gre"]);
    const [paths, word] = complete(`/similar ${folder.replaceAll(" ", "\\ ")}/my`);
    expect(paths).toEqual([`${folder.replaceAll(" ", "\\ ")}/my\\ coat.jpg`]);
    expect(word).toBe(`${folder.replaceAll(" ", "\\ ")}/my`);
  });
});
