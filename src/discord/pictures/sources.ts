import { errorCode } from "../../errors.js";
import { downloadPicture } from "../../images/download.js";
import type { PictureSource } from "../../images/picture.js";
import { checkByteSize } from "../../images/read-picture.js";
import type { PictureLink } from "./message-pictures.js";

/** Failures after which Discord's own copy of a picture may still be there. */
const TRY_COPY = new Set<string>(["not-found", "unreachable", "forbidden-address", "timeout"]);

/** A picture of a message, fetched when it is needed. One that Discord calls too large is refused unfetched. */
export function sourceOf(link: PictureLink, trustedOrigins: readonly string[]): PictureSource {
  return {
    name: link.name,
    async load(signal) {
      if (link.size !== undefined) checkByteSize(link.size, link.name);
      try {
        return await downloadPicture(link.url, { signal, trustedOrigins });
      } catch (thrown) {
        const copy = link.proxyUrl;
        if (copy === undefined || copy === link.url || !TRY_COPY.has(errorCode(thrown))) throw thrown;
        return await downloadPicture(copy, { signal, trustedOrigins }).catch(() => {
          throw thrown;
        });
      }
    },
  };
}
