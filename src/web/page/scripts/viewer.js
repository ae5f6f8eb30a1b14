// @ts-check
/** @import { HitMessage } from "../../protocol.js" */
import { el, icon, part } from "./dom.js";
import { nearness } from "./reply-view.js";

/** One product, large, with the way to its neighbours in the answer. */
export class Viewer {
  dialog = part("viewer", HTMLDialogElement);
  #buttons = part("viewer-buttons", HTMLElement);
  #back = part("viewer-back", HTMLButtonElement);
  #on = part("viewer-on", HTMLButtonElement);
  /** @type {readonly HitMessage[]} */
  #hits = [];
  #at = 0;
  /** @type {HTMLElement | undefined} */
  #opener;

  /** @param {(hit: HitMessage) => void} onLike */
  constructor(onLike) {
    this.onLike = onLike;
    this.#back.addEventListener("click", () => this.#step(-1));
    this.#on.addEventListener("click", () => this.#step(1));
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") this.#step(-1);
      if (event.key === "ArrowRight") this.#step(1);
    });
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    this.dialog.addEventListener("close", () => this.#opener?.focus());
  }

  /**
   * @param {readonly HitMessage[]} hits
   * @param {number} at
   * @param {HTMLElement} opener gets the focus back
   */
  open(hits, at, opener) {
    this.#hits = hits;
    this.#opener = opener;
    this.#at = at;
    this.#show();
    this.dialog.showModal();
  }

  /** Not to go back to the opener: something else has begun. */
  leave() {
    this.#opener = undefined;
    this.dialog.close();
  }

  /** @param {number} by */
  #step(by) {
    const to = this.#at + by;
    if (to < 0 || to >= this.#hits.length) return;
    this.#at = to;
    this.#show();
  }

  #show() {
    const hit = this.#hits[this.#at];
    if (!hit) return;
    // A new element: the one before shows its picture until the next one is there, below the next one's name.
    const picture = el("img", { id: "viewer-picture", src: hit.picture, alt: hit.alt });
    part("viewer-picture", HTMLImageElement).replaceWith(picture);
    const write = (/** @type {string} */ id, /** @type {(Node | string)[]} */ ...content) =>
      part(id, HTMLElement).replaceChildren(...content);
    write("viewer-number", `${hit.number}`);
    write("viewer-title", hit.title);
    write("viewer-detail", hit.detail);
    write("viewer-price", hit.price ?? "");
    write("viewer-near", nearness(hit), hit.why ? ` · matches ${hit.why}` : "");
    const like = el("button", { class: "sewn", type: "button" }, icon("like"), "More like this");
    like.addEventListener("click", () => {
      this.leave();
      this.onLike(hit);
    });
    this.#buttons.replaceChildren(like);
    if (hit.url) {
      this.#buttons.append(
        el(
          "a",
          { class: "sewn", href: hit.url, target: "_blank", rel: "noopener noreferrer nofollow" },
          icon("out"),
          "In the shop",
        ),
      );
    }
    this.#back.setAttribute("aria-disabled", String(this.#at === 0));
    this.#on.setAttribute("aria-disabled", String(this.#at === this.#hits.length - 1));
  }
}
