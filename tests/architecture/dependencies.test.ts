import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { licencesPage, lockedPackages, mayShip } from "../../scripts/licences.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";

const read = (file: string) => readFileSync(join(PACKAGE_ROOT, file), "utf8");
const packages = lockedPackages();

test("every package that runs something when it is installed was looked at, and none but the index needs to", () => {
  const { allowScripts } = JSON.parse(read("package.json"));
  const scripted = packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
  expect(scripted.length).toBeGreaterThan(0);
  expect(scripted.filter((name) => !(name in allowScripts))).toEqual([]);
  // hnswlib-node's compiler run stands in no field of the lockfile: npm finds its binding.gyp.
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(["hnswlib-node"]);
});

test("the lockfile names no host, so that packages come from the registry that npm is set to", () => {
  expect(read("package-lock.json")).not.toMatch(/"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/);
  expect(read("package-lock.json")).not.toMatch(/"(?:git\+|git:|file:|http:)/);
});

test("every package that ships may be passed on beside MIT code", () => {
  const shipped = packages.filter(({ dev }) => !dev);
  expect(shipped.length).toBeGreaterThan(100);
  expect(shipped.filter((one) => !mayShip(one)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual(
    [],
  );
  expect(mayShip({ name: "x", version: "1", licence: "GPL-3.0", dev: false, hasInstallScript: false })).toBe(
    false,
  );
});

test("docs/licences.md lists them (npx tsx scripts/licences.ts)", () => {
  expect(read("docs/licences.md")).toBe(licencesPage());
});
