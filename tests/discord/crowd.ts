import { setTimeout as sleep } from "node:timers/promises";
import type { DiscordDouble } from "../doubles/discord/double.js";
import type { Interaction } from "../doubles/discord/interaction.js";
import type { Json } from "../doubles/discord/json.js";
import { answered } from "./reading.js";

const QUERIES = [
  "red winter coat",
  "a dress for a party",
  "blue trousers",
  "sneakers",
  "yellow handbag",
  "black t-shirt",
];

export interface CrowdResult {
  readonly asked: number;
  /** Milliseconds from the event to the acknowledgement, ascending. */
  readonly acknowledged: readonly number[];
  /** Milliseconds from the event to the answer, ascending. */
  readonly answered: readonly number[];
  readonly lost: readonly string[];
}

function question(discord: DiscordDouble, person: number, turn: number, picture: Json): Interaction {
  const userId = String(600_000 + person);
  const query = QUERIES[(person + turn) % QUERIES.length] ?? "coat";
  if ((person + turn) % 5 === 0) return discord.slash("similar", { image: picture }, { userId });
  if ((person + turn) % 7 === 0) return discord.slash("classify", { image: picture }, { userId });
  return discord.slash("find", { query }, { userId });
}

export interface Crowd {
  readonly people: number;
  /** Milliseconds for which they go on asking. */
  readonly ms: number;
  /** Milliseconds in which somebody looks at an answer before asking again. */
  readonly lookMs: number;
  /** An attachment that some of them ask about. */
  readonly picture: Json;
}

/** So many people ask at once, each anew after the answer has come. */
export async function crowd(
  discord: DiscordDouble,
  { people, ms, lookMs, picture }: Crowd,
): Promise<CrowdResult> {
  const end = Date.now() + ms;
  const acknowledged: number[] = [];
  const took: number[] = [];
  const lost: string[] = [];
  let asked = 0;
  const person = async (number: number) => {
    for (let turn = 0; Date.now() < end; turn++) {
      const started = Date.now();
      const interaction = question(discord, number, turn, picture);
      asked++;
      try {
        await answered(interaction, 30_000);
        took.push(Date.now() - started);
        acknowledged.push(interaction.acknowledgedAfterMs ?? Number.POSITIVE_INFINITY);
      } catch (thrown) {
        lost.push(`${interaction.id}: ${String(thrown)}`);
      }
      discord.forget(interaction);
      await sleep(lookMs);
    }
  };
  await Promise.all(Array.from({ length: people }, (_, number) => person(number)));
  const ascending = (list: number[]) => list.sort((a, b) => a - b);
  return { asked, acknowledged: ascending(acknowledged), answered: ascending(took), lost };
}

export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}
