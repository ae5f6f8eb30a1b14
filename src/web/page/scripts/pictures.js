// @ts-check
import { el, icon } from "./dom.js";

/**
 * The pictures that wait to be sent with the next message.
 *
 * @typedef {object} PictureLimits
 * @property {number} count
 * @property {number} bytes
 */
export class Pictures {
  /** @type {File[]} */
  #files = [];

  /**
   * @param {HTMLElement} list where they are shown
   * @param {() => void} onEmptied focus has to go somewhere when the last one is removed
   */
  constructor(list, onEmptied) {
    this.list = list;
    this.onEmptied = onEmptied;
    /** @type {PictureLimits} */
    this.limits = { count: 4, bytes: 25 * 1024 * 1024 };
  }

  get waiting() {
    return this.#files.length > 0;
  }

  /**
   * @param {readonly File[]} files
   * @returns {{ taken: boolean, complaint: string }} whether at least one was taken; why others were not
   */
  add(files) {
    const small = files.filter(({ size }) => size <= this.limits.bytes);
    const taken = small.slice(0, this.limits.count - this.#files.length);
    this.#files.push(...taken);
    this.#show();
    const complaints = [];
    if (small.length < files.length) {
      complaints.push(`A picture may have at most ${Math.floor(this.limits.bytes / 1024 / 1024)} MB.`);
    }
    if (taken.length < small.length) {
      complaints.push(`At most ${this.limits.count} pictures go with one message; the others were left out.`);
    }
    return { taken: taken.length > 0, complaint: complaints.join(" ") };
  }

  /** The pictures, which then wait no longer. */
  take() {
    const files = this.#files;
    this.#files = [];
    this.#show();
    return files;
  }

  #show() {
    this.list.hidden = !this.waiting;
    this.list.replaceChildren(...this.#files.map((file) => this.#item(file)));
  }

  /** @param {File} file */
  #item(file) {
    const image = el("img", { src: URL.createObjectURL(file), alt: file.name });
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    image.addEventListener("error", () => image.replaceWith(el("span", { class: "file" }, file.name)));
    const remove = el(
      "button",
      { class: "round", type: "button", "aria-label": `Remove ${file.name}` },
      icon("close"),
    );
    remove.addEventListener("click", () => {
      const at = this.#files.indexOf(file);
      this.#files.splice(at, 1);
      this.#show();
      const next = this.list.querySelectorAll("button")[Math.min(at, this.#files.length - 1)];
      if (next) next.focus();
      else this.onEmptied();
    });
    return el("li", {}, image, remove);
  }
}

/** @param {DataTransfer | null} transfer */
function filesOf(transfer) {
  return [...(transfer?.files ?? [])];
}

/**
 * Pictures that were pasted. Office programs lay a picture of copied words beside them, and the words are what is meant; what
 * a browser copies as a picture says so in its markup.
 *
 * @param {DataTransfer | null} transfer
 */
export function pastedPictures(transfer) {
  const [words, markup] = ["text/plain", "text/html"].map((type) => transfer?.getData(type).trim());
  return words && markup && !/<img\b/i.test(markup) ? [] : filesOf(transfer);
}

/** Marks drags that began on this page: a product's picture or a link moved by accident asks nothing. */
const OWN = `application/x-own-${performance.timeOrigin}`;

/**
 * Pictures dropped anywhere on the page. The curtain shows while one hovers.
 *
 * @param {HTMLElement} curtain
 * @param {(files: File[]) => void} onFiles
 * @param {(address: string) => void} onAddress a link or a picture dragged out of another page
 */
export function takeDrops(curtain, onFiles, onAddress) {
  let depth = 0;
  const wanted = (/** @type {DragEvent} */ { dataTransfer }) => {
    const types = dataTransfer?.types ?? [];
    return !types.includes(OWN) && (types.includes("Files") || types.includes("text/uri-list"));
  };
  const lift = (/** @type {number} */ to) => {
    depth = Math.max(0, to);
    curtain.hidden = depth === 0;
  };
  addEventListener("dragstart", (event) => event.dataTransfer?.setData(OWN, ""));
  addEventListener("dragenter", (event) => {
    if (wanted(event)) lift(depth + 1);
  });
  addEventListener("dragleave", () => lift(depth - 1));
  addEventListener("dragover", (event) => {
    if (wanted(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!wanted(event)) return;
    event.preventDefault();
    lift(0);
    const files = filesOf(event.dataTransfer);
    const address = event.dataTransfer?.getData("text/uri-list").split("\n")[0]?.trim();
    if (files.length > 0) onFiles(files);
    else if (address) onAddress(address);
  });
}
