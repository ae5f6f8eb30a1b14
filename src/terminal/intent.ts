import type { Action } from "../chat/action.js";
import type { Reply, ReplyHit } from "../chat/reply.js";
import { HaberdasherError } from "../errors.js";

/** What a typed line means beside the commands: the buttons of the last answer, by words. */
export type Intent =
  | { readonly kind: "leave" }
  | { readonly kind: "act"; readonly action: Action; readonly words?: string }
  | { readonly kind: "ask"; readonly line: string };

const LEAVE = /^\/?(?:quit|exit|bye)$/i;
const MORE = /^\/?more$/i;
const LABELS = /^\/?(?:labels|what is it\??)$/i;
const LIKE = /^\/?(?:more )?like #?(\d{1,6})$/i;
const VARIANTS = /^\/?variants(?: of)? #?(\d{1,6})$/i;
const DROP = /^\/?(?:drop|without) #?(\d{1,3})$/i;
const REFINE = /^\/?refine\s+(\S.*)$/is;

const nothingYet = (sentence: string) => new HaberdasherError("bad-request", sentence);

type Numbered = ReadonlyMap<number, ReplyHit>;

/**
 * @param last the last answer
 * @param numbered the hits that numbers mean
 * Fails with `bad-request` when the line wants a button that is not there.
 */
export function intentOf(line: string, last: Reply | undefined, numbered: Numbered): Intent {
  const text = line.trim();
  if (LEAVE.test(text)) return { kind: "leave" };
  if (MORE.test(text)) return { kind: "act", action: button(last, "more", "There is no more to show.") };
  if (LABELS.test(text)) {
    return { kind: "act", action: button(last, "labels", "Ask about a picture first: /classify photo.jpg") };
  }
  const [, like] = LIKE.exec(text) ?? [];
  if (like !== undefined) return { kind: "act", action: hit(numbered, Number(like)).like };
  const [, folded] = VARIANTS.exec(text) ?? [];
  if (folded !== undefined) return { kind: "act", action: variants(numbered, Number(folded)) };
  const [, chip] = DROP.exec(text) ?? [];
  if (chip !== undefined) return { kind: "act", action: filter(last, Number(chip)) };
  const [, words] = REFINE.exec(text) ?? [];
  if (words !== undefined) {
    const action = button(last, "refine", "There is nothing to refine yet; ask for something first.");
    return { kind: "act", action, words };
  }
  return { kind: "ask", line: text };
}

function button(last: Reply | undefined, verb: Action["verb"], otherwise: string): Action {
  const found = last?.actions?.find(({ action }) => action.verb === verb);
  if (!found) throw nothingYet(otherwise);
  return found.action;
}

function hit(numbered: Numbered, number: number): ReplyHit {
  const found = numbered.get(number);
  if (found) return found;
  if (numbered.size === 0) {
    throw nothingYet("There are no products to choose from yet; ask for something first.");
  }
  throw nothingYet(`There is no number ${number}; the last answer goes from 1 to ${numbered.size}.`);
}

function variants(numbered: Numbered, number: number): Action {
  const folded = hit(numbered, number).variants;
  if (!folded) throw nothingYet(`Number ${number} stands for itself alone.`);
  return folded.action;
}

function filter(last: Reply | undefined, number: number): Action {
  const chip = last?.chips?.[number - 1];
  if (!chip) throw nothingYet(`The last answer has no filter ${number}.`);
  return chip.action;
}
