import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { FACET_ROLES, type FacetRole } from "../catalogue/catalogue.js";
import { openSource } from "../catalogue/importers/open-source.js";
import type { ColumnChoice, Source } from "../catalogue/importers/source.js";
import { quoted } from "../catalogue/open.js";
import { isRole } from "../catalogue/roles.js";
import type { Config } from "../config.js";
import { HaberdasherError } from "../errors.js";
import { downloadNotices } from "./shop-options.js";

export interface SourceOptions {
  readonly idColumn?: string;
  readonly titleColumn?: string;
  readonly descriptionColumn?: string;
  readonly priceColumn?: string;
  readonly currencyColumn?: string;
  readonly urlColumn?: string;
  readonly pictureColumn?: string;
  readonly trust?: readonly string[];
}

const COLUMNS = ["id", "title", "description", "price", "currency", "url", "picture"] as const;

/** Adds the options that say how a table is read, for every command that takes a source. */
export function addSourceOptions(command: Command): Command {
  for (const column of COLUMNS) {
    command.option(`--${column}-column <name>`, `the column of the ${column}, when its name does not tell`);
  }
  return command.option(
    "--trust <server>",
    "fetch pictures from this server although it is in a private network, such as http://10.0.0.5:8080",
    collectOrigin,
  );
}

/** `--trust http://10.0.0.5:8080`, as often as needed. */
function collectOrigin(text: string, before: readonly string[] = []): string[] {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new InvalidArgumentError("write a server's address, such as http://10.0.0.5:8080");
  }
  return [...before, url.origin];
}

/**
 * Refuses options that say how a source is read where what it names is a built catalogue, which is taken as it is.
 * @param others further such options that were given, without their dashes
 */
export function refuseReadingOptions(
  { from, ...options }: SourceOptions & { readonly from: string },
  others: readonly string[] = [],
): void {
  const columns = COLUMNS.filter((column) => options[`${column}Column`] !== undefined);
  const given = [
    ...others,
    ...columns.map((column) => `${column}-column`),
    ...(options.trust ? ["trust"] : []),
  ].map((option) => `--${option}`);
  if (given.length === 0) return;
  throw new HaberdasherError(
    "bad-request",
    `${from} is built already and is taken as it is: leave ${given.join(", ")} out, or name what it was made from.`,
  );
}

/** The options that say how a source is read, as they are typed, each after a blank. */
export function readingOptions(
  options: SourceOptions & { readonly role?: Readonly<Record<string, FacetRole>> },
): string {
  const columns = COLUMNS.flatMap((column) => {
    const name = options[`${column}Column`];
    return name === undefined ? [] : [`--${column}-column ${quoted(name)}`];
  });
  const roles = Object.entries(options.role ?? {}).map(
    ([name, role]) => `--role ${quoted(`${name}=${role}`)}`,
  );
  const trusted = (options.trust ?? []).map((server) => `--trust ${server}`);
  return [...columns, ...roles, ...trusted].map((option) => ` ${option}`).join("");
}

function columnChoice(options: SourceOptions): ColumnChoice {
  const choice: Record<string, string> = {};
  for (const column of COLUMNS) {
    const name = options[`${column}Column`];
    if (name !== undefined) choice[column] = name;
  }
  return choice;
}

/** Where data sets of the hub are kept, among what else is downloaded. */
const datasetCache = (config: Config) => join(config.modelCache, "datasets");

export function openNamedSource(spec: string, options: SourceOptions, config: Config): Promise<Source> {
  const notice = downloadNotices(process.stderr);
  return openSource(spec, {
    endpoint: config.hubEndpoint.replace(/\/+$/, ""),
    cache: datasetCache(config),
    columns: columnChoice(options),
    trustedOrigins: options.trust ?? [],
    onDownload: (file, receivedBytes, totalBytes) =>
      notice({ file, receivedBytes, ...(totalBytes !== undefined && { totalBytes }) }),
  });
}

/** `--role articleType=kind`, as often as needed. */
export function collectRole(
  text: string,
  before: Readonly<Record<string, FacetRole>> = {},
): Record<string, FacetRole> {
  const [, attribute, role] = /^(.+)=(\w+)$/.exec(text) ?? [];
  if (attribute === undefined || role === undefined || !isRole(role)) {
    throw new InvalidArgumentError(`write ATTRIBUTE=ROLE, where a role is one of: ${FACET_ROLES.join(", ")}`);
  }
  return { ...before, [attribute]: role };
}

export function positiveWhole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("write a whole number above 0");
  return value;
}
