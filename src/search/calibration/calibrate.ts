import type { Calibrated, EncodedCatalogue } from "../../catalogue/build/calibrate.js";
import {
  type JudgedHit,
  lenientCutOff,
  ordered,
  quantile,
  trustedFrom,
} from "../../catalogue/calibration/thresholds.js";
import type { Manifest, Thresholds } from "../../catalogue/manifest.js";
import { spread } from "../../catalogue/spread.js";
import type { VectorIndex } from "../../index/vector-index.js";
import { similarity, type VectorTable, vectorAt } from "../../index/vectors.js";
import { valuesByRole } from "./captions.js";
import { calibratePictures } from "./pictures.js";
import { type AskedPhoto, askQuestions, type Questions } from "./questions.js";
import { calibrateWords } from "./words.js";

/** Products whose lookalikes are looked at. */
const SAMPLE = 200;
/** Below this a catalogue is too small to say what is usual in it. */
const FEWEST_PRODUCTS = 12;
/** Lookalikes of each that are looked at. */
const LOOKALIKES = 6;
/** Share of a photo's lookalikes that must be of its kind where they are called very close, and where close. */
const PHOTO_FITS = { veryClose: 0.93, close: 0.85 };
/** Scores above this are the same picture twice. */
const SAME_PICTURE = 0.999;

/** Shares of questions about something else that lie below what is called loose, close and very close where no words are known. */
const BEYOND_OFF_TOPIC = [0.9, 0.95, 0.99];

/** Whether enough of the products are described in words to tell what words bring. */
const hasWords = ({ titles, phrases }: Questions) => titles.length + phrases.length >= FEWEST_PRODUCTS;

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
  const offTopic = await bestScores(
    input.exact,
    queries.offTopicTexts.map(({ vector }) => vector),
  );
  if (!hasWords(queries)) {
    const [loose, close, veryClose] = BEYOND_OFF_TOPIC.map((share) => quantile(offTopic, share));
    return ordered({ veryClose: veryClose ?? 1, close: close ?? 1, loose: loose ?? 1 });
  }
  const captions = [...queries.titles, ...queries.phrases];
  const onTopic = await bestScores(input.exact, vectorsOf(captions));
  const own = ownScores(captions, input.vectors);
  return ordered({
    veryClose: quantile(own, 0.75),
    close: quantile(own, 0.4),
    loose: lenientCutOff(onTopic, offTopic),
  });
}

/** The kind of a row's product, where it has one. */
function kindsOf({ roles, products }: EncodedCatalogue): (row: number) => string | undefined {
  const facet = valuesByRole(roles);
  return (row) => {
    const product = products[row];
    return product && facet(product, "kind");
  };
}

/** Scores of each product's nearest other pictures of the same kind. */
async function lookalikeScores(input: EncodedCatalogue): Promise<number[]> {
  const kindOf = kindsOf(input);
  const scores: number[] = [];
  for (const row of spread(input.products.length, SAMPLE)) {
    const kind = kindOf(row);
    for (const hit of await input.exact.search(vectorAt(input.vectors, row), LOOKALIKES)) {
      const sameKind = kind === undefined || kindOf(hit.row) === kind;
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

/** Lookalikes of photographed products, and which of them are of the product's kind. */
async function photoLookalikes(input: EncodedCatalogue, { photos }: Questions): Promise<JudgedHit[]> {
  const kindOf = kindsOf(input);
  const judged: JudgedHit[] = [];
  for (const { vector, row } of photos) {
    const kind = kindOf(row);
    if (kind === undefined) continue;
    const others = (await input.exact.search(vector, LOOKALIKES)).filter((hit) => hit.row !== row);
    judged.push(...others.map((hit) => ({ score: hit.score, fits: kindOf(hit.row) === kind })));
  }
  return judged;
}

/**
 * For a photo that somebody took: on a floor, in a bad light, it is less like any product's picture than these are like each
 * other, and may be right all the same. Undefined where a catalogue has no kinds to judge by.
 */
async function photoThresholds(
  input: EncodedCatalogue,
  queries: Questions,
  loose: number,
): Promise<Thresholds | undefined> {
  const judged = await photoLookalikes(input, queries);
  const close = trustedFrom(judged, PHOTO_FITS.close);
  const veryClose = trustedFrom(judged, PHOTO_FITS.veryClose);
  if (close === undefined || veryClose === undefined) return undefined;
  return ordered({ veryClose, close, loose });
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
  const picture = await pictureThresholds(catalogue, questions);
  const photo = await photoThresholds(catalogue, questions, picture.loose);
  return {
    text: await textThresholds(catalogue, questions),
    picture,
    ...(photo ? { photo } : {}),
    pictureRefusal: await calibratePictures(
      catalogue.exact,
      vectorsOf(questions.photos),
      questions.offTopicPhotos,
      picture.loose,
    ),
    ...(hasWords(questions) && { words: await calibrateWords(catalogue, questions) }),
  };
}
