import { isObject, type Json, number, objects, text } from "../json.js";
import { refuse } from "../refusal.js";
import { checkComponents } from "./components.js";

/** https://discord.com/developers/docs/resources/message#message-object-message-flags */
export const FLAGS = { ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 } as const;

export interface Upload {
  /** The n of `files[n]`. */
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A message's body and files, as they were sent. */
export interface Sent {
  readonly body: Json;
  readonly uploads: readonly Upload[];
}

const LEGACY = ["content", "embeds", "poll", "sticker_ids"] as const;
const FILES = 10;
const DESCRIPTION = 1024;

function isFilled(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)
  );
}

/** The files that a message has afterwards: those it keeps, named by their id, and those that came along. */
function checkAttachments({ body, uploads }: Sent, kept: readonly Json[]): Json[] {
  if (uploads.length > FILES) {
    throw refuse.form("files", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
  }
  const named = body.attachments === undefined ? undefined : objects(body.attachments);
  for (const [index, attachment] of (named ?? []).entries()) {
    const id = String(attachment.id);
    if (!uploads.some((upload) => upload.id === id) && !kept.some((one) => one.id === id)) {
      throw refuse.form(`attachments.${index}.id`, "ATTACHMENT_NOT_FOUND", `Attachment ${id} not found`);
    }
    if (text(attachment.description).length > DESCRIPTION) {
      throw refuse.form(`attachments.${index}.description`, "BASE_TYPE_MAX_LENGTH", "Must be 1024 or fewer.");
    }
  }
  const stays = named ? kept.filter((one) => named.some(({ id }) => String(id) === one.id)) : [...kept];
  const added = uploads.map((upload) => {
    const about = named?.find(({ id }) => String(id) === upload.id);
    return {
      id: `upload-${upload.id}`,
      filename: text(about?.filename) || upload.filename,
      description: text(about?.description),
      content_type: upload.contentType,
      size: upload.bytes.byteLength,
    };
  });
  return [...stays, ...added];
}

/** What a message is after it was sent or edited, or a refusal. `before` is the message that is edited. */
export function checkMessage(sent: Sent, uploadLimit: number, before?: Json): Json {
  const { body, uploads } = sent;
  if (uploads.some(({ bytes }) => bytes.byteLength > uploadLimit)) throw refuse.tooLarge();
  const wasV2 = before !== undefined && (number(before.flags) & FLAGS.componentsV2) !== 0;
  const asked = typeof body.flags === "number" ? body.flags : undefined;
  if (wasV2 && asked !== undefined && (asked & FLAGS.componentsV2) === 0) {
    throw refuse.form("flags", "MESSAGE_FLAGS_CANNOT_REMOVE", "IS_COMPONENTS_V2 cannot be removed.");
  }
  const isV2 = wasV2 || ((asked ?? 0) & FLAGS.componentsV2) !== 0;
  if (isV2) {
    for (const field of LEGACY) {
      if (isFilled(body[field])) {
        const code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2";
        throw refuse.form(field, code, `The '${field}' field cannot be used with IS_COMPONENTS_V2.`);
      }
    }
  }
  const attachments = checkAttachments(sent, objects(before?.attachments));
  const components = body.components === undefined ? objects(before?.components) : objects(body.components);
  checkComponents(
    components,
    isV2,
    attachments.map(({ filename }) => text(filename)),
  );
  if (isV2 && components.length === 0) throw refuse.emptyMessage();
  if (!isV2 && !isFilled(body.content) && !isFilled(body.embeds) && attachments.length === 0 && !before) {
    throw refuse.emptyMessage();
  }
  return {
    content: text(body.content),
    embeds: objects(body.embeds),
    components,
    attachments,
    flags: isV2 ? FLAGS.componentsV2 : 0,
    ...(isObject(body.allowed_mentions) ? { sent_allowed_mentions: body.allowed_mentions } : {}),
  };
}
