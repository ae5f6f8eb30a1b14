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

  test("may begin with a byte order mark, and is refused in UTF-16, of which no setting would be read", () => {
    const path = envFile("\ufeffDISCORD_TOKEN=from-file\r\nWEB_PORT=1\r\n", 0o600);
    expect(withEnvFile({}, path)).toEqual({ DISCORD_TOKEN: "from-file", WEB_PORT: "1" });
    writeFileSync(path, Buffer.from("\ufeffDISCORD_TOKEN=from-file\r\n", "utf16le"));
    expect(() => withEnvFile({}, path)).toThrow(/is not UTF-8 text.*save it as UTF-8\.$/);
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
