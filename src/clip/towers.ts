import ort, { type InferenceSession, type Tensor } from "onnxruntime-node";
import type { ModelFiles } from "./model-files.js";
import type { Size } from "./pixel-plan.js";
import type { TokenBatch } from "./tokenizer.js";

/** The two encoders: batches in, one vector per row out, one after another, not yet of unit length. Blocks its thread. */
export interface Towers {
  texts(batch: TokenBatch): Promise<Float32Array>;
  pictures(values: Float32Array, count: number): Promise<Float32Array>;
}

/**
 * @param arena whether memory is kept from run to run. For words that is a twentieth of their time; for pictures nothing,
 *   and it would hold the largest batch's tens of megabytes for ever.
 */
async function openSession(
  path: string,
  { threads, arena }: { readonly threads: number; readonly arena: boolean },
): Promise<InferenceSession> {
  return ort.InferenceSession.create(path, {
    // Named, so that no other backend ever takes over in silence.
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    enableCpuMemArena: arena,
    logSeverityLevel: 3,
  });
}

/** Gives a session the inputs that it names, out of those that we have. */
function inputsFor(
  session: InferenceSession,
  have: Readonly<Record<string, Tensor>>,
): Record<string, Tensor> {
  return Object.fromEntries(
    session.inputNames.map((name) => {
      const tensor = have[name];
      if (tensor === undefined)
        throw new Error(`The model asks for "${name}", which a CLIP tower does not have.`);
      return [name, tensor];
    }),
  );
}

async function vectors(session: InferenceSession, inputs: Record<string, Tensor>, output: string) {
  if (!session.outputNames.includes(output)) throw new Error(`The model has no output "${output}".`);
  const result = (await session.run(inputs, [output]))[output];
  if (!(result?.data instanceof Float32Array))
    throw new Error(`The model's "${output}" are no 32-bit floats.`);
  return result.data;
}

/** @param size of the pictures that the picture tower reads */
export async function openTowers(files: ModelFiles, size: Size, threads: number): Promise<Towers> {
  const [text, picture] = await Promise.all([
    openSession(files.textTower, { threads, arena: true }),
    openSession(files.pictureTower, { threads, arena: false }),
  ]);
  return {
    texts({ ids, mask, count, length }) {
      const have = {
        input_ids: new ort.Tensor("int64", ids, [count, length]),
        attention_mask: new ort.Tensor("int64", mask, [count, length]),
      };
      return vectors(text, inputsFor(text, have), "text_embeds");
    },
    pictures(values, count) {
      const have = { pixel_values: new ort.Tensor("float32", values, [count, 3, size.height, size.width]) };
      return vectors(picture, inputsFor(picture, have), "image_embeds");
    },
  };
}
