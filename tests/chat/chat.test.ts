import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import { decodeAction, encodeAction } from "../../src/chat/action.js";
import type { Chat } from "../../src/chat/chat.js";
import { type Answered, type ChatParts, createChat } from "../../src/chat/create-chat.js";
import type { Reply } from "../../src/chat/reply.js";
import type { OptionValues } from "../../src/chat/request.js";
import type { Sessions } from "../../src/chat/sessions.js";
import { openSessions } from "../../src/chat/sessions-on-disk.js";
import type { PictureSource } from "../../src/images/picture.js";
import { sourceFromBytes } from "../../src/images/sources.js";
import { createLogger } from "../../src/log.js";
import type { OpenShop } from "../../src/open-shop.js";
import { picture } from "../fixtures/drawn-products.js";
import { openSmallShop } from "../fixtures/small-shop.js";

const asker = { platform: "web", userId: "anna" };
const patient = () => new AbortController().signal;

let shop: OpenShop;
let folder: string;
let sessions: Sessions;
let logged: string[];
let answered: Answered[];
let chat: Chat;

beforeAll(async () => {
  [shop, folder] = await Promise.all([openSmallShop(), mkdtemp(join(tmpdir(), "haberdasher-chat-"))]);
  sessions = await openSessions(folder);
});
afterAll(async () => {
  await Promise.all([shop.close(), sessions.close()]);
  await rm(folder, { recursive: true, force: true });
});

function newChat(parts: Partial<ChatParts> = {}): Chat {
  const lines = new Writable({
    write(line: Buffer, _encoding, done) {
      logged.push(line.toString());
      done();
    },
  });
  return createChat({
    shop: () => shop,
    commands: COMMANDS,
    sessions,
    log: createLogger("info", [], lines),
    onAnswer: (one) => answered.push(one),
    ...parts,
  });
}

beforeEach(() => {
  logged = [];
  answered = [];
  chat = newChat();
});

function ask(
  command: string,
  options: OptionValues = {},
  pictures: readonly PictureSource[] = [],
): Promise<Reply> {
  return chat.handle({ command, asker, options, pictures, signal: patient() });
}

function press(action: string, words?: string): Promise<Reply> {
  return chat.act({ action, asker, signal: patient(), ...(words === undefined ? {} : { words }) });
}

/** The text of a reply's button. */
function button(reply: Reply, verb: string): string {
  const action = reply.actions?.find((one) => one.action.verb === verb)?.action;
  if (!action) throw new Error(`No button "${verb}"`);
  return encodeAction(action);
}

const ids = (reply: Reply) => reply.hits?.map(({ id }) => id) ?? [];
const redCoat = async () => sourceFromBytes(await picture("Coats", "Red"), "coat.jpg");

describe("find", () => {
  it("answers with hits, numbers, prices, reasons and buttons", async () => {
    const reply = await ask("find", { query: "red coat", for: "women" });
    expect(reply).toMatchObject({ kind: "answer", title: "Red coat", private: false });
    expect(reply.hits?.[0]).toMatchObject({
      number: 1,
      id: "coats-women-red",
      title: "Marlow Red Winter Coat for Women",
      alt: "Marlow Red Winter Coat for Women",
      detail: "Coats · Red · Women · Winter · Casual",
      price: "€129.00",
      url: "https://shop.example/coats-women-red",
      why: "red · coat",
    });
    const shown = await reply.hits?.[0]?.picture();
    expect(shown?.mediaType).toMatch(/^image\//);
    expect(answered).toMatchObject([{ command: "find", platform: "web" }]);
    expect(answered[0]).not.toHaveProperty("code");
  });

  it("shows filters as chips that come off one by one", async () => {
    const reply = await ask("find", { query: "red coat under 140", for: "women", count: 1 });
    expect(reply.chips?.map(({ label }) => label)).toEqual([
      "kind: Coats",
      "colour: Red",
      "for: Women",
      "price ≤ 140",
    ]);
    const colour = reply.chips?.[1]?.action;
    const wider = await press(colour ? encodeAction(colour) : "");
    expect(wider.chips?.map(({ label }) => label)).toEqual(["kind: Coats", "for: Women", "price ≤ 140"]);
  });

  it("pages on, numbering through, without showing anything twice", async () => {
    let reply = await ask("find", { query: "something for summer", count: 5 });
    const seen = [...ids(reply)];
    const numbers = reply.hits?.map(({ number }) => number) ?? [];
    while (reply.actions?.some(({ action }) => action.verb === "more")) {
      reply = await press(button(reply, "more"));
      seen.push(...ids(reply));
      numbers.push(...(reply.hits?.map(({ number }) => number) ?? []));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(numbers).toEqual(seen.map((_, at) => at + 1));
    expect(seen).toHaveLength(12);
  });

  it("opens what was folded into a hit", async () => {
    const reply = await ask("find", { query: "coat for women" });
    const variants = reply.hits?.[0]?.variants;
    expect(variants?.label).toBe("+4 colours");
    const opened = await press(variants ? encodeAction(variants.action) : "");
    expect(ids(opened).sort()).toEqual(
      ["black", "blue", "green", "red", "yellow"].map((one) => `coats-women-${one}`),
    );
    const like = opened.hits?.[1]?.like;
    expect(await press(like ? encodeAction(like) : "")).toMatchObject({ kind: "answer" });
  });

  it("finds more like a hit, within the same filters, without the model", async () => {
    const reply = await ask("find", { query: "red dress", for: "men" });
    const before = shop.engine.status().textCacheMisses;
    const first = reply.hits?.[0];
    const alike = await press(first ? encodeAction(first.like) : "");
    expect(alike.title).toBe(`More like ${first?.title}`);
    expect(alike.hits?.length).toBeGreaterThan(0);
    expect(ids(alike)).not.toContain(first?.id);
    for (const { id } of alike.hits ?? []) expect(id).toMatch(/-men-/);
    expect(shop.engine.status().textCacheMisses).toBe(before);
  });

  it("is refined by further words", async () => {
    const reply = await ask("find", { query: "red dress for women", count: 1 });
    const refined = await press(button(reply, "refine"), "in blue");
    expect(refined).toMatchObject({ title: "Red dress for women, in blue" });
    expect(refined.hits?.[0]?.id).toBe("dresses-women-blue");
    expect(await press(button(reply, "refine"), " ")).toMatchObject({ kind: "error", code: "bad-request" });
    expect(await press(button(reply, "refine"), "x".repeat(600))).toMatchObject({ code: "bad-request" });
  });

  it("says when no product fits", async () => {
    const reply = await ask("find", { query: "coat", max: 1 });
    expect(reply).toMatchObject({
      kind: "answer",
      hits: [],
      notice: "No product fits price ≤ 1; leave that out to see more.",
    });
  });
});

describe("similar and classify", () => {
  it("classifies the first of several pictures, and does not even load the others", async () => {
    let loaded = 0;
    const never: PictureSource = {
      name: "slow.jpg",
      load() {
        loaded += 1;
        return new Promise(() => undefined);
      },
    };
    const reply = await ask("classify", {}, [await redCoat(), never, never]);
    expect(reply).toMatchObject({ kind: "answer", notice: "Only the first picture was looked at." });
    expect(loaded).toBe(0);
    const alone = await ask("classify", {}, [await redCoat()]);
    expect(alone.notice).toBeUndefined();
    expect(reply.labels).toEqual(alone.labels);
  });

  it("finds lookalikes of a picture and says what it is, later and without it", async () => {
    const reply = await ask("similar", { private: true }, [await redCoat()]);
    expect(reply).toMatchObject({ title: "Lookalikes", private: true });
    expect(reply.hits?.[0]?.id).toMatch(/^coats-.*-red$/);
    const labels = await press(button(reply, "labels"));
    expect(labels.labels?.map(({ name }) => name)).toEqual([
      "What it is",
      "Colour",
      "For whom",
      "Season",
      "Use",
    ]);
    expect(labels.labels?.[1]?.labels[0]?.label).toBe("Red");
    expect(labels.private).toBe(true);
  });

  it("labels with the asker's words and leads on to lookalikes", async () => {
    const reply = await ask("classify", { labels: "red thing, blue thing" }, [await redCoat()]);
    expect(reply.labels?.[0]).toMatchObject({ name: "Your labels" });
    expect(reply.labels?.[0]?.labels[0]?.label).toBe("red thing");
    const more = await press(button(reply, "more"));
    expect(more.hits?.[0]).toMatchObject({ number: 1 });
    expect(more.hits?.[0]?.id).toMatch(/^coats-.*-red$/);
  });

  it("loads a link that was typed", async () => {
    const addresses: string[] = [];
    const source = await redCoat();
    chat = newChat({
      link: (address) => {
        addresses.push(address);
        return source;
      },
    });
    expect(await ask("similar", { link: "https://example.com/coat.jpg" })).toMatchObject({ kind: "answer" });
    expect(addresses).toEqual(["https://example.com/coat.jpg"]);
  });
});

describe("what cannot be answered", () => {
  it.each<[string, OptionValues, string, RegExp]>([
    ["fnd", { query: "coat" }, "not-found", /did you mean \/find\?/],
    ["find", {}, "bad-request", /for example: \/find red winter coat/],
    ["find", { query: " \n " }, "bad-request", /for example/],
    ["find", { query: "x".repeat(501) }, "bad-request", /501 characters, 500 at most/],
    ["find", { query: "coat", count: 99 }, "bad-request", /count is between 1 and 20/],
    ["find", { query: "coat", count: 2.5 }, "bad-request", /whole number/],
    ["find", { query: "coat", max: "cheap" }, "bad-request", /max is a number/],
    ["find", { query: "coat", min: -1 }, "bad-request", /min is at least 0/],
    ["find", { query: "coat", min: 9, max: 3 }, "bad-request", /swap min and max/],
    ["find", { query: "coat", private: "maybe" }, "bad-request", /yes or no/],
    ["find", { query: "coat", colour: "rde" }, "not-found", /no colour "rde"; did you mean Red\?/],
    ["find", { query: "coat", size: "XL" }, "bad-request", /no option "size"/],
    ["similar", {}, "bad-request", /needs a picture/],
    ["help", { command: "fnid" }, "bad-request", /did you mean find\?/],
  ])("%s %j is explained, privately", async (command, options, code, sentence) => {
    const reply = await ask(command, options);
    expect(reply).toMatchObject({
      kind: "error",
      code,
      private: true,
      text: expect.stringMatching(sentence),
    });
    expect(logged).toEqual([]);
  });

  it("is a file that is no picture, or too many of them", async () => {
    const text = sourceFromBytes(Buffer.from("not a picture"), "notes.txt");
    expect(await ask("similar", {}, [text])).toMatchObject({ kind: "error", code: "not-a-picture" });
    expect(await ask("help", {}, [text])).toMatchObject({ text: "/help takes no picture." });
    const five = Array.from({ length: 5 }, () => text);
    expect(await ask("similar", {}, five)).toMatchObject({
      text: "That is 5 pictures; 4 at once are enough.",
    });
  });

  it("is a button of an answer that is gone", async () => {
    for (const action of ["hb1:more:0000000000000000", "hb1:burn:x", "nonsense", ""]) {
      expect(await press(action)).toMatchObject({ kind: "error", code: "expired", private: true });
    }
  });

  it("is a picture's button after the model was changed; words go on", async () => {
    const withPicture = await ask("similar", {}, [await redCoat()]);
    const withWords = await ask("find", { query: "something red", count: 1 });
    const other = {
      ...shop,
      engine: { ...shop.engine, name: "other", fingerprint: "other", dimension: 256 },
    };
    const encode = shop.engine;
    chat = newChat({
      shop: () => ({
        ...other,
        engine: Object.assign(Object.create(encode), { fingerprint: "other" }),
      }),
    });
    expect(await press(button(withPicture, "more"))).toMatchObject({ code: "expired" });
    expect(await press(button(withWords, "more"))).toMatchObject({ kind: "answer" });
  });

  it("is too much at once", async () => {
    chat = newChat({ limits: { questionsPerMinute: { user: 2, server: 100 } } });
    await ask("help");
    await ask("help");
    expect(await ask("find", { query: "coat" })).toMatchObject({
      code: "rate-limited",
      text: expect.stringMatching(/^Too many requests from you; please try again in \d+ s\.$/),
      private: true,
    });
    expect(answered.map(({ code }) => code)).toEqual([undefined, undefined, "rate-limited"]);
  });

  it("is counted by what was asked for, whatever went wrong", async () => {
    const { session = "" } = await ask("find", { query: "coat" });
    await press(encodeAction({ verb: "refine", session }), "colour:turquoise");
    await ask("find", { query: "coat", colour: "turquoise" });
    await ask("fnd", { query: "coat" });
    expect(answered.slice(1).map(({ command, code }) => [command, code])).toEqual([
      ["refine", "not-found"],
      ["find", "not-found"],
      ["unknown", "not-found"],
    ]);
  });

  it("takes too long, or is withdrawn", async () => {
    const slow: PictureSource = { name: "slow", load: () => new Promise(() => {}) };
    chat = newChat({ limits: { requestMs: 30 } });
    expect(await ask("similar", {}, [slow])).toMatchObject({ code: "timeout" });
    const signal = AbortSignal.abort();
    expect(
      await chat.handle({ command: "find", asker, options: { query: "x" }, pictures: [], signal }),
    ).toMatchObject({
      code: "cancelled",
    });
  });

  it("is a defect of ours: logged once, with what was asked and no stack for the asker", async () => {
    chat = newChat({
      shop: () => {
        throw new Error("the secret reason");
      },
    });
    const reply = await ask("find", { query: "coat" });
    expect(reply).toMatchObject({ kind: "error", code: "internal", private: true });
    expect(reply.text).not.toContain("secret");
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain("the secret reason");
    expect(logged[0]).toContain('"command":"find"');
  });

  it("is always answered: whatever is asked, a reply comes", async () => {
    chat = newChat({ limits: { questionsPerMinute: { user: 10_000, server: 10_000 } } });
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.double(),
      fc.boolean(),
      fc.constantFrom("red", "@colour", "", "-x"),
    );
    const name = fc.oneof(
      fc.constantFrom("query", "colour", "max", "private", "link", "labels", "count", "words"),
      fc.string(),
    );
    const bytes = fc.uint8Array({ maxLength: 64 }).map((content) => sourceFromBytes(content, "x.jpg"));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("find", "similar", "classify", "help", "toString", ""),
        fc.dictionary(name, value, { maxKeys: 3 }),
        fc.array(bytes, { maxLength: 2 }),
        fc.string(),
        async (command, options, pictures, action) => {
          chat = newChat({ link: () => sourceFromBytes(new Uint8Array(), "link") });
          const reply = await ask(command, options, pictures);
          expect(["answer", "error", "help"]).toContain(reply.kind);
          expect(reply.code).not.toBe("internal");
          expect(decodeAction(action) === undefined && (await press(action)).code).toBe("expired");
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("completion", () => {
  it("offers the catalogue's values, those that begin so first", () => {
    expect(chat.complete("find", "colour", "b", 25)).toEqual(["Black", "Blue"]);
    expect(chat.complete("find", "colour", "", 3)).toHaveLength(3);
    expect(chat.complete("find", "kind", "shoe", 5)).toEqual(["Casual Shoes"]);
    expect(chat.complete("find", "gender", "WO", 5)).toEqual(["Women"]);
    expect(chat.complete("find", "colour", "red, bl", 5)).toEqual(["red, Black", "red, Blue"]);
    expect(chat.complete("help", "command", "s", 5)).toEqual(["similar", "classify"]);
  });

  it("offers nothing where there is nothing to offer", () => {
    for (const [command, option] of [
      ["find", "query"],
      ["find", "nope"],
      ["nope", "colour"],
      ["find", "count"],
    ]) {
      expect(chat.complete(command ?? "", option ?? "", "a", 25)).toEqual([]);
    }
  });
});

it("says what the bot knows", () => {
  expect(chat.about()).toEqual({ catalogue: "Small shop", products: 60, model: "starter" });
});
