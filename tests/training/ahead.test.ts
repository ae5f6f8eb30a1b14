import { describe, expect, it } from "vitest";
import { numbers } from "./python.js";

describe("batches made ahead", () => {
  it("come in order, one of them made before it is asked for, and none after the end", async () => {
    const [asked, order, after] = await numbers(`
import time, torch
from ahead import ahead
made = []
def make():
  made.append(len(made))
  return made[-1]
coming = ahead(make, torch.device("cpu"))
got = [next(coming) for _ in range(3)]
time.sleep(0.2)
print(len(made))
print(*got)
coming.close()
time.sleep(0.2)
print(len(made))`);
    expect(asked).toEqual([4]);
    expect(order).toEqual([0, 1, 2]);
    expect(after).toEqual([4]);
  }, 240_000);

  it("say what went wrong to whoever asks for the next", async () => {
    const [told] = await numbers(`
import torch
from ahead import ahead
def make():
  raise ValueError("7")
try:
  next(ahead(make, torch.device("cpu")))
except ValueError as error:
  print(error)`);
    expect(told).toEqual([7]);
  }, 240_000);

  it("know every tensor of a batch, which is carried to a device and whose memory the learning holds on to", async () => {
    const [counted] = await numbers(`
import torch
from feed import Alike, Batch, Draft, each_tensor
from loss import TitleWords
one = lambda: torch.zeros(1)
draft = Draft([one(), one()], TitleWords(one(), one(), one()), one(), one(), one(), [], [one()], one())
seen = []
def change(tensor):
  seen.append(tensor)
  return tensor + 1
new = each_tensor(Batch(one(), one(), [Alike(one(), one())], draft), change)
print(len(seen), int(new.draft.words.said), int(new.origins[0].looks), int(draft.words.said))`);
    expect(counted).toEqual([14, 1, 1, 0]);
  }, 240_000);
});
