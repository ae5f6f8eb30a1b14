import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createClient } from "../../src/discord/client.js";
import { Connection } from "../../src/discord/connection.js";
import { createLogger } from "../../src/log.js";

test("logins that fail again and again leave nothing behind", async () => {
  const warnings: string[] = [];
  const warned = ({ message }: Error) => warnings.push(message);
  process.on("warning", warned);
  // Nobody listens on port 9 of this machine.
  const settings = {
    token: "MTA5.a.token",
    guildId: undefined,
    shards: undefined,
    apiUrl: "http://127.0.0.1:9/api",
  };
  let logins = 0;
  const connection = new Connection({
    token: settings.token,
    log: createLogger("silent"),
    newClient: () => {
      logins++;
      return createClient(settings);
    },
    retryMs: 0,
  });
  try {
    await connection.start();
    while (logins < 15) await sleep(20);
    // A warning is given in a later turn.
    await sleep(20);
    expect(warnings).toEqual([]);
    expect(connection.status().detail).toMatch(/Discord cannot be reached/);
  } finally {
    await connection.stop();
    process.off("warning", warned);
  }
});
