export interface AdapterStatus {
  readonly state: "starting" | "up" | "down" | "stopped";
  /** For people: "logged in as Haberdasher#1234", "invalid token; trying again in 30 s". Never a secret. */
  readonly detail: string;
}

/** A platform that is connected to the chat. Losing one never stops another. */
export interface Adapter {
  /** "discord", "slack", "web". */
  readonly name: string;
  /** Resolves once it is up, or has failed for the first time and goes on trying by itself. Never rejects. */
  start(): Promise<void>;
  /** Takes nothing new, finishes what is in flight until the signal aborts, then closes. */
  stop(signal: AbortSignal): Promise<void>;
  status(): AdapterStatus;
}
