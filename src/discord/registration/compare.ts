import { ApplicationCommandType } from "discord.js";
import { z } from "zod";
import type { CommandPayload } from "./payload.js";

/**
 * The part of a command that we decide; whatever else Discord sends along (ids, versions, localisations, its own
 * defaults) plays no part in a comparison.
 */
const optionSchema = z
  .object({
    type: z.number(),
    name: z.string(),
    description: z.string().default(""),
    required: z.boolean().nullish(),
    autocomplete: z.boolean().nullish(),
    choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })).nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: z.number().nullish(),
    max_length: z.number().nullish(),
  })
  .transform(({ required, autocomplete, choices, ...rest }) => ({
    ...present(rest),
    required: required ?? false,
    autocomplete: autocomplete ?? false,
    choices: (choices ?? []).map(({ name, value }) => ({ name, value })),
  }));

const ascending = (list: readonly number[] | null | undefined) => [...(list ?? [])].sort((a, b) => a - b);

export const commandSchema = z.object({
  type: z.number().default(ApplicationCommandType.ChatInput),
  name: z.string(),
  description: z.string().default(""),
  options: z.array(optionSchema).nullish(),
  integration_types: z.array(z.number()).nullish(),
  contexts: z.array(z.number()).nullish(),
});

function present<T extends Record<string, unknown>>(fields: T): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** A command, ours or Discord's, as text that is equal when they are. */
function canonical(command: unknown, global: boolean): string {
  const { type, name, description, options, integration_types, contexts } = commandSchema.parse(command);
  const reach = global
    ? { integration_types: ascending(integration_types), contexts: ascending(contexts) }
    : {};
  const ordered = (options ?? []).map((option) =>
    Object.entries(option).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return JSON.stringify({ type, name, description, options: ordered, ...reach });
}

/** What people call a command: "/find", or "Find lookalikes" in a message's menu. */
function commandTitle({ type, name }: { readonly type: number; readonly name: string }): string {
  return type === ApplicationCommandType.ChatInput ? `/${name}` : `"${name}"`;
}

export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/** How the registered commands differ from those that should be. */
export function compareCommands(
  registered: readonly unknown[],
  wanted: readonly CommandPayload[],
  global: boolean,
): Changes {
  const titled = (commands: readonly unknown[]) =>
    new Map(commands.map((one) => [commandTitle(commandSchema.parse(one)), canonical(one, global)]));
  const before = titled(registered);
  const after = titled(wanted);
  const names = [...after.keys()];
  return {
    added: names.filter((name) => !before.has(name)),
    changed: names.filter((name) => before.has(name) && before.get(name) !== after.get(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    unchanged: names.filter((name) => before.get(name) === after.get(name)),
  };
}
