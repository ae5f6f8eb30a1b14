import type { REST } from "discord.js";
import type { Chat } from "../chat/chat.js";
import type { Logger } from "../log.js";
import type { Acknowledgements } from "./acknowledgements.js";
import type { PictureChoices } from "./pictures/choices.js";
import type { RawMessages } from "./pictures/raw-messages.js";

/** What every listener works with. */
export interface Services {
  readonly chat: Chat;
  readonly log: Logger;
  readonly rest: REST;
  /** The bot's own user id, once it is logged in. */
  readonly botId: () => string | undefined;
  /** Origins whose pictures may be fetched although they are private. */
  readonly trustedOrigins: readonly string[];
  readonly acknowledgements: Acknowledgements;
  readonly rawMessages: RawMessages;
  readonly choices: PictureChoices;
  /** Aborted when the process can wait for answers no longer, with what those who still wait are told. */
  readonly signal: AbortSignal;
}
