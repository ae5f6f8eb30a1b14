import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Product } from "../../src/catalogue/catalogue.js";
import { LIMITS } from "../../src/limits.js";
import type { Hit } from "../../src/search/query.js";
import type { Shop } from "../../src/shop.js";
import type { Json } from "../doubles/slack/check-blocks.js";
import { buttonsOf } from "../doubles/slack/forms.js";
import { eventually, json } from "./reading.js";
import { bot, coat, shop, useNewBots } from "./shared-bot.js";

const start = useNewBots();

const calls = (method: string) => bot.slack.workspace.calls.filter((call) => call.method === method);
const state = () => bot.adapter.status().state;

describe("rate limits", () => {
  test("are waited out, and hold up nobody else", async () => {
    await start();
    bot.slack.server.faults.push({ method: "chat.postMessage", status: 429, retryAfter: 2, times: 1 });
    const limited = await bot.slack.post({ channel: "C0LISTED00", files: [bot.slack.upload(coat)] });
    await eventually(() => expect(calls("chat.postMessage").map(({ result }) => result)).toEqual(["429"]));
    const limitedAt = Date.now();
    const free = await bot.slack.post({ channel: "C0PUBLIC00", text: "<@U0BOT00000> find blue dress" });
    const [first] = await bot.cards(free.ts);
    expect((first?.at ?? 0) - limitedAt).toBeLessThan(2000);
    const [second] = await bot.cards(limited.ts);
    expect((second?.at ?? 0) - limitedAt).toBeGreaterThanOrEqual(1900);
    await bot.quiet();
    expect(await bot.cards(limited.ts)).toHaveLength(1);
  });

  test("on the working sign still take it away", async () => {
    await start();
    bot.slack.server.faults.push({ method: "reactions.remove", status: 429, retryAfter: 1, times: 1 });
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.cards(post.ts);
    await eventually(() =>
      expect(bot.slack.workspace.reactionLog.map(({ change }) => change)).toEqual(["add", "remove"]),
    );
  });
});

describe("stumbles of Slack", () => {
  test.each(["chat.postMessage", "files.getUploadURLExternal", "files.completeUploadExternal", "upload"])(
    "in %s are tried again",
    async (method) => {
      await start();
      bot.slack.server.faults.push({ method, status: 503, times: 2 });
      const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
      await bot.cards(post.ts);
      await bot.quiet();
      expect(bot.slack.workspace.answers({ threadTs: post.ts })).toHaveLength(2);
    },
  );

  test("in a response_url are tried again, or gone around", async () => {
    await start();
    bot.slack.server.faults.push({ method: "response_url", status: 500, times: 1 });
    await bot.slack.command("/find", "blue dress", { user: "U0ONCE0000" });
    expect(await bot.answers({ to: "U0ONCE0000" })).toMatchObject([{ via: "response_url" }]);
    bot.slack.server.faults.push({ method: "response_url", status: 500, times: 9 });
    await bot.slack.command("/find", "blue dress", { user: "U0GONE0000" });
    expect(await bot.answers({ to: "U0GONE0000" })).toMatchObject([{ via: "chat.postEphemeral" }]);
  });

  test("over pictures leave the words", async () => {
    await start();
    bot.slack.server.faults.push({
      method: "files.getUploadURLExternal",
      status: 200,
      error: "internal_error",
      times: 1,
    });
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    const [cards] = await bot.cards(post.ts);
    expect(json(cards)).toContain("Red Winter Coat");
  });

  test("over too much in one message bring it in several", async () => {
    const long = { title: "Coat ".repeat(60), url: `https://shop.example/${"a".repeat(900)}` };
    await start({ shop: withProducts(() => long) });
    const direct = await bot.slack.post({ text: "coat count:20" });
    await bot.slack.command("/find", "coat count:20", { user: "U0LONG0000" });
    const parts = [await bot.cards(direct.ts, 2), await bot.answers({ to: "U0LONG0000" }, 2)];
    for (const messages of parts) {
      const ids = messages.flatMap(({ blocks }) => buttonsOf(blocks).map(({ action_id }) => action_id));
      expect(ids.filter((id) => /hb:like:/.test(String(id))).length).toBeGreaterThan(10);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.at(-1)).toMatch(/hb:(?:refine|share)/);
    }
  });

  test("over a sheet in blocks leave the words", async () => {
    await start();
    const { api } = bot.slack.server;
    const rules = vi
      .spyOn(api, "rules", "get")
      .mockReturnValue({ slackFile: () => false, imageUrl: () => true });
    await bot.slack.command("/find", "blue dress", { user: "U0NOFILE00" });
    const [answer] = await bot.answers({ to: "U0NOFILE00" });
    expect(json(answer)).toContain("Blue Dress");
    expect(json(answer)).not.toContain("slack_file");
    rules.mockRestore();
  });

  test("over the place: whoever asks where we may not write is told directly", async () => {
    await start();
    bot.slack.workspace.joined.delete("C0LISTED00");
    await bot.slack.post({ channel: "C0LISTED00", user: "U0ARCHIVE0", files: [bot.slack.upload(coat)] });
    const [told] = await bot.answers({ channel: bot.slack.workspace.direct("U0ARCHIVE0") });
    expect(told?.text).toMatch(/may not write there/);
  });

  test.each([
    ["thread_not_found", /message .* is gone/],
    ["restricted_action_thread_locked", /may not write there/],
  ])("over a thread that is no more (%s) are told directly", async (error, sentence) => {
    await start();
    for (const method of ["files.completeUploadExternal", "chat.postMessage", "chat.postEphemeral"])
      bot.slack.server.faults.push({ method, status: 200, error, times: 1 });
    const user = "U0DELETED0";
    await bot.slack.post({ channel: "C0LISTED00", user, files: [bot.slack.upload(coat)] });
    const [told] = await bot.answers({ channel: bot.slack.workspace.direct(user) });
    expect(told?.text).toMatch(sentence);
  });
});

/** The shop as if its catalogue had public pictures. */
const withPublicPictures = (extension: string) =>
  withProducts(({ entry }) => ({ pictureUrl: `https://shop.example/${entry.row}.${extension}` }));

/** The shop as if its products were otherwise. */
function withProducts(otherwise: (hit: Hit) => Partial<Product>) {
  const published = (hit: Hit): Hit => {
    const product = { ...hit.entry.product, ...otherwise(hit) };
    const { entry } = hit;
    return {
      ...hit,
      entry: new Proxy(entry, {
        get(target, name) {
          if (name === "product") return product;
          const value: unknown = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        },
      }),
    };
  };
  return (open: Shop): Shop => ({
    ...open,
    searcher: {
      warmUp: () => open.searcher.warmUp(),
      refine: (...question) => open.searcher.refine(...question),
      withoutRoles: (...said) => open.searcher.withoutRoles(...said),
      async search(...question) {
        const result = await open.searcher.search(...question);
        return { ...result, hits: result.hits.map(published) };
      },
    },
  });
}

describe("public pictures", () => {
  test("stand beside their cards, and nothing is uploaded", async () => {
    await start({ shop: withPublicPictures("jpg") });
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    const [cards] = await bot.cards(post.ts);
    expect(cards?.blocks.filter(({ type }) => type === "image")).toHaveLength(6);
    expect(calls("files.getUploadURLExternal")).toEqual([]);
    await bot.slack.command("/find", "red coat", { user: "U0LINKS000" });
    const [answer] = await bot.answers({ to: "U0LINKS000" });
    expect(answer?.blocks.filter(({ type }) => type === "image").length).toBeGreaterThan(1);
  });

  test("for which the home page has no room come directly", async () => {
    await start({ shop: withPublicPictures("jpg") });
    const user = "U0ATHOME00";
    await bot.slack.openHome(user);
    await bot.slack.useHome({ type: "button", action_id: "hb:picture", value: "open" }, user);
    await eventually(() => expect(bot.slack.workspace.views.at(-1)?.user).toBe(user));
    const names = ["a.jpg", "b.jpg", "c.jpg", "d.jpg"];
    const files = names.map((name) => bot.slack.shown(bot.slack.upload(coat, { name })));
    await bot.slack.submit({ picture: { files }, words: { value: "count:20" } }, user);
    const rest = await bot.answers({ channel: bot.slack.workspace.direct(user) });
    const page = JSON.stringify(bot.slack.workspace.homes.get(user));
    const shown = names.filter((name) => page.includes(`Lookalikes · ${name}`));
    expect(shown.length).toBeGreaterThan(0);
    expect(names.filter((name) => JSON.stringify(rest).includes(`Lookalikes · ${name}`))).toEqual(
      names.slice(shown.length),
    );
  });

  test("of a kind that Slack does not show become a sheet", async () => {
    await start({ shop: withPublicPictures("webp") });
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.cards(post.ts);
    expect(calls("files.completeUploadExternal").map(({ result }) => result)).toEqual(["ok"]);
  });

  test("of the shop's own network become a sheet at once: Slack is not sent there", async () => {
    await start({ shop: withProducts(({ entry }) => ({ pictureUrl: `http://10.0.0.5/${entry.row}.jpg` })) });
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    const [cards] = await bot.cards(post.ts);
    expect(json(cards)).not.toContain("image_url");
    expect(calls("chat.postMessage").map(({ result }) => result)).toEqual(["ok"]);
    expect(calls("files.completeUploadExternal").map(({ result }) => result)).toEqual(["ok"]);
  });

  test("that Slack cannot fetch become a sheet, in a thread and privately", async () => {
    await start({ shop: withPublicPictures("broken.jpg") });
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    const [cards] = await bot.cards(post.ts);
    expect(json(cards)).not.toContain("image_url");
    expect(calls("chat.postMessage").map(({ result }) => result)).toEqual(["invalid_blocks", "ok"]);
    expect(bot.slack.workspace.answers({ threadTs: post.ts })).toHaveLength(2);
    await bot.slack.command("/find", "red coat", { user: "U0BROKEN00" });
    const [answer] = await bot.answers({ to: "U0BROKEN00" });
    expect(json(answer)).toContain("slack_file");
  });
});

describe("the socket", () => {
  test("that drops is opened again at once, and nothing is lost", async () => {
    await start();
    for (const socket of bot.slack.server.sockets) socket.terminate();
    await eventually(() => expect(bot.slack.server.sockets.size).toBe(1));
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.cards(post.ts);
    expect(state()).toBe("up");
  });

  test("that Slack wants renewed is renewed; what was being answered is answered once", async () => {
    await start();
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    for (const socket of bot.slack.server.sockets)
      socket.send(
        JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: { host: "x" } }),
      );
    await eventually(() => expect(bot.slack.server.socketsOpened).toBe(2));
    await bot.cards(post.ts);
    const later = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.cards(later.ts);
    await bot.quiet();
    expect(bot.slack.workspace.answers({ threadTs: post.ts })).toHaveLength(2);
  });

  test("that Slack wants renewed answers on until there is another", async () => {
    await start();
    bot.slack.server.faults.push({ method: "apps.connections.open", status: 503, times: 2 });
    for (const socket of bot.slack.server.sockets)
      socket.send(JSON.stringify({ type: "disconnect", reason: "warning" }));
    await eventually(() => expect(state()).toBe("down"));
    await bot.slack.command("/find", "coat count:1", { user: "U0MEANWHIL" });
    expect(bot.slack.server.socketsOpened).toBe(1);
    await bot.answers({ to: "U0MEANWHIL" });
    await eventually(() => expect(state()).toBe("up"));
  });

  test("is not renewed with a bot token that was taken back, which the status says", async () => {
    await start();
    bot.slack.server.faults.push({ method: "auth.test", status: 200, error: "token_revoked", times: 1 });
    for (const socket of bot.slack.server.sockets)
      socket.send(JSON.stringify({ type: "disconnect", reason: "warning" }));
    await eventually(() => expect(bot.adapter.status().detail).toMatch(/token_revoked.*again/));
    await eventually(() => expect(state()).toBe("up"));
  });

  test("is tried again and again while Slack is down, and comes back by itself", async () => {
    await start();
    bot.slack.server.offline = true;
    for (const socket of bot.slack.server.sockets) socket.terminate();
    await eventually(() => expect(state()).toBe("down"));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(state()).toBe("down");
    bot.slack.server.offline = false;
    await eventually(() => expect(state()).toBe("up"));
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.cards(post.ts);
  });

  test("survives messages that make no sense", async () => {
    await start();
    const [socket] = bot.slack.server.sockets;
    const odd = [
      "",
      "null",
      "[]",
      "1",
      '"x"',
      "{",
      '{"type":"events_api"}',
      '{"type":"events_api","payload":null}',
      '{"type":"events_api","payload":{"event":null}}',
      '{"type":"events_api","envelope_id":"1","payload":{"event":{"type":"message"}}}',
      '{"type":"interactive","envelope_id":"2","payload":{"type":"block_actions","actions":[{}],"user":{"id":"U1"},"team":null}}',
      '{"type":"interactive","envelope_id":"3","payload":{"type":"view_submission","view":{}}}',
      '{"type":"slash_commands","envelope_id":"4","payload":{"command":"/find"}}',
      '{"type":"events_api","payload":{"event":{"type":"close"}}}',
    ];
    for (const text of odd) socket?.send(text);
    socket?.send(Buffer.from([1, 2, 3]));
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.cards(post.ts);
    expect(state()).toBe("up");
  });
});

describe("deliveries of any shape", () => {
  const user = { id: "U0FUZZ0000", name: "x", team_id: "T0HABERDAS" };
  const team = { id: "T0HABERDAS", domain: "shop" };
  const templates: readonly [string, Json][] = [
    [
      "events_api",
      {
        type: "event_callback",
        event_id: "Ev1",
        team_id: "T0HABERDAS",
        event: {
          type: "message",
          channel: "D0FUZZ0000",
          channel_type: "im",
          user: "U0FUZZ0000",
          text: "coat count:1",
          ts: "1.1",
          files: [{ id: "F1", url_private: "https://files.slack.com/x", mimetype: "image/png" }],
        },
      },
    ],
    [
      "events_api",
      {
        type: "event_callback",
        event_id: "Ev2",
        team_id: "T0HABERDAS",
        event: { type: "app_home_opened", user: "U0FUZZ0000", tab: "home", channel: "D1" },
      },
    ],
    [
      "slash_commands",
      {
        command: "/find",
        text: "coat count:1",
        user_id: "U0FUZZ0000",
        channel_id: "C0PUBLIC00",
        team_id: "T0HABERDAS",
        trigger_id: "1.1",
        response_url: "https://hooks.slack.com/x",
      },
    ],
    [
      "interactive",
      {
        type: "block_actions",
        user,
        team,
        trigger_id: "1.1",
        channel: { id: "C0PUBLIC00" },
        container: { type: "message", message_ts: "1.1" },
        message: { ts: "1.1" },
        actions: [{ type: "button", action_id: "hb:more", value: "hb1:more:abc", block_id: "b" }],
      },
    ],
    [
      "interactive",
      {
        type: "view_submission",
        user,
        team,
        view: {
          id: "V1",
          type: "modal",
          callback_id: "picture",
          private_metadata: "{}",
          state: { values: { picture: { file: { type: "file_input", files: [{ id: "F1" }] } } } },
        },
      },
    ],
    [
      "interactive",
      {
        type: "message_action",
        callback_id: "similar",
        user,
        team,
        trigger_id: "1.1",
        channel: { id: "C0PUBLIC00" },
        message: { ts: "1.1", files: [{ id: "F1" }] },
        response_url: "https://hooks.slack.com/x",
      },
    ],
  ];

  /** The template with one of its values replaced by anything. */
  function mutated(value: unknown, path: number, by: unknown): unknown {
    let at = path;
    const walk = (part: unknown): unknown => {
      if (at-- === 0) return by;
      if (Array.isArray(part)) return part.map(walk);
      if (typeof part !== "object" || part === null) return part;
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
    };
    return walk(value);
  }

  test("never end the process or the connection", async () => {
    await start();
    const [socket] = bot.slack.server.sockets;
    const shapes = fc.tuple(fc.constantFrom(...templates), fc.nat({ max: 30 }), fc.jsonValue());
    for (const [[type, template], path, by] of fc.sample(shapes, { numRuns: 200, seed: 11 })) {
      socket?.send(
        JSON.stringify({ type, envelope_id: `fuzz-${Math.random()}`, payload: mutated(template, path, by) }),
      );
    }
    const post = await bot.slack.post({ text: "red coat count:1" });
    await bot.cards(post.ts);
    await bot.quiet(500);
    expect(state()).toBe("up");
    expect(bot.slack.server.socketsOpened).toBe(1);
    expect(bot.lines.filter((line) => line.includes("unhandled"))).toEqual([]);
  });
});

describe("logging in", () => {
  test.each([
    ["a bot token", { botToken: "xoxb-9999-wrong-bot-token" }, /SLACK_BOT_TOKEN/],
    ["an app token", { appToken: "xapp-9999-wrong-app-token" }, /SLACK_APP_TOKEN/],
  ])(
    "with %s that Slack refuses: down, no crash, no token told, and tried again",
    async (_, settings, named) => {
      await start({ settings });
      expect(bot.adapter.status()).toMatchObject({
        state: "down",
        detail: expect.stringMatching(/invalid_auth.*again/),
      });
      expect(bot.adapter.status().detail).toMatch(named);
      const before = bot.slack.workspace.calls.length;
      await eventually(() => expect(bot.slack.workspace.calls.length).toBeGreaterThan(before));
      expect(bot.lines.join("\n")).not.toMatch(/9999/);
    },
  );

  test.each([false, true])(
    "with a token that Slack takes back meanwhile (HTTP: %s): down, and back with it",
    async (http) => {
      await start({ http });
      bot.slack.workspace.removed = true;
      await bot.slack.post({ text: "coat" });
      await eventually(() =>
        expect(bot.adapter.status()).toMatchObject({
          state: "down",
          detail: expect.stringMatching(/SLACK_BOT_TOKEN \(account_inactive\).*again/),
        }),
      );
      bot.slack.workspace.removed = false;
      await eventually(() => expect(state()).toBe("up"));
    },
  );

  test("to a Slack that cannot be reached: down", async () => {
    const alone = await start({ settings: { apiUrl: "http://127.0.0.1:9/api/" } });
    expect(alone.adapter.status().state).toBe("down");
  });

  test("to a Slack that says no hello is given up after a while, and tried again", async () => {
    await start();
    bot.slack.server.mute = true;
    for (const socket of bot.slack.server.sockets) socket.terminate();
    await eventually(() => expect(bot.adapter.status().detail).toMatch(/hello in time.*again/));
    bot.slack.server.mute = false;
    await eventually(() => expect(state()).toBe("up"));
  });

  test.each([
    ["without a slash at the end", (url: string) => url.replace(/\/$/, "")],
    ["without a path", (url: string) => new URL(url).origin],
  ])("at an address %s works, too", async (_, change) => {
    const first = await start();
    await first.adapter.stop(AbortSignal.timeout(500));
    await first.restart({ settings: { apiUrl: change(first.slack.server.apiUrl) } });
    expect(state()).toBe("up");
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.cards(post.ts);
  });

  test("with fewer scopes says which are missing", async () => {
    await start({
      double: { scopes: ["chat:write", "im:history", "files:read", "files:write"], events: ["message.im"] },
    });
    expect(bot.lines.join("\n")).toMatch(/lacks scopes/);
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.cards(post.ts);
  });
});

describe("stopping", () => {
  test("does not wait for a Slack that does not answer while connecting", async () => {
    await start();
    bot.slack.server.silent = true;
    for (const socket of bot.slack.server.sockets) socket.terminate();
    await eventually(() => expect(bot.slack.server.unanswered).toBeGreaterThan(0));
    const before = Date.now();
    await bot.adapter.stop(AbortSignal.timeout(500));
    expect(Date.now() - before).toBeLessThan(LIMITS.shutdownMs);
    expect(state()).toBe("stopped");
  });

  test("finishes what is being answered", async () => {
    await start();
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.adapter.stop(AbortSignal.timeout(8000));
    expect(state()).toBe("stopped");
    expect(await bot.cards(post.ts)).toHaveLength(1);
    expect(bot.slack.workspace.reactions.size).toBe(0);
  });

  test("apologises for what would take too long", async () => {
    await start();
    const stuck = vi.spyOn(shop.engine, "encodeImages").mockImplementation(
      (_, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener("abort", () => reject(options.signal?.reason));
        }),
    );
    const post = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await eventually(() => expect(stuck).toHaveBeenCalled());
    await bot.adapter.stop(AbortSignal.timeout(300));
    stuck.mockRestore();
    const [told] = await bot.cards(post.ts);
    expect(told?.text).toMatch(/being restarted/);
    expect(bot.slack.workspace.reactions.size).toBe(0);
  });
});
