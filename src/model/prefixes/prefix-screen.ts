/**
 * A sieve before {@link PrefixIndex}: which rows of a large table share an address with any prefix of another one.
 * The other one is aggregated, so that its prefixes are apart and at most one question a row is left: does the last
 * one that begins at or before the row's end reach into the row.
 */
import { aggregate } from './aggregate.js';
import { agree } from './bits.js';
import { type PrefixColumns, type PrefixTable, widthOf } from './prefix-table.js';

export class PrefixScreen {
  readonly #v4: FamilyScreen;
  readonly #v6: FamilyScreen;

  constructor(table: PrefixTable) {
    const { v4, v6 } = aggregate(table);
    this.#v4 = new FamilyScreen(v4);
    this.#v6 = new FamilyScreen(v6);
  }

  /** Rows of the columns that overlap; ascending. */
  overlapping(columns: PrefixColumns): number[] {
    return (columns.family === 4 ? this.#v4 : this.#v6).overlapping(columns);
  }
}

const JUMP_BITS = 16;

class FamilyScreen {
  readonly #columns: PrefixColumns;
  readonly #width: 1 | 4;
  /** For each value of the first 16 bits how many prefixes begin before it; one more closes the table. */
  readonly #jump = new Uint32Array((1 << JUMP_BITS) + 1);

  /** @param columns ascending and apart */
  constructor(columns: PrefixColumns) {
    this.#columns = columns;
    this.#width = widthOf(columns.family);
    let row = 0;
    for (let high = 0; high <= 1 << JUMP_BITS; high++) {
      while (row < columns.count && columns.words[row * this.#width]! >>> 16 < high) row++;
      this.#jump[high] = row;
    }
  }

  overlapping(columns: PrefixColumns): number[] {
    const found: number[] = [];
    if (this.#columns.count === 0) return found;
    const width = this.#width;
    const own = this.#columns;
    const end = new Uint32Array(width);
    for (let row = 0; row < columns.count; row++) {
      const length = columns.length[row]!;
      for (let k = 0; k < width; k++) end[k] = columns.words[row * width + k]! | hostMask(length - 32 * k);
      const nearest = this.#lastAtOrBefore(end);
      if (nearest < 0) continue;
      const shared = Math.min(length, own.length[nearest]!);
      if (agree(own.words, nearest * width, columns.words, row * width, shared)) found.push(row);
    }
    return found;
  }

  /** Position of the last prefix that begins at or before the address; -1 where none does. */
  #lastAtOrBefore(address: Uint32Array): number {
    const high = address[0]! >>> 16;
    let low = this.#jump[high]!;
    let until = this.#jump[high + 1]!;
    while (low < until) {
      const middle = (low + until) >>> 1;
      if (this.#beginsAfter(middle, address)) until = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  #beginsAfter(position: number, address: Uint32Array): boolean {
    const { words } = this.#columns;
    for (let k = 0; k < this.#width; k++) {
      const word = words[position * this.#width + k]!;
      if (word !== address[k]!) return word > address[k]!;
    }
    return false;
  }
}

/** Set bits for all that lie beyond the first `kept` bits of a word. */
function hostMask(kept: number): number {
  if (kept >= 32) return 0;
  return kept <= 0 ? 0xffffffff : 0xffffffff >>> kept;
}
