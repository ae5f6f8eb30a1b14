import type { types } from "@slack/bolt";
import { encodeAction } from "../../chat/action.js";
import type { LabelledAction } from "../../chat/reply.js";
import { SLACK } from "../limits.js";
import { plain } from "../text.js";

/** How the ids of our buttons begin; behind it stand verb and number, so that ids in one block differ. */
export const BUTTON = "hb:";
export const SHARE = `${BUTTON}share`;
/** A button that only opens an address: Slack sends its press all the same. */
export const OPEN = `${BUTTON}open`;

export function actionButton({ label, action }: LabelledAction, spoken = label): types.Button {
  return {
    type: "button",
    action_id: `${BUTTON}${action.verb}${action.number === undefined ? "" : `:${action.number}`}`,
    text: plain(label, SLACK.buttonText.value),
    value: encodeAction(action),
    ...(spoken === label ? {} : { accessibility_label: plain(spoken, SLACK.accessibilityLabel.value).text }),
  };
}

/** @param value what the press brings back: the question to be asked again, in public */
export function shareButton(value: string): types.Button {
  return {
    type: "button",
    action_id: SHARE,
    text: plain("Share with everyone here", SLACK.buttonText.value),
    value,
    style: "primary",
  };
}

/** Rows of at most 25 buttons; none for no buttons. */
export function buttonRows(buttons: readonly types.Button[]): types.ActionsBlock[] {
  const size = SLACK.actionsElements.value;
  return Array.from({ length: Math.ceil(buttons.length / size) }, (_, row) => ({
    type: "actions",
    elements: buttons.slice(row * size, (row + 1) * size),
  }));
}
