import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { PACKAGE_ROOT } from "../src/package-root.js";

// Writes docs/licences.md from the lockfile: every package that is installed with the bot, by licence.

/** Licences under which a package may be installed beside MIT code, whoever passes both on. */
const PERMISSIVE = new Set([
  "MIT",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
]);

/** Copyleft that stops at the library's own file: it is loaded at run time and can be exchanged for another build. */
const LINKED: Readonly<Record<string, RegExp>> = { "LGPL-3.0-or-later": /^@img\/sharp-/ };

/** Packages whose licence field only points to a file, with what stands in it. */
const READ_BY_HAND: Readonly<Record<string, string>> = { "flatbuffers@1.12.0": "Apache-2.0" };

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Only for building and testing. */
  readonly dev: boolean;
  readonly hasInstallScript: boolean;
}

/** Every package of the lockfile. */
export function lockedPackages(): LockedPackage[] {
  const { packages } = lockSchema.parse(
    JSON.parse(readFileSync(join(PACKAGE_ROOT, "package-lock.json"), "utf8")),
  );
  return Object.entries(packages).flatMap(
    ([path, { version = "", license = "none", dev, hasInstallScript }]) => {
      const name = path.split("node_modules/").at(-1);
      if (name === undefined || path === "") return [];
      const licence = READ_BY_HAND[`${name}@${version}`] ?? license;
      return [{ name, version, licence, dev: dev === true, hasInstallScript: hasInstallScript === true }];
    },
  );
}

/** Whether a package may be installed with the bot: each of its licences is permissive, or weak and only linked to. */
export function mayShip({ name, licence }: LockedPackage): boolean {
  return licence.split(" AND ").every((one) => PERMISSIVE.has(one) || LINKED[one]?.test(name) === true);
}

function groupedByLicence(packages: readonly LockedPackage[]): Map<string, LockedPackage[]> {
  const groups = new Map<string, LockedPackage[]>();
  for (const one of packages) groups.set(one.licence, [...(groups.get(one.licence) ?? []), one]);
  return groups;
}

/** docs/licences.md */
export function licencesPage(packages: readonly LockedPackage[] = lockedPackages()): string {
  const shipped = packages.filter(({ dev }) => !dev);
  const byLicence = groupedByLicence(shipped);
  const sections = [...byLicence]
    .sort(([a], [b]) => a.localeCompare(b, "en"))
    .map(([licence, list]) => {
      const names = list
        .map(({ name, version }) => `${name} ${version}`)
        .sort((a, b) => a.localeCompare(b, "en"));
      return `## ${licence}\n\n${[...new Set(names)].join(", ")}`;
    });
  return `${[
    "# Licences",
    "<!-- made by scripts/licences.ts from package-lock.json -->",
    "Haberdasher is under the MIT licence. These packages are installed with it, on one platform or another; nothing of them lies in this repository. LGPL code (libvips, inside `@img/sharp-…`) is a shared library that is loaded at run time.",
    ...sections,
  ].join("\n\n")}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(join(PACKAGE_ROOT, "docs", "licences.md"), licencesPage());
}
