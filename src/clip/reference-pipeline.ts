import { basename, dirname } from "node:path";
import {
  AutoProcessor,
  AutoTokenizer,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  env,
  PreTrainedModel,
  Tensor,
  ZeroShotImageClassificationPipeline,
} from "@xenova/transformers";
import type { ModelFiles } from "./model-files.js";

type Inputs = Record<string, unknown>;

function unitRows(embeds: Tensor): number[][] {
  const rows: number[][] = embeds.tolist();
  return rows.map((row) => {
    const norm = Math.hypot(...row);
    return row.map((value) => value / norm);
  });
}

/** What one joint graph (`onnx/model.onnx`, which few repositories carry) computes, from the two towers. */
class TwoTowers extends PreTrainedModel {
  constructor(
    private readonly text: PreTrainedModel,
    private readonly vision: PreTrainedModel,
    private readonly scale: number,
  ) {
    super(vision.config, undefined);
  }

  override async _call({ input_ids, attention_mask, pixel_values }: Inputs) {
    const { text_embeds } = await this.text._call({ input_ids, attention_mask });
    const { image_embeds } = await this.vision._call({ pixel_values });
    const texts = unitRows(text_embeds);
    const logits = unitRows(image_embeds).map((image) =>
      texts.map((text) => this.scale * text.reduce((sum, value, at) => sum + value * (image[at] ?? 0), 0)),
    );
    return {
      logits_per_image: new Tensor("float32", Float32Array.from(logits.flat()), [
        logits.length,
        texts.length,
      ]),
    };
  }
}

/**
 * transformers.js's documented zero-shot pipeline over the same weights: a picture's path and labels → scores. Only for
 * comparison: it computes everything anew each time, on the calling thread.
 */
export async function zeroShotPipeline(
  files: ModelFiles,
  scale: number,
): Promise<(path: string, labels: string[]) => Promise<unknown>> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(files.folder);
  const name = basename(files.folder);
  const quantized = files.textTower.endsWith("_quantized.onnx");
  // A new object each time: from_pretrained notes in it which file it loaded.
  const [tokenizer, processor, text, vision] = await Promise.all([
    AutoTokenizer.from_pretrained(name, { quantized }),
    AutoProcessor.from_pretrained(name, { quantized }),
    CLIPTextModelWithProjection.from_pretrained(name, { quantized }),
    CLIPVisionModelWithProjection.from_pretrained(name, { quantized }),
  ]);
  const model = new TwoTowers(text, vision, scale);
  const pipeline = new ZeroShotImageClassificationPipeline({
    task: "zero-shot-image-classification",
    model,
    tokenizer,
    processor,
  });
  return (path, labels) => pipeline._call(path, labels);
}
