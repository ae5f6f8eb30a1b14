import { HaberdasherError } from "../errors.js";
import type { Filters } from "../search/query.js";
import type { Action } from "./action.js";
import { answerHits, type HitsQuestion, keptVector } from "./answer-hits.js";
import { labelGroups, labelsText } from "./answer-labels.js";
import { answerVariants, isVariants, productGone, showVariants } from "./answer-variants.js";
import type { CommandContext } from "./command.js";
import { readFollowUp } from "./conversation/follow-up.js";
import { shownAt } from "./conversation/pointing.js";
import { changesText, questionParts } from "./conversation/question-parts.js";
import { type Refinable, refine } from "./conversation/refine.js";
import { STARTED_OVER } from "./conversation/start-over.js";
import { capitalised } from "./phrases.js";
import type { Reply } from "./reply.js";
import type { ActionRequest } from "./request.js";
import { lastPage, NO_VOTES, type Session, type Votes } from "./sessions.js";

const expired = (sentence: string) => new HaberdasherError("expired", sentence);
const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/**
 * Does what a button of an earlier answer stands for, or what somebody typed after it. Fails with `expired` when that
 * answer is too old for it.
 */
export async function actOn(
  action: Action,
  request: ActionRequest,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Reply> {
  const session = await context.sessions.get(action.session);
  if (!session) throw expired("That answer is too old to go on from; please ask again.");
  const so: Standing = {
    session,
    asked: askedBefore(session, action, request, context),
    ballot: session.ballot ?? action.session,
  };
  switch (action.verb) {
    case "more":
      return answerHits(
        { ...so.asked, title: session.title, shown: session.shown, folded: session.folded },
        context,
        signal,
      );
    case "like":
      return answerLike(session, action, request, context, signal);
    case "refine":
      return answerWords(so, action, request, context, signal);
    case "drop":
      return answerWithout(so, action, request, context, signal);
    case "up":
    case "down":
      await context.sessions.vote(
        so.ballot,
        request.asker,
        shownAt(session.shown, action.number ?? 0),
        action.verb,
      );
      // The vote stays where one goes back to what was asked before.
      return answerHits({ ...so.asked, title: session.title, before: session.before }, context, signal);
    case "back":
      return answerBack(session, request, context, signal);
    case "labels":
      return labelsOfPicture(session, action, context, signal);
    case "variants":
      return answerVariants(session, action, request, context);
  }
}

/** How things stand when somebody goes on from an answer. */
interface Standing {
  readonly session: Session;
  /** The session's question, for whoever goes on. */
  readonly asked: HitsQuestion;
  readonly ballot: string;
}

/** The session's question, asked anew by whoever goes on from it. */
function askedBefore(
  session: Session,
  action: Action,
  { asker }: ActionRequest,
  { shop }: CommandContext,
): HitsQuestion {
  const { question } = session;
  const vector = keptVector(question, session.fingerprint, shop);
  return {
    asker,
    command: session.command === "classify" ? "similar" : session.command,
    ...(question.text === undefined ? {} : { text: question.text }),
    ...(vector ? { vector } : {}),
    ...(question.likeIds ? { likeIds: question.likeIds } : {}),
    filters: question.filters ?? {},
    ...(question.sort ? { sort: question.sort } : {}),
    ...(question.diverse ? { diverse: true } : {}),
    ...(question.leanings ? { leanings: question.leanings } : {}),
    ballot: session.ballot ?? action.session,
    before: action.session,
    count: session.count,
    private: session.private,
  };
}

/**
 * Around the stored vector of a hit: no inference. Its look says what it is and its colour; for whom it is, when and for
 * how much stays as it was asked for.
 */
async function likeHit(
  session: Session,
  action: Action,
  { asker }: ActionRequest,
  { shop }: CommandContext,
): Promise<HitsQuestion> {
  const id = shownAt(session.shown, action.number ?? 0);
  const [entry] = await shop.catalogue.find([id]);
  if (!entry) throw productGone();
  return {
    asker,
    command: "similar",
    title: `More like ${entry.title}`,
    likeIds: [id],
    filters: withoutLook(session.question.filters ?? {}),
    before: action.session,
    count: session.count,
    private: session.private,
  };
}

function withoutLook(filters: Filters): Filters {
  const {
    colour: _colour,
    kind: _kind,
    category: _category,
    pattern: _pattern,
    ...facets
  } = filters.facets ?? {};
  return { ...filters, facets };
}

/** What was said after an answer: a button's name, or what is to change. */
async function answerWords(
  { session, asked, ballot }: Standing,
  action: Action,
  request: ActionRequest,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Reply> {
  const { words = "", asker } = request;
  const meant = readFollowUp(words, lastPage(session));
  if (meant?.kind === "start-over") return STARTED_OVER;
  if (meant?.kind === "press") {
    const { kind: _, words: change, ...press } = meant;
    const { words: _said, ...pressed } = request;
    const presser = { ...pressed, ...(change === undefined ? {} : { words: change }) };
    return actOn({ ...press, session: action.session }, presser, context, signal);
  }
  const refinable = { asked: { ...asked, title: session.title }, shown: session.shown };
  const votes = await context.sessions.votes(ballot, asker);
  return answerChanged(refinable, meant?.words ?? words, votes, context, signal);
}

/** A question with what was said to change of it, which the answer tells. */
async function answerChanged(
  refinable: Refinable,
  words: string,
  votes: Votes,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Reply> {
  const { question, otherwise } = await refine(refinable, words, context);
  const changed = changesText(questionParts(refinable.asked, votes), questionParts(question, votes));
  const reply = await answerHits(
    { ...question, ...(changed === undefined ? {} : { changed }) },
    context,
    signal,
  );
  if (otherwise !== undefined && reply.hits?.length === 0) throw wrong(otherwise);
  return reply;
}

/** "Like 2", or "like 2, but cheaper" than that. */
async function answerLike(
  session: Session,
  action: Action,
  request: ActionRequest,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Reply> {
  const liked = await likeHit(session, action, request, context);
  if (request.words === undefined) return answerHits(liked, context, signal);
  const refinable = { asked: liked, shown: [shownAt(session.shown, action.number ?? 0)] };
  return answerChanged(refinable, request.words, NO_VOTES, context, signal);
}

/** The question without one of its parts; without the votes they are forgotten. */
async function answerWithout(
  { asked, ballot }: Standing,
  { number = 0 }: Action,
  { asker }: ActionRequest,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Reply> {
  const { sessions } = context;
  const part = questionParts(asked, await sessions.votes(ballot, asker))[number - 1];
  if (!part) throw wrong(`The last answer has no filter ${number}.`);
  if (!part.without) await sessions.clearVotes(ballot, asker);
  return answerHits(part.without ?? asked, context, signal);
}

/** The answer that this one came from, on the page that it showed. */
async function answerBack(
  { before }: Session,
  request: ActionRequest,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Reply> {
  const earlier = before === undefined ? undefined : await context.sessions.get(before);
  if (before === undefined || !earlier)
    throw wrong("There is no earlier answer to go back to; ask for something else.");
  const action: Action = { verb: "back", session: before };
  if (earlier.command === "classify" && earlier.shown.length === 0)
    return labelsOfPicture(earlier, action, context, signal);
  if (isVariants(earlier)) return showVariants(earlier.shown, earlier, request, context);
  const { before: pageStart } = lastPage(earlier);
  return answerHits(
    {
      ...askedBefore(earlier, action, request, context),
      title: earlier.title,
      shown: earlier.shown.slice(0, pageStart),
      folded: earlier.folded.slice(0, pageStart),
      before: earlier.before,
    },
    context,
    signal,
  );
}

async function labelsOfPicture(
  session: Session,
  action: Action,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Reply> {
  const vector = keptVector(session.question, session.fingerprint, context.shop);
  if (!vector) throw expired("That answer has no picture to label; please send one.");
  const labels = await labelGroups(vector, undefined, context, signal);
  const title = capitalised(labelsText(labels));
  return { kind: "answer", session: action.session, title, labels, private: session.private };
}
