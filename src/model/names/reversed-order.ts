/**
 * The one order of names: label by label from the right, each label by its bytes, a name directly before what is
 * below it. The label separator therefore sorts below every character of a label. With its ASCII value it would
 * sort above the hyphen, `com.foo-bar` would come between `com.foo` and `com.foo.ads`, and every sweep that
 * looks for what is covered would lose its place.
 */
import { type RadixScratch, radixScratch, radixSort } from '../radix-sort.js';
import { NAME_MONITOR, NAME_SUBTREE, type NameTable } from './name-table.js';

/**
 * All rows of a table in order. A key is the name as codes in comparison order: reversed labels, {@link SEPARATOR}
 * between them, {@link END} after the last. Before each key stand its row and flags: random memory access is what
 * the work at 1,000,000 names costs, and so each name costs one.
 */
export interface SortedNames {
  readonly records: Uint8Array;
  /** Where the key of the i-th row in order begins in `records`. */
  readonly keys: Uint32Array;
}

export const END = 0;
export const SEPARATOR = 1;
const INVALID = 0x80;
const DOT = 0x2e;

/** Codes 2 to 38 for `-`, `0`–`9`, `a`–`z`: 39 in all, so that six fit into one 32-bit word. */
const CODE_OF = new Uint8Array(256).fill(INVALID);
for (const [i, character] of [...'-0123456789abcdefghijklmnopqrstuvwxyz'].entries())
  CODE_OF[character.charCodeAt(0)] = SEPARATOR + 1 + i;

const CODES_A_WORD = 6;
const BASE = 40;
/** Below this many rows insertion beats counting. */
const SMALL = 24;

/**
 * Writes the key of one name.
 * @returns where the next key may begin, or -1 if the name holds something other than lower-case LDH and dots.
 */
export function encodeReversed(
  bytes: Uint8Array,
  from: number,
  to: number,
  codes: Uint8Array,
  at: number,
): number {
  let seen = 0;
  let labelEnd = to;
  let next = at;
  for (let i = to - 1; i >= from - 1; i--) {
    if (i >= from && bytes[i] !== DOT) continue;
    for (let k = i + 1; k < labelEnd; k++) {
      const code = CODE_OF[bytes[k]!]!;
      seen |= code;
      codes[next++] = code;
    }
    codes[next++] = i < from ? END : SEPARATOR;
    labelEnd = i;
  }
  return seen & INVALID ? -1 : next;
}

/** Octets of the row and of the flags before each key. */
const ROW_OCTETS = 4;
const HEADER_OCTETS = ROW_OCTETS + 1;

/** The row of the table whose key begins at `key`. */
export function rowOf(records: Uint8Array, key: number): number {
  const at = key - HEADER_OCTETS;
  const high = (records[at + 3]! << 24) | (records[at + 2]! << 16);
  return (high | (records[at + 1]! << 8) | records[at]!) >>> 0;
}

/** The flags of the row whose key begins at `key`. */
export function flagsOf(records: Uint8Array, key: number): number {
  return records[key - 1]!;
}

/**
 * Rows in the order of reversed labels; rows with the same name by action and scope, then by row.
 * @throws RangeError if a row is not a canonical host name, which is a broken invariant of the table.
 */
export function sortNames(table: NameTable): SortedNames {
  const names = recordNames(table);
  new Sorter(names).sort(0, names.keys.length, 0);
  return names;
}

/** The same with the way back from a row to its key, for sweeps over several selections of the rows. */
export interface OrderedNames {
  readonly records: Uint8Array;
  /** Where the key of row i begins in `records`. */
  readonly start: Uint32Array;
  /** All rows in order. */
  readonly rows: Uint32Array;
}

export function orderNames(table: NameTable): OrderedNames {
  const { records, keys } = sortNames(table);
  const rows = keys.map((key) => rowOf(records, key));
  const start = new Uint32Array(rows.length);
  for (const [i, row] of rows.entries()) start[row] = keys[i]!;
  return { records, start, rows };
}

function recordNames(table: NameTable): SortedNames {
  let octets = 0;
  for (let row = 0; row < table.count; row++) octets += HEADER_OCTETS + table.length[row]! + 1;
  const records = new Uint8Array(octets);
  const keys = new Uint32Array(table.count);
  let next = 0;
  for (let row = 0; row < table.count; row++) {
    for (let shift = 0; shift < 32; shift += 8) records[next++] = row >>> shift;
    records[next++] = table.flags[row]!;
    keys[row] = next;
    const from = table.offset[row]!;
    next = encodeReversed(table.bytes, from, from + table.length[row]!, records, next);
    if (next < 0) throw new RangeError(`row ${row} of the name table is not a canonical host name`);
  }
  return { records, keys };
}

/** Of rows with the same name the strongest stands first: block before monitor, subtree before exact. */
const rankOf = (flags: number): number => (flags & NAME_MONITOR ? 2 : 0) + (flags & NAME_SUBTREE ? 0 : 1);

/** Most significant word first: six codes at a time, each group of equal words sorted by the next six. */
class Sorter {
  readonly #records: Uint8Array;
  readonly #keys: Uint32Array;
  readonly #words: Uint32Array;
  readonly #scratch: RadixScratch;

  constructor({ records, keys }: SortedNames) {
    this.#records = records;
    this.#keys = keys;
    this.#words = new Uint32Array(keys.length);
    this.#scratch = radixScratch(keys.length);
  }

  /** @param depth codes that all keys of the range have in common. Recursion ends after 253 / 6 levels. */
  sort(from: number, to: number, depth: number): void {
    for (let i = from; i < to; i++) this.#words[i] = this.#wordAt(this.#keys[i]! + depth);
    this.#byWord(from, to);
    for (let i = from; i < to; ) {
      const word = this.#words[i]!;
      let end = i + 1;
      while (end < to && this.#words[end] === word) end++;
      if (end - i > 1) {
        if (word % BASE === END) this.#rank(i, end);
        else this.sort(i, end, depth + CODES_A_WORD);
      }
      i = end;
    }
  }

  /** Six codes as one number; what lies beyond the end counts as more ends. */
  #wordAt(start: number): number {
    let at = start;
    let word = 0;
    for (let k = 0; k < CODES_A_WORD; k++) {
      const code = this.#records[at]!;
      word = Math.imul(word, BASE) + code;
      if (code !== END) at++;
    }
    return word;
  }

  /** Orders rows with one and the same name. */
  #rank(from: number, to: number): void {
    for (let i = from; i < to; i++) this.#words[i] = rankOf(flagsOf(this.#records, this.#keys[i]!));
    this.#byWord(from, to);
  }

  #byWord(from: number, to: number): void {
    if (to - from > SMALL) radixSort(this.#words, this.#keys, this.#scratch, from, to);
    else insertionSort(this.#words, this.#keys, from, to);
  }
}

function insertionSort(words: Uint32Array, keys: Uint32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const word = words[i]!;
    const key = keys[i]!;
    let k = i;
    for (; k > from && words[k - 1]! > word; k--) {
      words[k] = words[k - 1]!;
      keys[k] = keys[k - 1]!;
    }
    words[k] = word;
    keys[k] = key;
  }
}
