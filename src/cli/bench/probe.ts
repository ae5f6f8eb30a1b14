// A process of its own: opens the shop that the environment names, asks one question, says how long that took from its
// own start and how much memory it has, and ends.
import { readConfig } from "../../config.js";
import { createLogger } from "../../log.js";
import { openShop } from "../../open-shop.js";
import { withEnvFile } from "../../service/env-file.js";
import type { Probe } from "./figures.js";

const shop = await openShop(readConfig(withEnvFile(process.env)), { log: createLogger("error") });
await shop.searcher.search({ text: "red winter coat", limit: 6 });
const probe: Probe = { firstAnswerMs: performance.now(), residentBytes: process.memoryUsage().rss };
process.stdout.write(JSON.stringify(probe));
await shop.close();
