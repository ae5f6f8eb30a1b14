import fc from "fast-check";
import { expect, test } from "vitest";
import { readConfig } from "../../src/config.js";

const shardsOf = (setting: string) =>
  readConfig({ DISCORD_TOKEN: "token", DISCORD_SHARDS: setting }).discord?.shards;

const share = fc
  .tuple(fc.nat(500), fc.nat(500), fc.nat(500))
  .map(([first, more, beyond]) => ({ first, last: first + more, total: first + more + beyond + 1 }));

test("DISCORD_SHARDS: a share is read as it is written", () => {
  fc.assert(
    fc.property(share, ({ first, last, total }) => {
      expect(shardsOf(`${first}-${last}/${total}`)).toEqual({ first, last, total });
      expect(shardsOf(`${first}/${total}`)).toEqual({ first, last: first, total });
      expect(shardsOf(String(total))).toEqual({ first: 0, last: total - 1, total });
    }),
  );
  expect(shardsOf("auto")).toBe("auto");
  expect(shardsOf("")).toBeUndefined();
});

test("DISCORD_SHARDS: a share outside of the total, and whatever else is no share, is refused with what to write", () => {
  const sentence =
    /^DISCORD_SHARDS must be "auto", a whole number above 0, or a share such as "0-3\/16", not /;
  fc.assert(
    fc.property(share, ({ first, last, total }) => {
      expect(() => shardsOf(`${first}-${last + total}/${total}`)).toThrow(sentence);
      expect(() => shardsOf(`${last + 1}-${first}/${total}`)).toThrow(sentence);
    }),
  );
  for (const wrong of ["0", "-1", "1.5", "all", "0-3", "0-3/", "/16", "3-1/16", "16/16", "0-3/16/2"]) {
    expect(() => shardsOf(wrong)).toThrow(sentence);
  }
});

test("DISCORD_SHARDS: what is no share is refused while Discord is off, too", () => {
  expect(() => readConfig({ DISCORD_SHARDS: "3-1/16" })).toThrow(/^DISCORD_SHARDS must be /);
  expect(readConfig({ DISCORD_SHARDS: "0-3/16" }).discord).toBeUndefined();
});

test("CATALOGUE: a password is kept from the log wherever in the address it stands", () => {
  for (const address of ["postgres://shop:p%2Fw@db/shop", "postgres://db/shop?user=shop&password=p%2Fw"]) {
    expect(readConfig({ CATALOGUE: address }).secrets, address).toEqual(["p%2Fw", "p/w"]);
  }
});

test("REDIS_URL: its password is kept from the log, as it is written and as it is meant", () => {
  const { redisUrl, secrets } = readConfig({ REDIS_URL: "redis://:p%2Fw%20d@localhost:6379/2" });
  expect(redisUrl).toBe("redis://:p%2Fw%20d@localhost:6379/2");
  expect(secrets).toEqual(
    expect.arrayContaining(["redis://:p%2Fw%20d@localhost:6379/2", "p%2Fw%20d", "p/w d"]),
  );
  expect(() => readConfig({ REDIS_URL: "redis://:100%@localhost" })).toThrow(
    /REDIS_URL has a % that stands for nothing/,
  );
  expect(() => readConfig({ REDIS_URL: "http://localhost" })).toThrow(/REDIS_URL is wrong/);
});

test("what a setting cannot be is refused with what to write", () => {
  const refused: [string, string, string][] = [
    ["WEB_PORT", "abc", "write a whole number from 0 to 65535"],
    ["WEB_PORT", "70000", "write a whole number from 0 to 65535"],
    [
      "SLACK_LOOKALIKE_CHANNELS",
      "C024BE91L, general",
      "write ids of channels, such as C024BE91L (docs/slack.md)",
    ],
    ["SLACK_PORT", "80.5", "write a whole number from 0 to 65535"],
    ["CLIP_WORKERS", "0", "write a whole number from 1 to 16"],
    ["LOG_LEVEL", "verbose", "write one of fatal, error, warn, info, debug, trace, silent"],
    ["HF_ENDPOINT", "huggingface.co", "write an address that begins with https:// or http://"],
    ["REDIS_URL", "localhost:6379", "write an address that begins with redis:// or rediss://"],
    ["SAFE_CATALOGUE", "yes", "write 1 or 0"],
  ];
  for (const [setting, value, advice] of refused) {
    expect(() => readConfig({ [setting]: value }), value).toThrow(
      `The setting ${setting} is wrong: ${advice}.`,
    );
  }
});

test("WEB_HOST: every address of this machine alone needs no WEB_TOKEN, all others do", () => {
  for (const host of ["127.0.0.1", "127.0.0.2", "localhost", "Localhost", "::1", "[::1]"]) {
    expect(readConfig({ WEB_HOST: host }).web.host).toBe(host === "[::1]" ? "::1" : host);
  }
  for (const host of ["0.0.0.0", "::", "[::]", "192.168.1.5", "127.0.0.1.example.com", "shop.example"]) {
    expect(() => readConfig({ WEB_HOST: host }), host).toThrow("set WEB_TOKEN to a long secret");
  }
});
