import { snowflake } from "../clock.js";
import { type Json, objects } from "../json.js";
import { refuse } from "../refusal.js";
import { checkCommands } from "../rules/commands.js";
import type { Answer, Call, Route } from "./route.js";

function scope({ params, state }: Call): string {
  const [application, guild] = params;
  if (application !== state.applicationId) throw refuse.missingAccess();
  if (guild !== undefined && guild !== state.guildId) throw refuse.missingAccess();
  return guild ?? "global";
}

/** What Discord adds to a command, defaults included. */
function completed(command: Json, state: Call["state"], guild: string | undefined): Json {
  return {
    id: snowflake(),
    application_id: state.applicationId,
    version: snowflake(),
    default_member_permissions: null,
    type: 1,
    name_localizations: null,
    description: "",
    description_localizations: null,
    nsfw: false,
    ...(guild === undefined
      ? { dm_permission: true, contexts: null, integration_types: [0] }
      : { guild_id: guild }),
    ...command,
  };
}

function list(call: Call): Answer {
  return { status: 200, body: call.state.commands.get(scope(call)) ?? [] };
}

function overwrite(call: Call): Answer {
  const where = scope(call);
  const commands = objects(call.list);
  checkCommands(commands, where === "global");
  const before = call.state.commands.get(where) ?? [];
  const entry = before.find(({ type }) => type === 4);
  if (entry && !commands.some(({ type }) => type === 4)) throw refuse.entryPointMissing();
  const after = commands.map((command) =>
    completed(command, call.state, where === "global" ? undefined : where),
  );
  call.state.commands.set(where, after);
  return { status: 200, body: after };
}

function gatewayBot({ state }: Call): Answer {
  return {
    status: 200,
    body: {
      url: state.gatewayUrl,
      shards: state.recommendedShards,
      session_start_limit: {
        total: 1000,
        remaining: 999,
        reset_after: 14_400_000,
        max_concurrency: state.maxConcurrency,
      },
    },
  };
}

const COMMANDS = /^\/applications\/(\d+)\/commands$/;
const GUILD_COMMANDS = /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/;
const application = ({ state }: Call): Answer => ({
  status: 200,
  body: { id: state.applicationId, name: "Haberdasher", description: "", bot: state.bot(), flags: 0 },
});

export const APPLICATION_ROUTES: readonly Route[] = [
  { method: "GET", path: /^\/gateway\/bot$/, auth: true, handle: gatewayBot },
  {
    method: "GET",
    path: /^\/gateway$/,
    auth: false,
    handle: ({ state }) => ({ status: 200, body: { url: state.gatewayUrl } }),
  },
  { method: "GET", path: /^\/applications\/@me$/, auth: true, handle: application },
  { method: "GET", path: /^\/oauth2\/applications\/@me$/, auth: true, handle: application },
  {
    method: "GET",
    path: /^\/users\/@me$/,
    auth: true,
    handle: ({ state }) => ({ status: 200, body: state.bot() }),
  },
  { method: "GET", path: COMMANDS, auth: true, handle: list },
  { method: "PUT", path: COMMANDS, auth: true, handle: overwrite },
  { method: "GET", path: GUILD_COMMANDS, auth: true, handle: list },
  { method: "PUT", path: GUILD_COMMANDS, auth: true, handle: overwrite },
];
