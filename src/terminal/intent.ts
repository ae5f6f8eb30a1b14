import type { Action } from "../chat/action.js";
import type { Reply } from "../chat/reply.js";
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

/** @param last the last answer; fails with `bad-request` when the line wants a button that it does not have */
export function intentOf(line: string, last: Reply | undefined): Intent {
  const text = line.trim();
  if (LEAVE.test(text)) return { kind: "leave" };
  if (MORE.test(text)) return { kind: "act", action: button(last, "more", "There is no more to show.") };
  if (LABELS.test(text)) {
    return { kind: "act", action: button(last, "labels", "Ask about a picture first: /classify photo.jpg") };
  }
  const [, like] = LIKE.exec(text) ?? [];
  if (like !== undefined) return { kind: "act", action: hit(last, Number(like)).like };
  const [, folded] = VARIANTS.exec(text) ?? [];
  if (folded !== undefined) return { kind: "act", action: variants(last, Number(folded)) };
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

function hit(last: Reply | undefined, number: number) {
  const hits = last?.hits ?? [];
  const found = hits.find((candidate) => candidate.number === number);
  if (found) return found;
  const [first] = hits;
  throw nothingYet(
    first
      ? `The last answer has no number ${number}; it has ${first.number} to ${hits.at(-1)?.number}.`
      : "There are no products to choose from yet; ask for something first.",
  );
}

function variants(last: Reply | undefined, number: number): Action {
  const folded = hit(last, number).variants;
  if (!folded) throw nothingYet(`Number ${number} stands for itself alone.`);
  return folded.action;
}

function filter(last: Reply | undefined, number: number): Action {
  const chip = last?.chips?.[number - 1];
  if (!chip) throw nothingYet(`The last answer has no filter ${number}.`);
  return chip.action;
}
