import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import { filterParts } from "../search/filters.js";
import type { Action } from "./action.js";
import { answerHits, type HitsQuestion, keptVector } from "./answer-hits.js";
import { labelGroups, labelsText } from "./answer-labels.js";
import type { CommandContext } from "./command.js";
import { capitalised } from "./phrases.js";
import type { Reply } from "./reply.js";
import type { ActionRequest } from "./request.js";
import type { Session } from "./sessions.js";

type Context = Pick<CommandContext, "shop" | "sessions">;

const expired = (sentence: string) => new HaberdasherError("expired", sentence);

/** Does what a button of an earlier answer stands for. Fails with `expired` when that answer is too old for it. */
export async function actOn(
  action: Action,
  request: ActionRequest,
  context: Context,
  signal: AbortSignal,
): Promise<Reply> {
  const session = await context.sessions.get(action.session);
  if (!session) throw expired("That answer is too old to go on from; please ask again.");
  const asked = askedBefore(session, request, context);
  switch (action.verb) {
    case "more":
      return answerHits({ ...asked, shown: session.shown }, context, signal);
    case "like":
      return answerHits(likeHit(session, action, request, context), context, signal);
    case "refine":
      return answerHits({ ...asked, text: refinedText(session, request.words ?? "") }, context, signal);
    case "drop":
      return answerHits({ ...asked, filters: withoutChip(session, action) }, context, signal);
    case "labels":
      return labelsOfPicture(session, context, signal);
    case "variants":
      throw expired("That answer shows each product by itself; please ask again.");
  }
}

/** The session's question, asked anew by whoever pressed the button. */
function askedBefore(session: Session, { asker }: ActionRequest, { shop }: Context): HitsQuestion {
  const { question } = session;
  const vector = keptVector(question, session.fingerprint, shop);
  return {
    asker,
    command: session.command === "classify" ? "similar" : session.command,
    ...(question.text === undefined ? {} : { text: question.text }),
    ...(vector ? { vector } : {}),
    ...(question.likeIds ? { likeIds: question.likeIds } : {}),
    filters: question.filters ?? {},
    count: session.count,
    private: session.private,
  };
}

/** Around the stored vector of a hit, within the same filters: no inference. */
function likeHit(
  session: Session,
  action: Action,
  { asker }: ActionRequest,
  { shop }: Context,
): HitsQuestion {
  const id = action.number === undefined ? undefined : session.shown[action.number - 1];
  if (id === undefined) throw expired("That answer is too old to go on from; please ask again.");
  const row = shop.catalogue.rowOf(id);
  if (row === undefined) throw expired("That product is no longer in the catalogue; please ask again.");
  return {
    asker,
    command: "similar",
    title: `More like ${shop.catalogue.product(row).title}`,
    likeIds: [id],
    filters: session.question.filters ?? {},
    count: session.count,
    private: session.private,
  };
}

function refinedText({ question }: Session, words: string): string {
  const added = words.replace(/\p{Cc}+/gu, " ").trim();
  if (added === "")
    throw new HaberdasherError("bad-request", "Type the words to add, such as: in red, for winter.");
  const text = question.text === undefined ? added : `${question.text} ${added}`;
  if (text.length > LIMITS.queryCharacters) {
    throw new HaberdasherError(
      "bad-request",
      `The question has grown too long (${text.length} characters, ${LIMITS.queryCharacters} at most); please start anew.`,
    );
  }
  return text;
}

function withoutChip({ question }: Session, action: Action) {
  const part = filterParts(question.filters ?? {})[(action.number ?? 0) - 1];
  if (!part) throw expired("That filter is gone already; please ask again.");
  return part.without;
}

async function labelsOfPicture(session: Session, context: Context, signal: AbortSignal): Promise<Reply> {
  const vector = keptVector(session.question, session.fingerprint, context.shop);
  if (!vector) throw expired("That answer has no picture to label; please send one.");
  const labels = await labelGroups(vector, undefined, context, signal);
  return { kind: "answer", title: capitalised(labelsText(labels)), labels, private: session.private };
}
