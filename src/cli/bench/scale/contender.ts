import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import { HaberdasherError } from "../../../errors.js";
import { PACKAGE_ROOT } from "../../../package-root.js";
import type { Material } from "./material.js";
import { DATABASE, readySchema, type ScaleRequest } from "./protocol.js";

interface ContenderOptions {
  /** Said where it does not answer. */
  readonly hint?: string;
  /** Added to its environment: what no list of processes should show. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** An index in a process of its own, so that its memory and its processor time are its own too. */
export class Contender {
  readonly #lines: AsyncIterableIterator<string>;
  /** Why it was never a process. */
  #unstarted: string | undefined;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcessByStdio<Writable, Readable, null>,
    reader: Interface,
    private readonly hint: string,
  ) {
    this.#lines = reader[Symbol.asyncIterator]();
  }

  static async start(
    name: string,
    command: string,
    args: readonly string[],
    { hint = "", settings = {} }: ContenderOptions = {},
  ): Promise<Contender> {
    const env = { ...process.env, ...settings };
    const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "inherit"] });
    // A process that ended is noticed by its missing answer.
    child.stdin.on("error", () => undefined);
    const reader = createInterface({ input: child.stdout });
    const contender = new Contender(name, child, reader, hint && ` ${hint}`);
    child.on("error", (error: NodeJS.ErrnoException) => {
      contender.#unstarted =
        error.code === "ENOENT"
          ? `there is no program ${command}`
          : `${command} is no program that may be run`;
      reader.close();
    });
    await contender.#answer(readySchema);
    return contender;
  }

  async ask<T>(request: ScaleRequest, schema: z.ZodType<T>): Promise<T> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    return this.#answer(schema);
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined)
      return;
    const gone = once(this.child, "exit");
    this.child.kill();
    await gone;
  }

  async #answer<T>(schema: z.ZodType<T>): Promise<T> {
    const { value, done } = await this.#lines.next();
    if (done) {
      throw new HaberdasherError(
        "settings",
        this.#unstarted === undefined
          ? `${this.name} did not answer; its words stand above.${this.hint}`
          : `${this.name} did not answer: ${this.#unstarted}.${this.hint}`,
      );
    }
    return schema.parse(JSON.parse(value));
  }
}

const files = ({ vectors, queries, dimension, rows }: Material) => [
  vectors,
  queries,
  String(dimension),
  String(rows),
];

/** The index as the bot holds it. */
export function ourIndex(material: Material): Promise<Contender> {
  const program = fileURLToPath(import.meta.resolve("./own-index.js"));
  return Contender.start("haberdasher", process.execPath, [...process.execArgv, program, ...files(material)]);
}

/** The index of a database, asked as the bot asks it. */
export function databaseIndex(address: string, material: Material): Promise<Contender> {
  const program = fileURLToPath(import.meta.resolve("./database-index.js"));
  return Contender.start("Postgres", process.execPath, [...process.execArgv, program, ...files(material)], {
    hint: "It needs PostgreSQL with pgvector, and the right to create a schema there.",
    settings: { [DATABASE]: address },
  });
}

export const RIVALS = ["hnswlib", "faiss"] as const;

export function rivalIndex(
  python: string,
  name: (typeof RIVALS)[number],
  material: Material,
): Promise<Contender> {
  const program = join(PACKAGE_ROOT, "scripts", "scale", "rival.py");
  return Contender.start(`Python's ${name}`, python, [program, name, ...files(material)], {
    hint: "--python names a Python with numpy, hnswlib and faiss; on Debian: apt-get install python3-numpy python3-hnswlib python3-faiss",
  });
}
