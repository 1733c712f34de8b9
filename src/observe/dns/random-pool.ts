/** Random numbers from the system's cryptographic generator, drawn in bulk: one call for thousands of queries. */
import { randomFillSync } from 'node:crypto';
import type { RandomSource } from './names.js';

export class RandomPool implements RandomSource {
  readonly #words: Uint16Array;
  readonly #fill: (words: Uint16Array) => void;
  #next: number;

  constructor(fill: (words: Uint16Array) => void = (words) => randomFillSync(words), size = 4096) {
    this.#words = new Uint16Array(size);
    this.#fill = fill;
    this.#next = size;
  }

  /** 0 to 65,535. */
  u16(): number {
    if (this.#next === this.#words.length) {
      this.#fill(this.#words);
      this.#next = 0;
    }
    return this.#words[this.#next++] as number;
  }
}
