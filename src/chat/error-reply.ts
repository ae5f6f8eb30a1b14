import { errorCode, friendlySentence } from "../errors.js";
import type { Reply } from "./reply.js";

/** What whoever asked is told of anything that was thrown: one sentence, for them alone. */
export function errorReply(thrown: unknown): Reply {
  return { kind: "error", code: errorCode(thrown), text: friendlySentence(thrown), private: true };
}
