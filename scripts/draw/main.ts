import { Command, InvalidArgumentError } from "commander";
import sharp from "sharp";
import { catalogue } from "./catalogue.js";
import { KINDS } from "./kinds/index.js";
import { PAGE } from "./parts/scene.js";
import { renderCatalogue } from "./render.js";

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return value;
  };

const prefix = (text: string): string => {
  if (!/^[a-z0-9-]{0,20}$/.test(text))
    throw new InvalidArgumentError("Use at most 20 lower-case letters, digits and hyphens.");
  return text;
};

const program = new Command("draw")
  .description(
    "Draws the illustrated catalogue of a small shop: products.jsonl and one WebP picture a product. The same seed gives the same catalogue.",
  )
  .requiredOption("--seed <number>", "which catalogue", whole(0, 2_147_483_647))
  .requiredOption(
    "--count <number>",
    `how many products, at least ${KINDS.length}`,
    whole(KINDS.length, 200_000),
  )
  .requiredOption("--out <folder>", "where products.jsonl and pictures/ go")
  .option("--width <pixels>", "width of a picture; its height is 4/3 of it", whole(48, 720), PAGE.width)
  .option("--concurrency <number>", "pictures drawn at once", whole(1, 64), 2)
  .option("--id-prefix <text>", "what ids begin with", prefix, "")
  .action(
    async (options: {
      seed: number;
      count: number;
      out: string;
      width: number;
      concurrency: number;
      idPrefix: string;
    }) => {
      sharp.concurrency(1);
      const products = catalogue(options.seed, options.count, options.idPrefix);
      const started = Date.now();
      const bytes = await renderCatalogue(products, {
        out: options.out,
        width: options.width,
        concurrency: options.concurrency,
        onProgress: (done) => {
          if (done % 100 === 0) process.stderr.write(`${done} of ${products.length}\n`);
        },
      });
      process.stdout.write(
        `${products.length} products, ${(bytes / 1e6).toFixed(2)} MB, ${((Date.now() - started) / 1000).toFixed(1)} s: ${options.out}\n`,
      );
    },
  );

await program.parseAsync();
