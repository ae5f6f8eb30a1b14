const VERBS = ["more", "like", "refine", "labels", "drop", "variants", "up", "down", "back"] as const;

/** What a button does. Its context (query, page, hits) is kept in the session it names. */
export interface Action {
  /**
   * `more`: the next page. `like`: lookalikes of a hit. `refine`: the question with words added. `labels`: what the
   * picture shows. `drop`: the question without one of its parts. `variants`: the products folded into a hit. `up` and
   * `down`: a vote on a hit, after which the answer is ranked anew. `back`: the answer that this one came from.
   */
  readonly verb: (typeof VERBS)[number];
  /** The session's id: letters, digits, - and _. */
  readonly session: string;
  /** For `like`, `variants` and votes the hit's number, for `drop` the chip's, both from 1. */
  readonly number?: number;
}

const PATTERN = /^hb1:([a-z]{1,10}):([\w-]{1,32})(?::(\d{1,6}))?$/;

/** At most 60 ASCII characters: fits Discord's custom_id (100) and Slack's action value (2,000). */
export function encodeAction(action: Action): string {
  const number = action.number === undefined ? "" : `:${action.number}`;
  return `hb1:${action.verb}:${action.session}${number}`;
}

/** The action that a button's text stands for, or undefined if it is none of ours. */
export function decodeAction(text: string): Action | undefined {
  const match = PATTERN.exec(text);
  const [, verb, session, number] = match ?? [];
  if (verb === undefined || session === undefined) return undefined;
  const known = VERBS.find((name) => name === verb);
  if (known === undefined) return undefined;
  return { verb: known, session, ...(number === undefined ? {} : { number: Number(number) }) };
}
