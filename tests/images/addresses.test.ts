import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "../../src/images/addresses.js";

const octets = (address: number) => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
const inRange = (first: number, last: number) => fc.integer({ min: first, max: last });

/** First and last address of every IPv4 block that IANA lists as not globally reachable. */
const NOT_PUBLIC: readonly (readonly [number, number])[] = [
  [0x00000000, 0x00ffffff],
  [0x0a000000, 0x0affffff],
  [0x64400000, 0x647fffff],
  [0x7f000000, 0x7fffffff],
  [0xa9fe0000, 0xa9feffff],
  [0xac100000, 0xac1fffff],
  [0xc0000000, 0xc00000ff],
  [0xc0000200, 0xc00002ff],
  [0xc0a80000, 0xc0a8ffff],
  [0xc6120000, 0xc613ffff],
  [0xc6336400, 0xc63364ff],
  [0xcb007100, 0xcb0071ff],
  [0xe0000000, 0xffffffff],
];

const notPublic = fc.oneof(...NOT_PUBLIC.map(([first, last]) => inRange(first, last)));

describe("isPublicAddress", () => {
  it("knows every address of the blocks that are not public, plain and inside IPv6", () => {
    fc.assert(
      fc.property(notPublic, (address) => {
        const hex = `${(address >>> 16).toString(16)}:${(address & 0xffff).toString(16)}`;
        for (const text of [
          octets(address),
          `::ffff:${octets(address)}`,
          `::ffff:${hex}`,
          `64:ff9b::${hex}`,
        ]) {
          expect(isPublicAddress(text), text).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("takes IPv6 only where the internet is", () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    const outside = fc.tuple(
      group.filter((first) => first < 0x2000 || first > 0x3fff),
      fc.array(group, { minLength: 7, maxLength: 7 }),
    );
    fc.assert(
      fc.property(outside, ([first, rest]) => {
        const text = [first, ...rest].map((part) => part.toString(16)).join(":");
        fc.pre(!text.startsWith("64:ff9b:0:0:0:0:") && !text.startsWith("0:0:0:0:0:ffff:"));
        expect(isPublicAddress(text), text).toBe(false);
      }),
    );
  });

  it.each([
    ["1.1.1.1", true],
    ["93.184.215.14", true],
    ["172.15.255.255", true],
    ["172.32.0.0", true],
    ["100.63.255.255", true],
    ["2606:4700:4700::1111", true],
    ["2a00:1450:4001:81b::200e", true],
    ["::ffff:1.1.1.1", true],
    ["64:ff9b::101:101", true],
    ["168.63.129.16", false],
    ["::ffff:168.63.129.16", false],
    ["fe80::1%eth0", false],
    ["2002:101:101::", false],
    ["2001:0:4136:e378::1", false],
    ["", false],
    ["example.com", false],
  ])("%s → %s", (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isPublicAddress(text) === "boolean"));
  });
});
