import { Buffer } from "node:buffer";
import {
  type APIMessageTopLevelComponent,
  type InteractionEditReplyOptions,
  type InteractionReplyOptions,
  MessageFlags,
  type RawFile,
  type RESTPostAPIChannelMessageJSONBody,
} from "discord.js";

/** A picture that travels with a message; components name it as `attachment://NAME`. */
export interface OutgoingFile {
  readonly name: string;
  /** Alt text, at most 1,024 characters. */
  readonly description: string;
  readonly bytes: Uint8Array;
}

/** A message within Discord's limits, before it is known how it will be sent. */
export interface Outgoing {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files: readonly OutgoingFile[];
}

/** Text of others may stand in a message: it notifies nobody, nor does the reply itself. */
const NOBODY = { parse: [], repliedUser: false } as const;

function files({ files }: Outgoing) {
  return files.map(({ name, description, bytes }) => ({
    attachment: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    name,
    description,
  }));
}

/** For the first answer to an interaction and for messages that follow it. */
export function asReply(message: Outgoing, ephemeral: boolean): InteractionReplyOptions {
  const flags = ephemeral
    ? MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral
    : MessageFlags.IsComponentsV2;
  return { components: message.components, files: files(message), flags, allowedMentions: NOBODY };
}

/** For an edit. The V2 flag goes along each time, since Discord refuses an edit that takes it away; old files go. */
export function asEdit(message: Outgoing): InteractionEditReplyOptions {
  return {
    components: message.components,
    files: files(message),
    attachments: [],
    flags: MessageFlags.IsComponentsV2,
    allowedMentions: NOBODY,
  };
}

/** For a message of its own in a channel, as an answer to another if that is still there. */
export function asMessage(
  message: Outgoing,
  answerTo: string | undefined,
): { body: RESTPostAPIChannelMessageJSONBody; files: RawFile[] } {
  return {
    body: {
      components: [...message.components],
      flags: MessageFlags.IsComponentsV2,
      allowed_mentions: { parse: [], replied_user: false },
      ...(message.files.length === 0
        ? {}
        : {
            attachments: message.files.map(({ name, description }, id) => ({
              id,
              filename: name,
              description,
            })),
          }),
      ...(answerTo === undefined
        ? {}
        : { message_reference: { message_id: answerTo, fail_if_not_exists: false } }),
    },
    files: message.files.map(({ name, bytes }) => ({ name, data: bytes })),
  };
}
