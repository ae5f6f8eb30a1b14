import { snowflake } from "./clock.js";
import type { Interaction } from "./interaction.js";
import type { Json } from "./json.js";
import type { State } from "./state.js";

/** A user as the API shows one. */
export function user(id: string): Json {
  return {
    id,
    username: `person${id.slice(-4)}`,
    discriminator: "0",
    global_name: "A person",
    avatar: null,
    bot: false,
    public_flags: 0,
  };
}

function member(id: string): Json {
  return {
    user: user(id),
    roles: [],
    premium_since: null,
    permissions: "2248473465835073",
    pending: false,
    nick: null,
    mute: false,
    joined_at: "2023-01-01T00:00:00.000000+00:00",
    flags: 0,
    deaf: false,
    communication_disabled_until: null,
    avatar: null,
  };
}

/** An attachment as the API shows one; its bytes are served by the double. */
export function attachment(
  state: State,
  name: string,
  bytes: Uint8Array,
  contentType: string,
  baseUrl: string,
): Json {
  const id = snowflake();
  const path = `/attachments/${state.channelId}/${id}/${encodeURIComponent(name)}`;
  state.files.set(path, { bytes, contentType });
  return {
    id,
    filename: name,
    size: bytes.byteLength,
    url: `${baseUrl}${path}?ex=66000000&is=65000000&hm=abc&`,
    proxy_url: `${baseUrl}${path}`,
    content_type: contentType,
    width: 400,
    height: 400,
    ephemeral: false,
  };
}

/** The INTERACTION_CREATE event of an interaction. */
export function interactionEvent(state: State, interaction: Interaction, data: Json): Json {
  const guildId = state.channels.get(interaction.channelId)?.guildId;
  const message = interaction.source === undefined ? undefined : state.messages.get(interaction.source)?.json;
  const kind = guildId === undefined ? 1 : 0;
  return {
    id: interaction.id,
    application_id: state.applicationId,
    type: interaction.type,
    data,
    token: interaction.token,
    version: 1,
    channel_id: interaction.channelId,
    channel: {
      id: interaction.channelId,
      type: kind,
      ...(guildId === undefined ? {} : { guild_id: guildId, name: "general" }),
    },
    ...(guildId === undefined
      ? { user: user(interaction.userId) }
      : {
          guild_id: guildId,
          guild: { id: guildId, locale: "en-US", features: [] },
          member: member(interaction.userId),
          guild_locale: "en-US",
        }),
    ...(message ? { message } : {}),
    app_permissions: "562949953601536",
    locale: "en-GB",
    entitlements: [],
    authorizing_integration_owners: guildId === undefined ? { "1": interaction.userId } : { "0": guildId },
    context: kind,
    attachment_size_limit: interaction.uploadLimit,
  };
}
