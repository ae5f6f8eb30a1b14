import { useBot } from "./shared-bot.js";
import "./suites/errors.js";
import "./suites/gateway.js";

useBot({ limits: { questionsPerMinute: { user: 3, server: 100_000 } } });
