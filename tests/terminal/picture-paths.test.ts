import { mkdtempSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { takePicturePaths } from "../../src/terminal/picture-paths.js";

const folder = mkdtempSync(join(tmpdir(), "paths-"));
const spaced = join(folder, "my red coat.jpg");
const bare = join(folder, "scan");
const apostrophe = join(folder, "Anna's coat (1).jpg");
writeFileSync(apostrophe, "x");
writeFileSync(spaced, "x");
writeFileSync(bare, "x");

describe("paths of pictures in a typed line", () => {
  test.each([
    ["/similar photo.jpg", "/similar", [resolve("photo.jpg")]],
    ["/similar photo.JPG in red", "/similar in red", [resolve("photo.JPG")]],
    ["~/coat.png", "", [join(homedir(), "coat.png")]],
    [`/classify '${spaced}' coat, puma`, "/classify coat, puma", [spaced]],
    [`/classify "${spaced}"`, "/classify", [spaced]],
    [`/similar ${spaced.replaceAll(" ", "\\ ")}`, "/similar", [spaced]],
    [`/similar ${pathToFileURL(spaced).href}`, "/similar", [spaced]],
    ["/similar a.jpg b.webp", "/similar", [resolve("a.jpg"), resolve("b.webp")]],
    // As GNOME's and kitty's terminals write a dropped file, and as a file manager copies its path.
    [`/similar '${apostrophe.replace("'", `'\\''`)}' in red`, "/similar in red", [apostrophe]],
    [`'${apostrophe.replace("'", `'"'"'`)}'`, "", [apostrophe]],
    [` ${apostrophe} `, "", [apostrophe]],
    [`/similar ${bare}`, "/similar", [bare]],
    ["photo.jpg, in red", "in red", [resolve("photo.jpg")]],
    [`/classify '${spaced}', coat, puma`, "/classify coat, puma", [spaced]],
  ])("%s", (line, words, paths) => {
    expect(takePicturePaths(line)).toEqual({ words, paths });
  });

  test.each([
    "/find red winter coat",
    'find "red coat" for:men',
    "women's coat and men's hat",
    'find "red coat", or a hat; or both',
    "/similar link:https://example.com/coat.jpg",
    "https://example.com/coat.jpg",
    "/find 1/2 sleeves and/or hood",
    "/classify labels:a.jpg",
  ])("%s holds none", (line) => {
    expect(takePicturePaths(line)).toEqual({ words: line, paths: [] });
  });
});
