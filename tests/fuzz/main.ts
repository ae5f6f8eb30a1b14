/**
 * `npm run fuzz -- [pictures] [requests] [seed]`: mutated pictures through the bot's reader, and forged requests to the
 * built bot. Fails when one gets neither an answer nor a clear refusal, when the bot ends, or when its memory rises
 * in every round.
 */
import { leaks } from "./memory.js";
import { fuzzPictures } from "./pictures.js";
import { fuzzRequests } from "./requests.js";

const [pictures = 10_000, requests = 10_000, seed = 7] = process.argv.slice(2).map(Number);

const started = Date.now();
const reports = {
  ...(pictures > 0 ? { pictures: await fuzzPictures(pictures, seed) } : {}),
  ...(requests > 0 ? { requests: await fuzzRequests(requests, seed) } : {}),
};
const problems = Object.values(reports).flatMap(({ problems: found, memoryMb }) => [
  ...found,
  ...(leaks(memoryMb)
    ? [`the memory rose in every round: ${memoryMb.map((size) => size.toFixed(0)).join(", ")} MB`]
    : []),
]);
const shown = Object.fromEntries(
  Object.entries(reports).map(([name, { problems: _, ...report }]) => [name, report]),
);
console.log(JSON.stringify({ ...shown, seconds: Math.round((Date.now() - started) / 1000) }, undefined, 2));
for (const problem of problems.slice(0, 30)) console.error(problem);
console.log(`${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
