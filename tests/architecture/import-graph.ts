import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { parseSync } from "oxc-parser";
import { PACKAGE_ROOT } from "../../src/package-root.js";

/** One import, export-from or `import()` of a module, types included. */
export interface Import {
  /** The importing file, from the project's root: "src/chat/act.ts". */
  readonly from: string;
  /** A file of the project, from its root, or a package's name. */
  readonly to: string;
  readonly isPackage: boolean;
}

async function typeScriptFiles(folder: string): Promise<string[]> {
  const entries = await readdir(join(PACKAGE_ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** "@slack/bolt/dist/x" → "@slack/bolt". */
function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

/** What a module names behind `from` and in `import()`; a computed `import()` is given as its source text. */
export function specifiers(path: string, source: string): string[] {
  const { module, errors } = parseSync(path, source);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    source.slice(moduleRequest.start, moduleRequest.end).replace(/^["'`]|["'`]$/g, ""),
  );
  const reexported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
  );
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...reexported, ...dynamic];
}

function resolved(from: string, specifier: string): Import {
  const file = relative(PACKAGE_ROOT, from);
  if (!specifier.startsWith(".")) return { from: file, to: packageName(specifier), isPackage: true };
  const target = relative(PACKAGE_ROOT, join(dirname(from), specifier)).replace(/\.js$/, ".ts");
  return { from: file, to: target, isPackage: false };
}

/** Every import of the TypeScript files in these folders. */
export async function importsIn(folders: readonly string[]): Promise<Import[]> {
  const files = (await Promise.all(folders.map(typeScriptFiles))).flat();
  const imports = await Promise.all(
    files.map(async (file) =>
      specifiers(file, await readFile(file, "utf8")).map((specifier) => resolved(file, specifier)),
    ),
  );
  return imports.flat();
}
