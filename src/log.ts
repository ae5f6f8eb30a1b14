import pino, { type DestinationStream, type Logger } from "pino";

export type { Logger };

/**
 * The process's logger: JSON lines on standard error (standard output belongs to answers).
 * Secrets are cut out of the finished line, wherever in a message, an error or a nested field they stood.
 */
export function createLogger(
  level: string,
  secrets: readonly string[] = [],
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  const hidden = secrets.filter((secret) => secret.length >= 4);
  const censored: DestinationStream = {
    write(line) {
      destination.write(hidden.reduce((text, secret) => text.replaceAll(secret, "[secret]"), line));
    },
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, censored);
}
