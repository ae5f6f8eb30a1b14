import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LIMITS } from "../../src/limits.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { openShopServer, type ShopServer } from "./shop-server.js";

const TOKEN = "a-long-secret-for-the-door";

let server: ShopServer;
beforeAll(async () => {
  server = await openShopServer({ token: TOKEN });
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers, redirect: "manual" });
const login = (token: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/login`, {
    method: "POST",
    body: new URLSearchParams({ token }),
    headers,
    redirect: "manual",
  });
const cookieOf = (response: Response) =>
  response.headers.getSetCookie().find((one) => one.startsWith("haberdasher_key="));

describe("with a token", () => {
  test("nobody sees anything without it but the login page and whether the shop is well", async () => {
    expect((await get("/")).headers.get("location")).toBe("/login");
    for (const path of ["/api/about", "/api/complete?line=/", "/metrics", "/pictures/x/y"]) {
      const refused = await get(path);
      expect(refused.status).toBe(401);
      expect(await refused.text()).not.toContain("Small shop");
    }
    for (const path of ["/api/ask", "/api/act"]) {
      expect((await fetch(server.url + path, { method: "POST" })).status).toBe(401);
    }
    expect(await (await get("/healthz")).json()).toEqual({ status: "ok" });
    expect((await get("/login")).status).toBe(200);
  });

  test("the right one opens the page by a cookie that scripts and other pages cannot use", async () => {
    const entered = await login(TOKEN);
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/"]);
    const cookie = cookieOf(entered) ?? "";
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).not.toContain(TOKEN);
    const [pair = ""] = cookie.split(";");
    expect((await get("/", { cookie: pair })).status).toBe(200);
    expect(await (await get("/healthz", { cookie: pair })).json()).toHaveProperty("adapters");
  });

  test("behind a proxy with https the cookie stays on https", async () => {
    expect(cookieOf(await login(TOKEN, { "x-forwarded-proto": "https" }))).toMatch(/; Secure/);
  });

  test("behind a proxy the page may ask where the browser's name for it is handed on, as docs/deploy.md says", async () => {
    const advice = readFileSync(join(PACKAGE_ROOT, "docs", "deploy.md"), "utf8");
    expect(advice).toContain("proxy_set_header Host $http_host;");
    const megabytes = Number(/client_max_body_size (\d+)m;/.exec(advice)?.[1]);
    expect(megabytes * 1024 * 1024).toBeGreaterThan(LIMITS.picturesPerRequest * LIMITS.pictureBytes);
    const asked = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { host, origin: "https://shop.example", authorization: `Bearer ${TOKEN}` };
        request(`${server.url}/api/act`, { method: "POST", headers }, (response) =>
          resolve(response.resume().statusCode),
        )
          .on("error", reject)
          .end("{}");
      });
    expect(await asked("shop.example")).toBe(200);
    expect(await asked(new URL(server.url).host)).toBe(403);
  });

  test("who follows a link from another site is let ask again with their cookie before the login", async () => {
    // `fetch` says for itself what it does; a browser's navigation is told by hand.
    const navigate = (site: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const headers = { "sec-fetch-site": site, "sec-fetch-mode": "navigate" };
        request(server.url, { headers }, resolve).on("error", reject).end();
      });
    const followed = (await navigate("cross-site")).resume();
    expect([followed.statusCode, followed.headers.refresh]).toEqual([200, "0; url=/"]);
    const again = (await navigate("same-origin")).resume();
    expect(again.headers.location).toBe("/login");
  });

  test("scripts send it as a bearer token", async () => {
    const metrics = (token: string) => get("/metrics", { authorization: `Bearer ${token}` });
    expect((await metrics(TOKEN)).status).toBe(200);
    for (const wrong of [`${TOKEN}x`, TOKEN.slice(1), "nonsense"])
      expect((await metrics(wrong)).status).toBe(401);
  });

  test("cookies that somebody made up do not open", async () => {
    for (const value of [TOKEN, "", "AAAA", "a".repeat(43)]) {
      expect(
        (await get("/api/about", { cookie: `haberdasher_key=${encodeURIComponent(value)}` })).status,
      ).toBe(401);
    }
  });

  test("a form that cannot hold it is refused as such, not as a failure of ours", async () => {
    const refused = await login("x".repeat(9000));
    expect([refused.status, await refused.text()]).toEqual([413, expect.stringContaining("too long to be")]);
    expect(server.logged.join("")).not.toContain("failed on a request");
  });

  test("guessing is stopped after ten wrong ones, also for the right one, and nothing is logged", async () => {
    const guesses = [];
    for (let at = 0; at < 12; at++) guesses.push((await login(`guess ${at}`)).status);
    expect(guesses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(guesses.slice(10)).toEqual([429, 429]);
    expect((await login(TOKEN)).status).toBe(429);
    expect(server.logged.join("")).not.toContain(TOKEN);
  });

  test("guesses whose ends come all at once are no more than ten either, and entering counts as none", async () => {
    const other = await openShopServer({ token: TOKEN });
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": `token=${TOKEN}`.length,
    };
    /** A form of which the beginning is there; the returned function sends the rest and waits for the answer's status. */
    const begin = () => {
      const form = request(`${other.url}/login`, { method: "POST", headers });
      form.write("token=");
      return (token: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          form.on("response", (response) => resolve(response.resume().statusCode)).on("error", reject);
          form.end(token);
        });
    };
    for (let at = 0; at < 12; at++) expect(await begin()(TOKEN)).toBe(303);
    const begun = Array.from({ length: 40 }, begin);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const statuses = await Promise.all(
      begun.map((finish, at) => finish(`${at}`.padStart(TOKEN.length, "x"))),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    await other.close();
  });
});
