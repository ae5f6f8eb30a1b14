import { type APIContainerComponent, type APIMediaGalleryItem, ComponentType } from "discord.js";
import type { Row } from "./controls.js";

type Part = APIContainerComponent["components"][number];

/** The stripe beside a message. */
export const COLOURS = { answer: 0x8a4f7d, help: 0x8a4f7d, error: 0xc0392b } as const;

export interface BoxParts {
  readonly colour: number;
  /** Markdown; an empty text is left out. */
  readonly above?: string;
  /** At most ten. */
  readonly pictures?: readonly APIMediaGalleryItem[];
  readonly below?: readonly string[];
  readonly rows?: readonly Row[];
}

function texts(contents: readonly string[]): Part[] {
  return contents
    .filter((content) => content !== "")
    .map((content) => ({ type: ComponentType.TextDisplay, content }));
}

/** The one frame of every message: text, pictures, text, buttons. Plain objects: the library's builders check each anew. */
export function box({
  colour,
  above = "",
  pictures = [],
  below = [],
  rows = [],
}: BoxParts): APIContainerComponent {
  const gallery: Part[] =
    pictures.length === 0 ? [] : [{ type: ComponentType.MediaGallery, items: [...pictures] }];
  const shown = [...texts([above]), ...gallery, ...texts(below)];
  const components = shown.length === 0 ? texts(["There is nothing to show."]) : shown;
  return { type: ComponentType.Container, accent_color: colour, components: [...components, ...rows] };
}
