import type { Chat } from "../chat/chat.js";
import { errorReply } from "../chat/error-reply.js";
import { parseCommandLine, pictureCommand } from "../chat/parse.js";
import type { Reply } from "../chat/reply.js";
import type { Asker } from "../chat/request.js";
import { sourceFromFile, sourceFromUrl } from "../images/sources.js";
import { picturePath, takePicturePaths } from "./picture-paths.js";

const ASKER: Asker = { platform: "terminal", userId: "local" };
const LINK = /^https?:\/\//i;
const LEAVE = /^\/?(?:quit|exit|bye)$/i;

/** One person's conversation at a prompt: what "more", "like 3" and "cheaper" mean depends on the last answer. */
export class Conversation {
  /** The session of the last answer. A new prompt begins without one, whatever was asked yesterday. */
  private last: string | undefined;

  constructor(private readonly chat: Chat) {}

  /** The answer to a typed line, or undefined when it asks to leave. Never rejects. */
  async say(line: string, signal: AbortSignal): Promise<Reply | undefined> {
    if (LEAVE.test(line.trim())) return undefined;
    try {
      const session = this.last === undefined ? {} : { session: this.last };
      const reply =
        (await this.chat.follow({ line, asker: ASKER, signal, ...session })) ??
        (await this.ask(line, signal));
      // After an error or help, the answer before still means something.
      if (reply.kind === "answer") this.last = reply.session;
      return reply;
    } catch (thrown) {
      return errorReply(thrown);
    }
  }

  private ask(line: string, signal: AbortSignal): Promise<Reply> {
    const { words, paths } = takePicturePaths(line);
    const { commands } = this.chat;
    const asked = words === "" && paths.length > 0 ? pictureCommand(commands).name : words;
    const parsed = parseCommandLine(asked, commands);
    const pictures = [...paths, ...parsed.pictures].map(sourceOf);
    return this.chat.handle({
      command: parsed.command,
      options: parsed.options,
      asker: ASKER,
      pictures,
      signal,
    });
  }
}

const sourceOf = (typed: string) =>
  LINK.test(typed) ? sourceFromUrl(typed) : sourceFromFile(picturePath(typed) ?? typed);
