import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { z } from "zod";
import { HaberdasherError } from "../../../src/errors.js";

/** What training needs beside Python itself, as Python and as Debian call it. */
const MODULES = ["torch", "onnx", "numpy"] as const;
const INSTALL =
  "on Debian and Ubuntu: apt-get install python3-torch python3-onnx python3-numpy libopenblas0-pthread";

const run = promisify(execFile);

type Verdict = "ready" | "no interpreter" | "no modules";

async function examine(interpreter: string): Promise<Verdict> {
  try {
    // A program that is no Python may end well, too: it has to say so.
    const { stdout } = await run(interpreter, ["-c", `import ${MODULES.join(", ")}; print("ready")`]);
    return stdout.trim() === "ready" ? "ready" : "no interpreter";
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
    return code === "ENOENT" || code === "EACCES" ? "no interpreter" : "no modules";
  }
}

/**
 * The interpreter that can train: the one named by `PYTHON`, else the first of those usual on a machine that has
 * PyTorch. Fails with `settings` and the line that installs what is missing.
 */
export async function findPython(named: string | undefined): Promise<string> {
  const candidates = named === undefined || named.trim() === "" ? ["python3", "/usr/bin/python3"] : [named];
  const verdicts = new Set<Verdict>();
  for (const candidate of candidates) {
    const verdict = await examine(candidate);
    if (verdict === "ready") return candidate;
    verdicts.add(verdict);
  }
  const which = candidates.join(" nor ");
  throw new HaberdasherError(
    "settings",
    verdicts.has("no modules")
      ? `Training needs PyTorch, onnx and numpy, and ${which} cannot load them: install them (${INSTALL}), or name another Python with PYTHON=.`
      : `Training needs Python with PyTorch, and there is no ${which}: install it (${INSTALL}), or name one with PYTHON=.`,
  );
}

const report = z.object({
  products: z.number().int(),
  trained: z.number().int(),
  chosenOn: z.number().int(),
  measuredOn: z.number().int(),
  /** How far from the old weights (0) to the trained ones (1) the model handed over stands. */
  share: z.number().min(0).max(1),
  steps: z.number().int(),
  minutes: z.number(),
  better: z.boolean(),
  figures: z.array(
    z.object({ measured: z.string(), over: z.number().int(), before: z.number(), after: z.number() }),
  ),
});
export type Report = z.infer<typeof report>;

const event = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("progress"),
    step: z.number(),
    steps: z.number().nullable(),
    loss: z.number(),
    secondsLeft: z.number(),
  }),
  z.object({ event: z.literal("note"), sentence: z.string() }),
  z.object({ event: z.literal("refused"), sentence: z.string() }),
  z.object({ event: z.literal("disk"), code: z.string() }),
  z.object({ event: z.literal("done"), report }),
]);
export type Progress = Extract<z.infer<typeof event>, { event: "progress" }>;

export interface Training {
  readonly interpreter: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly onNote: (sentence: string) => void;
}

/** A refusal of the disk, met by Python, as Node would have met it. */
class DiskError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/**
 * Runs a training script that tells its progress as JSON lines, and returns its report. Aborting lets it keep what it has
 * done. Fails with `bad-request` where the script refuses what it was given, with `cancelled`, or with an error of the disk.
 */
export async function runTraining(training: Training): Promise<Report> {
  const { interpreter, script, args, signal, onProgress, onNote } = training;
  const child = spawn(interpreter, [script, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, OMP_WAIT_POLICY: "PASSIVE", PYTHONDONTWRITEBYTECODE: "1" },
  });
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  // It is awaited below; until then a failure is not "unhandled".
  ended.catch(() => undefined);
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  let outcome: Report | Error | undefined;
  try {
    for await (const text of createInterface({ input: child.stdout })) {
      const told = event.parse(JSON.parse(text));
      if (told.event === "progress") onProgress(told);
      else if (told.event === "note") onNote(told.sentence);
      else if (told.event === "done") outcome = told.report;
      else if (told.event === "disk") outcome = new DiskError(told.code);
      else outcome = new HaberdasherError("bad-request", told.sentence);
    }
    const status = await ended;
    signal.throwIfAborted();
    if (outcome instanceof Error) throw outcome;
    if (outcome !== undefined && status === 0) return outcome;
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
  }
  if (process.env.HABERDASHER_DEBUG) process.stderr.write(complaint);
  const last = complaint.trim().split("\n").at(-1) ?? "";
  throw new HaberdasherError(
    "internal",
    `Training stopped without a result${last && ` (${last})`}; the same command goes on where it was.`,
  );
}
