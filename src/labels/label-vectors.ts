import type { ClipEngine, EncodeOptions } from "../clip/engine.js";
import { unitMean } from "../clip/unit-vectors.js";

/** Labels with the unit vectors that stand for them. */
export interface LabelSet {
  readonly labels: readonly string[];
  readonly vectors: readonly Float32Array[];
}

/** One unit vector per label: the mean of its sentences'. */
export async function encodeLabels(
  engine: ClipEngine,
  labels: readonly string[],
  prompts: (label: string) => readonly string[],
  options: EncodeOptions = {},
): Promise<LabelSet> {
  const sentences = labels.map(prompts);
  const encoded = await engine.encodeTexts(sentences.flat(), options);
  let at = 0;
  const vectors = sentences.map(({ length }) => {
    const from = at;
    at += length;
    return unitMean(encoded.slice(from, at));
  });
  return { labels, vectors };
}
