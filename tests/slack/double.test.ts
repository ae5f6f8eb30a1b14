import { webApi } from "@slack/bolt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../../src/log.js";
import { boltLogger } from "../../src/slack/bolt-log.js";
import { checkBlocks, checkView, type Json } from "../doubles/slack/check-blocks.js";
import { SlackDouble } from "../doubles/slack/double.js";
import { picture } from "../fixtures/drawn-products.js";
import { SETUP } from "./bot.js";

// A double that lets everything through proves nothing: here it refuses what Slack refuses.
const QUIET = boltLogger(createLogger("silent"));
let slack: SlackDouble;
let client: webApi.WebClient;
beforeAll(async () => {
  slack = await SlackDouble.start(SETUP);
  client = new webApi.WebClient(slack.botToken, {
    slackApiUrl: slack.server.apiUrl,
    retryConfig: { retries: 0 },
    logger: QUIET,
  });
});
afterAll(() => slack.close());

const text = { type: "plain_text", text: "x" };
const section = { type: "section", text };
const button = (over: Json = {}) => ({ type: "button", action_id: "a", text, ...over });
const RULES = {
  surface: "message" as const,
  slackFile: () => false,
  imageUrl: (url: string) => !url.endsWith(".webp"),
};

describe("the double's Block Kit", () => {
  test.each<[string, Json[]]>([
    ["51 blocks", Array.from({ length: 51 }, () => section)],
    ["a text of 3,001", [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }]],
    ["an empty text", [{ type: "section", text: { type: "mrkdwn", text: "" } }]],
    ["a header of 151", [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }]],
    ["a header in mrkdwn", [{ type: "header", text: { type: "mrkdwn", text: "x" } }]],
    ["a picture without alt text", [{ type: "image", image_url: "https://a.example/1.jpg" }]],
    ["a WebP picture", [{ type: "image", image_url: "https://a.example/1.webp", alt_text: "x" }]],
    ["a file that is not complete", [{ type: "image", slack_file: { id: "F012345678" }, alt_text: "x" }]],
    [
      "both kinds of picture",
      [
        {
          type: "image",
          image_url: "https://a.example/1.jpg",
          slack_file: { id: "F012345678" },
          alt_text: "x",
        },
      ],
    ],
    [
      "26 buttons",
      [{ type: "actions", elements: Array.from({ length: 26 }, (_, at) => button({ action_id: `${at}` })) }],
    ],
    ["no buttons", [{ type: "actions", elements: [] }]],
    ["two buttons of one id", [{ type: "actions", elements: [button(), button()] }]],
    [
      "a button's text of 76",
      [{ type: "actions", elements: [button({ text: { type: "plain_text", text: "x".repeat(76) } })] }],
    ],
    ["a button's value of 2,001", [{ type: "actions", elements: [button({ value: "x".repeat(2001) })] }]],
    ["an action id of 256", [{ type: "actions", elements: [button({ action_id: "x".repeat(256) })] }]],
    [
      "two blocks of one id",
      [
        { ...section, block_id: "b" },
        { ...section, block_id: "b" },
      ],
    ],
    ["11 fields", [{ type: "section", fields: Array.from({ length: 11 }, () => text) }]],
    ["11 context elements", [{ type: "context", elements: Array.from({ length: 11 }, () => text) }]],
    [
      "a file field in a message",
      [{ type: "input", label: text, element: { type: "file_input", action_id: "f" } }],
    ],
    ["an unknown block", [{ type: "sectoin", text }]],
  ])("refuses %s", (_, blocks) => expect(checkBlocks(blocks, RULES)).not.toEqual([]));

  test("takes what is right", () => {
    expect(
      checkBlocks([section, { type: "divider" }, { type: "actions", elements: [button()] }], RULES),
    ).toEqual([]);
  });

  test.each<[string, Json]>([
    [
      "a title of 25",
      { type: "modal", title: { type: "plain_text", text: "x".repeat(25) }, blocks: [section] },
    ],
    [
      "an input without a submit",
      {
        type: "modal",
        title: text,
        blocks: [{ type: "input", label: text, element: { type: "plain_text_input", action_id: "a" } }],
      },
    ],
    [
      "metadata of 3,001",
      { type: "modal", title: text, private_metadata: "x".repeat(3001), blocks: [section] },
    ],
    ["101 blocks", { type: "home", blocks: Array.from({ length: 101 }, () => section) }],
    ["another type", { type: "dialog", blocks: [section] }],
  ])("refuses a view with %s", (_, view) => expect(checkView(view, RULES)).not.toEqual([]));
});

describe("the double's Web API", () => {
  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => "ok",
      (thrown: { data?: { error?: string } }) => thrown.data?.error,
    );

  test("refuses wrong tokens, missing scopes, unknown methods and empty messages", async () => {
    const stranger = new webApi.WebClient("xoxb-wrong", {
      slackApiUrl: slack.server.apiUrl,
      retryConfig: { retries: 0 },
      logger: QUIET,
    });
    expect(await refusal(stranger.auth.test())).toBe("invalid_auth");
    expect(await refusal(client.apiCall("users.info"))).toBe("unknown_method");
    expect(await refusal(client.chat.postMessage({ channel: "C0PUBLIC00", text: "" }))).toBe("no_text");
    expect(await refusal(client.chat.postMessage({ channel: "C0STRANGE0", text: "x" }))).toBe(
      "not_in_channel",
    );
    const poor = await SlackDouble.start({ scopes: [], events: [] });
    const beggar = new webApi.WebClient(poor.botToken, {
      slackApiUrl: poor.server.apiUrl,
      retryConfig: { retries: 0 },
      logger: QUIET,
    });
    expect(await refusal(beggar.chat.postMessage({ channel: "C0PUBLIC00", text: "x" }))).toBe(
      "missing_scope",
    );
    await poor.close();
  });

  test("hides channels that the bot has no part in, and knows no token of an app that was removed", async () => {
    for (const channel of [slack.workspace.between, "G0STRANGE0"])
      expect(await refusal(client.chat.postMessage({ channel, text: "x" }))).toBe("channel_not_found");
    slack.workspace.removed = true;
    expect(await refusal(client.auth.test())).toBe("account_inactive");
    slack.workspace.removed = false;
  });

  test("shows nobody what is for one person alone in a thread without a reply", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel: "C0PUBLIC00", text: "x" });
    const user = "U0WHISPER0";
    const whisper = { channel: "C0PUBLIC00", user, text: "psst", thread_ts: ts };
    expect(await refusal(client.chat.postEphemeral(whisper))).toBe("ok");
    expect(slack.workspace.answers({ to: user })).toEqual([]);
    await client.chat.postMessage({ channel: "C0PUBLIC00", text: "a reply", thread_ts: ts });
    expect(await refusal(client.chat.postEphemeral(whisper))).toBe("ok");
    expect(slack.workspace.answers({ to: user })).toHaveLength(1);
  });

  test("shares no file before its upload is complete", async () => {
    const bytes = await picture("Coats", "Red");
    const { file_id: id = "", upload_url: address = "" } = await client.files.getUploadURLExternal({
      filename: "a.jpg",
      length: bytes.length,
    });
    const complete = () =>
      refusal(client.files.completeUploadExternal({ files: [{ id }], channel_id: "C0PUBLIC00" }));
    const post = () =>
      refusal(
        client.chat.postMessage({
          channel: "C0PUBLIC00",
          text: "x",
          blocks: [{ type: "image", slack_file: { id }, alt_text: "x" }],
        }),
      );
    expect(await complete()).toBe("file_not_found");
    await fetch(address, { method: "POST", body: new Uint8Array(bytes) });
    expect(await post()).toBe("invalid_blocks");
    expect(await complete()).toBe("ok");
    expect(await post()).toBe("ok");
  });

  test("opens no modal after three seconds, nor twice", async () => {
    const view = { type: "modal" as const, title: { type: "plain_text" as const, text: "x" }, blocks: [] };
    const good = { ...view, blocks: [{ type: "divider" as const }] };
    const trigger = slack.trigger("U0ANNA0000");
    expect(await refusal(client.views.open({ trigger_id: trigger, view: good }))).toBe("ok");
    expect(await refusal(client.views.open({ trigger_id: trigger, view: good }))).toBe("invalid_trigger_id");
    slack.workspace.triggers.set("old", Date.now() - 3001);
    expect(await refusal(client.views.open({ trigger_id: "old", view: good }))).toBe("expired_trigger_id");
  });

  test("takes a reaction once, and five answers to a response URL", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel: "C0PUBLIC00", text: "x" });
    const reaction = { channel: "C0PUBLIC00", timestamp: ts, name: "eyes" };
    expect(await refusal(client.reactions.add(reaction))).toBe("ok");
    expect(await refusal(client.reactions.add(reaction))).toBe("already_reacted");
    const { url } = slack.responseUrl("U0ANNA0000", "C0PUBLIC00");
    const answers: number[] = [];
    for (let use = 0; use < 6; use += 1) {
      answers.push((await fetch(url, { method: "POST", body: JSON.stringify({ text: "x" }) })).status);
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 404]);
  });

  test("gives files to the bot's token alone, and its login page to all others", async () => {
    const file = slack.upload(await picture("Coats", "Red"));
    const address = String(slack.shown(file).url_private);
    const open = (token?: string) =>
      fetch(address, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
    expect((await open(slack.botToken)).headers.get("content-type")).toBe("image/jpeg");
    for (const token of [undefined, "xoxb-wrong"]) {
      const page = await open(token);
      expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    }
    slack.delete(file);
    expect((await open(slack.botToken)).status).toBe(404);
  });
});
