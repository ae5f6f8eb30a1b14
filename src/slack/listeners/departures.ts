import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { Bot } from "../bot.js";

type Args = SlackEventMiddlewareArgs<"app_uninstalled" | "tokens_revoked"> & AllMiddlewareArgs;

/** A workspace removed the app: its token is worth nothing any more and is not kept. */
export async function forget(bot: Bot, { context }: Args): Promise<void> {
  await bot.installations?.deleteInstallation({
    teamId: context.teamId,
    enterpriseId: context.enterpriseId,
    isEnterpriseInstall: context.isEnterpriseInstall,
  });
  bot.log.info({ team: context.teamId ?? context.enterpriseId }, "A workspace removed the Slack app");
}
