import type { Reply } from "../chat/reply.js";
import type { Logger } from "../log.js";
import { describe, isNotPermitted, isRefusedContent } from "./errors.js";
import { limit } from "./limits.js";
import type { Outgoing } from "./render/outgoing.js";
import { hitPictures } from "./render/pictures.js";
import { renderReply, renderSentence } from "./render/reply.js";

/** What an answer can be: a reply of the chat's, or a message that asks something back. */
export type Answer = Reply | { readonly kind: "question"; readonly forms: readonly Outgoing[] };

/** One message in the forms it may take: the first that Discord accepts is shown. */
export type Forms = readonly Outgoing[];

const NOT_SHOWN = "Discord would not show this answer; please ask in other words.";

export function isPrivate(answer: Answer): boolean {
  return answer.kind === "error" || (answer.kind !== "question" && answer.private);
}

/** The messages of an answer, each with simpler forms behind it: without pictures, and at last a sentence. */
export async function messagesOf(
  answer: Answer,
  owner: string,
  uploadBytes: number | undefined,
  log: Logger,
): Promise<Forms[]> {
  const sentence = renderSentence(NOT_SHOWN);
  if (answer.kind === "question") return [[...answer.forms, sentence]];
  const pictures = await hitPictures(
    answer.hits ?? [],
    uploadBytes ?? limit("uploadBytes"),
    ({ id }, thrown) => log.warn({ product: id, err: thrown }, "A product's picture could not be read"),
  );
  const full = renderReply(answer, { pictures, owner });
  const plain = renderReply(answer, { pictures: new Map(), owner });
  return full.map((message, index) => [message, ...(plain[index] ? [plain[index]] : []), sentence]);
}

/** Sends the first form that Discord accepts. Fails as the last one did. */
export async function sendFirst(forms: Forms, log: Logger, send: (message: Outgoing) => Promise<unknown>) {
  for (const [index, form] of forms.entries()) {
    try {
      await send(form);
      return;
    } catch (thrown) {
      const simpler = isRefusedContent(thrown) || (form.files.length > 0 && isNotPermitted(thrown));
      if (!simpler || index === forms.length - 1) throw thrown;
      log.warn(describe(thrown), "Discord refused a message; a simpler form follows");
    }
  }
}
