import { createHash, randomBytes } from "node:crypto";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { open, type RootDatabase } from "lmdb";
import { z } from "zod";
import { FACET_ROLES } from "../catalogue/catalogue.js";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import { makeFolder } from "../make-folder.js";
import { PRICE_ORDERS } from "../search/price-order.js";
import type { Asker } from "./request.js";
import { NO_VOTES, type Session, type Sessions, type Votes } from "./sessions.js";

export interface SessionLimits {
  readonly sessionDays: number;
  readonly sessions: number;
}

const DAY_S = 24 * 60 * 60;
/** Ids count seconds from here: 2026-01-01. Six digits of base 36 last 69 years. */
const EPOCH_S = 1_767_225_600;
const TIME_DIGITS = 6;
/** 60 bits, which is ten characters of base64url (the last byte's half is cut off). */
const RANDOM_BYTES = 8;
const RANDOM_CHARACTERS = 10;
/** Votes of each kind on one ballot; the earliest go. */
const MOST_VOTES = 100;
/** Old sessions are looked for once in so many new ones. */
const SWEEP_EVERY = 100;

const facets = z.partialRecord(z.enum(FACET_ROLES), z.array(z.string()));

const leaningSchema = z.object({
  label: z.string(),
  toward: z.string(),
  away: z.string().exactOptional(),
  facet: z
    .object({ role: z.enum(FACET_ROLES), toward: z.array(z.string()), away: z.array(z.string()) })
    .exactOptional(),
});

/** A session as it lies on disk: the vector as the bytes of its floats. */
const storedSchema = z.object({
  command: z.string(),
  title: z.string(),
  question: z.object({
    text: z.string().exactOptional(),
    vector: z.instanceof(Uint8Array).exactOptional(),
    likeIds: z.array(z.string()).exactOptional(),
    filters: z
      .object({
        facets: facets.exactOptional(),
        attributes: z.record(z.string(), z.array(z.string())).exactOptional(),
        minPrice: z.number().exactOptional(),
        maxPrice: z.number().exactOptional(),
      })
      .exactOptional(),
    sort: z.enum(PRICE_ORDERS).exactOptional(),
    leanings: z.array(leaningSchema).exactOptional(),
    diverse: z.boolean().exactOptional(),
  }),
  ballot: z.string().exactOptional(),
  before: z.string().exactOptional(),
  fingerprint: z.string(),
  shown: z.array(z.string()),
  folded: z.array(z.array(z.string())),
  earlier: z.number().int().nonnegative().exactOptional(),
  count: z.number().int().positive(),
  private: z.boolean(),
  userId: z.string(),
  platform: z.string(),
});

const votesSchema = z.object({ up: z.array(z.string()), down: z.array(z.string()) });
const lastSchema = z.object({ last: z.string() });

type Stored = z.infer<typeof storedSchema>;

function toStored({ question: { vector, ...question }, ...session }: Session): unknown {
  const bytes = vector && new Uint8Array(Float32Array.from(vector).buffer);
  return { ...session, question: { ...question, ...(bytes ? { vector: bytes } : {}) } };
}

function fromStored({ question: { vector, ...question }, ...session }: Stored): Session {
  // A copy, because the bytes need not lie at a multiple of four.
  const floats = vector && [...new Float32Array(vector.slice().buffer)];
  return { ...session, question: { ...question, ...(floats ? { vector: floats } : {}) } };
}

function secondsNow(): number {
  return Math.floor(Date.now() / 1000) - EPOCH_S;
}

/** Sorts by age. */
function idAt(seconds: number, random = ""): string {
  return Math.max(0, seconds).toString(36).padStart(TIME_DIGITS, "0") + random;
}

/** Behind every id, so that what is too old stands at the front. */
const PLACES = "~";

/** Directly behind its session, so that both are swept together. No session's id has a colon in it. */
const votesKey = (ballot: string, { platform, userId }: Asker) => `${ballot}:${platform}:${userId}`;

const isSession = (key: string) => !key.includes(":");

/** Places are named by platforms: of any length, and none of our business. */
const placeKey = (place: string) => PLACES + createHash("sha256").update(place).digest("base64url");

/** One vote more: the same again takes it back, the other one replaces it. */
function withVote({ up, down }: Votes, product: string, vote: keyof Votes): Votes {
  const others = (list: readonly string[]) => list.filter((id) => id !== product);
  const before = { up, down }[vote];
  const after = before.includes(product) ? others(before) : [...before, product].slice(-MOST_VOTES);
  return { up: others(up), down: others(down), [vote]: after };
}

/**
 * Sessions in `folder/sessions`, which only its owner may read. Several processes may share the folder (Discord's
 * shards do). Fails with `settings` when the folder cannot be used.
 */
export async function openSessions(folder: string, limits: SessionLimits = LIMITS): Promise<Sessions> {
  const path = join(folder, "sessions");
  try {
    await makeFolder(path, 0o700);
    await chmod(path, 0o700);
    return new SessionsOnDisk(open({ path, noSubdir: false }), limits);
  } catch (cause) {
    throw new HaberdasherError(
      "settings",
      `The folder ${path} cannot be used for what buttons need; make it writable, delete it if it is damaged, or set STATE_DIR.`,
      { cause },
    );
  }
}

class SessionsOnDisk implements Sessions {
  private created = 0;

  constructor(
    private readonly database: RootDatabase<unknown, string>,
    private readonly limits: SessionLimits,
  ) {}

  async create(session: Session): Promise<string> {
    const id = idAt(
      secondsNow(),
      randomBytes(RANDOM_BYTES).toString("base64url").slice(0, RANDOM_CHARACTERS),
    );
    await this.database.put(id, toStored(session));
    if (this.created++ % SWEEP_EVERY === 0) await this.sweep();
    return id;
  }

  async get(id: string): Promise<Session | undefined> {
    if (id < this.oldest()) return undefined;
    const stored = storedSchema.safeParse(this.database.get(id));
    return stored.success ? fromStored(stored.data) : undefined;
  }

  async votes(ballot: string, voter: Asker): Promise<Votes> {
    return this.votesAt(votesKey(ballot, voter));
  }

  async vote(ballot: string, voter: Asker, product: string, vote: keyof Votes): Promise<Votes> {
    const key = votesKey(ballot, voter);
    // Two votes at once must both count.
    return this.database.transaction(() => {
      const votes = withVote(this.votesAt(key), product, vote);
      void this.database.put(key, votes);
      return votes;
    });
  }

  async clearVotes(ballot: string, voter: Asker): Promise<void> {
    await this.database.remove(votesKey(ballot, voter));
  }

  async setLast(place: string, session: string): Promise<void> {
    await this.database.put(placeKey(place), { last: session });
  }

  async last(place: string): Promise<string | undefined> {
    return lastSchema.safeParse(this.database.get(placeKey(place))).data?.last;
  }

  async forgetLast(place: string): Promise<void> {
    await this.database.remove(placeKey(place));
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  private votesAt(key: string): Votes {
    return votesSchema.safeParse(this.database.get(key)).data ?? NO_VOTES;
  }

  private oldest(): string {
    return idAt(secondsNow() - Math.floor(this.limits.sessionDays * DAY_S));
  }

  /** Ids sort by age: what is too old, and what is too many, stands at the front. Votes and places go with their sessions. */
  private async sweep(): Promise<void> {
    const kept = [...this.database.getKeys({ start: this.oldest(), end: PLACES })].filter(isSession);
    const first = kept.at(-this.limits.sessions) ?? this.oldest();
    const gone = [...this.database.getKeys({ end: first })];
    const places = [...this.database.getKeys({ start: PLACES })].filter(
      (key) => (lastSchema.safeParse(this.database.get(key)).data?.last ?? "") < first,
    );
    await this.database.batch(() => {
      for (const id of [...gone, ...places]) void this.database.remove(id);
    });
  }
}
