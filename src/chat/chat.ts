import type { Command } from "./command.js";
import type { Reply } from "./reply.js";
import type { ActionRequest, FollowUpRequest, Request } from "./request.js";

/** What adapters may say about the bot, for a home page or a greeting. */
export interface About {
  readonly catalogue: string;
  readonly products: number;
  readonly model: string;
}

/** The one door for every adapter. Nothing here ever rejects: what goes wrong comes back as a reply of kind `error`. */
export interface Chat {
  readonly commands: readonly Command[];
  about(): About;
  handle(request: Request): Promise<Reply>;
  act(request: ActionRequest): Promise<Reply>;
  /** The answer to a line that goes on from an earlier answer; undefined for one that asks for something by itself. */
  follow(request: FollowUpRequest): Promise<Reply | undefined>;
  /** Values for an option that starts with or contains what was typed; at most `limit`, best first. */
  complete(command: string, option: string, typed: string, limit: number): readonly string[];
}
