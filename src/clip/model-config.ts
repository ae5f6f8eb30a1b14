import { readFile } from "node:fs/promises";
import { z } from "zod";
import { HaberdasherError } from "../errors.js";

/** What we need of a CLIP `config.json`. */
const configSchema = z.object({
  /** Ours: the multiplier itself, as training ended. */
  logit_scale: z.number().positive().optional(),
  /** CLIP's: the natural logarithm of what training began with; some note there what it ended with. */
  logit_scale_init_value: z.number().optional(),
  text_config: z.object({ max_position_embeddings: z.number().int().positive().optional() }).optional(),
});

export type ModelConfig = z.infer<typeof configSchema>;

/** CLIP's learnt temperature is clipped at 100 (Radford et al. 2021, section 2.5); below 1 it would flatten everything. */
const LOGIT_SCALE = { min: 1, max: 100 };

/**
 * ln(1 / 0.07), with which every CLIP begins. The hub's configurations still say so where the weights learnt otherwise, and
 * the two towers do not hold what they learnt: OpenAI's and those that went on from them end at the largest.
 */
const BEGINNING = 2.6592;

const isBeginning = (logarithm: number) => Math.abs(logarithm - BEGINNING) < 1e-3;

/** The factor in softmax(scale · cosine), 1..100. */
export function logitScaleOf({ logit_scale, logit_scale_init_value: logarithm }: ModelConfig): number {
  const noted = logarithm === undefined || isBeginning(logarithm) ? LOGIT_SCALE.max : Math.exp(logarithm);
  const scale = logit_scale ?? noted;
  return Math.min(LOGIT_SCALE.max, Math.max(LOGIT_SCALE.min, scale));
}

/** Reads one of a model's JSON files by its schema. Fails with code `model`, naming the file. */
export async function readModelJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const where =
      issue === undefined
        ? "it is not readable JSON"
        : [issue.path.join("."), issue.message].filter(Boolean).join(": ");
    throw new HaberdasherError(
      "model",
      `The model's ${path} does not fit a CLIP model (${where}): mend it, or fetch it again.`,
      {
        cause,
      },
    );
  }
}

export const readModelConfig = (path: string): Promise<ModelConfig> => readModelJson(path, configSchema);
