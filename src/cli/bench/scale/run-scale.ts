import { writeFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { HaberdasherError } from "../../../errors.js";
import { makeFolder } from "../../../make-folder.js";
import { printJson } from "../../output.js";
import { type ShopOptions, withShop } from "../../shop-options.js";
import { type Contender, databaseIndex, ourIndex, RIVALS, rivalIndex } from "./contender.js";
import { writeMaterial } from "./material.js";
import { measureGrowth, type Rival, type SizeMeasured } from "./measure.js";
import { sizeReport } from "./report.js";

export interface ScaleOptions extends ShopOptions {
  /** Numbers of vectors, growing. */
  readonly sizes: readonly number[];
  readonly work: string;
  readonly python: string;
  /** The largest size that faiss is grown to. */
  readonly faissTo: number;
  /** Address of a database that is measured too. */
  readonly postgres?: string;
  /** The largest size that it is grown to. */
  readonly postgresTo: number;
  readonly json?: boolean;
}

/** Grows the indexes, prints each size as soon as it is measured, and keeps all of them in the work folder. */
export async function runScale(options: ScaleOptions): Promise<void> {
  const { sizes, work, python } = options;
  await makeFolder(work).catch((cause: unknown) => {
    throw new HaberdasherError(
      "settings",
      `${work} cannot be a folder to write to; name another by --work.`,
      {
        cause,
      },
    );
  });
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  tell("Writing the vectors");
  const [material, model] = await withShop(options, async (shop) => [
    await writeMaterial(shop, work, Math.max(...sizes)),
    shop.engine.name,
  ]);
  const machine = {
    processor: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    node: process.version,
    model,
    dimension: material.dimension,
    real: material.real,
  };
  const contenders: Contender[] = [];
  const figures: SizeMeasured[] = [];
  try {
    const ours = await ourIndex(material);
    contenders.push(ours);
    const rivals: Rival[] = [];
    for (const name of RIVALS) {
      const contender = await rivalIndex(python, name, material);
      contenders.push(contender);
      rivals.push({ contender, upTo: name === "faiss" ? options.faissTo : Number.POSITIVE_INFINITY });
    }
    if (options.postgres !== undefined) {
      const contender = await databaseIndex(options.postgres, material);
      contenders.push(contender);
      rivals.push({ contender, upTo: options.postgresTo, anew: true });
    }
    for await (const size of measureGrowth(ours, rivals, sizes, tell)) {
      figures.push(size);
      await writeFile(
        join(work, "figures.json"),
        `${JSON.stringify({ machine, sizes: figures }, null, 2)}\n`,
      );
      if (!options.json) process.stdout.write(`${sizeReport(size)}\n`);
    }
  } finally {
    await Promise.all(contenders.map((contender) => contender.close()));
  }
  if (options.json) printJson({ machine, sizes: figures });
}
