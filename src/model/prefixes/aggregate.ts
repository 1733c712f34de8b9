/**
 * Set algebra over prefixes. All of it works on prefixes, never on ranges with an end: an end plus one does not
 * exist for the last address of the space, and two neighbours make a prefix only where they are aligned.
 * Flags are dropped. Every result is ascending and the fewest prefixes with its members.
 */
import { agree, compareWords, sortedPrefixRows } from './bits.js';
import { ColumnsBuilder, type PrefixColumns, type PrefixTable, widthOf } from './prefix-table.js';

/**
 * The fewest prefixes with the same members, ascending; flags are dropped. No prefix of the result overlaps or
 * can be joined with another.
 */
export function aggregate(table: PrefixTable): PrefixTable {
  return { v4: aggregateColumns(table.v4), v6: aggregateColumns(table.v6) };
}

/** What is in `from` and not in `without`, aggregated. */
export function subtract(from: PrefixTable, without: PrefixTable): PrefixTable {
  const v4 = subtractColumns(aggregateColumns(from.v4), aggregateColumns(without.v4));
  return { v4, v6: subtractColumns(aggregateColumns(from.v6), aggregateColumns(without.v6)) };
}

/** What is in both, aggregated. */
export function intersect(a: PrefixTable, b: PrefixTable): PrefixTable {
  const v4 = intersectColumns(aggregateColumns(a.v4), aggregateColumns(b.v4));
  return { v4, v6: intersectColumns(aggregateColumns(a.v6), aggregateColumns(b.v6)) };
}

/**
 * One pass over the sorted rows with the result so far as a stack: a row is inside the top, or is pushed and
 * joined with the top for as long as both are halves of one prefix.
 */
function aggregateColumns(columns: PrefixColumns): PrefixColumns {
  const width = widthOf(columns.family);
  const words = new Uint32Array(columns.count * width);
  const length = new Uint8Array(columns.count);
  let top = -1;
  for (const row of sortedPrefixRows(columns)) {
    const from = row * width;
    if (top >= 0 && agree(words, top * width, columns.words, from, length[top]!)) continue;
    top++;
    for (let k = 0; k < width; k++) words[top * width + k] = columns.words[from + k]!;
    length[top] = columns.length[row]!;
    while (top > 0 && areHalves(words, length, top - 1, width)) {
      top--;
      length[top]!--;
    }
  }
  const count = top + 1;
  return {
    family: columns.family,
    count,
    words: words.slice(0, count * width),
    length: length.slice(0, count),
    flags: new Uint8Array(count),
  };
}

/** Whether the distinct prefixes `at` and `at + 1`, ascending, are the two halves of a prefix. */
function areHalves(words: Uint32Array, length: Uint8Array, at: number, width: number): boolean {
  const bits = length[at]!;
  return bits > 0 && bits === length[at + 1] && agree(words, at * width, words, (at + 1) * width, bits - 1);
}

function subtractColumns(from: PrefixColumns, without: PrefixColumns): PrefixColumns {
  const carver = new Carver(from.family, without);
  const width = widthOf(from.family);
  for (let row = 0; row < from.count; row++) {
    carver.carve([...from.words.subarray(row * width, (row + 1) * width)], from.length[row]!);
  }
  return carver.build();
}

/** Cuts what is taken away out of prefixes that arrive in ascending order. */
class Carver {
  readonly #without: PrefixColumns;
  readonly #width: 1 | 4;
  readonly #out: ColumnsBuilder;
  #next = 0;

  constructor(family: 4 | 6, without: PrefixColumns) {
    this.#without = without;
    this.#width = widthOf(family);
    this.#out = new ColumnsBuilder(family);
  }

  /** Halves the prefix until each part is either outside of what is taken away or inside it. */
  carve(words: readonly number[], length: number): void {
    const { words: taken, length: takenLength, count } = this.#without;
    while (this.#next < count) {
      const at = this.#next * this.#width;
      const takenBits = takenLength[this.#next]!;
      if (agree(taken, at, words, 0, Math.min(takenBits, length))) {
        if (takenBits <= length) return;
        this.carve(words, length + 1);
        this.carve(upperHalf(words, length), length + 1);
        return;
      }
      if (compareWords(taken, at, words, 0, this.#width) > 0) break;
      this.#next++;
    }
    this.#out.addAt(words, 0, length, 0);
  }

  build(): PrefixColumns {
    return this.#out.build();
  }
}

/** The words with bit `index` (0 is the most significant) set. */
function upperHalf(words: readonly number[], index: number): number[] {
  return words.map((word, i) => (i === index >>> 5 ? (word | (0x80000000 >>> (index & 31))) >>> 0 : word));
}

/** Of two aggregated sets each pair that overlaps is one inside the other: the longer one is in both. */
function intersectColumns(a: PrefixColumns, b: PrefixColumns): PrefixColumns {
  const width = widthOf(a.family);
  const out = new ColumnsBuilder(a.family);
  for (let i = 0, j = 0; i < a.count && j < b.count; ) {
    const x = i * width;
    const y = j * width;
    const inB = a.length[i]! >= b.length[j]!;
    if (agree(a.words, x, b.words, y, Math.min(a.length[i]!, b.length[j]!))) {
      if (inB) out.addAt(a.words, x, a.length[i++]!, 0);
      else out.addAt(b.words, y, b.length[j++]!, 0);
    } else if (compareWords(a.words, x, b.words, y, width) < 0) i++;
    else j++;
  }
  return out.build();
}
