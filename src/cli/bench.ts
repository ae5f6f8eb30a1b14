import type { Command } from "commander";
import type { BenchOptions } from "./bench/run-bench.js";
import { addShopOptions, wholeNumberBetween } from "./shop-options.js";

export function addBench(program: Command): void {
  const command = program
    .command("bench")
    .description("measure speed against the bare model, as ratios from one run on this machine")
    .option("--pairs <n>", "measured pairs per figure", wholeNumberBetween(3, 1000), 41);
  // What is compared against is heavy; only this command loads it.
  addShopOptions(command).action(async (options: BenchOptions) => {
    const { runBench } = await import("./bench/run-bench.js");
    await runBench(options);
  });
}
