import type { Chat } from "../chat/chat.js";
import type { Reply } from "../chat/reply.js";

export const RESTARTING = "I am being restarted; please ask again in a minute.";

/** The chat, with an apology that says why when the end of the process cut a question short. */
export function closingChat(chat: Chat, timeUp: AbortSignal): Chat {
  const explain = (reply: Reply): Reply =>
    timeUp.aborted && reply.code === "cancelled" ? { ...reply, text: RESTARTING } : reply;
  return {
    commands: chat.commands,
    about: () => chat.about(),
    complete: (command, option, typed, limit) => chat.complete(command, option, typed, limit),
    handle: async (request) => explain(await chat.handle(request)),
    act: async (request) => explain(await chat.act(request)),
  };
}
