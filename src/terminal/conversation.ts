import { encodeAction } from "../chat/action.js";
import type { Chat } from "../chat/chat.js";
import { parseCommandLine } from "../chat/parse.js";
import type { Reply, ReplyHit } from "../chat/reply.js";
import type { Asker } from "../chat/request.js";
import { errorCode, friendlySentence, HaberdasherError } from "../errors.js";
import type { PictureSource } from "../images/picture.js";
import { sourceFromFile } from "../images/sources.js";
import { intentOf } from "./intent.js";
import { takePicturePaths } from "./picture-paths.js";

const ASKER: Asker = { platform: "terminal", userId: "local" };
const LINK = /^https?:\/\//i;

/** One person's conversation at a prompt: what "more" and "like 3" mean depends on the last answer. */
export class Conversation {
  private last: Reply | undefined;
  /** What numbers mean: all hits since the last new question, over its pages. */
  private readonly numbered = new Map<number, ReplyHit>();

  constructor(private readonly chat: Chat) {}

  /** The answer to a typed line, or undefined when it asks to leave. Never rejects. */
  async say(line: string, signal: AbortSignal): Promise<Reply | undefined> {
    try {
      const intent = intentOf(line, this.last, this.numbered);
      if (intent.kind === "leave") return undefined;
      const reply =
        intent.kind === "ask"
          ? await this.ask(intent.line, signal)
          : await this.chat.act({
              action: encodeAction(intent.action),
              asker: ASKER,
              signal,
              ...(intent.words === undefined ? {} : { words: intent.words }),
            });
      // After an error or help, the buttons of the answer before still mean something.
      if (reply.kind === "answer") this.remember(reply);
      return reply;
    } catch (thrown) {
      return { kind: "error", code: errorCode(thrown), text: friendlySentence(thrown), private: true };
    }
  }

  private remember(reply: Reply): void {
    this.last = reply;
    for (const hit of reply.hits ?? []) {
      if (hit.number === 1) this.numbered.clear();
      this.numbered.set(hit.number, hit);
    }
  }

  private ask(line: string, signal: AbortSignal): Promise<Reply> {
    const { words, paths } = takePicturePaths(line);
    const parsed = parseCommandLine(
      words === "" && paths.length > 0 ? "/similar" : words,
      this.chat.commands,
    );
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

function sourceOf(typed: string): PictureSource {
  if (LINK.test(typed)) {
    throw new HaberdasherError("bad-request", "Give a picture on the web as link:https://… .");
  }
  return sourceFromFile(typed);
}
