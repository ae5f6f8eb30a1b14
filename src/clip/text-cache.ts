import { LRUCache } from "lru-cache";

/** Bytes of vectors and texts that are kept: about 12,000 texts at 256 dimensions. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Vectors of the texts used last. Hands out copies: what callers do to them stays theirs. */
export class TextCache {
  readonly #vectors = new LRUCache<string, Float32Array>({
    maxSize: MOST_BYTES,
    sizeCalculation: (vector, text) => vector.byteLength + 2 * text.length + 64,
  });
  hits = 0;
  misses = 0;

  get(text: string): Float32Array | undefined {
    const vector = this.#vectors.get(text);
    if (vector === undefined) this.misses += 1;
    else this.hits += 1;
    return vector?.slice();
  }

  set(text: string, vector: Float32Array): void {
    this.#vectors.set(text, vector.slice());
  }
}
