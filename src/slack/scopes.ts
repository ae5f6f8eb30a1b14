/** What the bot may do, each with the reason. The manifest asks for exactly these. */
const SCOPES = {
  "app_mentions:read": "hear when somebody mentions the bot",
  "channels:history": "see pictures posted in listed public channels, and the picture at the top of a thread",
  "chat:write": "answer",
  commands: "slash commands and shortcuts",
  "files:read": "open the pictures that people post",
  "files:write": "upload contact sheets",
  "groups:history": "the same as channels:history in private channels that the bot was invited to",
  "im:history": "read direct messages to the bot",
  "reactions:write": "show that it is working",
} as const;

export const BOT_SCOPES = Object.keys(SCOPES);
