import type { types } from "@slack/bolt";
import { encodeAction } from "../../chat/action.js";
import type { LabelledAction, ReplyHit } from "../../chat/reply.js";
import { SLACK } from "../limits.js";
import { plain } from "../text.js";

/** How the ids of our buttons begin; behind it stand verb and number, so that ids in one block differ. */
export const BUTTON = "hb:";
export const SHARE = `${BUTTON}share`;

export function actionButton({ label, action }: LabelledAction, spoken = label): types.Button {
  return {
    type: "button",
    action_id: `${BUTTON}${action.verb}${action.number === undefined ? "" : `:${action.number}`}`,
    text: plain(label, SLACK.buttonText.value),
    value: encodeAction(action),
    ...(spoken === label ? {} : { accessibility_label: plain(spoken, SLACK.accessibilityLabel.value).text }),
  };
}

/** "👍 3"; a vote that was given already stands out, and is taken back by pressing it again. */
export function voteButton(
  { number }: Pick<ReplyHit, "number">,
  votes: NonNullable<ReplyHit["votes"]>,
  vote: "up" | "down",
): types.Button {
  const [sign, spoken] = vote === "up" ? ["👍", "More of this"] : ["👎", "Less of that"];
  const button = actionButton(
    { label: `${sign} ${number}`, action: votes[vote] },
    `${spoken}: number ${number}`,
  );
  return votes.given === vote ? { ...button, style: "primary" } : button;
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
