import type { types } from "@slack/bolt";
import { matchText, scoreText } from "../../chat/phrases.js";
import type { ReplyHit } from "../../chat/reply.js";
import { isPublicHost } from "../../images/addresses.js";
import { SLACK } from "../limits.js";
import { fit, inert, mrkdwn, plain, webAddress } from "../text.js";
import { actionButton } from "./buttons.js";

const TITLE = 300;
const DETAIL = 300;

/** What Slack can show from an address: png, jpg, jpeg and gif. https://docs.slack.dev/reference/block-kit/blocks/image-block */
const REFUSED = /\.(?:webp|avif|svg|tiff?|bmp|heic)$/i;

/** The hit's picture, if Slack can fetch it and takes it. */
function shownPicture({ pictureUrl }: ReplyHit): string | undefined {
  const address = pictureUrl === undefined ? undefined : webAddress(pictureUrl, SLACK.imageUrl.value);
  if (address === undefined) return undefined;
  const { hostname, pathname } = new URL(address);
  return isPublicHost(hostname) && !REFUSED.test(pathname) ? address : undefined;
}

/** Whether every hit has a picture that Slack fetches by itself; otherwise a contact sheet is needed. */
export function hasPublicPictures(hits: readonly ReplyHit[]): boolean {
  return hits.every((hit) => shownPicture(hit) !== undefined);
}

function heading({ number, title, url }: ReplyHit): string {
  const words = `${number}. ${fit(title, TITLE, inert)}`;
  const address = url === undefined ? undefined : webAddress(url, 1000)?.replaceAll("&", "&amp;");
  return address === undefined ? `*${words}*` : `*<${address}|${words}>*`;
}

function cardText(hit: ReplyHit): string {
  const facts = [hit.price, hit.detail, matchText(hit)].filter((fact) => fact !== undefined && fact !== "");
  return [heading(hit), ...facts.map((fact) => fit(fact ?? "", DETAIL, inert)), `_${scoreText(hit)}_`].join(
    "\n",
  );
}

/** A product: its picture where it has a public one, its words, and "More like this". */
export function hitBlocks(hit: ReplyHit, withPicture: boolean): types.KnownBlock[] {
  const address = withPicture ? shownPicture(hit) : undefined;
  const card: types.SectionBlock = {
    type: "section",
    text: mrkdwn(cardText(hit)),
    accessory: actionButton({ label: "More like this", action: hit.like }, `More like number ${hit.number}`),
  };
  if (address === undefined) return [card];
  const picture: types.ImageBlock = {
    type: "image",
    image_url: address,
    alt_text: plain(hit.alt, SLACK.imageAlt.value).text,
  };
  return [picture, card];
}

/** What a contact sheet shows, for those who cannot see it: "1: Red wool coat; 2: …". */
export function sheetAlt(hits: readonly ReplyHit[]): string {
  const words = hits.map(({ number, alt }) => `${number}: ${alt}`).join("; ");
  return plain(`Numbered pictures. ${words}`, SLACK.imageAlt.value).text;
}
