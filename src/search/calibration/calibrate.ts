import type { Calibrated, EncodedCatalogue } from "../../catalogue/build/calibrate.js";
import { lenientCutOff, ordered, quantile } from "../../catalogue/calibration/thresholds.js";
import type { Manifest, Thresholds } from "../../catalogue/manifest.js";
import { spread } from "../../catalogue/spread.js";
import type { VectorIndex } from "../../index/vector-index.js";
import { similarity, type VectorTable, vectorAt } from "../../index/vectors.js";
import { valuesByRole } from "./captions.js";
import { type AskedPhoto, askQuestions, type Questions } from "./questions.js";
import { calibrateWords } from "./words.js";

/** Products whose lookalikes are looked at. */
const SAMPLE = 200;
/** Below this a catalogue is too small to say what is usual in it. */
const FEWEST_PRODUCTS = 12;
/** Scores above this are the same picture twice. */
const SAME_PICTURE = 0.999;

/** The best score of each question. */
async function bestScores(index: VectorIndex, queries: readonly Float32Array[]): Promise<number[]> {
  const scores: number[] = [];
  for (const query of queries) scores.push((await index.search(query, 1))[0]?.score ?? -1);
  return scores;
}

const vectorsOf = (asked: readonly AskedPhoto[]) => asked.map(({ vector }) => vector);

/** Each question's score with the product that it was made from. */
const ownScores = (asked: readonly AskedPhoto[], vectors: VectorTable) =>
  asked.map(({ vector, row }) => similarity(vector, vectors.values, row * vectors.dimension));

async function textThresholds(input: EncodedCatalogue, queries: Questions): Promise<Thresholds> {
  const onTopic = await bestScores(input.exact, vectorsOf([...queries.titles, ...queries.phrases]));
  const offTopic = await bestScores(
    input.exact,
    queries.offTopicTexts.map(({ vector }) => vector),
  );
  const own = ownScores([...queries.titles, ...queries.phrases], input.vectors);
  return ordered({
    veryClose: quantile(own, 0.75),
    close: quantile(own, 0.4),
    loose: lenientCutOff(onTopic, offTopic),
  });
}

/** Scores of each product's nearest other pictures of the same kind. */
async function lookalikeScores(input: EncodedCatalogue): Promise<number[]> {
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

async function pictureThresholds(input: EncodedCatalogue, queries: Questions): Promise<Thresholds> {
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

/** Measures a catalogue by its own captions and pictures against probes that it cannot answer. */
export async function calibrate(catalogue: EncodedCatalogue): Promise<Calibrated> {
  const questions = await askQuestions(catalogue);
  const { titles, phrases, photos } = questions;
  const probes = [
    vectorsOf([...titles, ...phrases]),
    vectorsOf(photos),
    photos.map(({ row }) => vectorAt(catalogue.vectors, row)),
  ];
  return { calibration: await thresholds(catalogue, questions), probes };
}

async function thresholds(
  catalogue: EncodedCatalogue,
  questions: Questions,
): Promise<Manifest["calibration"]> {
  if (catalogue.products.length < FEWEST_PRODUCTS) return undefined;
  return {
    text: await textThresholds(catalogue, questions),
    picture: await pictureThresholds(catalogue, questions),
    words: await calibrateWords(catalogue, questions),
  };
}
