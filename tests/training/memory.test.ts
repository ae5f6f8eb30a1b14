import { describe, expect, test } from "vitest";
import { z } from "zod";
import { evaluate } from "./python.js";

const table = z.array(z.array(z.number()));
const [no, yes, unknown] = [0, 1, 2];

describe("pictures among themselves", () => {
  test("are alike by their own origin's labels only, never with themselves, and unknown without a label", async () => {
    const values = await evaluate(
      `from loss import alike_values
labels, origins = torch.tensor([3, 3, 4, 0, 3]), torch.tensor([0, 0, 0, 0, 1])
before = torch.tensor([3, 4]), torch.tensor([0, 1])
out = alike_values(labels, origins, torch.cat([labels, before[0]]), torch.cat([origins, before[1]]))`,
      table,
    );
    expect(values).toEqual([
      [unknown, yes, no, unknown, unknown, yes, unknown],
      [yes, unknown, no, unknown, unknown, yes, unknown],
      [no, no, unknown, unknown, unknown, no, unknown],
      [unknown, unknown, unknown, unknown, unknown, unknown, unknown],
      [unknown, unknown, unknown, unknown, unknown, unknown, no],
    ]);
  });

  test("are remembered newest first, so many and no more, and take no gradient", async () => {
    const kept = await evaluate(
      `from memory import Memory, Seen
memory = Memory(3)
def seen(*titles):
    vectors = torch.zeros(len(titles), 2, requires_grad=True)
    numbers = torch.tensor(titles)
    return Seen(vectors, vectors, numbers, numbers, numbers, numbers)
memory.remember(seen(1, 2)); memory.remember(seen(3, 4))
out = torch.stack([memory.seen.title, torch.full((3,), int(memory.seen.pictures.requires_grad))])
assert memory.behind(seen(9)).title.tolist() == [9, 3, 4, 1]
nothing = Memory(0); nothing.remember(seen(1)); assert nothing.behind(seen(9)).title.tolist() == [9]`,
      table,
    );
    expect(kept).toEqual([
      [3, 4, 1],
      [0, 0, 0],
    ]);
  });
});
