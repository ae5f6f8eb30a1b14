import sharp from "sharp";
import type { ClipEngine } from "../../clip/engine.js";
import { decoder } from "../../images/decoder.js";
import type { Picture } from "../../images/picture.js";
import { pictureFromBytes } from "../../images/read-picture.js";
import type { VectorIndex } from "../../index/vector-index.js";
import { similarity, type VectorTable, vectorAt } from "../../index/vectors.js";
import type { FacetRole, Product } from "../catalogue.js";
import type { Manifest, Thresholds } from "../manifest.js";
import { type Caption, phraseFor, valuesByRole } from "./captions.js";
import { offTopicPictures } from "./off-topic-pictures.js";
import { OFF_TOPIC_TEXTS } from "./off-topic-texts.js";
import { spread } from "./spread.js";
import { lenientCutOff, ordered, quantile } from "./thresholds.js";

/** Products whose captions and pictures are asked. */
const SAMPLE = 200;
const OFF_TOPIC_PICTURES = 40;
/** Below this a catalogue is too small to say what is usual in it. */
const FEWEST_PRODUCTS = 12;
const BATCH = 32;
/** Scores above this are the same picture twice. */
const SAME_PICTURE = 0.999;

export interface CalibrationInput {
  readonly engine: ClipEngine;
  readonly products: readonly Product[];
  readonly vectors: VectorTable;
  readonly roles: Readonly<Record<string, FacetRole>>;
  /** The exact scan over the vectors. */
  readonly exact: VectorIndex;
  pictureBytes(row: number): Promise<Uint8Array>;
  readonly signal: AbortSignal;
}

interface Asked {
  readonly vector: Float32Array;
  readonly row: number;
}

/** Vectors of what people may ask this catalogue, and of what they may ask that it cannot answer. */
export interface CalibrationQueries {
  readonly titles: readonly Asked[];
  readonly phrases: readonly Asked[];
  readonly photos: readonly Asked[];
  readonly offTopicTexts: readonly Float32Array[];
  readonly offTopicPhotos: readonly Float32Array[];
}

async function inBatches<T>(items: readonly T[], encode: (batch: readonly T[]) => Promise<Float32Array[]>) {
  const vectors: Float32Array[] = [];
  for (let at = 0; at < items.length; at += BATCH)
    vectors.push(...(await encode(items.slice(at, at + BATCH))));
  return vectors;
}

const BACKGROUNDS = ["#b9b2a6", "#8c7a66", "#d9d4cc", "#6f7f8f", "#c9b8c4", "#9aa58c"];

/** A product's picture as a person might photograph it: turned a little, on some floor, in some light, not filling the frame. */
async function asPhotographed(bytes: Uint8Array, at: number): Promise<Picture> {
  const side = 192;
  const background = BACKGROUNDS[at % BACKGROUNDS.length] ?? "#bbb";
  const product = await decoder({ bytes })
    .resize({ width: side, height: side, fit: "contain", background: "#fff" })
    .flatten({ background: "#fff" })
    .rotate(((at * 7) % 25) - 12, { background: "#fff" })
    .resize({ width: side, height: side, fit: at % 2 === 0 ? "contain" : "cover", background: "#fff" })
    .toBuffer();
  const floor = sharp({ create: { width: side, height: side, channels: 3, background } });
  // White times the floor's colour is the floor: the product stands on it without having been cut out.
  const photo = await floor
    .composite([{ input: product, blend: "multiply" }])
    .jpeg({ quality: 80 })
    .toBuffer();
  const light = 0.85 + ((at * 3) % 7) * 0.06;
  return pictureFromBytes(
    await sharp(photo).modulate({ brightness: light }).jpeg({ quality: 80 }).toBuffer(),
  );
}

export async function calibrationQueries(input: CalibrationInput): Promise<CalibrationQueries> {
  const { engine, products, signal } = input;
  const rows = spread(products.length, SAMPLE);
  const facet = valuesByRole(input.roles);
  const titles = rows.map((row): Caption => ({ text: products[row]?.title ?? "", row }));
  const phrases = rows.flatMap((row, at): Caption[] => {
    const product = products[row];
    const text = product && phraseFor(product, at, facet);
    return text ? [{ text, row }] : [];
  });
  const photos = await Promise.all(
    rows.map(async (row, at) => ({ row, picture: await asPhotographed(await input.pictureBytes(row), at) })),
  );
  const texts = (list: readonly string[]) =>
    inBatches(list, (batch) => engine.encodeTexts(batch, { signal }));
  const pictures = (list: readonly Picture[]) =>
    inBatches(list, (batch) => engine.encodeImages(batch, { signal }));
  const asked = (vectors: readonly Float32Array[], list: readonly { readonly row: number }[]) =>
    vectors.map((vector, at) => ({ vector, row: list[at]?.row ?? 0 }));
  return {
    titles: asked(await texts(titles.map(({ text }) => text)), titles),
    phrases: asked(await texts(phrases.map(({ text }) => text)), phrases),
    photos: asked(await pictures(photos.map(({ picture }) => picture)), photos),
    offTopicTexts: await texts(OFF_TOPIC_TEXTS),
    offTopicPhotos: await pictures(await offTopicPictures(OFF_TOPIC_PICTURES)),
  };
}

/** The best score of each question. */
async function bestScores(index: VectorIndex, queries: readonly Float32Array[]): Promise<number[]> {
  const scores: number[] = [];
  for (const query of queries) scores.push((await index.search(query, 1))[0]?.score ?? -1);
  return scores;
}

const vectorsOf = (asked: readonly Asked[]) => asked.map(({ vector }) => vector);

/** Each question's score with the product that it was made from. */
const ownScores = (asked: readonly Asked[], vectors: VectorTable) =>
  asked.map(({ vector, row }) => similarity(vector, vectors.values, row * vectors.dimension));

async function textThresholds(input: CalibrationInput, queries: CalibrationQueries): Promise<Thresholds> {
  const onTopic = await bestScores(input.exact, vectorsOf([...queries.titles, ...queries.phrases]));
  const offTopic = await bestScores(input.exact, queries.offTopicTexts);
  const own = ownScores([...queries.titles, ...queries.phrases], input.vectors);
  return ordered({
    veryClose: quantile(own, 0.75),
    close: quantile(own, 0.4),
    loose: lenientCutOff(onTopic, offTopic),
  });
}

/** Scores of each product's nearest other pictures of the same kind. */
async function lookalikeScores(input: CalibrationInput): Promise<number[]> {
  const facet = valuesByRole(input.roles);
  const scores: number[] = [];
  for (const row of spread(input.products.length, SAMPLE)) {
    const product = input.products[row];
    const kind = product && facet(product, "kind");
    for (const hit of await input.exact.search(vectorAt(input.vectors, row), 6)) {
      const other = input.products[hit.row];
      const sameKind = other && (kind === undefined || facet(other, "kind") === kind);
      if (hit.row !== row && hit.score < SAME_PICTURE && sameKind) scores.push(hit.score);
    }
  }
  return scores;
}

async function pictureThresholds(input: CalibrationInput, queries: CalibrationQueries): Promise<Thresholds> {
  const onTopic = await bestScores(input.exact, vectorsOf(queries.photos));
  const offTopic = await bestScores(input.exact, queries.offTopicPhotos);
  const lookalikes = await lookalikeScores(input);
  const telling = lookalikes.length > 0 ? lookalikes : onTopic;
  return ordered({
    veryClose: quantile(telling, 0.5),
    close: quantile([...telling, ...onTopic], 0.2),
    loose: lenientCutOff(onTopic, offTopic),
  });
}

/**
 * Thresholds in cosines, from the catalogue's own captions and pictures against probes that it cannot answer.
 * `loose` is the cut-off of a question's best score. Undefined where there are too few products.
 */
export async function calibrate(
  input: CalibrationInput,
  queries: CalibrationQueries,
): Promise<Manifest["calibration"]> {
  if (input.products.length < FEWEST_PRODUCTS) return undefined;
  return {
    text: await textThresholds(input, queries),
    picture: await pictureThresholds(input, queries),
  };
}
