import { beforeAll, describe, expect, it } from "vitest";
import { type Import, importsIn, specifiers } from "./import-graph.js";

/** Files beside the folders of `src` that everything may use: they know nothing of the rest. */
const FOUNDATION = [
  "backoff",
  "config",
  "disk-fault",
  "errors",
  "limits",
  "log",
  "make-folder",
  "package-root",
  "threads",
];

const ADAPTERS = ["discord", "slack", "web", "terminal"];

/**
 * Words flow one way: adapters → chat → commands → search | labels → clip | index | catalogue | images. Each part may
 * import itself, the foundation, and what is named here. `main`, `cli` and `service` stand above all.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(FOUNDATION.map((name) => [name, []])),
  // What a catalogue keeps of a picture is made and laid out by images; types only go up here.
  images: ["catalogue"],
  clip: ["images"],
  index: [],
  catalogue: ["clip", "images", "index"],
  search: ["catalogue", "clip", "images", "index"],
  labels: ["catalogue", "clip", "images"],
  shop: ["catalogue", "clip", "labels", "search"],
  "open-shop": ["catalogue", "clip", "labels", "search", "shop"],
  // Commands come to the chat as a list: it names none of them, they build on it.
  chat: ["catalogue", "clip", "images", "labels", "search", "shop"],
  commands: ["chat"],
  ...Object.fromEntries(ADAPTERS.map((name) => [name, ["chat", "catalogue", "images", "labels", "shop"]])),
  eval: ["catalogue", "clip", "images", "index", "labels", "search"],
  metrics: ["chat", "clip"],
};

/** Parts that may import everything. */
const ABOVE_ALL = ["main", "cli", "service"];

/** Packages that one part alone may know, so that it alone changes with them. */
const OWNERS: readonly (readonly [package_: RegExp, owner: string])[] = [
  [/^(?:discord\.js|@discordjs\/.*|discord-api-types)$/, "discord"],
  [/^@slack\//, "slack"],
  [/^(?:@xenova\/transformers|onnxruntime-.*)$/, "clip"],
  [/^hnswlib-node$/, "index"],
  [/^pg(?:-copy-streams)?$/, "catalogue"],
  [/^(?:hono|@hono\/.*)$/, "web"],
  [/^lmdb$/, "chat"],
  [/^ioredis$/, "service"],
  [/^commander$/, "cli"],
  [/^prom-client$/, "metrics"],
  [/^pino$/, "log"],
];

/** "src/chat/act.ts" → "chat", "src/log.ts" → "log", "commands/find.ts" → "commands". */
function partOf(file: string): string {
  const [top = "", next = "", deeper] = file.split("/");
  if (top !== "src") return top;
  return deeper === undefined ? next.replace(/\.ts$/, "") : next;
}

function isAllowed({ from, to }: Import): boolean {
  const [importing, imported] = [partOf(from), partOf(to)];
  if (importing === imported || ABOVE_ALL.includes(importing) || FOUNDATION.includes(imported)) return true;
  return MAY_IMPORT[importing]?.includes(imported) === true;
}

const shown = ({ from, to }: Import) => `${from} → ${to}`;

let imports: Import[];
beforeAll(async () => {
  imports = await importsIn(["src", "commands"]);
});

describe("imports", () => {
  it("are all seen: types, re-exports and import() as well", () => {
    const source = `
      import type { A } from "./a.js";
      import { type B, b } from "./b.js";
      import "./c.js";
      export { d } from "./d.js";
      export type * from "./e.js";
      const f = await import("./f.js");
      // import "./not.js"; and "import './nor.js'"`;
    expect(specifiers("x.ts", source).sort()).toEqual([
      "./a.js",
      "./b.js",
      "./c.js",
      "./d.js",
      "./e.js",
      "./f.js",
    ]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it("flow one way", () => {
    const wrong = imports.filter((one) => !one.isPackage && !isAllowed(one));
    expect(wrong.map(shown)).toEqual([]);
  });

  it("keep each platform's and each engine's package in one part", () => {
    const wrong = imports.filter(({ from, to, isPackage }) => {
      const owner = isPackage && OWNERS.find(([name]) => name.test(to))?.[1];
      return owner && partOf(from) !== owner;
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it("know every part", () => {
    const parts = new Set(imports.map(({ from }) => partOf(from)));
    const unknown = [...parts].filter((part) => !(part in MAY_IMPORT) && !ABOVE_ALL.includes(part));
    expect(unknown).toEqual([]);
  });

  it("never reach for a test or a script", () => {
    const outside = imports.filter(({ to, isPackage }) => !isPackage && !/^(?:src|commands)\//.test(to));
    expect(outside.map(shown)).toEqual([]);
  });
});
