import { recall } from "../../../index/recall.js";
import { median } from "../pairs.js";
import type { Contender } from "./contender.js";
import { QUERIES } from "./material.js";
import { chosenSchema, type Grown, grownSchema, type Searched, searchedSchema } from "./protocol.js";

/** Neighbours asked for. */
const K = 10;
/** Words and pictures. */
const GROUPS = 2;
const ROUNDS = 5;
/** Rows taken in between two signs of life. */
const SLICE = 10_000;

/** What one way to search costs at one size. */
export interface Measured {
  readonly name: string;
  /** Seconds since the first row, of the processor and of the clock. Absent where nothing is built. */
  readonly buildCpuS?: number;
  readonly buildWallS?: number;
  /** Memory that the process took for it. */
  readonly residentBytes?: number;
  /** What a server keeps of it on disk. */
  readonly storedBytes?: number;
  /** Mean share of the true ten that were found, for words and for pictures. */
  readonly recall: { readonly words: number; readonly pictures: number };
  /** Milliseconds for one query. */
  readonly p50: number;
  readonly p99: number;
}

export interface SizeMeasured {
  readonly rows: number;
  /** The same for every graph: the smallest that reaches the house's recall on other queries. */
  readonly ef: number;
  readonly measured: readonly Measured[];
  /** Ours by each rival's: of processor time for building, where it is known, and of the median query, round by round. */
  readonly ratios: Readonly<Record<string, { readonly build?: number; readonly query: number }>>;
}

export interface Rival {
  readonly contender: Contender;
  /** The largest size that it is asked to grow to. */
  readonly upTo: number;
  /** Makes its index anew at every size instead of adding to it. */
  readonly anew?: boolean;
}

/** Grows every index at once, each in one thread of its own process, and asks them in turns at every size. */
export async function* measureGrowth(
  ours: Contender,
  rivals: readonly Rival[],
  sizes: readonly number[],
  told: (line: string) => void,
): AsyncGenerator<SizeMeasured> {
  const built = new Map<Contender, Grown>();
  let from = 0;
  for (const rows of sizes) {
    const taking = rivals.filter(({ upTo }) => rows <= upTo);
    await Promise.all(
      [{ contender: ours }, ...taking].map(async ({ contender, anew }: Omit<Rival, "upTo">) => {
        const grown = anew
          ? await contender.ask({ do: "grow", to: rows }, grownSchema)
          : await grow(contender, built.get(contender), from, rows, told);
        built.set(contender, grown);
      }),
    );
    from = rows;
    const contenders = taking.map(({ contender }) => contender);
    yield await measureSize(ours, contenders, rows, built);
  }
}

async function grow(
  contender: Contender,
  before: Grown | undefined,
  from: number,
  rows: number,
  told: (line: string) => void,
): Promise<Grown> {
  let { cpuS = 0, wallS, residentBytes = 0 } = before ?? { wallS: 0 };
  for (let at = from; at < rows; at += SLICE) {
    const to = Math.min(at + SLICE, rows);
    const grown = await contender.ask({ do: "grow", to }, grownSchema);
    cpuS += grown.cpuS ?? 0;
    wallS += grown.wallS;
    residentBytes = grown.residentBytes ?? 0;
    told(`${contender.name}: ${to.toLocaleString("en")} rows, ${cpuS.toFixed(0)} s of the processor`);
  }
  return { cpuS, wallS, residentBytes };
}

async function measureSize(
  ours: Contender,
  rivals: readonly Contender[],
  rows: number,
  built: ReadonlyMap<Contender, Grown>,
): Promise<SizeMeasured> {
  const from = GROUPS * QUERIES.choosing;
  const to = from + GROUPS * QUERIES.measured;
  const { ef } = await ours.ask({ do: "choose", k: K, groups: GROUPS, size: QUERIES.choosing }, chosenSchema);
  const scanned = await ours.ask({ do: "scan", from, to, k: K }, searchedSchema);
  const rounds = new Map<Contender, Searched[]>();
  for (let round = 0; round < ROUNDS; round++) {
    // Who goes first alternates.
    const turn = round % 2 === 0 ? [ours, ...rivals] : [...rivals, ours];
    for (const contender of turn) {
      const searched = await contender.ask({ do: "search", from, to, k: K, ef }, searchedSchema);
      rounds.set(contender, [...(rounds.get(contender) ?? []), searched]);
    }
  }
  const summary = (contender: Contender) =>
    summarise(contender.name, rounds.get(contender) ?? [], scanned, built.get(contender));
  const ratios = rivals.map((rival) => {
    const pairs = (rounds.get(ours) ?? []).map(
      ({ ms }, round) => median(ms) / median(rounds.get(rival)?.[round]?.ms ?? []),
    );
    const [mine, theirs] = [built.get(ours)?.cpuS, built.get(rival)?.cpuS];
    const build = mine !== undefined && theirs !== undefined ? { build: mine / theirs } : {};
    return [rival.name, { ...build, query: median(pairs) }] as const;
  });
  return {
    rows,
    ef,
    measured: [ours, ...rivals].map(summary).concat(summarise("exact scan", [scanned], scanned)),
    ratios: Object.fromEntries(ratios),
  };
}

function summarise(name: string, rounds: readonly Searched[], truth: Searched, built?: Grown): Measured {
  const ms = rounds.flatMap((round) => round.ms).sort((a, b) => a - b);
  const recalls = truth.found.map((true10, at) => recall(rounds[0]?.found[at] ?? [], true10));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    name,
    ...(built && { buildWallS: built.wallS }),
    ...(built?.cpuS !== undefined && { buildCpuS: built.cpuS }),
    ...(built?.residentBytes !== undefined && { residentBytes: built.residentBytes }),
    ...(built?.storedBytes !== undefined && { storedBytes: built.storedBytes }),
    recall: {
      words: mean(recalls.slice(0, QUERIES.measured)),
      pictures: mean(recalls.slice(QUERIES.measured)),
    },
    p50: median(ms),
    p99: ms[Math.min(ms.length - 1, Math.ceil(0.99 * ms.length) - 1)] ?? Number.NaN,
  };
}
