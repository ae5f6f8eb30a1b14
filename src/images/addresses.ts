import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

type Range = [ipaddr.IPv6, number];

/** Global unicast, RFC 4291 section 2.4: every public IPv6 address lies in it, today's and, so far, tomorrow's. */
const GLOBAL_UNICAST: Range = ipaddr.IPv6.parseCIDR("2000::/3");
/** IPv4 behind NAT64, RFC 6052: the last 32 bits are the real destination. */
const NAT64: Range = ipaddr.IPv6.parseCIDR("64:ff9b::/96");
/** A public-looking address that every Azure machine answers for itself: the platform's own "wire server". */
const AZURE_WIRE_SERVER = "168.63.129.16";

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast" && address.toString() !== AZURE_WIRE_SERVER;
}

function lastFourBytes(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

/**
 * Whether an IP address is one of the public internet. Private, loopback, link-local (cloud metadata), shared
 * (CGNAT), reserved, documentation, multicast and tunnelling (6to4, Teredo) addresses are not, nor is anything that
 * is no address at all. IPv4 inside IPv6 (mapped, NAT64) is judged by the IPv4 address.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return isPublicV4(address);
  if (!(address instanceof ipaddr.IPv6)) return false;
  if (address.isIPv4MappedAddress()) return isPublicV4(address.toIPv4Address());
  if (address.match(NAT64)) return isPublicV4(lastFourBytes(address));
  return address.range() === "unicast" && address.match(GLOBAL_UNICAST);
}

/**
 * Whether others may reach a host of an address: no name or address that only this machine or its network knows. Nothing
 * is looked up.
 * @param host as `URL` has it, IPv6 in brackets
 */
export function isPublicHost(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, "");
  if (isIP(address) !== 0) return isPublicAddress(address);
  return host.includes(".") && !/\.(localhost|local|internal|lan|home\.arpa)$/i.test(host);
}
