import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClipEngine } from "../../src/clip/engine.js";
import { COLOURS, drawing, KINDS } from "../catalogue/sample-shop.js";
import { index, openStarter, temporaryFolder } from "../catalogue/workshop.js";

/** A built catalogue, and the engine that it was built with. */
export interface Goods {
  readonly folder: string;
  readonly engine: ClipEngine;
  close(): Promise<void>;
}

/** A catalogue of products by their words (title, articleType, …), ids p0, p1 …; any drawing stands for their pictures. */
export async function buildGoods(words: readonly Readonly<Record<string, string>>[]): Promise<Goods> {
  const room = await temporaryFolder();
  const engine = await openStarter();
  const folder = join(room.path, "catalogue");
  const rows = words.map((row, at) => ({ id: `p${at}`, ...row, image: `p${at}.jpg` }));
  const outlines = Object.values(KINDS);
  const colours = Object.values(COLOURS);
  for (const [at, { image }] of rows.entries()) {
    const picture = drawing(outlines[at % outlines.length] ?? "", colours[at % colours.length] ?? "", at);
    await picture.jpeg().toFile(join(room.path, image));
  }
  const source = join(room.path, "products.jsonl");
  await writeFile(source, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  await index(source, folder, engine);
  return {
    folder,
    engine,
    async close() {
      await engine.close();
      await room.remove();
    },
  };
}
