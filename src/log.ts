import pino, { type DestinationStream, type Logger } from "pino";

export type { Logger };

/** A secret as it stands in a line of JSON, in an address, and in a header or cookie that carries it encoded. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString("base64"),
    bytes.toString("base64url"),
  ];
}

/**
 * The process's logger: JSON lines on standard error (standard output belongs to answers).
 * Secrets are cut out of the finished line, wherever in a message, an error or a nested field they stood, however they
 * were encoded.
 */
export function createLogger(
  level: string,
  secrets: readonly string[] = [],
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  const hidden = [...new Set(secrets.filter((secret) => secret.length >= 4).flatMap(spellings))]
    // The longest first, so that no part of one is left behind another.
    .sort((a, b) => b.length - a.length);
  const censored: DestinationStream = {
    write(line) {
      destination.write(hidden.reduce((text, secret) => text.replaceAll(secret, "[secret]"), line));
    },
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, censored);
}
