import { normaliser } from "./normalise.js";
import type { Batch, WorkerSetup } from "./protocol.js";
import { loadTokenizer } from "./tokenizer.js";
import { openTowers } from "./towers.js";

/** Scales each of `count` rows to length one. Fails where a row has no direction: the model is broken. */
export function toUnitVectors(rows: Float32Array, count: number): Float32Array<ArrayBuffer> {
  const units = new Float32Array(rows.length);
  const dimension = rows.length / count;
  for (let row = 0; row < count; row += 1) {
    const vector = rows.subarray(row * dimension, (row + 1) * dimension);
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    if (!(norm > 0 && Number.isFinite(norm))) throw new Error("The model gave a vector without a direction.");
    for (let i = 0; i < dimension; i += 1) units[row * dimension + i] = (vector[i] ?? 0) / norm;
  }
  return units;
}

export interface Encoder {
  readonly dimension: number;
  /** Unit vectors one after another, in the batch's order. Blocks its thread. */
  encode(batch: Batch): Promise<Float32Array<ArrayBuffer>>;
}

function blankPicture({ width, height }: WorkerSetup["plan"]["output"]): Batch {
  return {
    kind: "pictures",
    pictures: [{ rgb: new Uint8Array(3 * width * height).fill(255), width, height }],
  };
}

/** Loads a model whole and tries both towers once, so that what cannot work fails here and the first answer is fast. */
export async function openEncoder({
  files,
  config,
  plan,
  threads,
  insideModel,
}: WorkerSetup): Promise<Encoder> {
  const [tokenize, towers] = await Promise.all([
    loadTokenizer(files, config),
    openTowers(files, plan.output, threads),
  ]);
  const normalise = normaliser(plan);

  /** Tells the supervisor where this thread is, whatever the model does with it. */
  async function inside(run: () => Promise<Float32Array>): Promise<Float32Array> {
    Atomics.store(insideModel, 0, 1);
    try {
      return await run();
    } finally {
      Atomics.store(insideModel, 0, 0);
    }
  }

  async function encode(batch: Batch) {
    if (batch.kind === "texts") {
      const tokens = tokenize(batch.texts);
      return toUnitVectors(await inside(() => towers.texts(tokens)), batch.texts.length);
    }
    const { pictures } = batch;
    const values = normalise(pictures);
    return toUnitVectors(await inside(() => towers.pictures(values, pictures.length)), pictures.length);
  }

  const text = await encode({ kind: "texts", texts: ["a"] });
  const picture = await encode(blankPicture(plan.output));
  if (text.length !== picture.length) {
    throw new Error(`The text tower gives ${text.length} numbers and the picture tower ${picture.length}.`);
  }
  return { dimension: text.length, encode };
}
