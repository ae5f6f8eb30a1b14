import { z } from "zod";
import { HaberdasherError } from "../errors.js";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** sharp's name of a resampling filter. */
export type Kernel = "nearest" | "linear" | "cubic" | "lanczos3";

/** What a model wants done to a picture, read from its `preprocessor_config.json`. */
export interface PixelPlan {
  readonly resize: ResizeRule | undefined;
  readonly kernel: Kernel;
  /** Cut from the middle; where the picture is smaller, black fills up. */
  readonly crop: Size | undefined;
  /** Filled up to the right and below, with 0 after normalising. */
  readonly pad: Size | undefined;
  /** value = (byte · scale - mean) / std, per channel. */
  readonly scale: number;
  readonly mean: Channels;
  readonly std: Channels;
  /** Blue first. */
  readonly flipped: boolean;
  /** Size of what the model gets. */
  readonly output: Size;
}

export type Channels = readonly [number, number, number];

type ResizeRule =
  | { readonly kind: "exact"; readonly size: Size }
  | { readonly kind: "edges"; readonly shortest: number | undefined; readonly longest: number | undefined };

const positive = z.number().int().positive();
const box = z.object({ width: positive, height: positive });
const edges = z.object({ shortest_edge: positive.optional(), longest_edge: positive.optional() });
const channels = z.union([z.tuple([z.number(), z.number(), z.number()]), z.number()]);

export const preprocessorSchema = z.object({
  do_resize: z.boolean().optional(),
  size: z.union([positive, box, edges]).optional(),
  max_size: positive.optional(),
  resample: z.number().int().min(0).max(5).optional(),
  do_center_crop: z.boolean().optional(),
  crop_size: z.union([positive, box]).optional(),
  do_rescale: z.boolean().optional(),
  rescale_factor: z.number().positive().optional(),
  do_normalize: z.boolean().optional(),
  image_mean: channels.optional(),
  image_std: channels.optional(),
  do_pad: z.boolean().optional(),
  pad_size: z.union([positive, box]).optional(),
  do_flip_channel_order: z.boolean().optional(),
});

export type PreprocessorConfig = z.infer<typeof preprocessorSchema>;

/** Pillow's numbers of resampling filters; box and hamming have no counterpart, linear is the nearest. */
const KERNELS: readonly Kernel[] = ["nearest", "lanczos3", "linear", "cubic", "linear", "linear"];

const square = (size: number | Size): Size =>
  typeof size === "number" ? { width: size, height: size } : size;

const isBox = (size: object): size is Size => "width" in size && "height" in size;

const three = (value: number | [number, number, number]): Channels =>
  typeof value === "number" ? [value, value, value] : value;

function resizeRule(config: PreprocessorConfig): ResizeRule | undefined {
  const { size } = config;
  if (!config.do_resize || size === undefined) return undefined;
  if (typeof size === "number") {
    // CLIP's old way of naming the shortest edge, cropped afterwards; without a crop, the edge of a box.
    const longest = config.max_size ?? (config.do_center_crop ? undefined : size);
    return { kind: "edges", shortest: size, longest };
  }
  if (isBox(size)) return { kind: "exact", size };
  return { kind: "edges", shortest: size.shortest_edge, longest: size.longest_edge };
}

function padSize(config: PreprocessorConfig): Size | undefined {
  if (!config.do_pad) return undefined;
  if (config.pad_size !== undefined) return square(config.pad_size);
  return typeof config.size === "object" && isBox(config.size) ? config.size : undefined;
}

/** Every picture must come out at one size, or no two could share a batch. Fails with code `model`. */
function outputSize(plan: Pick<PixelPlan, "resize" | "crop" | "pad">): Size {
  const size = plan.pad ?? plan.crop ?? (plan.resize?.kind === "exact" ? plan.resize.size : undefined);
  if (size !== undefined) return size;
  throw new HaberdasherError(
    "model",
    "The model's preprocessor_config.json gives every picture another size: it needs a crop, padding, or a fixed width and height.",
  );
}

/** Missing values mean what they mean to transformers.js's ImageFeatureExtractor. */
export function pixelPlan(config: PreprocessorConfig): PixelPlan {
  const resize = resizeRule(config);
  const crop = config.do_center_crop && config.crop_size !== undefined ? square(config.crop_size) : undefined;
  const pad = padSize(config);
  const normalised = config.do_normalize ?? false;
  return {
    resize,
    kernel: KERNELS[config.resample ?? 2] ?? "linear",
    crop,
    pad,
    scale: (config.do_rescale ?? true) ? (config.rescale_factor ?? 1 / 255) : 1,
    mean: normalised ? three(config.image_mean ?? 0) : [0, 0, 0],
    std: normalised ? three(config.image_std ?? 1) : [1, 1, 1],
    flipped: config.do_flip_channel_order ?? false,
    output: outputSize({ resize, crop, pad }),
  };
}

/** Width and height after resizing, with the arithmetic (two decimals, then down) of transformers.js. At least one pixel each. */
export function resizedSize(rule: ResizeRule, { width, height }: Size): Size {
  if (rule.kind === "exact") return rule.size;
  const up = rule.shortest === undefined ? 1 : Math.max(rule.shortest / width, rule.shortest / height);
  const down =
    rule.longest === undefined ? 1 : Math.min(rule.longest / (width * up), rule.longest / (height * up));
  const fit = (edge: number) => Math.max(1, Math.floor(Number((edge * up * down).toFixed(2))));
  return { width: fit(width), height: fit(height) };
}

/** Where a crop takes from along one edge, and how much black goes before and after. */
export interface CropEdge {
  readonly from: number;
  readonly length: number;
  readonly before: number;
  readonly after: number;
}

/** A crop from the middle along one edge, rounded as transformers.js's `center_crop` does. */
export function cropEdge(have: number, want: number): CropEdge {
  if (have >= want) return { from: Math.floor((have - want) / 2), length: want, before: 0, after: 0 };
  const before = Math.floor((want - have) / 2);
  return { from: 0, length: have, before, after: want - have - before };
}
