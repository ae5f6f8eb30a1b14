// @ts-check
/** @import { HitMessage, ReplyMessage } from "../../protocol.js" */
/** @import { Memory, Remembered } from "./memory.js" */
/** @import { Vote } from "./reply-view.js" */
import { act, ask } from "./api.js";
import { el } from "./dom.js";
import { refineField, reopenRefine, says, shows } from "./reply-view.js";

/**
 * What somebody asked, as the conversation shows it.
 * @typedef {object} Question
 * @property {string} line
 * @property {boolean} [typed] rather than pressed, dropped or pasted
 * @property {readonly File[]} [pictures]
 * @property {readonly string[]} [pictureNames] of an earlier visit, whose pictures are gone
 */

/**
 * A question with its answer, on the page and in the memory.
 * @typedef {object} Turn
 * @property {number} number
 * @property {HTMLElement} turn
 * @property {HTMLElement} answer
 * @property {Remembered} kept
 * @property {Promise<void>} votes those that are under way
 */

const WORKING = {
  find: "Looking along the rails …",
  similar: "Holding it up against the stock …",
  classify: "Taking its measure …",
};

/** The questions and answers on the page. */
export class Conversation {
  #turns = 0;
  /** The session that what is typed next may go on from. @type {string | undefined} */
  #session;
  /** Until the last question has its answer. @type {Promise<void> | undefined} */
  #latest;
  /** The lowest turn that has an answer. */
  #answered = 0;

  /**
   * @param {HTMLElement} log
   * @param {(hits: readonly HitMessage[], index: number, opener: HTMLElement) => void} enlarge
   * @param {Memory} memory
   * @param {() => void} onAnswer
   */
  constructor(log, enlarge, memory, onAnswer) {
    this.log = log;
    this.enlarge = enlarge;
    this.memory = memory;
    this.onAnswer = onAnswer;
  }

  /** Whether what is typed next may change the last question. */
  get goesOn() {
    return this.#session !== undefined;
  }

  get empty() {
    return this.#turns === 0;
  }

  /**
   * Asks what was typed or dropped.
   *
   * @param {string} line
   * @param {readonly File[]} pictures
   * @param {boolean} typed
   */
  ask(line, pictures, typed) {
    const question = { line, pictures, typed };
    // "Cheaper" means the question before it, also where that has no answer yet.
    const before = line.startsWith("/") || pictures.length > 0 ? undefined : this.#latest;
    return this.#turn(question, false, async (signal, onThinking) => {
      await Promise.race([before, aborted(signal)]);
      return ask(line, pictures, this.#session, signal, onThinking);
    });
  }

  /**
   * Does what a button says.
   *
   * @param {string} action
   * @param {string} asked
   * @param {string} [words]
   */
  act(action, asked, words) {
    return this.#turn({ line: asked }, true, (signal, onThinking) => act(action, words, signal, onThinking));
  }

  /** Shows the questions and answers of an earlier visit again, from the last one on. */
  recall() {
    for (const kept of this.memory.turns) {
      const turn = this.#begin(kept, kept);
      this.#fill(turn, kept.reply);
      this.#goOnFrom(turn, kept.reply);
    }
    this.log.lastElementChild?.scrollIntoView({ block: "start" });
  }

  /**
   * A vote ranks an answer anew where it stands, after those that are under way. Words typed into its form stay. The focus
   * stays on the thumb it is on, or on the answer where that product has gone.
   *
   * @param {Turn} voted
   * @param {Vote} vote
   */
  #vote(voted, vote) {
    voted.votes = voted.votes.then(() => this.#cast(voted, vote));
  }

  /**
   * @param {Turn} voted
   * @param {Vote} vote
   */
  async #cast(voted, { action }) {
    const { turn, answer, kept } = voted;
    turn.setAttribute("aria-busy", "true");
    const reply = await act(action, undefined, new AbortController().signal, () => {});
    turn.removeAttribute("aria-busy");
    if (reply.kind !== "answer") {
      answer.querySelector(".says .error")?.remove();
      answer.querySelector(".says")?.append(el("p", { class: "error" }, reply.text ?? ""));
      return;
    }
    const held = document.activeElement;
    const inside = answer.contains(held);
    const typing = refineField(answer);
    this.#fill(voted, reply);
    const typingOn = typing && reopenRefine(answer, typing.value);
    if (inside) focus((typing === held ? typingOn : again(answer, held)) ?? turn);
    else if (typing && held instanceof HTMLElement) focus(held);
    this.#session = reply.session;
    this.memory.answer(kept, reply);
  }

  /**
   * @param {Question} question
   * @param {boolean} pressed
   * @param {(signal: AbortSignal, onThinking: (command: string) => void) => Promise<ReplyMessage>} send
   */
  #turn(question, pressed, send) {
    this.#latest = this.#answer(question, pressed, send);
    return this.#latest;
  }

  /**
   * @param {Question} question
   * @param {boolean} pressed true: a button asked, so the focus follows to the answer
   * @param {(signal: AbortSignal, onThinking: (command: string) => void) => Promise<ReplyMessage>} send
   */
  async #answer(question, pressed, send) {
    const asked = this.#begin(question, this.memory.add(question));
    const { turn, answer, kept } = asked;
    const stop = new AbortController();
    const words = el("em", {}, "One moment …");
    const stopButton = el("button", { type: "button" }, "Stop");
    stopButton.addEventListener("click", () => stop.abort());
    answer.append(
      el("p", { class: "thinking" }, el("i", { class: "pulled", "aria-hidden": "true" }), words, stopButton),
    );
    turn.setAttribute("aria-busy", "true");
    if (pressed) turn.focus({ preventScroll: true });
    this.#reveal(turn);
    const reply = await send(stop.signal, (command) => {
      words.textContent = WORKING[/** @type {keyof typeof WORKING} */ (command)] ?? "One moment …";
    });
    turn.removeAttribute("aria-busy");
    const focusWasInside = turn.contains(document.activeElement);
    this.#fill(asked, reply);
    if (focusWasInside) turn.focus({ preventScroll: true });
    this.#reveal(turn);
    this.#goOnFrom(asked, reply);
    this.memory.answer(kept, reply);
    this.onAnswer();
  }

  /**
   * @param {Question} question
   * @param {Remembered} kept
   * @returns {Turn}
   */
  #begin(question, kept) {
    this.#turns += 1;
    const answer = el("div", { class: "answer" });
    const turn = el(
      "article",
      { class: "turn", tabindex: -1, "aria-label": spoken(question) },
      slip(question),
      answer,
    );
    this.log.append(turn);
    return { number: this.#turns, turn, answer, kept, votes: Promise.resolve() };
  }

  /**
   * A slow answer does not take over from that to a later question.
   *
   * @param {Turn} turn
   * @param {ReplyMessage} reply
   */
  #goOnFrom({ number }, reply) {
    if (reply.kind !== "answer" || number < this.#answered) return;
    this.#answered = number;
    this.#session = reply.session;
  }

  /**
   * @param {Turn} filled
   * @param {ReplyMessage} reply
   */
  #fill(filled, reply) {
    const { number, turn, answer } = filled;
    const headingId = `answer-${number}`;
    const shown = shows(reply, {
      act: (action, asked, words) => void this.act(action, asked, words),
      vote: (vote) => this.#vote(filled, vote),
      enlarge: this.enlarge,
    });
    // Six products read out unasked would bury the sentence that matters: only what the answer says is live.
    answer.replaceChildren(
      el("div", { class: "says" }, ...says(reply, headingId)),
      el("div", { class: "shows", "aria-live": "off" }, ...shown),
    );
    turn.dataset.kind = reply.kind;
  }

  /** @param {HTMLElement} turn */
  #reveal(turn) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    turn.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }
}

/** @param {HTMLElement} held */
const focus = (held) => held.focus({ preventScroll: true });

/** @param {AbortSignal} signal @returns {Promise<Event>} */
const aborted = (signal) =>
  new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));

/**
 * The thumb that was held, after the answer was ranked anew.
 *
 * @param {HTMLElement} answer
 * @param {Element | null} held
 * @returns {HTMLElement | undefined}
 */
function again(answer, held) {
  if (!(held instanceof HTMLElement)) return undefined;
  const { vote, product } = held.dataset;
  const buttons = [...answer.querySelectorAll("button[data-vote]")].filter(
    (button) => button instanceof HTMLElement,
  );
  return buttons.find(({ dataset }) => dataset.vote === vote && dataset.product === product);
}

/** @param {Question} question */
function spoken({ line, pictures, pictureNames }) {
  const names = pictureNames ?? pictures?.map(({ name }) => name) ?? [];
  return [line, ...names].filter(Boolean).join(", ");
}

/** @param {Question} question */
function slip({ line, pictures = [], pictureNames = [] }) {
  const [, command, rest = line] = /^(\/[\w-]+)\s*(.*)$/s.exec(line) ?? [];
  const slip = el("div", { class: "asked" });
  for (const picture of pictures) slip.append(thumbnail(picture));
  for (const name of pictureNames) slip.append(el("span", { class: "filename" }, name));
  if (command) slip.append(el("span", { class: "command" }, command));
  if (rest) slip.append(el("span", { dir: "auto" }, rest));
  return slip;
}

/** @param {File} picture */
function thumbnail(picture) {
  const image = el("img", { src: URL.createObjectURL(picture), alt: `Your picture ${picture.name}` });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  image.addEventListener("error", () => image.replaceWith(el("span", { class: "filename" }, picture.name)));
  return image;
}
