import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { picture } from "../../fixtures/drawn-products.js";
import type { Bot } from "../bot.js";
import { answered, isEphemeral, words } from "../reading.js";
import { bot } from "../shared-bot.js";

let elsewhere: Server;
beforeAll(() => {
  elsewhere = createServer((_, response) => response.end("secret")).listen(0, "127.0.0.1");
});
afterAll(() => elsewhere?.close());

/** What a person is told when something goes wrong: one private sentence, in place of the public "thinking". */
async function apology(...args: Parameters<Bot["discord"]["slash"]>): Promise<string> {
  const asked = bot.discord.slash(...args);
  const message = await answered(asked);
  expect(asked.callback).toBe(5);
  expect(isEphemeral(message)).toBe(true);
  expect(asked.deleted.size, "the public message is gone").toBe(1);
  expect(words(message)).not.toMatch(/\bat .*:\d+|Error|undefined|[{}]|node_modules/);
  expect(words(message).split("\n")).toHaveLength(1);
  return words(message);
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe("each error is one private sentence", () => {
  test("not a picture", async () => {
    const image = bot.discord.file("cv.pdf", bytes("%PDF-1.7 hello"), "application/pdf");
    expect(await apology("similar", { image })).toMatch(/picture|PDF/i);
  });

  test("a damaged picture", async () => {
    const whole = await picture("Coats", "Red");
    const image = bot.discord.file("half.jpg", whole.subarray(0, 200), "image/jpeg");
    expect(await apology("similar", { image })).toMatch(/picture/i);
  });

  test("too large, before anything is fetched", async () => {
    const image = { ...bot.discord.file("big.png", bytes("x")), size: 26 * 1024 * 1024 };
    const said = await apology("similar", { image });
    expect(said).toMatch(/too (large|big)|25|MB|MiB/i);
    expect(said).toContain("big.png");
  });

  test("an unreachable link, and one to a private address", async () => {
    expect(await apology("similar", { link: `${bot.discord.origin}/nothing.png` })).toMatch(/link/);
    const address = elsewhere.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await apology("similar", { link: `http://127.0.0.1:${port}/a.png` })).toMatch(/link|address/i);
  });

  test("nothing that fits", async () => {
    expect(await apology("find", { query: "coat", colour: "turquoise" })).toMatch(/turquoise/);
  });

  test("too many requests from one person", async () => {
    const userId = "5001";
    for (let turn = 0; turn < 3; turn++) {
      await answered(bot.discord.slash("find", { query: "coat" }, { userId }));
    }
    expect(await apology("find", { query: "coat" }, { userId })).toMatch(/Too many requests from you.*\d+ s/);
  });

  test("nothing close is said publicly, with the nearest", async () => {
    const asked = bot.discord.slash("find", { query: "a lawn mower with a petrol engine" });
    expect(words(await answered(asked))).toMatch(/Nothing like that|### A lawn mower/);
  });
});

test("text of strangers formats nothing and mentions nobody", async () => {
  const query =
    '@everyone <@123> [x](https://evil.example) **bold** `code` ||spoiler|| "https://evil.example" # h';
  const message = await answered(bot.discord.slash("find", { query }));
  const [heading = ""] = words(message).split("\n");
  expect(heading).toContain("\\@everyone \\<\\@123>");
  expect(heading).toContain(
    "\\[x\\](https\\://evil.example) \\*\\*bold\\*\\* \\`code\\` \\||spoiler\\|| https\\://evil.example # h",
  );
  expect(message.json.sent_allowed_mentions).toEqual({ parse: [], replied_user: false });
});

test("no log line has the token or an interaction's", () => {
  const log = bot.lines.join("");
  expect(log).toContain("logged in as");
  expect(log).not.toContain(bot.discord.state.token);
  for (const { token } of bot.discord.state.interactions.values()) expect(log).not.toContain(token);
});
