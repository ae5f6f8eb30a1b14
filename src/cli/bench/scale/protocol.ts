import { z } from "zod";

/** The environment's variable that hands over a database's address. */
export const DATABASE = "HABERDASHER_SCALE_DATABASE";

/** What an index in a process of its own is asked to do, one JSON object a line on its standard input. */
export const requestSchema = z.discriminatedUnion("do", [
  /** Take in the rows up to `to`. */
  z.object({ do: z.literal("grow"), to: z.number().int() }),
  /** Answer the queries `from`..`to` one by one. */
  z.object({
    do: z.literal("search"),
    from: z.number().int(),
    to: z.number().int(),
    k: z.number().int(),
    ef: z.number().int(),
  }),
  /** Only ours: the true neighbours, and the smallest `ef` that reaches the recall which the house asks for. */
  z.object({ do: z.literal("scan"), from: z.number().int(), to: z.number().int(), k: z.number().int() }),
  z.object({
    do: z.literal("choose"),
    k: z.number().int(),
    groups: z.number().int(),
    size: z.number().int(),
  }),
]);
export type ScaleRequest = z.infer<typeof requestSchema>;

export const grownSchema = z.object({
  wallS: z.number(),
  /** Processor time: of the whole process, or of a server's session where that can be seen. */
  cpuS: z.number().optional(),
  /** Memory that is the process's own, files read not counted. */
  residentBytes: z.number().optional(),
  /** What a server keeps of it on disk. */
  storedBytes: z.number().optional(),
});
export type Grown = z.infer<typeof grownSchema>;

export const searchedSchema = z.object({
  /** Milliseconds, query by query. */
  ms: z.array(z.number()),
  found: z.array(z.array(z.object({ row: z.number(), score: z.number() }))),
});
export type Searched = z.infer<typeof searchedSchema>;

export const chosenSchema = z.object({ ef: z.number() });

export const readySchema = z.object({ ready: z.string() });
