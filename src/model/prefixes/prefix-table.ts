/** Prefixes in columns, IPv4 and IPv6 apart. Row order is the order of insertion. */
import type { Prefix } from './prefix.js';

export interface PrefixColumns {
  readonly family: 4 | 6;
  readonly count: number;
  /** One (IPv4) or four (IPv6) unsigned 32-bit words a row, most significant first; host bits are zero. */
  readonly words: Uint32Array;
  /** 0 to 32 or 0 to 128. */
  readonly length: Uint8Array;
  /** Bits of {@link PREFIX_MONITOR}. */
  readonly flags: Uint8Array;
}

export interface PrefixTable {
  readonly v4: PrefixColumns;
  readonly v6: PrefixColumns;
}

/** The row is counted and logged, never blocked. */
export const PREFIX_MONITOR = 2;

export class PrefixTableBuilder {
  readonly #v4 = new ColumnsBuilder(4);
  readonly #v6 = new ColumnsBuilder(6);

  /** @param prefix as parsed: bits beyond its length are zero. */
  add(prefix: Prefix, flags = 0): this {
    (prefix.family === 4 ? this.#v4 : this.#v6).add(prefix, flags);
    return this;
  }

  build(): PrefixTable {
    return { v4: this.#v4.build(), v6: this.#v6.build() };
  }
}

/** Words of one address. */
export const widthOf = (family: 4 | 6): 1 | 4 => (family === 4 ? 1 : 4);

/** One family in growing columns. */
export class ColumnsBuilder {
  readonly #family: 4 | 6;
  readonly #width: 1 | 4;
  #count = 0;
  #words: Uint32Array;
  #length = new Uint8Array(16);
  #flags = new Uint8Array(16);

  constructor(family: 4 | 6) {
    this.#family = family;
    this.#width = widthOf(family);
    this.#words = new Uint32Array(16 * this.#width);
  }

  add(prefix: Prefix, flags: number): void {
    this.addAt(prefix.words, 0, prefix.length, flags);
  }

  /** Adds the address that begins at `words[at]`. */
  addAt(words: ArrayLike<number>, at: number, length: number, flags: number): void {
    if (this.#count === this.#length.length) this.#grow();
    for (let k = 0; k < this.#width; k++)
      this.#words[this.#count * this.#width + k] = words[at + k] as number;
    this.#length[this.#count] = length;
    this.#flags[this.#count] = flags;
    this.#count++;
  }

  build(): PrefixColumns {
    return {
      family: this.#family,
      count: this.#count,
      words: this.#words.slice(0, this.#count * this.#width),
      length: this.#length.slice(0, this.#count),
      flags: this.#flags.slice(0, this.#count),
    };
  }

  #grow(): void {
    const rows = this.#count * 2;
    const words = new Uint32Array(rows * this.#width);
    const length = new Uint8Array(rows);
    const flags = new Uint8Array(rows);
    words.set(this.#words);
    length.set(this.#length);
    flags.set(this.#flags);
    this.#words = words;
    this.#length = length;
    this.#flags = flags;
  }
}

/** One row as a value. */
export function prefixAt(columns: PrefixColumns, row: number): Prefix {
  const width = widthOf(columns.family);
  return {
    family: columns.family,
    words: Array.from(columns.words.subarray(row * width, row * width + width)),
    length: columns.length[row] as number,
  };
}
