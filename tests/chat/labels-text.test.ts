import { describe, expect, it } from "vitest";
import { labelsText } from "../../src/chat/answer-labels.js";
import type { LabelGroup } from "../../src/chat/reply.js";

const group = (role: LabelGroup["role"], ...labels: string[]): LabelGroup => ({
  name: role ?? "Your labels",
  ...(role === undefined ? {} : { role }),
  labels: labels.map((label, at) => ({ label, probability: 0.5 ** (at + 1) })),
});

describe("labels in one line", () => {
  it("are the best of each facet, a kind without its category", () => {
    const groups = [
      group("kind", "dress", "skirt"),
      group("category", "Dresses", "Tops"),
      group("colour", "grey", "black"),
    ];
    expect(labelsText(groups)).toBe("dress, grey");
    expect(labelsText(groups.slice(1))).toBe("Dresses, grey");
  });

  it("are the second answer where a question was asked in two steps", () => {
    expect(labelsText([group("kind", "jacket"), group("kind", "rain jacket"), group("colour", "red")])).toBe(
      "rain jacket, red",
    );
  });

  it("leave out a facet of which nothing fits, but not one's own question", () => {
    const none = "none of these";
    expect(
      labelsText([group("kind", none, "dress"), group("category", "Tops"), group("colour", "red")]),
    ).toBe("Tops, red");
    expect(labelsText([group("kind", none)])).toBe(none);
    expect(labelsText([group(undefined, none, "puma")])).toBe(none);
  });
});
