/**
 * Bottom-k sketch of a text (Broder, "On the resemblance and containment of documents"): two pages whose sketches
 * agree share that part of their word sequences. Digits are left out, because prices change at every look.
 */

/** Hashes kept. The estimate's standard error is about 1/√k. */
const K = 64;
const SHINGLE = 4;
/** Fewer shingles than this say nothing: every empty page resembles every other. */
const MIN_SHINGLES = 24;

export class Sketcher {
  /** The last four words, the latest in `#a`. */
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #tokens = 0;
  #shingles = 0;
  #lowest: number[] = [];
  #ceiling = 0xffffffff;
  readonly #kept = new Set<number>();

  /** Words of letters; each CJK character is a word of its own. */
  add(text: string): void {
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 128 ? ASCII_LETTER[unit] === 1 : isLetter(unit)) {
        hash = Math.imul((hash || 0x811c9dc5) ^ (unit | 0x20), 0x01000193);
        continue;
      }
      if (hash !== 0) this.#token(hash);
      hash = 0;
      if (unit >= 0x3040 && unit <= 0x9fff) this.#token(unit);
    }
    if (hash !== 0) this.#token(hash);
  }

  finish(): number[] {
    return this.#shingles < MIN_SHINGLES ? [] : [...this.#kept].sort((a, b) => a - b).slice(0, K);
  }

  #token(hash: number): void {
    this.#d = this.#c;
    this.#c = this.#b;
    this.#b = this.#a;
    this.#a = hash;
    if (++this.#tokens < SHINGLE) return;
    let mixed = Math.imul(this.#d, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15) ^ this.#c, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15) ^ this.#b, 0x9e3779b1);
    this.#keep(avalanche(Math.imul(mixed ^ (mixed >>> 15) ^ this.#a, 0x9e3779b1)));
  }

  #keep(value: number): void {
    this.#shingles++;
    if (value >= this.#ceiling || this.#kept.has(value)) return;
    this.#kept.add(value);
    if (this.#kept.size < 4 * K) return;
    // Cutting back now and then is cheaper than a heap.
    this.#lowest = [...this.#kept].sort((a, b) => a - b).slice(0, K);
    this.#ceiling = this.#lowest[K - 1] as number;
    this.#kept.clear();
    for (const low of this.#lowest) this.#kept.add(low);
  }
}

/** Estimated Jaccard resemblance, 0 to 1; 0 where either page has too little text. */
export function resemblance(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const inB = new Set(b);
  const union = [...new Set([...a, ...b])]
    .sort((x, y) => x - y)
    .slice(0, Math.min(K, Math.max(a.length, b.length)));
  const inA = new Set(a);
  return union.filter((value) => inA.has(value) && inB.has(value)).length / union.length;
}

const ASCII_LETTER = new Uint8Array(128);
for (let unit = 97; unit <= 122; unit++) ASCII_LETTER[unit] = ASCII_LETTER[unit - 32] = 1;

/** Beyond ASCII: Latin, Greek, Cyrillic and the other alphabets, and hangul. */
const isLetter = (unit: number): boolean => (unit >= 0xc0 && unit <= 0x1fff) || unit >= 0xac00;

function avalanche(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
