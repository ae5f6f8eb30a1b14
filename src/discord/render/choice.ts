import { limit } from "../limits.js";
import type { PictureLink } from "../pictures/message-pictures.js";
import { box, COLOURS } from "./box.js";
import { menuRow } from "./controls.js";
import { cut, plainLine } from "./escape.js";
import type { Outgoing } from "./outgoing.js";

function title(picture: PictureLink, position: number): string {
  return `Picture ${position + 1}: ${plainLine(picture.name) || "no name"}`;
}

/** Asks which of several pictures is meant: at most ten, as many as a gallery shows. */
export function renderChoice(
  pictures: readonly PictureLink[],
  customId: string,
  withGallery: boolean,
): Outgoing {
  const shown = pictures.slice(0, limit("galleryItems"));
  const gallery = shown.map((picture, position) => ({
    media: { url: picture.url },
    description: cut(title(picture, position), limit("alt")),
    ...(picture.spoiler ? { spoiler: true } : {}),
  }));
  const options = shown.map((picture, position) => ({
    label: cut(title(picture, position), limit("selectOptionText")),
    value: String(position),
  }));
  const message = box({
    colour: COLOURS.answer,
    above: "Which of these pictures do you mean?",
    pictures: withGallery ? gallery : [],
    rows: [menuRow(customId, "Choose a picture", options)],
  });
  return { components: [message], files: [] };
}
