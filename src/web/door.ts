import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, Hono, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { PageFile } from "./page-files.js";

const COOKIE = "haberdasher_key";
const COOKIE_SECONDS = 30 * 24 * 60 * 60;
const ATTEMPTS = { points: 10, duration: 15 * 60 };

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compares in constant time, also where the lengths differ. */
function same(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

/** What the cookie holds: made from the token, but of no use to find it; void as soon as the token changes. */
function keyFor(token: string): string {
  return createHmac("sha256", token).update("haberdasher page, version 1").digest("base64url");
}

/** Whether the request carries the token as `Authorization: Bearer` or the cookie that the login gave. */
export function mayEnter(c: Context, token: string | undefined): boolean {
  if (token === undefined) return true;
  const cookie = getCookie(c, COOKIE);
  if (cookie !== undefined && same(cookie, keyFor(token))) return true;
  const [, bearer] = /^Bearer\s+(\S+)\s*$/i.exec(c.req.header("authorization") ?? "") ?? [];
  return bearer !== undefined && same(bearer, token);
}

export function remoteAddress(c: Context): string {
  return getConnInfo(c).remote.address ?? "unknown";
}

/** Behind a proxy that ends TLS, the cookie must not travel over plain http. */
function cameByHttps(c: Context): boolean {
  return c.req.header("x-forwarded-proto") === "https" || c.req.url.startsWith("https:");
}

/** Sends whoever has no token to the login page, or answers 401 where a script asks. */
export function keepDoor(token: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (mayEnter(c, token)) return next();
    if (c.req.path === "/") return fromElsewhere(c) ? comeAgain(c) : c.redirect("/login", 303);
    c.header("www-authenticate", 'Bearer realm="haberdasher"');
    return c.text("This shop asks for its token: log in at /login, or send it as a bearer token.", 401);
  };
}

/** A link on another site's page was followed: browsers leave a strict cookie at home then. */
const fromElsewhere = (c: Context) => c.req.header("sec-fetch-site") === "cross-site";

/** Lets the browser ask once more, of its own accord and therefore with the cookie if it has one. */
function comeAgain(c: Context): Response {
  c.header("cache-control", "no-store");
  c.header("refresh", "0; url=/");
  return c.text("One moment …");
}

/** The login page and its form. At most ten wrong tokens in a quarter of an hour from one address. */
export function addLogin(app: Hono, token: string, page: PageFile): void {
  const limiter = new RateLimiterMemory(ATTEMPTS);
  const html = new TextDecoder().decode(page.bytes);
  const show = (c: Context, trouble: string, status: 200 | 401 | 413 | 429) => {
    c.header("cache-control", "no-store");
    return c.html(html.replace("<!--trouble-->", trouble), status);
  };
  app.get("/login", (c) => (mayEnter(c, token) ? c.redirect("/", 303) : show(c, "", 200)));
  const tooLong = (c: Context) => show(c, "That is too long to be the token.", 413);
  app.post("/login", bodyLimit({ maxSize: 8192, onError: tooLong }), async (c) => {
    const address = remoteAddress(c);
    const { token: given } = await c.req.parseBody();
    // Counted before it is looked at: many tokens that come at once are not all looked at.
    const { consumedPoints } = await limiter.penalty(address);
    if (consumedPoints > ATTEMPTS.points) {
      return show(c, "Too many wrong tokens; please wait a quarter of an hour.", 429);
    }
    if (typeof given !== "string" || !same(given.trim(), token)) {
      return show(c, "That is not the token.", 401);
    }
    await limiter.reward(address);
    setCookie(c, COOKIE, keyFor(token), {
      httpOnly: true,
      sameSite: "Strict",
      secure: cameByHttps(c),
      path: "/",
      maxAge: COOKIE_SECONDS,
    });
    return c.redirect("/", 303);
  });
}
