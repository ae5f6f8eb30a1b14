import type { Entry } from "../catalogue/catalogue.js";
import { dot } from "../clip/unit-vectors.js";
import { HaberdasherError } from "../errors.js";
import type { Hit } from "../search/query.js";
import type { Action } from "./action.js";
import type { CommandContext } from "./command.js";
import { shownAt } from "./conversation/pointing.js";
import type { Reply } from "./reply.js";
import type { ActionRequest } from "./request.js";
import type { Session } from "./sessions.js";
import { showHit } from "./show-hit.js";

export const productGone = () =>
  new HaberdasherError("expired", "That product is no longer in the catalogue; please ask again.");

/** A hit together with what was folded into it; their scores say how alike they are. */
export async function answerVariants(
  session: Session,
  action: Action,
  request: ActionRequest,
  context: CommandContext,
): Promise<Reply> {
  const id = shownAt(session.shown, action.number ?? 0);
  const folded = session.folded[(action.number ?? 0) - 1] ?? [];
  if (folded.length === 0)
    throw new HaberdasherError("bad-request", `Number ${action.number} stands for itself alone.`);
  return showVariants([id, ...folded], { ...session, before: action.session }, request, context);
}

/** What `showVariants` opened shows the products that it is about; every other answer leaves these out. */
export const isVariants = ({ question: { likeIds = [] }, shown }: Session) =>
  shown.length > 0 && shown.every((id) => likeIds.includes(id));

/**
 * Opens an answer of these products alone.
 * @param from the session whose settings are kept
 */
export async function showVariants(
  ids: readonly string[],
  from: Session,
  { asker }: ActionRequest,
  { shop, sessions }: CommandContext,
): Promise<Reply> {
  const entries = await shop.catalogue.find(ids);
  const [first] = entries;
  if (!first) throw productGone();
  const hits = entries.map((entry) => likeness(first, entry));
  const { title } = first;
  const { ballot: _, ...kept } = from;
  const opened = await sessions.create({
    ...kept,
    title,
    question: { likeIds: hits.map(({ id }) => id), filters: {} },
    fingerprint: shop.engine.fingerprint,
    shown: hits.map(({ id }) => id),
    folded: hits.map(() => []),
    earlier: 0,
    userId: asker.userId,
    platform: asker.platform,
  });
  return {
    kind: "answer",
    session: opened,
    title,
    hits: hits.map((hit, index) => showHit(hit, { number: index + 1, session: opened })),
    private: from.private,
  };
}

/** A product as a hit of another, by the look alone. */
function likeness(first: Entry, entry: Entry): Hit {
  const cosine = dot(first.vector, entry.vector);
  return { entry, id: entry.id, score: cosine, cosine, lexical: 0 };
}
