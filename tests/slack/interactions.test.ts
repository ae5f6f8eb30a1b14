import { describe, expect, test } from "vitest";
import type { Delivery } from "../doubles/slack/deliveries.js";
import { buttonsOf } from "../doubles/slack/forms.js";
import type { KeptMessage } from "../doubles/slack/state.js";
import { eventually, json } from "./reading.js";
import { bot, coat, somebody, useBot } from "./shared-bot.js";

useBot();

const inTime = ({ ackedAfterMs = Number.POSITIVE_INFINITY }: Delivery) => ackedAfterMs < 3000;
const said = (channel: string) =>
  bot.slack.workspace.answers({ channel }).filter(({ ephemeralTo }) => ephemeralTo === undefined);
const modal = () => bot.slack.workspace.views.at(-1)?.view;

/** Waits until the person has a modal before them. */
async function modalOpened(user: string): Promise<void> {
  await eventually(() => expect(bot.slack.workspace.views.at(-1)?.user).toBe(user));
}

async function answerTo(user: string, count = 1): Promise<KeptMessage> {
  const messages = await bot.answers({ to: user }, count);
  const last = messages.at(-1);
  if (!last) throw new Error("no answer");
  return last;
}

describe("slash commands", () => {
  test("/find answers the asker alone, with a sheet in its blocks", async () => {
    const user = somebody();
    const delivery = await bot.slack.command(
      "/find",
      "red winter coat colour:red for:women max:200 count:2",
      {
        user,
      },
    );
    expect(inTime(delivery)).toBe(true);
    const answer = await answerTo(user);
    expect(answer.via).toBe("response_url");
    expect(json(answer)).toContain("Marlow Red Winter Coat for Women");
    expect(json(answer)).toMatch(/"slack_file":\{"id":"F[A-Z0-9]+"\}.*Numbered pictures/);
    expect(buttonsOf(answer.blocks).map(({ action_id }) => action_id)).toEqual(
      expect.arrayContaining(["hb:like:1", "hb:drop:1", "hb:refine", "hb:share"]),
    );
    const uploaded = [...bot.slack.workspace.files.values()].at(-1);
    expect(uploaded).toMatchObject({ state: "complete", shares: [], mimetype: "image/jpeg" });
  });

  test.each([
    ["/find", "coat colr:red", /no option "colr".*did you mean/],
    ["/find", "", /Type|what you are looking for|words/i],
    ["/find", "coat max:cheap", /max is a number/],
  ])("%s %j is explained", async (command, text, sentence) => {
    const user = somebody();
    await bot.slack.command(command, text, { user });
    expect((await answerTo(user)).text).toMatch(sentence);
  });

  test("/fashion-help explains what there is, and one command", async () => {
    const user = somebody();
    await bot.slack.command("/fashion-help", "", { user });
    expect(json(await answerTo(user))).toContain("/classify");
    await bot.slack.command("/fashion-help", "find", { user });
    expect(json(await answerTo(user, 2))).toContain("colour");
  });

  test("work in channels that the bot is not in", async () => {
    const user = somebody();
    await bot.slack.command("/find", "blue dress", { user, channel: "C0STRANGE0" });
    expect(json(await answerTo(user))).toContain("Blue Dress");
  });

  test("with an expired response_url answer beside it", async () => {
    const user = somebody();
    await bot.slack.command("/find", "blue dress", { user, expired: true });
    expect(await answerTo(user)).toMatchObject({ via: "chat.postEphemeral", channel: "C0PUBLIC00" });
    const lonely = somebody();
    await bot.slack.command("/find", "blue dress", { user: lonely, channel: "C0STRANGE0", expired: true });
    const [direct] = await bot.answers({ channel: bot.slack.workspace.direct(lonely) });
    expect(json(direct)).toContain("Blue Dress");
  });

  test("between two people answer there, and directly once the response_url has expired", async () => {
    const user = somebody();
    const channel = bot.slack.workspace.between;
    await bot.slack.command("/find", "blue dress", { user, channel });
    expect(await answerTo(user)).toMatchObject({ channel, via: "response_url" });
    await bot.slack.command("/find", "blue dress", { user, channel, expired: true });
    const [direct] = await bot.answers({ channel: bot.slack.workspace.direct(user) });
    expect(json(direct)).toContain("Blue Dress");
  });

  test("that were renamed in the app's settings are told of by what they must be called", async () => {
    const user = somebody();
    await bot.slack.command("/shop-find", "red coat", { user });
    expect((await answerTo(user)).text).toMatch(/no command \/shop-find.*\/find.*\/fashion-help/);
    await bot.slack.command("/find", "red coat", { user });
    await answerTo(user, 2);
    await bot.quiet();
    expect(bot.slack.workspace.answers({ to: user })).toHaveLength(2);
  });

  test("are shared with everyone by a button", async () => {
    const user = somebody();
    await bot.slack.command("/find", "yellow handbag", { user });
    const before = said("C0PUBLIC00").length;
    await bot.slack.press(await answerTo(user), "hb:share", { user });
    const open = await bot.answers({ channel: "C0PUBLIC00", via: "chat.postMessage" }, 1);
    await bot.quiet();
    expect(json(open.at(-1))).toContain("Yellow Handbag");
    expect(json(open.at(-1))).not.toContain("hb:share");
    expect(said("C0PUBLIC00")).toHaveLength(before + 2);
  });

  test("are shared once, however impatiently the button is pressed, and again later", async () => {
    const user = somebody();
    await bot.slack.command("/find", "red handbag count:1", { user });
    const before = said("C0PUBLIC00").length;
    const answer = await answerTo(user);
    await Promise.all([
      bot.slack.press(answer, "hb:share", { user }),
      bot.slack.press(answer, "hb:share", { user }),
    ]);
    await eventually(() => expect(said("C0PUBLIC00").length).toBeGreaterThanOrEqual(before + 2));
    await bot.quiet(500);
    expect(said("C0PUBLIC00")).toHaveLength(before + 2);
    await bot.slack.press(answer, "hb:share", { user });
    await eventually(() => expect(said("C0PUBLIC00")).toHaveLength(before + 4));
  });

  test("are shared where the bot is not a member, too", async () => {
    const user = somebody();
    await bot.slack.command("/find", "yellow handbag", { user, channel: "C0STRANGE0" });
    await bot.slack.press(await answerTo(user), "hb:share", { user });
    await eventually(() => expect(said("C0STRANGE0")).toMatchObject([{ via: "response_url" }]));
    expect(json(said("C0STRANGE0")[0])).toContain("slack_file");
  });

  test("shared where the bot is not a member go on by their buttons there", async () => {
    const [user, other] = [somebody(), somebody()];
    const channel = "C0STRANGE1";
    await bot.slack.command("/find", "handbag count:1", { user, channel });
    await bot.slack.press(await answerTo(user), "hb:share", { user });
    await eventually(() => expect(said(channel)).toHaveLength(1));
    const [shared] = said(channel);
    if (!shared) throw new Error("nothing shared");
    await bot.slack.press(shared, "hb:more", { user: other });
    await eventually(() => expect(said(channel)).toHaveLength(2));
    expect(said(channel).at(-1)).toMatchObject({ via: "response_url", threadTs: shared.ts });
    expect(bot.slack.workspace.answers({ channel: bot.slack.workspace.direct(other) })).toEqual([]);
  });

  test("that say private:no are answered to everyone, and what is wrong with them to the asker alone", async () => {
    const user = somebody();
    const before = said("C0PUBLIC00").length;
    await bot.slack.command("/find", "green dress count:1 private:no", { user });
    await eventually(() => expect(said("C0PUBLIC00")).toHaveLength(before + 2));
    expect(json(said("C0PUBLIC00").at(-1))).toContain("Green Dress");
    expect(bot.slack.workspace.answers({ to: user })).toEqual([]);
    await bot.slack.command("/find", "private:no", { user });
    expect((await answerTo(user)).text).toMatch(/what you are looking for/i);
  });

  test("/similar with a link needs no modal", async () => {
    const user = somebody();
    const opened = bot.slack.workspace.views.length;
    await bot.slack.command("/similar", "https://localhost.invalid/coat.jpg max:50", { user });
    expect((await answerTo(user)).text).toMatch(/cannot be reached|link/i);
    await bot.slack.command("/similar", "link:localhost.invalid/coat.jpg", { user });
    expect((await answerTo(user, 2)).text).toMatch(/should start with https/);
    expect(bot.slack.workspace.views).toHaveLength(opened);
  });
});

describe("modals", () => {
  test("/similar asks for the picture and answers where it was typed", async () => {
    const user = somebody();
    expect(inTime(await bot.slack.command("/similar", "in blue colour:red", { user }))).toBe(true);
    await modalOpened(user);
    expect(modal()).toMatchObject({ title: { text: "Find lookalikes" } });
    expect(JSON.stringify(modal()?.blocks)).toMatch(/file_input.*in blue.*labels/);
    const file = bot.slack.upload(coat);
    const delivery = await bot.slack.submit({ picture: { files: [bot.slack.shown(file)] } }, user);
    expect(inTime(delivery)).toBe(true);
    const answer = await answerTo(user);
    expect(answer).toMatchObject({ channel: "C0PUBLIC00", via: "response_url" });
    expect(json(answer)).toContain("✕ colour: Red");
    expect(json(answer)).toContain("*What it is*");
  });

  test("/similar takes labels of one's own beside the lookalikes", async () => {
    const user = somebody();
    await bot.slack.command("/similar", "", { user });
    await modalOpened(user);
    const file = bot.slack.upload(coat);
    await bot.slack.submit(
      { picture: { files: [bot.slack.shown(file)] }, labels: { value: "coat, puma" } },
      user,
    );
    const answer = await answerTo(user);
    expect(json(answer)).toMatch(/Your labels.*coat/);
    expect(json(answer)).toContain("Red Winter Coat");
  });

  test("/similar private:no answers to everyone", async () => {
    const user = somebody();
    await bot.slack.command("/similar", "private:no count:1", { user, channel: "G0PRIVATE0" });
    await modalOpened(user);
    await bot.slack.submit({ picture: { files: [bot.slack.shown(bot.slack.upload(coat))] } }, user);
    await eventually(() => expect(json(said("G0PRIVATE0").at(-1))).toContain("Red Winter Coat"));
    expect(bot.slack.workspace.answers({ to: user })).toEqual([]);
  });

  test("/classify keeps the labels that were typed", async () => {
    const user = somebody();
    await bot.slack.command("/classify", "coat, puma, galaxy", { user });
    await modalOpened(user);
    expect(modal()).toMatchObject({ title: { text: "Classify picture" } });
    const file = bot.slack.upload(coat);
    await bot.slack.submit({ picture: { files: [bot.slack.shown(file)] } }, user);
    expect(json(await answerTo(user))).toMatch(/Your labels.*galaxy/s);
  });

  test("one label is too few, which the asker learns", async () => {
    const user = somebody();
    await bot.slack.command("/classify", "", { user });
    await modalOpened(user);
    const file = bot.slack.upload(coat);
    await bot.slack.submit({ picture: { files: [bot.slack.shown(file)] }, labels: { value: "coat" } }, user);
    expect((await answerTo(user)).text).toMatch(/label/);
  });

  test("without a picture stay open and say so", async () => {
    const user = somebody();
    await bot.slack.command("/classify", "", { user });
    await modalOpened(user);
    expect((await bot.slack.submit({}, user)).ackBody).toMatchObject({
      response_action: "errors",
      errors: { picture: expect.any(String) },
    });
  });

  test("whose three seconds are over get a sentence instead", async () => {
    const user = somebody();
    bot.slack.server.faults.push({
      method: "views.open",
      status: 200,
      error: "expired_trigger_id",
      times: 1,
    });
    await bot.slack.command("/similar", "", { user });
    expect((await answerTo(user)).text).toMatch(/try once more/);
  });

  test("from the global shortcut let one choose, and answer directly", async () => {
    const user = somebody();
    expect(inTime(await bot.slack.globalShortcut("ask_with_picture", user))).toBe(true);
    await modalOpened(user);
    const choice = {
      selected_option: { text: { type: "plain_text", text: "Classify picture" }, value: "classify" },
    };
    await bot.slack.submit(
      { task: choice, picture: { files: [bot.slack.shown(bot.slack.upload(coat))] } },
      user,
    );
    const [answer] = await bot.answers({ channel: bot.slack.workspace.direct(user) });
    expect(json(answer)).toContain("*What it is*");
    expect(json(answer)).not.toContain("slack_file");
    expect(json(answer)).not.toContain("hb:share");
  });
});

describe("message shortcuts", () => {
  const message = (extra: Partial<KeptMessage> = {}) =>
    bot.slack.workspace.say({
      channel: "C0PUBLIC00",
      threadTs: undefined,
      user: "U0OTHER000",
      text: "",
      blocks: [],
      files: [],
      ephemeralTo: undefined,
      via: "person",
      ...extra,
    });

  test.each([
    ["similar", /Red Winter Coat/],
    ["classify", /What it is/],
  ])("%s looks at the picture in somebody's message, for the asker alone", async (command, words) => {
    const user = somebody();
    const delivery = await bot.slack.messageShortcut(command, message({ files: [bot.slack.upload(coat)] }), {
      user,
    });
    expect(inTime(delivery)).toBe(true);
    expect(json(await answerTo(user))).toMatch(words);
  });

  test("on a reply answer in its thread, and share there", async () => {
    const user = somebody();
    const { ts } = message({ text: "what is this?" });
    const reply = message({ threadTs: ts, files: [bot.slack.upload(coat)] });
    await bot.slack.messageShortcut("classify", reply, { user });
    const answer = await answerTo(user);
    expect(answer.threadTs).toBe(ts);
    await bot.slack.press(answer, "hb:share", { user });
    expect(json((await bot.cards(ts)).at(-1))).toMatch(/What it is/);
  });

  test("on a message without a picture say so", async () => {
    const user = somebody();
    await bot.slack.messageShortcut("similar", message({ text: "hello" }), { user });
    expect((await answerTo(user)).text).toMatch(/no picture in that message/);
  });

  test("on a file that Slack keeps from us say what helps", async () => {
    const user = somebody();
    const file = bot.slack.upload(coat, { connect: true });
    bot.slack.workspace.files.delete(file.id);
    await bot.slack.messageShortcut("similar", message({ files: [file] }), { user });
    expect((await answerTo(user)).text).toMatch(/invite me/);
  });
});

describe("buttons", () => {
  async function thread(): Promise<{ cards: KeptMessage; ts: string }> {
    const post = await bot.slack.post({
      channel: "C0PUBLIC00",
      text: "<@U0BOT00000> count:2",
      files: [bot.slack.upload(coat)],
    });
    const [cards] = await bot.cards(post.ts);
    if (!cards) throw new Error("no cards");
    await bot.quiet();
    return { cards, ts: post.ts };
  }

  test("more, more like this: in the same thread, counting on", async () => {
    const { cards, ts } = await thread();
    expect(inTime(await bot.slack.press(cards, "hb:more"))).toBe(true);
    const more = (await bot.cards(ts, 2)).at(-1);
    expect(json(more)).toMatch(/\|3\. /);
    await bot.slack.press(cards, "hb:like:2");
    expect(json((await bot.cards(ts, 3)).at(-1))).toMatch(/More like|1\. /);
    await bot.quiet();
    expect(bot.slack.workspace.reactions.size).toBe(0);
  });

  test("colours that were folded into a hit open beside it", async () => {
    const user = somebody();
    await bot.slack.command("/find", "coat for:women count:2", { user });
    const cards = await answerTo(user);
    expect(json(cards)).toContain("+4 colours");
    await bot.slack.press(cards, "hb:variants:1", { user });
    const opened = json(await answerTo(user, 2));
    for (const colour of ["Black", "Blue", "Green", "Red", "Yellow"]) expect(opened).toContain(colour);
  });

  test("refine opens a form and answers in the thread", async () => {
    const { cards, ts } = await thread();
    await bot.slack.press(cards, "hb:refine");
    await modalOpened("U0ANNA0000");
    expect(modal()).toMatchObject({ callback_id: "refine" });
    await bot.slack.submit({ words: { value: "in blue" } });
    expect(json((await bot.cards(ts, 2)).at(-1))).toMatch(/in blue/i);
  });

  test("a filter is taken away, privately where the answer was private", async () => {
    const user = somebody();
    await bot.slack.command("/find", "coat colour:red", { user });
    await bot.slack.press(await answerTo(user), "hb:drop:1", { user });
    const without = await answerTo(user, 2);
    expect(json(without)).not.toContain("✕");
    expect(without.via).toBe("response_url");
  });

  test("a vote ranks a private answer anew where it stands", async () => {
    const user = somebody();
    await bot.slack.command("/find", "coat count:2", { user });
    const before = await answerTo(user);
    await bot.slack.press(before, "hb:up:2", { user });
    const after = await answerTo(user, 2);
    expect(after.ts).toBe(before.ts);
    const given = buttonsOf(after.blocks).filter(({ style }) => style === "primary");
    expect(given.map(({ action_id }) => action_id)).toEqual([expect.stringMatching(/^hb:up:/)]);
    await bot.slack.press(after, "hb:like:1", { user });
    expect((await answerTo(user, 3)).ts).not.toBe(before.ts);
  });

  test("a vote that cannot be counted leaves the answer alone and says why", async () => {
    const user = somebody();
    await bot.slack.command("/find", "coat count:2", { user });
    const before = await answerTo(user);
    const stale = {
      ...before,
      blocks: JSON.parse(JSON.stringify(before.blocks).replaceAll("hb1:up:", "hb1:up:z")),
    };
    await bot.slack.press(stale, "hb:up:1", { user });
    const apology = await answerTo(user, 2);
    expect(apology.ts).not.toBe(before.ts);
    expect(apology.text).toMatch(/too old|older version/);
  });

  test("a vote in a channel is answered beside what others may be reading", async () => {
    const { cards, ts } = await thread();
    await bot.slack.press(cards, "hb:down:1");
    expect((await bot.cards(ts, 2)).at(-1)?.ts).not.toBe(cards.ts);
  });

  test("of a private answer whose response_url expired answer beside it", async () => {
    const user = somebody();
    await bot.slack.command("/find", "coat count:1", { user });
    await bot.slack.press(await answerTo(user), "hb:more", { user, expired: true });
    expect((await answerTo(user, 2)).via).toBe("chat.postEphemeral");
  });

  test("work after a restart", async () => {
    const { cards, ts } = await thread();
    await bot.restart();
    await bot.slack.press(cards, "hb:more");
    expect(json((await bot.cards(ts, 2)).at(-1))).toMatch(/\|3\. /);
  });

  test("that nobody knows any more say so, to the presser alone", async () => {
    const { cards } = await thread();
    const user = somebody();
    const old = {
      ...cards,
      blocks: [
        {
          type: "actions",
          elements: [
            { type: "button", action_id: "hb:more", value: "hb1:more:zzzzzzzzzzzzzzzz", text: {} },
            { type: "button", action_id: "v0:old", value: "x", text: {} },
          ],
        },
      ],
    };
    await bot.slack.press(old, "hb:more", { user });
    expect((await answerTo(user)).text).toMatch(/too old/);
    expect(inTime(await bot.slack.press(old, "v0:old", { user }))).toBe(true);
    expect((await answerTo(user, 2)).text).toMatch(/older version/);
  });

  test("delivered a second time by a Slack that tries again are answered once", async () => {
    const user = somebody();
    const { url } = bot.slack.responseUrl(user, "C0PUBLIC00");
    const payload = {
      command: "/find",
      text: "coat",
      user_id: user,
      channel_id: "C0PUBLIC00",
      team_id: "T0HABERDAS",
      trigger_id: "1.2",
      response_url: url,
    };
    expect(await bot.slack.redeliver("slash_commands", payload, 2)).toEqual([true, true, true]);
    await answerTo(user);
    await bot.quiet();
    expect(bot.slack.workspace.answers({ to: user })).toHaveLength(1);
  });

  test("pressed twice at once, delivered twice: answered once each", async () => {
    const { cards, ts } = await thread();
    await Promise.all([
      bot.slack.press(cards, "hb:more", { user: somebody() }),
      bot.slack.press(cards, "hb:more", { user: somebody() }),
    ]);
    await bot.cards(ts, 3);
    await bot.quiet();
    expect(await bot.cards(ts)).toHaveLength(3);
    expect(bot.slack.workspace.reactions.size).toBe(0);
  });
});

describe("the home page", () => {
  test("says what there is, and finds", async () => {
    const user = somebody();
    await bot.slack.openHome(user);
    await bot.quiet();
    const home = () => JSON.stringify(bot.slack.workspace.homes.get(user));
    expect(home()).toMatch(/Small shop.*60 products.*starter/);
    await bot.slack.useHome(
      { type: "plain_text_input", action_id: "hb:search", value: "green dress max:200 count:1" },
      user,
    );
    await eventually(() => expect(home()).toMatch(/Green Dress/));
    expect(home()).toContain("slack_file");
    const view = bot.slack.workspace.homes.get(user);
    const more = buttonsOf(view?.blocks).find(({ action_id }) => action_id === "hb:more");
    await bot.slack.useHome({ type: "button", action_id: "hb:more", value: more?.value }, user);
    await eventually(() => expect(home()).toMatch(/\|2\. /));
    await bot.slack.useHome(
      { type: "plain_text_input", action_id: "hb:search", value: "dress colr:x" },
      user,
    );
    await eventually(() => expect(home()).toMatch(/no option/));
    expect(bot.slack.workspace.answers({ channel: bot.slack.workspace.direct(user) })).toEqual([]);
  });

  test("opens the picture modal, and its answer comes back to the page", async () => {
    const user = somebody();
    await bot.slack.openHome(user);
    await bot.slack.useHome({ type: "button", action_id: "hb:picture", value: "open" }, user);
    await modalOpened(user);
    await bot.slack.submit({ picture: { files: [bot.slack.shown(bot.slack.upload(coat))] } }, user);
    await eventually(() =>
      expect(JSON.stringify(bot.slack.workspace.homes.get(user))).toContain("Red Winter Coat"),
    );
  });

  test("keeps what was found for somebody who comes back to it, for a while", async () => {
    const user = somebody();
    const page = () => JSON.stringify(bot.slack.workspace.homes.get(user));
    await bot.slack.openHome(user);
    await eventually(() => expect(page()).toContain("hb:search"));
    await bot.slack.openHome(user);
    await bot.slack.useHome(
      { type: "plain_text_input", action_id: "hb:search", value: "green dress count:1" },
      user,
    );
    await eventually(() => expect(page()).toContain("Green Dress"));
    await bot.slack.openHome(user);
    await bot.quiet();
    expect(page()).toContain("Green Dress");
    bot.slack.workspace.homes.set(user, { ...bot.slack.workspace.homes.get(user), private_metadata: "1" });
    await bot.slack.openHome(user);
    await eventually(() => expect(page()).not.toContain("Green Dress"));
  });

  test("shows what was found for each picture, and what is wrong with others above it", async () => {
    const user = somebody();
    const page = () => JSON.stringify(bot.slack.workspace.homes.get(user));
    await bot.slack.openHome(user);
    await bot.slack.useHome({ type: "button", action_id: "hb:picture", value: "open" }, user);
    await modalOpened(user);
    const files = ["a.jpg", "b.jpg", "c.jpg"].map((name) => bot.slack.upload(coat, { name }));
    files.push(bot.slack.upload(Buffer.from("%PDF-1.7 hello"), { name: "notes.jpg" }));
    await bot.slack.submit({ picture: { files: files.map((file) => bot.slack.shown(file)) } }, user);
    await eventually(() => expect(page()).toMatch(/notes\.jpg.*Lookalikes · a\.jpg/));
    await bot.quiet();
    expect(page()).toMatch(/notes\.jpg.*Lookalikes · a\.jpg.*Lookalikes · b\.jpg.*Lookalikes · c\.jpg/);
    expect(bot.slack.workspace.answers({ channel: bot.slack.workspace.direct(user) })).toEqual([]);
  });
});
