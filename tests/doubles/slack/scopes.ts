/**
 * Bot scopes that each Web API method asks for; one of a list is enough. From the methods' pages under
 * https://docs.slack.dev/reference/methods.
 */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "chat.postMessage": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "conversations.replies": ["channels:history", "groups:history", "im:history", "mpim:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "reactions.add": ["reactions:write"],
  "reactions.remove": ["reactions:write"],
  "views.open": [],
  "views.publish": [],
};

/** Bot scopes that each event asks for. From the events' pages under https://docs.slack.dev/reference/events. */
export const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  file_shared: ["files:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  app_uninstalled: [],
  tokens_revoked: [],
};
