import { connect } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { LIMITS } from "../../src/limits.js";
import { eventsOf, form } from "../web/shop-server.js";
import { junk } from "./tamper.js";

/** Words as people and attackers type them, in the grammar of commands and beside it. */
export const line = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        ..."/find /similar /classify /help find coat red -floral colour:red colour: max:80 max:-1 min:1e99 count:3".split(
          " ",
        ),
        ..."count:0 count:999 --max --count 4 labels:coat,puma link:http://127.0.0.1/ link:file:///etc/passwd".split(
          " ",
        ),
        ..."\"unclosed 'x' private:yes __proto__:1 constructor:2 toString: <!channel> @everyone </script> ../../etc".split(
          " ",
        ),
        "\u202e",
        "\u0000",
        "a".repeat(LIMITS.queryCharacters + 1),
      ),
      { maxLength: 7 },
    )
    .map((words) => words.join(" ")),
);

const action = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc
    .tuple(
      fc.constantFrom("more", "like", "refine", "labels", "drop", "variants", "constructor"),
      fc.stringMatching(/^[\w-]{1,32}$/),
      fc.oneof(
        fc.constant(""),
        fc.nat().map((number) => `:${number}`),
      ),
    )
    .map(([verb, session, number]) => `hb1:${verb}:${session}${number}`),
);

const PATHS = [
  "/",
  "/healthz",
  "/metrics",
  "/api/about",
  "/api/complete?line=",
  "/page/",
  "/pictures/",
  "/login",
  "/api/ask",
  "/api/act",
];
const path = fc
  .tuple(
    fc.constantFrom(...PATHS),
    fc.oneof(
      fc.string({ maxLength: 30 }).map(encodeURIComponent),
      fc.constantFrom(
        "../../package.json",
        "..%2f..%2f.env",
        "%2e%2e/",
        "__proto__",
        "%00",
        "%",
        "%ff",
        "x".repeat(3000),
      ),
    ),
  )
  .map(([start, end]) => `${start}${end}`);

const header = fc.stringMatching(/^[\x20-\x7e]{0,40}$/);

/** One request to the page's server. */
export const pageRequest = fc.oneof(
  fc.record({
    kind: fc.constant("ask" as const),
    line,
    files: fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant("act" as const), body: fc.oneof(fc.record({ action, words: line }), junk) }),
  fc.record({
    kind: fc.constant("any" as const),
    method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "PROPFIND"),
    path,
    headers: fc.array(
      fc.tuple(
        fc.constantFrom("cookie", "origin", "content-type", "if-none-match", "range", "x-forwarded-proto"),
        header,
      ),
      { maxLength: 3 },
    ),
    body: fc.string({ unit: "binary", maxLength: 200 }),
  }),
  fc.record({ kind: fc.constant("raw" as const), bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }) }),
);

export type PageRequest = typeof pageRequest extends fc.Arbitrary<infer T> ? T : never;

/** Sends bytes and reads until the server hangs up. */
async function exchange(page: string, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(page);
  const socket = connect(Number(port), hostname);
  socket.end(bytes);
  return text(socket).catch((thrown: unknown) => String(thrown));
}

async function oneReply(response: Response): Promise<string | undefined> {
  const events = await eventsOf(response);
  const replies = events.filter(({ type }) => type === "reply");
  return replies.length === 1 ? undefined : `${replies.length} replies`;
}

/** Asks; what is wrong with the answer, or undefined. */
export async function askPage(
  page: string,
  request: PageRequest,
  visitor: string,
): Promise<string | undefined> {
  const cookie = `haberdasher_visitor=${visitor}`;
  switch (request.kind) {
    case "ask": {
      const body = form(
        request.line,
        request.files.map((bytes, at) => ({ bytes, name: `${at}.jpg` })),
      );
      return oneReply(await fetch(`${page}/api/ask`, { method: "POST", body, headers: { cookie } }));
    }
    case "act": {
      const headers = { cookie, "content-type": "application/json" };
      const body = JSON.stringify(request.body) ?? "";
      return oneReply(await fetch(`${page}/api/act`, { method: "POST", body, headers }));
    }
    case "any": {
      const { host } = new URL(page);
      const lines = [
        `${request.method} ${request.path} HTTP/1.1`,
        `host: ${host}`,
        "connection: close",
        ...request.headers.map(([name, value]) => `${name}: ${value}`),
        `content-length: ${Buffer.byteLength(request.body)}`,
      ];
      const answer = await exchange(page, `${lines.join("\r\n")}\r\n\r\n${request.body}`);
      return /^HTTP\/1\.1 [2345]\d\d /.test(answer)
        ? undefined
        : `no answer to ${request.method} ${request.path}: ${answer.slice(0, 80)}`;
    }
    case "raw":
      await exchange(page, request.bytes);
      return undefined;
  }
}
