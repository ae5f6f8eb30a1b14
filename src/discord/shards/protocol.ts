import { z } from "zod";

/**
 * What a shard's process and the process that looks after it say to each other, beside discord.js's own messages. Either
 * side asks; the other answers with the same `id`.
 */
const asked = z.object({ haberdasher: z.literal("asked"), id: z.number(), what: z.string() });
const answered = z.object({
  haberdasher: z.literal("answered"),
  id: z.number(),
  answer: z.unknown().optional(),
});
export const messageSchema = z.discriminatedUnion("haberdasher", [asked, answered]);
export type ShardMessage = z.infer<typeof messageSchema>;

export const adapterStatusSchema = z.object({
  state: z.enum(["starting", "up", "down", "stopped"]),
  detail: z.string(),
});

/** What a shard says of itself. */
export const shardReportSchema = z.object({
  status: adapterStatusSchema,
  /** Its figures, as prom-client's registry writes them. */
  metrics: z.array(z.unknown()),
});
export type ShardReport = z.infer<typeof shardReportSchema>;

/** One shard as whoever looks after it sees it. */
export const shardSeenSchema = z.object({
  shard: z.number(),
  /** How often its process was started anew. */
  restarts: z.number(),
  /** Absent where its process does not run or does not answer. */
  report: shardReportSchema.optional(),
});
export type ShardSeen = z.infer<typeof shardSeenSchema>;

/** Asks the other side and answers what it asks. */
export class Line {
  private readonly waiting = new Map<number, (answer: unknown) => void>();
  private next = 0;

  /**
   * @param send hands a message over; may fail where the other side is gone
   * @param answers by what is asked; what is not known is not answered
   */
  constructor(
    private readonly send: (message: ShardMessage) => Promise<void>,
    private readonly answers: Readonly<Record<string, () => Promise<unknown>>>,
  ) {}

  /** Rejects when the signal aborts first. */
  ask(what: string, signal: AbortSignal): Promise<unknown> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const over = () => {
        this.waiting.delete(id);
        reject(signal.reason);
      };
      signal.addEventListener("abort", over, { once: true });
      this.waiting.set(id, (answer) => {
        signal.removeEventListener("abort", over);
        resolve(answer);
      });
      if (signal.aborted) over();
      // Whoever is gone answers nothing, which the signal ends.
      else this.send({ haberdasher: "asked", id, what }).catch(() => undefined);
    });
  }

  hear(raw: unknown): void {
    const { success, data } = messageSchema.safeParse(raw);
    if (!success) return;
    if (data.haberdasher === "answered") {
      this.waiting.get(data.id)?.(data.answer);
      this.waiting.delete(data.id);
      return;
    }
    const { id } = data;
    this.answers[data.what]?.()
      .then((answer) => this.send({ haberdasher: "answered", id, answer }))
      .catch(() => undefined);
  }
}
