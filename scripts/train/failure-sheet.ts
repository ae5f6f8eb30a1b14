/**
 * Puts the drawn products that confusions.py found named wrongly on one sheet, numbered as in the card's table.
 *
 *   tsx scripts/train/failure-sheet.ts --failures .work/run/failures.json --drawn FOLDER [--out data/models/starter/failures.webp]
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { z } from "zod";
import { contactSheet } from "../../src/images/contact-sheet.js";

const COLUMNS = 6;
const WIDTH = 1200;
const QUALITY = 72;

const failures = z.object({ drawn: z.object({ shown: z.array(z.object({ picture: z.string() })).min(1) }) });

const { values } = parseArgs({
  options: {
    failures: { type: "string", default: ".work/run/failures.json" },
    drawn: { type: "string" },
    out: { type: "string", default: "data/models/starter/failures.webp" },
  },
});
const { drawn } = values;
if (drawn === undefined)
  throw new Error("--drawn names the folder of the drawn products that were measured on");
const { shown } = failures.parse(JSON.parse(await readFile(values.failures, "utf8"))).drawn;
const tiles = await Promise.all(
  shown.map(async ({ picture }, at) => {
    const bytes = await readFile(join(drawn, picture));
    return { number: at + 1, picture: async () => ({ bytes, mediaType: "image/webp" as const }) };
  }),
);
const sheet = await sharp(await contactSheet(tiles, { columns: COLUMNS }))
  .resize({ width: WIDTH })
  .webp({ quality: QUALITY })
  .toBuffer();
await writeFile(values.out, sheet);
console.log(`${values.out}: ${tiles.length} pictures, ${Math.ceil(sheet.length / 1000)} kB`);
