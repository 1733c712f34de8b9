/** Looking prefixes up in a table, upwards and downwards, without an object for a row. */
import { agree, compareWords, sortedPrefixRows } from './bits.js';
import { networkOf, type Prefix } from './prefix.js';
import { type PrefixColumns, type PrefixTable, widthOf } from './prefix-table.js';

/**
 * Rows are those of the table's columns for the family of the prefix that was asked for. Each lookup is a binary
 * search for each length that occurs in the table.
 */
export class PrefixIndex {
  readonly #v4: FamilyIndex;
  readonly #v6: FamilyIndex;

  constructor(table: PrefixTable) {
    this.#v4 = new FamilyIndex(table.v4);
    this.#v6 = new FamilyIndex(table.v6);
  }

  /** Rows that contain the whole prefix; the longest (nearest) first. */
  covering(prefix: Prefix): number[] {
    return this.#of(prefix).covering(prefix);
  }

  /** Rows that share an address with the prefix: those that contain it, then those inside it, ascending. */
  overlapping(prefix: Prefix): number[] {
    const index = this.#of(prefix);
    return [...index.covering(prefix), ...index.strictlyInside(prefix)];
  }

  #of(prefix: Prefix): FamilyIndex {
    return prefix.family === 4 ? this.#v4 : this.#v6;
  }
}

class FamilyIndex {
  readonly #columns: PrefixColumns;
  readonly #width: 1 | 4;
  readonly #rows: Uint32Array;
  /** Lengths that occur, the longest first. */
  readonly #lengths: readonly number[];

  constructor(columns: PrefixColumns) {
    this.#columns = columns;
    this.#width = widthOf(columns.family);
    this.#rows = sortedPrefixRows(columns);
    this.#lengths = [...new Set(columns.length)].sort((a, b) => b - a);
  }

  covering(prefix: Prefix): number[] {
    const found: number[] = [];
    for (const length of this.#lengths) {
      if (length > prefix.length) continue;
      const { words } = networkOf(prefix.words, length);
      for (let i = this.#firstFrom(words, length); this.#is(i, words, length); i++)
        found.push(this.#rows[i]!);
    }
    return found;
  }

  strictlyInside(prefix: Prefix): Uint32Array {
    const from = this.#firstFrom(prefix.words, prefix.length + 1);
    let low = from;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.#rows[middle]! * this.#width;
      if (agree(this.#columns.words, at, prefix.words, 0, prefix.length)) low = middle + 1;
      else high = middle;
    }
    return this.#rows.subarray(from, low);
  }

  #is(position: number, words: readonly number[], length: number): boolean {
    if (position >= this.#rows.length) return false;
    const row = this.#rows[position]!;
    const { length: lengths, words: all } = this.#columns;
    return lengths[row] === length && compareWords(all, row * this.#width, words, 0, this.#width) === 0;
  }

  /** The first position that is not before the given network and length. */
  #firstFrom(words: readonly number[], length: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle]!;
      const order =
        compareWords(this.#columns.words, row * this.#width, words, 0, this.#width) ||
        this.#columns.length[row]! - length;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
