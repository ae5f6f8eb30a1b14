import { styleText } from "node:util";
import stringWidth from "string-width";
import { matchText } from "../chat/phrases.js";
import type { LabelGroup, LabelledAction, Reply, ReplyHit } from "../chat/reply.js";
import { plainLine, plainText } from "./plain-text.js";

export interface Look {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const painter =
  ({ colour }: Look): Paint =>
  (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text;

const BAR_WIDTH = 24;

/** A reply as lines of text. */
export function renderReply(reply: Reply, look: Look): string[] {
  const paint = painter(look);
  const hits = reply.hits ?? [];
  return [
    ...(reply.title ? [paint("bold", plainLine(reply.title))] : []),
    ...(reply.text ? textLines(reply, paint) : []),
    ...(reply.notice ? [paint("yellow", plainLine(reply.notice))] : []),
    ...chipLine(reply, paint),
    ...hits.flatMap((hit) => hitLines(hit, hits, look, paint)),
    ...(reply.labels ?? []).flatMap((group) => labelLines(group, look, paint)),
    ...hintLine(reply, paint),
  ];
}

function textLines({ kind, text = "" }: Reply, paint: Paint): string[] {
  const lines = plainText(text).split("\n");
  return kind === "error" ? lines.map((line) => paint("red", line)) : lines;
}

function chipLine({ chips = [] }: Reply, paint: Paint): string[] {
  if (chips.length === 0) return [];
  const list = chips.map(({ label }, at) => `[${at + 1}] ${plainLine(label)}`).join("  ");
  return [paint("dim", `only ${list}`)];
}

function hitLines(hit: ReplyHit, hits: readonly ReplyHit[], { width }: Look, paint: Paint): string[] {
  const numberWidth = String(hits.at(-1)?.number ?? hit.number).length;
  const indent = " ".repeat(numberWidth + 4);
  const number = paint("yellow", `  ${String(hit.number).padStart(numberWidth)}`);
  const near = [hit.closeness, hit.score.toFixed(2)].filter(Boolean).join(" ");
  const tail = [hit.price, near].filter(Boolean).map((part) => plainLine(part ?? ""));
  const voted = hit.votes?.given === "up" ? "👍 " : "";
  const title = clip(voted + plainLine(hit.title), width - indent.length - stringWidth(tail.join("  ")) - 3);
  // What may be typed is whole, whatever has to give way to it.
  const variants = hit.variants ? [plainLine(`${hit.variants.label}: variants ${hit.number}`)] : [];
  const room = width - indent.length - stringWidth(variants.map((text) => ` · ${text}`).join(""));
  const whole = [hit.detail, matchText(hit)].filter(Boolean).join(" · ");
  // Half of what it matches would say less than nothing.
  const about = stringWidth(plainLine(whole)) <= room ? whole : hit.detail;
  const detail = [...(about ? [clip(plainLine(about), room)] : []), ...variants].join(" · ");
  return [
    [`${number}  ${paint("bold", title)}`, ...tail.map((part) => paint("dim", part))].join("  "),
    ...(detail ? [paint("dim", indent + detail)] : []),
    ...(hit.url ? [paint("dim", indent + plainLine(hit.url))] : []),
  ];
}

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

function clip(text: string, width: number): string {
  const room = Math.max(12, width);
  if (stringWidth(text) <= room) return text;
  let shown = "";
  for (const { segment } of letters.segment(text)) {
    if (stringWidth(shown + segment) >= room) break;
    shown += segment;
  }
  return `${shown}…`;
}

/** What stands beside a label: its bar, its percentage, and the gaps between. */
const BESIDE_LABEL = BAR_WIDTH + 10;

function labelLines({ name, labels }: LabelGroup, { width }: Look, paint: Paint): string[] {
  const names = labels.map(({ label }) => clip(plainLine(label), width - BESIDE_LABEL));
  const nameWidth = Math.max(...names.map(stringWidth), 0);
  return [
    paint("bold", plainLine(name)),
    ...labels.map(({ probability }, at) => {
      const label = names[at] ?? "";
      const padding = " ".repeat(nameWidth - stringWidth(label));
      const bar = "█".repeat(Math.max(1, Math.round(probability * BAR_WIDTH)));
      const percent = `${Math.round(probability * 100)} %`.padStart(5);
      return `  ${label}${padding}  ${paint("yellow", bar.padEnd(BAR_WIDTH, "·"))} ${percent}`;
    }),
  ];
}

function hintFor({ label, action: { verb } }: LabelledAction): string[] {
  if (verb === "more") return [label === "More" ? "more" : `more (${plainLine(label).toLowerCase()})`];
  if (verb === "refine") return ["cheaper", "in blue"];
  return verb === "labels" ? ["labels"] : [];
}

/** What may be typed next. */
function hintLine({ hits = [], actions = [], chips = [] }: Reply, paint: Paint): string[] {
  const [first] = hits;
  const hints = [
    ...actions.flatMap(hintFor),
    ...(first ? [`like ${first.number}`] : []),
    ...(first?.votes ? [`+${first.number}`, `-${first.number}`] : []),
    ...(chips.length > 0 ? ["without 1"] : []),
  ];
  return hints.length > 0 ? [paint("dim", `→ ${hints.join(" · ")}`)] : [];
}
