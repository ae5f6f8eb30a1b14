import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { numbers, train, workFolder } from "./python.js";

const logged = z.object({ step: z.number(), loss: z.record(z.string(), z.number()) });

describe("a run that learns from other runs", () => {
  let root: string;
  const settings = ["--mix", "8", "2", "4", "4", "--drawn", "drawn-1", "--warmup", "2", "--threads", "1"];
  const learn = (name: string, ...more: string[]) =>
    train("train", "--data", join(root, "data"), "--out", join(root, name), ...settings, ...more);

  beforeAll(async () => {
    root = await workFolder();
    await train("synthetic", "--out", join(root, "data"));
    await learn("first", "--steps", "10", "--seed", "1");
    await learn("second", "--start", join(root, "first"), "--steps", "10", "--seed", "2");
  }, 600_000);

  it("comes nearer to what they say of the same pictures and texts", async () => {
    const teachers = ["first", "second"].map((name) => join(root, name));
    const said = await learn(
      "student",
      "--start",
      join(root, "first"),
      "--teachers",
      ...teachers,
      "--steps",
      "40",
    );
    const told = said
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => logged.parse(JSON.parse(line)).loss);
    const [first, last] = [told[0], told.at(-1)];
    expect(told).toHaveLength(2);
    for (const part of ["picture cosine", "text cosine", "kind", "title"])
      expect(last?.[part], part).toBeLessThan(first?.[part] ?? 0);
  }, 600_000);

  it("has their tokenizer, and says so where two of them have none in common", async () => {
    const [first, other] = [join(root, "first"), join(root, "other")];
    await mkdir(other);
    await copyFile(join(first, "checkpoint.pt"), join(other, "checkpoint.pt"));
    await writeFile(join(other, "tokenizer.json"), "{}");
    await expect(learn("fresh", "--teachers", first, other, "--steps", "2")).rejects.toThrow(
      /other reads texts with another tokenizer than .*fresh: teach with runs that share one/,
    );
    const [taken, theirs] = await Promise.all(
      [join(root, "fresh"), first].map((run) => readFile(join(run, "tokenizer.json"), "utf8")),
    );
    expect(taken).toBe(theirs);
  }, 240_000);

  it("is mixed with the run that it went on from, weight by weight, the statistics measured anew", async () => {
    const [first, second, mixed] = ["first", "second", "mixed"].map((name) => join(root, name));
    const runs = [
      "--run",
      first ?? "",
      "--other",
      second ?? "",
      "--share",
      "0.25",
      "--batches",
      "4",
      "--out",
      mixed ?? "",
    ];
    await train("blend", "--data", join(root, "data"), "--drawn", "drawn-1", "--threads", "1", ...runs);
    const [[off, apart, moved] = []] = await numbers(`
from pathlib import Path
from export import load
a, b, mixed = (load(Path(run) / "checkpoint.pt").state_dict() for run in ${JSON.stringify([first, second, mixed])})
weights = [name for name in a if a[name].is_floating_point() and "running" not in name]
off = max(float((mixed[n] - (0.75 * a[n] + 0.25 * b[n])).abs().max()) for n in weights)
apart = max(float((mixed[n] - a[n]).abs().max()) for n in weights)
moved = min(float((mixed[n] - a[n]).abs().max()) for n in a if "running_mean" in n)
print(off, apart, moved)`);
    expect(off).toBeLessThan(1e-6);
    expect(apart).toBeGreaterThan(1e-3);
    expect(moved).toBeGreaterThan(0);
  }, 240_000);

  it("turns their vectors without losing a rank, into what the student says already", async () => {
    const [[off, away, square] = []] = await numbers(`
import torch
from teach import rotation
torch.manual_seed(1)
own = [torch.randn(40, 6), torch.randn(50, 6)]
turn = torch.linalg.qr(torch.randn(12, 12))[0]
theirs = [torch.cat([some, torch.zeros(len(some), 6)], 1) @ turn for some in own]
found = rotation(*theirs, *own)
print(*(float((some @ found - mine).abs().max()) for some, mine in zip(theirs, own)), float((found.t() @ found - torch.eye(6)).abs().max()))`);
    expect(Math.max(off ?? 1, away ?? 1, square ?? 1)).toBeLessThan(1e-4);
  }, 240_000);

  it("lets half of the texts go on as another does, and leaves the others as they are", async () => {
    const [[whole, odd, mixed] = []] = await numbers(`
import torch
from teach import crossed
ids = torch.zeros(400, 9, dtype=torch.long)
for i in range(400):
  n = 3 + i % 7
  ids[i, :n] = torch.arange(n) * 1000 + i
found = crossed(ids, torch.Generator().manual_seed(1))
whole = odd = mixed = 0
for new, old in zip(found, ids):
  if torch.equal(new, old):
    whole += 1
    continue
  mixed += 1
  at = int((new != old).nonzero()[0])
  fits = [other for other in ids if torch.equal(other[at:], new[at:])]
  odd += at == 0 or int(new[0]) != int(old[0]) or not fits
print(whole, odd, mixed)`);
    expect(odd).toBe(0);
    expect(whole).toBeGreaterThan(150);
    expect(mixed).toBeGreaterThan(130);
  }, 240_000);

  it("gives half of the pictures a rectangle of another", async () => {
    const [[changed, strangers] = []] = await numbers(`
import torch
from augment import exchanged
x = torch.arange(400.0)[:, None, None, None].expand(400, 3, 24, 24)
found = exchanged(x, torch.Generator().manual_seed(1), 0.5)
changed = strangers = 0
for i, new in enumerate(found):
  values = new.unique().tolist()
  changed += values != [i]
  strangers += len(values) > 2 or not torch.equal(new[0], new[1])
print(changed, strangers)`);
    expect(strangers).toBe(0);
    expect(changed).toBeGreaterThan(150);
    expect(changed).toBeLessThan(250);
  }, 240_000);
});
