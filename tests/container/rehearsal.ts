import { execFile } from "node:child_process";
import { chown, cp, mkdir, readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Copy, DockerfileParser, type Instruction } from "dockerfile-ast";

const run = promisify(execFile);

/** The package's types describe another export than it has, so it is taken as what it is. */
const dockerignore: () => {
  add(lines: readonly string[]): { ignores(path: string): boolean };
} = createRequire(import.meta.url)("@balena/dockerignore");

/** Whether `.dockerignore` keeps a path of the context out of the build. */
export function ignoredBy(text: string): (path: string) => boolean {
  const rules = dockerignore().add(text.split("\n"));
  return (path) => rules.ignores(path);
}

/** What a Dockerfile's last stage leaves, in a folder that stands for its root. */
export interface Rehearsed {
  readonly root: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string | undefined;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

interface Stage {
  readonly root: string;
  workdir: string;
  user: string | undefined;
  command: readonly string[];
  healthcheck: readonly string[];
  readonly environment: Record<string, string>;
}

export interface RehearsalOptions {
  /** The build's context. */
  readonly context: string;
  readonly dockerfile: string;
  readonly dockerignore: string;
  /** An empty folder. */
  readonly scratch: string;
  /** Who owns what `--chown` names; absent where this process may not give files away. */
  readonly uid: number | undefined;
}

/**
 * Does what a Dockerfile says, step by step, on this machine instead of in an image: a folder is each stage's root, its
 * RUN lines run in the folder of its WORKDIR with this machine's Node in place of the base image's, and COPY takes from
 * the context only what `.dockerignore` lets through. Fails at the first step that fails, and at an instruction that it
 * does not know. What it cannot show is the base image itself.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsed> {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const instruction of DockerfileParser.parse(options.dockerfile).getInstructions()) {
    if (instruction.getKeyword() === "FROM") {
      const name = /\sAS\s+(\S+)\s*$/i.exec(instruction.getRawArgumentsContent() ?? "")?.[1] ?? "last";
      stage = newStage(join(options.scratch, name));
      await mkdir(stage.root, { recursive: true });
      stages.set(name, stage);
    } else if (stage) {
      await step(instruction, stage, stages, options);
    }
  }
  if (!stage) throw new Error("A Dockerfile begins with FROM");
  return stage;
}

function newStage(root: string): Stage {
  return { root, workdir: "/", user: undefined, command: [], healthcheck: [], environment: {} };
}

/** The folder that stands for an absolute or relative path of a stage. */
const inStage = (stage: Stage, path: string) => join(stage.root, resolve(stage.workdir, path));

async function step(
  instruction: Instruction,
  stage: Stage,
  stages: ReadonlyMap<string, Stage>,
  options: RehearsalOptions,
): Promise<void> {
  const keyword = instruction.getKeyword();
  const words = instruction.getArguments().map((argument) => argument.getValue());
  switch (keyword) {
    case "WORKDIR":
      stage.workdir = resolve(stage.workdir, words[0] ?? "");
      await mkdir(inStage(stage, "."), { recursive: true });
      return;
    case "ENV":
      for (const word of words) {
        const [name = "", ...value] = word.split("=");
        stage.environment[name] = value.join("=");
      }
      return;
    case "USER":
      stage.user = words[0];
      return;
    case "RUN":
      await shell(shellText(instruction), stage);
      return;
    case "COPY":
      await copy(words, flags(instruction), stage, stages, options);
      return;
    case "CMD":
      stage.command = jsonForm(instruction.getRawArgumentsContent());
      return;
    case "HEALTHCHECK":
      stage.healthcheck = jsonForm(instruction.getRawArgumentsContent());
      return;
    case "EXPOSE":
    case "VOLUME":
      return;
    default:
      throw new Error(`The rehearsal does not know ${keyword}`);
  }
}

/** The command of a RUN line as its shell gets it: continued lines joined, comments between them left out. */
function shellText(instruction: Instruction): string {
  return (instruction.getRawArgumentsContent() ?? "").replace(/\\\r?\n/g, " ");
}

async function shell(command: string, stage: Stage): Promise<void> {
  await run("/bin/sh", ["-euc", command], {
    cwd: inStage(stage, "."),
    env: { PATH: process.env.PATH, HOME: stage.root, ...stage.environment },
    maxBuffer: 64 * 1024 * 1024,
  });
}

function flags(instruction: Instruction): ReadonlyMap<string, string> {
  const copy = instruction as Copy;
  return new Map(copy.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? ""]));
}

/** The JSON list in what is left of an instruction, whatever flags and words stand before it. */
function jsonForm(content: string | null): readonly string[] {
  const text = (content ?? "").replace(/\\\r?\n/g, " ");
  return JSON.parse(text.slice(text.indexOf("[")));
}

async function copy(
  words: readonly string[],
  given: ReadonlyMap<string, string>,
  stage: Stage,
  stages: ReadonlyMap<string, Stage>,
  options: RehearsalOptions,
): Promise<void> {
  const sources = words.slice(0, -1);
  const target = words.at(-1) ?? "";
  const from = given.get("from");
  const source = from === undefined ? undefined : stages.get(from);
  if (from !== undefined && !source) throw new Error(`There is no stage ${from}`);
  const ignored = ignoredBy(options.dockerignore);
  for (const name of sources) {
    const path = source ? inStage(source, name) : join(options.context, name);
    const intoFolder = target.endsWith("/") || sources.length > 1;
    const destination = join(inStage(stage, target), intoFolder ? basename(name) : "");
    await mkdir(dirname(destination), { recursive: true });
    await cp(path, destination, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => source !== undefined || !ignored(file.slice(options.context.length + 1)),
    });
    await stat(destination);
    if (given.has("chown") && options.uid !== undefined) await giveTo(options.uid, destination);
  }
}

async function giveTo(uid: number, path: string): Promise<void> {
  await chown(path, uid, uid);
  if (!(await stat(path)).isDirectory()) return;
  for (const name of await readdir(path)) await giveTo(uid, join(path, name));
}
