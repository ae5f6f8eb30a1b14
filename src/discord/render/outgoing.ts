import {
  type APIMessageTopLevelComponent,
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

export interface MessageBody {
  readonly body: Pick<
    RESTPostAPIChannelMessageJSONBody,
    "components" | "flags" | "allowed_mentions" | "attachments"
  >;
  readonly files: RawFile[];
}

/**
 * The message as Discord's API takes it, for sending and for editing. The V2 flag goes along each time, since Discord
 * refuses an edit that takes it away. Text of others may stand in it: it notifies nobody. Files of an edited message
 * that are not among these go.
 */
export function messageBody({ components, files }: Outgoing, ephemeral = false): MessageBody {
  return {
    body: {
      components: [...components],
      flags: ephemeral ? MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral : MessageFlags.IsComponentsV2,
      allowed_mentions: { parse: [], replied_user: false },
      attachments: files.map(({ name, description }, id) => ({ id, filename: name, description })),
    },
    files: files.map(({ name, bytes }) => ({ name, data: bytes })),
  };
}
