import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "dotenv";
import { expect, test } from "vitest";
import { envExample, settingsTable } from "../../scripts/settings-docs.js";
import { readConfig, settingsSchema } from "../../src/config.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";

const names = Object.keys(settingsSchema.shape);
const read = (file: string) => readFileSync(join(PACKAGE_ROOT, file), "utf8");

test("the README's table of settings is the one that src/config.ts describes (npx tsx scripts/settings-docs.ts)", () => {
  expect(read("README.md")).toContain(settingsTable());
});

test(".env.example is the one that src/config.ts describes (npx tsx scripts/settings-docs.ts)", () => {
  expect(read(".env.example")).toBe(envExample());
});

test(".env.example names every setting once, sets none, and reads as settings once the # is gone", () => {
  const example = read(".env.example");
  expect(parse(example)).toEqual({});
  const uncommented = parse(example.replaceAll(/^#(?=[A-Z_]+=)/gm, ""));
  expect(Object.keys(uncommented).sort()).toEqual([...names].sort());
  expect(readConfig(uncommented).discord).toBeUndefined();
});
