import { HaberdasherError } from "../errors.js";
import type { Picture } from "../images/picture.js";
import { LIMITS } from "../limits.js";
import { filterParts } from "../search/filters.js";
import type { Leaning } from "../search/leanings.js";
import type { PriceOrder } from "../search/price-order.js";
import type { Filters, Hit, SearchResult } from "../search/query.js";
import { readWishes } from "../search/reading/unwanted.js";
import type { Shop } from "../shop.js";
import type { CommandContext, CommandRequest } from "./command.js";
import { questionParts } from "./conversation/question-parts.js";
import { capitalised, UNPRICED } from "./phrases.js";
import type { LabelledAction, Reply } from "./reply.js";
import type { Asker } from "./request.js";
import { type KeptQuestion, NO_VOTES } from "./sessions.js";
import { showHit } from "./show-hit.js";
import { sortOption } from "./sort-option.js";

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
  readonly sort?: PriceOrder | undefined;
  readonly leanings?: readonly Leaning[];
  /** Under which votes on the answers add up; absent for a new question. */
  readonly ballot?: string;
  /** The session of the answer that it goes on from. */
  readonly before?: string | undefined;
  /** What the last change did, in a sentence. */
  readonly changed?: string;
  /** Whether the words may say filters, too: "under 40". Once they were read they are filters, and can be taken away. */
  readonly readFilters?: boolean;
  /** Ids that earlier pages showed; this answer goes on after them. */
  readonly shown?: readonly string[];
  /** What was folded into each of these. */
  readonly folded?: readonly (readonly string[])[];
  readonly count: number;
  /** Whether hits should differ from each other. */
  readonly diverse?: boolean;
  readonly private: boolean;
}

/** What a command that searches was asked; `words` names its option that holds the words. */
export function hitsQuestion(
  { asker, options, pictures, filters }: CommandRequest,
  command: string,
  words: string,
): HitsQuestion {
  const text = options[words];
  return {
    asker,
    command,
    text: typeof text === "string" ? text : "",
    pictures,
    filters,
    ...sortOption(options),
    readFilters: true,
    count: typeof options.count === "number" ? options.count : LIMITS.hits.default,
    diverse: options.diverse === true,
    private: options.private === true,
  };
}

/** Searches, keeps the question for the buttons, and makes the answer. */
export async function answerHits(
  question: HitsQuestion,
  { shop, sessions }: Pick<CommandContext, "shop" | "sessions">,
  signal: AbortSignal,
): Promise<Reply> {
  const text = question.text?.trim() ?? "";
  const shown = question.shown ?? [];
  const { ballot } = question;
  const votes = ballot === undefined ? NO_VOTES : await sessions.votes(ballot, question.asker);
  const result = await shop.searcher.search(
    {
      ...(text === "" ? {} : { text }),
      ...(question.pictures?.length ? { pictures: question.pictures } : {}),
      ...(question.vector ? { vector: question.vector } : {}),
      ...(question.likeIds?.length ? { likeIds: question.likeIds } : {}),
      filters: question.filters,
      ...(question.sort ? { sort: question.sort } : {}),
      ...(question.leanings?.length ? { leanings: question.leanings } : {}),
      likedIds: votes.up,
      dislikedIds: votes.down,
      readFilters: question.readFilters === true,
      fold: true,
      diverse: question.diverse === true,
      limit: question.count,
      exceptIds: shown,
    },
    signal,
  );
  const kept = keptQuestion(question, result);
  const title = question.title ?? titleOf(kept, text);
  const session = await sessions.create({
    command: question.command,
    title,
    question: kept,
    ...(ballot === undefined ? {} : { ballot }),
    ...(question.before === undefined ? {} : { before: question.before }),
    fingerprint: shop.engine.fingerprint,
    shown: [...shown, ...result.hits.map(({ id }) => id)],
    earlier: shown.length,
    folded: [...(question.folded ?? shown.map(() => [])), ...result.hits.map(foldedIds)],
    count: question.count,
    private: question.private,
    userId: question.asker.userId,
    platform: question.asker.platform,
  });
  const notice = noticeFor(shop, result, shown.length);
  return {
    kind: "answer",
    session,
    title,
    ...(question.changed === undefined ? {} : { text: question.changed }),
    ...(notice === undefined ? {} : { notice }),
    chips: questionParts(kept, votes).map(({ label }, index) => ({
      label,
      action: { verb: "drop", session, number: index + 1 },
    })),
    hits: result.hits.map((hit, index) =>
      showHit(hit, { number: shown.length + index + 1, session, text: result.text, votes }),
    ),
    actions: buttons(result, kept, session),
    private: question.private,
  };
}

function keptQuestion(
  question: HitsQuestion,
  { text, filters, sort, diverse, pictureVector }: Omit<SearchResult, "hits">,
): KeptQuestion {
  return {
    ...(text === "" ? {} : { text }),
    ...(pictureVector ? { vector: [...pictureVector] } : {}),
    ...(question.likeIds?.length ? { likeIds: question.likeIds } : {}),
    ...(diverse ? { diverse: true } : {}),
    filters,
    ...(sort ? { sort } : {}),
    ...(question.leanings?.length ? { leanings: question.leanings } : {}),
  };
}

function foldedIds({ folded = [] }: Hit): string[] {
  return folded.slice(0, LIMITS.hits.max - 1).map(({ id }) => id);
}

function titleOf({ vector, likeIds }: KeptQuestion, text: string): string {
  if (!vector && !likeIds) return capitalised(text);
  return text === "" ? "Lookalikes" : `Lookalikes, ${text}`;
}

/** What is to be known of an answer, in one or two sentences. */
function noticeFor(shop: Shop, result: SearchResult, before: number): string | undefined {
  const notices = [...(result.unpriced ? [UNPRICED] : []), hitsNotice(shop, result, before) ?? []].flat();
  return notices.length === 0 ? undefined : notices.join(" ");
}

function hitsNotice({ catalogue }: Shop, result: SearchResult, before: number): string | undefined {
  if (result.hits.length > 0) {
    return result.nothingClose ? "Nothing like that in this catalogue; the nearest are these." : undefined;
  }
  if (before > 0) return "That was all; there are no more products to show.";
  if (catalogue.size === 0) return "This catalogue is empty.";
  const filters = filterParts(result.filters).map(({ label }) => label);
  if (filters.length === 0) return "Nothing is left; leave a minus word out to see more.";
  const labels = [...filters, ...readWishes(result.text).unwanted.map((word) => `without ${word}`)];
  return `No product fits ${labels.join(" and ")}; leave ${labels.length > 1 ? "one of these" : "that"} out to see more.`;
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
