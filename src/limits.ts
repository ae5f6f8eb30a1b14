/** The house's own limits, in one place. Platforms' limits stand beside each adapter, with their sources. */
export const LIMITS = {
  /** Encoded bytes of one picture from outside. Discord's free uploads end at 10 MB, phone photos at about 15. */
  pictureBytes: 25 * 1024 * 1024,
  /** Pixels of one picture before decoding: 100 megapixels is the largest phone camera mode in common use. */
  picturePixels: 100_000_000,
  /** The same of a BMP, which is decoded whole, at eight bytes a pixel. One of 8 bits a pixel reaches `pictureBytes` before. */
  bmpPixels: 50_000_000,
  pictureDecodeMs: 10_000,
  downloadMs: 15_000,
  downloadRedirects: 3,
  /** Pictures of one question. */
  picturesPerRequest: 4,
  queryCharacters: 500,
  labelCharacters: 80,
  labels: { min: 2, max: 100 },
  /** Hits on one page. */
  hits: { min: 1, default: 6, max: 20 },
  /** Hits of one command-line answer. */
  cliHits: 100,
  /** How long buttons of an answer work. */
  sessionDays: 30,
  sessions: 50_000,
  /** From asking to answering, inference and picture loading included. */
  requestMs: 60_000,
  /** Questions that one person, and all people of one server together, may ask in a minute. */
  questionsPerMinute: { user: 120, server: 6000 },
  /** Questions of one person that are answered at once, and that may wait behind these. */
  questionsOfOneUser: { running: 2, waiting: 10 },
  /** Questions answered at once: with words only, and with pictures to load. Slow links hold up nobody's words. */
  lanes: { words: 32, pictures: 16 },
  /** Questions of all people together that may wait for their turn before the chat says "busy". */
  questionsWaiting: 500,
  /** Requests that may wait for the engine before it says "busy". */
  engineQueue: 256,
  engineRequestMs: 30_000,
  shutdownMs: 10_000,
} as const;
