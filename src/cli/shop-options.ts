import { type Command, InvalidArgumentError } from "commander";
import type { DownloadListener } from "../clip/hub.js";
import { type Config, readConfig } from "../config.js";
import { createLogger } from "../log.js";
import { openShop } from "../open-shop.js";
import { withEnvFile } from "../service/env-file.js";
import type { Shop } from "../shop.js";

/** What every command that answers from a catalogue takes. */
export interface ShopOptions {
  readonly catalogue?: string;
  readonly model?: string;
}

/** A text that says something: a script's unset variable is no choice. */
export function nonBlank(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("write a name, or leave the option out");
  return text;
}

export function addModelOption(command: Command): Command {
  return command.option(
    "--model <model>",
    "starter, a model folder or a hub id (default: the setting CLIP_MODEL, or starter)",
    nonBlank,
  );
}

export function addCatalogueOption(command: Command): Command {
  return command.option(
    "--catalogue <folder>",
    "catalogue folder (default: the setting CATALOGUE, or the starter catalogue)",
    nonBlank,
  );
}

/** Adds `--catalogue`, `--model` and `--json`. */
export function addShopOptions(command: Command): Command {
  return addModelOption(addCatalogueOption(command)).option("--json", "one JSON document on standard output");
}

/** The settings, with what the command line says instead. */
export function shopConfig(options: ShopOptions): Config {
  const config = readConfig(withEnvFile(process.env));
  return {
    ...config,
    catalogue: options.catalogue ?? config.catalogue,
    model: options.model ?? config.model,
  };
}

/** Says once per file what is downloaded, so that a first run with a hub model does not seem to hang. */
export function downloadNotices(stream: NodeJS.WritableStream): DownloadListener {
  const told = new Set<string>();
  return ({ file, totalBytes }) => {
    if (told.has(file)) return;
    told.add(file);
    const size = totalBytes === undefined ? "" : ` (${Math.ceil(totalBytes / 1e6)} MB)`;
    stream.write(`Downloading ${file}${size}\n`);
  };
}

/** Opens the shop, does the work, and closes the shop whatever comes. `openMs`: how long opening took. */
export async function withShop<T>(
  options: ShopOptions,
  work: (shop: Shop, openMs: number) => Promise<T>,
): Promise<T> {
  const config = shopConfig(options);
  const started = performance.now();
  const shop = await openShop(config, {
    log: createLogger(config.logLevel === "info" ? "warn" : config.logLevel, config.secrets),
    onDownload: downloadNotices(process.stderr),
  });
  try {
    return await work(shop, performance.now() - started);
  } finally {
    await shop.close();
  }
}

/** A whole number from `min` to `max`, for commander. */
export function wholeNumberBetween(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`write a whole number from ${min} to ${max}`);
    }
    return value;
  };
}
