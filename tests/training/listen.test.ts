import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { lines, train, workFolder } from "./python.js";

describe("what people say around a caption", () => {
  it("keeps the caption's words in their order, and means the caption, or the caption and whom it is for", async () => {
    const said = z.array(z.object({ caption: z.string(), said: z.string(), meant: z.string() })).parse(
      JSON.parse(
        await lines(`
import json, random
from talk import Talk
talk = Talk(random.Random(1), ["red", "navy blue"], ["quantum", "gallop"])
captions = ["red coat", "a photo of navy blue jeans", "Acme Men Grey Polo", "sneakers for boys"] * 250
print(json.dumps([dict(zip(("said", "meant"), talk.around(caption)), caption=caption) for caption in captions]))
`),
      ),
    );
    const within = (caption: string, text: string) => {
      const words = text.split(/[ ,!]+/u);
      return caption.split(" ").every((word) => {
        const at = words.indexOf(word);
        return at >= 0 && words.splice(0, at + 1).length > 0;
      });
    };
    expect(said.filter(({ caption, said }) => !within(caption, said))).toEqual([]);
    const whom = said.filter(({ caption, meant }) => caption !== meant);
    expect(whom.length).toBeGreaterThan(20);
    for (const { caption, said, meant } of whom) {
      expect(meant).toMatch(new RegExp(`^${caption} for (women|men|boys|girls)$`, "u"));
      expect(said).toContain(" for my ");
      expect(caption).not.toMatch(/Men|boys/u); // whom those are for was said already
    }
    const share = (found: RegExp) => said.filter(({ said }) => found.test(said)).length / said.length;
    expect(share(/red colou?r|navy blue colou?r/u)).toBeGreaterThan(0.02);
    expect(share(/quantum|gallop/u)).toBeGreaterThan(0.15);
    expect(share(/\{/u)).toBe(0);
  }, 240_000);

  it("takes for words at large what no caption says and no product may be", async () => {
    const counts = join(await workFolder(), "counts");
    const senses = [
      "gallop%2:38:00:: 1 4",
      "coat%1:06:00:: 1 9",
      "silk%1:27:00:: 1 2",
      "table%1:06:00:: 1 5",
      "table%2:32:00:: 1 1",
    ];
    const more = [
      "quantum%1:23:00:: 1 3",
      "sneaker%2:41:00:: 1 1",
      "new_york%1:15:00:: 1 2",
      "of%1:04:00:: 1 8",
    ];
    await writeFile(counts, [...senses, ...more].join("\n"));
    const words = await lines(`
from pathlib import Path
from talk import words_at_large
print(*words_at_large(Path(${JSON.stringify(counts)}), ["White Sneaker"]))`);
    expect(words.trim()).toBe("gallop quantum");
  }, 240_000);
});

describe("listening", () => {
  let root: string;
  const model = (name: string, file: string) => join(root, name, "onnx", `${file}_model.onnx`);
  const listen = (...more: string[]) =>
    train("listen", "--data", join(root, "data"), "--model", join(root, "heard"), "--threads", "1", ...more);

  beforeAll(async () => {
    root = await workFolder();
    await train("synthetic", "--out", join(root, "data"));
    const settings = ["--mix", "24", "6", "12", "8", "--drawn", "drawn-1", "--warmup", "2", "--threads", "1"];
    await train(
      "train",
      "--data",
      join(root, "data"),
      "--out",
      join(root, "run"),
      ...settings,
      "--steps",
      "8",
    );
    await train("export", "--run", join(root, "run"), "--out", join(root, "before"));
    await cp(join(root, "before"), join(root, "heard"), { recursive: true });
  }, 600_000);

  it("brings what was asked in a sentence nearer to what was meant, and touches no picture", async () => {
    const words = join(root, "words");
    await writeFile(words, "gallop%2:38:00:: 1 4\nquantum%1:23:00:: 1 3");
    const learning = ["--steps", "60", "--batch", "48", "--pictures", "64", "--rate", "2e-3"];
    const log = join(root, "log.jsonl");
    await listen("--drawn", "drawn-1", "--words", words, "--log", log, ...learning);
    const told = (await readFile(log, "utf8"))
      .trim()
      .split("\n")
      .map((line) => z.object({ step: z.number(), heard: z.number() }).parse(JSON.parse(line)));
    expect(told.map(({ step }) => step)).toEqual([20, 40, 60]);
    expect(told.at(-1)?.heard).toBeLessThan((told[0]?.heard ?? 0) * 0.8);
    const same = async (file: string) =>
      (await readFile(model("before", file))).equals(await readFile(model("heard", file)));
    expect(await same("vision")).toBe(true);
    expect(await same("text")).toBe(false);
  }, 240_000);

  it("says what is missing where WordNet is not installed", async () => {
    await expect(listen("--words", join(root, "nowhere"))).rejects.toThrow(
      /install Debian's package wordnet/u,
    );
  }, 240_000);
});
