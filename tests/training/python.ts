import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  AutoProcessor,
  AutoTokenizer,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  env,
  RawImage,
} from "@xenova/transformers";
import { z } from "zod";

/** Debian's interpreter, where python3-torch lives; PYTHON names another one. */
const python = process.env.PYTHON ?? "/usr/bin/python3";
const run = promisify(execFile);

/** What the interpreter prints, with the modules of scripts/train at hand. */
async function printed(args: readonly string[]): Promise<string> {
  const own = {
    OMP_WAIT_POLICY: "PASSIVE",
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONPATH: join("scripts", "train"),
  };
  const { stdout } = await run(python, args, { maxBuffer: 1 << 28, env: { ...process.env, ...own } });
  return stdout;
}

/** Runs a script of scripts/train and returns what it printed. */
export function train(script: string, ...args: string[]): Promise<string> {
  return printed([join("scripts", "train", `${script}.py`), ...args]);
}

/** What a few lines of Python print. */
export function lines(code: string): Promise<string> {
  return printed(["-c", code]);
}

/** Numbers, a list a line, that a few lines of Python print. */
export async function numbers(code: string): Promise<number[][]> {
  const said = await lines(code);
  return said
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map(Number));
}

export function workFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "haberdasher-training-"));
}

const answer = z.object({
  ids: z.array(z.array(z.number())),
  texts: z.array(z.array(z.number())),
  pictures: z.array(z.array(z.number())),
});

export type Answer = z.infer<typeof answer>;

/** What PyTorch makes of texts and of pixel values. */
export async function askPython(source: string[], texts: string[], pixels: Float32Array): Promise<Answer> {
  const folder = await workFolder();
  const file = join(folder, "pixels.f32");
  await writeFile(file, Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength));
  await writeFile(join(folder, "ask.json"), JSON.stringify({ texts, pixels: file }));
  return answer.parse(JSON.parse(await train("forward", ...source, "--ask", join(folder, "ask.json"))));
}

/** What @xenova/transformers makes of the same texts, and of pictures, with the pixel values that it computed from them. */
export async function askRuntime(
  root: string,
  name: string,
  texts: string[],
  images: RawImage[],
): Promise<Answer & { pixels: Float32Array }> {
  env.allowRemoteModels = false;
  env.localModelPath = root;
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const processor = await AutoProcessor.from_pretrained(name);
  const textTower = await CLIPTextModelWithProjection.from_pretrained(name, { quantized: false });
  const pictureTower = await CLIPVisionModelWithProjection.from_pretrained(name, { quantized: false });
  const ids: number[][] = [];
  const vectors: number[][] = [];
  for (const text of texts) {
    const input = tokenizer(text, { padding: true, truncation: true });
    ids.push(Array.from(input.input_ids.data as BigInt64Array, Number));
    const { text_embeds } = await textTower(input);
    vectors.push(Array.from(text_embeds.data as Float32Array));
  }
  const { pixel_values } = await processor(images);
  const { image_embeds } = await pictureTower({ pixel_values });
  const [count, dimension] = image_embeds.dims as [number, number];
  const pictures = Array.from({ length: count }, (_, i) =>
    Array.from(image_embeds.data.slice(i * dimension, (i + 1) * dimension) as Float32Array),
  );
  return { ids, texts: vectors, pictures, pixels: pixel_values.data as Float32Array };
}

/** The largest difference between two tables of numbers of one shape. */
export function difference(a: number[][], b: number[][]): number {
  if (a.length !== b.length || a.some((row, i) => row.length !== b[i]?.length))
    return Number.POSITIVE_INFINITY;
  return Math.max(
    ...a.map((row, i) => Math.max(...row.map((x, j) => Math.abs(x - (b[i]?.[j] ?? Number.NaN))))),
  );
}

/** Pictures of several shapes, from noise that is the same every time. */
export function somePictures(): RawImage[] {
  let state = 1;
  const noise = () => {
    state = (state * 48271) % 2147483647;
    return state % 256;
  };
  return [
    [60, 80],
    [96, 96],
    [224, 168],
    [31, 333],
  ].map(([w = 1, h = 1]) => new RawImage(Uint8ClampedArray.from({ length: w * h * 3 }, noise), w, h, 3));
}

/** Texts that people post: titles, prompts, and everything that a tokenizer may trip over. */
export const texts = [
  "",
  " ",
  "red winter coat",
  "A photo of a T-Shirt",
  "Nike Men's Dri-FIT Running T-shirt (Black/White) — size 42",
  "men's women's 's s' it's 'sale' ''s rock'n'roll's 5's !'s",
  "ÉLÉGANT  Çafé\tnoir\nrobe d’été  façon naïve Ångström ﬁne ﬂ Ⅷ ½ x²",
  "👗👠 ❤️ dress 👩🏽‍🦰 🇬🇧 sneakers🔥🔥",
  "赤いドレス 红色连衣裙 빨간 드레스 платье КРАСНОЕ ΣΊΣΥΦΟΣ İstanbul ß ẞ ŉ",
  "لباس أحمر कुर्ता साड़ी שמלה अनारकली ชุดเดรส",
  "a\u200bb\u00a0c\u3000d\ufeffe\u2028f\u0085g\u001fh",
  "<|endoftext|> red <|startoftext|> <|pad|>",
  "supercalifragilisticexpialidocious qwxzkjv 1234567890 €100 50% #sale @shop a_b-c/d",
  "word ".repeat(60),
  "x".repeat(300),
];
