import { randomBytes } from "node:crypto";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { open, type RootDatabase } from "lmdb";
import { z } from "zod";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import type { Session, Sessions } from "./sessions.js";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Base64url characters of 12 random bytes: 96 bits. */
const ID_BYTES = 12;
/** How many of the oldest go at once when there are too many or they are too old. */
const SWEEP = 200;
/** Bytes of address space that the file may grow to; it is sparse until used. */
const MAP_BYTES = 4 * 1024 ** 3;

const filters = z.object({
  facets: z.record(z.string(), z.array(z.string())).optional(),
  minPrice: z.number().optional(),
  maxPrice: z.number().optional(),
});
