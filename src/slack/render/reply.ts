import type { types } from "@slack/bolt";
import type { Reply } from "../../chat/reply.js";
import { SLACK } from "../limits.js";
import { escapeText, fit, inert, mrkdwn, plain } from "../text.js";
import { actionButton, buttonRows, shareButton, voteButton } from "./buttons.js";
import { hasPublicPictures, hitBlocks, sheetAlt } from "./hits.js";
import { labelBlocks, labelsText } from "./labels.js";

/** A message as Slack takes it: blocks, and words for notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Where the pictures of hits come from: their own addresses, an uploaded contact sheet, or nowhere. */
export type Pictures = "linked" | "none" | { readonly sheet: string };

export interface RenderOptions {
  readonly pictures: Pictures;
  /** What a "Share" button brings back; no button without it. */
  readonly share?: string | undefined;
  /** Which of several pictures the reply is about: "coat.jpg". */
  readonly about?: string | undefined;
}

/** Whether the hits must be shown by a contact sheet, because not every one has a public picture. */
export function needsSheet({ hits = [] }: Reply): boolean {
  return hits.length > 0 && !hasPublicPictures(hits);
}

/** Sections of whole lines, each within Slack's limit. */
function textSections(text: string): types.SectionBlock[] {
  const max = SLACK.sectionText.value;
  const sections: string[] = [];
  for (const line of text.split("\n").map((words) => fit(words, max, inert))) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= max)
      sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line);
  }
  return sections
    .filter((section) => section.trim() !== "")
    .map((section) => ({ type: "section", text: mrkdwn(section) }));
}

/** Sentences by themselves, a line each. */
export function sentencesMessage(sentences: string): Message {
  return { text: fit(sentences, SLACK.messageText.value, escapeText), blocks: textSections(sentences) };
}

function headingBlocks({ title, kind }: Reply, about: string | undefined): types.KnownBlock[] {
  if (title === undefined || kind === "error") return [];
  const words = about === undefined ? title : `${title} · ${about}`;
  return [{ type: "header", text: plain(words, SLACK.headerText.value) }];
}

function noticeBlocks(notice: string | undefined): types.ContextBlock[] {
  if (notice === undefined) return [];
  return [{ type: "context", elements: [plain(notice, SLACK.contextText.value)] }];
}

function hitsBlocks({ hits = [] }: Reply, pictures: RenderOptions["pictures"]): types.KnownBlock[] {
  const sheet: types.KnownBlock[] =
    typeof pictures === "object" && hits.length > 0
      ? [{ type: "image", slack_file: { id: pictures.sheet }, alt_text: sheetAlt(hits) }]
      : [];
  return [...sheet, ...hits.flatMap((hit) => hitBlocks(hit, pictures === "linked"))];
}

function buttonsBlocks(reply: Reply, share: string | undefined): types.KnownBlock[] {
  const variants = (reply.hits ?? []).flatMap(({ number, variants }) =>
    variants ? [actionButton({ ...variants, label: `${number}: ${variants.label}` })] : [],
  );
  const votes = (["up", "down"] as const).map((vote) =>
    (reply.hits ?? []).flatMap((hit) => (hit.votes ? [voteButton(hit, hit.votes, vote)] : [])),
  );
  const chips = (reply.chips ?? []).map((chip) =>
    actionButton({ ...chip, label: `✕ ${chip.label}` }, `Without ${chip.label}`),
  );
  const actions = (reply.actions ?? []).map((action) => actionButton(action));
  const last = share === undefined ? actions : [...actions, shareButton(share)];
  return [...buttonRows(variants), ...votes.flatMap(buttonRows), ...buttonRows(chips), ...buttonRows(last)];
}

/** The reply in words alone. */
function replyText({ title, text, notice, hits = [], labels = [] }: Reply, about?: string): string {
  const products = hits.map((hit) => `${hit.number}. ${[hit.title, hit.price].filter(Boolean).join(", ")}`);
  const lines = [
    title && about ? `${title} · ${about}` : title,
    text,
    notice,
    labelsText(labels),
    ...products,
  ];
  const words = lines.filter((line) => line !== undefined && line !== "").join("\n");
  return fit(words === "" ? "Done." : words, SLACK.messageText.value, escapeText);
}

/** A reply's blocks, never more than a message holds: 20 hits, the most there can be, take 49. */
export function renderReply(reply: Reply, { pictures, share, about }: RenderOptions): Message {
  const buttons = buttonsBlocks(reply, share);
  const body = [
    ...headingBlocks(reply, about),
    ...(reply.text === undefined ? [] : textSections(reply.text)),
    ...noticeBlocks(reply.notice),
    ...labelBlocks(reply.labels ?? []),
    ...hitsBlocks(reply, pictures),
  ];
  const blocks = [...body.slice(0, SLACK.messageBlocks.value - buttons.length), ...buttons];
  return { text: replyText(reply, about), blocks };
}

/** Several rendered replies as one message, a line between each two. */
export function joinMessages(messages: readonly Message[]): Message {
  const divider: types.DividerBlock = { type: "divider" };
  return {
    text: fit(messages.map(({ text }) => text).join("\n\n"), SLACK.messageText.value),
    blocks: messages.flatMap(({ blocks }, at) => (at === 0 ? blocks : [divider, ...blocks])),
  };
}

/** Splits what is to be shown into groups that each fit into one message, or into `max` blocks, in order. */
export function groupsOfOneMessage<T>(
  items: readonly T[],
  blocksOf: (item: T) => number,
  max: number = SLACK.messageBlocks.value,
): T[][] {
  const groups: { items: T[]; blocks: number }[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    const blocks = blocksOf(item);
    if (last && last.blocks + 1 + blocks <= max) {
      last.items.push(item);
      last.blocks += 1 + blocks;
    } else groups.push({ items: [item], blocks });
  }
  return groups.map((group) => group.items);
}
