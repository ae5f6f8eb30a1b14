import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "../../src/log.js";
import { withoutSecrets } from "../../src/slack/bolt-log.js";
import { uploadedPicture } from "../../src/slack/files.js";
import { ownHosts } from "../../src/slack/own-hosts.js";
import { createSlackFetch } from "../../src/slack/slack-fetch.js";
import { picture } from "../fixtures/drawn-products.js";

describe("Slack's own hosts", () => {
  test.each([
    ["https://slack.com/api/auth.test", true],
    ["https://files.slack.com/files-pri/T1-F1/coat.jpg", true],
    ["https://hooks.slack.com/commands/T1/1/x", true],
    ["https://shop.enterprise.slack.com/files-pri/T1-F1/coat.jpg", true],
    ["http://files.slack.com/files-pri/T1-F1/coat.jpg", false],
    ["https://files.slack.com:8443/coat.jpg", false],
    ["https://files.slack.com.evil.example/coat.jpg", false],
    ["https://evilslack.com/coat.jpg", false],
    ["https://files.slack.com@evil.example/coat.jpg", false],
    ["https://evil.example\\@files.slack.com/coat.jpg", false],
    ["https://evil.example/https://files.slack.com/", false],
    ["https://evil.example#files.slack.com", false],
    ["https://user:pass@files.slack.com/coat.jpg", false],
    ["https://slack-files.com/T1-F1-abc", false],
    ["https://127.0.0.1/files-pri/", false],
    ["ftp://files.slack.com/coat.jpg", false],
  ])("%s: %s", (url, own) => expect(ownHosts(undefined).owns(new URL(url))).toBe(own));

  test.each([undefined, "https://slack.com/api/", "https://www.slack.com"])(
    "asked at %s have its files and response URLs",
    (apiUrl) => {
      const { owns, trustedOrigins } = ownHosts(apiUrl);
      for (const url of ["https://files.slack.com/x", "https://hooks.slack.com/x"])
        expect(owns(new URL(url)), url).toBe(true);
      expect(owns(new URL("http://slack.com/x"))).toBe(false);
      expect(trustedOrigins).toEqual([]);
    },
  );

  test("with another API address are that address and nothing else", () => {
    const { owns, trustedOrigins } = ownHosts("http://127.0.0.1:4000/api/");
    expect(trustedOrigins).toEqual(["http://127.0.0.1:4000"]);
    expect(owns(new URL("http://127.0.0.1:4000/files-pri/x.jpg"))).toBe(true);
    for (const other of [
      "http://127.0.0.1:4001/x",
      "https://127.0.0.1:4000/x",
      "http://localhost:4000/x",
      "https://files.slack.com/x",
      "http://a@127.0.0.1:4000/x",
    ]) {
      expect(owns(new URL(other)), other).toBe(false);
    }
    expect(ownHosts(undefined).trustedOrigins).toEqual([]);
  });
});

interface Site {
  readonly server: Server;
  readonly origin: string;
  readonly seen: (string | undefined)[];
}

async function site(
  answer: (path: string) => { status: number; headers?: Record<string, string>; body?: Buffer | string },
): Promise<Site> {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    if (request.url?.startsWith("/silent")) return;
    const { status, headers = {}, body = "" } = answer(request.url ?? "");
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const TOKEN = "xoxb-1-tokenthatstayshome";
const log = createLogger("silent");
const never = new AbortController().signal;

let coat: Buffer;
let slack: Site;
let other: Site;
beforeEach(async () => {
  coat = await picture("Coats", "Red");
  other = await site(() => ({ status: 200, headers: { "content-type": "image/jpeg" }, body: coat }));
  slack = await site((path) => {
    if (path.includes("away")) return { status: 302, headers: { location: `${other.origin}/coat.jpg` } };
    if (path.includes("within")) return { status: 302, headers: { location: `${slack.origin}/coat.jpg` } };
    if (path.includes("limited")) return { status: 429, headers: { "retry-after": "600" } };
    if (path.includes("coat")) return { status: 200, body: coat };
    return { status: 200, headers: { "content-type": "application/json" }, body: '{"ok":true}' };
  });
});
afterEach(() => {
  slack.server.closeAllConnections();
  slack.server.close();
  other.server.close();
});

describe("the token", () => {
  const file = (address: string) => ({ id: "F1", mimetype: "image/jpeg", url_private: address });
  const load = (address: string, trusted: readonly string[]) => {
    const hosts = { ...ownHosts(`${slack.origin}/api/`), trustedOrigins: trusted };
    return uploadedPicture(file(address), {
      client: new webApi.WebClient(TOKEN, { slackApiUrl: `${slack.origin}/`, retryConfig: { retries: 0 } }),
      token: TOKEN,
      hosts,
    }).load(never);
  };

  test("goes to Slack for Slack's files, and along where Slack sends to itself", async () => {
    await load(`${slack.origin}/coat.jpg`, [slack.origin]);
    await load(`${slack.origin}/within`, [slack.origin]);
    expect(slack.seen).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
  });

  test("does not follow a redirect away from Slack, even to a place that may be visited", async () => {
    await load(`${slack.origin}/away`, [slack.origin, other.origin]);
    expect(other.seen).toEqual([undefined]);
  });

  test("does not go to an address that a message calls an upload", async () => {
    await load(`${other.origin}/coat.jpg`, [other.origin]);
    expect(other.seen).toEqual([undefined]);
  });

  test("is taken off calls to any other address, and calls never follow redirects", async () => {
    const send = createSlackFetch(ownHosts(`${slack.origin}/api/`), log, never);
    const headers = { Authorization: `Bearer ${TOKEN}` };
    await send(`${other.origin}/upload`, { method: "POST", headers, body: "x" });
    await expect(send(`${slack.origin}/away`, { method: "POST", headers, body: "x" })).rejects.toThrow();
    expect(other.seen).toEqual([undefined]);
    expect(slack.seen).toEqual([`Bearer ${TOKEN}`]);
  });

  test("what says something is not said twice when Slack does not answer in time; what does not is tried again", async () => {
    const send = createSlackFetch(ownHosts(`${slack.origin}/api/`), log, never, 50);
    const answer = await send(`${slack.origin}/silent/chat.postMessage`, { method: "POST" });
    expect(await answer.json()).toEqual({ ok: false, error: "no_answer_in_time" });
    await expect(send(`${slack.origin}/silent/reactions.add`, { method: "POST" })).rejects.toThrow(/timeout/);
  });

  test("a wait that is too long is not waited for", async () => {
    const send = createSlackFetch(ownHosts(`${slack.origin}/api/`), log, never);
    expect((await send(`${slack.origin}/limited`, { method: "POST" })).status).toBe(429);
  });

  test("of any kind is cut out of what the SDK logs", () => {
    expect(
      withoutSecrets(
        "a xoxb-12-ab.c b xoxe.xoxp-1-Mi0yLTEx c xapp-1-A0-1-abc wss://x/link/?ticket=abc-1&app_id=2 xoxo",
      ),
    ).toBe("a [secret] b [secret] c [secret] wss://x/link/?ticket=[secret]&app_id=2 xoxo");
  });
});
