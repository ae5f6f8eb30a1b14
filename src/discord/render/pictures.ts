import type { ReplyHit } from "../../chat/reply.js";
import { isPublicHost } from "../../images/addresses.js";
import { limit } from "../limits.js";
import { cut, plainLine, webAddress } from "./escape.js";
import type { OutgoingFile } from "./outgoing.js";

/** How a hit's picture reaches Discord: by its public address, or as a file of the message. */
export type HitPicture = { readonly url: string } | { readonly file: OutgoingFile };

const EXTENSIONS = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" } as const;

/** What a picture shows, for those who cannot see it. */
export function altText(hit: Pick<ReplyHit, "number" | "alt">): string {
  return cut(`${hit.number}. ${plainLine(hit.alt)}`, limit("alt"));
}

/** The picture's public address, if Discord can fetch it itself. */
export function publicPicture({ pictureUrl }: Pick<ReplyHit, "pictureUrl">): string | undefined {
  const address = webAddress(pictureUrl);
  if (address === undefined || address.length > limit("mediaUrl")) return undefined;
  return isPublicHost(new URL(address).hostname) ? address : undefined;
}

async function upload(hit: ReplyHit): Promise<OutgoingFile> {
  const { bytes, mediaType } = await hit.picture();
  return { name: `product-${hit.number}.${EXTENSIONS[mediaType]}`, description: altText(hit), bytes };
}

/**
 * The hits' pictures by hit number. Uploads stay within `uploadBytes` each and together; a picture that is larger or
 * cannot be read is left out, and the hit stands in the list without it.
 */
export async function hitPictures(
  hits: readonly ReplyHit[],
  uploadBytes: number,
  onUnreadable: (hit: ReplyHit, thrown: unknown) => void,
): Promise<ReadonlyMap<number, HitPicture>> {
  const pictures = new Map<number, HitPicture>();
  let room = uploadBytes;
  for (const hit of hits) {
    const url = publicPicture(hit);
    if (url !== undefined) {
      pictures.set(hit.number, { url });
      continue;
    }
    try {
      const file = await upload(hit);
      if (file.bytes.byteLength > room) continue;
      room -= file.bytes.byteLength;
      pictures.set(hit.number, { file });
    } catch (thrown) {
      onUnreadable(hit, thrown);
    }
  }
  return pictures;
}
