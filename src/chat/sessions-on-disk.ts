import { randomBytes } from "node:crypto";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { open, type RootDatabase } from "lmdb";
import { z } from "zod";
import { FACET_ROLES } from "../catalogue/catalogue.js";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import type { Session, Sessions } from "./sessions.js";

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
/** Old sessions are looked for once in so many new ones. */
const SWEEP_EVERY = 100;

const facets = z.partialRecord(z.enum(FACET_ROLES), z.array(z.string()));

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
        minPrice: z.number().exactOptional(),
        maxPrice: z.number().exactOptional(),
      })
      .exactOptional(),
  }),
  fingerprint: z.string(),
  shown: z.array(z.string()),
  folded: z.array(z.array(z.string())),
  count: z.number().int().positive(),
  private: z.boolean(),
  userId: z.string(),
  platform: z.string(),
});

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

/**
 * Sessions in `folder/sessions`, which only its owner may read. Several processes may share the folder (Discord's
 * shards do). Fails with `settings` when the folder cannot be used.
 */
export async function openSessions(folder: string, limits: SessionLimits = LIMITS): Promise<Sessions> {
  const path = join(folder, "sessions");
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
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

  async close(): Promise<void> {
    await this.database.close();
  }

  private oldest(): string {
    return idAt(secondsNow() - Math.floor(this.limits.sessionDays * DAY_S));
  }

  /** Ids sort by age: what is too old, and what is too many, stands at the front. */
  private async sweep(): Promise<void> {
    const tooOld = [...this.database.getKeys({ end: this.oldest() })];
    const surplus = this.database.getKeysCount() - tooOld.length - this.limits.sessions;
    const tooMany = surplus > 0 ? [...this.database.getKeys({ start: this.oldest(), limit: surplus })] : [];
    await this.database.batch(() => {
      for (const id of [...tooOld, ...tooMany]) void this.database.remove(id);
    });
  }
}
