/**
 * `npm run soak -- [minutes] [people]`: the built bot as a process of its own, configured by its environment alone, with
 * people on Discord, on Slack and on the page at once, while one thing after the other goes wrong. Fails when a question
 * got no answer or two, when the memory rises, a token stands in the log, or the end is not clean.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { crowd as discordCrowd } from "../discord/crowd.js";
import { picture } from "../fixtures/drawn-products.js";
import { smallCatalogue } from "../fixtures/small-shop.js";
import { crowd as slackCrowd } from "../slack/crowd.js";
import { visitors } from "../web/crowd.js";
import { metric, type Point, percentile, residentMb, slope } from "./gauges.js";
import { Town } from "./town.js";
import { Catalogues, TROUBLE } from "./trouble.js";

const [minutes = 30, people = 8] = process.argv.slice(2).map(Number);
const MINUTE = 60_000;
/** One round of questions; then everything comes to rest and is counted. */
const ROUND_MS = Math.min(minutes, 2) * MINUTE;
const TROUBLE_EVERY_MS = 8_000;
const LOOK_MS = 2_000;
/** What the memory may rise in a minute once the bot is warm; judged where there are minutes enough to tell. */
const FLAT_MB = 1;
const TELLING_MINUTES = 20;

const room = await mkdtemp(join(tmpdir(), "haberdasher-soak-"));
const catalogues = await Catalogues.make(await smallCatalogue(), room);
const town = await Town.open({
  NODE_OPTIONS: `--require ${fileURLToPath(new URL("./saboteur.cjs", import.meta.url))}`,
  CATALOGUE: catalogues.folder,
});
const { bot, slack, page } = town;

const started = Date.now();
const minutesSince = () => (Date.now() - started) / MINUTE;
const lags: number[] = [];
const gauges = setInterval(async () => {
  lags.push(1000 * (await metric(page, "nodejs_eventloop_lag_p99_seconds").catch(() => Number.NaN)));
}, 10_000);

const happened: Record<string, number> = {};
let next = 0;
function makeTrouble(): void {
  const all = Object.entries(TROUBLE);
  const [name, strike] = all[next++ % all.length] ?? [];
  if (name === undefined || strike === undefined) return;
  happened[name] = (happened[name] ?? 0) + 1;
  Promise.resolve(strike({ bot, slack, page, catalogues })).catch((thrown: unknown) =>
    problems.push(String(thrown)),
  );
}

const problems: string[] = [];
/** Discord's own limit; the double is more patient here, so that a late answer is told from a lost one. */
const ACKNOWLEDGE_MS = 3_000;
bot.discord.state.acknowledgeMs = 60_000;
const total = { discord: 0, slack: 0, page: 0 };
const acknowledgedMs = { discord: [] as number[], slack: 0 };
const answerMs: number[] = [];
const memory: Point[] = [];
const coat = await picture("Coats", "Red");
const image = bot.discord.file("coat.jpg", coat, "image/jpeg");

async function round(ms: number): Promise<void> {
  const trouble = setInterval(makeTrouble, TROUBLE_EVERY_MS);
  // The last strike leaves time to recover before the round is over.
  setTimeout(() => clearInterval(trouble), Math.max(0, ms - TROUBLE_EVERY_MS));
  const ask = { people, ms, lookMs: LOOK_MS, picture: image };
  const [onDiscord, onSlack, onPage] = await Promise.all([
    discordCrowd(bot.discord, ask),
    slackCrowd(town, people, ms, LOOK_MS),
    visitors(page, { ...ask, picture: coat }),
  ]);
  clearInterval(trouble);
  total.discord += onDiscord.asked;
  total.slack += onSlack.asked;
  total.page += onPage.asked;
  acknowledgedMs.discord.push(...onDiscord.acknowledged);
  acknowledgedMs.slack = Math.max(acknowledgedMs.slack, onSlack.slowestAckMs);
  answerMs.push(...onDiscord.answered);
  problems.push(
    ...onDiscord.lost.map((one) => `Discord: ${one}`),
    ...onPage.lost.map((one) => `page: ${one}`),
  );
  if (onDiscord.doubled > 0) problems.push(`Discord: ${onDiscord.doubled} answered twice`);
  for (const what of ["lost", "doubled", "unacknowledged"] as const)
    if (onSlack[what] > 0) problems.push(`Slack: ${onSlack[what]} ${what}`);
  slack.workspace.forget();
  slack.deliveries.length = 0;
  await sleep(2000);
  memory.push({ minutes: minutesSince(), value: await residentMb(bot.child.pid) });
  console.log(
    `minute ${minutesSince().toFixed(1)}: ${JSON.stringify(total)} asked, ${problems.length} problems, ${memory.at(-1)?.value.toFixed(0)} MB, load ${loadavg()[0]?.toFixed(1)}; page: ${JSON.stringify(onPage.answers)}`,
  );
}

while (minutesSince() < minutes && bot.child.exitCode === null) await round(ROUND_MS);
clearInterval(gauges);
const restarts = await metric(page, "haberdasher_engine_restarts_total").catch(() => Number.NaN);
const ending = Date.now();
const code = await town.close();
const endedMs = Date.now() - ending;
await rm(room, { recursive: true, force: true });

/** The first half warms up: caches fill, every kind of trouble strikes several times, and the heap finds its size. */
const warm = memory.filter(({ minutes: at }) => at > minutes / 2);
const rise = slope(warm);
if (minutes >= TELLING_MINUTES && rise > FLAT_MB)
  problems.push(`the memory rises by ${rise.toFixed(2)} MB a minute`);
if (code !== 0) problems.push(`the process ended with ${code}`);

console.log(
  JSON.stringify(
    {
      minutes: Number(minutesSince().toFixed(1)),
      people: { discord: people, slack: people, page: people },
      cores: availableParallelism(),
      asked: total,
      answerMs: { p50: percentile(answerMs, 0.5), p99: percentile(answerMs, 0.99) },
      acknowledgedMs: {
        discordP99: percentile(acknowledgedMs.discord, 0.99),
        discordLongest: percentile(acknowledgedMs.discord, 1),
        discordLate: acknowledgedMs.discord.filter((ms) => ms > ACKNOWLEDGE_MS).length,
        slackLongest: Math.round(acknowledgedMs.slack),
      },
      eventLoopDelayP99Ms: {
        median: Math.round(percentile(lags, 0.5)),
        worst: Math.round(percentile(lags, 1)),
      },
      memoryMb: {
        first: Math.round(memory[0]?.value ?? Number.NaN),
        last: Math.round(memory.at(-1)?.value ?? Number.NaN),
        highest: Math.round(Math.max(...memory.map(({ value }) => value))),
        risePerMinute: Number(rise.toFixed(3)),
      },
      workersReplaced: restarts,
      endedMs,
      trouble: happened,
      problems: problems.slice(0, 20),
    },
    undefined,
    2,
  ),
);
process.exit(problems.length === 0 ? 0 : 1);
