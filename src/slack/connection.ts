/** A way by which Slack reaches us. */
export interface Connection {
  /** Resolves, with why, once it no longer works. */
  readonly lost: Promise<string>;
  /** Takes nothing new. Never rejects. */
  close(): Promise<void>;
}
