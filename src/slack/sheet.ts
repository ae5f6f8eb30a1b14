import type { webApi } from "@slack/bolt";
import type { ReplyHit } from "../chat/reply.js";
import { contactSheet } from "../images/contact-sheet.js";
import { pause } from "./pause.js";
import { sheetAlt } from "./render/hits.js";
import { mayNotWrite, slackErrorWord } from "./slack-error.js";
import { UNANSWERED } from "./slack-fetch.js";

/** A contact sheet that was uploaded. */
interface Upload {
  readonly id: string;
}

/** Milliseconds between looks at a file that Slack is still working on. */
const LOOKS = [0, 250, 500, 1000, 2000];

interface Job {
  readonly hits: readonly ReplyHit[];
  /** "Pictures 1 to 6". */
  readonly title: string;
}

function jobOf(hits: readonly ReplyHit[]): Job {
  const first = hits[0]?.number ?? 1;
  const last = hits.at(-1)?.number ?? first;
  return { hits, title: first === last ? `Picture ${first}` : `Pictures ${first} to ${last}` };
}

async function draw({ hits, title }: Job) {
  const file = await contactSheet(hits);
  return {
    file,
    title,
    filename: `${title.toLowerCase().replaceAll(" ", "-")}.jpg`,
    alt_text: sheetAlt(hits).slice(0, 1000),
  };
}

/** Uploads one sheet per answer into a thread or channel, in one message. False where the bot may not write. */
export async function postSheets(
  client: webApi.WebClient,
  where: { readonly channel: string; readonly threadTs?: string | undefined },
  answers: readonly (readonly ReplyHit[])[],
): Promise<boolean> {
  const uploads = { file_uploads: await Promise.all(answers.map((hits) => draw(jobOf(hits)))) };
  const { channel, threadTs } = where;
  try {
    if (threadTs === undefined) await client.filesUploadV2({ channel_id: channel, ...uploads });
    else await client.filesUploadV2({ channel_id: channel, thread_ts: threadTs, ...uploads });
    return true;
  } catch (thrown) {
    if (mayNotWrite(thrown)) return false;
    if (slackErrorWord(thrown) === UNANSWERED) return true;
    throw thrown;
  }
}

/**
 * Uploads a sheet that is shared nowhere and may then be named in blocks (`slack_file`), also in messages that only
 * one person sees. Slack takes a moment until a file may be named: its media type is empty until then.
 * https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
 */
export async function uploadSheet(
  client: webApi.WebClient,
  hits: readonly ReplyHit[],
  signal: AbortSignal,
): Promise<Upload> {
  const { files } = await client.filesUploadV2({ ...(await draw(jobOf(hits))) });
  const id = files[0]?.files?.[0]?.id;
  if (id === undefined) throw new Error("Slack named no file after an upload");
  for (const ms of LOOKS) {
    await pause(ms, signal);
    const { file } = await client.files.info({ file: id });
    if (file?.mimetype) break;
  }
  return { id };
}
