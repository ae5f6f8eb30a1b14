import { type Command, InvalidArgumentError, Option } from "commander";
import type { BenchOptions } from "./bench/run-bench.js";
import type { ScaleOptions } from "./bench/scale/run-scale.js";
import { addShopOptions, wholeNumberBetween } from "./shop-options.js";

const LARGEST = 10_000_000;
const SIZES = "10000,100000,1000000";

/** "10000,100000" → ascending sizes. */
function sizes(text: string): number[] {
  const numbers = text.split(",").map(Number);
  if (numbers.some((size) => !Number.isInteger(size) || size < 100 || size > LARGEST)) {
    throw new InvalidArgumentError(
      `write whole numbers from 100 to ${LARGEST.toLocaleString("en")} with commas between`,
    );
  }
  return [...new Set(numbers)].sort((a, b) => a - b);
}

export function addBench(program: Command): void {
  const bench = program
    .command("bench")
    .description("Measure speed against the bare model, as ratios from one run on this machine")
    .option("--pairs <n>", "measured pairs per figure", wholeNumberBetween(3, 1000), 41);
  // What is compared against is heavy; only this command loads it.
  addShopOptions(bench).action(async (options: BenchOptions) => {
    const { runBench } = await import("./bench/run-bench.js");
    await runBench(options);
  });

  const scale = bench
    .command("scale")
    .description(
      "Grow an index and measure it beside Python's hnswlib and faiss, and a database, at each size",
    )
    .addOption(
      new Option("--sizes <n,n,…>", "numbers of vectors").argParser(sizes).default(sizes(SIZES), SIZES),
    )
    .option("--work <folder>", "where vectors and figures are written: a gigabyte a million", ".work/scale")
    .option(
      "--faiss-to <n>",
      "the largest size that faiss is grown to: it takes twice as long",
      wholeNumberBetween(0, LARGEST),
      LARGEST,
    )
    .option("--postgres <address>", "postgres://… of a database that is measured beside them")
    .option(
      "--postgres-to <n>",
      "the largest size that it is grown to",
      wholeNumberBetween(0, LARGEST),
      LARGEST,
    )
    .option("--python <program>", "a Python with numpy, hnswlib and faiss", "/usr/bin/python3");
  addShopOptions(scale).action(async (options: ScaleOptions) => {
    const { runScale } = await import("./bench/scale/run-scale.js");
    await runScale(options);
  });
}
