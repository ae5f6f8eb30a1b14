import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import type { Command } from "../../src/chat/command.js";
import { createRest } from "../../src/discord/client.js";
import { registrationPayload } from "../../src/discord/registration/payload.js";
import { registerCommands, registrationReport } from "../../src/discord/registration/register.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { DiscordDouble } from "../doubles/discord/double.js";

let discord: DiscordDouble;
beforeEach(async () => {
  discord = await DiscordDouble.start();
});
afterEach(() => discord.stop());

const rest = (token = discord.state.token) =>
  createRest({ token, guildId: undefined, shards: undefined, apiUrl: discord.apiUrl });
const puts = () => discord.state.requests.filter(({ method }) => method === "PUT").length;

describe("the payload", () => {
  test("is made of the command list alone", () => {
    const payload = registrationPayload(COMMANDS, "global");
    expect(payload.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "1 find",
      "1 similar",
      "1 classify",
      "1 help",
      "3 Find lookalikes",
      "3 Classify picture",
    ]);
    expect(payload[0]).toMatchObject({
      integration_types: [0, 1],
      contexts: [0, 1, 2],
      options: expect.arrayContaining([
        expect.objectContaining({ name: "query", type: 3, required: true, max_length: 500 }),
        expect.objectContaining({ name: "image", type: 11 }),
        expect.objectContaining({ name: "colour", type: 3, autocomplete: true }),
        expect.objectContaining({ name: "max", type: 10, min_value: 0 }),
        expect.objectContaining({ name: "count", type: 4, min_value: 1, max_value: 20 }),
        expect.objectContaining({ name: "private", type: 5 }),
      ]),
    });
  });

  test("puts required options first and leaves out of a server what is for all of Discord", () => {
    const command: Command = {
      name: "swap",
      description: "Options in the wrong order",
      options: [
        { name: "later", description: "May be left out", type: "text" },
        { name: "first", description: "Must be there", type: "text", required: true },
      ],
      examples: [],
      needsPicture: false,
      slow: false,
      run: () => Promise.resolve({ kind: "help", private: true }),
    };
    const [payload] = registrationPayload([command], { guildId: "1" });
    expect(payload).not.toHaveProperty("contexts");
    expect(payload).toMatchObject({ options: [{ name: "first" }, { name: "later" }] });
    const tooLong = { ...command, description: "x".repeat(101) };
    expect(() => registrationPayload([tooLong], "global")).toThrow(/101 characters; Discord takes 1 to 100/);
    expect(() => registrationPayload([{ ...command, name: "Swap!" }], "global")).toThrow(
      /no name for Discord/,
    );
  });
});

describe("registering", () => {
  test("writes once, says what is new, and writes nothing the second time", async () => {
    const first = await registerCommands(rest(), COMMANDS, "global");
    expect(first.changes.added).toContain("/find");
    expect(registrationReport(first)).toMatch(
      /new: \/find, \/similar, \/classify, \/help, "Find lookalikes"/,
    );
    const second = await registerCommands(rest(), COMMANDS, "global");
    expect(second.changes).toMatchObject({ added: [], changed: [], removed: [] });
    expect(second.changes.unchanged).toHaveLength(6);
    expect(puts()).toBe(1);
  });

  test("says what changed and what went, for one server too", async () => {
    const scope = { guildId: discord.state.guildId };
    await registerCommands(rest(), COMMANDS, scope);
    const changed = COMMANDS.filter(({ name }) => name !== "classify").map((command) =>
      command.name === "find" ? { ...command, description: "Find something else" } : command,
    );
    const { changes } = await registerCommands(rest(), changed, scope);
    expect(changes).toEqual({
      added: [],
      changed: ["/find"],
      removed: ["/classify", '"Classify picture"'],
      unchanged: ["/similar", "/help", '"Find lookalikes"'],
    });
    expect(discord.state.commands.get(discord.state.guildId)).toHaveLength(4);
  });

  test("keeps the entry point of an Activity", async () => {
    discord.state.commands.set("global", [{ id: "5", type: 4, name: "launch", handler: 2 }]);
    await registerCommands(rest(), COMMANDS, "global");
    expect(discord.state.commands.get("global")?.map(({ type }) => type)).toContain(4);
  });

  test("says when to come back, rather than waiting for hours, where Discord takes no more that day", async () => {
    discord.state.faults.add({ method: "PUT", path: /\/commands$/, kind: "429", retryAfterS: 5 * 3600 });
    await expect(registerCommands(rest(), COMMANDS, "global")).rejects.toThrow(
      /takes no more changes of commands for now; run this again in [56] hours/,
    );
  });

  test("explains a wrong token and a foreign server", async () => {
    await expect(registerCommands(rest("wrong"), COMMANDS, "global")).rejects.toThrow(
      /does not know this DISCORD_TOKEN/,
    );
    await expect(registerCommands(rest(), COMMANDS, { guildId: "42" })).rejects.toThrow(
      /server 42: invite it there/,
    );
  });
});

test("the script registers nothing when it is asked for help or told what it does not know", async () => {
  const script = join(PACKAGE_ROOT, "scripts", "register-discord.ts");
  const env = { ...process.env, DISCORD_TOKEN: discord.state.token, DISCORD_API_URL: discord.apiUrl };
  const run = (args: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", script, ...args], { env });
  expect((await run(["--help"])).stdout).toContain("DISCORD_GUILD_ID");
  await expect(run(["--guild", "5"])).rejects.toMatchObject({
    code: 1,
    stderr: "Unknown option '--guild'; --help shows what there is.\n",
  });
  await expect(run(["5"])).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("argument") });
  expect(discord.state.commands.size).toBe(0);
  expect((await run([])).stdout).toContain("new: /find");
}, 60_000);

test("npm run register:discord runs the build of the script", () => {
  const { scripts } = createRequire(import.meta.url)("../../package.json") as {
    scripts: Record<string, string>;
  };
  expect(scripts["register:discord"]).toBe("node dist/scripts/register-discord.js");
});
