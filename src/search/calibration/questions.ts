import type { EncodedCatalogue } from "../../catalogue/build/calibrate.js";
import { BUILD_BATCH_MS } from "../../catalogue/build/options.js";
import { offTopicPictures } from "../../catalogue/calibration/off-topic-pictures.js";
import { heldOutRows } from "../../catalogue/held-out.js";
import { spread } from "../../catalogue/spread.js";
import { isTellingTitle } from "../../catalogue/telling-values.js";
import type { Picture } from "../../images/picture.js";
import { vectorAt } from "../../index/vectors.js";
import { type Thesaurus, thesaurusOf } from "../thesaurus/thesaurus.js";
import { type Caption, phraseFor, rephrasedFor, spokenFor, valuesByRole } from "./captions.js";
import { OFF_TOPIC_TEXTS } from "./off-topic-texts.js";
import { asPhotographed } from "./photographed.js";

/** Products whose captions and pictures are asked. */
const SAMPLE = 200;
/** Twenty of each subject: one picture in ten decides the cut-off, and with few of them chance would. */
const OFF_TOPIC_PICTURES = 200;
const BATCH = 32;

/** A question in words, with the product it was made from. */
export interface AskedCaption extends Caption {
  readonly vector: Float32Array;
}

export interface AskedPhoto {
  readonly vector: Float32Array;
  readonly row: number;
}

/** What people may ask this catalogue, and what they may ask that it cannot answer. */
export interface Questions {
  /** Only those that name something. */
  readonly titles: readonly AskedCaption[];
  readonly phrases: readonly AskedCaption[];
  /** Phrases in words that the catalogue does not use. */
  readonly rephrased: readonly AskedCaption[];
  /** Whole questions around a kind, with words that nobody knows. */
  readonly spoken: readonly AskedCaption[];
  readonly photos: readonly AskedPhoto[];
  readonly offTopicTexts: readonly { readonly text: string; readonly vector: Float32Array }[];
  readonly offTopicPhotos: readonly Float32Array[];
  /** One byte per row: 1 unless it is kept for measuring. */
  readonly tunable: Uint8Array;
}

async function inBatches<T>(items: readonly T[], encode: (batch: readonly T[]) => Promise<Float32Array[]>) {
  const vectors: Float32Array[] = [];
  for (let at = 0; at < items.length; at += BATCH)
    vectors.push(...(await encode(items.slice(at, at + BATCH))));
  return vectors;
}

/** Every row but those that are kept for measuring; all of them where nothing else is left. Byte-identical pictures have one vector. */
function tunableRows({ products, vectors }: EncodedCatalogue): Uint8Array {
  const heldOut = heldOutRows({
    size: products.length,
    title: (row) => products[row]?.title ?? "",
    pictureKey: (row) => vectorAt(vectors, row).join(),
  });
  const tunable = new Uint8Array(products.length).fill(1);
  if (heldOut.length < products.length) for (const row of heldOut) tunable[row] = 0;
  return tunable;
}

/** What the thesaurus makes of the products' values. */
export function productThesaurus({ products, roles }: EncodedCatalogue): Thesaurus {
  const facet = valuesByRole(roles);
  return thesaurusOf({
    facets: Object.entries(roles).map(([attribute, role]) => {
      const values = new Set(products.flatMap((product) => facet(product, role) ?? []));
      return { attribute, role, values: Array.from(values, (value) => ({ value, count: 0 })) };
    }),
  });
}

export async function askQuestions(catalogue: EncodedCatalogue): Promise<Questions> {
  const { engine, products, signal } = catalogue;
  const facet = valuesByRole(catalogue.roles);
  const thesaurus = productThesaurus(catalogue);
  const tunable = tunableRows(catalogue);
  const from = products.flatMap((_, row) => (tunable[row] === 1 ? [row] : []));
  const rows = spread(from.length, SAMPLE).map((at) => from[at] ?? 0);
  const captions = (make: (row: number, at: number) => Omit<Caption, "row"> | undefined): Caption[] =>
    rows.flatMap((row, at) => {
      const caption = make(row, at);
      return caption === undefined || caption.text === "" ? [] : [{ ...caption, row }];
    });
  const made = (make: typeof phraseFor | typeof rephrasedFor | typeof spokenFor) =>
    captions((row, at) => {
      const product = products[row];
      return product && make(product, at, facet, thesaurus);
    });
  const photos = await Promise.all(
    rows.map(async (row, at) => asPhotographed(await catalogue.pictureBytes(row), at)),
  );
  const texts = async <T extends { readonly text: string }>(list: readonly T[]) => {
    const vectors = await inBatches(list, (batch) =>
      engine.encodeTexts(
        batch.map(({ text }) => text),
        { signal, timeoutMs: BUILD_BATCH_MS },
      ),
    );
    return list.flatMap((asked, at) => {
      const vector = vectors[at];
      return vector ? [{ ...asked, vector }] : [];
    });
  };
  const pictures = (list: readonly Picture[]) =>
    inBatches(list, (batch) => engine.encodeImages(batch, { signal, timeoutMs: BUILD_BATCH_MS }));
  return {
    titles: await texts(
      captions((row) => {
        const { title = "" } = products[row] ?? {};
        return isTellingTitle(title) ? { text: title } : undefined;
      }),
    ),
    phrases: await texts(made(phraseFor)),
    rephrased: await texts(made(rephrasedFor)),
    spoken: await texts(made(spokenFor)),
    photos: (await pictures(photos)).map((vector, at) => ({ vector, row: rows[at] ?? 0 })),
    offTopicTexts: await texts(OFF_TOPIC_TEXTS.map((text) => ({ text }))),
    offTopicPhotos: await pictures(await offTopicPictures(OFF_TOPIC_PICTURES)),
    tunable,
  };
}
