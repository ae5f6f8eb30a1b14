import fc from "fast-check";
import { isObject, type Json } from "../doubles/discord/json.js";

/** Values where others were expected. */
export const junk = fc.oneof(
  fc.constantFrom(null, true, -1, 0, 1e308, "", {}, []),
  fc.string({ maxLength: 40 }),
  fc.integer(),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "x".repeat(10_000),
    "\u0000",
    "\u202e",
    "<!channel>",
    "@everyone",
  ),
  fc.constant(
    JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  ),
);

function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return path.length === 0 ? [] : [[...path]];
  const deeper = Object.entries(value).flatMap(([name, one]) => pathsOf(one, [...path, name]));
  return path.length === 0 ? deeper : [[...path], ...deeper];
}

function replace(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, one]) => [key, key === name ? replace(one, rest, by) : one] as const,
  );
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

/**
 * The payload with one of its values, anywhere in it, replaced.
 * @param keep names at its top that stay, since an answer needs them
 */
export function tampered(payload: Json, at: number, by: unknown, keep: readonly string[]): Json {
  const free = pathsOf(payload).filter(([first = ""]) => !keep.includes(first));
  const changed = replace(payload, free[at % Math.max(1, free.length)] ?? [], by);
  return isObject(changed) ? changed : payload;
}
