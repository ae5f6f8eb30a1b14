import type { Chat } from "../chat/chat.js";
import type { Reply } from "../chat/reply.js";

const RESTARTING: Reply = {
  kind: "error",
  code: "cancelled",
  text: "I am being restarted; please ask again in a minute.",
  private: true,
};

/** How far the end of the process has come. */
export interface Closing {
  /** New questions are answered with an apology. */
  readonly doorsClosed: boolean;
  /** Aborted when those under way can be waited for no longer. */
  readonly timeUp: AbortSignal;
}

/** The chat while the process ends: everybody still gets an answer, if only one that says why there is none. */
export function closingChat(chat: Chat, closing: Closing): Chat {
  const unlessClosed = async <Answer extends Reply | undefined>(
    ask: () => Promise<Answer>,
  ): Promise<Answer | Reply> => {
    if (closing.doorsClosed) return RESTARTING;
    const reply = await ask();
    return closing.timeUp.aborted && reply?.code === "cancelled" ? RESTARTING : reply;
  };
  return {
    commands: chat.commands,
    about: () => chat.about(),
    complete: (command, option, typed, limit) => chat.complete(command, option, typed, limit),
    handle: (request) => unlessClosed(() => chat.handle(request)),
    act: (request) => unlessClosed(() => chat.act(request)),
    follow: (request) => unlessClosed(() => chat.follow(request)),
  };
}
