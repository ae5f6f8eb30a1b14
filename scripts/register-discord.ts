/** Registers the slash commands and menu entries with Discord. Settings as for the bot itself. */
import { COMMANDS } from "../commands/index.js";
import { fail } from "../src/cli/fail.js";
import { readConfig } from "../src/config.js";
import { createRest } from "../src/discord/client.js";
import { registerCommands, registrationReport } from "../src/discord/registration/register.js";
import { HaberdasherError } from "../src/errors.js";
import { withEnvFile } from "../src/service/env-file.js";

try {
  const { discord } = readConfig(withEnvFile(process.env));
  if (!discord) throw new HaberdasherError("settings", "Set DISCORD_TOKEN, in the environment or in .env.");
  const scope = discord.guildId === undefined ? "global" : { guildId: discord.guildId };
  console.log(registrationReport(await registerCommands(createRest(discord), COMMANDS, scope)));
} catch (thrown) {
  fail(thrown);
}
