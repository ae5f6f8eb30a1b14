// @ts-check
/** @import { HitMessage, WindowProduct } from "../../protocol.js" */
import { about } from "./api.js";
import { Completion } from "./completion.js";
import { Conversation } from "./conversation.js";
import { part } from "./dom.js";
import { Memory } from "./memory.js";
import { Pictures, pastedPictures, takeDrops } from "./pictures.js";
import { Viewer } from "./viewer.js";
import { fillWelcome } from "./welcome.js";

const box = part("line", HTMLInputElement);
const trouble = part("trouble", HTMLElement);
const welcome = part("welcome", HTMLElement);
const chooser = part("files", HTMLInputElement);

const completion = new Completion(box, part("suggestions", HTMLElement));
const pictures = new Pictures(part("attached", HTMLElement), () => box.focus());
const viewer = new Viewer((hit) => like(hit));
const memory = new Memory();
const log = part("log", HTMLElement);
const conversation = new Conversation(
  log,
  (hits, at, opener) => viewer.open(hits, at, opener),
  memory,
  hintAtGoingOn,
);

/** What was sent, for the arrow keys. @type {string[]} */
const sent = [];
let recalling = 0;

const PLACEHOLDER = box.placeholder;

/** After an answer, the box says that one may go on from it. */
function hintAtGoingOn() {
  box.placeholder = conversation.goesOn ? "Cheaper, in blue … or something else" : PLACEHOLDER;
}

const pointed = matchMedia("(hover: hover)");

/** To where one goes on typing; where that raises a keyboard over the answer, to the answers. */
function focusAfterAsking() {
  if (pointed.matches) box.focus();
  else log.focus({ preventScroll: true });
}

/** @param {string} sentence */
function complain(sentence) {
  trouble.textContent = sentence;
}

/**
 * @param {string} line
 * @param {readonly File[]} files
 * @param {boolean} [typed]
 */
function ask(line, files, typed = false) {
  welcome.hidden = true;
  viewer.leave();
  complain("");
  void conversation.ask(line, files, typed);
}

/** @param {HitMessage} hit */
function like(hit) {
  void conversation.act(hit.like, `More like ${hit.number}: ${hit.title}`);
}

/** @param {WindowProduct} product */
async function lookalikesOf(product) {
  const response = await fetch(product.picture).catch(() => undefined);
  if (!response?.ok) return complain("That picture could not be loaded; please reload the page.");
  const blob = await response.blob();
  ask("/similar", [new File([blob], product.title, { type: blob.type })]);
  focusAfterAsking();
}

/**
 * A picture alone is a question; with words in the box, or a command that waits for it, it goes along with them.
 *
 * @param {File[]} files
 */
function takePictures(files) {
  const { taken, complaint } = pictures.add(files);
  const alone = taken && box.value.trim() === "";
  if (alone) ask("/similar", pictures.take());
  complain(complaint);
  if (alone) focusAfterAsking();
  else if (taken) box.focus();
}

/**
 * A link alone is a question too; with words in the box, it is written beside them.
 *
 * @param {string} address
 */
function takeLink(address) {
  if (!/^https?:/i.test(address)) {
    return complain("That is neither a picture nor a link to one; save the picture, and drop its file here.");
  }
  const words = box.value.trim();
  if (words === "") return ask(`/similar ${address}`, []);
  complain("");
  box.value = words.startsWith("/") ? `${words} ${address}` : `/similar ${address} ${words}`;
  box.focus();
}

function send() {
  const line = box.value.trim();
  if (line === "" && !pictures.waiting) return;
  if (line !== "") sent.push(line);
  recalling = sent.length;
  completion.close();
  ask(line || "/similar", pictures.take(), line !== "");
  box.value = "";
}

/** @param {number} to */
function recall(to) {
  if (to < 0 || to > sent.length) return;
  recalling = to;
  box.value = sent[to] ?? "";
}

part("composer", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
box.addEventListener("keydown", (event) => {
  if (completion.key(event)) return;
  const untouched = box.value === "" || box.value === sent[recalling];
  if (event.key === "ArrowUp" && untouched) recall(recalling - 1);
  else if (event.key === "ArrowDown" && untouched) recall(recalling + 1);
  else return;
  event.preventDefault();
});
part("choose", HTMLButtonElement).addEventListener("click", () => chooser.click());
chooser.addEventListener("change", () => {
  takePictures([...(chooser.files ?? [])]);
  chooser.value = "";
});
addEventListener("paste", (event) => {
  const files = pastedPictures(event.clipboardData);
  if (files.length === 0) return;
  event.preventDefault();
  takePictures(files);
});
takeDrops(part("curtain", HTMLElement), takePictures, takeLink);
// A double click presses once: its second half would ask again, or press what an answer put below the pointer.
part("floor", HTMLElement).addEventListener(
  "click",
  (event) => {
    if (event.detail > 1) event.stopPropagation();
  },
  { capture: true },
);
part("help", HTMLButtonElement).addEventListener("click", () => ask("/help", []));

conversation.recall();
sent.push(...memory.turns.filter(({ typed }) => typed).map(({ line }) => line));
recalling = sent.length;
hintAtGoingOn();
welcome.hidden = !conversation.empty;
if (pointed.matches) box.focus();

try {
  const shop = await about();
  pictures.limits = { count: shop.picturesPerRequest, bytes: shop.pictureBytes };
  chooser.accept = shop.accept;
  fillWelcome(
    shop,
    (example) => {
      ask(example, []);
      focusAfterAsking();
    },
    (product) => void lookalikesOf(product),
  );
} catch {
  complain("The shop does not answer. Is it still running? Start it with npm start, then reload this page.");
}
