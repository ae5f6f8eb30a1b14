import { readFileSync } from "node:fs";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { z } from "zod";
import { HaberdasherError } from "../../errors.js";

const ownerSchema = z.object({
  pid: z.number().int(),
  host: z.string(),
  /** When the process started, as its system counts; null where the system does not say. */
  started: z.string().nullable(),
  /** Distinguishes two owners in one process. */
  token: z.string(),
});
type Owner = z.infer<typeof ownerSchema>;

/** Process numbers are used again, after a restart of a container at once: with its start time a process is itself. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The 22nd field; the second, a name in parentheses, may hold spaces.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

/** Locks that this process holds, for systems without start times. */
const held = new Set<string>();

function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true;
  if (owner.pid === process.pid) return held.has(owner.token);
  try {
    process.kill(owner.pid, 0);
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ESRCH") return false;
  }
  return owner.started === null || owner.started === startOf(owner.pid);
}

function parseOwner(text: string): Owner | undefined {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const errorCodeOf = (thrown: unknown) =>
  thrown instanceof Error && "code" in thrown ? thrown.code : undefined;

async function currentOwner(path: string): Promise<{ text: string; owner: Owner | undefined } | undefined> {
  try {
    const text = await readFile(path, "utf8");
    return { text, owner: parseOwner(text) };
  } catch (thrown) {
    if (errorCodeOf(thrown) === "ENOENT") return undefined;
    throw thrown;
  }
}

/** Moves a dead owner's lock away; another process that took it over in between keeps it. */
async function clear(path: string, text: string, token: string): Promise<void> {
  const aside = `${path}.${token}.old`;
  try {
    await rename(path, aside);
  } catch (thrown) {
    if (errorCodeOf(thrown) === "ENOENT") return;
    throw thrown;
  }
  if ((await readFile(aside, "utf8")) !== text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/**
 * Takes a lock file that a killed process leaves behind harmlessly.
 * Fails with code `busy` while its owner lives, or lives on another machine.
 * @returns the release
 */
export async function takeLock(path: string, what: string): Promise<() => Promise<void>> {
  const token = `${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}`;
  const owner: Owner = { pid: process.pid, host: hostname(), started: startOf(process.pid), token };
  const draft = `${path}.${token}`;
  await writeFile(draft, JSON.stringify(owner));
  held.add(token);
  try {
    for (;;) {
      try {
        // A link appears with its content, or not at all.
        await link(draft, path);
        break;
      } catch (thrown) {
        if (errorCodeOf(thrown) !== "EEXIST") throw thrown;
      }
      const current = await currentOwner(path);
      if (current?.owner && isAlive(current.owner)) {
        throw new HaberdasherError(
          "busy",
          `${what} (process ${current.owner.pid} on ${current.owner.host}): wait for it or stop it; if there is no such process, delete ${path}.`,
        );
      }
      if (current) await clear(path, current.text, token);
    }
  } catch (thrown) {
    held.delete(token);
    throw thrown;
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    held.delete(token);
    const current = await currentOwner(path);
    if (current?.owner?.token === token) await rm(path, { force: true });
  };
}
