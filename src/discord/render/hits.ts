import { matchText, scoreText } from "../../chat/phrases.js";
import type { ReplyHit } from "../../chat/reply.js";
import { cut, escapeLine, markdownLink, plainLine } from "./escape.js";

/** How much of a hit is told; the first that fits into a message is taken. */
interface Telling {
  readonly title: number;
  readonly detail: number;
  readonly link: boolean;
}

const PRICE = 40;
const TELLINGS: readonly Telling[] = [
  { title: 120, detail: 160, link: true },
  { title: 80, detail: 80, link: true },
  { title: 60, detail: 0, link: true },
  { title: 60, detail: 0, link: false },
];

function hitText(hit: ReplyHit, { title, detail, link }: Telling): string {
  const short = (text: string) => (detail === 0 ? "" : escapeLine(cut(plainLine(text), detail)));
  const name = markdownLink(cut(plainLine(hit.title), title), link ? hit.url : undefined);
  const cost = escapeLine(cut(plainLine(hit.price ?? ""), PRICE));
  const price = cost === "" ? "" : `**${cost}**`;
  const why = short(matchText(hit));
  const about = short(hit.detail);
  return [
    [`${hit.votes?.given === "up" ? "👍 " : ""}**${hit.number}.** ${name}`, price]
      .filter(Boolean)
      .join(" · "),
    ...(about === "" ? [] : [`-# ${about}`]),
    `-# ${scoreText(hit)}${why === "" ? "" : ` — ${why}`}`,
  ].join("\n");
}

/** The hits as a list that fits into `room` characters, as telling as that allows; none is left out. */
export function hitList(hits: readonly ReplyHit[], room: number): string {
  let list = "";
  for (const telling of TELLINGS) {
    list = hits.map((hit) => hitText(hit, telling)).join("\n");
    if (list.length <= room) return list;
  }
  return cut(list, room);
}
