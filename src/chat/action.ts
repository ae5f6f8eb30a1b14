/** What a button does. Its context (query, page, hits) is kept in the session it names. */
export interface Action {
  readonly verb: "more" | "like" | "refine" | "labels";
  /** The session's id: letters, digits, - and _. */
  readonly session: string;
  /** For `like`: the hit's number. */
  readonly number?: number;
}

const PATTERN = /^hb1:(more|like|refine|labels):([\w-]{1,32})(?::(\d{1,6}))?$/;

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
  const known = (["more", "like", "refine", "labels"] as const).find((name) => name === verb);
  if (known === undefined) return undefined;
  return { verb: known, session, ...(number === undefined ? {} : { number: Number(number) }) };
}
