import { readFileSync, statSync } from "node:fs";
import { parse } from "dotenv";
import { HaberdasherError } from "../errors.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment, with what `.env` adds to it; what is set already wins. A missing file is no error.
 * Fails with code `settings` when others than its owner can read or change the file: it holds tokens.
 */
export function withEnvFile(environment: Environment, path = ".env"): Environment {
  const mode = modeOf(path);
  if (mode === undefined) return environment;
  // Windows keeps rights elsewhere and reports every file as readable by all.
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new HaberdasherError(
      "settings",
      `Others on this machine can read ${path}, which holds your tokens; mend it with: chmod 600 ${path}`,
    );
  }
  return { ...read(path), ...environment };
}

function modeOf(path: string): number | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.mode : undefined;
}

function read(path: string): Record<string, string> {
  const content = bytesOf(path);
  // UTF-16, as PowerShell's `>` writes it: every setting in it would be passed over in silence.
  if (content.includes(0)) {
    throw new HaberdasherError(
      "settings",
      `${path} is not UTF-8 text, so no setting in it counts; save it as UTF-8.`,
    );
  }
  return parse(content);
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new HaberdasherError("settings", `${path} cannot be read; check who owns it.`, { cause });
  }
}
