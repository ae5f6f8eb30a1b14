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
  /** Questions with more than one message as their answer. */
  readonly doubled: number;
}

/** The longest that a question may take: the chat's own deadline, and some time to say so. */
const PATIENCE_MS = 70_000;

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
  let doubled = 0;
  const person = async (number: number) => {
    for (let turn = 0; Date.now() < end; turn++) {
      const started = Date.now();
      const interaction = question(discord, number, turn, picture);
      asked++;
      try {
        await answered(interaction, PATIENCE_MS);
        took.push(Date.now() - started);
        acknowledged.push(interaction.acknowledgedAfterMs ?? Number.POSITIVE_INFINITY);
      } catch (thrown) {
        const { acknowledgedAfterMs = "never" } = interaction;
        lost.push(`${String(thrown)}; acknowledged after ${acknowledgedAfterMs} ms`);
      }
      await sleep(lookMs);
      if (interaction.messages.filter((id) => !interaction.deleted.has(id)).length > 1) doubled++;
      discord.forget(interaction);
    }
  };
  await Promise.all(Array.from({ length: people }, (_, number) => person(number)));
  const ascending = (list: number[]) => list.sort((a, b) => a - b);
  return { asked, acknowledged: ascending(acknowledged), answered: ascending(took), lost, doubled };
}
