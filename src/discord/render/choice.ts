import {
  ActionRowBuilder,
  ContainerBuilder,
  MediaGalleryBuilder,
  MediaGalleryItemBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
} from "discord.js";
import { limit } from "../limits.js";
import type { PictureLink } from "../pictures/message-pictures.js";
import { cut, plainLine } from "./escape.js";
import type { Outgoing } from "./outgoing.js";

const COLOUR = 0x8a4f7d;

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
  const box = new ContainerBuilder()
    .setAccentColor(COLOUR)
    .addTextDisplayComponents(new TextDisplayBuilder().setContent("Which of these pictures do you mean?"));
  if (withGallery) {
    const items = shown.map((picture, position) =>
      new MediaGalleryItemBuilder()
        .setURL(picture.url)
        .setDescription(cut(title(picture, position), limit("alt"))),
    );
    box.addMediaGalleryComponents(new MediaGalleryBuilder().addItems(items));
  }
  const menu = new StringSelectMenuBuilder()
    .setCustomId(customId)
    .setPlaceholder("Choose a picture")
    .addOptions(
      shown.map((picture, position) => ({
        label: cut(title(picture, position), limit("selectOptionText")),
        value: String(position),
      })),
    );
  box.addActionRowComponents(new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu).toJSON());
  return { components: [box.toJSON()], files: [] };
}
