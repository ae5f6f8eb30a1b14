import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { Json } from "../../doubles/discord/json.js";
import { NEEDED } from "../../fuzz/discord.js";
import { junk, tampered } from "../../fuzz/tamper.js";
import { answered, gallery, isEphemeral, words } from "../reading.js";
import { bot } from "../shared-bot.js";

afterEach(() => bot.discord.state.faults.clear());

const find = () => bot.discord.slash("find", { query: "something nice", count: 2 });

async function until(condition: () => boolean, what: string, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${what} did not happen; ${JSON.stringify(bot.adapter.status())}`);
    await sleep(20);
  }
}

describe("a lost connection", () => {
  test("is resumed, and what was asked meanwhile is answered", async () => {
    const { gateway } = bot.discord;
    const { identifies, resumes } = gateway.counts;
    gateway.drop();
    await until(() => bot.adapter.status().state === "down", "down");
    const asked = find();
    const message = await answered(asked);
    expect(gallery(message)).toHaveLength(2);
    expect(gateway.counts).toMatchObject({ identifies, resumes: resumes + 1 });
    await until(() => bot.adapter.status().state === "up", "up");
  });

  test("is resumed when Discord asks for a reconnect", async () => {
    const { gateway } = bot.discord;
    const { identifies, resumes } = gateway.counts;
    gateway.reconnect();
    await until(() => gateway.counts.resumes === resumes + 1, "resume");
    expect(gateway.counts.identifies).toBe(identifies);
    expect(gallery(await answered(find()))).toHaveLength(2);
  });

  test("is begun anew when the session is invalid", async () => {
    const { gateway } = bot.discord;
    const { identifies } = gateway.counts;
    gateway.invalidate(false);
    await until(() => gateway.counts.identifies > identifies && gateway.connected === 1, "identify", 15_000);
    await until(() => bot.adapter.status().state === "up", "up");
    expect(gallery(await answered(find()))).toHaveLength(2);
  });
});

describe("Discord's API in trouble", () => {
  test("a 429 is waited out", async () => {
    bot.discord.state.faults.add({ method: "PATCH", path: /@original/, kind: "429", retryAfterS: 0.7 });
    const started = Date.now();
    const message = await answered(find());
    expect(gallery(message)).toHaveLength(2);
    expect(Date.now() - started).toBeGreaterThan(650);
  });

  test("a 429 of an hour is not waited out, since nobody looks any more, and is logged without a token", async () => {
    bot.discord.state.faults.add({ method: "PATCH", path: /@original/, kind: "429", retryAfterS: 3600 });
    const before = bot.lines.length;
    const asked = find();
    const logged = () => bot.lines.slice(before).find((line) => line.includes("could not be delivered"));
    await until(() => logged() !== undefined, "giving up");
    expect(logged()).toMatch(/"retryAfterS":360\d/);
    expect(logged()).not.toContain(asked.token);
    expect(gallery(await answered(find()))).toHaveLength(2);
  });

  test("server errors are outlasted, for the first answer and for the last", async () => {
    const { faults } = bot.discord.state;
    faults.add({ method: "POST", path: /callback/, kind: "5xx", times: 5 });
    faults.add({ method: "PATCH", path: /@original/, kind: "5xx", times: 6 });
    const asked = find();
    expect(gallery(await answered(asked))).toHaveLength(2);
    expect(asked.acknowledgedAfterMs).toBeLessThan(3000);
  });

  test("an acknowledgement whose answer is lost is not a failure", async () => {
    bot.discord.state.faults.add({ method: "POST", path: /callback/, kind: "lost-answer" });
    expect(gallery(await answered(find()))).toHaveLength(2);
    bot.discord.state.faults.add({ method: "POST", path: /callback/, kind: "lost-answer" });
    expect(words(await answered(bot.discord.slash("help")))).toContain("/find");
  });

  test("cut connections are tried again", async () => {
    const { faults } = bot.discord.state;
    faults.add({ method: "POST", path: /callback/, kind: "drop" });
    faults.add({ method: "PATCH", path: /@original/, kind: "drop", times: 2 });
    expect(gallery(await answered(find()))).toHaveLength(2);
  });

  test("a message that Discord refuses is shown more plainly", async () => {
    bot.discord.state.faults.add({ method: "PATCH", path: /@original/, kind: "refusal" });
    const message = await answered(find());
    expect(gallery(message)).toHaveLength(0);
    expect(words(message)).toContain("**2.**");
  });

  test("a channel that cannot be looked into is said to whoever asked", async () => {
    const { state } = bot.discord;
    const fault = { method: "GET", path: /\/messages/, kind: "5xx", times: 100 } as const;
    state.faults.add(fault);
    const asked = bot.discord.slash("similar");
    const message = await answered(asked);
    expect(isEphemeral(message)).toBe(true);
    expect(words(message)).toMatch(/does not let me look for a picture just now/);
    const reply = { id: "1", channel_id: state.channelId, attachments: [], embeds: [] };
    const reference = { message_reference: { message_id: "99", channel_id: state.channelId } };
    const clicked = await answered(bot.discord.rightClick("Find lookalikes", { ...reply, ...reference }));
    expect(isEphemeral(clicked)).toBe(true);
    expect(words(clicked)).toMatch(/does not let me look for a picture just now/);
    expect(bot.lines.find((line) => line.includes(asked.id))).toContain("could not be made");
  });

  test("what comes too late is let go, and the next is answered", async () => {
    const { clock, faults } = bot.discord.state;
    const late = find();
    clock.advance(3500);
    await until(() => bot.lines.some((line) => line.includes(late.id)), "log line");
    expect(late.callback).toBeUndefined();
    faults.add({ method: "PATCH", path: /@original/, kind: "429", retryAfterS: 0.5 });
    const expired = find();
    await expired.until(() => expired.callback === 5, "acknowledgement");
    clock.advance(16 * 60_000);
    await until(() => bot.lines.some((line) => line.includes(expired.id)), "log line");
    expect(bot.lines.find((line) => line.includes(expired.id))).toContain("50027");
    expect(gallery(await answered(find()))).toHaveLength(2);
  });
});

describe("packets that make no sense", () => {
  test("are refused where they can be, and end nothing", async () => {
    const { discord } = bot;
    const send = (t: string, d: unknown) => discord.gateway.dispatch(t, d, undefined);
    const anything = fc.anything({ maxDepth: 3, withNullPrototype: false, withBigInt: false });
    const kinds = fc.constantFrom(
      "INTERACTION_CREATE",
      "MESSAGE_CREATE",
      "GUILD_CREATE",
      "CHANNEL_CREATE",
      "NEW_THING",
    );
    fc.assert(
      fc.property(kinds, anything, (t, d) => {
        send(t, d);
      }),
      { numRuns: 300, seed: 4 },
    );
    const asked = discord.slash("find", { query: "dress" });
    expect(gallery(await answered(asked)).length).toBeGreaterThan(0);
  });

  test("interactions that somebody tampered with are each answered or refused", async () => {
    const { discord } = bot;
    const tampering = fc.record({
      kind: fc.constantFrom("slash", "press", "modal", "click"),
      at: fc.nat(),
      junk,
    });
    const ask = ({ kind, at, junk: value }: { kind: string; at: number; junk: unknown }) => {
      const tamper = (event: Json) => tampered(event, at, value, NEEDED);
      const message = {
        id: "77",
        channel_id: discord.state.channelId,
        flags: 0,
        attachments: [],
        components: [],
      };
      if (kind === "press") return discord.press(message, "hb1:more:abcdefgh~1", undefined, { tamper });
      if (kind === "click") return discord.rightClick("Find lookalikes", message, { tamper });
      if (kind === "modal") return discord.submitForm("hb1:refine:abcdefgh~1", "words", "red", { tamper });
      return discord.slash("find", { query: "something nice", count: 1 }, { tamper });
    };
    discord.state.acknowledgeMs = 60_000;
    const samples = fc.sample(tampering, { numRuns: 200, seed: 44 });
    for (let first = 0; first < samples.length; first += 20) {
      const asked = samples.slice(first, first + 20).map(ask);
      await until(() => asked.every(({ callback }) => callback !== undefined), "an answer to each");
    }
    discord.state.acknowledgeMs = 3000;
  }, 120_000);

  test("an interaction without its parts gets an answer all the same", async () => {
    const { discord } = bot;
    const cases = [
      "data",
      "entitlements",
      "authorizing_integration_owners",
      "channel",
      "member",
      "app_permissions",
    ];
    for (const missing of cases) {
      const asked = discord.slash("find", { query: "dress" }, { without: missing });
      const message = await answered(asked);
      expect(isEphemeral(message) || gallery(message).length > 0, missing).toBe(true);
    }
  });
});

test("a bad token is reported, tried again more slowly, and never logged", async () => {
  const { discord } = bot;
  const token = "MTA5.wrong.token-that-nobody-may-log-either";
  await bot.restart({ token });
  expect(bot.adapter.status().state).toBe("down");
  expect(bot.adapter.status().detail).toMatch(/does not know this DISCORD_TOKEN; trying again in \d+ s/);
  const tries = () => discord.state.requests.filter(({ status }) => status === 401).length;
  await until(() => tries() >= 3, "third try");
  expect(bot.lines.join("")).not.toContain(token);
  await bot.restart();
  expect(bot.adapter.status().state).toBe("up");
});

test("the end of the process is said to those who wait", async () => {
  const { discord } = bot;
  await until(() => bot.adapter.status().state === "up", "up");
  const slow = discord.file("slow.png", new Uint8Array(0), "image/png");
  discord.state.slow.add(new URL(String(slow.url)).pathname);
  const waiting = discord.slash("similar", { image: slow });
  await waiting.until(() => waiting.callback === 5, "acknowledgement");
  const timeUp = new AbortController();
  const stopping = bot.adapter.stop(timeUp.signal);
  const late = discord.slash("find", { query: "coat" });
  expect(words(await answered(late))).toMatch(/being restarted/);
  timeUp.abort();
  expect(words(await answered(waiting))).toMatch(/being restarted/);
  await stopping;
  expect(bot.adapter.status().state).toBe("stopped");
  expect(discord.gateway.connected).toBe(0);
});
