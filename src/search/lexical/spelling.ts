import { LRUCache } from "lru-cache";
import { EVERYDAY_WORDS } from "./everyday-words.js";
import { typingErrors } from "./nearest-words.js";
import { STOP_WORDS } from "./postings.js";
import { SHOP_TALK } from "./shop-talk.js";
import { SMALL_TALK } from "./small-talk.js";

/** A word on so few products may be a typing error of the shop's own, if another like it is on so many times more. */
const RARE = 3;
const FAR_MORE = 20;
const CACHED = 2000;

/** Letters that may be wrong in a word of this length: among short words every other one is another word. */
function allowedTypos(length: number): number {
  if (length < 5) return 0;
  return length < 8 ? 1 : 2;
}

/** Tells what somebody meant who typed a word that a catalogue and the thesaurus do not have. */
export class Spelling {
  private readonly corrections = new LRUCache<string, { readonly meant: string | undefined }>({
    max: CACHED,
  });

  /**
   * @param counts the catalogue's words, as they are compared → on how many products they stand
   * @param others further words that are spelt right, whether or not the catalogue has them
   */
  constructor(
    private readonly counts: ReadonlyMap<string, number>,
    private readonly others: ReadonlySet<string>,
  ) {}

  /** The word that was meant, where the typed one is unknown, or so rare that it is the shop's own slip. */
  correction(word: string): string | undefined {
    const known = this.corrections.get(word);
    if (known) return known.meant;
    const count = this.counts.get(word) ?? 0;
    const meant = this.spelt(word) || count > RARE ? undefined : this.nearest(word, count * FAR_MORE);
    this.corrections.set(word, { meant });
    return meant;
  }

  private spelt(word: string): boolean {
    return (
      this.others.has(word) ||
      [EVERYDAY_WORDS, SHOP_TALK, SMALL_TALK, STOP_WORDS].some((known) => known.has(word))
    );
  }

  /** The most frequent of the words with the fewest other letters; the first letter is seldom wrong. */
  private nearest(word: string, above: number): string | undefined {
    const allowed = allowedTypos(word.length);
    if (allowed === 0) return undefined;
    let best: { word: string; typos: number; count: number } | undefined;
    const consider = (known: string, count: number) => {
      if (known[0] !== word[0] || known === word || Math.abs(known.length - word.length) > allowed) return;
      if (count <= above) return;
      const typos = typingErrors(known, word);
      if (typos > allowed) return;
      if (!best || typos < best.typos || (typos === best.typos && count > best.count))
        best = { word: known, typos, count };
    };
    for (const [known, count] of this.counts) consider(known, count);
    for (const known of this.others) if (!this.counts.has(known)) consider(known, 1);
    return best?.word;
  }
}
