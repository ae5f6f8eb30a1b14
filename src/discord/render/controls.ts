import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import { encodeAction } from "../../chat/action.js";
import type { LabelledAction, ReplyHit } from "../../chat/reply.js";
import { actionId, LIKE_MENU, VOTE_MENU, writeCustomId } from "../custom-id.js";
import { limit } from "../limits.js";
import { cut, plainLine } from "./escape.js";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
type PressStyle = ButtonStyle.Primary | ButtonStyle.Secondary;

/** At most two rows of buttons from one list: more would push the answer off a phone's screen. */
const ROWS = 2;

function optionText(text: string): string {
  return cut(plainLine(text), limit("selectOptionText"));
}

function likeOption(hit: ReplyHit): APISelectMenuOption {
  const told = optionText([hit.price ?? "", hit.detail].filter(Boolean).join(" · "));
  return {
    label: optionText(`${hit.number}. ${hit.title}`),
    value: encodeAction(hit.like),
    ...(told === "" ? {} : { description: told }),
  };
}

function variantOption({ number, title, variants }: ReplyHit): APISelectMenuOption[] {
  if (!variants) return [];
  const told = optionText(title);
  return [
    {
      label: optionText(`${number}. ${variants.label}`),
      value: encodeAction(variants.action),
      ...(told === "" ? {} : { description: told }),
    },
  ];
}

/** A menu in a row of its own: at most 25 options, each value once. */
export function menuRow(customId: string, placeholder: string, options: readonly APISelectMenuOption[]): Row {
  const byValue = new Map(options.map((option) => [option.value, option]));
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId,
        placeholder,
        options: [...byValue.values()].slice(0, limit("selectOptions")),
      },
    ],
  };
}

/** The menu "More like …" over these hits, with what was folded into them; no row without hits. */
export function likeMenu(hits: readonly ReplyHit[], owner: string | undefined): Row[] {
  const options = [...hits.map(likeOption), ...hits.flatMap(variantOption)];
  if (options.length === 0) return [];
  const customId = writeCustomId({ text: LIKE_MENU, ...(owner === undefined ? {} : { owner }) });
  return [menuRow(customId, "More like …", options)];
}

function voteOptions({ number, title, votes }: ReplyHit): APISelectMenuOption[] {
  if (!votes) return [];
  const up = votes.given === "up" ? `👍 ${number}. take back` : `👍 ${number}. ${title}`;
  return [
    { label: optionText(up), value: encodeAction(votes.up) },
    { label: optionText(`👎 ${number}. ${title}`), value: encodeAction(votes.down) },
  ];
}

/** The menu of votes on these hits; no row where none can be voted on. */
export function voteMenu(hits: readonly ReplyHit[], owner: string | undefined): Row[] {
  const options = hits.flatMap(voteOptions);
  if (options.length === 0) return [];
  const customId = writeCustomId({ text: VOTE_MENU, ...(owner === undefined ? {} : { owner }) });
  return [menuRow(customId, "👍 more of this, 👎 less of that …", options)];
}

/** Rows of buttons. An action that stands there twice is shown once: Discord refuses a second button of the same id. */
export function buttonRows(
  actions: readonly LabelledAction[],
  owner: string | undefined,
  style: (position: number) => PressStyle = () => ButtonStyle.Secondary,
): Row[] {
  const byId = new Map(actions.map((one) => [actionId(one.action, owner), one.label]));
  const buttons = [...byId].map(
    ([id, label], position): APIButtonComponent => ({
      type: ComponentType.Button,
      custom_id: id,
      label: cut(plainLine(label), limit("buttonLabel")) || "…",
      style: style(position),
    }),
  );
  const perRow = limit("rowButtons");
  const rows = Math.min(ROWS, Math.ceil(buttons.length / perRow));
  return Array.from({ length: rows }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * perRow, (row + 1) * perRow),
  }));
}
