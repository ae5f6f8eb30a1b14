import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, form, openShopServer, type ShopServer } from "./shop-server.js";

let server: ShopServer;
beforeAll(async () => {
  server = await openShopServer();
});
afterAll(() => server.close());

/** With any headers, Host included, which `fetch` does not let one set. */
function raw(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const sent = request({ hostname, port, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on("error", reject).end();
  });
}

const port = () => new URL(server.url).port;

describe("without a token", () => {
  test.each([
    "evil.example",
    "evil.example:80",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "192.168.1.2",
    "[::2]",
    "0.0.0.0",
  ])("the name %j in the address gets nothing, wherever it resolves to", async (host) => {
    for (const path of ["/", "/api/about", "/pictures/x/y", "/healthz", "/metrics", "/page/scripts/app.js"]) {
      const answer = await raw(path, { host });
      expect(answer.status).toBe(403);
      expect(answer.text).not.toContain("Small shop");
    }
  });

  test("nor does a request without a name", async () => {
    const socket = connect(Number(port()), "127.0.0.1");
    socket.end("GET /api/about HTTP/1.0\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 40[03] /);
  });

  test("this machine's own names are served", async () => {
    for (const host of [
      `127.0.0.1:${port()}`,
      `localhost:${port()}`,
      "localhost",
      `[::1]:${port()}`,
      "127.9.9.9",
    ]) {
      expect((await raw("/", { host })).status).toBe(200);
    }
  });
});

describe("another page in the same browser", () => {
  test.each(["https://evil.example", "http://localhost:1", "null", "http://127.0.0.1", "file://"])(
    "cannot post from %s",
    async (origin) => {
      const response = await fetch(`${server.url}/api/ask`, {
        method: "POST",
        body: form("/help"),
        headers: { origin },
      });
      expect(response.status).toBe(403);
    },
  );

  test.each(["cross-site", "same-site"])("cannot embed or fetch anything (%s)", async (site) => {
    for (const mode of ["no-cors", "cors", "websocket"]) {
      const headers = { host: `127.0.0.1:${port()}`, "sec-fetch-site": site, "sec-fetch-mode": mode };
      expect((await raw("/api/about", headers)).status).toBe(403);
    }
  });

  test("may link here, and the page itself may ask", async () => {
    const headers = {
      host: `127.0.0.1:${port()}`,
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
    };
    expect((await raw("/", headers)).status).toBe(200);
    expect(
      (await ask(server.url, "/help", [], { origin: server.url, "sec-fetch-site": "same-origin" })).kind,
    ).toBe("help");
  });
});

describe("every answer", () => {
  test("forbids scripts from elsewhere, inline code, framing and sniffing", async () => {
    for (const path of ["/", "/api/about", "/page/button.svg", "/nothing", "/healthz"]) {
      const { headers } = await fetch(server.url + path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("the page's own markup keeps to that, and asks no other machine for anything", async () => {
    const html = await (await fetch(server.url)).text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=")|\sstyle=|\son[a-z]+=|<style|javascript:/i);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//i);
    const wanted = [...html.matchAll(/(?:src|href)="(\/[^"#]*)"/g)].map(([, path = ""]) => path);
    expect(wanted.length).toBeGreaterThan(5);
    for (const path of wanted) expect((await fetch(server.url + path)).status, path).toBe(200);
  });
});

describe("/healthz and /metrics", () => {
  test("tell what is up, and count by command, platform and code", async () => {
    await ask(server.url, "/find coat");
    await ask(server.url, "/find coat count:many");
    await ask(server.url, "/find coat min:90 max:20");
    const health = await (await fetch(`${server.url}/healthz`)).json();
    expect(health).toMatchObject({
      status: "ok",
      adapters: { web: { state: "up", detail: server.url } },
      catalogue: { name: "Small shop", products: 60 },
      model: { name: "starter" },
    });
    await raw("/", { host: "evil.example" });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/haberdasher_answer_seconds_count\{command="find",platform="web"\} [1-9]/);
    expect(metrics).toMatch(/haberdasher_refusals_total\{code="bad-request",platform="web"\} [1-9]/);
    expect(metrics).toMatch(/haberdasher_http_refusals_total\{reason="host"\} [1-9]/);
    expect(metrics).toContain('haberdasher_adapter_up{adapter="web"} 1');
    for (const name of [
      "engine_waiting",
      "engine_workers",
      "questions_waiting",
      'batch_size_bucket{le="64",kind="texts"}',
      "text_cache_hits_total",
      "catalogue_products 60",
    ]) {
      expect(metrics).toContain(`haberdasher_${name}`);
    }
    expect(metrics).toContain("nodejs_eventloop_lag_p99_seconds");
  });
});
