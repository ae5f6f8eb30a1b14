import { afterAll, beforeAll, expect, test } from "vitest";
import { Bot } from "../slack/bot.js";
import { crowd } from "../slack/crowd.js";

let bot: Bot;
beforeAll(async () => {
  bot = await Bot.start();
});
afterAll(() => bot.stop());

test("25 people for a minute, with dropped sockets, rate limits and stumbles", async () => {
  const { server } = bot.slack;
  let renews = false;
  const trouble = setInterval(() => {
    server.faults.push(
      { method: "chat.postMessage", status: 429, retryAfter: 1, times: 1 },
      { method: "files.completeUploadExternal", status: 503, times: 1 },
    );
    // In turn as Slack renews connections, and as networks fail.
    renews = !renews;
    for (const socket of server.sockets) {
      if (renews) socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
      else socket.terminate();
    }
  }, 10_000);
  try {
    const report = await crowd(bot, 25, 60_000);
    console.log(report);
    expect(report).toMatchObject({ lost: 0, doubled: 0, unacknowledged: 0 });
    expect(bot.slack.workspace.reactions.size).toBe(0);
  } finally {
    clearInterval(trouble);
  }
}, 180_000);
