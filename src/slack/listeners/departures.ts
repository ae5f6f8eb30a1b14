import type { AllMiddlewareArgs, InstallationQuery, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { Bot } from "../bot.js";

type Args = SlackEventMiddlewareArgs<"app_uninstalled" | "tokens_revoked"> & AllMiddlewareArgs;
type Query = InstallationQuery<boolean>;

/** Whether the token that is kept is good all the same. */
async function isInstalledAnew({ installations }: Bot, { client }: Args, query: Query): Promise<boolean> {
  try {
    const kept = await installations?.fetchInstallation(query);
    return (await client.auth.test({ token: kept?.bot?.token ?? "" })).ok;
  } catch {
    return false;
  }
}

/**
 * A workspace removed the app: its token is worth nothing any more and is not kept. Slack tells it up to minutes late,
 * and again where nobody listened, when the app may be back with another token.
 */
export async function forget(bot: Bot, args: Args): Promise<void> {
  const { teamId, enterpriseId, isEnterpriseInstall } = args.context;
  const query = { teamId, enterpriseId, isEnterpriseInstall };
  if (await isInstalledAnew(bot, args, query)) return;
  await bot.installations?.deleteInstallation(query);
  bot.log.info({ team: teamId ?? enterpriseId }, "A workspace removed the Slack app");
}
