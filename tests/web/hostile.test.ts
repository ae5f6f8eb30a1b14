import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pngOf } from "../images/samples.js";
import { ask, openShopServer, replyOf, type ShopServer } from "./shop-server.js";

/** 75 MB of nothing in 75 KB. */
const bomb = pngOf(5_000, 5_000, deflateSync(Buffer.alloc(5_000 * 15_001)));

let server: ShopServer;
const open: Socket[] = [];
beforeAll(async () => {
  server = await openShopServer();
});
afterAll(() => {
  for (const socket of open) socket.destroy();
  return server.close();
});

function dial(): Socket {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  open.push(socket);
  return socket;
}

function head(length: number): string {
  const { host } = new URL(server.url);
  return `POST /api/ask HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: ${length}\r\n\r\n`;
}

function chunkedHead(): string {
  return head(0).replace("content-length: 0", "transfer-encoding: chunked");
}

const act = (body: string) =>
  fetch(`${server.url}/api/act`, { method: "POST", body, headers: { "content-type": "application/json" } });

describe("what a stranger sends", () => {
  test.each([
    '{"__proto__":{"action":"hb1:more:abcdefgh"}}',
    '{"constructor":{"prototype":{"action":"x"}},"action":"hb1:more:abcdefgh","__proto__":{"polluted":1}}',
    '{"action":{"toString":"x"}}',
    "[".repeat(20_000),
    "null",
    "",
    `"${"x".repeat(70_000)}"`,
  ])("as a button (%.40s) is refused and pollutes nothing", async (body) => {
    expect(await replyOf(await act(body))).toMatchObject({ kind: "error" });
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(Reflect.get({}, "action")).toBeUndefined();
    expect(server.logged.join("")).not.toContain("failed on a request");
  });

  test("without saying how long it is, is read as any other, and refused where it is too long", async () => {
    /** What leaves as it is made has no length that could be said before. */
    const send = async (path: string, body: string, type: string) =>
      replyOf(
        await fetch(server.url + path, {
          method: "POST",
          body: new Blob([body]).stream(),
          headers: { "content-type": type },
          duplex: "half",
        }),
      );
    const line = `--x\r\ncontent-disposition: form-data; name="line"\r\n\r\n/find red coat\r\n--x--\r\n`;
    expect(await send("/api/ask", line, "multipart/form-data; boundary=x")).toMatchObject({ kind: "answer" });
    const long = JSON.stringify({ action: "x".repeat(70_000) });
    expect(await send("/api/act", long, "application/json")).toMatchObject({ code: "bad-request" });
    expect(server.logged.join("")).not.toContain("failed on a request");
  });

  test.each([
    "/page/../../../package.json",
    "/page/..%2f..%2f..%2fpackage.json",
    "/page/%2e%2e/%2e%2e/app.ts",
    "/page//etc/passwd",
    "/page/scripts/../../guard.ts",
    "/page/constructor",
    "/page/__proto__",
    "/pictures/x/..%2f..%2f.env",
    "/pictures/x/__proto__",
    "/pictures/x/constructor",
    "/.env",
    "/data/catalogue/manifest.json",
    "/page/%",
    "/page/%00",
  ])("as the path %s finds no file", async (path) => {
    const socket = dial();
    socket.end(`GET ${path} HTTP/1.1\r\nhost: ${new URL(server.url).host}\r\nconnection: close\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 40[04] /);
  });

  test("as a page of a hundred names for one host, or a host that is none, gets nothing", async () => {
    for (const host of [
      "127.0.0.1.nip.io",
      "localhost.",
      "127.0.0.1@evil.example",
      "evil.example#127.0.0.1",
      "[::ffff:127.0.0.1]",
    ]) {
      const socket = dial();
      socket.end(`GET /api/about HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      expect(await text(socket), host).toMatch(/^HTTP\/1\.1 40[03] /);
    }
  });

  test("as two lengths, or as a length and chunks, is not read as two requests", async () => {
    const { host } = new URL(server.url);
    const second = `GET /metrics HTTP/1.1\r\nhost: ${host}\r\n\r\n`;
    for (const twice of [
      "content-length: 0\r\ncontent-length: 5",
      "content-length: 4\r\ntransfer-encoding: chunked",
    ]) {
      const socket = dial();
      socket.end(`POST /api/act HTTP/1.1\r\nhost: ${host}\r\n${twice}\r\n\r\n0\r\n\r\n${second}`);
      expect(await text(socket), twice).toMatch(/^HTTP\/1\.1 400 /);
    }
  });

  test("as a picture that only looks small is refused or read, each within its limits", async () => {
    const wide = pngOf(30_000, 1, deflateSync(Buffer.alloc(90_001)));
    const high = pngOf(1, 30_000, deflateSync(Buffer.alloc(4 * 30_000)));
    const huge = pngOf(200_000, 200_000, deflateSync(Buffer.alloc(1000)));
    for (const bytes of [wide, high]) {
      expect((await ask(server.url, "", [{ bytes, name: "thin.png" }])).kind).toBe("answer");
    }
    expect((await ask(server.url, "", [{ bytes: bomb, name: "bomb.png" }])).code ?? "answer").toMatch(
      /^(answer|timeout)$/,
    );
    expect((await ask(server.url, "", [{ bytes: huge, name: "huge.png" }])).code).toBe("too-large");
  });
});

// Last: the server hangs up on uploads that it refuses, and the client would use such a connection again.
describe("whoever sends slowly", () => {
  const noise = new Uint8Array(200_000).fill(1);
  /** What an upload of noise gets. */
  const upload = async () => (await ask(server.url, "", [{ bytes: noise, name: "a.jpg" }])).code;

  test("holds up no one's words, however many uploads they leave open", async () => {
    for (let upload = 0; upload < 20; upload++) dial().write(`${head(20_000_000)}--x\r\n`);
    for (let form = 0; form < 20; form++) dial().write(`${head(2000)}--x\r\n`);
    for (let line = 0; line < 20; line++) dial().write("POST /api/ask HTT");
    expect((await ask(server.url, "/find red coat")).kind).toBe("answer");
    await expect.poll(upload).toBe("busy"); // once the server has read what was sent
    for (const socket of open.splice(0)) socket.destroy();
    await expect.poll(upload).toBe("not-a-picture");
  });

  test("is counted as well where they do not say how much will come", async () => {
    for (let upload = 0; upload < 8; upload++) dial().write(`${chunkedHead()}5\r\n--x\r\n\r\n`);
    await expect.poll(upload).toBe("busy");
    expect((await ask(server.url, "/find red coat")).kind).toBe("answer");
    for (const socket of open.splice(0)) socket.destroy();
    await expect.poll(upload).toBe("not-a-picture");
  });

  test("hears that there is no room once all is sent, on the connection that it was sent on", async () => {
    for (let upload = 0; upload < 8; upload++) dial().write(`${head(20_000_000)}--x\r\n`);
    await expect.poll(upload).toBe("busy");
    const late = dial();
    late.write(`${head(3_000_000)}--x\r\n`);
    const answer = text(late);
    for (let sent = 5; sent < 3_000_000; sent += 99_999) {
      await sleep(50); // longer than the server's patience with a body that nobody reads
      late.write(Buffer.alloc(Math.min(99_999, 3_000_000 - sent)));
    }
    expect(await answer).toContain("Too many pictures are arriving");
    expect(late.bytesWritten).toBeGreaterThan(3_000_000);
    expect(late.errored).toBeNull();
  });
});
