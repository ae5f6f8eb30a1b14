import { createHash } from "node:crypto";
import { z } from "zod";

/** The version of the folder's layout; raised when an older reader could not read a newer folder. */
export const CATALOGUE_FORMAT = 1;

export const MANIFEST_FILE = "manifest.json";

/** What a catalogue is made of, beside its manifest. */
export const CATALOGUE_PARTS = ["products", "vectors", "index", "pictures"] as const;
export type CataloguePart = (typeof CATALOGUE_PARTS)[number];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One file of the folder. Its name carries the start of its checksum, so that two builds never share a name for different bytes. */
const fileEntry = z.object({
  path: z.string().regex(/^[a-z]+-[0-9a-f]{12}\.[a-z0-9]+$/),
  bytes: z.number().int().nonnegative(),
  sha256,
});
export type FileEntry = z.infer<typeof fileEntry>;

const cosine = z.number().min(-1).max(1);

/** Cosines at which a best hit is very close, close, loose; below `loose` the honest answer is "nothing like that". */
const thresholds = z.object({ veryClose: cosine, close: cosine, loose: cosine });
export type Thresholds = z.infer<typeof thresholds>;

const share = z.number().min(0).max(1);

/** When a question in words is about something else: below `least` of the logistic of its weighed evidence. */
const refusal = z.object({
  bias: z.number(),
  /** Weights of the share of words that are known, of what the best product covers of them, and of the best look. */
  known: z.number().nonnegative(),
  lexical: z.number().nonnegative(),
  look: z.number().nonnegative(),
  /** Weight of a word that names one of the catalogue's kinds; catalogues built before it was measured have none. */
  kind: z.number().nonnegative().optional(),
  least: share,
});
export type Refusal = z.infer<typeof refusal>;

/** What questions in words are answered by. */
const wordsCalibration = z.object({
  /** How much the look counts against the words of titles and attributes where some product has all of them. */
  alpha: share,
  /** Cosines of a chance product and of a good one: the scale on which looks and words are comparable. */
  cosines: z.object({ chance: cosine, good: cosine }).refine(({ chance, good }) => chance < good),
  /** Scores, on that scale, from which on a hit is very close, or close. */
  veryClose: z.number(),
  close: z.number(),
  refusal,
});
export type WordsCalibration = z.infer<typeof wordsCalibration>;

/** When somebody's picture is of something else: below `least` of the logistic of its weighed evidence. */
const pictureRefusal = z.object({
  bias: z.number(),
  /** Weights of the nearest product's cosine, and of the product with `direction`. */
  look: z.number().nonnegative(),
  topic: z.number().nonnegative(),
  /** Where photographs of the catalogue's products lie from pictures of other things: their means lie about 1 apart along it. */
  direction: z.array(z.number()),
  least: share,
});
export type PictureRefusal = z.infer<typeof pictureRefusal>;

const manifestFields = z.object({
  format: z.literal(CATALOGUE_FORMAT),
  /** For people: "Starter shop". */
  name: z.string().min(1),
  createdAt: z.iso.datetime(),
  /** Where the rows came from, for people. */
  source: z.string(),
  count: z.number().int().nonnegative(),
  /** Rows of the source that could not be taken. */
  skipped: z.number().int().nonnegative(),
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
  files: z.object({ products: fileEntry, vectors: fileEntry, index: fileEntry, pictures: fileEntry }),
  /** From the catalogue's own captions and pictures; absent where there were too few to tell. */
  calibration: z
    .object({
      /** Cosines of words alone with pictures. */
      text: thresholds,
      /** Of the catalogue's pictures with each other. */
      picture: thresholds,
      /** Of people's photos with the catalogue's pictures; absent without kinds, and in catalogues of older versions. */
      photo: thresholds.optional(),
      /** Absent in catalogues of older versions: then a picture is judged by its nearest product's cosine alone. */
      pictureRefusal: pictureRefusal.optional(),
      /** Absent where too few products are called anything, and in catalogues of older versions. */
      words: wordsCalibration.optional(),
    })
    .optional(),
});

/** `manifest.json`: what the folder holds and which model made its vectors. Written last, so that its presence means whole. */
export const manifestSchema = manifestFields.extend({
  /** SHA-256 of the manifest without this line: an altered manifest is found as an altered file is. */
  seal: sha256,
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFields = z.infer<typeof manifestFields>;

/** Values in one order whatever order their keys were written in, so that a seal depends on content only. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, canonical(field)]),
  );
}

export function sealOf(fields: Readonly<Record<string, unknown>>): string {
  const { seal: _, ...sealed } = fields;
  return createHash("sha256")
    .update(JSON.stringify(canonical(sealed)))
    .digest("hex");
}

export function sealManifest(fields: ManifestFields): Manifest {
  return { ...fields, seal: sealOf(fields) };
}

const anySeal = z.looseObject({ seal: z.string() });

/** The seal that a manifest's text bears, looked at no closer; of a text that is none, the text itself. */
export function sealIn(text: string): string {
  try {
    return anySeal.parse(JSON.parse(text)).seal;
  } catch {
    return text;
  }
}
