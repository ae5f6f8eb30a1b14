import type { FacetRole } from "../catalogue/catalogue.js";
import type { Picture } from "../images/picture.js";
import type { Filters } from "../search/query.js";
import type { Shop } from "../shop.js";
import type { Reply } from "./reply.js";
import type { Asker, OptionValues } from "./request.js";
import type { Sessions } from "./sessions.js";

interface OptionBase {
  /** Lower case, as typed: "colour" in `colour:red`. */
  readonly name: string;
  /** At most 100 characters, which is Discord's limit. */
  readonly description: string;
  /** Forms must have it. In a chat, a picture that came along stands in for missing words. */
  readonly required?: boolean;
  /** Other names that people type: "color". */
  readonly aliases?: readonly string[];
}

export type CommandOption =
  | (OptionBase & {
      readonly type: "text";
      readonly maxLength?: number;
      /** The words of a typed line that belong to no other option go here. At most one per command. */
      readonly rest?: boolean;
      /** Completed from the open catalogue's values of this facet. */
      readonly facet?: FacetRole;
      /** Takes labels; completed with the names of label sets: "@outerwear". */
      readonly labels?: boolean;
      /** Names another attribute and its value: "material=wool". */
      readonly attribute?: boolean;
      /** A picture's address. The chat loads it like an attached picture; the command finds it among its pictures. */
      readonly link?: boolean;
      /** The only values it takes, at most 25. */
      readonly choices?: readonly string[];
    })
  | (OptionBase & {
      readonly type: "integer" | "number";
      readonly min?: number;
      readonly max?: number;
      /** It bounds the price from this side. */
      readonly price?: "min" | "max";
    })
  | (OptionBase & { readonly type: "boolean" })
  | (OptionBase & { readonly type: "picture" });

export type TextOption = Extract<CommandOption, { type: "text" }>;

/** A request whose options were checked and whose pictures were loaded. */
export interface CommandRequest {
  readonly asker: Asker;
  readonly options: OptionValues;
  readonly pictures: readonly Picture[];
  /** How many more came along with a command that looks at one: they were not even loaded. */
  readonly picturesLeftOut: number;
  /** The facet and price options, in the catalogue's own spelling. */
  readonly filters: Filters;
  readonly signal: AbortSignal;
}

export interface CommandContext {
  readonly shop: Shop;
  readonly sessions: Sessions;
  readonly commands: readonly Command[];
}

/**
 * The one description of a command. It drives Discord's registration, the parsing of typed lines and their completion, Slack's
 * forms, the command line's filters and the help text.
 */
export interface Command {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CommandOption[];
  /** Examples for the help text, without the slash: "find red winter coat colour:red". */
  readonly examples: readonly string[];
  /** True: at least one picture must come along. */
  readonly needsPicture: boolean;
  /** True: of several pictures the first is looked at, and the others are not even loaded. */
  readonly onePicture?: boolean;
  /** True: the platform's "thinking" is shown at once and the answer comes later. */
  readonly slow: boolean;
  /** What the command is called where it is applied to a picture that somebody posted: "Find lookalikes". */
  readonly pictureAction?: string;
  run(request: CommandRequest, context: CommandContext): Promise<Reply>;
}
