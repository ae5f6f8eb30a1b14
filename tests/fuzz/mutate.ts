import { crc32 } from "node:zlib";
import fc from "fast-check";

/** Values at which sizes and counts break, as 32-bit numbers. */
const EDGES = [
  0, 1, 2, 0x7f, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff,
];

/** One change to a file. Positions count modulo the file's length. */
export type Mutation =
  | { readonly kind: "bytes"; readonly edits: readonly (readonly [at: number, value: number])[] }
  | { readonly kind: "cut"; readonly share: number }
  | {
      readonly kind: "field";
      readonly at: number;
      readonly value: number;
      readonly wide: boolean;
      readonly little: boolean;
    }
  | { readonly kind: "drop" | "repeat"; readonly at: number; readonly length: number }
  | { readonly kind: "head" | "splice"; readonly other: number; readonly at: number }
  | { readonly kind: "append"; readonly length: number; readonly value: number };

const at = fc.oneof({ weight: 2, arbitrary: fc.nat(96) }, { weight: 1, arbitrary: fc.nat(100_000) });
const byte = fc.nat(255);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({
    kind: fc.constant("bytes" as const),
    edits: fc.array(fc.tuple(at, byte), { minLength: 1, maxLength: 16 }),
  }),
  fc.record({ kind: fc.constant("cut" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant("field" as const),
    at,
    value: fc.constantFrom(...EDGES),
    wide: fc.boolean(),
    little: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom("drop" as const, "repeat" as const),
    at,
    length: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({ kind: fc.constantFrom("head" as const, "splice" as const), other: fc.nat(), at: fc.nat(600) }),
  fc.record({ kind: fc.constant("append" as const), length: fc.nat(5000), value: byte }),
);

/** Which seed, what is done to it, and whether a PNG's checksums are made right again afterwards. */
export interface Recipe {
  readonly seed: number;
  readonly mutations: readonly Mutation[];
  readonly repair: boolean;
}

export const recipe: fc.Arbitrary<Recipe> = fc.record({
  seed: fc.nat(),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
  repair: fc.boolean(),
});

function apply(bytes: Buffer, one: Mutation, seeds: readonly Buffer[]): Buffer {
  const place = (position: number) => (bytes.length === 0 ? 0 : position % bytes.length);
  switch (one.kind) {
    case "bytes":
      for (const [position, value] of one.edits) if (bytes.length > 0) bytes[place(position)] = value;
      return bytes;
    case "cut":
      return bytes.subarray(0, Math.floor(one.share * bytes.length));
    case "field": {
      const size = one.wide ? 4 : 2;
      const from = Math.min(place(one.at), bytes.length - size);
      if (from < 0) return bytes;
      const value = one.wide ? one.value : one.value & 0xffff;
      if (one.little) bytes.writeUIntLE(value, from, size);
      else bytes.writeUIntBE(value, from, size);
      return bytes;
    }
    case "drop":
      return Buffer.concat([bytes.subarray(0, place(one.at)), bytes.subarray(place(one.at) + one.length)]);
    case "repeat": {
      const part = bytes.subarray(place(one.at), place(one.at) + one.length);
      return Buffer.concat([bytes.subarray(0, place(one.at)), part, part, bytes.subarray(place(one.at))]);
    }
    case "head":
    case "splice": {
      const other = seeds[one.other % seeds.length] ?? bytes;
      return one.kind === "head"
        ? Buffer.concat([other.subarray(0, one.at), bytes.subarray(Math.min(one.at, bytes.length))])
        : Buffer.concat([bytes.subarray(0, place(one.at)), other.subarray(one.at)]);
    }
    case "append":
      return Buffer.concat([bytes, Buffer.alloc(one.length, one.value)]);
  }
}

/** Makes a PNG's checksums right, so that a decoder goes on into what was changed. */
function repairPng(bytes: Buffer): Buffer {
  for (let from = 8; from + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(from);
    if (from + 12 + length > bytes.length) break;
    bytes.writeUInt32BE(crc32(bytes.subarray(from + 4, from + 8 + length)), from + 8 + length);
    from += 12 + length;
  }
  return bytes;
}

/** The file that a recipe makes of the seeds. */
export function mutated({ seed, mutations, repair }: Recipe, seeds: readonly Buffer[]): Buffer {
  const start = Buffer.from(seeds[seed % seeds.length] ?? Buffer.alloc(0));
  const bytes = mutations.reduce<Buffer>((file, one) => apply(file, one, seeds), start);
  return repair && bytes.subarray(0, 4).toString("latin1") === "\x89PNG"
    ? repairPng(Buffer.from(bytes))
    : bytes;
}
