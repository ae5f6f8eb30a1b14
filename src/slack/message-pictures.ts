import { z } from "zod";
import { mayBePicture, type SlackFile, slackFilesSchema } from "./files.js";
import { linksIn } from "./text.js";

const address = z.string().nullish();

const imageBlock = z.object({ type: z.literal("image"), image_url: z.string() });
const attachment = z.object({
  image_url: address,
  thumb_url: address,
  files: slackFilesSchema,
  blocks: z.array(z.unknown()).nullish(),
});
const messageSchema = z.object({
  text: z.string().nullish(),
  files: slackFilesSchema,
  blocks: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
});

function blockImages(blocks: readonly unknown[] | null | undefined): string[] {
  return (blocks ?? []).flatMap((block) => {
    const { data } = imageBlock.safeParse(block);
    return data ? [data.image_url] : [];
  });
}

function attachmentsOf({ attachments }: z.infer<typeof messageSchema>): z.infer<typeof attachment>[] {
  return (attachments ?? []).flatMap((item) => {
    const parsed = attachment.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The files of a message, or of those that it forwards: these stand in its attachments. */
export function filesOfMessage(message: unknown): SlackFile[] {
  const { data } = messageSchema.safeParse(message);
  if (!data || data.files.length > 0) return data?.files ?? [];
  return attachmentsOf(data).flatMap(({ files }) => files);
}

/** The pictures of a message: its files, else what its attachments and previews show, else the links in its text. */
export function picturesOfMessage(message: unknown): { files: SlackFile[]; links: string[] } {
  const { data } = messageSchema.safeParse(message);
  if (!data) return { files: [], links: [] };
  const attachments = attachmentsOf(data);
  const files = [...data.files, ...attachments.flatMap((item) => item.files)].filter(mayBePicture);
  if (files.length > 0) return { files, links: [] };
  const shown = [
    ...blockImages(data.blocks),
    ...attachments.flatMap((item) =>
      [item.image_url ?? item.thumb_url ?? [], blockImages(item.blocks)].flat(),
    ),
  ];
  const links = shown.length > 0 ? shown : linksIn(data.text ?? "");
  return { files: [], links: [...new Set(links)] };
}
