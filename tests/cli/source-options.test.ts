import { expect, it } from "vitest";
import { readingOptions } from "../../src/cli/source-options.js";

it("options that say how a source is read stand in the next command as they are typed", () => {
  expect(readingOptions({})).toBe("");
  expect(
    readingOptions({
      pictureColumn: "Image File",
      titleColumn: "name",
      role: { articleType: "kind", "Base Colour": "colour" },
      trust: ["http://10.0.0.5:8080"],
    }),
  ).toBe(
    ' --title-column name --picture-column "Image File" --role articleType=kind --role "Base Colour=colour" --trust http://10.0.0.5:8080',
  );
});
