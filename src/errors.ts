/**
 * Every way in which a request can go wrong, by code. A `HaberdasherError` carries one friendly sentence
 * that may be shown to whoever asked; anything else that is thrown is a defect and is shown as `internal`.
 */
export type ErrorCode =
  | "bad-request" // the words or options make no sense; the sentence says what to type instead
  | "not-found" // a file, product, label set or page that does not exist
  | "not-a-picture" // bytes that are no picture of a kind we take
  | "too-large" // more bytes or pixels than the limits allow
  | "unreachable" // a link that cannot be fetched
  | "forbidden-address" // a link that points to where we must not go
  | "busy" // the queue is full; try again in `retryAfterS`
  | "rate-limited" // this person or server asks too often; try again in `retryAfterS`
  | "timeout" // it took longer than allowed
  | "cancelled" // the asker went away
  | "expired" // a button or session that is too old
  | "model" // the model is missing, incomplete or cannot be loaded
  | "catalogue" // the catalogue is missing, damaged or was made for another model
  | "settings" // a setting is missing or wrong
  | "internal";

export interface ErrorDetails {
  /** Seconds after which trying again makes sense. */
  readonly retryAfterS?: number;
  readonly cause?: unknown;
}

export class HaberdasherError extends Error {
  override readonly name = "HaberdasherError";
  readonly retryAfterS: number | undefined;

  /** @param message one sentence for the asker: what is wrong and what to do. */
  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.retryAfterS = details.retryAfterS;
  }
}

const REPEATED_CHARACTERS = 50;

/** What somebody typed, as a sentence repeats it: where it is long, its beginning alone. */
export function abridged(typed: string): string {
  const points = [...typed];
  if (points.length <= REPEATED_CHARACTERS) return typed;
  return `${points.slice(0, REPEATED_CHARACTERS).join("").trimEnd()}…`;
}

export const INTERNAL_SENTENCE = "Something went wrong on our side; please try again in a moment.";

/** The sentence that an asker may see for anything that was thrown: never a stack, never a foreign message. */
export function friendlySentence(thrown: unknown): string {
  return thrown instanceof HaberdasherError ? thrown.message : INTERNAL_SENTENCE;
}

export function errorCode(thrown: unknown): ErrorCode {
  return thrown instanceof HaberdasherError ? thrown.code : "internal";
}
