// @ts-check
/** @import { ReplyMessage } from "../../protocol.js" */
/** @import { Question } from "./conversation.js" */

const KEY = "haberdasher:conversation";
const TURNS = 20;

/**
 * The last answers, so that a reload does not lose them. In this tab only, gone when it closes; own pictures are not kept.
 *
 * @typedef {{ line: string, pictureNames: readonly string[], reply: ReplyMessage }} Remembered
 */

/** @returns {readonly Remembered[]} */
export function remembered() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** @param {readonly Remembered[]} turns */
function keep(turns) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(turns));
  } catch {
    // Storage is full or switched off: the conversation lives as long as the page.
  }
}

/**
 * @param {Question} question
 * @param {ReplyMessage} reply
 */
export function remember(question, reply) {
  const pictureNames = (question.pictures ?? []).map(({ name }) => name);
  keep([...remembered(), { line: question.line, pictureNames, reply }].slice(-TURNS));
}

/**
 * An answer took the place of an earlier one: votes rank it anew where it stands.
 *
 * @param {ReplyMessage} before
 * @param {ReplyMessage} reply
 */
export function rememberInstead(before, reply) {
  const turns = remembered();
  keep(turns.map((turn) => (turn.reply.session === before.session ? { ...turn, reply } : turn)));
}
