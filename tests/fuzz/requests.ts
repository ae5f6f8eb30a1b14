import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { residentMb } from "../soak/gauges.js";
import { Town } from "../soak/town.js";
import { ask } from "../web/shop-server.js";
import { askDiscord, discordRequest } from "./discord.js";
import { askPage, pageRequest } from "./page.js";
import { askSlack, slackRequest } from "./slack.js";

export interface RequestsReport {
  readonly requests: Readonly<Record<"page" | "Discord" | "Slack", number>>;
  /** Unanswered, crashed: each is a defect. */
  readonly problems: readonly string[];
  /** Lines of the log that tell of an error, by their message. */
  readonly errorsLogged: Readonly<Record<string, number>>;
  readonly exitCode: number | null;
  /** Resident megabytes of the bot before, once warm, and afterwards, each at rest. */
  readonly memoryMb: { readonly before: number; readonly after: number };
}

const AT_ONCE = 12;
/** The chat's own deadline, and some time to say so. */
const PATIENCE_MS = 75_000;
const ERROR = 50;
/** Long enough for the engine's batches, the sweep of idle connections and a collection or two. */
const REST_MS = 5_000;
/** A process that has nothing to do collects seldom. */
const LONG_REST_MS = 90_000;
/** How much larger the process may be afterwards. */
export const GROWTH = 1.1;

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
  const quarter = Math.floor(count / 4);
  const jobs = {
    page: fc
      .sample(pageRequest, { numRuns: count - 2 * quarter, seed })
      .map((one, at) => () => askPage(page, one, String(at).padStart(22, "0"))),
    Discord: fc
      .sample(discordRequest, { numRuns: quarter, seed })
      .map((one) => () => askDiscord(bot.discord, one, PATIENCE_MS)),
    Slack: fc
      .sample(slackRequest, { numRuns: quarter, seed })
      .map((one, at) => () => askSlack(slack, one, `U0F${String(at).padStart(7, "0")}`, PATIENCE_MS)),
  };
  const all = Object.entries(jobs).flatMap(([where, list]) =>
    list.map((send, at) => ({
      place: at / list.length,
      send,
      name: `${where} request ${at} of seed ${seed}`,
    })),
  );
  // The platforms' turns come mixed, as far as each has got.
  const mixed = all.sort((a, b) => a.place - b.place);

  const run = async (from: number, to: number) => {
    let next = from;
    const worker = async () => {
      for (let at = next++; at < to && bot.child.exitCode === null; at = next++) {
        const job = mixed[at];
        const problem = await job?.send().catch((thrown: unknown) => `it failed: ${String(thrown)}`);
        if (problem !== undefined) problems.push(`${job?.name}: ${problem}`);
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
  await run(0, warm);
  const before = await restedMb(Number.POSITIVE_INFINITY);
  await run(warm, count);
  const after = await restedMb(before * GROWTH);
  if (bot.child.exitCode === null) {
    const { kind } = await ask(page, "/find red coat");
    if (kind !== "answer") problems.push(`after all of it, a plain question got: ${kind}`);
  }
  const exitCode = await town.close();
  if (exitCode !== 0) problems.push(`the process ended with ${exitCode}:\n${bot.said.slice(-2000)}`);
  const requests = { page: jobs.page.length, Discord: jobs.Discord.length, Slack: jobs.Slack.length };
  return { requests, problems, errorsLogged: errorsOf(bot.said), exitCode, memoryMb: { before, after } };
}
