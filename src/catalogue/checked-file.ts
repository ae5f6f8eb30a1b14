import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

const CHUNK = 1024 * 1024;

/** Hex SHA-256 of a file, read in pieces of a megabyte so that the event loop is never held for more than about a millisecond. */
export async function fileDigest(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

export type Fault = "missing" | "size" | "checksum";

/** A file that is not what its entry says. */
export class FileFault extends Error {
  constructor(
    readonly path: string,
    readonly fault: Fault,
  ) {
    super(`${path}: ${fault}`);
  }
}

interface Expected {
  readonly bytes: number;
  readonly sha256: string;
}

function missingAsFault(path: string) {
  return (thrown: unknown): never => {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") {
      throw new FileFault(path, "missing");
    }
    throw thrown;
  };
}

/** Opens a file, compares its size and checksum, and leaves it open: what was checked is what is read later. */
export async function openChecked(path: string, expected: Expected): Promise<FileHandle> {
  const file = await open(path, "r").catch(missingAsFault(path));
  try {
    await checkHandle(file, path, expected, undefined);
    return file;
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

/** The whole file, checked while it is read. */
export async function readChecked(path: string, expected: Expected): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path, "r").catch(missingAsFault(path));
  try {
    const content = Buffer.from(new ArrayBuffer(expected.bytes));
    await checkHandle(file, path, expected, content);
    return content;
  } finally {
    await file.close();
  }
}

async function checkHandle(
  file: FileHandle,
  path: string,
  expected: Expected,
  into: Buffer | undefined,
): Promise<void> {
  if ((await file.stat()).size !== expected.bytes) throw new FileFault(path, "size");
  const hash = createHash("sha256");
  const scratch = into ?? Buffer.alloc(Math.min(CHUNK, Math.max(1, expected.bytes)));
  for (let at = 0; at < expected.bytes; ) {
    const length = Math.min(CHUNK, expected.bytes - at);
    const offset = into ? at : 0;
    const { bytesRead } = await file.read(scratch, offset, length, at);
    if (bytesRead === 0) throw new FileFault(path, "size");
    hash.update(scratch.subarray(offset, offset + bytesRead));
    at += bytesRead;
  }
  if (hash.digest("hex") !== expected.sha256) throw new FileFault(path, "checksum");
}
