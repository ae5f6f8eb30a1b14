import type { Entry } from "../catalogue/catalogue.js";
import type { ClipEngine } from "../clip/engine.js";
import { unitMean, type WeightedVector } from "../clip/unit-vectors.js";
import type { Picture } from "../images/picture.js";
import { combine } from "./combine.js";
import { direction } from "./direction.js";
import { feedback } from "./feedback.js";
import type { Leaning } from "./leanings.js";
import { queryPrompts } from "./prompts.js";

/** What a query's vector is made of. */
export interface QueryParts {
  readonly wanted: string;
  readonly unwanted: string;
  readonly pictures: readonly Picture[];
  readonly vector: Float32Array | undefined;
  /** Products to look around. */
  readonly like: readonly Entry[];
  /** Products that were voted for and against. */
  readonly liked: readonly Entry[];
  readonly disliked: readonly Entry[];
  readonly leanings: readonly Leaning[];
}

export interface QueryVector {
  readonly vector: Float32Array;
  /** The pictures and the kept vector alone. */
  readonly pictureVector?: Float32Array;
}

const vectorsOf = (entries: readonly Entry[]) => entries.map(({ vector }) => vector);

/** Words beside a picture say what should differ from it: they count as much as the picture. */
const TEXT_WEIGHT = 1;
const PICTURE_WEIGHT = 1;
/** Unwanted words push off gently: "not floral" lies nowhere in particular. */
const UNWANTED_WEIGHT = -0.4;

/**
 * Words and pictures as one unit vector. They are encoded at the same time.
 * @param sample products, evenly spread over the catalogue
 */
export async function queryVector(
  parts: QueryParts,
  engine: ClipEngine,
  sample: () => Promise<readonly Entry[]>,
  signal: AbortSignal | undefined,
): Promise<QueryVector> {
  const options = signal ? { signal } : {};
  const encodeWords = async (words: string) =>
    words === "" ? undefined : unitMean(await engine.encodeTexts(queryPrompts(words), options));
  const [wanted, unwanted, pictures] = await Promise.all([
    encodeWords(parts.wanted),
    encodeWords(parts.unwanted),
    parts.pictures.length === 0 ? [] : engine.encodeImages(parts.pictures, options),
  ]);
  const kept = [...pictures, ...(parts.vector ? [parts.vector] : [])];
  const looks = [...kept, ...parts.like.map(({ vector }) => vector)];
  const weighted: WeightedVector[] = [];
  if (wanted) weighted.push({ vector: wanted, weight: TEXT_WEIGHT });
  if (looks.length > 0) weighted.push({ vector: unitMean(looks), weight: PICTURE_WEIGHT });
  if (unwanted) weighted.push({ vector: unwanted, weight: UNWANTED_WEIGHT });
  const vectors = async () => vectorsOf(await sample());
  const question = await combine(weighted, vectors);
  const moves = [
    ...feedback(vectorsOf(parts.liked), vectorsOf(parts.disliked)),
    ...(await Promise.all(parts.leanings.map((leaning) => direction(leaning, encodeWords)))),
  ];
  return {
    vector: await combine([{ vector: question, weight: 1 }, ...moves], vectors),
    ...(kept.length > 0 ? { pictureVector: unitMean(kept) } : {}),
  };
}
