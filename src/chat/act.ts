import type { Entry } from "../catalogue/catalogue.js";
import { dot } from "../clip/unit-vectors.js";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import { filterParts } from "../search/filters.js";
import type { Filters, Hit } from "../search/query.js";
import type { Action } from "./action.js";
import { answerHits, type HitsQuestion, keptVector } from "./answer-hits.js";
import { labelGroups, labelsText } from "./answer-labels.js";
import type { CommandContext } from "./command.js";
import { capitalised } from "./phrases.js";
import type { Reply } from "./reply.js";
import type { ActionRequest } from "./request.js";
import type { Session } from "./sessions.js";
import { showHit } from "./show-hit.js";

type Context = Pick<CommandContext, "shop" | "sessions">;

const expired = (sentence: string) => new HaberdasherError("expired", sentence);
const gone = () => expired("That product is no longer in the catalogue; please ask again.");

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
      return answerHits(
        { ...asked, title: session.title, shown: session.shown, folded: session.folded },
        context,
        signal,
      );
    case "like":
      return answerHits(await likeHit(session, action, request, context), context, signal);
    case "refine":
      return answerHits(await refined(asked, request.words ?? "", context), context, signal);
    case "drop":
      return answerHits({ ...asked, filters: withoutChip(session, action) }, context, signal);
    case "labels":
      return labelsOfPicture(session, context, signal);
    case "variants":
      return answerVariants(session, action, request, context);
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
    ...(question.diverse ? { diverse: true } : {}),
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
  { shop }: Context,
): Promise<HitsQuestion> {
  const id = action.number === undefined ? undefined : session.shown[action.number - 1];
  if (id === undefined) throw expired("That answer is too old to go on from; please ask again.");
  const [entry] = await shop.catalogue.find([id]);
  if (!entry) throw gone();
  return {
    asker,
    command: "similar",
    title: `More like ${entry.title}`,
    likeIds: [id],
    filters: withoutLook(session.question.filters ?? {}),
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

/** The question with words added; what they say of a colour or price replaces what was said before. */
async function refined(asked: HitsQuestion, words: string, { shop }: Context): Promise<HitsQuestion> {
  const added = words.replace(/\p{Cc}+/gu, " ").trim();
  if (added === "")
    throw new HaberdasherError("bad-request", "Type the words to add, such as: in red, for winter.");
  const before = asked.text ?? "";
  const length = before.length + added.length + 1;
  if (length > LIMITS.queryCharacters) {
    throw new HaberdasherError(
      "bad-request",
      `The question has grown too long (${length} characters, ${LIMITS.queryCharacters} at most); please start anew.`,
    );
  }
  const looks = asked.vector !== undefined || asked.likeIds !== undefined;
  const { text, filters } = await shop.searcher.refine(before, asked.filters, added, looks);
  return { ...asked, title: capitalised(before === "" ? added : `${before}, ${added}`), text, filters };
}

/** A hit together with what was folded into it; their scores say how alike they are. */
async function answerVariants(
  session: Session,
  action: Action,
  { asker }: ActionRequest,
  { shop, sessions }: Context,
): Promise<Reply> {
  const at = (action.number ?? 0) - 1;
  const ids = [session.shown[at], ...(session.folded[at] ?? [])];
  const entries = await shop.catalogue.find(ids.filter((id) => id !== undefined));
  const [first] = entries;
  if (!first) throw gone();
  const hits = entries.map((entry) => likeness(first, entry));
  const { title } = first;
  const opened = await sessions.create({
    ...session,
    title,
    question: { likeIds: hits.map(({ id }) => id), filters: {} },
    fingerprint: shop.engine.fingerprint,
    shown: hits.map(({ id }) => id),
    folded: hits.map(() => []),
    userId: asker.userId,
    platform: asker.platform,
  });
  return {
    kind: "answer",
    title,
    hits: hits.map((hit, index) => showHit(hit, { number: index + 1, session: opened })),
    private: session.private,
  };
}

/** A product as a hit of another, by the look alone. */
function likeness(first: Entry, entry: Entry): Hit {
  const cosine = dot(first.vector, entry.vector);
  return { entry, id: entry.id, score: cosine, cosine, lexical: 0 };
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
