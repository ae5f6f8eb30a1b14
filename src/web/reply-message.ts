import { type Action, encodeAction } from "../chat/action.js";
import type { LabelledAction, Reply, ReplyHit } from "../chat/reply.js";
import type { ActionMessage, HitMessage, ReplyMessage } from "./protocol.js";

/** Where the page finds a product's picture: an id → a path on this server. */
export type PicturePath = (id: string) => string;

/** The reply as JSON for the page. Texts stay plain: the page writes them as text, never as markup. */
export function replyMessage(reply: Reply, picturePath: PicturePath): ReplyMessage {
  return {
    kind: reply.kind,
    ...(reply.code === undefined ? {} : { code: reply.code }),
    ...(reply.session === undefined ? {} : { session: reply.session }),
    ...(reply.title === undefined ? {} : { title: reply.title }),
    ...(reply.text === undefined ? {} : { text: reply.text }),
    ...(reply.notice === undefined ? {} : { notice: reply.notice }),
    chips: (reply.chips ?? []).map(actionMessage),
    hits: (reply.hits ?? []).map((hit) => hitMessage(hit, picturePath)),
    labels: (reply.labels ?? []).map(({ name, labels }) => ({ name, labels })),
    actions: (reply.actions ?? []).map(actionMessage),
  };
}

const asksForWords = ({ verb }: Action) => verb === "refine";

function actionMessage({ label, action }: LabelledAction): ActionMessage {
  return { label, action: encodeAction(action), asks: asksForWords(action) };
}

/** A product's page may come from a foreign file: anything but http and https could run in the page. */
function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}

function hitMessage(hit: ReplyHit, picturePath: PicturePath): HitMessage {
  const url = webAddress(hit.url);
  return {
    number: hit.number,
    id: hit.id,
    title: hit.title,
    alt: hit.alt,
    ...(hit.price === undefined ? {} : { price: hit.price }),
    detail: hit.detail,
    ...(hit.why === undefined ? {} : { why: hit.why }),
    ...(hit.variants === undefined ? {} : { variants: actionMessage(hit.variants) }),
    ...(url === undefined ? {} : { url }),
    picture: picturePath(hit.id),
    score: hit.score,
    ...(hit.closeness === undefined ? {} : { closeness: hit.closeness }),
    like: encodeAction(hit.like),
    ...(hit.votes
      ? { votes: { ...hit.votes, up: encodeAction(hit.votes.up), down: encodeAction(hit.votes.down) } }
      : {}),
  };
}
