import type { Chat } from "../chat/chat.js";
import { restarting } from "../chat/deadline.js";
import { errorReply } from "../chat/error-reply.js";
import type { Reply } from "../chat/reply.js";

/** The chat while the process ends: whoever comes now still gets an answer, if only one that says why there is none. */
export function closingChat(chat: Chat, closing: { readonly doorsClosed: boolean }): Chat {
  const unlessClosed = async <Answer extends Reply | undefined>(
    ask: () => Promise<Answer>,
  ): Promise<Answer | Reply> => (closing.doorsClosed ? errorReply(restarting()) : ask());
  return {
    commands: chat.commands,
    about: () => chat.about(),
    complete: (command, option, typed, limit) => chat.complete(command, option, typed, limit),
    handle: (request) => unlessClosed(() => chat.handle(request)),
    act: (request) => unlessClosed(() => chat.act(request)),
    follow: (request) => unlessClosed(() => chat.follow(request)),
  };
}
