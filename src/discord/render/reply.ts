import { ButtonStyle } from "discord.js";
import { encodeAction } from "../../chat/action.js";
import type { Reply, ReplyHit } from "../../chat/reply.js";
import { limit } from "../limits.js";
import { box, COLOURS } from "./box.js";
import { buttonRows, likeMenu, voteMenu } from "./controls.js";
import { cut, escapeLine, escapeLines, plainLine } from "./escape.js";
import { hitList } from "./hits.js";
import { barCharts } from "./labels.js";
import type { Outgoing } from "./outgoing.js";
import { altText, type HitPicture } from "./pictures.js";

const TITLE = 200;
/** What title, text and notice may take where hits stand below them: the hits need the rest. */
const HEAD_ABOVE_HITS = 1000;

/** What renders a reply beside the reply itself. */
export interface RenderOptions {
  /** Pictures by hit number. */
  readonly pictures: ReadonlyMap<number, HitPicture>;
  /** User id of whoever asked, kept in the buttons. */
  readonly owner?: string;
}

function headText({ title, text, notice }: Reply): string {
  const lines = [
    title === undefined ? "" : `### ${escapeLine(cut(plainLine(title), TITLE))}`,
    text === undefined ? "" : escapeLines(text),
    notice === undefined ? "" : escapeLines(notice),
  ];
  return lines.filter(Boolean).join("\n");
}

function gallery(hits: readonly ReplyHit[], pictures: RenderOptions["pictures"]) {
  const shown = hits.flatMap((hit) => {
    const picture = pictures.get(hit.number);
    return picture ? [{ hit, picture }] : [];
  });
  const items = shown.map(({ hit, picture }) => ({
    media: { url: "url" in picture ? picture.url : `attachment://${picture.file.name}` },
    description: altText(hit),
  }));
  const files = shown.flatMap(({ picture }) => ("file" in picture ? [picture.file] : []));
  return { items, files };
}

/** One message: `head` and `labels` are texts that may be empty, `hits` at most ten. */
function message(
  reply: Reply,
  parts: { head: string; charts: string; hits: readonly ReplyHit[]; last: boolean },
  { pictures, owner }: RenderOptions,
): Outgoing {
  const { items, files } = gallery(parts.hits, pictures);
  const list = hitList(parts.hits, limit("text") - parts.head.length - parts.charts.length);
  const chips = (reply.chips ?? []).map(({ label, action }) => ({ label: `✕ ${label}`, action }));
  const style = (position: number) => (position === 0 ? ButtonStyle.Primary : ButtonStyle.Secondary);
  const chipIds = new Set(chips.map(({ action }) => encodeAction(action)));
  const actions = (reply.actions ?? []).filter(({ action }) => !chipIds.has(encodeAction(action)));
  const last = parts.last ? [...buttonRows(chips, owner), ...buttonRows(actions, owner, style)] : [];
  const message = box({
    colour: COLOURS[reply.kind],
    above: parts.head,
    pictures: items,
    below: [list, parts.charts],
    rows: [...likeMenu(parts.hits, owner), ...voteMenu(parts.hits, owner), ...last],
  });
  return { components: [message], files };
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/**
 * A reply as messages within Discord's limits: one, or one per ten hits, since a gallery shows ten pictures and a
 * message takes ten files. Buttons stand below the last.
 */
export function renderReply(reply: Reply, options: RenderOptions): Outgoing[] {
  const charts = barCharts(reply.labels ?? [], limit("text") / 2);
  const pages = chunks(reply.hits ?? [], limit("galleryItems"));
  const room = pages.length === 0 ? limit("text") - charts.length : HEAD_ABOVE_HITS;
  const head = cut(headText(reply), room);
  if (pages.length === 0) return [message(reply, { head, charts, hits: [], last: true }, options)];
  return pages.map((hits, index) =>
    message(
      reply,
      {
        head: index === 0 ? head : "",
        charts: index === pages.length - 1 ? charts : "",
        hits,
        last: index === pages.length - 1,
      },
      options,
    ),
  );
}

/** A sentence as a message, for what never was a reply. */
export function renderSentence(sentence: string): Outgoing {
  const [message] = renderReply(
    { kind: "error", text: sentence, private: true },
    { pictures: new Map<number, HitPicture>() },
  );
  return message ?? { components: [], files: [] };
}
