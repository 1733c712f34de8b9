/**
 * The best row of a prefix table for one address, among all rows that cover it. Prefixes nest or are apart, so the
 * address space falls into segments with one best row each, found by binary search; IPv4 starts from a table over
 * the first 16 bits.
 */
import { compareWords, sortedPrefixRows } from '../../model/prefixes/bits.js';
import { type PrefixColumns, type PrefixTable, widthOf } from '../../model/prefixes/prefix-table.js';

/** Rank of a row of the family's columns; the lowest wins, and among equals the narrowest prefix. */
export type RowRank = (family: 4 | 6, row: number) => number;

export class RangeIndex {
  readonly #v4: Segments;
  readonly #v6: Segments;
  readonly #jump: Uint32Array;

  constructor(table: PrefixTable, rank: RowRank) {
    this.#v4 = segmentsOf(table.v4, (row) => rank(4, row));
    this.#v6 = segmentsOf(table.v6, (row) => rank(6, row));
    this.#jump = jumpTable(this.#v4.starts);
  }

  /** Row of the IPv4 or IPv6 columns, by the family of the address; -1 where none covers it. */
  find(words: readonly number[]): number {
    return words.length === 1 ? this.find4(words[0] as number) : this.#find6(words);
  }

  find4(word: number): number {
    const { starts, rows } = this.#v4;
    let low = this.#jump[word >>> 16] as number;
    let high = this.#jump[(word >>> 16) + 1] as number;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] as number) <= word) low = middle;
      else high = middle - 1;
    }
    return rows[low] as number;
  }

  #find6(words: readonly number[]): number {
    const { starts, rows } = this.#v6;
    let low = 0;
    let high = rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (compareWords(starts, middle * 4, words, 0, 4) <= 0) low = middle;
      else high = middle - 1;
    }
    return rows[low] as number;
  }
}

/** Ascending starts, the first one 0; segment i reaches to the start of the next. */
interface Segments {
  readonly starts: Uint32Array;
  /** -1 where no row covers the segment. */
  readonly rows: Int32Array;
}

/** A prefix around the present place. */
interface Open {
  /** The first address after it; null after the last address of all. */
  readonly end: readonly number[] | null;
  /** The best row from here outwards. */
  readonly best: number;
}

function segmentsOf(columns: PrefixColumns, rank: (row: number) => number): Segments {
  const { words } = columns;
  const width = widthOf(columns.family);
  const builder = new SegmentsBuilder(columns.count * 2 + 1, width);
  /** Outermost first. */
  const open: Open[] = [];
  const closeBefore = (row: number | null): void => {
    for (let top = open.at(-1); top; top = open.at(-1)) {
      if (row !== null && (!top.end || compareWords(words, row * width, top.end, 0, width) < 0)) return;
      open.pop();
      if (top.end) builder.add(top.end, 0, open.at(-1)?.best ?? -1);
    }
  };
  builder.add(new Array<number>(width).fill(0), 0, -1);
  for (const row of sortedPrefixRows(columns)) {
    closeBefore(row);
    const around = open.at(-1)?.best ?? -1;
    const best = around >= 0 && rank(around) < rank(row) ? around : row;
    open.push({ end: blockEnd(columns, row), best });
    builder.add(words, row * width, best);
  }
  closeBefore(null);
  return builder.build();
}

class SegmentsBuilder {
  readonly #starts: Uint32Array;
  readonly #rows: Int32Array;
  readonly #width: number;
  #count = 0;

  constructor(capacity: number, width: number) {
    this.#starts = new Uint32Array(capacity * width);
    this.#rows = new Int32Array(capacity);
    this.#width = width;
  }

  /** Starts (words at `at`) come in ascending order; a later one at the same place takes over. */
  add(words: ArrayLike<number>, at: number, row: number): void {
    const width = this.#width;
    const last = this.#count - 1;
    if (last < 0 || compareWords(this.#starts, last * width, words, at, width) !== 0) this.#count++;
    const place = this.#count - 1;
    for (let i = 0; i < width; i++) this.#starts[place * width + i] = words[at + i] as number;
    this.#rows[place] = row;
  }

  build(): Segments {
    return {
      starts: this.#starts.slice(0, this.#count * this.#width),
      rows: this.#rows.slice(0, this.#count),
    };
  }
}

/** The first address after the row's block; null after the last address of all. */
function blockEnd(columns: PrefixColumns, row: number): number[] | null {
  const width = widthOf(columns.family);
  const words: number[] = [];
  for (let i = 0; i < width; i++) words.push(columns.words[row * width + i] as number);
  const length = columns.length[row] as number;
  if (length === 0) return null;
  let at = (length - 1) >>> 5;
  let sum = (words[at] as number) + 2 ** (31 - ((length - 1) & 31));
  for (; sum === 2 ** 32; sum = (words[at] as number) + 1) {
    words[at] = 0;
    if (--at < 0) return null;
  }
  words[at] = sum;
  return words;
}

/** For each value of the first 16 bits the segment of its first address; one more entry closes the table. */
function jumpTable(starts: Uint32Array): Uint32Array {
  const jump = new Uint32Array(65_537);
  let segment = 0;
  for (let high = 0; high < 65_536; high++) {
    while (segment + 1 < starts.length && (starts[segment + 1] as number) <= high * 65_536) segment++;
    jump[high] = segment;
  }
  jump[65_536] = starts.length - 1;
  return jump;
}
