import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** Nothing but this server's own files; no inline script or style; no frame; no form to elsewhere. */
export const protectiveHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "blob:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
  },
  crossOriginResourcePolicy: "same-origin",
  crossOriginOpenerPolicy: "same-origin",
  // "no-referrer" would make browsers send our own login form with the origin "null".
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  // Whether there is https is known to the proxy in front, if any.
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
});

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Refuses what another web page in the same browser could send here.
 * Without a token, the server answers to loopback names only: a foreign name that resolves to 127.0.0.1 (DNS rebinding)
 * gets nothing. With one, any name will do, since no foreign page can know the token or send its cookie.
 * @param onRefused called with the reason, for the metrics
 */
export function refuseForeigners(
  hasToken: boolean,
  onRefused: (reason: "host" | "origin") => void,
): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host") ?? "";
    if (!hasToken && !LOOPBACK_NAME.test(host)) {
      onRefused("host");
      return c.text(
        "This server answers only to 127.0.0.1 and localhost. To reach it by another name, set WEB_TOKEN.",
        403,
      );
    }
    if (isForeign(c.req.header("origin"), host) || isCrossSite(c.req.raw)) {
      onRefused("origin");
      return c.text("Requests from other web pages are refused.", 403);
    }
    await next();
  };
}

/** Browsers send the origin with everything that changes something; "null" is a page without one, so a foreign one. */
function isForeign(origin: string | undefined, host: string): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
}

/** A foreign page may link here (a navigation), but not embed, fetch or post. */
function isCrossSite({ method, headers }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  if (site === null || site === "same-origin" || site === "none") return false;
  return !(method === "GET" && headers.get("sec-fetch-mode") === "navigate");
}
