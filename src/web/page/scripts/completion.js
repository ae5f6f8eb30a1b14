// @ts-check
/** @import { SuggestionMessage } from "../../protocol.js" */
import { suggestions } from "./api.js";
import { el } from "./dom.js";

/** Long enough that a fast typist causes one request per word rather than per letter, too short to be noticed. */
const PAUSE_MS = 60;
/** Nobody wants a longer line completed, and it would not fit into an address. */
const LONGEST = 1500;

/**
 * Completes the message box: the combobox pattern with a list, where the focus stays in the box and
 * `aria-activedescendant` points into the list.
 */
export class Completion {
  /** @type {readonly SuggestionMessage[]} */
  #offered = [];
  #active = -1;
  /** What stood in the box when the suggestions were asked for. */
  #line = "";
  #asking = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLInputElement} box
   * @param {HTMLElement} list
   */
  constructor(box, list) {
    this.box = box;
    this.list = list;
    box.addEventListener("input", () => this.refresh());
    box.addEventListener("blur", () => this.close());
    // The box must keep the focus while the list is pressed.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
      if (option) this.#accept([...this.list.children].indexOf(option));
    });
  }

  get open() {
    return this.#offered.length > 0;
  }

  /** Asks for suggestions to what stands before the caret. */
  refresh() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    const { value, selectionEnd } = this.box;
    if (value === "" || value.length > LONGEST || selectionEnd !== value.length) return this.close();
    const asking = new AbortController();
    this.#asking = asking;
    this.#timer = setTimeout(async () => {
      const offered = await suggestions(value, asking.signal);
      if (asking.signal.aborted || this.box.value !== value) return;
      this.#line = value;
      this.#show(offered);
    }, PAUSE_MS);
  }

  close() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#show([]);
  }

  /**
   * What a key does to the list.
   *
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key was used up
   */
  key(event) {
    if (!this.open || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key === "ArrowDown") this.#move(this.#active + 1);
    else if (event.key === "ArrowUp") this.#move(this.#active - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && !event.shiftKey) this.#accept(Math.max(0, this.#active));
    else if (event.key !== "Enter" || this.#active < 0 || !this.#accept(this.#active)) return false;
    event.preventDefault();
    return true;
  }

  /** @param {readonly SuggestionMessage[]} offered */
  #show(offered) {
    // One more letter often leaves the same suggestions; the chosen one stays chosen then.
    const chosen = this.#offered[this.#active]?.label;
    this.#offered = offered;
    this.#active = -1;
    this.list.hidden = offered.length === 0;
    this.list.replaceChildren(
      ...offered.map(({ label, hint }, at) =>
        el(
          "div",
          { id: `suggestion-${at}`, role: "option", "aria-selected": "false" },
          el("b", {}, label),
          el("span", {}, hint ?? ""),
        ),
      ),
    );
    this.box.setAttribute("aria-expanded", String(this.open));
    this.#move(chosen === undefined ? -1 : offered.findIndex(({ label }) => label === chosen));
  }

  /** @param {number} to -1 stands for the box itself, between the last and the first suggestion */
  #move(to) {
    const count = this.#offered.length;
    this.#active = to < -1 ? count - 1 : to >= count ? -1 : to;
    [...this.list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === this.#active));
      if (at === this.#active) option.scrollIntoView({ block: "nearest" });
    });
    if (this.#active < 0) this.box.removeAttribute("aria-activedescendant");
    else this.box.setAttribute("aria-activedescendant", `suggestion-${this.#active}`);
  }

  /** @param {number} at @returns {boolean} whether it still fitted */
  #accept(at) {
    const chosen = this.#offered[at];
    const { value } = this.box;
    // The suggestions may be a letter or two behind; a new word makes them void.
    const typedSince = value.startsWith(this.#line) ? value.slice(this.#line.length) : " ";
    if (!chosen || /\s/.test(typedSince)) return false;
    this.box.setRangeText(chosen.insert, chosen.from, value.length, "end");
    this.close();
    this.refresh();
    return true;
  }
}
