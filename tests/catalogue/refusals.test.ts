import { existsSync, statSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCatalogue } from "../../src/catalogue/build/build.js";
import { openSource } from "../../src/catalogue/importers/open-source.js";
import { openCatalogue, readManifest } from "../../src/catalogue/open.js";
import type { ClipEngine } from "../../src/clip/engine.js";
import { calibrate } from "../../src/search/calibration/calibrate.js";
import { makeSampleShop } from "./sample-shop.js";
import { HUB, index, openStarter, temporaryFolder } from "./workshop.js";

const NOBODY = 65_534;
/** Where memory poses as a disk, and so as another one than the temporary folder's. */
const OTHER_DISK = "/dev/shm";

let engine: ClipEngine;
let room: Awaited<ReturnType<typeof temporaryFolder>>;
let table: string;

beforeAll(async () => {
  [engine, room] = await Promise.all([openStarter(), temporaryFolder()]);
  await makeSampleShop(join(room.path, "shop"));
  table = join(room.path, "shop", "products.jsonl");
  await chmod(room.path, 0o777);
});
afterAll(async () => {
  await engine.close();
  await room.remove();
});

/** Works as somebody whom permissions bind; root is above them. */
async function bound<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** A file or folder that nobody but root may open. */
async function locked(name: string, make: (path: string) => Promise<unknown>): Promise<string> {
  const path = join(room.path, name);
  await make(path);
  await chmod(path, 0);
  return path;
}

describe("a source that may not be read", () => {
  it.each(["t.csv", "t.jsonl", "t.parquet", "t"])("is said to be so: %s", async (name) => {
    const path = await locked(name, (file) => writeFile(file, "id,image\n1,1.jpg\n"));
    await expect(bound(() => openSource(path, HUB))).rejects.toMatchObject({
      code: "not-found",
      message: `${path} cannot be read: this user may not read it.`,
    });
  });

  it("may be a folder among those of the pictures", async () => {
    const inner = await locked("pictures/coats", (folder) => mkdir(folder, { recursive: true }));
    await expect(bound(() => openSource(join(room.path, "pictures"), HUB))).rejects.toThrow(
      `${inner} cannot be read: this user may not read it.`,
    );
    await chmod(inner, 0o755);
  });

  it("may go away while it is read", async () => {
    const path = join(room.path, "short-lived.csv");
    await writeFile(path, "id,image\n1,1.jpg\n");
    const source = await openSource(path, HUB);
    await rm(path);
    const options = { source, folder: join(room.path, "gone"), engine, calibrate };
    await expect(buildCatalogue(options)).rejects.toMatchObject({
      code: "not-found",
      message: `${path} cannot be read: it is gone.`,
    });
  });
});

describe("a data set that is being downloaded", () => {
  it("says so where the disk does not take it", async () => {
    const server = createServer((request, response) => {
      const list = JSON.stringify({ sha: "abc", siblings: [{ rfilename: "data/a.parquet" }] });
      response.end(request.url?.startsWith("/api/") ? list : "PAR1");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (typeof address !== "object" || address === null) throw new Error("no address");
    const cache = join(room.path, "cache");
    await writeFile(cache, "");
    const options = { endpoint: `http://127.0.0.1:${address.port}`, cache };
    await expect(openSource("shop/photos", options)).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringMatching(/ cannot be kept in .*cache: a file is in the way .*MODEL_CACHE\.$/),
    });
    server.closeAllConnections();
    server.close();
  });
});

describe("a catalogue", () => {
  it("is not begun where another user's unfinished one stands, and the sentence names that", async () => {
    const folder = join(room.path, "taken");
    await mkdir(`${folder}.work`, { mode: 0o755 });
    if (process.geteuid?.() !== 0) await chmod(`${folder}.work`, 0o555);
    await expect(bound(() => index(table, folder, engine, { limit: 1 }))).rejects.toMatchObject({
      code: "catalogue",
      message: expect.stringContaining(
        `cannot be written to ${folder}: it may not be written (${folder}.work`,
      ),
    });
  });

  it("that may not be read is not said to be absent, nor to be built anew", async () => {
    const folder = join(room.path, "private");
    await index(table, folder, engine, { limit: 12 });
    await (await bound(() => openCatalogue(folder, engine))).close();
    const { files } = await readManifest(folder);
    for (const name of [files.vectors.path, "manifest.json"]) {
      await chmod(join(folder, name), 0);
      await expect(
        bound(() => openCatalogue(folder, engine)),
        name,
      ).rejects.toMatchObject({
        code: "catalogue",
        message: `The catalogue in ${folder} may not be read by this user; let it with: chmod -R a+rX ${folder}`,
      });
    }
  });

  const otherDisk = existsSync(OTHER_DISK) && statSync(OTHER_DISK).dev !== statSync(tmpdir()).dev;
  it.skipIf(!otherDisk)("may stand on another disk than what is beside it", async () => {
    const there = await mkdtemp(join(OTHER_DISK, "haberdasher-"));
    try {
      const link = join(room.path, "mounted");
      await symlink(there, link);
      const { manifest } = await index(table, link, engine, { limit: 12 });
      expect(manifest.count).toBe(12);
      await (await openCatalogue(link, engine)).close();
    } finally {
      await rm(there, { recursive: true });
    }
  });
});
