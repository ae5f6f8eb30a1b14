import { AutoTokenizer } from "@xenova/transformers/src/tokenizers.js";
import { z } from "zod";
import { type ModelConfig, readModelJson } from "./model-config.js";
import type { ModelFiles } from "./model-files.js";

/** Token ids of several texts, padded on the right to one length. */
export interface TokenBatch {
  /** texts × length */
  readonly ids: BigInt64Array;
  /** 1 where a token is, 0 where padding is. */
  readonly mask: BigInt64Array;
  readonly count: number;
  readonly length: number;
}

export type Tokenize = (texts: readonly string[]) => TokenBatch;

/** CLIP's context length, for models that do not say theirs. */
const CONTEXT = 77;
/** Some configurations say "no limit" with a huge number. */
const LARGEST_CONTEXT = 100_000;
/** No context has room for more; tokenizing megabytes that are then cut off would only take time. */
const MOST_CHARACTERS = 20_000;

const configSchema = z.looseObject({ tokenizer_class: z.string().optional() });
const tokenizerSchema = z.looseObject({ model: z.looseObject({}), added_tokens: z.array(z.unknown()) });

function contextOf(tokenizerLimit: unknown, config: ModelConfig): number {
  const limits = [tokenizerLimit, config.text_config?.max_position_embeddings];
  const known = limits.find((limit) => typeof limit === "number" && limit > 0 && limit < LARGEST_CONTEXT);
  return typeof known === "number" ? known : CONTEXT;
}

function tokenizerClass(name: string | undefined) {
  const classes = AutoTokenizer.TOKENIZER_CLASS_MAPPING;
  return (
    Object.entries(classes).find(([key]) => key === name?.replace(/Fast$/, ""))?.[1] ??
    classes.PreTrainedTokenizer
  );
}

/**
 * Loads the model's tokenizer. Texts longer than the model's context are cut, as transformers.js cuts them. One thing is
 * better: OpenAI's towers take their vector at the first end token, and pad with that token; there, a text that was cut
 * keeps it as its last one, or its vector would come from an arbitrary place.
 */
export async function loadTokenizer(files: ModelFiles, config: ModelConfig): Promise<Tokenize> {
  const [vocabulary, tokenizerConfig] = await Promise.all([
    readModelJson(files.tokenizer, tokenizerSchema),
    readModelJson(files.tokenizerConfig, configSchema),
  ]);
  const Tokenizer = tokenizerClass(tokenizerConfig.tokenizer_class);
  const tokenizer = new Tokenizer(vocabulary, tokenizerConfig);
  const context = contextOf(tokenizer.model_max_length, config);
  const padding = BigInt(tokenizer.pad_token_id ?? 0);

  function encode(text: string): number[] {
    const ids = tokenizer.encode(text.slice(0, MOST_CHARACTERS));
    const end = ids.at(-1);
    const kept = ids.slice(0, context);
    if (ids.length > context && end === tokenizer.pad_token_id) kept[context - 1] = end;
    return kept;
  }

  return (texts) => {
    const rows = texts.map(encode);
    const length = Math.max(...rows.map((row) => row.length));
    const ids = new BigInt64Array(rows.length * length).fill(padding);
    const mask = new BigInt64Array(rows.length * length);
    rows.forEach((row, n) => {
      row.forEach((id, at) => {
        ids[n * length + at] = BigInt(id);
        mask[n * length + at] = 1n;
      });
    });
    return { ids, mask, count: rows.length, length };
  };
}
