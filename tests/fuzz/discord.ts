import fc from "fast-check";
import type { DiscordDouble } from "../doubles/discord/double.js";
import { type Json, objects } from "../doubles/discord/json.js";
import { line } from "./page.js";
import { junk, tampered } from "./tamper.js";

/** What an answer to an interaction needs. */
export const NEEDED = ["id", "token", "type", "application_id"];

const customId = fc.oneof(
  fc.string({ maxLength: 100 }),
  fc
    .tuple(
      fc.constantFrom("more", "like", "refine", "labels", "drop", "variants"),
      fc.stringMatching(/^[\w-]{1,32}$/),
      fc.nat(30),
      fc.nat(),
    )
    .map(([verb, session, number, owner]) => `hb1:${verb}:${session}:${number}~${owner}`),
  fc.constantFrom("hb1-like", "hb1-pick:similar:abc", "hb1-pick:__proto__:abc"),
);

const options = fc.dictionary(
  fc.oneof(
    fc.constantFrom("query", "colour", "for", "min", "max", "count", "link", "labels", "private", "product"),
    fc.constantFrom("__proto__", "constructor", "nothing"),
  ),
  fc.oneof(line, fc.integer(), fc.double(), fc.boolean()),
  { maxKeys: 4 },
);

/** One thing that arrives from Discord: a genuine event with forged contents, or one that was tampered with. */
export const discordRequest = fc.record({
  kind: fc.constantFrom("slash", "press", "choose", "form", "click", "complete"),
  command: fc.constantFrom("find", "similar", "classify", "help", "constructor", "nothing"),
  options,
  customId,
  words: line,
  at: fc.nat(),
  junk: fc.option(junk),
});

const DEFERRED = 5;
/** Callbacks after which nothing more has to come: completions, a form, a message or its change. */
const NOT_PROMISED = new Set([4, 7, 8, 9]);

export type DiscordRequest = typeof discordRequest extends fc.Arbitrary<infer T> ? T : never;

/** Sends it as somebody new and waits until it was acknowledged, and filled in where the acknowledgement was a promise. */
export async function askDiscord(
  discord: DiscordDouble,
  request: DiscordRequest,
  patienceMs: number,
): Promise<string | undefined> {
  const { kind, command, customId: id, words, at, junk: by } = request;
  const tamper = (event: Json) => (by === null ? event : tampered(event, at, by, NEEDED));
  const { channelId } = discord.state;
  const message = {
    id: "77",
    channel_id: channelId,
    flags: 0,
    attachments: [],
    components: [],
    content: words,
  };
  const interaction = {
    slash: () => discord.slash(command, request.options, { tamper }),
    press: () => discord.press(message, id, undefined, { tamper }),
    choose: () => discord.press(message, id, [words, id], { tamper }),
    form: () => discord.submitForm(id, "words", words, { tamper }),
    click: () => discord.rightClick(command, message, { tamper }),
    complete: () => discord.autocomplete(command, "colour", words, { tamper }),
  }[kind]();
  const isShown = () => interaction.history.some(({ json }) => objects(json.components).length > 0);
  const isAnswered = () => isShown() || NOT_PROMISED.has(interaction.callback ?? DEFERRED);
  try {
    await interaction.until(isAnswered, "answer", patienceMs);
    return undefined;
  } catch (thrown) {
    return String(thrown);
  } finally {
    discord.forget(interaction);
  }
}
