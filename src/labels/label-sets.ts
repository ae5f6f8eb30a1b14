import { readFile } from "node:fs/promises";
import { z } from "zod";
import { HaberdasherError } from "../errors.js";
import { checkOwnLabels } from "./own-labels.js";

/** Named sets of labels, in the order of their file. */
export type LabelSets = ReadonlyMap<string, readonly string[]>;

/** What may stand behind the @. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u;

const fileSchema = z.record(z.string(), z.array(z.string()));

const wrong = (path: string, sentence: string, cause?: unknown) =>
  new HaberdasherError("settings", `The label sets in ${path} cannot be used: ${sentence}`, { cause });

const why = (thrown: unknown) =>
  thrown instanceof Error ? thrown.message.replace(/\.$/, "") : "no reason known";

/**
 * Reads `{"outerwear": ["coat", "parka"]}`: what `@outerwear` stands for. Names are letters, digits, - and _, at most 40;
 * a set has 2 to 100 labels of at most 80 characters. Fails with `settings` and a sentence that names the set.
 */
export async function readLabelSets(path: string): Promise<LabelSets> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw wrong(path, "the file cannot be read; check the path in LABEL_SETS.", cause);
  });
  const sets = new Map<string, readonly string[]>();
  for (const [name, labels] of Object.entries(parseSets(text, path))) {
    if (!NAME.test(name)) {
      throw wrong(
        path,
        `"${name.slice(0, 50)}" is no name for a set; use letters, digits, - and _, at most 40.`,
      );
    }
    const key = name.toLocaleLowerCase("en");
    if (sets.has(key)) throw wrong(path, `there are two sets @${key}; give one of them another name.`);
    sets.set(key, checkedLabels(labels, name, path));
  }
  return sets;
}

function parseSets(text: string, path: string): Readonly<Record<string, readonly string[]>> {
  let json: unknown;
  try {
    // Editors on Windows put a byte order mark before it.
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (thrown) {
    throw wrong(path, `it is not JSON (${why(thrown)}).`, thrown);
  }
  const parsed = fileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path[0];
  const where = at === undefined ? "the file" : `@${String(at)}`;
  throw wrong(path, `${where} should be like {"outerwear": ["coat", "parka"]}.`);
}

function checkedLabels(labels: readonly string[], name: string, path: string): string[] {
  try {
    const separated = labels.find((label) => /[,;\n]/.test(label));
    if (separated !== undefined)
      throw new Error(`the label "${separated.slice(0, 30)}" has a comma, semicolon or line break in it`);
    return checkOwnLabels(labels);
  } catch (thrown) {
    throw wrong(path, `@${name}: ${why(thrown)}.`, thrown);
  }
}
