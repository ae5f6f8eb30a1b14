import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withEnvFile } from "../../src/service/env-file.js";

function envFile(text: string, mode: number): string {
  const path = join(mkdtempSync(join(tmpdir(), "env-")), ".env");
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

describe(".env", () => {
  test("adds what the environment does not have", () => {
    const path = envFile("DISCORD_TOKEN=from-file\nWEB_PORT=1\n# comment\n", 0o600);
    expect(withEnvFile({ WEB_PORT: "2", HOME: "/h" }, path)).toEqual({
      DISCORD_TOKEN: "from-file",
      WEB_PORT: "2",
      HOME: "/h",
    });
  });

  test("is not needed", () => {
    expect(withEnvFile({ A: "b" }, join(tmpdir(), "no-such-folder", ".env"))).toEqual({ A: "b" });
  });

  test.runIf(process.platform !== "win32").each([0o644, 0o640, 0o604, 0o660, 0o602])(
    "is refused with mode %o, with the line that mends it",
    (mode) => {
      const path = envFile("DISCORD_TOKEN=secret", mode);
      expect(() => withEnvFile({}, path)).toThrow(`chmod 600 ${path}`);
    },
  );
});
