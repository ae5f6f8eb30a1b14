import { createServer, type Server, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { HaberdasherError } from "../../src/errors.js";
import { downloadPicture } from "../../src/images/download.js";
import { LIMITS } from "../../src/limits.js";
import { sample } from "./samples.js";

let server: Server | undefined;
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

/** A host that speaks bytes, not HTTP; told to be trusted, so that only its manners are on trial. Resolves with its origin. */
async function host(speak: (socket: Socket, request: string) => void): Promise<string> {
  const opened = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", (request) => speak(socket, request.toString()));
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, "127.0.0.1", resolve));
  const address = opened.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

async function outcome(origin: string, timeoutMs = 20_000): Promise<string> {
  return downloadPicture(`${origin}/coat.jpg`, { trustedOrigins: [origin], timeoutMs }).then(
    ({ format }) => format,
    (thrown: unknown) => {
      if (!(thrown instanceof HaberdasherError)) throw thrown;
      expect(thrown.message).toMatch(/^[^\n]{10,200}\.$/);
      return thrown.code;
    },
  );
}

const head = (...lines: string[]) => `HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n`;
const jpeg = await sample().jpeg().toBuffer();

/** Sends pieces for as long as somebody takes them. */
function endlessly(socket: Socket, piece: string | Buffer): void {
  const more = () => {
    if (!socket.destroyed) socket.write(piece, () => setImmediate(more));
  };
  more();
}

describe("a host that answers", () => {
  it("as it should is read", async () => {
    const origin = await host((socket) => socket.end(Buffer.concat([Buffer.from(head()), jpeg])));
    expect(await outcome(origin)).toBe("jpeg");
  });

  it("with a gzip bomb finds nobody who unpacks it", async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const origin = await host((socket, request) => {
      expect(request).toMatch(/accept-encoding: identity/i);
      socket.end(
        Buffer.concat([Buffer.from(head("content-encoding: gzip", "content-type: image/png")), bomb]),
      );
    });
    expect(await outcome(origin)).toBe("not-a-picture");
  });

  it.each([
    ["nothing at all", () => {}, "timeout"],
    [
      "a byte of its head now and then",
      (socket: Socket) => drip(socket, "HTTP/1.1 200 OK\r\nx: y"),
      "timeout",
    ],
    [
      "a byte of its body now and then",
      (socket: Socket) => drip(socket, head("content-length: 9999")),
      "timeout",
    ],
    ["a flood of headers", (socket: Socket) => flood(socket), "unreachable"],
    ["one endless header", (socket: Socket) => oneHeader(socket), "unreachable"],
    [
      "a flood of interim answers",
      (socket: Socket) => endlessly(socket, "HTTP/1.1 100 Continue\r\n\r\n"),
      "any",
    ],
    ["no HTTP", (socket: Socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"), "unreachable"],
    ["and hangs up", (socket: Socket) => socket.destroy(), "unreachable"],
    ["less than it promised", (socket: Socket) => short(socket), "unreachable"],
    ["more than it promised", (socket: Socket) => long(socket), "not-a-picture"],
    [
      "two lengths",
      (socket: Socket) => socket.end(head("content-length: 5", "content-length: 6")),
      "unreachable",
    ],
    ["a negative length", (socket: Socket) => socket.end(head("content-length: -5")), "unreachable"],
    [
      "a length beyond all numbers",
      (socket: Socket) => socket.end(head("content-length: 99999999999999999999")),
      "any",
    ],
    [
      "broken chunks",
      (socket: Socket) => socket.end(`${head("transfer-encoding: chunked")}ZZ\r\nx\r\n`),
      "unreachable",
    ],
    ["chunks without end", (socket: Socket) => chunks(socket), "too-large"],
    ["a redirect whose body never ends", (socket: Socket) => redirect(socket), "unreachable"],
    [
      "a switch of protocols",
      (socket: Socket) => socket.end("HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n"),
      "unreachable",
    ],
  ])("with %s is let go with one sentence", async (_, speak, expected) => {
    const origin = await host(speak);
    const code = await outcome(origin, expected === "timeout" ? 400 : 20_000);
    if (expected === "any") expect(code).toMatch(/^(unreachable|timeout|too-large)$/);
    else expect(code).toBe(expected);
  });
});

function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write(text[at++] ?? "x");
  }, 50);
}

function flood(socket: Socket): void {
  socket.write("HTTP/1.1 200 OK\r\n");
  endlessly(socket, "x-flood: 0123456789\r\n");
}

function oneHeader(socket: Socket): void {
  socket.write("HTTP/1.1 200 OK\r\nx-long: ");
  endlessly(socket, "y".repeat(1000));
}

function short(socket: Socket): void {
  socket.end(Buffer.concat([Buffer.from(head(`content-length: ${jpeg.length + 100}`)), jpeg]));
}

function long(socket: Socket): void {
  socket.end(Buffer.concat([Buffer.from(head(`content-length: ${Math.floor(jpeg.length / 2)}`)), jpeg]));
}

function chunks(socket: Socket): void {
  socket.write(head("transfer-encoding: chunked"));
  const piece = Buffer.alloc(LIMITS.pictureBytes / 5, 0xff);
  endlessly(
    socket,
    Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]),
  );
}

function redirect(socket: Socket): void {
  socket.write("HTTP/1.1 302 Found\r\nlocation: /coat.jpg\r\n\r\n");
  endlessly(socket, Buffer.alloc(10_000));
}

it("no proxy of the environment is asked, for it would do the resolving", async () => {
  const asked: string[] = [];
  const proxy = await host((socket, request) => {
    asked.push(request);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  const names = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) process.env[name] = proxy;
  process.env.NODE_USE_ENV_PROXY = "1";
  try {
    await expect(downloadPicture("http://127.0.0.1:9/coat.jpg")).rejects.toMatchObject({
      code: "forbidden-address",
    });
    await expect(downloadPicture("http://no-such-host.invalid/coat.jpg")).rejects.toMatchObject({
      code: "unreachable",
    });
  } finally {
    delete process.env.NODE_USE_ENV_PROXY;
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  expect(asked).toEqual([]);
});
