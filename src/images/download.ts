import type { Dispatcher } from "undici";
import { request } from "undici";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import { guardedAgent, trustedAgent } from "./guarded-agent.js";
import type { Picture } from "./picture.js";
import { checkByteSize, pictureFromBytes } from "./read-picture.js";

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds for all of it: redirects, headers, body. Default: `LIMITS.downloadMs`. */
  readonly timeoutMs?: number;
  /** Origins ("http://127.0.0.1:8080") that may be private: platform APIs whose address the settings changed. */
  readonly trustedOrigins?: readonly string[];
  /** What the picture is called, for people. Default: the end of its address. */
  readonly name?: string;
  /** Headers for one hop, a platform's token for its own file host say; asked anew for every redirect. */
  headersFor?(url: URL): Readonly<Record<string, string>>;
}

/** How connections are made; tests put a resolver of their own in. */
export interface Connections {
  readonly guarded: Dispatcher;
  readonly trusted: Dispatcher;
}

const CONNECTIONS: Connections = { guarded: guardedAgent(), trusted: trustedAgent() };

const USER_AGENT = "Haberdasher (picture download for a chat bot)";

const badLink = (sentence: string) => new HaberdasherError("bad-request", sentence);
const unreachable = (sentence: string, cause?: unknown) =>
  new HaberdasherError("unreachable", sentence, { cause });

function parseLink(link: string, base?: URL): URL {
  if (!URL.canParse(link, base?.href)) throw badLink("That is not a link: it should start with https://.");
  const url = new URL(link, base);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw badLink(
      "Only links that start with https:// or http:// can be fetched: give one of these, or send the picture itself.",
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw badLink("That link has a user name or password in it, which is never sent: use one without.");
  }
  return url;
}

/** Low ports other than the web's belong to mail, shells and the like: no picture lives there. */
function checkPort(url: URL): void {
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (port >= 1024 || port === 80 || port === 443) return;
  throw new HaberdasherError(
    "forbidden-address",
    `Links to port ${port} are off limits here: send the picture itself.`,
  );
}

type Answer = Dispatcher.ResponseData;

async function ask(url: URL, options: DownloadOptions, connections: Connections, signal: AbortSignal) {
  const trusted = options.trustedOrigins?.includes(url.origin) ?? false;
  if (!trusted) checkPort(url);
  return request(url, {
    dispatcher: trusted ? connections.trusted : connections.guarded,
    headers: {
      accept: "image/*",
      "accept-encoding": "identity",
      "user-agent": USER_AGENT,
      ...options.headersFor?.(url),
    },
    signal,
    // One picture, one connection: nothing lingers that keeps a command line alive.
    reset: true,
    headersTimeout: LIMITS.downloadMs,
    bodyTimeout: LIMITS.downloadMs,
  });
}

/** Closes an answer without reading it. */
function drop({ body }: Answer): void {
  body.on("error", () => {});
  body.destroy();
}

function headerValue(answer: Answer, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Follows redirects ourselves, so that every hop passes the same gates as the first. */
async function follow(
  link: string,
  options: DownloadOptions,
  connections: Connections,
  signal: AbortSignal,
): Promise<{ url: URL; answer: Answer }> {
  let url = parseLink(link);
  for (let hop = 0; hop <= LIMITS.downloadRedirects; hop += 1) {
    const answer = await ask(url, options, connections, signal);
    if (!REDIRECTS.has(answer.statusCode)) return { url, answer };
    drop(answer);
    const location = headerValue(answer, "location");
    if (location === undefined) throw unreachable(`${url.host} sends the link nowhere: try another link.`);
    // Some servers write letters beyond ASCII as they are; headers arrive a byte a character.
    url = parseLink(Buffer.from(location, "latin1").toString(), url);
  }
  throw unreachable(
    `That link is redirected more than ${LIMITS.downloadRedirects} times: use the address where it ends.`,
  );
}

function checkStatus(url: URL, answer: Answer): void {
  const { statusCode } = answer;
  if (statusCode === 200) return;
  drop(answer);
  if (statusCode === 401 || statusCode === 403) {
    throw unreachable(`${url.host} lets only those in who are logged in: send the picture itself.`);
  }
  if (statusCode === 404 || statusCode === 410) {
    throw new HaberdasherError(
      "not-found",
      `${url.host} has nothing under that link: check it, or send the picture itself.`,
    );
  }
  throw unreachable(
    `${url.host} did not give the picture (status ${statusCode}): try again, or send the picture itself.`,
  );
}

async function readBody(answer: Answer, name: string): Promise<Uint8Array> {
  const promised = Number(headerValue(answer, "content-length") ?? 0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    checkByteSize(promised, name);
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      checkByteSize(size, name);
      chunks.push(chunk);
    }
  } catch (thrown) {
    drop(answer);
    throw thrown;
  }
  return Buffer.concat(chunks);
}

function fileName(url: URL): string {
  const last = url.pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last) || url.hostname;
  } catch {
    return last;
  }
}

/** Whatever undici or a socket threw, as one of our errors. Our own errors may come wrapped. */
function friendly(thrown: unknown, link: string): HaberdasherError {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error instanceof HaberdasherError) return error;
  }
  const host = URL.canParse(link) ? new URL(link).host : "that address";
  return unreachable(`${host} cannot be reached: check the link, or send the picture itself.`, thrown);
}

/**
 * Fetches a picture from a stranger's link: http(s) only, public addresses only, no credentials, at most
 * `LIMITS.downloadRedirects` redirects, `LIMITS.pictureBytes` bytes and `timeoutMs` milliseconds in all.
 * Fails with `bad-request`, `forbidden-address`, `not-found`, `unreachable`, `too-large`, `not-a-picture`, `timeout` or `cancelled`.
 */
export async function downloadPicture(
  link: string,
  options: DownloadOptions = {},
  connections: Connections = CONNECTIONS,
): Promise<Picture> {
  const stop = new AbortController();
  const cancel = () => stop.abort(new HaberdasherError("cancelled", "The download was cancelled."));
  const deadline = setTimeout(
    () => stop.abort(new HaberdasherError("timeout", "That link took too long: send the picture itself.")),
    options.timeoutMs ?? LIMITS.downloadMs,
  );
  options.signal?.addEventListener("abort", cancel, { once: true });
  if (options.signal?.aborted) cancel();
  try {
    stop.signal.throwIfAborted();
    const { url, answer } = await follow(link, options, connections, stop.signal);
    checkStatus(url, answer);
    const name = options.name ?? fileName(url);
    return await pictureFromBytes(await readBody(answer, name), name);
  } catch (thrown) {
    if (stop.signal.reason instanceof HaberdasherError) throw stop.signal.reason;
    throw friendly(thrown, link);
  } finally {
    clearTimeout(deadline);
    options.signal?.removeEventListener("abort", cancel);
  }
}
