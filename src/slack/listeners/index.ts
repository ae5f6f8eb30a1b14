import type { App, ViewSubmitAction } from "@slack/bolt";
import type { Bot } from "../bot.js";
import { PICTURE_MODAL, REFINE_MODAL } from "../render/modals.js";
import { slashName } from "../slash-names.js";
import { acknowledge } from "./acknowledge.js";
import { answerPress } from "./buttons.js";
import { answerCommand, answerUnknownCommand } from "./commands.js";
import { forget } from "./departures.js";
import { showHome } from "./home.js";
import { onceOnly } from "./once-only.js";
import { answerPost } from "./posts.js";
import { answerMessageShortcut, GLOBAL_SHORTCUT, openFromAnywhere } from "./shortcuts.js";
import { answerPictureModal, answerRefineModal } from "./views.js";

/** Others were opened by an older version of us, or by nobody: they are acknowledged, so that Slack lets go of them. */
const OUR_MODALS: readonly string[] = [PICTURE_MODAL, REFINE_MODAL];

/** Connects everything that Slack tells us with what answers it. */
export function listen(app: App, bot: Bot): void {
  app.use((args) => onceOnly(bot, args));
  app.event("message", (args) => answerPost(bot, args));
  app.event("app_mention", (args) => answerPost(bot, args));
  app.event("app_home_opened", (args) => showHome(bot, args));
  if (bot.installations) {
    app.event("app_uninstalled", (args) => forget(bot, args));
    app.event("tokens_revoked", (args) => forget(bot, args));
  }
  for (const { name, pictureAction } of bot.chat.commands) {
    app.command(slashName(name), (args) => answerCommand(bot, args));
    if (pictureAction !== undefined) {
      app.shortcut({ type: "message_action", callback_id: name }, (args) => answerMessageShortcut(bot, args));
    }
  }
  app.command(/^\//, (args) => answerUnknownCommand(bot, args));
  app.shortcut({ type: "shortcut", callback_id: GLOBAL_SHORTCUT }, (args) => openFromAnywhere(bot, args));
  app.view<ViewSubmitAction>({ type: "view_submission", callback_id: PICTURE_MODAL }, (args) =>
    answerPictureModal(bot, args),
  );
  app.view<ViewSubmitAction>({ type: "view_submission", callback_id: REFINE_MODAL }, (args) =>
    answerRefineModal(bot, args),
  );
  app.view({ type: "view_submission" }, async ({ ack, view }) => {
    if (!OUR_MODALS.includes(view.callback_id)) await acknowledge(bot, () => ack());
  });
  app.action({ type: "block_actions" }, (args) => answerPress(bot, args));
}
