/** Registers the slash commands and menu entries with Discord. Settings as for the bot itself. */
import { Command } from "commander";
import { COMMANDS } from "../commands/index.js";
import { fail, usageSentence } from "../src/cli/fail.js";
import { readConfig } from "../src/config.js";
import { createRest } from "../src/discord/client.js";
import { registerCommands, registrationReport } from "../src/discord/registration/register.js";
import { HaberdasherError } from "../src/errors.js";
import { withEnvFile } from "../src/service/env-file.js";

new Command("register:discord")
  .description(
    "Registers the commands with Discord; DISCORD_TOKEN and DISCORD_GUILD_ID say where, also from .env.",
  )
  .configureOutput({ outputError: (text, write) => write(usageSentence(text)) })
  .parse();

try {
  const { discord } = readConfig(withEnvFile(process.env));
  if (!discord) throw new HaberdasherError("settings", "Set DISCORD_TOKEN, in the environment or in .env.");
  const scope = discord.guildId === undefined ? "global" : { guildId: discord.guildId };
  console.log(registrationReport(await registerCommands(createRest(discord), COMMANDS, scope)));
} catch (thrown) {
  fail(thrown);
}
