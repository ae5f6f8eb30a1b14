import type { webApi } from "@slack/bolt";
import { z } from "zod";
import { type ErrorCode, HaberdasherError } from "../errors.js";
import { downloadPicture } from "../images/download.js";
import type { Picture, PictureSource } from "../images/picture.js";
import { sourceFromUrl } from "../images/sources.js";
import { LIMITS } from "../limits.js";
import type { OwnHosts } from "./own-hosts.js";
import { slackErrorWord } from "./slack-error.js";

/** A file as events, views and `files.info` show it. https://docs.slack.dev/reference/objects/file-object */
const slackFileSchema = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  mode: z.string().nullish(),
  file_access: z.string().nullish(),
  size: z.number().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
  thumb_1024: z.string().nullish(),
  thumb_960: z.string().nullish(),
  thumb_800: z.string().nullish(),
  thumb_720: z.string().nullish(),
  thumb_480: z.string().nullish(),
});
export type SlackFile = z.infer<typeof slackFileSchema>;

/** Files of a payload; entries that are none are left out. */
export const slackFilesSchema = z
  .array(z.unknown())
  .nullish()
  .transform((files) =>
    (files ?? []).flatMap((file) => {
      const parsed = slackFileSchema.safeParse(file);
      return parsed.success ? [parsed.data] : [];
    }),
  );

/** Slack Connect shows files of others by their id alone. https://docs.slack.dev/apis/slack-connect */
function needsInfo(file: SlackFile): boolean {
  return file.file_access === "check_file_info" || file.mode === "file_access" || !file.url_private;
}

function isPicture({ mimetype }: SlackFile): boolean {
  return (mimetype ?? "").startsWith("image/");
}

/** Whether it is worth looking at unasked: pictures, and files of which nothing is known yet. */
export function mayBePicture(file: SlackFile): boolean {
  if (file.mode === "tombstone" || file.mode === "hidden_by_limit") return false;
  return needsInfo(file) || isPicture(file);
}

const DELETED = "That file was deleted; please post the picture again.";
const HIDDEN =
  "Slack hides that file: it is older than this workspace's plan shows. Please post the picture again.";
const REFUSALS: Readonly<Record<string, string>> = {
  file_deleted: DELETED,
  file_not_found:
    "Slack does not let me open that file; invite me to its channel, or send me the picture in a direct message.",
  access_denied:
    "Slack does not let me open that file; invite me to its channel, or send me the picture in a direct message.",
};

export interface FileAccess {
  readonly client: webApi.WebClient;
  readonly token: string;
  readonly hosts: OwnHosts;
}

async function fileInfo({ client }: FileAccess, id: string): Promise<SlackFile> {
  try {
    const { file } = await client.files.info({ file: id });
    return slackFileSchema.parse(file);
  } catch (thrown) {
    const sentence =
      REFUSALS[slackErrorWord(thrown) ?? ""] ?? "Slack did not give me that file; please try again.";
    throw new HaberdasherError("unreachable", sentence, { cause: thrown });
  }
}

/** Asks about files of which nothing is known yet, and leaves out those that are no pictures. */
export async function knownPictures(files: readonly SlackFile[], access: FileAccess): Promise<SlackFile[]> {
  const known = await Promise.all(
    files.map(async (file) => {
      if (!needsInfo(file)) return file;
      // What Slack keeps from us is told when the file is opened.
      const info = await fileInfo(access, file.id).catch(() => undefined);
      return info === undefined || isPicture(info) ? (info ?? file) : undefined;
    }),
  );
  return known.filter((file) => file !== undefined);
}

/** The largest picture that Slack made of a file; it makes none that is larger than the file. */
function thumbnailOf(file: SlackFile): string | undefined {
  return file.thumb_1024 || file.thumb_960 || file.thumb_800 || file.thumb_720 || file.thumb_480 || undefined;
}

/** Formats that we do not read, or files that are too large, come as the JPEG or PNG that Slack made of them. */
function addressOf(file: SlackFile): string | undefined {
  const awkward = /^image\/hei[cf]/.test(file.mimetype ?? "") || (file.size ?? 0) > LIMITS.pictureBytes;
  const thumbnail = awkward ? thumbnailOf(file) : undefined;
  return thumbnail || file.url_private_download || file.url_private || undefined;
}

async function download(file: SlackFile, access: FileAccess, signal: AbortSignal): Promise<Picture> {
  const address = addressOf(file);
  if (address === undefined)
    throw new HaberdasherError("unreachable", "Slack did not give me that file; please try again.");
  return downloadPicture(address, {
    signal,
    ...(file.name ? { name: file.name } : {}),
    trustedOrigins: access.hosts.trustedOrigins,
    // Asked anew for every redirect: external files may live anywhere, and the token must not.
    headersFor: (url) => (access.hosts.owns(url) ? { authorization: `Bearer ${access.token}` } : {}),
  });
}

/** Failures that a file deleted in between explains. */
const PUZZLING: ReadonlySet<ErrorCode> = new Set(["not-found", "unreachable", "not-a-picture"]);

/** Says why an uploaded file could not be read, if Slack knows: it may have been deleted in between. */
async function explained(file: SlackFile, access: FileAccess, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof HaberdasherError && PUZZLING.has(thrown.code))) return thrown;
  try {
    await fileInfo(access, file.id);
    return thrown;
  } catch (why) {
    return why;
  }
}

/** A file that somebody uploaded to Slack. */
export function uploadedPicture(file: SlackFile, access: FileAccess): PictureSource {
  return {
    name: file.name ?? "picture",
    async load(signal) {
      if (file.mode === "tombstone") throw new HaberdasherError("not-found", DELETED);
      if (file.mode === "hidden_by_limit") throw new HaberdasherError("not-found", HIDDEN);
      const known = needsInfo(file) ? await fileInfo(access, file.id) : file;
      try {
        return await download(known, access, signal);
      } catch (thrown) {
        throw await explained(known, access, thrown);
      }
    },
  };
}

/** A link that somebody typed: fetched like a stranger's, without any token, wherever it points. */
export function linkedPicture(url: string, hosts: OwnHosts): PictureSource {
  return sourceFromUrl(url, { trustedOrigins: hosts.trustedOrigins });
}
