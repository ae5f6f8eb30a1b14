import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { Agent, buildConnector } from "undici";
import { HaberdasherError } from "../errors.js";
import { isPublicAddress } from "./addresses.js";

const CONNECT_MS = 5_000;

const forbidden = () =>
  new HaberdasherError(
    "forbidden-address",
    "That link points into a private network, which is off limits here: send the picture itself.",
  );

/** The system's resolver, asked for all addresses at once. */
export type ResolveAll = (
  host: string,
  family: 0 | 4 | 6,
  callback: (error: Error | null, addresses: readonly { address: string; family: number }[]) => void,
) => void;

const resolveWithSystem: ResolveAll = (host, family, callback) =>
  systemLookup(host, { family, all: true }, (error, addresses) => callback(error, addresses ?? []));

/**
 * A `lookup` for sockets that fails unless every address of the host is public: a name with one public and one
 * private address is a trick. The socket connects to what was checked, so a name that changes its mind gains nothing.
 */
function guardedLookup(resolve: ResolveAll): LookupFunction {
  return (host, options, callback) => {
    const family = options.family === 4 || options.family === 6 ? options.family : 0;
    resolve(host, family, (error, addresses) => {
      const [first] = addresses;
      if (error || first === undefined) return callback(error ?? new Error(`No address for ${host}`), "", 0);
      if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(forbidden(), "", 0);
      if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

/** A literal address in a URL, without the brackets of IPv6; undefined for a name. */
function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) === 0 ? undefined : bare;
}

/**
 * Connections to the public internet only. Three gates: literal addresses before connecting (no lookup happens for
 * them), every resolved address, and the address that the socket is in fact connected to.
 */
export function guardedAgent(resolve: ResolveAll = resolveWithSystem): Agent {
  const connect = buildConnector({ timeout: CONNECT_MS, lookup: guardedLookup(resolve) });
  return new Agent({
    connect(options, callback) {
      const literal = literalAddress(options.hostname);
      if (literal !== undefined && !isPublicAddress(literal)) return callback(forbidden(), null);
      connect(options, (error, socket) => {
        if (error) return callback(error, null);
        if (socket.remoteAddress !== undefined && isPublicAddress(socket.remoteAddress))
          return callback(null, socket);
        socket.destroy();
        callback(forbidden(), null);
      });
    },
  });
}

/** For the one exception: the exact origin of a platform's API that the settings moved elsewhere. */
export function trustedAgent(): Agent {
  return new Agent({ connect: { timeout: CONNECT_MS } });
}
