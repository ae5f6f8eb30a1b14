import { z } from "zod";
import { SLACK } from "./limits.js";
import type { Question } from "./question.js";

const shareSchema = z.object({
  c: z.string(),
  o: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  f: z.array(z.string()),
  l: z.array(z.string()),
  w: z.string().optional(),
});

/**
 * The question as a button's value, so that it can be asked again in public, also after a restart. Undefined where it
 * is too long for a button.
 */
export function encodeShare({ command, options, files, links, labels }: Question): string | undefined {
  const { private: _, ...open } = options;
  const value = JSON.stringify({
    c: command,
    o: open,
    f: files.map(({ id }) => id),
    l: links,
    ...(labels ? { w: labels } : {}),
  });
  return value.length <= SLACK.buttonValue.value ? value : undefined;
}

/** The question of a "Share" button; its files are known by their ids alone. */
export function decodeShare(value: string): Question | undefined {
  try {
    const { data } = shareSchema.safeParse(JSON.parse(value));
    if (!data) return undefined;
    return {
      command: data.c,
      options: { ...data.o },
      files: data.f.map((id) => ({ id, file_access: "check_file_info" })),
      links: data.l,
      ...(data.w === undefined ? {} : { labels: data.w }),
    };
  } catch {
    return undefined;
  }
}
