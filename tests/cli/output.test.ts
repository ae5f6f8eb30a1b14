import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PACKAGE_ROOT } from "../../src/package-root.js";

// Every run loads the model; on a machine that is busy with other things that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const MAIN = join(PACKAGE_ROOT, "dist", "src", "cli", "main.js");
const README = join(PACKAGE_ROOT, "README.md");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "haberdasher-output-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly error: string;
}

function* repeated(text: string): Generator<string> {
  for (;;) yield text;
}

/**
 * @param output where standard output goes: a pipe whose reader is gone already, or an open file
 * @param input what is typed, again and again for as long as somebody takes it
 */
function haberdasher(args: readonly string[], output: "unread" | number, input?: string): Promise<Run> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, STATE_DIR: join(folder, "state") },
    stdio: ["pipe", output === "unread" ? "pipe" : output, "pipe"],
  });
  child.stdout?.destroy();
  const typist = Readable.from(input === undefined ? [] : repeated(input));
  if (child.stdin) pipeline(typist, child.stdin).catch(() => undefined);
  let error = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    error += text;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, error })));
}

const asked: readonly (readonly [args: readonly string[], input: string | undefined])[] = [
  [["find", "coat", "--count", "100"], undefined],
  [["find", "coat", "--json"], undefined],
  [["classify", join(PACKAGE_ROOT, "docs", "images", "page.png")], undefined],
  [["embed", "--texts", README], undefined],
  [["chat"], "coat\n"],
];

describe("what is printed", () => {
  it.each(asked)("%j ends quietly when its reader is gone", async (args, input) => {
    expect(await haberdasher(args, "unread", input)).toEqual({ code: 0, error: "" });
  });

  it.runIf(existsSync("/dev/full")).each(asked)(
    "%j says in one sentence that the disk is full",
    async (args, input) => {
      const full = await open("/dev/full", "w");
      try {
        const { code, error } = await haberdasher(args, full.fd, input);
        expect([code, error]).toEqual([1, "The answer cannot be written: the disk is full.\n"]);
      } finally {
        await full.close();
      }
    },
  );
});
