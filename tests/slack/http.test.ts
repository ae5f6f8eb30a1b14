import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Installation } from "@slack/bolt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { InstallationsOnDisk } from "../../src/slack/installations.js";
import { bot, coat, useNewBots } from "./shared-bot.js";

const start = useNewBots({ http: true });

const url = () => bot.slack.requestUrl ?? "";
const post = (body: string, headers: Record<string, string>, type = "application/json") =>
  fetch(url(), { method: "POST", body, headers: { "content-type": type, ...headers } });
const event = JSON.stringify({
  type: "event_callback",
  event_id: "Ev1",
  team_id: "T0HABERDAS",
  event: {
    type: "message",
    channel: "D0ANNA0000",
    channel_type: "im",
    user: "U0ANNA0000",
    text: "red coat",
    ts: "1.1",
  },
});

describe("HTTP mode", () => {
  test("answers posts, commands, buttons and modals as Socket Mode does", async () => {
    await start();
    const said = await bot.slack.post({ files: [bot.slack.upload(coat)], again: 2 });
    const [cards] = await bot.cards(said.ts);
    await bot.slack.command("/find", "blue dress", { user: "U0HTTP0000" });
    expect(await bot.answers({ to: "U0HTTP0000" })).toHaveLength(1);
    if (cards) await bot.slack.press(cards, "hb:more");
    await bot.cards(said.ts, 2);
    await bot.slack.command("/classify", "coat, puma", { user: "U0HTTP0000" });
    await vi.waitFor(() => expect(bot.slack.workspace.views).toHaveLength(1));
    const sent = await bot.slack.submit(
      { picture: { files: [bot.slack.shown(bot.slack.upload(coat))] } },
      "U0HTTP0000",
    );
    expect(sent.ackedAfterMs).toBeLessThan(3000);
    await bot.answers({ to: "U0HTTP0000" }, 2);
    await bot.quiet();
    expect(await bot.cards(said.ts)).toHaveLength(2);
    expect(bot.slack.deliveries.every(({ ackedAfterMs }) => ackedAfterMs !== undefined)).toBe(true);
  });

  test("refuses bad signatures, old timestamps and bodies that make no sense, and goes on", async () => {
    await start();
    const now = Math.floor(Date.now() / 1000);
    const { slack } = bot;
    const signed = (body: string) => slack.signature(body);
    expect((await post(event, slack.signature(event, now, "wrong"))).status).toBe(401);
    expect((await post(event, slack.signature(event, now - 301))).status).toBe(401);
    expect((await post(`${event} `, signed(event))).status).toBe(401);
    expect((await post(event, {})).status).toBe(401);
    for (const body of ["null", "[]", "1", "{", ""])
      expect((await post(body, signed(body))).status, body).toBe(400);
    expect(
      (await post("payload=null", signed("payload=null"), "application/x-www-form-urlencoded")).status,
    ).toBe(400);
    expect((await fetch(url().replace("/slack/events", "/elsewhere"))).status).toBe(404);
    expect((await fetch(url())).status).toBe(404);
    const huge = "x".repeat(5 * 1024 * 1024);
    expect(
      await post(huge, { ...signed(huge), connection: "close" }).then(
        ({ status }) => status,
        () => "cut off",
      ),
    ).toSatisfy((result) => result === 413 || result === "cut off");
    expect(slack.workspace.calls.some(({ method }) => method === "chat.postMessage")).toBe(false);
    const challenge = JSON.stringify({ type: "url_verification", challenge: "abc" });
    expect(await (await post(challenge, signed(challenge))).json()).toEqual({ challenge: "abc" });
    expect((await post(event, signed(event))).status).toBe(200);
    await bot.answers({ channel: "D0ANNA0000" });
  });

  test("waits for a port that is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, () => resolve()));
    const { port } = other.address() as AddressInfo;
    await start({ settings: { port } });
    expect(bot.adapter.status()).toMatchObject({
      state: "down",
      detail: expect.stringMatching(/EADDRINUSE/),
    });
    await new Promise((resolve) => other.close(resolve));
    await vi.waitFor(() => expect(bot.adapter.status().state).toBe("up"), { timeout: 10_000 });
  });
});

describe("several workspaces", () => {
  const oauth = { clientId: "111.222", clientSecret: "clientsecretvalue", stateSecret: "statesecretvalue" };

  /** Goes through Slack's pages as an administrator does. */
  async function install(): Promise<Response> {
    const base = url().replace("/slack/events", "");
    const page = await fetch(`${base}/slack/install`);
    const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
    const link =
      /https:\/\/slack\.com\/oauth\/v2\/authorize\?[^"]+/
        .exec(await page.text())?.[0]
        .replaceAll("&amp;", "&") ?? "";
    const asked = new URL(link);
    expect(asked.searchParams.get("scope")?.split(",")).toEqual(
      expect.arrayContaining(["chat:write", "files:read"]),
    );
    const state = encodeURIComponent(asked.searchParams.get("state") ?? "");
    return fetch(`${base}/slack/oauth_redirect?code=good-code&state=${state}`, { headers: { cookie } });
  }

  test("are installed, answered after a restart, and forgotten when they leave", async () => {
    await start({ settings: { botToken: undefined, oauth } });
    expect(bot.adapter.status().detail).toMatch(/^0 workspaces/);
    expect((await install()).status).toBe(200);
    const folder = join(bot.stateDir, "slack", "installations");
    expect(await readdir(folder)).toEqual(["T0HABERDAS.json"]);
    expect((await stat(join(folder, "T0HABERDAS.json"))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    await bot.restart();
    expect(bot.adapter.status().detail).toMatch(/^1 workspace/);
    const said = await bot.slack.post({ files: [bot.slack.upload(coat)] });
    await bot.cards(said.ts);
    await bot.quiet(); // once removed, it cannot take its working sign away any more
    bot.slack.workspace.removed = true;
    await bot.slack.event({ type: "app_uninstalled" });
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual([]));
    const later = await bot.slack.post({ text: "red coat" });
    await bot.quiet();
    expect(bot.slack.workspace.answers({ threadTs: later.ts })).toEqual([]);
  });

  test("are not forgotten when they are back before Slack tells that they left", async () => {
    await start({ settings: { botToken: undefined, oauth } });
    await install();
    bot.slack.workspace.removed = true;
    await install();
    await bot.slack.event({ type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT00000"] } });
    await bot.slack.event({ type: "app_uninstalled" });
    await bot.quiet();
    const said = await bot.slack.post({ text: "red coat" });
    await bot.cards(said.ts);
  });

  test("are not installed with a forged state", async () => {
    await start({ settings: { botToken: undefined, oauth } });
    const base = url().replace("/slack/events", "");
    expect((await fetch(`${base}/slack/oauth_redirect?code=good-code&state=forged`)).status).not.toBe(200);
    expect(await readdir(join(bot.stateDir, "slack", "installations")).catch(() => [])).toEqual([]);
  });
});

describe("installations on disk", () => {
  let folder: string;
  let store: InstallationsOnDisk;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "haberdasher-installations-"));
    store = new InstallationsOnDisk(join(folder, "deep", "inside"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const installation = (team: string | undefined, enterprise?: string): Installation => ({
    team: team === undefined ? undefined : { id: team },
    enterprise: enterprise === undefined ? undefined : { id: enterprise },
    isEnterpriseInstall: team === undefined,
    user: { id: "U1", token: undefined, scopes: undefined },
    bot: { token: `xoxb-${team ?? enterprise}`, id: "B1", userId: "U2", scopes: [] },
  });

  test("are found by workspace, else by organisation, and leave no drafts", async () => {
    await store.storeInstallation(installation("T1"));
    await store.storeInstallation(installation("T1"));
    await store.storeInstallation(installation(undefined, "E1"));
    const find = (
      teamId: string | undefined,
      enterpriseId: string | undefined,
      isEnterpriseInstall = false,
    ) =>
      store
        .fetchInstallation({ teamId, enterpriseId, isEnterpriseInstall })
        .then(({ bot: found }) => found?.token);
    expect(await find("T1", undefined)).toBe("xoxb-T1");
    expect(await find("T9", "E1")).toBe("xoxb-E1");
    expect(await find(undefined, "E1", true)).toBe("xoxb-E1");
    await expect(find("T9", undefined)).rejects.toThrow(/not installed/);
    expect((await readdir(join(folder, "deep", "inside"))).sort()).toEqual(["E1.json", "T1.json"]);
    expect(await store.count()).toBe(2);
  });

  test("with ids that are paths are refused", async () => {
    for (const id of ["../../etc/passwd", "T1/../E1", "", "t1", "T1\u0000"]) {
      await expect(store.storeInstallation(installation(id))).rejects.toThrow(/workspace id/);
      await expect(
        store.fetchInstallation({ teamId: id, enterpriseId: undefined, isEnterpriseInstall: false }),
      ).rejects.toThrow(/workspace id/);
    }
  });

  test("that are damaged are refused, not half believed", async () => {
    const path = join(folder, "deep", "inside", "T1.json");
    const whole = await readFile(path, "utf8");
    for (const text of [whole.slice(0, 40), "{}", "null"]) {
      await writeFile(path, text);
      await expect(
        store.fetchInstallation({ teamId: "T1", enterpriseId: undefined, isEnterpriseInstall: false }),
      ).rejects.toThrow();
    }
  });
});
