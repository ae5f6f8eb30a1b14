import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { drawProducts, picture } from "../fixtures/drawn-products.js";
import { smallCatalogue } from "../fixtures/small-shop.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const FILES = ["README.md", "CONTRIBUTING.md"];
const texts = FILES.map((file) => readFileSync(join(PACKAGE_ROOT, file), "utf8"));
const scripts: Record<string, string> = JSON.parse(
  readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"),
).scripts;

/** Every line of a shell block, and every `npm …` in the running text. */
const commands = [
  ...new Set(
    texts.flatMap((text) => [
      ...[...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = ""]) => block.trim().split("\n")),
      ...[...text.matchAll(/`((?:npm|npx) [^`]+)`/g)].map(([, inline = ""]) => inline),
    ]),
  ),
];
const CLI = "npm run -s haberdasher -- ";
const cli = commands.filter((command) => command.startsWith(CLI)).map((command) => command.slice(CLI.length));

/** What CI itself runs, under these very names, or a person runs to work on the project. */
const RUN_BY_CI = [
  "npm ci",
  "npm test",
  "npm start",
  "npm run lint",
  "npm run typecheck",
  "npm run test:browser",
];

let folder: string;
let catalogue: string;
beforeAll(async () => {
  catalogue = await smallCatalogue();
  folder = await mkdtemp(join(tmpdir(), "readme-"));
  await mkdir(join(folder, "my-shop"));
  await drawProducts(join(folder, "my-shop"));
  await writeFile(join(folder, "photo.jpg"), await picture("Coats", "Red"));
  await writeFile(
    join(folder, "my-shop", "products.csv"),
    "id,title,price,image\n1,Red coat,129,pictures/coats-women-red.jpg\n2,Blue dress,59,pictures/dresses-women-blue.jpg\n",
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

function run(line: string, environment: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    STATE_DIR: join(folder, "state"),
    CATALOGUE: catalogue,
  };
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(PACKAGE_ROOT, "dist", "src", "cli", "main.js"), ...words(line)],
      { cwd: folder, env: { ...env, ...environment }, timeout: 80_000 },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
    child.stdin?.end("red\n/help\n");
  });
}

describe("the README's commands", () => {
  test("are there, and each is a script of the package or run by CI", () => {
    expect(commands.length).toBeGreaterThan(8);
    for (const command of commands.flatMap((line) => line.split(" && "))) {
      if (command.startsWith(CLI) || RUN_BY_CI.includes(command)) continue;
      const [, script, file] = /^npm run (\S+)(?: -- .+)?$|^npx tsx (\S+)$/.exec(command) ?? [];
      const known =
        script === undefined ? file !== undefined && existsSync(join(PACKAGE_ROOT, file)) : script in scripts;
      expect(known, command).toBe(true);
    }
  });

  test.each(cli.filter((line) => !line.includes("ashraq/")))("haberdasher %s", async (line) => {
    const { code, stdout, stderr } = await run(line);
    expect(code, stderr).toBe(0);
    expect(stdout.trim()).not.toBe("");
  });

  test("the catalogue of 44,000 is asked of the hub by its name", async () => {
    const asked: string[] = [];
    const hub = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
    const address = hub.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const line = cli.find((one) => one.includes("ashraq/")) ?? "";
    const { code, stderr } = await run(line, { HF_ENDPOINT: `http://127.0.0.1:${port}` });
    hub.close();
    expect(code).toBe(1);
    expect(asked.join()).toContain("ashraq/fashion-product-images-small");
    expect(stderr.trim().split("\n").at(-1)).toMatch(/^[A-Z].*\.?$/);
  });
});

test("the README's links to files lead somewhere", () => {
  for (const [at, text] of texts.entries()) {
    const base = dirname(join(PACKAGE_ROOT, FILES[at] ?? ""));
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = ""]) => link);
    for (const link of links) expect(existsSync(join(base, link)), link).toBe(true);
  }
});
