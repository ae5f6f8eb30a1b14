import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  askPython,
  askRuntime,
  difference,
  numbers,
  somePictures,
  texts,
  train,
  workFolder,
} from "./python.js";

const largest = (table: number[][]) => Math.max(...table.flat().map(Math.abs));

const figures = z.object({
  "held-out": z.object({
    "title → picture": z.object({ "R@10": z.number() }),
    kind: z.object({ pictures: z.number() }),
  }),
  "whole catalogue": z.object({ gallery: z.number() }),
});

describe("a smoke run of the training, from made-up pictures to an exported model", () => {
  let root: string;
  let run: string;
  const steps = [
    "--steps",
    "12",
    "--mix",
    "24",
    "6",
    "12",
    "8",
    "--drawn",
    "drawn-1",
    "--warmup",
    "2",
    "--threads",
    "1",
    "--rate",
    "1e-3",
  ];

  beforeAll(async () => {
    root = await workFolder();
    run = join(root, "run");
    await train("synthetic", "--out", join(root, "data"));
    const road = ["--data", join(root, "data"), "--out", run, ...steps];
    await train("train", ...road, "--stop-after", "4");
    await train("train", ...road);
    await train("export", "--run", run, "--out", join(root, "tiny"));
  }, 600_000);

  /** Numbers, a list a line, that a few lines print of the refitted model's readout. */
  function readout(code: string): Promise<number[][]> {
    return numbers(`
from pathlib import Path
import torch
from torch.nn import functional as F
from export import load
from readout import *
from train import TITLE_SHARPNESS
torch.manual_seed(1)
torch.set_grad_enabled(False)
model = load(Path(${JSON.stringify(join(root, "refitted", "checkpoint.pt"))}))
pictures, texts = model.pictures.readout, model.texts.readout
some = lambda count: F.normalize(torch.randn(count, model.shape.shared), dim=1)
${code}`);
  }

  it("goes on from its checkpoint and ends on the last step", async () => {
    const again = await train("train", "--data", join(root, "data"), "--out", run, ...steps);
    expect(again).toContain("from step 12");
    expect(again).toContain("stopped at step 12");
  }, 240_000);

  it("measures what it held out", async () => {
    const out = join(root, "figures.json");
    await train(
      "evaluate",
      "--data",
      join(root, "data"),
      "--run",
      run,
      "--whole",
      "--threads",
      "1",
      "--out",
      out,
    );
    const measured = figures.parse(JSON.parse(await readFile(out, "utf8")));
    expect(measured["whole catalogue"].gallery).toBe(240);
    expect(measured["held-out"].kind.pictures).toBeGreaterThan(5);
    expect(measured["held-out"].kind.pictures).toBeLessThan(60);
  }, 240_000);

  it("refits the heads to texts that tell pictures apart, and folds that into the weights", async () => {
    const out = join(root, "refitted");
    const road = ["--data", join(root, "data"), "--run", run, "--out", out, "--drawn", "drawn-1"];
    const said = await train("refit", ...road, "--batch", "200", "--steps", "20", "--threads", "1");
    const told = said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const logged = z.array(z.object({ loss: z.record(z.string(), z.number()) })).parse(told.slice(0, -1));
    const total = logged.map(({ loss }) => Object.values(loss).reduce((sum, part) => sum + part, 0));
    expect(total).toHaveLength(20);
    expect(total.at(-1)).toBeLessThan((total[0] ?? 0) * 0.98);
    const [before, after] = await Promise.all(
      [run, out].map((folder) => askPython(["--run", folder], texts, new Float32Array(3 * 96 * 96))),
    );
    expect(difference(before?.texts ?? [], after?.texts ?? [])).toBeGreaterThan(1e-2);
    const { "folded off by": off } = z.object({ "folded off by": z.number() }).parse(told.at(-1));
    expect(off).toBeLessThan(1e-5);
  }, 240_000);

  it("ranks pictures by how much of a picture's own softmax a text gets, of titles for a title and of phrases for a phrase", async () => {
    const said = await readout(`
shared = some(50)
pictures.bound.fill_(1e3)
inner, denominators = shared @ some(9).t(), pictures.denominators(shared)
for like, sharpness, slope, which in ((1e3, TITLE_SHARPNESS, TITLE_SLOPE, 0), (-1e3, 1, PHRASE_SLOPE, 1)):
  texts.lean.fill_(like)
  asked = some(9)
  scale = sharpness * model.scale().item() / (PICTURE_LENGTH * TEXT_LENGTH)
  found = scale * pictures(shared) @ texts(asked).t()
  wanted = scale * shared @ asked.t() - slope * denominators[:, [which]]
  off = found - wanted
  print(float((off - off[:1]).abs().max()), float((wanted - wanted[:1]).abs().max()))`);
    for (const [off, range] of said) {
      expect(off).toBeLessThan(1e-3);
      expect(range).toBeGreaterThan(0.1);
    }
    expect(said).toHaveLength(2);
  }, 240_000);

  it("says what a picture looks like where no text speaks, and never more of a crowd than is usual", async () => {
    const [[look, heard, most]] = z.tuple([z.tuple([z.number(), z.number(), z.number()])]).parse(
      await readout(`
shared = some(200)
whole, width = pictures(shared), model.shape.shared
look = whole[:, width + 2:].square().sum(1)
crowd = whole[:, width : width + 2].abs() / (pictures.slope * pictures.bound).abs()
print(float((look - KIND_WEIGHT - COLOUR_WEIGHT).abs().max()), float(texts(some(20))[:, width + 2:].abs().max()), float(crowd.max()))`),
    );
    expect(look).toBeLessThan(1e-5);
    expect(heard).toBe(0);
    expect(most).toBeLessThanOrEqual(1.00001);
  }, 240_000);

  it("takes the readout off again, to train or refit once more", async () => {
    const [[off, scale, same]] = z.tuple([z.tuple([z.number(), z.number(), z.number()])]).parse(
      await readout(`
from fit_readout import bare
plain, pixels = bare(model), -torch.rand(3, 3, 96, 96)
unit = lambda x: F.normalize(x, dim=1)
part = unit(model.pictures(pixels)[:, : model.shape.shared])
print(float((unit(plain.pictures(pixels)) - part).abs().max()), float(plain.scale() * PICTURE_LENGTH * TEXT_LENGTH / model.scale()), int(bare(plain) is plain))`),
    );
    expect(off).toBeLessThan(1e-5);
    expect(scale).toBeCloseTo(1, 5);
    expect(same).toBe(1);
  }, 240_000);

  it("exports what PyTorch computes, to a thousandth of the largest number", async () => {
    const runtime = await askRuntime(root, "tiny", texts, somePictures());
    const python = await askPython(["--run", run], texts, runtime.pixels);
    expect(runtime.ids).toEqual(python.ids);
    // Weights are rounded to eleven bits, so what comes of them is off by a share of what it is.
    expect(difference(runtime.texts, python.texts) / largest(python.texts)).toBeLessThan(1e-3);
    expect(difference(runtime.pictures, python.pictures) / largest(python.pictures)).toBeLessThan(1e-3);
    // and the vectors differ from one another by far more than that
    expect(difference(runtime.texts.slice(2, 3), runtime.texts.slice(3, 4))).toBeGreaterThan(1e-2);
    expect(difference(runtime.pictures.slice(0, 1), runtime.pictures.slice(3, 4))).toBeGreaterThan(1e-2);
  }, 240_000);
});
