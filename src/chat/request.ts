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

/**
 * Where turns follow each other: a direct message's channel, a thread, a channel. What somebody types next there may go on
 * from the last answer that they got there, also after a restart.
 */
export type PlaceName = string;

/** A command as an adapter hands it over. */
export interface Request {
  /** A command's name: "find". */
  readonly command: string;
  readonly asker: Asker;
  readonly options: OptionValues;
  readonly pictures: readonly PictureSource[];
  readonly place?: PlaceName;
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
  readonly place?: PlaceName;
  readonly signal: AbortSignal;
}

/** A typed line that may go on from an earlier answer: "cheaper", "like 3", "start over". */
export interface FollowUpRequest {
  readonly line: string;
  readonly asker: Asker;
  /** The session of the answer that is meant; otherwise the last one in `place`. */
  readonly session?: string;
  readonly place?: PlaceName;
  readonly signal: AbortSignal;
}
