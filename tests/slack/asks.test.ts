import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import { HaberdasherError } from "../../src/errors.js";
import { readAsk, readSlashAsk } from "../../src/slack/asks.js";
import { picturesOfMessage } from "../../src/slack/message-pictures.js";
import { readPost } from "../../src/slack/posts.js";
import { decodeShare, encodeShare } from "../../src/slack/share.js";

const commandNamed = (name: string) => {
  const found = COMMANDS.find((command) => command.name === name);
  if (!found) throw new Error(name);
  return found;
};

describe("words to the bot", () => {
  test.each([
    ["", false, "help", {}, []],
    ["hello!", false, "help", {}, []],
    ["thanks :pray::skin-tone-2:", false, "help", {}, []],
    [":wave: hi there", false, "help", {}, []],
    ["red :coat:", false, "find", { query: "red :coat:" }, []],
    ["help find", false, "help", { command: "find" }, []],
    ["red coat", false, "find", { query: "red coat" }, []],
    ["find red coat colour:red", false, "find", { query: "red coat", colour: "red" }, []],
    ["/find red coat", false, "find", { query: "red coat" }, []],
    ["`find red coat colour:red`", false, "find", { query: "red coat", colour: "red" }, []],
    ["```classify a, b```", true, "classify", { labels: "a, b" }, []],
    ["*find* a _red_ coat, ~blue~ green", false, "find", { query: "a red coat, blue green" }, []],
    ["`https://a.example/c_d_.jpg`", false, "similar", {}, ["https://a.example/c_d_.jpg"]],
    ["/fashion-help find", false, "help", { command: "find" }, []],
    ["Find me a coat", false, "find", { query: "me a coat" }, []],
    ["", true, "similar", {}, []],
    ["in red max:80", true, "similar", { words: "in red", max: 80 }, []],
    ["classify coat, puma, galaxy", true, "classify", { labels: "coat, puma, galaxy" }, []],
    ["find like this but blue", true, "find", { query: "like this but blue" }, []],
    ["<https://a.example/c.jpg>", false, "similar", {}, ["https://a.example/c.jpg"]],
    [
      "classify link:<https://a.example/c.jpg> a, b",
      false,
      "classify",
      { labels: "a, b" },
      ["https://a.example/c.jpg"],
    ],
    [
      "dress like on <http://shop.example|shop.example>",
      false,
      "find",
      { query: "dress like on shop.example" },
      [],
    ],
    ["find &amp; &lt;b&gt;", false, "find", { query: "& <b>" }, []],
  ])("%j, picture %j: %s %j", (text, hasFiles, command, options, links) => {
    expect(readAsk(text, hasFiles, COMMANDS)).toEqual({ command, options, links });
  });

  test("with an unknown option are explained", () => {
    expect(() => readSlashAsk(commandNamed("find"), "coat color:red colr:blue", COMMANDS)).toThrow(
      /colr.*did you mean/,
    );
  });

  test("behind a slash are private unless they say otherwise", () => {
    expect(readSlashAsk(commandNamed("find"), "red coat", COMMANDS).options).toEqual({
      private: true,
      query: "red coat",
    });
    expect(readSlashAsk(commandNamed("find"), "red coat private:no", COMMANDS).options).toMatchObject({
      private: false,
    });
    expect(readSlashAsk(commandNamed("help"), "", COMMANDS).options).toEqual({});
  });

  test.each([
    ["https://a.example/c.jpg, in red", "in red", "https://a.example/c.jpg"],
    ["in red: https://a.example/c.jpg?a=1.", "in red:", "https://a.example/c.jpg?a=1"],
    ["https://a.example/c.v2.jpg!!", undefined, "https://a.example/c.v2.jpg"],
  ])("behind a slash may have a link in a sentence: %j", (text, words, link) => {
    expect(readSlashAsk(commandNamed("similar"), text, COMMANDS)).toMatchObject({
      options: { private: true, ...(words === undefined ? {} : { words }) },
      links: [link],
    });
  });

  test("of any kind are understood or refused with a sentence", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.boolean(), (text, hasFiles) => {
        try {
          expect(COMMANDS.map(({ name }) => name)).toContain(readAsk(text, hasFiles, COMMANDS).command);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(HaberdasherError);
        }
      }),
      { numRuns: 2000, seed: 3 },
    );
  });
});

const RULES = { botUserId: "U0BOT00000", lookalikeChannels: new Set(["C0LISTED00"]) };
const file = { id: "F1", mimetype: "image/jpeg", url_private: "https://files.slack.com/x.jpg" };
const base = { type: "message", channel: "C0PUBLIC00", user: "U1", ts: "1.1", text: "" };

describe("posts", () => {
  test.each([
    ["a word in a channel", { ...base, text: "hi" }, undefined],
    ["a picture in a channel that is not listed", { ...base, files: [file] }, undefined],
    [
      "a picture in a listed channel",
      { ...base, channel: "C0LISTED00", files: [file], subtype: "file_share", text: "look!" },
      { unasked: true, text: "" },
    ],
    [
      "a picture that is forwarded into a listed channel",
      { ...base, channel: "C0LISTED00", attachments: [{ is_share: true, files: [file] }] },
      { unasked: true, files: [file] },
    ],
    ["a picture without subtype", { ...base, channel: "C0LISTED00", files: [file] }, { unasked: true }],
    [
      "a document in a listed channel",
      { ...base, channel: "C0LISTED00", files: [{ ...file, mimetype: "application/pdf" }] },
      undefined,
    ],
    [
      "a Slack Connect file",
      { ...base, channel: "C0LISTED00", files: [{ id: "F1", file_access: "check_file_info" }] },
      { unasked: true },
    ],
    [
      "a picture link in a listed channel",
      { ...base, channel: "C0LISTED00", text: "see <https://a.example/c.JPG?x=1>" },
      { unasked: true, text: "https://a.example/c.JPG?x=1" },
    ],
    [
      "another link in a listed channel",
      { ...base, channel: "C0LISTED00", text: "<https://a.example/>" },
      undefined,
    ],
    [
      "words to the bot in a direct message",
      { ...base, channel: "D1", channel_type: "im", text: "red coat" },
      { direct: true, text: "red coat", unasked: false },
    ],
    [
      "a mention",
      { ...base, type: "app_mention", text: "<@U0BOT00000> find red coat" },
      { text: "find red coat", unasked: false },
    ],
    [
      "a mention that comes as a message",
      { ...base, text: "hey <@U0BOT00000|hab> find red coat" },
      { unasked: false },
    ],
    [
      "a mention in a listed channel",
      { ...base, channel: "C0LISTED00", text: "<@U0BOT00000> classify", files: [file] },
      { text: "classify", unasked: false },
    ],
    [
      "a reply in a thread",
      { ...base, type: "app_mention", text: "<@U0BOT00000> classify", ts: "2.2", thread_ts: "1.1" },
      { threadTs: "1.1", inThread: true },
    ],
    ["the bot's own", { ...base, channel: "D1", user: "U0BOT00000", text: "x" }, undefined],
    ["another bot's", { ...base, channel: "D1", bot_id: "B1", text: "x" }, undefined],
    ["an edit", { ...base, channel: "D1", subtype: "message_changed" }, undefined],
    ["a deletion", { ...base, channel: "D1", subtype: "message_deleted" }, undefined],
    [
      "a thread's reply shown in the channel",
      { ...base, channel: "D1", subtype: "thread_broadcast", text: "coat" },
      { direct: true },
    ],
  ])("%s", (_, event, expected) => {
    const post = readPost(event, RULES);
    if (expected === undefined) expect(post).toBeUndefined();
    else expect(post).toMatchObject(expected);
  });

  test("of any shape do no harm", () => {
    const json = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constant("message"),
        channel: fc.jsonValue(),
        user: fc.jsonValue(),
        ts: fc.jsonValue(),
        files: fc.jsonValue(),
        text: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(json, (event) => {
        readPost(event, RULES);
        picturesOfMessage(event);
      }),
      { numRuns: 2000, seed: 4 },
    );
  });
});

test("a message's pictures: files, else previews, else links", () => {
  const text = "<https://a.example/page>";
  expect(
    picturesOfMessage({ text, files: [file, { id: "F2", mimetype: "text/plain", url_private: "x" }] }),
  ).toMatchObject({ files: [{ id: "F1" }], links: [] });
  expect(
    picturesOfMessage({
      text,
      attachments: [
        { image_url: "https://a.example/1.jpg" },
        { thumb_url: "https://a.example/2.jpg" },
        "odd",
      ],
    }).links,
  ).toEqual(["https://a.example/1.jpg", "https://a.example/2.jpg"]);
  expect(
    picturesOfMessage({
      text,
      blocks: [{ type: "image", image_url: "https://a.example/3.jpg", alt_text: "x" }],
    }).links,
  ).toEqual(["https://a.example/3.jpg"]);
  expect(picturesOfMessage({ text }).links).toEqual(["https://a.example/page"]);
});

test("a question survives in a button, or has none", () => {
  const question = {
    command: "find",
    options: { query: "red 'coat' <!channel>", max: 80, private: true },
    files: [{ id: "F1" }],
    links: ["https://a.example/"],
    labels: "a, b",
  };
  const value = encodeShare(question);
  expect(decodeShare(value ?? "")).toEqual({
    ...question,
    options: { query: "red 'coat' <!channel>", max: 80 },
    files: [{ id: "F1", file_access: "check_file_info" }],
  });
  expect(encodeShare({ ...question, links: ["x".repeat(2000)] })).toBeUndefined();
  for (const odd of ["", "null", "[]", "{}", '{"c":1}']) expect(decodeShare(odd)).toBeUndefined();
});
