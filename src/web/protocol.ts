import type { ErrorCode } from "../errors.js";

/**
 * What the page and its server say to each other, as JSON. Types only: the page's scripts are checked against them
 * and the browser never loads this file.
 */
export interface AboutMessage {
  readonly catalogue: string;
  readonly products: number;
  readonly model: string;
  /** Lines to try. */
  readonly examples: readonly string[];
  /** A few products for the shop window. */
  readonly window: readonly WindowProduct[];
  /** The value for a file input's `accept`. */
  readonly accept: string;
  readonly picturesPerRequest: number;
  readonly pictureBytes: number;
}

export interface WindowProduct {
  readonly id: string;
  readonly title: string;
  readonly alt: string;
  /** Path of the picture on this server. */
  readonly picture: string;
}

/** One line of the answer to a question: first "thinking", at last "reply". */
export type AnswerEvent =
  | { readonly type: "thinking"; readonly command: string }
  | { readonly type: "reply"; readonly reply: ReplyMessage };

export interface ReplyMessage {
  readonly kind: "answer" | "error" | "help";
  readonly code?: ErrorCode;
  /** The session behind the answer: what is typed next may go on from it. */
  readonly session?: string;
  readonly title?: string;
  readonly text?: string;
  readonly notice?: string;
  /** Filters, leanings and votes in force; pressing one removes it. */
  readonly chips: readonly ActionMessage[];
  readonly hits: readonly HitMessage[];
  readonly labels: readonly LabelGroupMessage[];
  readonly actions: readonly ActionMessage[];
}

export interface HitMessage {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly alt: string;
  readonly price?: string;
  readonly detail: string;
  /** What it matched, in a few words. */
  readonly why?: string;
  /** Near-identical products folded into this one: "+4 colours". */
  readonly variants?: ActionMessage;
  /** Only http and https addresses come through. */
  readonly url?: string;
  readonly picture: string;
  readonly score: number;
  readonly closeness?: string;
  /** The text that `POST /api/act` takes for "more like this". */
  readonly like: string;
  /** The same for votes; absent where hits are not ranked. */
  readonly votes?: { readonly up: string; readonly down: string; readonly given?: "up" };
}

export interface LabelGroupMessage {
  readonly name: string;
  readonly labels: readonly { readonly label: string; readonly probability: number }[];
}

export interface ActionMessage {
  readonly label: string;
  readonly action: string;
  /** True where the button asks for words first. */
  readonly asks: boolean;
}

/** A way to go on with what was typed, from `GET /api/complete`: replace `from`..`to` of the line by `insert`. */
export interface SuggestionMessage {
  readonly insert: string;
  readonly label: string;
  readonly hint?: string;
  readonly from: number;
  readonly to: number;
}
