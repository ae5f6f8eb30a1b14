import { inspect } from "node:util";
import { type Logger as BoltLogger, LogLevel } from "@slack/bolt";
import type { Logger } from "../log.js";

/** Any Slack token (bot, app, user, refresh), the ticket of a socket's address, and what an installation sends. */
const SECRETS =
  /\b(?:xox[a-z]|xapp|xoxe)[.-][\w.-]{6,}|(?<=[?&]ticket=)[^&\s"']+|(?<="(?:client_secret|code)":")[^"]+/g;

/** Takes out tokens that the settings do not know: those of installed workspaces. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRETS, "[secret]");
}

function line(parts: readonly unknown[]): string {
  const words = parts.map((part) => {
    if (typeof part === "string") return part;
    return part instanceof Error
      ? part.message
      : inspect(part, { depth: 2, breakLength: Number.POSITIVE_INFINITY });
  });
  return withoutSecrets(words.join(" "));
}

/** Our logger as the SDK wants it. Its debug lines carry whole payloads, what people wrote: only `trace` shows them. */
export function boltLogger(log: Logger): BoltLogger {
  return {
    debug: (...parts) => {
      if (log.isLevelEnabled("trace")) log.trace(line(parts));
    },
    info: (...parts) => log.debug(line(parts)),
    warn: (...parts) => log.warn(line(parts)),
    error: (...parts) => log.error(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
