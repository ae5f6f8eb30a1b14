import { open } from "node:fs/promises";
import hnswlib, { type HierarchicalNSW } from "hnswlib-node";
import { HaberdasherError } from "../errors.js";
import { plainNumbers } from "./plain-numbers.js";
import { type VectorTable, vectorAt } from "./vectors.js";

export interface GraphParameters {
  /** Outgoing connections per point and layer. */
  readonly m: number;
  /** Candidates looked at when a point is inserted. */
  readonly efConstruction: number;
}

/** 16 and 200 are hnswlib's own defaults; recall is then set by `ef`, which is measured per catalogue. */
export const DEFAULT_GRAPH: GraphParameters = { m: 16, efConstruction: 200 };

/** Levels are drawn from this seed, so that the same vectors in the same order give the same file. */
const SEED = 100;
const GROWTH = 1.5;

/**
 * A graph being built: rows come in order, one thread inserts, so that two builds of the same rows are the same bytes.
 * The vectors are unit vectors, for which the inner product is the cosine.
 */
export class GraphBuilder {
  readonly #graph: HierarchicalNSW;
  readonly #plain: (vector: Float32Array) => number[];
  #capacity: number;
  #size = 0;

  constructor(
    private readonly dimension: number,
    { m, efConstruction }: GraphParameters = DEFAULT_GRAPH,
    expectedRows = 1024,
  ) {
    this.#capacity = Math.max(1, expectedRows);
    this.#plain = plainNumbers(dimension);
    this.#graph = new hnswlib.HierarchicalNSW("ip", dimension);
    this.#graph.initIndex(this.#capacity, m, efConstruction, SEED);
  }

  add(vector: Float32Array): void {
    if (vector.length !== this.dimension) {
      throw new Error(`A vector of ${vector.length} numbers for a graph of ${this.dimension}`);
    }
    if (this.#size === this.#capacity) {
      this.#capacity = Math.ceil(this.#capacity * GROWTH) + 1;
      this.#graph.resizeIndex(this.#capacity);
    }
    this.#graph.addPoint(this.#plain(vector), this.#size++);
  }

  async save(path: string): Promise<void> {
    // The file names its capacity: exactly the rows, whatever was expected.
    if (this.#size > 0) this.#graph.resizeIndex(this.#size);
    await this.#graph.writeIndex(path);
  }

  /** The finished graph, searched while it is still in memory. */
  get graph(): HierarchicalNSW {
    return this.#graph;
  }
}

const damaged = (path: string, why: string) =>
  new HaberdasherError("catalogue", `The index file ${path} ${why}.`);

/** Bytes of hnswlib's header that we read: six 64-bit sizes, of which the capacity, the count and two offsets matter. */
const HEADER_BYTES = 48;

/** hnswlib reads any file without a word, so the header is read here first: rows and bytes per vector. */
async function checkHeader(path: string, table: VectorTable): Promise<void> {
  const file = await open(path, "r");
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await file.read(header, 0, HEADER_BYTES, 0);
    if (bytesRead < HEADER_BYTES) throw damaged(path, "is cut off");
    const rows = Number(header.readBigUInt64LE(16));
    const vectorBytes = Number(header.readBigUInt64LE(32)) - Number(header.readBigUInt64LE(40));
    if (rows !== table.size) throw damaged(path, `holds ${rows} products instead of ${table.size}`);
    if (vectorBytes !== table.dimension * Float32Array.BYTES_PER_ELEMENT) {
      throw damaged(path, `was made for vectors of ${vectorBytes / 4} numbers instead of ${table.dimension}`);
    }
  } finally {
    await file.close();
  }
}

/** Rows whose vectors are compared between graph and table when a graph is opened. */
const SPOT_CHECKS = 16;

/** The saved graph over exactly these vectors. Fails with code `catalogue` when it is over others. */
export async function loadGraph(path: string, table: VectorTable): Promise<HierarchicalNSW> {
  await checkHeader(path, table);
  const graph = new hnswlib.HierarchicalNSW("ip", table.dimension);
  await graph.readIndex(path);
  if (graph.getCurrentCount() !== table.size) throw damaged(path, "does not fit its own header");
  for (let check = 0; check < Math.min(SPOT_CHECKS, table.size); check++) {
    const row = Math.floor((check * table.size) / Math.min(SPOT_CHECKS, table.size));
    const expected = vectorAt(table, row);
    if (!graph.getPoint(row).every((value, at) => value === expected[at])) {
      throw damaged(path, "was made from other vectors");
    }
  }
  return graph;
}
