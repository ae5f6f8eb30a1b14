/**
 * `npm run soak:discord [people] [seconds]`: the built bot, as a process of its own, and forty people who ask for a
 * minute. Fails when an acknowledgement came later than Discord's three seconds, or a reply got lost.
 */
import { readFile } from "node:fs/promises";
import { picture } from "../fixtures/drawn-products.js";
import { BotProcess } from "./bot-process.js";
import { crowd, percentile } from "./crowd.js";

const [people = 40, seconds = 60] = process.argv.slice(2).map(Number);

/** Resident megabytes of a process, where the system tells. */
async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
}

const bot = await BotProcess.start({ LOG_LEVEL: "warn" });
await bot.connected();
const image = bot.discord.file("coat.jpg", await picture("Coats", "Red"), "image/jpeg");
// Slow enough for the bot's own limits of questions a minute.
const questions = { people, lookMs: 2000, picture: image };
await crowd(bot.discord, { ...questions, ms: 2000 });
const before = await residentMb(bot.child.pid);
const { asked, acknowledged, answered, lost } = await crowd(bot.discord, {
  ...questions,
  ms: seconds * 1000,
});
const after = await residentMb(bot.child.pid);
const line = (what: string, list: readonly number[]) =>
  console.log(
    `${what}: ${[0.5, 0.9, 0.99, 1].map((share) => `${percentile(list, share)} ms`).join(", ")} (p50, p90, p99, longest)`,
  );
console.log(
  `${people} people, ${seconds} s: ${asked} questions, ${answered.length} answers, ${lost.length} lost`,
);
line("acknowledged", acknowledged);
line("answered", answered);
console.log(`resident memory: ${before} MB before, ${after} MB after`);
for (const one of lost.slice(0, 10)) console.log(one);
const code = await bot.stop();
const late = (acknowledged.at(-1) ?? 0) > 3000;
process.exit(code === 0 && lost.length === 0 && !late ? 0 : 1);
