import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LIMITS } from "../../src/limits.js";
import type { AboutMessage, SuggestionMessage } from "../../src/web/protocol.js";
import { picture } from "../fixtures/drawn-products.js";
import { ask, eventsOf, form, openShopServer, replyOf, type ShopServer } from "./shop-server.js";

let server: ShopServer;
let url: string;

beforeAll(async () => {
  server = await openShopServer();
  url = server.url;
});
afterAll(() => server.close());

const visitor = { cookie: "haberdasher_visitor=AAAAAAAAAAAAAAAAAAAAAA" };
const act = (body: unknown, headers: Record<string, string> = visitor) =>
  fetch(`${url}/api/act`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

describe("questions", () => {
  test("say that they are being thought about before they are answered", async () => {
    const response = await fetch(`${url}/api/ask`, { method: "POST", body: form("/find red coat") });
    expect(response.headers.get("content-type")).toMatch(/^application\/x-ndjson/);
    expect((await eventsOf(response)).map(({ type }) => type)).toEqual(["thinking", "reply"]);
  });

  test("in words find products, with pictures that this server shows", async () => {
    const reply = await ask(url, "/find red count:3");
    expect(reply.kind).toBe("answer");
    expect(reply.hits).toHaveLength(3);
    for (const hit of reply.hits) {
      const shown = await fetch(url + hit.picture);
      expect(shown.status).toBe(200);
      expect(shown.headers.get("content-type")).toMatch(/^image\//);
      expect(shown.headers.get("cache-control")).toContain("immutable");
      expect((await shown.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
  });

  test("without a slash or a command are searches", async () => {
    expect((await ask(url, "blue dress")).title).toBe((await ask(url, "/find blue dress")).title);
  });

  test("that are only a picture find its lookalikes; /classify with a picture labels it", async () => {
    const pictures = [{ bytes: await picture("Coats", "Red"), name: "coat.jpg" }];
    const similar = await ask(url, "", pictures);
    expect(similar.hits.length).toBeGreaterThan(0);
    const labelled = await ask(url, "/classify", pictures);
    expect(labelled.labels.length).toBeGreaterThan(0);
    const own = await ask(url, "/classify coat, shoe", pictures);
    expect(own.labels[0]?.labels.map(({ label }) => label).sort()).toEqual(["coat", "none of these", "shoe"]);
  });

  test.each([
    ["", [], "bad-request"],
    ["/fnd coat", [], "not-found"],
    ["/find coat count:many", [], "bad-request"],
    ["/classify", [], "bad-request"],
    ["", [{ bytes: Buffer.from("no picture at all"), name: "a.jpg" }], "not-a-picture"],
    [
      "",
      [{ bytes: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), name: "a.png" }],
      "not-a-picture",
    ],
    ["/similar link:http://127.0.0.1:1/x.jpg", [], "forbidden-address"],
    ["/find in red image:http://127.0.0.1:1/x.jpg", [], "forbidden-address"],
    ["/find in red image:coat.jpg", [], "bad-request"],
  ])("%j is refused with one clear sentence", async (line, pictures, code) => {
    const reply = await ask(url, line, pictures);
    expect(reply).toMatchObject({ kind: "error", code });
    expect(reply.text).toMatch(/^[^\n]{10,400}$/);
  });

  test("with more pictures than one question takes are refused", async () => {
    const bytes = await picture("Coats", "Red");
    const pictures = Array.from({ length: LIMITS.picturesPerRequest + 1 }, () => ({ bytes, name: "a.jpg" }));
    expect(await ask(url, "", pictures)).toMatchObject({ kind: "error", code: "bad-request" });
  });

  test("larger than the limit are refused while they arrive", async () => {
    const body = new Uint8Array(LIMITS.picturesPerRequest * LIMITS.pictureBytes + 200_000);
    const response = await fetch(`${url}/api/ask`, {
      method: "POST",
      body: form("", [{ bytes: body, name: "big.jpg" }]),
    });
    expect(await replyOf(response)).toMatchObject({ kind: "error", code: "too-large" });
  });

  test("that are no form, or a form cut off, are answered", async () => {
    for (const [type, body] of [
      ["text/plain", "hello"],
      ["multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="line"\r\n\r\ncut'],
      ["multipart/form-data", "no boundary"],
    ] as const) {
      const response = await fetch(`${url}/api/ask`, {
        method: "POST",
        headers: { "content-type": type },
        body,
      });
      expect(await replyOf(response)).toMatchObject({ kind: "error", code: "bad-request" });
    }
  });

  test("carry markup only as text, and links only to the web", async () => {
    const reply = await ask(url, '/find <img src=x onerror="alert(1)"> coat');
    expect(reply.title).toContain("<img src=x");
    for (const hit of reply.hits) expect(hit.url ?? "https://").toMatch(/^https?:\/\//);
  });
});

describe("buttons", () => {
  test("show more, lookalikes, and a refined question", async () => {
    const first = await ask(url, "/find red count:3", [], visitor);
    const action = (label: string) => first.actions.find((one) => one.label === label)?.action;
    const more = await replyOf(await act({ action: action("More") }));
    expect(more.hits.map(({ number }) => number)).toEqual([4, 5, 6]);
    const like = await replyOf(await act({ action: first.hits[1]?.like }));
    expect(like.kind).toBe("answer");
    expect(like.hits.length).toBeGreaterThan(0);
    const refined = await replyOf(await act({ action: action("Refine"), words: "in blue" }));
    expect(refined.kind).toBe("answer");
    expect(first.actions.find(({ label }) => label === "Refine")?.asks).toBe(true);
  });

  test("that nobody made are refused with a sentence", async () => {
    for (const body of [{ action: "hb1:more:nosuchsession00" }, { action: "x" }, { action: 3 }, {}, null]) {
      const reply = await replyOf(await act(body));
      expect(reply.kind).toBe("error");
      expect(reply.text).toMatch(/^[^\n]{10,300}$/);
    }
  });
});

describe("what the page asks for besides", () => {
  test("the shop, with a window of different products", async () => {
    const about: AboutMessage = JSON.parse(await (await fetch(`${url}/api/about`)).text());
    expect(about).toMatchObject({ catalogue: "Small shop", products: 60, model: "starter" });
    expect(about.window.length).toBeGreaterThan(2);
    expect(new Set(about.window.map(({ id }) => id)).size).toBe(about.window.length);
    for (const example of about.examples) expect((await ask(url, example)).kind).toBe("answer");
  });

  test.each([
    ["/", ["/find ", "/similar ", "/classify ", "/help "]],
    ["/cl", ["/classify "]],
    ["/find coat col", ["colour:"]],
    ["/find coat colour:gre", ["Green "]],
    ["/find shoes kind:cas", ['"Casual Shoes" ']],
    ['/find shoes kind:"casual sh', ['"Casual Shoes" ']],
    ["/help cl", ["classify"]],
    ["/find coat private:", ["yes ", "no "]],
    ["/find red co ", []],
  ])("completes %j", async (line, inserts) => {
    const response = await fetch(`${url}/api/complete?${new URLSearchParams({ line })}`);
    const offered: SuggestionMessage[] = JSON.parse(await response.text());
    expect(offered.map(({ insert }) => insert)).toEqual(inserts);
    for (const { from, to } of offered) expect(0 <= from && from <= to && to === line.length).toBe(true);
  });

  test("no product that is not there, and no file of the machine", async () => {
    for (const path of [
      "/pictures/x/nothing",
      "/pictures/x/..%2f..%2fpackage.json",
      "/page/..%2f..%2f..%2fpackage.json",
      "/page/tsconfig.json",
      "/page/scripts/../../../config.ts",
      "/package.json",
    ]) {
      expect((await fetch(url + path)).status).toBe(404);
    }
  });

  test("the page's files anew only when they changed", async () => {
    const first = await fetch(`${url}/page/scripts/app.js`);
    const etag = first.headers.get("etag") ?? "";
    const again = await fetch(`${url}/page/scripts/app.js`, { headers: { "if-none-match": etag } });
    expect([first.status, again.status]).toEqual([200, 304]);
  });
});
