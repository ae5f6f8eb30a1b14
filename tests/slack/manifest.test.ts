import { readdirSync, readFileSync } from "node:fs";
import { App } from "@slack/bolt";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import { InFlight } from "../../src/chat/in-flight.js";
import { createLogger } from "../../src/log.js";
import type { Bot } from "../../src/slack/bot.js";
import { listen } from "../../src/slack/listeners/index.js";
import { Once } from "../../src/slack/once.js";
import { ownHosts } from "../../src/slack/own-hosts.js";
import { BOT_SCOPES } from "../../src/slack/scopes.js";
import { WorkingSigns } from "../../src/slack/working-sign.js";
import { EVENT_SCOPES, METHOD_SCOPES } from "../doubles/slack/scopes.js";
import { manifest } from "./bot.js";

const log = createLogger("silent");

/** What the code listens to, told by Bolt's own registration. */
function listenedTo() {
  const app = new App({
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    authorize: async () => ({}),
  });
  const spies = {
    event: vi.spyOn(app, "event"),
    command: vi.spyOn(app, "command"),
    shortcut: vi.spyOn(app, "shortcut"),
  };
  const bot: Bot = {
    chat: {
      commands: COMMANDS,
      about: () => ({ catalogue: "", products: 0, model: "" }),
      handle: () => Promise.reject(),
      act: () => Promise.reject(),
      follow: () => Promise.reject(),
      complete: () => [],
    },
    log,
    hosts: ownHosts(undefined),
    once: new Once(),
    inFlight: new InFlight(),
    signs: new WorkingSigns(log),
    sharing: new Set(),
    lookalikeChannels: new Set(),
    fetch,
    installations: undefined,
    tokenRefused: () => {},
    ending: new AbortController().signal,
  };
  listen(app, bot);
  return {
    events: spies.event.mock.calls.map(([name]) => String(name)),
    // Beside the names stands a pattern for commands that are none of ours.
    commands: spies.command.mock.calls.flatMap(([name]) => (typeof name === "string" ? [name] : [])),
    shortcuts: spies.shortcut.mock.calls.map(([constraints]) => constraints),
  };
}

/** Web API methods that the sources call. */
function calledMethods(): string[] {
  const files = readdirSync("src/slack", { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const found = files.flatMap((name) => {
    const source = readFileSync(`src/slack/${name}`, "utf8").replace(/\s+/g, "");
    const calls = [
      ...source.matchAll(
        /(?:client|\))\.((?:auth|chat|conversations|files|reactions|users|views|team|bots)\.[a-zA-Z]+)\(/g,
      ),
    ].map(([, method]) => method ?? "");
    return source.includes(".filesUploadV2(")
      ? [...calls, "files.getUploadURLExternal", "files.completeUploadExternal"]
      : calls;
  });
  return [...new Set(found)];
}

let code: ReturnType<typeof listenedTo>;
beforeAll(() => {
  code = listenedTo();
});

describe("manifest.json", () => {
  test("subscribes to exactly the events that the code listens to", () => {
    const subscribed: string[] = manifest.settings.event_subscriptions.bot_events;
    expect([...new Set(subscribed.map((event) => event.replace(/^message\..*/, "message")))].sort()).toEqual(
      [...code.events].sort(),
    );
  });

  test("names exactly the slash commands of the command list", () => {
    const commands: { command: string }[] = manifest.features.slash_commands;
    expect(commands.map(({ command }) => command).sort()).toEqual([...code.commands].sort());
  });

  test("describes commands in the command list's words", () => {
    for (const command of COMMANDS) {
      expect(manifest.features.slash_commands).toContainEqual(
        expect.objectContaining({ description: command.description }),
      );
    }
  });

  test("has exactly the shortcuts that the code answers", () => {
    const shortcuts: { type: string; callback_id: string; name: string }[] = manifest.features.shortcuts;
    const types: Record<string, string> = { global: "shortcut", message: "message_action" };
    const key = (type: unknown, id: unknown) => `${type} ${id}`;
    expect(shortcuts.map(({ type, callback_id }) => key(types[type], callback_id)).sort()).toEqual(
      code.shortcuts
        .map((one) => (typeof one === "object" && "type" in one ? key(one.type, one.callback_id) : "?"))
        .sort(),
    );
    for (const { name, pictureAction } of COMMANDS.filter((command) => command.pictureAction)) {
      expect(shortcuts).toContainEqual(
        expect.objectContaining({ callback_id: name, name: pictureAction, type: "message" }),
      );
    }
  });

  test("asks for exactly the scopes that events, commands and calls need", () => {
    const scopes: string[] = manifest.oauth_config.scopes.bot;
    const events: string[] = manifest.settings.event_subscriptions.bot_events;
    const methods = calledMethods();
    expect(methods).toEqual(
      expect.arrayContaining(["chat.postMessage", "files.completeUploadExternal", "views.publish"]),
    );
    for (const method of methods) {
      const needed = METHOD_SCOPES[method];
      expect(needed, method).toBeDefined();
      if (needed?.length)
        expect(
          needed.some((scope) => scopes.includes(scope)),
          method,
        ).toBe(true);
    }
    const eventScopes = events.flatMap((event) => EVENT_SCOPES[event] ?? ["unknown"]);
    const allowed = new Set([
      "commands",
      ...eventScopes,
      ...methods.flatMap((method) => METHOD_SCOPES[method] ?? []),
    ]);
    expect(scopes.filter((scope) => !allowed.has(scope))).toEqual([]);
    expect(eventScopes.filter((scope) => !scopes.includes(scope))).toEqual([]);
    expect([...BOT_SCOPES].sort()).toEqual([...scopes].sort());
  });

  test("turns on Socket Mode, interactivity, the home page and messages to the bot, and stays within Slack's limits", () => {
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
    });
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    const { name, description, long_description: long } = manifest.display_information;
    expect([name.length <= 35, description.length <= 140, long.length >= 174 && long.length <= 4000]).toEqual(
      [true, true, true],
    );
    for (const shortcut of manifest.features.shortcuts) expect(shortcut.name.length).toBeLessThanOrEqual(24);
    for (const { command, description: words } of manifest.features.slash_commands) {
      expect(command).toMatch(/^\/[a-z-]{1,31}$/);
      expect(words.length).toBeLessThanOrEqual(2000);
    }
  });
});
