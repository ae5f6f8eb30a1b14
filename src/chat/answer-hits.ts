import { HaberdasherError } from "../errors.js";
import type { Picture } from "../images/picture.js";
import { LIMITS } from "../limits.js";
import { filterParts } from "../search/filters.js";
import type { Filters, SearchResult } from "../search/query.js";
import type { Shop } from "../shop.js";
import type { CommandContext } from "./command.js";
import { capitalised } from "./phrases.js";
import type { LabelledAction, Reply } from "./reply.js";
import type { Asker, OptionValues } from "./request.js";
import type { KeptQuestion } from "./sessions.js";
import { showHit } from "./show-hit.js";

/** A search that somebody asked for, and how the answer is to be shown. */
export interface HitsQuestion {
  readonly asker: Asker;
  /** The command whose answer this is. */
  readonly command: string;
  /** A heading; default: the words. */
  readonly title?: string;
  readonly text?: string;
  readonly pictures?: readonly Picture[];
  readonly vector?: Float32Array;
  readonly likeIds?: readonly string[];
  readonly filters: Filters;
  /** Ids that earlier pages showed; this answer goes on after them. */
  readonly shown?: readonly string[];
  readonly count: number;
  readonly private: boolean;
}

/** The `count` option, or the default. */
export function askedCount(options: OptionValues): number {
  return typeof options.count === "number" ? options.count : LIMITS.hits.default;
}

/** Searches, keeps the question for the buttons, and makes the answer. */
export async function answerHits(
  question: HitsQuestion,
  { shop, sessions }: Pick<CommandContext, "shop" | "sessions">,
  signal: AbortSignal,
): Promise<Reply> {
  const text = question.text?.trim() ?? "";
  const shown = question.shown ?? [];
  const result = await shop.searcher.search(
    {
      ...(text === "" ? {} : { text }),
      ...(question.pictures?.length ? { pictures: question.pictures } : {}),
      ...(question.vector ? { vector: question.vector } : {}),
      ...(question.likeIds?.length ? { likeIds: question.likeIds } : {}),
      filters: question.filters,
      fold: true,
      limit: question.count,
      exceptIds: shown,
    },
    signal,
  );
  const kept = keptQuestion(question, text, result);
  const session = await sessions.create({
    command: question.command,
    question: kept,
    fingerprint: shop.engine.fingerprint,
    shown: [...shown, ...result.hits.map(({ id }) => id)],
    count: question.count,
    private: question.private,
    userId: question.asker.userId,
    platform: question.asker.platform,
  });
  const notice = noticeFor(shop, result, question.filters, shown.length);
  return {
    kind: "answer",
    title: question.title ?? titleOf(kept, text),
    ...(notice === undefined ? {} : { notice }),
    chips: filterParts(question.filters).map(({ label }, index) => ({
      label,
      action: { verb: "drop", session, number: index + 1 },
    })),
    hits: result.hits.map((hit, index) => showHit(shop.catalogue, hit, shown.length + index + 1, session)),
    actions: buttons(result, kept, session),
    private: question.private,
  };
}

function keptQuestion(question: HitsQuestion, text: string, result: SearchResult): KeptQuestion {
  return {
    ...(text === "" ? {} : { text }),
    ...(result.pictureVector ? { vector: [...result.pictureVector] } : {}),
    ...(question.likeIds?.length ? { likeIds: question.likeIds } : {}),
    filters: question.filters,
  };
}

function titleOf({ vector, likeIds }: KeptQuestion, text: string): string {
  if (!vector && !likeIds) return capitalised(text);
  return text === "" ? "Lookalikes" : `Lookalikes, ${text}`;
}

function noticeFor(shop: Shop, result: SearchResult, filters: Filters, before: number): string | undefined {
  if (result.hits.length === 0) {
    if (before > 0) return "That was all; there are no more products to show.";
    if (shop.catalogue.size === 0) return "This catalogue is empty.";
    const labels = filterParts(filters).map(({ label }) => label);
    return `No product fits ${labels.join(" and ")}; leave one of these out to see more.`;
  }
  return result.nothingClose ? "Nothing like that in this catalogue; the nearest are these." : undefined;
}

function buttons(result: SearchResult, kept: KeptQuestion, session: string): LabelledAction[] {
  return [
    ...(result.more ? [{ label: "More", action: { verb: "more", session } } as const] : []),
    { label: "Refine", action: { verb: "refine", session } },
    ...(kept.vector ? [{ label: "What is it?", action: { verb: "labels", session } } as const] : []),
  ];
}

/** The model's vectors of an older model mean nothing to this one. */
export function keptVector(
  question: KeptQuestion,
  fingerprint: string,
  shop: Shop,
): Float32Array | undefined {
  if (!question.vector) return undefined;
  if (fingerprint !== shop.engine.fingerprint || question.vector.length !== shop.engine.dimension) {
    throw new HaberdasherError(
      "expired",
      "That answer was made by another model; please send the picture again.",
    );
  }
  return Float32Array.from(question.vector);
}
