import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import type { Entry } from "../../src/catalogue/catalogue.js";
import { encodeAction } from "../../src/chat/action.js";
import type { Chat } from "../../src/chat/chat.js";
import { createChat } from "../../src/chat/create-chat.js";
import type { Reply } from "../../src/chat/reply.js";
import type { Sessions } from "../../src/chat/sessions.js";
import { openSessions } from "../../src/chat/sessions-on-disk.js";
import { readConfig } from "../../src/config.js";
import type { Picture } from "../../src/images/picture.js";
import { createLogger } from "../../src/log.js";
import { type OpenShop, openShop } from "../../src/open-shop.js";
import type { Shop } from "../../src/shop.js";

// Over the starter catalogue: it has prices in one currency, patterns and uses.

const anna = { platform: "discord", userId: "anna" };
const bert = { platform: "discord", userId: "bert" };
const PLACE = "room";

let shop: OpenShop;
let folder: string;
let sessions: Sessions;
let chat: Chat;

const newChat = (over: Shop = shop) =>
  createChat({ shop: () => over, commands: COMMANDS, sessions, log: createLogger("silent", []) });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "haberdasher-conversation-"));
  sessions = await openSessions(folder);
  shop = await openShop(readConfig({}), { log: createLogger("silent", []) });
}, 300_000);
afterAll(async () => {
  await Promise.all([shop.close(), sessions.close()]);
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  chat = newChat();
});

const signal = new AbortController().signal;
const ask = (query: string, options = {}, asker = anna) =>
  chat.handle({ command: "find", asker, options: { query, ...options }, pictures: [], place: PLACE, signal });
const follow = (line: string, asker = anna) => chat.follow({ line, asker, place: PLACE, signal });
const press = (action: Parameters<typeof encodeAction>[0], asker = anna) =>
  chat.act({ action: encodeAction(action), asker, place: PLACE, signal });

async function said(line: string): Promise<Reply> {
  const reply = await follow(line);
  if (!reply) throw new Error(`"${line}" was no follow-up`);
  return reply;
}

const chips = (reply: Reply) => reply.chips?.map(({ label }) => label) ?? [];
const ids = (reply: Reply) => reply.hits?.map(({ id }) => id) ?? [];
const entries = async (reply: Reply) => shop.catalogue.find(ids(reply));
const prices = async (reply: Reply) => (await entries(reply)).map(({ product }) => product.price ?? 0);
const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[(numbers.length - 1) >> 1] ?? 0;

describe("words of which nothing can be seen", () => {
  const unseen = ["\u200b\u200b", " \u2060\u00ad\n", "\u202e", "\ufe0f", "\ud83d"];
  it.each(unseen)("are no question: %j", async (query) => {
    expect((await ask(query)).text).toMatch(/please give that, for example/);
  });

  it.each(unseen)("change nothing: %j", async (words) => {
    const { session = "" } = await ask("coat");
    const action = encodeAction({ verb: "refine", session });
    const reply = await chat.act({ action, asker: anna, words, place: PLACE, signal });
    expect(reply.text).toMatch(/Type what to change/);
  });

  it("leave an emoji or a word of another script alone", async () => {
    for (const query of ["🧥", "👨\u200d👩\u200d👧", "می\u200cخواهم", "ᜀ"])
      expect((await ask(query)).kind).toBe("answer");
  });
});

describe("a conversation", () => {
  it("takes options among what is said, as a question does", async () => {
    const { session = "" } = await ask("something for winter max:200", { count: 10 });
    const refined = (words: string) =>
      chat.act({
        action: encodeAction({ verb: "refine", session }),
        asker: anna,
        words,
        place: PLACE,
        signal,
      });
    const both = await refined("in blue max:60 count:3 for:women");
    expect(chips(both)).toEqual(expect.arrayContaining(["for: Women", "price ≤ 60"]));
    expect(both.text).toMatch(/added .*price ≤ 60/i);
    expect(both.hits).toHaveLength(3);
    for (const price of await prices(both)) expect(price).toBeLessThanOrEqual(60);
    expect(chips(await refined("max:40"))).toEqual(expect.arrayContaining(["price ≤ 40"]));
    const wrong = await refined("for:wimmin");
    expect(wrong).toMatchObject({ kind: "error", text: expect.stringContaining('no for "wimmin"') });
    expect((await refined("with pockets: two")).kind).toBe("answer");
  });

  it("goes on from the last answer: price, colour, and what changed is said", async () => {
    const first = await ask("something for winter", { count: 10 });
    const shown = median(await prices(first));
    const cheaper = await said("cheaper");
    expect(cheaper.title).toBe("Something for winter, cheaper");
    expect(cheaper.text).toMatch(/^Added price ≤ \d/);
    expect(ids(cheaper).length).toBeGreaterThan(0);
    for (const price of await prices(cheaper)) expect(price).toBeLessThan(shown);
    const blue = await said("in blue");
    expect(blue.text).toMatch(/added colour: blue/i);
    expect(chips(blue).map((label) => label.replace(/:.*| ≤.*/, ""))).toEqual(["colour", "price"]);
    const dearer = await said("dearer");
    expect(Math.min(...(await prices(dearer)))).toBeGreaterThan(median(await prices(blue)));
  });

  it("takes what is said to the answer before for no change", async () => {
    const { session = "" } = await ask("red dress");
    const action = encodeAction({ verb: "refine", session });
    const refined = (words: string) => chat.act({ action, asker: anna, words, place: PLACE, signal });
    expect(chips(await refined("no, blue"))).toEqual(expect.arrayContaining(["colour: blue"]));
    expect(await refined("No thanks")).toMatchObject({ text: expect.stringMatching(/^Type what to change/) });
    expect(await follow("No thanks")).toBeUndefined();
    expect((await said("no, in green")).title).toBe("Red dress, blue, in green");
  });

  it("leaves out what is shut out, however that is said", async () => {
    await ask("dress for women in red or black");
    const kept = await said("not for men");
    expect(chips(kept)).toContain("without men");
    expect(chips(kept)).not.toContain("without for");
    await ask("dress");
    const blue = await said("in blue without stripes");
    expect(blue.text).toBe("Added colour: blue, without stripes, without striped.");
    for (const line of ["anything but black", "I don't want black"]) {
      const { session = "" } = await ask("dress");
      const action = encodeAction({ verb: "refine", session });
      const reply = await chat.act({ action, asker: anna, words: line, place: PLACE, signal });
      expect(chips(reply), line).toContain("without black");
      const colours = (await entries(reply)).map((entry) => entry.value("colour"));
      expect(colours.length).toBeGreaterThan(0);
      expect(colours, line).not.toContain("black");
    }
  });

  it("ends with a sentence where nothing is cheaper, and still goes on from the answer before", async () => {
    await ask("socks", { count: 20 });
    let reply = await said("cheaper");
    for (let step = 0; step < 12 && reply.kind === "answer"; step++) reply = await said("cheaper");
    expect(reply).toMatchObject({
      kind: "error",
      text: expect.stringMatching(/^Nothing that fits is cheaper than £/),
    });
    expect(await said("dearer")).toMatchObject({ kind: "answer" });
  });

  it("sorts by price: in words, by an option and afterwards, over all pages until the chip is taken away", async () => {
    const rising = (all: readonly number[]) => all.toSorted((a, b) => a - b);
    const first = await ask("the cheapest coats", { count: 4 });
    expect(first.title).toBe("The cheapest coats");
    expect(chips(first)).toContain("cheapest first");
    const second = await said("more");
    const both = [...(await prices(first)), ...(await prices(second))];
    expect(both).toHaveLength(8);
    expect(both).toEqual(rising(both));
    expect(chips(second)).toContain("cheapest first");
    const dearest = await said("most expensive first");
    expect(dearest.text).toBe("Added dearest first; dropped cheapest first.");
    expect(await prices(dearest)).toEqual(rising(await prices(dearest)).toReversed());
    const drop = dearest.chips?.find(({ label }) => label === "dearest first");
    if (!drop) throw new Error("no chip for the order");
    expect(chips(await press(drop.action))).not.toContain("dearest first");
    const plain = await ask("coats", { count: 4 });
    const option = await ask("coats", { count: 4, sort: "Cheapest" });
    expect(await prices(option)).toEqual(await prices(first));
    expect(await prices(plain)).not.toEqual(await prices(option));
    const refined = await said("in blue, sort:dearest");
    expect(chips(refined)).toEqual(expect.arrayContaining(["dearest first", "colour: blue"]));
    expect(await ask("coats", { sort: "newest" })).toMatchObject({
      kind: "error",
      text: expect.stringMatching(/^(?:sort is one of cheapest, dearest|There is no sort)/),
    });
  });

  it("goes back to the answer before, step by step, as far as there is one", async () => {
    const first = await ask("coat");
    expect(await said("back")).toMatchObject({
      kind: "error",
      text: expect.stringMatching(/no earlier answer/),
    });
    const second = await said("more");
    const red = await said("in red");
    await said("like 2");
    expect(ids(await said("back"))).toEqual(ids(red));
    const page = await said("undo");
    expect(ids(page)).toEqual(ids(second));
    expect(page.hits?.[0]?.number).toBe(7);
    const again = await said("go back");
    expect([again.title, ids(again)]).toEqual([first.title, ids(first)]);
    expect((await said("back")).kind).toBe("error");
    await said("+1");
    expect((await said("back")).kind).toBe("error");
  });

  it("goes back to what was folded, and keeps to what is seen when it points by place", async () => {
    const first = await ask("coat");
    const folded =
      (await sessions.get(first.session ?? ""))?.folded.findIndex((some) => some.length > 0) ?? -1;
    const variants = await said(`colours ${folded + 1}`);
    await said("like 2");
    const again = await said("back");
    expect([again.title, ids(again)]).toEqual([variants.title, ids(variants)]);
    expect(ids(await said("back"))).toEqual(ids(first));

    const second = await said("more");
    expect((await said("the second one")).title).toBe(`More like ${second.hits?.[1]?.title}`);
    expect(ids(await said("back"))).toEqual(ids(second));
    expect((await said("number 2")).title).toBe(`More like ${first.hits?.[1]?.title}`);
    await said("back");
    expect((await said("the last one")).title).toBe(`More like ${second.hits?.at(-1)?.title}`);
    await said("back");
    const refine = {
      action: encodeAction({ verb: "refine", session: second.session ?? "" }),
      words: "the second one",
    };
    const pressed = await chat.act({ ...refine, asker: anna, place: PLACE, signal });
    expect(pressed.title).toBe(`More like ${second.hits?.[1]?.title}`);
  });

  it("goes back through any conversation, answer by answer", async () => {
    const changes = [
      "MORE pls",
      "in blue",
      "what about red??",
      "that’s too expensive",
      "no  stripes!",
      "the second one",
      "the last one",
      "colours 1",
      "any colour is fine 🙏",
      "cheapest first",
      "not more than 90",
      "too formal",
      "the tenth one",
      "+99",
      "-0",
    ];
    let people = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("coat", "black bag under 50", "something for winter but not wool", "SNEAKERS"),
        fc.array(fc.constantFrom(...changes), { minLength: 1, maxLength: 5 }),
        async (question, lines) => {
          const carla = { platform: "discord", userId: `carla-${people++}` };
          const answers = [await ask(question, {}, carla)];
          for (const line of lines) {
            const reply = await follow(line, carla);
            if (!reply) throw new Error(`"${line}" was no follow-up`);
            expect(reply.code, line).not.toBe("internal");
            if (reply.kind === "answer") answers.push(reply);
            else expect(reply.text, line).not.toBe("");
          }
          while (answers.length > 1) {
            answers.pop();
            const before = answers.at(-1);
            const back = await follow("back", carla);
            // An empty last page shows the one before it again.
            if (before?.hits?.length)
              expect([back?.title, back && ids(back)]).toEqual([before.title, ids(before)]);
          }
          expect((await follow("back", carla))?.kind).toBe("error");
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it("is cheaper than the product that is pointed at", async () => {
    const first = await ask("coat");
    const [entry] = await entries(first);
    const price = entry?.product.price ?? 0;
    const cheaper = await said("cheaper than the first one");
    const bound = (price - 0.01).toFixed(2);
    expect(chips(cheaper)).toContain(`price ≤ ${Number(bound)}`);
    await ask("coat");
    expect(await said("cheaper than number 99")).toMatchObject({
      kind: "error",
      text: expect.stringMatching(/no number 99/),
    });
    expect(chips(await said("not more than 80"))).toContain("price ≤ 80");
  });

  it("takes back what no longer matters, from the words as well", async () => {
    await ask("red coat");
    const any = await said("any colour");
    expect(any.text).toBe("Dropped colour: red.");
    const colours = (await entries(any)).map((entry) => entry.value("colour"));
    expect(new Set(colours).size).toBeGreaterThan(2);
    expect(chips(await said("no price limit"))).toEqual(
      chips(any).filter((label) => !label.startsWith("price")),
    );
    expect(chips(await said("for anyone")).some((label) => label.startsWith("for:"))).toBe(false);
    await ask("red");
    expect((await said("any colour")).hits).toHaveLength(6);
  });

  it("is gone on from by options alone, and by bounds without a currency", async () => {
    await ask("coat");
    expect(chips(await said("max:120"))).toContain("price ≤ 120");
    expect(chips(await said("min 50"))).toEqual(expect.arrayContaining(["price ≥ 50", "price ≤ 120"]));
    expect(chips(await said("max £100"))).toEqual(expect.arrayContaining(["price ≥ 50", "price ≤ 100"]));
  });

  it("goes on from what is pointed at, and from what is put right", async () => {
    const first = await ask("something blue for boys");
    const liked = await said("the second one");
    expect(liked.title).toBe(`More like ${first.hits?.[1]?.title}`);
    await ask("something blue for boys");
    expect((await said("no, girls")).text).toBe("Added for: Girls; dropped for: Boys.");
    expect(chips(await said("red ones"))).toEqual(expect.arrayContaining(["for: Girls"]));
    await ask("coat");
    expect((await said("what else do you have?")).hits?.[0]?.number).toBe(7);
  });

  it("shows the nearest and not the cheapest where nothing is close", async () => {
    const plain = await ask("flights to rome");
    const sorted = await ask("cheapest flights to rome");
    expect(sorted.notice).toMatch(/^Nothing like that/);
    expect(ids(sorted)).toEqual(ids(plain));
  });

  it("says where a catalogue has no prices", async () => {
    chat = newChat({
      ...shop,
      catalogue: Object.create(shop.catalogue, { hasPrices: { value: false } }),
    });
    await ask("red coat");
    expect(await said("cheaper")).toMatchObject({
      kind: "error",
      text: expect.stringMatching(/has no prices/),
    });
    expect(await said("cheapest first")).toMatchObject({
      kind: "error",
      text: expect.stringMatching(/no prices to sort by/),
    });
  });

  it("leaves out what is not wanted, by any form of the word, and takes it back by its chip", async () => {
    await ask("shirt", { count: 20 });
    const plain = await said("without stripes");
    for (const entry of await entries(plain)) expect(entry.value("pattern")).not.toBe("striped");
    const at = chips(plain).indexOf("without stripes");
    expect(at).toBeGreaterThanOrEqual(0);
    const back = plain.chips?.[at]?.action;
    if (!back) throw new Error("no chip");
    expect(chips(await press(back))).not.toContain("without stripes");
  });

  it("takes back what was not wanted where it is wanted after all, by any form of the word", async () => {
    await ask("red dress");
    expect(chips(await said("not red"))).toContain("without red");
    const red = await said("in red");
    expect(chips(red)).not.toContain("without red");
    expect(ids(red).length).toBeGreaterThan(0);
    for (const entry of await entries(red)) expect(entry.value("colour")).toBe("red");
    await ask("shirt");
    expect(chips(await said("without stripes"))).toEqual(
      expect.arrayContaining(["without stripes", "without striped"]),
    );
    expect(chips(await said("in striped cotton")).filter((label) => label.startsWith("without"))).toEqual([]);
  });

  it("names everything that shuts the last products out", async () => {
    await ask("jeans");
    await said("for my son");
    expect(await said("no denim")).toMatchObject({
      hits: [],
      notice: expect.stringMatching(/^No product fits .*for: Boys and without denim; leave one of these out/),
    });
  });

  it("never passes over what nothing fits", async () => {
    await ask("red dress");
    await said("in blue");
    const kids = await said("for kids");
    expect(kids.hits).toEqual([]);
    expect(kids.notice).toMatch(/^No product fits .*for: Boys or Girls; leave one of these out/);
    expect(ids(await said("for women")).length).toBeGreaterThan(0);
  });

  it("moves towards a quality and back, and says so as a chip", async () => {
    await ask("top for women", { count: 12 });
    const share = async (reply: Reply, uses: readonly string[]) => {
      const found = await entries(reply);
      return found.filter((entry) => uses.includes(entry.value("use") ?? "")).length / found.length;
    };
    const formal = await said("more formal");
    expect(chips(formal)).toContain("more formal");
    const casual = await said("more casual");
    expect(chips(casual)).toContain("more casual");
    expect(chips(casual)).not.toContain("more formal");
    const dressed = ["Formal", "Work", "Party"];
    expect(await share(formal, dressed)).toBeGreaterThan(await share(casual, dressed));
  });

  it("goes on from one of the products, changed at once", async () => {
    const first = await ask("red dress");
    const [, second] = await entries(first);
    const price = second?.product.price ?? 0;
    for (const words of ["like 2, but cheaper", "like 2, but in blue"]) {
      await ask("red dress");
      const typed = await said(words);
      expect(typed.title).toMatch(new RegExp(`^More like ${second?.title}, but`));
      const action = encodeAction({ verb: "refine", session: first.session ?? "" });
      const form = await chat.act({ action, asker: anna, words, place: PLACE, signal });
      expect(ids(form)).toEqual(ids(typed));
      const found = await entries(typed);
      expect(found.length).toBeGreaterThan(0);
      if (words.endsWith("blue")) for (const entry of found) expect(entry.value("colour")).toBe("blue");
      else for (const { product } of found) expect(product.price).toBeLessThan(price);
    }
    const action = encodeAction({ verb: "refine", session: first.session ?? "" });
    expect(await chat.act({ action, asker: anna, words: "like 2", place: PLACE, signal })).toMatchObject({
      title: `More like ${second?.title}`,
    });
  });

  it("reads both bounds of a price", async () => {
    await ask("red dress");
    expect(chips(await said("between 20 and 40"))).toEqual(
      expect.arrayContaining(["price ≥ 20", "price ≤ 40"]),
    );
  });

  it("starts over", async () => {
    await ask("red coat");
    expect(await said("start over")).toMatchObject({ kind: "answer", title: "Starting over" });
    expect(await said("cheaper")).toMatchObject({
      kind: "error",
      text: expect.stringMatching(/ask for something/),
    });
    expect(await follow("in blue")).toBeUndefined();
  });

  it("goes on from the answers that are on their way, in the order in which it was said", async () => {
    await ask("boots");
    const asked = ask("red coat");
    const said = await Promise.all([follow("cheaper"), follow("in blue"), follow("start over")]);
    expect((await asked).title).toBe("Red coat");
    expect(said.map((reply) => reply?.title)).toEqual([
      "Red coat, cheaper",
      "Red coat, cheaper, in blue",
      "Starting over",
    ]);
    expect(await follow("in black")).toBeUndefined();
  });

  it("turns page after page, and takes numbers for those that are seen, however fast it is said", async () => {
    const first = await ask("shoes", { count: 3 });
    const [second, third] = await Promise.all([follow("more"), follow("more")]);
    const pages = [first, second, third].flatMap((page) => (page ? ids(page) : []));
    expect(new Set(pages).size).toBe(9);
    const seen = await ask("handbag");
    const [one, two] = await Promise.all([follow("-1"), follow("-2")]);
    expect([one, two].map((reply) => reply?.kind)).toEqual(["answer", "answer"]);
    const after = ids(await said("in black or brown"));
    for (const disliked of ids(seen).slice(0, 2)) expect(after).not.toContain(disliked);
    expect(chips(await said("-1")).at(-1)).toBe("👎 3");
  });

  it("waits for nobody else, and for no other place", async () => {
    const never = new Promise<Picture>(() => undefined);
    const slow = { name: "slow", load: () => never };
    const end = new AbortController();
    const asked = chat.handle({
      command: "similar",
      asker: anna,
      options: {},
      pictures: [slow],
      place: PLACE,
      signal: end.signal,
    });
    await ask("boots", {}, bert);
    expect((await follow("in black", bert))?.title).toBe("Boots, in black");
    const line = { line: "cheaper", asker: anna, signal };
    expect(await chat.follow({ ...line, place: "another room" })).toMatchObject({ kind: "error" });
    end.abort();
    expect(await asked).toMatchObject({ kind: "error", code: "cancelled" });
  });

  it("goes on from nothing where the last answer is too old", async () => {
    const old = await openSessions(join(folder, "old"), { sessionDays: -1, sessions: 100 });
    chat = createChat({
      shop: () => shop,
      commands: COMMANDS,
      sessions: old,
      log: createLogger("silent", []),
    });
    await ask("red coat");
    expect(await follow("for kids")).toBeUndefined();
    expect(await said("cheaper")).toMatchObject({
      kind: "error",
      text: "There is nothing to refine yet; ask for something first.",
    });
    await old.close();
  });

  it("is everybody's own, and outlives a restart", async () => {
    await ask("red coat");
    await ask("boots", {}, bert);
    await sessions.close();
    sessions = await openSessions(folder);
    chat = newChat();
    expect((await said("in black")).title).toBe("Red coat, in black");
    expect((await follow("in black", bert))?.title).toBe("Boots, in black");
  });

  it("names the numbers that there are", async () => {
    await ask("red coat", { count: 2 });
    expect(await said("like 7")).toMatchObject({
      text: "There is no number 7; the last answer goes from 1 to 2.",
    });
    expect(await said("drop 9")).toMatchObject({ text: "The last answer has no filter 9." });
  });
});

describe("votes", () => {
  const votes = (reply: Reply) => chips(reply).find((label) => /👍|👎/u.test(label));

  it("add up, are taken back by the same vote, and come off as a chip", async () => {
    const first = await ask("handbag", { count: 6 });
    const [one, two, three] = ids(first);
    const up = await said("+1");
    expect(votes(up)).toBe("👍 1");
    expect(up.hits?.find(({ id }) => id === one)?.votes?.given).toBe("up");
    const number = ids(up).indexOf(three ?? "") + 1;
    const down = number > 0 ? await said(`-${number}`) : up;
    expect(ids(down)).not.toContain(number > 0 ? three : "none");
    // A vote on the first answer still counts in the same place.
    const again = first.hits?.[1]?.votes?.up;
    if (!again) throw new Error("no vote");
    expect(votes(await press(again))).toMatch(/^👍 2/);
    expect(votes(await press(again))).toMatch(/^👍 1/);
    expect(two).toBeDefined();
    const last = await press(again);
    const chip = last.chips?.at(-1)?.action;
    if (!chip) throw new Error("no chip");
    expect(votes(await press(chip))).toBeUndefined();
  });

  it("hide what was voted down, and stay through paging, refining and a restart", async () => {
    const first = await ask("sneakers", { count: 6 });
    const [disliked] = ids(first);
    const down = await said("-1");
    expect(ids(down)).not.toContain(disliked);
    await sessions.close();
    sessions = await openSessions(folder);
    chat = newChat();
    const more = await said("more");
    expect(votes(more)).toBe("👎 1");
    expect(ids(more)).not.toContain(disliked);
    expect(votes(await said("cheaper"))).toBe("👎 1");
    expect(votes(await ask("sneakers"))).toBeUndefined();
  });

  it("are everybody's own", async () => {
    const first = await ask("scarf");
    const up = first.hits?.[0]?.votes?.up;
    if (!up) throw new Error("no vote");
    await press(up);
    expect(votes(await press(up, bert))).toBe("👍 1");
    expect(votes(await press(up))).toBeUndefined();
  });

  it("bring more of the kind and colour that was liked (Rocchio)", async () => {
    const all = await shop.catalogue.sample(shop.catalogue.size);
    const alike = (one: Entry, other: Entry) =>
      one.value("kind") === other.value("kind") && one.value("colour") === other.value("colour");
    const kinds = [...new Set(all.map((entry) => entry.value("kind") ?? ""))];
    let asked = 0;
    let before = 0;
    let after = 0;
    for (const kind of kinds) {
      const query = { text: kind, fold: true, limit: 10 };
      const { hits } = await shop.searcher.search(query);
      const liked = hits.find(({ entry }) => all.filter((other) => alike(entry, other)).length >= 3);
      if (!liked) continue;
      // R-precision: of as many hits as there are such products, those that are.
      const many = all.filter((other) => alike(liked.entry, other)).length;
      const right = (found: typeof hits) =>
        found.slice(0, many).filter(({ entry }) => alike(liked.entry, entry)).length / many;
      asked += 1;
      before += right(hits);
      after += right((await shop.searcher.search({ ...query, likedIds: [liked.id] })).hits);
    }
    expect(asked).toBeGreaterThan(3);
    expect(after / asked).toBeGreaterThan(before / asked + 0.1);
  }, 120_000);
});
