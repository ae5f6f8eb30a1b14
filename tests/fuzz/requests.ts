import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { residentMb } from "../soak/gauges.js";
import { Town } from "../soak/town.js";
import { ask } from "../web/shop-server.js";
import { askDiscord, discordRequest } from "./discord.js";
import { type Rests, restsOf } from "./memory.js";
import { askPage, pageRequest } from "./page.js";
import { askSlack, slackRequest } from "./slack.js";

type Platform = "page" | "Discord" | "Slack";

export interface RequestsReport {
  readonly requests: Readonly<Record<Platform, number>>;
  /** Unanswered, crashed: each is a defect. */
  readonly problems: readonly string[];
  /** Lines of the log that tell of an error, by their message. */
  readonly errorsLogged: Readonly<Record<string, number>>;
  readonly exitCode: number | null;
  /** Of the bot. */
  readonly memoryMb: Rests;
}

const AT_ONCE = 12;
/** The chat's own deadline, and some time to say so. */
const PATIENCE_MS = 75_000;
const ERROR = 50;
/** Long enough for the engine's batches, the sweep of idle connections and a collection or two. */
const REST_MS = 5_000;
/** A process that has nothing to do collects seldom. */
const LONG_REST_MS = 90_000;

/** The first fifth, or as many as fill caches and pools: a process that has seen a few hundred is still growing into its size. */
function warmUp(count: number): number {
  return Math.floor(Math.max(count / 5, Math.min(800, count / 2)));
}

function errorsOf(said: string): Record<string, number> {
  const errors: Record<string, number> = {};
  for (const text of said.split("\n").filter((one) => one.startsWith("{"))) {
    const { level, msg } = JSON.parse(text);
    if (level >= ERROR) errors[msg] = (errors[msg] ?? 0) + 1;
  }
  return errors;
}

/** Sends forged and tampered requests to the built bot, half of them to its page. The same seed gives the same ones. */
export async function fuzzRequests(count: number, seed: number): Promise<RequestsReport> {
  const town = await Town.open({ LOG_LEVEL: "warn" });
  const { bot, slack, page } = town;
  bot.discord.state.acknowledgeMs = PATIENCE_MS;
  const problems: string[] = [];
  const sent = { page: 0, Discord: 0, Slack: 0 };
  // The platforms' turns come mixed, as far as each has got.
  const drawn = (round: number) => {
    const draw = <T>(what: fc.Arbitrary<T>, numRuns: number) =>
      fc.sample(what, { numRuns, seed: seed + round });
    const person = (at: number) => round * count + at;
    const placed = (where: Platform, sends: readonly (() => Promise<string | undefined>)[]) =>
      sends.map((send, at) => ({
        where,
        send,
        place: at / sends.length,
        name: `${where} request ${at} of seed ${seed + round}`,
      }));
    const quarter = Math.floor(count / 4);
    return [
      ...placed(
        "page",
        draw(pageRequest, count - 2 * quarter).map(
          (one, at) => () => askPage(page, one, String(person(at)).padStart(22, "0")),
        ),
      ),
      ...placed(
        "Discord",
        draw(discordRequest, quarter).map((one) => () => askDiscord(bot.discord, one, PATIENCE_MS)),
      ),
      ...placed(
        "Slack",
        draw(slackRequest, quarter).map(
          (one, at) => () => askSlack(slack, one, `U0F${String(person(at)).padStart(7, "0")}`, PATIENCE_MS),
        ),
      ),
    ].sort((a, b) => a.place - b.place);
  };

  const run = async (jobs: ReturnType<typeof drawn>) => {
    let next = 0;
    const worker = async () => {
      for (let at = next++; at < jobs.length && bot.child.exitCode === null; at = next++) {
        const job = jobs[at];
        const problem = await job?.send().catch((thrown: unknown) => `it failed: ${String(thrown)}`);
        if (problem !== undefined) problems.push(`${job?.name}: ${problem}`);
        if (job !== undefined) sent[job.where] += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await town.quiet(500);
    slack.workspace.forget();
  };
  const restedMb = async (enough: number) => {
    const until = Date.now() + LONG_REST_MS;
    let memory: number;
    do {
      await sleep(REST_MS);
      memory = await residentMb(bot.child.pid);
    } while (memory > enough && Date.now() < until);
    return memory;
  };
  const warm = warmUp(count);
  const first = drawn(0);
  await run(first.slice(0, warm));
  const memoryMb = await restsOf(await restedMb(Number.POSITIVE_INFINITY), async (round, enough) => {
    await run((round === 0 ? first : drawn(round)).slice(warm));
    return restedMb(enough);
  });
  if (bot.child.exitCode === null) {
    const { kind } = await ask(page, "/find red coat");
    if (kind !== "answer") problems.push(`after all of it, a plain question got: ${kind}`);
  }
  const exitCode = await town.close();
  if (exitCode !== 0) problems.push(`the process ended with ${exitCode}:\n${bot.said.slice(-2000)}`);
  return { requests: sent, problems, errorsLogged: errorsOf(bot.said), exitCode, memoryMb };
}
