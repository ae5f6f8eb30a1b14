import type { BaseInteraction } from "discord.js";
import type { Asker } from "../chat/request.js";

export function asker(userId: string, guildId: string | null | undefined): Asker {
  return { platform: "discord", userId, ...(guildId ? { serverId: guildId } : {}) };
}

/** Who asks, and where turns follow each other: in a channel, everybody for themselves. */
export interface Speaker {
  readonly asker: Asker;
  readonly place?: string;
}

export function speakerOf(interaction: BaseInteraction): Speaker {
  const { channelId } = interaction;
  return { asker: askerOf(interaction), ...(channelId === null ? {} : { place: channelId }) };
}

function askerOf(interaction: BaseInteraction): Asker {
  return asker(interaction.user.id, interaction.guildId);
}
