// @ts-check
/** @import { ActionMessage, HitMessage, LabelGroupMessage, ReplyMessage } from "../../protocol.js" */
import { el, icon } from "./dom.js";

/**
 * A press on a product's thumb.
 * @typedef {object} Vote
 * @property {string} action
 */

/**
 * What the buttons of an answer do.
 * @typedef {object} Presses
 * @property {(action: string, asked: string, words?: string) => void} act `asked` is what the conversation shows as the question
 * @property {(vote: Vote) => void} vote ranks the answer anew, in its place
 * @property {(hits: readonly HitMessage[], index: number, opener: HTMLElement) => void} enlarge
 */

/** @param {string} tag @param {string} className @param {string} text */
const line = (tag, className, text) => el(/** @type {"p"} */ (tag), { class: className }, text);

/**
 * What an answer says; inside the live region, so that it is read out.
 *
 * @param {ReplyMessage} reply
 * @param {string} headingId
 * @returns {Node[]}
 */
export function says(reply, headingId) {
  const nodes = [];
  if (reply.title) nodes.push(el("h2", { id: headingId, dir: "auto" }, reply.title));
  if (reply.text) nodes.push(line("p", reply.kind === "error" ? "error" : "text", reply.text));
  if (reply.notice) nodes.push(line("p", "notice", reply.notice));
  if (reply.hits.length > 0) nodes.push(line("p", "sr-only", countOf(reply.hits)));
  return nodes;
}

/** @param {readonly HitMessage[]} hits */
function countOf(hits) {
  const [first] = hits;
  return `${hits.length} ${hits.length === 1 ? "product" : "products"}. First: ${first?.title ?? ""}.`;
}

/**
 * What an answer shows: products, labels, buttons.
 *
 * @param {ReplyMessage} reply
 * @param {Presses} presses
 * @returns {Node[]}
 */
export function shows(reply, presses) {
  const nodes = [];
  if (reply.chips.length > 0) nodes.push(chips(reply.chips, presses));
  if (reply.hits.length > 0) {
    nodes.push(el("ol", { class: "rail" }, ...reply.hits.map((_, at) => product(reply.hits, at, presses))));
  }
  if (reply.labels.length > 0) nodes.push(el("div", { class: "questions" }, ...reply.labels.map(question)));
  if (reply.actions.length > 0) nodes.push(buttons(reply.actions, presses));
  return nodes;
}

/** @param {HitMessage} hit */
export function nearness(hit) {
  const score = hit.score.toFixed(2);
  const near = el("span", { class: "near" });
  if (hit.closeness) near.append(el("b", {}, hit.closeness), " ");
  near.append(el("span", { title: "cosine similarity" }, score));
  return near;
}

/**
 * @param {readonly HitMessage[]} hits
 * @param {number} at
 * @param {Presses} presses
 */
function product(hits, at, presses) {
  const hit = hits[at];
  if (!hit) return el("li");
  const enlarge = el(
    "button",
    { class: "enlarge", type: "button", "aria-label": `Enlarge ${hit.number}: ${hit.title}` },
    el("img", { src: hit.picture, alt: hit.alt, loading: "lazy", width: 360, height: 480 }),
    el("span", { class: "tag", "aria-hidden": "true" }, String(hit.number)),
  );
  enlarge.addEventListener("click", () => presses.enlarge(hits, at, enlarge));
  const like = el(
    "button",
    { class: "more-like", type: "button", "aria-label": `More like this: ${hit.number}, ${hit.title}` },
    icon("like"),
    "More like this",
  );
  like.addEventListener("click", () => presses.act(hit.like, `More like ${hit.number}: ${hit.title}`));
  const about = el(
    "div",
    { class: "about" },
    el("h3", { dir: "auto" }, hit.title),
    el("p", { class: "detail" }, unbroken(hit.detail)),
    ...(hit.why ? [el("p", { class: "why" }, unbroken(`matches ${hit.why}`))] : []),
    ...(hit.variants ? [variants(hit.variants, hit, presses)] : []),
    el(
      "div",
      { class: "foot" },
      el("p", { class: "price" }, hit.price ?? ""),
      ...thumbs(hit, presses),
      el("p", {}, nearness(hit)),
    ),
  );
  return el("li", { class: "product" }, enlarge, about, like);
}

/**
 * A line ends with a dot rather than beginning with one.
 *
 * @param {string} list
 */
function unbroken(list) {
  return list.replaceAll(" · ", "\u00a0· ");
}

/**
 * @param {HitMessage} hit
 * @param {Presses} presses
 */
function thumbs({ number, title, id, votes }, presses) {
  if (!votes) return [];
  const buttons = /** @type {const} */ (["up", "down"]).map((vote) => {
    const what = vote === "up" ? "More of this" : "Less of this";
    const button = el(
      "button",
      {
        class: "thumb",
        type: "button",
        title: what,
        "aria-label": `${what} kind: ${number}, ${title}`,
        "aria-pressed": String(votes.given === vote),
        "data-vote": vote,
        "data-product": id,
      },
      icon(vote),
    );
    button.addEventListener("click", () => presses.vote({ action: votes[vote] }));
    return button;
  });
  return [el("div", { class: "thumbs" }, ...buttons)];
}

/**
 * @param {ActionMessage} folded
 * @param {HitMessage} hit
 * @param {Presses} presses
 */
function variants({ label, action }, hit, presses) {
  const button = el(
    "button",
    { class: "chip", type: "button", "aria-label": `${label} of ${hit.title}` },
    label,
  );
  button.addEventListener("click", () => presses.act(action, `${label}: ${hit.title}`));
  return button;
}

/** @param {LabelGroupMessage} group */
function question(group) {
  const rows = group.labels.map(({ label, probability }) => {
    const bar = el("i", { class: "measured" });
    bar.style.setProperty("--share", String(probability));
    const percent = `${Math.round(probability * 100)} %`;
    return el(
      "div",
      { class: "measure" },
      el("dt", { dir: "auto" }, label),
      el("dd", { class: "length", "aria-hidden": "true" }, bar),
      el("dd", { class: "share" }, percent),
    );
  });
  return el("section", {}, el("h3", {}, group.name), el("dl", {}, ...rows));
}

/**
 * @param {readonly ActionMessage[]} list
 * @param {Presses} presses
 */
function chips(list, presses) {
  return el(
    "ul",
    { class: "chips", "aria-label": "What this answer keeps to" },
    ...list.map(({ label, action }) => {
      const chip = el(
        "button",
        { class: "chip", type: "button", "aria-label": `Remove ${label}` },
        label,
        icon("close"),
      );
      chip.addEventListener("click", () => presses.act(action, `Without ${label}`));
      return el("li", {}, chip);
    }),
  );
}

/**
 * @param {readonly ActionMessage[]} list
 * @param {Presses} presses
 */
function buttons(list, presses) {
  const row = el("div", { class: "buttons" });
  for (const { label, action, asks } of list) {
    const button = el("button", { class: "sewn", type: "button", "data-asks": asks }, label);
    button.addEventListener("click", () => {
      if (asks) askForWords(button, label, (words) => presses.act(action, `${label}: ${words}`, words));
      else presses.act(action, label);
    });
    row.append(button);
  }
  return row;
}

/**
 * Turns a button into a small form that asks for words; Escape gives the button back.
 *
 * @param {HTMLButtonElement} button
 * @param {string} label
 * @param {(words: string) => void} done
 */
function askForWords(button, label, done) {
  const input = el("input", {
    type: "text",
    dir: "auto",
    maxlength: 500,
    placeholder: "cheaper, in blue, more formal …",
    "aria-label": `${label}: what should change`,
  });
  const form = el("form", { class: "refine" }, input, el("button", { class: "sewn", type: "submit" }, label));
  const giveBack = () => {
    form.replaceWith(button);
    button.focus();
  };
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    giveBack();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = input.value.trim();
    if (!words) return input.focus();
    giveBack();
    done(words);
  });
  button.replaceWith(form);
  input.focus();
}

/**
 * The field of an answer's form, where it is open.
 *
 * @param {Element} answer
 */
export function refineField(answer) {
  const field = answer.querySelector("form.refine input");
  return field instanceof HTMLInputElement ? field : undefined;
}

/**
 * Opens an answer's form with these words in it.
 *
 * @param {Element} answer
 * @param {string} words
 */
export function reopenRefine(answer, words) {
  const button = answer.querySelector("button[data-asks]");
  if (button instanceof HTMLElement) button.click();
  const field = refineField(answer);
  if (field) field.value = words;
  return field;
}
