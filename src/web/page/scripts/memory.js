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

/**
 * @param {Question} question
 * @param {ReplyMessage} reply
 */
export function remember(question, reply) {
  const pictureNames = (question.pictures ?? []).map(({ name }) => name);
  const turns = [...remembered(), { line: question.line, pictureNames, reply }].slice(-TURNS);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(turns));
  } catch {
    // Storage is full or switched off: the conversation lives as long as the page.
  }
}
