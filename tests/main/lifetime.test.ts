import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PACKAGE_ROOT } from "../../src/package-root.js";

function live(mishap: string) {
  const program = join(PACKAGE_ROOT, "tests", "main", "lifetime-program.ts");
  return new Promise<{ code: unknown; stdout: string; log: { level: number }[] }>((resolve) => {
    const args = ["--import", "tsx", program, mishap];
    execFile(process.execPath, args, { cwd: PACKAGE_ROOT, timeout: 25_000 }, (error, stdout, stderr) => {
      const log = stderr
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line): { level: number } => JSON.parse(line));
      resolve({ code: error?.code ?? 0, stdout, log });
    });
  });
}

const FATAL = 60;

test("an error that nobody caught is logged once, everything is closed, and the exit code tells", async () => {
  const { code, stdout, log } = await live("error");
  expect(code).toBe(1);
  expect(stdout).toBe("closed\n");
  expect(log.filter(({ level }) => level === FATAL)).toHaveLength(1);
  expect(log[0]).toMatchObject({ err: { message: "half done" }, origin: "uncaughtException" });
});

test.each(["broken pipe", "lost promise"])("a %s is logged once and ends nothing", async (mishap) => {
  const { code, stdout, log } = await live(mishap);
  expect(code).toBe(0);
  expect(stdout).toBe("still here\nclosed\n");
  expect(log.filter(({ level }) => level > 30)).toHaveLength(1);
  expect(log.every(({ level }) => level < FATAL)).toBe(true);
});
