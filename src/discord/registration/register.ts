import { ApplicationCommandType, DiscordAPIError, RateLimitError, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Command } from "../../chat/command.js";
import { HaberdasherError } from "../../errors.js";
import { type Changes, commandSchema, compareCommands } from "./compare.js";
import { registrationPayload, type Scope } from "./payload.js";

const ownerSchema = z.object({ id: z.string() });
const registeredSchema = z.array(commandSchema.loose());

export interface Registered {
  readonly applicationId: string;
  readonly scope: Scope;
  readonly changes: Changes;
}

/** What Discord's refusal means for whoever set the bot up; anything else is passed on. */
function explained(thrown: unknown, scope: Scope): unknown {
  // It counts the commands that are made in a day.
  if (thrown instanceof RateLimitError) {
    const minutes = Math.ceil(thrown.retryAfter / 60_000);
    const wait = minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
    return new HaberdasherError(
      "rate-limited",
      `Discord takes no more changes of commands for now; run this again in ${wait}.`,
    );
  }
  if (!(thrown instanceof DiscordAPIError)) {
    if (thrown instanceof Error && !(thrown instanceof HaberdasherError)) {
      return new HaberdasherError("unreachable", `Discord cannot be reached: ${thrown.message}.`);
    }
    return thrown;
  }
  if (thrown.status === 401) {
    return new HaberdasherError(
      "settings",
      "Discord does not know this DISCORD_TOKEN: copy it anew from the page Bot of the developer portal.",
    );
  }
  if (thrown.status === 403 || thrown.status === 404) {
    const where = scope === "global" ? "this application" : `server ${scope.guildId}`;
    return new HaberdasherError(
      "settings",
      `The bot may not register commands for ${where}: invite it there, and check DISCORD_GUILD_ID.`,
    );
  }
  return new HaberdasherError("settings", `Discord refused the commands: ${thrown.message}`);
}

/** Proxies know not every route; a bot's user has had the id of its application since 2016. */
async function applicationId(rest: REST): Promise<string> {
  try {
    return ownerSchema.parse(await rest.get(Routes.currentApplication())).id;
  } catch (thrown) {
    if (!(thrown instanceof DiscordAPIError) || thrown.status !== 404) throw thrown;
    return ownerSchema.parse(await rest.get(Routes.user())).id;
  }
}

/** The entry point of an Activity belongs to whoever made the app: Discord refuses a list that drops it. */
function foreign(registered: readonly z.infer<typeof registeredSchema>[number][]) {
  return registered.filter(({ type }) => type === ApplicationCommandType.PrimaryEntryPoint);
}

/**
 * Brings the registered commands in line with ours. Reads them first and writes, all at once, only where something
 * differs: a second run changes nothing. Fails with `settings` or `unreachable` and a sentence that says what to do.
 */
export async function registerCommands(
  rest: REST,
  commands: readonly Command[],
  scope: Scope,
): Promise<Registered> {
  const wanted = registrationPayload(commands, scope);
  try {
    const id = await applicationId(rest);
    const route =
      scope === "global"
        ? Routes.applicationCommands(id)
        : Routes.applicationGuildCommands(id, scope.guildId);
    const registered = registeredSchema.parse(await rest.get(route));
    const kept = foreign(registered);
    const ours = registered.filter((command) => !kept.includes(command));
    const changes = compareCommands(ours, wanted, scope === "global");
    if (changes.added.length + changes.changed.length + changes.removed.length > 0) {
      await rest.put(route, { body: [...wanted, ...kept] });
    }
    return { applicationId: id, scope, changes };
  } catch (thrown) {
    throw explained(thrown, scope);
  }
}

/** What was done, line by line, for whoever ran it. */
export function registrationReport({ applicationId, scope, changes }: Registered): string {
  const where = scope === "global" ? "everywhere" : `in server ${scope.guildId}`;
  const line = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`  ${what}: ${names.join(", ")}`];
  return [
    `Commands registered ${where}:`,
    ...line("new", changes.added),
    ...line("changed", changes.changed),
    ...line("removed", changes.removed),
    ...line("unchanged", changes.unchanged),
    ...(scope === "global"
      ? ["They are there at once; where Discord still shows the old ones, reload it (Ctrl+R)."]
      : []),
    `Invite the bot: https://discord.com/oauth2/authorize?client_id=${applicationId}`,
  ].join("\n");
}
