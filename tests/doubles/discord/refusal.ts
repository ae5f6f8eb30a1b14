/** A refusal as Discord words it: HTTP status, error code, message, and which field is wrong. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors?: Readonly<Record<string, unknown>>,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const refuse = {
  unauthorized: () => new Refusal(401, 0, "401: Unauthorized"),
  notFound: () => new Refusal(404, 0, "404: Not Found"),
  unknownChannel: () => new Refusal(404, 10003, "Unknown Channel"),
  unknownMessage: () => new Refusal(404, 10008, "Unknown Message"),
  unknownWebhook: () => new Refusal(404, 10015, "Unknown Webhook"),
  unknownInteraction: () => new Refusal(404, 10062, "Unknown interaction"),
  tooLarge: () => new Refusal(413, 40005, "Request entity too large"),
  acknowledged: () => new Refusal(400, 40060, "Interaction has already been acknowledged."),
  missingAccess: () => new Refusal(403, 50001, "Missing Access"),
  missingPermissions: () => new Refusal(403, 50013, "Missing Permissions"),
  unreadableReply: () => new Refusal(403, 160002, "Cannot reply without permission to read message history"),
  threadArchived: () => new Refusal(400, 50083, "Thread is archived"),
  noDirectMessages: () => new Refusal(403, 50007, "Cannot send messages to this user"),
  emptyMessage: () => new Refusal(400, 50006, "Cannot send an empty message"),
  expiredToken: () => new Refusal(401, 50027, "Invalid Webhook Token"),
  entryPointMissing: () =>
    new Refusal(400, 50240, "You cannot remove this app's Entry Point command in a bulk update operation."),
  /** Invalid Form Body, with the path of the field: `components.0.label`. */
  form: (path: string, code: string, message: string) =>
    new Refusal(400, 50035, "Invalid Form Body", nested(path.split("."), { _errors: [{ code, message }] })),
  rateLimited: (seconds: number, scope: "user" | "global" | "shared" = "user") =>
    new Refusal(
      429,
      0,
      "You are being rate limited.",
      undefined,
      {
        "retry-after": String(seconds),
        "x-ratelimit-scope": scope,
        ...(scope === "global" ? { "x-ratelimit-global": "true" } : {}),
      },
      { retry_after: seconds, global: scope === "global" },
    ),
} as const;

function nested([first, ...rest]: readonly string[], leaf: unknown): Record<string, unknown> {
  if (first === undefined) return {};
  return { [first]: rest.length === 0 ? leaf : nested(rest, leaf) };
}
