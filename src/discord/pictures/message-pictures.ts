import { z } from "zod";

/** Where a picture of a message can be fetched. */
export interface PictureLink {
  readonly url: string;
  /** Discord's own copy, which outlives the original. */
  readonly proxyUrl?: string;
  /** The page of which Discord shows this picture. */
  readonly page?: string;
  /** A file name or host, for people. */
  readonly name: string;
  /** Bytes, as Discord says. */
  readonly size?: number;
  /** Whoever posted it hid it until somebody wants to see it. */
  readonly spoiler?: true;
}

const media = z.object({
  url: z.string(),
  proxy_url: z.string().nullish(),
  content_type: z.string().nullish().catch(undefined),
});
const attachment = media.extend({
  filename: z.string().catch("picture"),
  size: z.number().nullish().catch(undefined),
  flags: z.number().nullish().catch(undefined),
});
const galleryItem = z.object({ media, spoiler: z.boolean().nullish().catch(undefined) });
const embed = z.object({
  url: z.string().nullish().catch(undefined),
  image: media.nullish().catch(undefined),
  thumbnail: media.nullish().catch(undefined),
});
/** A component of any type: what it holds, and the pictures that it may be or have. */
const component: z.ZodType<LooseComponent> = z.lazy(() =>
  z.object({
    components: listOf(component),
    accessory: component.nullish().catch(undefined),
    media: media.nullish().catch(undefined),
    items: listOf(galleryItem),
  }),
);
const content = z.object({
  attachments: listOf(attachment),
  embeds: listOf(embed),
  components: listOf(z.lazy(() => component)),
});

interface LooseComponent {
  readonly components: readonly LooseComponent[];
  readonly accessory?: LooseComponent | null | undefined;
  readonly media?: z.infer<typeof media> | null | undefined;
  readonly items: readonly z.infer<typeof galleryItem>[];
}

/** A list of which only the readable items are kept. */
function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((one) => {
        const parsed = item.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const author = z.object({ id: z.string(), bot: z.boolean().nullish().catch(undefined) });
const reference = z.object({ message_id: z.string(), channel_id: z.string().nullish() });

/** As much of a message as pictures are looked for in; anything unreadable counts as absent. */
export const messageSchema = content.extend({
  id: z.string().catch(""),
  channel_id: z.string().catch(""),
  author: author.nullish().catch(undefined),
  flags: z.number().nullish().catch(undefined),
  message_reference: reference.nullish().catch(undefined),
  referenced_message: z.unknown().optional(),
  message_snapshots: listOf(z.object({ message: content })),
});

export type LooseMessage = z.infer<typeof messageSchema>;

function hostName(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "picture";
}

function linkOf(one: z.infer<typeof media>): PictureLink[] {
  const { url, proxy_url } = one;
  if (!/^https?:\/\//i.test(url) || !mayBePicture(one)) return [];
  return [{ url, name: hostName(url), ...(proxy_url ? { proxyUrl: proxy_url } : {}) }];
}

/** Films, sounds and documents are left alone; what has no type is looked at. */
function mayBePicture({ content_type }: z.infer<typeof media>): boolean {
  return !content_type || /^(image\/|application\/octet-stream)/i.test(content_type);
}

/** https://discord.com/developers/docs/resources/message#attachment-object-attachment-flags */
const IS_SPOILER = 1 << 3;

function attachmentLink(one: z.infer<typeof attachment>): PictureLink {
  const { url, proxy_url, filename, size, flags } = one;
  const hidden = filename.startsWith("SPOILER_") || ((flags ?? 0) & IS_SPOILER) !== 0;
  return {
    url,
    name: filename,
    ...(proxy_url ? { proxyUrl: proxy_url } : {}),
    ...(size === null || size === undefined ? {} : { size }),
    ...(hidden ? { spoiler: true } : {}),
  };
}

function componentLinks({ components, accessory, media, items }: LooseComponent): PictureLink[] {
  return [
    ...(media ? linkOf(media) : []),
    ...items.flatMap((item) =>
      linkOf(item.media).map((link) => (item.spoiler ? { ...link, spoiler: true as const } : link)),
    ),
    ...components.flatMap(componentLinks),
    ...(accessory ? componentLinks(accessory) : []),
  ];
}

function embedLinks({ url, image, thumbnail }: z.infer<typeof embed>): PictureLink[] {
  const shown = [image, thumbnail].flatMap((one) => (one ? linkOf(one) : []));
  return url ? shown.map((link) => ({ ...link, page: url })) : shown;
}

function contentLinks({ attachments, embeds, components }: z.infer<typeof content>): PictureLink[] {
  const uploaded = attachments.filter(mayBePicture).map(attachmentLink);
  if (uploaded.length > 0 && components.length === 0) return uploaded;
  const shown = [...components.flatMap(componentLinks), ...embeds.flatMap(embedLinks)];
  return shown.length > 0 ? shown : uploaded;
}

/** What is attached that is no picture: films, voice messages, documents. */
export function otherFiles({ attachments }: LooseMessage): string[] {
  return attachments.filter((one) => !mayBePicture(one)).map(({ filename }) => filename);
}

/** Each picture once, in the order in which the message shows them. */
function distinct(links: readonly PictureLink[]): PictureLink[] {
  return [...new Map(links.map((link) => [link.url, link])).values()];
}

/**
 * The pictures of a message: its attachments, else what its embeds and components show, else those of a message that
 * it forwards. Empty where there are none, or none that Discord lets this application see.
 */
export function picturesIn(message: LooseMessage): PictureLink[] {
  const own = contentLinks(message);
  return distinct(
    own.length > 0 ? own : message.message_snapshots.flatMap(({ message: one }) => contentLinks(one)),
  );
}
