import type { types } from "@slack/bolt";
import { z } from "zod";
import type { Command, TextOption } from "../../chat/command.js";
import { LIMITS } from "../../limits.js";
import { SLACK } from "../limits.js";
import { placeSchema } from "../place.js";
import { plain } from "../text.js";

export const PICTURE_MODAL = "picture";
export const REFINE_MODAL = "refine";

/** Ids of the fields, each a block and its one element. */
export const FIELD = {
  picture: { block: "picture", action: "file" },
  task: { block: "task", action: "choice" },
  words: { block: "words", action: "text" },
  labels: { block: "labels", action: "text" },
} as const;

/** What the picture modal remembers between opening and sending. */
const pictureMemorySchema = z.object({
  /** Absent where the modal asks for it. */
  command: z.string().optional(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  place: placeSchema,
});
export type PictureMemory = z.infer<typeof pictureMemorySchema>;

const refineMemorySchema = z.object({ action: z.string(), place: placeSchema });
export type RefineMemory = z.infer<typeof refineMemorySchema>;

function read<T>(schema: z.ZodType<T>, metadata: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}

export const readPictureMemory = (metadata: string) => read(pictureMemorySchema, metadata);
export const readRefineMemory = (metadata: string) => read(refineMemorySchema, metadata);

/** Options that are too long for Slack to keep are asked for again rather than lost in silence: the fields show them. */
function metadata(memory: PictureMemory | RefineMemory): string {
  const whole = JSON.stringify(memory);
  if (whole.length <= SLACK.privateMetadata.value) return whole;
  return JSON.stringify({ ...memory, options: {} });
}

/** Extensions that Slack lets people choose; HEIC comes to us as the JPEG that Slack makes of it. */
const FILE_TYPES = ["jpg", "jpeg", "png", "gif", "webp", "heic", "tiff", "bmp"];

function fileField(): types.InputBlock {
  return {
    type: "input",
    block_id: FIELD.picture.block,
    label: plain("Picture", SLACK.inputLabel.value),
    element: {
      type: "file_input",
      action_id: FIELD.picture.action,
      filetypes: FILE_TYPES,
      max_files: Math.min(LIMITS.picturesPerRequest, SLACK.inputFiles.value),
    },
  };
}

function taskField(commands: readonly Command[]): types.InputBlock {
  const options = commands.slice(0, SLACK.radioOptions.value).map(({ name, pictureAction, description }) => ({
    text: plain(pictureAction ?? description, SLACK.optionText.value),
    value: name,
  }));
  const [first] = options;
  return {
    type: "input",
    block_id: FIELD.task.block,
    label: plain("What shall I do with it?", SLACK.inputLabel.value),
    element: {
      type: "radio_buttons",
      action_id: FIELD.task.action,
      options,
      ...(first ? { initial_option: first } : {}),
    },
  };
}

interface Words {
  readonly field: { readonly block: string; readonly action: string };
  readonly label: string;
  readonly hint?: string;
  readonly placeholder: string;
  readonly value: string;
  readonly max: number;
  readonly optional: boolean;
}

function wordsField({ field, label, hint, placeholder, value, max, optional }: Words): types.InputBlock {
  const most = Math.min(max, SLACK.inputText.value);
  return {
    type: "input",
    block_id: field.block,
    optional,
    label: plain(label, SLACK.inputLabel.value),
    ...(hint === undefined ? {} : { hint: plain(hint, SLACK.inputHint.value) }),
    element: {
      type: "plain_text_input",
      action_id: field.action,
      max_length: most,
      placeholder: plain(placeholder, SLACK.placeholder.value),
      ...(value === "" ? {} : { initial_value: value.slice(0, most) }),
    },
  };
}

/** The option that takes a command's loose words. */
export function restOption(command: Command | undefined): TextOption | undefined {
  return command?.options.find(
    (option): option is TextOption => option.type === "text" && option.rest === true,
  );
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A file field, a field for labels, and words for those commands that take some. */
export function pictureModal(memory: PictureMemory, commands: readonly Command[]): types.ModalView {
  const tasks = commands.filter(({ needsPicture }) => needsPicture);
  const chosen = tasks.find(({ name }) => name === memory.command);
  const rests = (chosen ? [chosen] : tasks).map(restOption).filter((option) => option !== undefined);
  const words = rests.find(({ name }) => name !== "labels");
  return {
    type: "modal",
    callback_id: PICTURE_MODAL,
    private_metadata: metadata(memory),
    title: plain(chosen?.pictureAction ?? "Ask with a picture", SLACK.viewTitle.value),
    submit: plain("Go", SLACK.viewSubmit.value),
    close: plain("Cancel", SLACK.viewSubmit.value),
    blocks: [
      fileField(),
      ...(chosen ? [] : [taskField(tasks)]),
      ...(words
        ? [
            wordsField({
              field: FIELD.words,
              label: "In other words",
              hint: words.description,
              placeholder: "in red, max:80",
              value: text(memory.options[words.name]),
              max: words.maxLength ?? SLACK.inputText.value,
              optional: true,
            }),
          ]
        : []),
      wordsField({
        field: FIELD.labels,
        label: "Labels",
        hint: "Two or more to choose from, separated by commas. Without any I use the catalogue's.",
        placeholder: "coat, puma, galaxy",
        value: text(memory.options.labels),
        max: SLACK.inputText.value,
        optional: true,
      }),
    ],
  };
}

/** Words to add to an earlier question. */
export function refineModal(memory: RefineMemory): types.ModalView {
  return {
    type: "modal",
    callback_id: REFINE_MODAL,
    private_metadata: metadata(memory),
    title: plain("Refine", SLACK.viewTitle.value),
    submit: plain("Search", SLACK.viewSubmit.value),
    close: plain("Cancel", SLACK.viewSubmit.value),
    blocks: [
      wordsField({
        field: FIELD.words,
        label: "What should change?",
        hint: "Also: more formal, warmer, for kids, start over.",
        placeholder: "cheaper, in red, without stripes",
        value: "",
        max: LIMITS.queryCharacters,
        optional: false,
      }),
    ],
  };
}
