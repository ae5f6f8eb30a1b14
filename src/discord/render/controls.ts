import {
  ActionRowBuilder,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonBuilder,
  ButtonStyle,
  StringSelectMenuBuilder,
  type StringSelectMenuComponentData,
} from "discord.js";
import { encodeAction } from "../../chat/action.js";
import type { LabelledAction, ReplyHit } from "../../chat/reply.js";
import { actionId, LIKE_MENU, writeCustomId } from "../custom-id.js";
import { limit } from "../limits.js";
import { cut, plainLine } from "./escape.js";

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
type MenuOption = StringSelectMenuComponentData["options"][number] & { label: string; value: string };

/** At most two rows of buttons from one list: more would push the answer off a phone's screen. */
const ROWS = 2;

function optionText(text: string): string {
  return cut(plainLine(text), limit("selectOptionText"));
}

function likeOption(hit: ReplyHit): MenuOption {
  const told = [hit.price ?? "", hit.detail].filter(Boolean).join(" · ");
  return {
    label: optionText(`${hit.number}. ${hit.title}`),
    value: encodeAction(hit.like),
    ...(told === "" ? {} : { description: optionText(told) }),
  };
}

function variantOption({ number, title, variants }: ReplyHit): MenuOption[] {
  if (!variants) return [];
  return [
    {
      label: optionText(`${number}. ${variants.label}`),
      value: encodeAction(variants.action),
      description: optionText(title),
    },
  ];
}

/** The menu "More like …" over these hits, with what was folded into them. */
export function likeMenu(hits: readonly ReplyHit[], owner: string | undefined): Row[] {
  const options = [...hits.map(likeOption), ...hits.flatMap(variantOption)].slice(0, limit("selectOptions"));
  if (options.length === 0) return [];
  const menu = new StringSelectMenuBuilder()
    .setCustomId(writeCustomId({ text: LIKE_MENU, ...(owner === undefined ? {} : { owner }) }))
    .setPlaceholder("More like …")
    .addOptions(options);
  return [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu).toJSON()];
}

/** Rows of buttons. An action that stands there twice is shown once: Discord refuses a second button of the same id. */
export function buttonRows(
  actions: readonly LabelledAction[],
  owner: string | undefined,
  style: (position: number) => ButtonStyle = () => ButtonStyle.Secondary,
): Row[] {
  const byId = new Map(actions.map((one) => [actionId(one.action, owner), one.label]));
  const buttons = [...byId].map(([id, label], position) =>
    new ButtonBuilder()
      .setCustomId(id)
      .setLabel(cut(plainLine(label), limit("buttonLabel")) || "…")
      .setStyle(style(position)),
  );
  const perRow = limit("rowButtons");
  const rows = Math.min(ROWS, Math.ceil(buttons.length / perRow));
  return Array.from({ length: rows }, (_, row) =>
    new ActionRowBuilder<ButtonBuilder>()
      .addComponents(buttons.slice(row * perRow, (row + 1) * perRow))
      .toJSON(),
  );
}
