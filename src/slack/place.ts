import { z } from "zod";

/**
 * Where an answer goes. Plain data, so that a modal can carry it from its opening to its sending.
 * - `open`: for everyone in a channel, in a thread where there is one; direct messages too.
 * - `private`: for one person: through a response URL while it lasts, else as an ephemeral message, else directly.
 * - `home`: the asker's own App Home.
 */
export const placeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("open"),
    user: z.string(),
    channel: z.string(),
    threadTs: z.string().optional(),
    /** Nobody has replied in the thread yet, so that Slack shows nothing there that is for one person alone. */
    threadIsNew: z.boolean().optional(),
    direct: z.boolean(),
    /** Reaches the channel also where the bot is not in it. */
    responseUrl: z.string().optional(),
  }),
  z.object({
    kind: z.literal("private"),
    user: z.string(),
    channel: z.string().optional(),
    threadTs: z.string().optional(),
    responseUrl: z.string().optional(),
    /** The answer takes the place of the message whose button was pressed: the response URL stands for it. */
    inPlace: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("home"), user: z.string() }),
]);

export type Place = z.infer<typeof placeSchema>;
export type OpenPlace = Extract<Place, { kind: "open" }>;
export type PrivatePlace = Extract<Place, { kind: "private" }>;

/** The same place, beside what stands there: for what comes after a first message. */
export function besideIt<P extends Place>(place: P): P {
  return place.kind === "private" ? { ...place, inPlace: false } : place;
}

/** The same place, after something was said there for everyone. */
export function threadBegun<P extends Place>(place: P): P {
  return place.kind === "open" ? { ...place, threadIsNew: false } : place;
}

/**
 * The same place, for the asker's eyes only, beside what stands there: in the channel itself where the thread would only
 * begin. https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
export function privately(place: Place): PrivatePlace {
  switch (place.kind) {
    case "private":
      return besideIt(place);
    case "home":
      return { kind: "private", user: place.user };
    case "open": {
      const { user, channel, threadTs, threadIsNew = false, responseUrl, direct } = place;
      // What a response URL puts into a thread Slack documents for everyone only.
      if (direct || (threadTs !== undefined && !threadIsNew))
        return { kind: "private", user, channel, threadTs };
      return { kind: "private", user, channel, responseUrl };
    }
  }
}

/** The same place for everyone who is there; where nobody else is, it stays as it is. */
export function publicly(place: Place): Place {
  if (place.kind !== "private" || place.channel === undefined) return place;
  const { user, channel, threadTs, responseUrl } = place;
  return { kind: "open", user, channel, threadTs, responseUrl, direct: isDirectChannel(channel) };
}

/** Direct messages are private as they are. */
export function isDirectChannel(channel: string): boolean {
  return channel.startsWith("D");
}

/**
 * Where turns follow each other: all that somebody asks beside others' eyes goes on in their one conversation with the
 * bot, since answers there stand in threads of their own, or come without its channel being known; otherwise a thread.
 */
export function turnsIn(place: Place): string {
  if (place.kind === "home") return "home";
  const { channel, threadTs = "" } = place;
  return channel === undefined || isDirectChannel(channel) ? "direct" : `${channel}:${threadTs}`;
}
