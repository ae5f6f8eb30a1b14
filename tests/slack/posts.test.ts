import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { KeptFile } from "../doubles/slack/state.js";
import { picture } from "../fixtures/drawn-products.js";
import { eventually, json } from "./reading.js";
import { bot, coat, useBot } from "./shared-bot.js";

const MENTION = "<@U0BOT00000>";

useBot();

const upload = (name = "coat.jpg"): KeptFile => bot.slack.upload(coat, { name });
const sheets = (threadTs: string) =>
  bot.slack.workspace.answers({ threadTs }).filter(({ via }) => via === "files.completeUploadExternal");
const whispers = (user: string) => bot.slack.workspace.answers({ to: user });

describe("a picture", () => {
  test("in a direct message gets lookalikes and labels in its thread, beside one numbered JPEG", async () => {
    const post = await bot.slack.post({ files: [upload()] });
    const [cards] = await bot.cards(post.ts);
    await bot.quiet();
    expect(json(cards)).toContain("1. Marlow Red Winter Coat for Women");
    expect(json(cards)).toContain("*What it is*");
    expect(bot.slack.workspace.answers({ threadTs: post.ts })).toHaveLength(2);
    const [sheet] = sheets(post.ts);
    expect(sheet?.files).toMatchObject([
      { mimetype: "image/jpeg", state: "complete", shares: [`${post.channel}/${post.ts}`] },
    ]);
    const { width = 0, height = 0 } = await sharp(Buffer.from(sheet?.files[0]?.bytes ?? [])).metadata();
    expect(width).toBeGreaterThan(1000);
    expect(height).toBeGreaterThan(800);
  });

  test("is being worked on, which shows within a second and is over at the end", async () => {
    const post = await bot.slack.post({ files: [upload()] });
    await bot.cards(post.ts);
    await bot.quiet();
    const log = bot.slack.workspace.reactionLog.filter(({ key }) => key.includes(post.ts));
    expect(log.map(({ change }) => change)).toEqual(["add", "remove"]);
    expect((log[0]?.at ?? Number.POSITIVE_INFINITY) - post.at).toBeLessThan(1000);
    expect(bot.slack.workspace.reactions.size).toBe(0);
  });

  test.each([
    ["with subtype file_share in a listed channel", "C0LISTED00", "new in!", undefined],
    ["without a subtype in a listed channel", "C0LISTED00", "", null],
    ["with a mention in a channel", "C0PUBLIC00", `${MENTION} what is like this?`, undefined],
    ["with a mention in a private channel", "G0PRIVATE0", MENTION, null],
    ["with a mention in a listed channel, which comes twice", "C0LISTED00", MENTION, undefined],
  ])("%s is answered exactly once", async (_, channel, text, subtype) => {
    const post = await bot.slack.post({
      channel,
      text,
      files: [upload()],
      ...(subtype === undefined ? {} : { subtype }),
    });
    const [cards] = await bot.cards(post.ts);
    await bot.quiet();
    expect(cards?.channel).toBe(channel);
    expect(json(cards)).toContain("Coat");
    expect(bot.slack.workspace.answers({ threadTs: post.ts })).toHaveLength(2);
  });

  test("in another channel is none of our business", async () => {
    const post = await bot.slack.post({ channel: "C0PUBLIC00", text: "look", files: [upload()] });
    await bot.quiet();
    expect(bot.slack.workspace.answers({ threadTs: post.ts })).toEqual([]);
    expect(bot.slack.workspace.reactionLog.some(({ key }) => key.includes(post.ts))).toBe(false);
  });

  test("from Slack Connect is looked up first", async () => {
    const file = bot.slack.upload(coat, { connect: true });
    const post = await bot.slack.post({ channel: "C0LISTED00", files: [file] });
    const [cards] = await bot.cards(post.ts);
    expect(json(cards)).toContain("Red Winter Coat");
    expect(
      bot.slack.workspace.calls.some(({ method, args }) => method === "files.info" && args.file === file.id),
    ).toBe(true);
  });

  test("is not seen in a document from Slack Connect, of which nobody is told unasked", async () => {
    const document = { name: "prices.pdf", mimetype: "application/pdf", user: "U0CONNECT0", connect: true };
    const file = bot.slack.upload(Buffer.from("%PDF-1.7 hello"), document);
    const post = await bot.slack.post({ channel: "C0LISTED00", user: "U0CONNECT0", files: [file] });
    await eventually(() =>
      expect(bot.slack.workspace.calls.some(({ args }) => args.file === file.id)).toBe(true),
    );
    await bot.quiet();
    expect(bot.slack.workspace.reactionLog.some(({ key }) => key.includes(post.ts))).toBe(false);
    expect(whispers("U0CONNECT0")).toEqual([]);
  });

  test("in HEIC is seen as the JPEG that Slack made of it, however small", async () => {
    const heic = bot.slack.upload(Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), {
      name: "coat.heic",
      mimetype: "image/heic",
      user: "U0HEIC0000",
    });
    const ts = "1700000000.000100";
    const channel = bot.slack.workspace.direct(heic.user);
    const file = { ...bot.slack.shown(heic), thumb_480: bot.slack.shown(upload()).url_private };
    await bot.slack.event({
      type: "message",
      channel,
      channel_type: "im",
      user: heic.user,
      ts,
      files: [file],
    });
    expect(json((await bot.cards(ts))[0])).toContain("Red Winter Coat");
  });

  test("beside others gets its own lookalikes, all in one message", async () => {
    const bag = bot.slack.upload(await picture("Handbags", "Blue"), { name: "bag.jpg" });
    const post = await bot.slack.post({ files: [upload(), bag] });
    const [cards] = await bot.cards(post.ts);
    await bot.quiet();
    expect(json(cards)).toContain("Lookalikes · coat.jpg");
    expect(json(cards)).toContain("Lookalikes · bag.jpg");
    expect(bot.slack.workspace.answers({ threadTs: post.ts })).toHaveLength(2);
    expect(sheets(post.ts)[0]?.files).toHaveLength(2);
  });

  test("that is none, beside one, is told to the asker by its own name, once", async () => {
    const notes = bot.slack.upload(Buffer.from("%PDF-1.7 hello"), { name: "My Notes (1).png" });
    const post = await bot.slack.post({
      channel: "C0LISTED00",
      user: "U0BESIDE00",
      files: [upload(), notes],
    });
    await bot.cards(post.ts);
    await bot.quiet();
    const [said] = whispers("U0BESIDE00");
    expect(said?.text).toMatch(/^"My Notes \(1\)\.png" is a PDF document/);
  });

  test("is one of at most four; the asker alone learns of the rest", async () => {
    const post = await bot.slack.post({
      channel: "C0LISTED00",
      user: "U0MANY0000",
      files: Array.from({ length: 6 }, (_, at) => upload(`${at}.jpg`)),
    });
    await bot.cards(post.ts);
    await bot.quiet();
    expect(sheets(post.ts).flatMap(({ files }) => files)).toHaveLength(4);
    expect(whispers("U0MANY0000").map(({ text }) => text)).toEqual([
      expect.stringMatching(/2 pictures were too many/),
    ]);
  });

  test("in a message that is forwarded gets its lookalikes", async () => {
    const { channel, ts } = await bot.slack.post({ forwarded: [upload()] });
    const [cards] = await bot.cards(ts);
    expect(channel).toMatch(/^D/);
    expect(json(cards)).toContain("Red Winter Coat");
  });

  test("at the top of a thread is meant by words below it", async () => {
    const post = await bot.slack.post({ channel: "C0PUBLIC00", text: "my coat", files: [upload()] });
    const below = await bot.slack.post({
      channel: "C0PUBLIC00",
      text: `${MENTION} classify coat, puma, galaxy`,
      threadTs: post.ts,
    });
    const [cards] = await bot.cards(post.ts);
    expect(json(cards)).toContain("Your labels");
    await bot.quiet();
    expect(bot.slack.workspace.reactionLog.filter(({ key }) => key.includes(below.ts))).toHaveLength(2);
  });

  test("at the top of a thread is meant by a mention alone, which asks for help where there is none", async () => {
    const thread = { channel: "C0PUBLIC00", user: "U0ALONE000" };
    const post = await bot.slack.post({ ...thread, text: "my coat", files: [upload()] });
    await bot.slack.post({ ...thread, text: MENTION, threadTs: post.ts });
    const [cards] = await bot.cards(post.ts);
    expect(json(cards)).toContain("Red Winter Coat");
    const words = await bot.slack.post({ ...thread, text: "my coat, in words" });
    await bot.slack.post({ ...thread, text: MENTION, threadTs: words.ts });
    const [told] = await bot.answers({ threadTs: words.ts });
    expect(json(told)).toContain("/find query");
  });

  test("delivered again and again is answered once, and every delivery is acknowledged", async () => {
    const post = await bot.slack.post({ channel: "C0LISTED00", text: MENTION, files: [upload()], again: 3 });
    await bot.cards(post.ts);
    await bot.quiet();
    expect(bot.slack.workspace.answers({ threadTs: post.ts })).toHaveLength(2);
    expect(bot.slack.deliveries.every(({ ackedAfterMs }) => ackedAfterMs !== undefined)).toBe(true);
  });

  test("that file_shared announces as well is answered once", async () => {
    const file = upload();
    const [post] = await Promise.all([
      bot.slack.post({ channel: "C0LISTED00", files: [file] }),
      bot.slack.event({
        type: "file_shared",
        file_id: file.id,
        user_id: "U0ANNA0000",
        file: { id: file.id },
        channel_id: "C0LISTED00",
        event_ts: "1.1",
      }),
    ]);
    await bot.cards(post.ts);
    await bot.quiet();
    expect(bot.slack.workspace.answers({ threadTs: post.ts })).toHaveLength(2);
  });
});

describe("words", () => {
  test.each([
    ["find red coat", "Red coat", "Red Winter Coat"],
    ["yellow handbag max:120", "Yellow handbag", "Handbag"],
  ])("%j to the bot are a search", async (text, title, product) => {
    const post = await bot.slack.post({ channel: "C0PUBLIC00", text: `${MENTION} ${text}` });
    const [cards] = await bot.cards(post.ts);
    expect(json(cards)).toContain(title);
    expect(json(cards)).toContain(product);
  });

  test("classify a picture with the asker's own labels", async () => {
    const post = await bot.slack.post({
      channel: "C0PUBLIC00",
      text: `${MENTION} classify coat, puma, galaxy`,
      files: [upload()],
    });
    const [cards] = await bot.cards(post.ts);
    expect(json(cards)).toMatch(/Your labels.*coat.*%/);
    await bot.quiet();
    expect(sheets(post.ts)).toEqual([]);
  });

  test("without sense get an explanation that only the asker sees, in the thread once there is one", async () => {
    const lost = { channel: "C0PUBLIC00", user: "U0LOST0000", text: `${MENTION} find coat colr:red` };
    const post = await bot.slack.post(lost);
    const [told] = await bot.answers({ to: lost.user });
    expect(told).toMatchObject({
      channel: "C0PUBLIC00",
      threadTs: undefined,
      via: "chat.postEphemeral",
      text: expect.stringMatching(/no option "colr".*did you mean/),
    });
    await bot.slack.post({ ...lost, threadTs: post.ts });
    expect((await bot.answers({ to: lost.user }, 2)).at(-1)?.threadTs).toBe(post.ts);
  });

  test("of any length are explained", async () => {
    const user = "U0LONGWORD";
    await bot.slack.post({
      channel: "C0PUBLIC00",
      user,
      text: `${MENTION} find coat max:${"cheap".repeat(1000)}`,
    });
    const [told] = await bot.answers({ to: user });
    expect(told?.text).toMatch(/max is a number.*cheapcheap/);
  });

  test("that name a command as it is called here are understood", async () => {
    const user = "U0SLASHES0";
    await bot.slack.post({ channel: "C0PUBLIC00", user, text: `${MENTION} /fashion-help find` });
    expect(json((await bot.answers({ to: user })).at(-1))).toMatch(/colour/);
    await bot.slack.post({ channel: "C0PUBLIC00", user, text: `${MENTION} /hepl` });
    expect((await bot.answers({ to: user }, 2)).at(-1)?.text).toMatch(/mean \/fashion-help\?/);
  });

  test("of greeting get help that only the asker sees", async () => {
    await bot.slack.post({ channel: "C0PUBLIC00", user: "U0HELLO000", text: `${MENTION} hello` });
    const [told] = await bot.answers({ to: "U0HELLO000" });
    expect(json(told)).toContain("/find query");
    expect(json(told)).not.toContain("hb:share");
  });

  test("with markup in them stay words", async () => {
    const post = await bot.slack.post({
      channel: "C0PUBLIC00",
      text: `${MENTION} find &lt;!channel&gt; *coat* @here`,
    });
    const [cards] = await bot.cards(post.ts);
    expect(`${cards?.text} ${json(cards)}`).not.toMatch(/<!channel>/);
    expect(
      bot.slack.workspace.calls.findLast(({ method }) => method === "chat.postMessage")?.args,
    ).toMatchObject({ unfurl_links: "false", unfurl_media: "false" });
  });
});

describe("a link to a picture", () => {
  let site: Server;
  let elsewhere: string;
  const seen: (string | undefined)[] = [];
  beforeAll(async () => {
    site = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, { "content-type": "image/jpeg" }).end(coat);
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    elsewhere = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => site.close(resolve)));

  test("to a private address is refused, to the asker alone", async () => {
    await bot.slack.post({
      channel: "C0PUBLIC00",
      user: "U0LINK0000",
      text: `${MENTION} <${elsewhere}/coat.jpg>`,
    });
    const [told] = await bot.answers({ to: "U0LINK0000" });
    expect(told?.text).toMatch(/private|public|network|off limits|address/i);
    expect(seen).toEqual([]);
  });

  test("to Slack's own files never brings the token along", async () => {
    const file = upload();
    const link = String(bot.slack.shown(file).url_private);
    await bot.slack.post({ channel: "C0PUBLIC00", user: "U0THIEF000", text: `${MENTION} <${link}>` });
    const [told] = await bot.answers({ to: "U0THIEF000" });
    expect(told?.text).toMatch(/not a picture/i);
    const asked = bot.slack.server.downloads.filter(({ path }) => path.includes(file.id));
    expect(asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test("that an upload is said to lie at gets no token either", async () => {
    const shown = {
      ...bot.slack.shown(upload()),
      url_private: `${elsewhere}/x.jpg`,
      url_private_download: `${elsewhere}/x.jpg`,
      is_external: true,
    };
    const { workspace } = bot.slack;
    const post = workspace.say({
      channel: "C0LISTED00",
      threadTs: undefined,
      user: "U0EVIL0000",
      text: "",
      blocks: [],
      files: [],
      ephemeralTo: undefined,
      via: "person",
    });
    await bot.slack.event({
      type: "message",
      subtype: "file_share",
      channel: "C0LISTED00",
      channel_type: "channel",
      user: "U0EVIL0000",
      text: "",
      ts: post.ts,
      files: [shown],
    });
    await bot.answers({ to: "U0EVIL0000" });
    expect(seen).toEqual([]);
  });
});

describe("what cannot be answered", () => {
  test.each([
    [
      "a deleted file",
      async () => {
        const file = upload();
        bot.slack.delete(file);
        return file;
      },
      /deleted/,
    ],
    [
      "a file that is no picture",
      async () =>
        bot.slack.upload(Buffer.from("%PDF-1.7 hello"), { name: "a.pdf", mimetype: "application/pdf" }),
      /PDF|picture/,
    ],
    [
      "a broken picture",
      async () => bot.slack.upload(Buffer.concat([coat.subarray(0, 300)]), { name: "half.jpg" }),
      /picture/,
    ],
  ])("%s gets a sentence for the asker alone", async (what, make, sentence) => {
    const user = `U0${what.replaceAll(" ", "").slice(0, 8).toUpperCase()}`;
    const post = await bot.slack.post({ channel: "C0PUBLIC00", user, text: MENTION, files: [await make()] });
    const [told] = await bot.answers({ to: user });
    expect(told?.text).toMatch(sentence);
    await bot.quiet();
    expect(
      bot.slack.workspace.answers({ threadTs: post.ts }).every(({ ephemeralTo }) => ephemeralTo === user),
    ).toBe(true);
    expect(bot.slack.workspace.reactions.size).toBe(0);
  });

  test("because Slack hides it says so", async () => {
    const [user, ts] = ["U0HIDDEN00", "1700000000.000200"];
    const channel = bot.slack.workspace.direct(user);
    const files = [{ id: "F0HIDDEN00", mode: "hidden_by_limit" }];
    await bot.slack.event({ type: "message", channel, channel_type: "im", user, ts, files });
    expect((await bot.cards(ts))[0]?.text).toMatch(/hides that file/);
  });

  test("in a direct message is said there", async () => {
    const file = upload();
    bot.slack.delete(file);
    const post = await bot.slack.post({ files: [file] });
    const [told] = await bot.cards(post.ts);
    expect(told?.text).toMatch(/deleted/);
  });
});

test("the log in which no token may stand, which the bot's end looks through, is a whole one", () => {
  expect(bot.lines.length).toBeGreaterThan(1000);
});
