import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Reading, Source } from "./source.js";
import { openTable } from "./table.js";

const TABLE = "styles.csv";
const PICTURES = "images";

/** The folder of Kaggle's "Fashion Product Images" that this path means: itself, its `styles.csv`, or one folder down. */
export function kaggleFolder(path: string): string | undefined {
  const inside = ["", "myntradataset", "fashion-dataset"].map((folder) => join(path, folder));
  const places = basename(path) === TABLE ? [dirname(path)] : inside;
  return places.find((place) => existsSync(join(place, TABLE)) && existsSync(join(place, PICTURES)));
}

/** `styles.csv` beside `images/<id>.jpg`; titles with commas that nobody quoted are put together again. */
export function openKaggle(folder: string, spec: string, reading: Reading): Promise<Source> {
  return openTable(join(folder, TABLE), spec, reading, {
    layout: "Kaggle layout",
    surplus: "join-last",
    pictureOf: (id) => join(PICTURES, `${id}.jpg`),
  });
}
