import type { types } from "@slack/bolt";
import type { Chat } from "../../chat/chat.js";
import type { Command } from "../../chat/command.js";
import { HOUSE, SLACK } from "../limits.js";
import { slashName } from "../slash-names.js";
import { fit, inert, mrkdwn, plain } from "../text.js";
import { BUTTON, buttonRows } from "./buttons.js";

/** The search box's action, and the button's that opens the picture modal. */
export const SEARCH = `${BUTTON}search`;
export const BY_PICTURE = `${BUTTON}picture`;

const NAME = 100;

function aboutSection(chat: Chat): types.SectionBlock {
  const { catalogue, products, model } = chat.about();
  const size = products.toLocaleString("en");
  const lines = [
    "Ask me for clothes in words, or show me a picture: I know what it shows and which products look like it.",
    `*${fit(catalogue, NAME, inert)}*: ${size} ${products === 1 ? "product" : "products"} · model ${fit(model, NAME, inert)}`,
  ];
  return { type: "section", text: mrkdwn(lines.join("\n")) };
}

function searchBlocks(): types.KnownBlock[] {
  return [
    {
      type: "input",
      block_id: "search",
      dispatch_action: true,
      label: plain("What are you looking for?", SLACK.inputLabel.value),
      element: {
        type: "plain_text_input",
        action_id: SEARCH,
        placeholder: plain("red winter coat for:women max:80", SLACK.placeholder.value),
        max_length: 1000,
        dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
      },
    },
    ...buttonRows([
      {
        type: "button",
        action_id: BY_PICTURE,
        text: plain("Search with a picture", SLACK.buttonText.value),
        value: "open",
      },
    ]),
  ];
}

function commandLine(command: Command): string {
  const [example] = command.examples.slice(-1);
  const words = `\`${slashName(command.name)}\` ${inert(command.description)}`;
  const shown = example?.replace(new RegExp(`^${command.name}`), slashName(command.name));
  return shown === undefined ? words : `${words}\n      ${inert(shown)}`;
}

function helpBlocks(chat: Chat): types.KnownBlock[] {
  const lines = [
    ...chat.commands.map(commandLine),
    "Post a picture to me directly, or mention me beside one; on any message, the menu ⋮ has *Find lookalikes* and *Classify picture*.",
  ];
  return [
    { type: "header", text: plain("What I can do", SLACK.headerText.value) },
    { type: "section", text: mrkdwn(fit(lines.join("\n"), SLACK.sectionText.value)) },
  ];
}

/** Whether a page shows results that somebody who comes back to it may still want to see. */
export function hasFreshResults({
  private_metadata: shownAt,
}: Pick<types.HomeView, "private_metadata">): boolean {
  return shownAt !== undefined && Date.now() - Number(shownAt) < HOUSE.homeResultsMs;
}

/** How many blocks of results the page has room for. */
export function roomAtHome(chat: Chat): number {
  const divider = 1;
  return SLACK.viewBlocks.value - homeView(chat).blocks.length - divider;
}

/** The App Home: what the bot knows, a search box, results if there are any, and what it can do. */
export function homeView(chat: Chat, results: readonly types.KnownBlock[] = []): types.HomeView {
  const shown: types.KnownBlock[] = results.length === 0 ? [] : [{ type: "divider" }, ...results];
  return {
    type: "home",
    ...(shown.length === 0 ? {} : { private_metadata: String(Date.now()) }),
    blocks: [
      { type: "header", text: plain("Haberdasher", SLACK.headerText.value) },
      aboutSection(chat),
      ...searchBlocks(),
      ...shown,
      { type: "divider" },
      ...helpBlocks(chat),
    ],
  };
}
