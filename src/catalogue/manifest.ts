import { z } from "zod";

/** The version of the folder's layout; raised when an older reader could not read a newer folder. */
export const CATALOGUE_FORMAT = 1;

const fileEntry = z.object({ bytes: z.number().int().nonnegative(), sha256: z.string().length(64) });

/** `manifest.json`: what the folder holds and which model made its vectors. Written last, so that its presence means whole. */
export const manifestSchema = z.object({
  format: z.literal(CATALOGUE_FORMAT),
  /** For people: "Starter shop". */
  name: z.string().min(1),
  createdAt: z.iso.datetime(),
  /** Where the rows came from, for people. */
  source: z.string(),
  count: z.number().int().nonnegative(),
  model: z.object({
    name: z.string(),
    fingerprint: z.string(),
    dimension: z.number().int().positive(),
    logitScale: z.number().positive(),
  }),
  index: z.object({
    metric: z.literal("cosine"),
    m: z.number().int().positive(),
    efConstruction: z.number().int().positive(),
    /** `ef` at query time; chosen when built so that recall@10 against the exact scan holds. */
    ef: z.number().int().positive(),
  }),
  /** Attribute name → role, as the importer mapped them. */
  roles: z.record(z.string(), z.string()),
  /** Every other file of the folder, relative path → size and checksum. */
  files: z.record(z.string(), fileEntry),
  /** Cosine thresholds from the catalogue's own captions; absent until calibrated. */
  calibration: z
    .object({
      text: z.object({ veryClose: z.number(), close: z.number(), loose: z.number() }),
      picture: z.object({ veryClose: z.number(), close: z.number(), loose: z.number() }),
    })
    .optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;
