import type { BaseInteraction } from "discord.js";
import type { Asker } from "../chat/request.js";

export function asker(userId: string, guildId: string | null | undefined): Asker {
  return { platform: "discord", userId, ...(guildId ? { serverId: guildId } : {}) };
}

export function askerOf(interaction: BaseInteraction): Asker {
  return asker(interaction.user.id, interaction.guildId);
}
