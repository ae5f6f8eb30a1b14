import { type Action, encodeAction } from "../chat/action.js";

/** What stands in a button's or menu's `custom_id`, and who asked the question it belongs to. */
export interface CustomId {
  /** An action's text, or the name of a menu whose chosen value is one. */
  readonly text: string;
  /** User id of whoever asked; absent on messages of older versions. */
  readonly owner?: string;
}

/** The menu "More like …": its values are actions. */
export const LIKE_MENU = "hb1-like";
/** The menu of votes: its values are actions, too. */
export const VOTE_MENU = "hb1-vote";
/** The menu of several pictures: `hb1-pick:COMMAND:KEY`; its values are positions, from 0. */
export const PICK_MENU = "hb1-pick";

const PATTERN = /^(hb1[-:][\w:-]{1,70})(?:~(\d{1,20}))?$/;

/** At most 92 ASCII characters: 71 of text, a sign and a snowflake; `custom_id` may have 100. */
export function writeCustomId({ text, owner }: CustomId): string {
  return owner === undefined ? text : `${text}~${owner}`;
}

export function actionId(action: Action, owner: string | undefined): string {
  return writeCustomId({ text: encodeAction(action), ...(owner === undefined ? {} : { owner }) });
}

/** Undefined for anything that this adapter never wrote. */
export function readCustomId(customId: string): CustomId | undefined {
  const [, text, owner] = PATTERN.exec(customId) ?? [];
  if (text === undefined) return undefined;
  return { text, ...(owner === undefined ? {} : { owner }) };
}
