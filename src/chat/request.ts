import type { PictureSource } from "../images/picture.js";

/** Who asks, and where: the keys of limits and sessions. */
export interface Asker {
  /** "discord", "slack", "web", "terminal". */
  readonly platform: string;
  readonly userId: string;
  /** Discord server or Slack workspace, if any. */
  readonly serverId?: string;
}

/** Values of a command's options by name, already of the option's type. Pictures travel apart. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** A command as an adapter hands it over. */
export interface Request {
  /** A command's name: "find". */
  readonly command: string;
  readonly asker: Asker;
  readonly options: OptionValues;
  readonly pictures: readonly PictureSource[];
  /** Aborted when the asker goes away or the process ends. */
  readonly signal: AbortSignal;
}

/** A press on a button, a choice of a menu, or the words of a "refine" form. */
export interface ActionRequest {
  /** The text that `encodeAction` made. */
  readonly action: string;
  readonly asker: Asker;
  /** What was typed, for `refine`. */
  readonly words?: string;
  readonly signal: AbortSignal;
}
