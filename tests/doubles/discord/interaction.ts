import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { type Clock, snowflake } from "./clock.js";
import type { Json } from "./json.js";
import type { Upload } from "./rules/message.js";

/** A message of the double, as Discord's API shows it, with the bytes of its files. */
export interface StoredMessage {
  readonly json: Json;
  readonly uploads: readonly Upload[];
}

const KINDS = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** One interaction from its creation to the last message that came of it. */
export class Interaction {
  readonly id = snowflake();
  readonly token = randomBytes(32).toString("base64url");
  readonly createdAt: number;
  /** Milliseconds from the event to the first accepted callback. */
  acknowledgedAfterMs: number | undefined;
  /** Callback type: 4 message, 5 deferred, 6 deferred update, 7 update, 8 choices, 9 modal. */
  callback: number | undefined;
  choices: readonly Json[] | undefined;
  modal: Json | undefined;
  /** Id of the first answer, or of the message that a component stands under. */
  original: string | undefined;
  /** True between a deferred callback and the message that resolves it. */
  loading = false;
  ephemeral = false;
  /** Ids of the messages that came of it, in order; a deleted one stays in the list. */
  readonly messages: string[] = [];
  readonly deleted = new Set<string>();
  /** Messages as they were sent, edits included. */
  readonly history: StoredMessage[] = [];
  private readonly events = new EventEmitter();

  constructor(
    readonly kind: keyof typeof KINDS,
    readonly channelId: string,
    readonly userId: string,
    readonly uploadLimit: number,
    private readonly clock: Clock,
    /** The message that the component or modal belongs to. */
    readonly source?: string,
  ) {
    this.createdAt = clock.now();
  }

  get type(): number {
    return KINDS[this.kind];
  }

  get age(): number {
    return this.clock.now() - this.createdAt;
  }

  changed(): void {
    this.events.emit("changed");
  }

  /** Resolves once the condition holds; fails after `ms`. */
  async until(condition: () => boolean, what: string, ms = 10_000): Promise<void> {
    const signal = AbortSignal.timeout(ms);
    while (!condition()) {
      try {
        await once(this.events, "changed", { signal });
      } catch {
        throw new Error(`Interaction ${this.kind} ${this.id}: no ${what} within ${ms} ms`);
      }
    }
  }
}
