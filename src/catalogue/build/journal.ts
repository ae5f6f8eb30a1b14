import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { BadRow } from "../importers/source.js";
import type { StoredProduct } from "../product-table.js";

/** What a build is of. A journal of another is not gone on with. */
export interface BuildIdentity {
  readonly layout: number;
  readonly source: string;
  readonly model: string;
  readonly dimension: number;
  readonly options: string;
}

/** Some rows of the source, finished. */
export interface Chunk {
  /** The source's row after the last of these. */
  readonly next: number;
  readonly products: readonly StoredProduct[];
  readonly skipped: readonly BadRow[];
  /** Checksums of what was appended to the two data files. */
  readonly vectors: string;
  readonly pictures: string;
}

/** More than an identity ever takes. */
const IDENTITY_BYTES = 64 * 1024;

const digest = (parts: Iterable<Uint8Array | string>) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, 32);
};

const bytesOf = (vector: Float32Array) => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);

const sealed = (record: unknown) => {
  const json = JSON.stringify(record);
  return `${digest([json])} ${json}\n`;
};

/** The record of a line whose checksum holds: what was written is what is read, so its shape needs no second look. */
function unsealed(line: string): unknown {
  const json = line.slice(33);
  return line[32] === " " && digest([json]) === line.slice(0, 32) ? JSON.parse(json) : undefined;
}

const isChunk = (record: unknown): record is Chunk =>
  typeof record === "object" && record !== null && "next" in record && "products" in record;

async function readBytes(file: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, start);
  return bytes.subarray(0, bytesRead);
}

/**
 * A build's progress on disk: `journal.jsonl`, one sealed line a chunk, beside the vectors and pictures that the lines
 * vouch for. Data is appended before its line, so a process that is killed at any moment leaves at worst a tail that no
 * line vouches for; opening cuts it off.
 */
export class Journal {
  #vectorBytes = 0;
  #pictureBytes = 0;

  private constructor(
    readonly folder: string,
    private readonly lines: FileHandle,
    private readonly vectors: FileHandle,
    private readonly pictures: FileHandle,
  ) {}

  static readonly files = {
    vectors: "vectors.f32",
    pictures: "pictures.pack",
    lines: "journal.jsonl",
  } as const;

  get vectorPath(): string {
    return join(this.folder, Journal.files.vectors);
  }

  get picturePath(): string {
    return join(this.folder, Journal.files.pictures);
  }

  /** Goes on with the journal in the folder if it is of the same build, else begins anew. */
  static async open(
    folder: string,
    identity: BuildIdentity,
  ): Promise<{ journal: Journal; chunks: Chunk[]; discarded: boolean }> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, Journal.files.lines);
    const known = await firstLine(path);
    const same = known !== undefined && known === JSON.stringify(identity);
    const discarded = known !== undefined && !same;
    if (!same) {
      for (const name of Object.values(Journal.files)) await rm(join(folder, name), { force: true });
    }
    const [lines, vectors, pictures] = await Promise.all(
      [path, join(folder, Journal.files.vectors), join(folder, Journal.files.pictures)].map((file) =>
        open(file, "a+"),
      ),
    );
    if (!lines || !vectors || !pictures) throw new Error("Three files were opened");
    const journal = new Journal(folder, lines, vectors, pictures);
    if (!same) {
      await lines.write(sealed(identity));
      return { journal, chunks: [], discarded };
    }
    return { journal, chunks: await journal.#recover(path, identity.dimension), discarded };
  }

  async append(
    chunk: Pick<Chunk, "next" | "products" | "skipped">,
    vectors: readonly Float32Array[],
    pictures: readonly Uint8Array[],
  ): Promise<void> {
    const vectorBytes = Buffer.concat(vectors.map(bytesOf));
    const pictureBytes = Buffer.concat(pictures);
    await this.vectors.appendFile(vectorBytes);
    await this.pictures.appendFile(pictureBytes);
    await this.lines.appendFile(
      sealed({ ...chunk, vectors: digest([vectorBytes]), pictures: digest([pictureBytes]) }),
    );
  }

  /** Puts everything on the disk itself. */
  async sync(): Promise<void> {
    await Promise.all([this.vectors.sync(), this.pictures.sync(), this.lines.sync()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.lines.close(), this.vectors.close(), this.pictures.close()]);
  }

  /** Reads every line that holds, and cuts the three files off behind the last of them. */
  async #recover(path: string, dimension: number): Promise<Chunk[]> {
    const chunks: Chunk[] = [];
    const { size } = await this.lines.stat();
    let lineBytes = 0;
    const input = createReadStream(path, { encoding: "utf8" });
    for await (const line of createInterface({ input })) {
      const end = lineBytes + Buffer.byteLength(line) + 1;
      const record = unsealed(line);
      // A last line whose end is missing goes as well, or the next would be glued to it.
      if (record === undefined || end > size) break;
      if (isChunk(record)) {
        if (!(await this.#vouches(record, dimension))) break;
        chunks.push(record);
      }
      lineBytes = end;
    }
    input.destroy();
    await this.lines.truncate(lineBytes);
    await this.vectors.truncate(this.#vectorBytes);
    await this.pictures.truncate(this.#pictureBytes);
    return chunks;
  }

  async #vouches(chunk: Chunk, dimension: number): Promise<boolean> {
    const vectorBytes = chunk.products.length * dimension * Float32Array.BYTES_PER_ELEMENT;
    const pictureBytes = chunk.products.reduce((sum, { stored }) => sum + stored.bytes, 0);
    const vectors = await readBytes(this.vectors, this.#vectorBytes, vectorBytes);
    const pictures = await readBytes(this.pictures, this.#pictureBytes, pictureBytes);
    if (digest([vectors]) !== chunk.vectors || digest([pictures]) !== chunk.pictures) return false;
    this.#vectorBytes += vectorBytes;
    this.#pictureBytes += pictureBytes;
    return true;
  }
}

/** The identity line, if there is one that holds. */
async function firstLine(path: string): Promise<string | undefined> {
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return undefined;
  try {
    const start = Buffer.from(await readBytes(file, 0, IDENTITY_BYTES)).toString("utf8");
    const end = start.indexOf("\n");
    const record = end < 0 ? undefined : unsealed(start.slice(0, end));
    return record === undefined ? undefined : JSON.stringify(record);
  } finally {
    await file.close();
  }
}
