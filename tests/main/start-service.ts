import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { checkNoSecrets, secretsIn } from "../fixtures/secrets.js";

export interface Service {
  readonly process: ChildProcess;
  readonly folder: string;
  /** The page's address; empty where there is no page. */
  readonly url: string;
  stdout(): string;
  stderr(): string;
  /** Sends the signal and waits for the end: exit code and milliseconds. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; ms: number }>;
}

/** What a process needs of the machine; nothing of the settings of whoever runs the tests. */
const BARE = Object.fromEntries(
  ["PATH", "HOME", "TMPDIR", "LANG", "SystemRoot"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/**
 * The bot as `npm start` starts it: the built program, configured by its environment alone, in an empty folder.
 * @param until resolves when this stands on standard output; by default once everything was tried
 * @param withinMs how long that may take
 */
export async function startService(
  environment: Readonly<Record<string, string>>,
  until: RegExp = /^Ready in /m,
  withinMs = 60_000,
): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), "service-"));
  const child = spawn(process.execPath, [join(PACKAGE_ROOT, "dist", "src", "main.js")], {
    cwd: folder,
    env: { ...BARE, STATE_DIR: join(folder, "state"), WEB_PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const exited = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    const look = () => until.test(out) && resolve();
    child.stdout.on("data", look);
    child.once("exit", (code) => reject(new Error(`It ended with ${code}: ${out}\n${err}`)));
    setTimeout(() => reject(new Error(`It did not get ready: ${out}\n${err}`)), withinMs).unref();
  });
  return {
    process: child,
    folder,
    url: /^ {2}page\s+(http:\S+)/m.exec(out)?.[1] ?? "",
    stdout: () => out,
    stderr: () => err,
    async end(signal = "SIGTERM") {
      const started = performance.now();
      child.kill(signal);
      await exited;
      await rm(folder, { recursive: true, force: true });
      checkNoSecrets([out, err], secretsIn(environment));
      return { code: child.exitCode, ms: performance.now() - started };
    },
  };
}
