import type { Sent } from "../rules/message.js";
import type { State } from "../state.js";

export interface Call extends Sent {
  readonly method: string;
  /** What the pattern's groups matched. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** The body where it is a list. */
  readonly list: unknown;
  readonly state: State;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Whether `Authorization: Bot TOKEN` is asked for. */
  readonly auth: boolean;
  handle(call: Call): Answer;
}
