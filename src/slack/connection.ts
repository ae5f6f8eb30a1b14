/** Why another connection is needed. */
export interface Loss {
  readonly reason: string;
  /** Slack announced it; this one still works for a while. */
  readonly planned: boolean;
}

/** A way by which Slack reaches us. */
export interface Connection {
  /** Resolves once another is needed. Until it is closed it may still deliver something. */
  readonly lost: Promise<Loss>;
  /** Takes nothing new. Never rejects. */
  close(): Promise<void>;
}
