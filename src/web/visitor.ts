import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Asker } from "../chat/request.js";
import { remoteAddress } from "./door.js";

const COOKIE = "haberdasher_visitor";
const COOKIE_SECONDS = 365 * 24 * 60 * 60;

/**
 * Who asks: a random id in a cookie, so that limits count and buttons belong to one browser. Whoever drops the cookie
 * still shares the limits of their address, which stands where other platforms have their server.
 */
export function visitor(c: Context): Asker {
  const known = getCookie(c, COOKIE);
  const userId =
    known !== undefined && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString("base64url");
  setCookie(c, COOKIE, userId, { httpOnly: true, sameSite: "Strict", path: "/", maxAge: COOKIE_SECONDS });
  return { platform: "web", userId, serverId: remoteAddress(c) };
}
