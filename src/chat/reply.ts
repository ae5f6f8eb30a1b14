import type { FacetRole, StoredPicture } from "../catalogue/catalogue.js";
import type { ErrorCode } from "../errors.js";
import type { LabelProbability } from "../labels/labeller.js";
import type { Closeness } from "../search/query.js";
import type { Action } from "./action.js";

/**
 * What to show; how is each adapter's business, within its platform's limits.
 * Every text here is plain: adapters escape it for their platform.
 */
export interface Reply {
  readonly kind: "answer" | "error" | "help";
  /** Only for `error`. */
  readonly code?: ErrorCode;
  /** The session behind the answer, where it can be gone on from: "cheaper" is said of it. */
  readonly session?: string;
  /** A heading of a few words: "Red winter coat". */
  readonly title?: string;
  /** One or more sentences; lines are separated by \n. */
  readonly text?: string;
  /** Something to know about the answer: "Nothing like that in this catalogue; the nearest are …". */
  readonly notice?: string;
  /** Filters, leanings and votes in force, to be shown as buttons that take them away: "colour: Red", "👍 2 · 👎 1". */
  readonly chips?: readonly LabelledAction[];
  readonly hits?: readonly ReplyHit[];
  readonly labels?: readonly LabelGroup[];
  /** Buttons below the answer, in order. "like" actions stand on the hits instead. */
  readonly actions?: readonly LabelledAction[];
  /** Whether only the asker should see it. */
  readonly private: boolean;
}

export interface LabelledAction {
  readonly label: string;
  readonly action: Action;
}

export interface ReplyHit {
  /** Its number in the conversation, from 1, going on over pages. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  /** For those who cannot see the picture: "Red wool coat for women". */
  readonly alt: string;
  /** "€129.00", if the catalogue has prices. */
  readonly price?: string;
  /** The most telling attributes, joined for people: "Jackets · Red · Women · Winter". */
  readonly detail: string;
  /** What it matched, in a few words: "red · jackets · “winter”". */
  readonly why?: string;
  /** Near-identical products folded into this one: "+4 colours", and the action that shows them. */
  readonly variants?: LabelledAction;
  readonly url?: string;
  /** A public address of the picture, if there is one; otherwise upload `picture()`. */
  readonly pictureUrl?: string;
  readonly score: number;
  readonly closeness?: Closeness;
  picture(): Promise<StoredPicture>;
  /** "More like this". */
  readonly like: Action;
  /** Votes, which rank the answer anew; what was voted already is taken back by the same vote. Absent where nothing is ranked. */
  readonly votes?: { readonly up: Action; readonly down: Action; readonly given?: "up" };
}

export interface LabelGroup {
  /** "What it is", "Colour", or "Your labels". */
  readonly name: string;
  readonly role?: FacetRole;
  /** Best first, at most five. */
  readonly labels: readonly LabelProbability[];
}
