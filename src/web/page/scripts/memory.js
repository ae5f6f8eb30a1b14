// @ts-check
/** @import { ReplyMessage } from "../../protocol.js" */
/** @import { Question } from "./conversation.js" */
import { apology } from "./api.js";

const KEY = "haberdasher:conversation";
const TURNS = 20;

/** Stands in an answer's place until it is there, for whoever comes back. */
const LEFT = apology("The page was left before the answer came; please ask again.");

/** @typedef {{ line: string, typed: boolean, pictureNames: readonly string[], reply: ReplyMessage }} Remembered */

/**
 * The last questions with their answers, so that a reload does not lose them. In this tab only, gone when it closes; own
 * pictures are not kept.
 */
export class Memory {
  /** @type {readonly Remembered[]} */
  #turns = kept();

  /** In the order in which they were asked. */
  get turns() {
    return this.#turns;
  }

  /**
   * Keeps a question that was just asked.
   *
   * @param {Question} question
   * @returns {Remembered} what its answer belongs to
   */
  add({ line, typed = false, pictures = [] }) {
    const turn = { line, typed, pictureNames: pictures.map(({ name }) => name), reply: LEFT };
    this.#turns = [...this.#turns, turn].slice(-TURNS);
    this.#keep();
    return turn;
  }

  /**
   * @param {Remembered} turn
   * @param {ReplyMessage} reply the answer, or another in its place: votes rank it anew
   */
  answer(turn, reply) {
    turn.reply = reply;
    this.#keep();
  }

  #keep() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#turns));
    } catch {
      // Storage is full or switched off: the conversation lives as long as the page.
    }
  }
}

/** @returns {readonly Remembered[]} */
function kept() {
  try {
    const turns = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(turns) ? turns : [];
  } catch {
    return [];
  }
}
