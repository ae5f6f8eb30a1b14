import fc from "fast-check";
import { expect, test } from "vitest";
import { createLogger } from "../../src/log.js";

function written(secrets: readonly string[], log: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  log(createLogger("trace", secrets, { write: (line) => lines.push(line) }));
  return lines.join("");
}

test("a secret is cut out wherever it stands: message, error, cause, nested field, name of a field", () => {
  const secret = "xoxb-1-very-secret";
  const text = written([secret], (log) => {
    log.info(`token ${secret}`);
    log.error({ err: new Error(`bad ${secret}`, { cause: new Error(secret) }) }, "failed");
    log.warn({ deep: { list: [{ [secret]: { url: `https://host/?token=${secret}` } }] } });
  });
  expect(text).toContain("[secret]");
  expect(text).not.toContain(secret);
});

test("however it is encoded: in JSON, in an address, in base64", () => {
  const secret = fc.string({ unit: "grapheme", minLength: 8, maxLength: 40 });
  fc.assert(
    fc.property(secret, (token) => {
      const text = written([token], (log) => {
        log.info({ token, address: `https://host/?t=${encodeURIComponent(token)}` });
        log.info({ authorization: `Basic ${Buffer.from(token).toString("base64")}` });
      });
      const [first = "", second = ""] = text.split("\n");
      expect(JSON.parse(first)).toMatchObject({ token: "[secret]" });
      expect(second).toContain("Basic [secret]");
    }),
    { seed: 7, numRuns: 200 },
  );
});
