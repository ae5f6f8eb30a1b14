/** The formats we take, by content and never by name. BMP is turned into PNG on the way in. */
export type PictureFormat = "jpeg" | "png" | "webp" | "gif" | "avif" | "tiff";

/**
 * Encoded bytes that were sniffed, whose header was read, and whose size is within the limits.
 * Only `src/images` makes these; whoever holds one may decode it.
 */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  /** Pixels, after EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** A file name for people, if one was given; never trusted for anything else. */
  readonly name?: string;
}

/** Something that becomes a picture when asked: an upload, a link, a file. Adapters make these, `src/chat` loads them. */
export interface PictureSource {
  /** For people: a file name or a host. */
  readonly name: string;
  /** Fails with `not-a-picture`, `too-large`, `unreachable`, `forbidden-address`, `timeout` or `cancelled`. */
  load(signal: AbortSignal): Promise<Picture>;
}
