/**
 * The one order of names: label by label from the right, each label by its bytes, a name directly before what is
 * below it. The label separator therefore sorts below every character of a label. With its ASCII value it would
 * sort above the hyphen, `com.foo-bar` would come between `com.foo` and `com.foo.ads`, and every sweep that
 * looks for what is covered would lose its place.
 */
import { radixScratch, radixSort } from '../radix-sort.js';
import { NAME_MONITOR, NAME_SUBTREE, type NameTable } from './name-table.js';

/** Names as codes in comparison order: reversed labels, {@link SEPARATOR} between them, {@link END} after each. */
export interface ReversedKeys {
  readonly codes: Uint8Array;
  /** Where the key of row i begins in `codes`. */
  readonly start: Uint32Array;
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

/** @throws RangeError if a row is not a canonical host name, which is a broken invariant of the table. */
export function reversedKeys(table: NameTable): ReversedKeys {
  let octets = 0;
  for (let row = 0; row < table.count; row++) octets += table.length[row]! + 1;
  const codes = new Uint8Array(octets);
  const start = new Uint32Array(table.count);
  let next = 0;
  for (let row = 0; row < table.count; row++) {
    const from = table.offset[row]!;
    start[row] = next;
    next = encodeReversed(table.bytes, from, from + table.length[row]!, codes, next);
    if (next < 0) throw new RangeError(`row ${row} of the name table is not a canonical host name`);
  }
  return { codes, start };
}

/** Of rows with the same name the strongest stands first: block before monitor, subtree before exact. */
const rankOf = (flags: number): number => (flags & NAME_MONITOR ? 2 : 0) + (flags & NAME_SUBTREE ? 0 : 1);

/** All rows in the order of their keys; rows with the same name by action and scope, then by row. */
export function sortedRows(table: NameTable, keys: ReversedKeys): Uint32Array {
  const rows = new Uint32Array(table.count);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  new Sorter(table.flags, keys, rows).sort(0, rows.length, 0);
  return rows;
}

/** Most significant word first: six codes at a time, each group of equal words sorted by the next six. */
class Sorter {
  readonly #flags: Uint8Array;
  readonly #codes: Uint8Array;
  readonly #start: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #words: Uint32Array;
  readonly #scratch;

  constructor(flags: Uint8Array, keys: ReversedKeys, rows: Uint32Array) {
    this.#flags = flags;
    this.#codes = keys.codes;
    this.#start = keys.start;
    this.#rows = rows;
    this.#words = new Uint32Array(rows.length);
    this.#scratch = radixScratch(rows.length);
  }

  /** @param depth codes that all keys of the range have in common. Recursion ends after 253 / 6 levels. */
  sort(from: number, to: number, depth: number): void {
    if (to - from <= SMALL) {
      this.#insert(from, to, depth);
      return;
    }
    for (let i = from; i < to; i++) this.#words[i] = this.#wordAt(this.#rows[i]!, depth);
    radixSort(this.#words, this.#rows, this.#scratch, from, to);
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

  #wordAt(row: number, depth: number): number {
    let at = this.#start[row]! + depth;
    let word = 0;
    for (let k = 0; k < CODES_A_WORD; k++) {
      const code = this.#codes[at]!;
      word = word * BASE + code;
      if (code !== END) at++;
    }
    return word;
  }

  /** Orders rows with one and the same name. */
  #rank(from: number, to: number): void {
    for (let i = from; i < to; i++) this.#words[i] = rankOf(this.#flags[this.#rows[i]!]!);
    radixSort(this.#words, this.#rows, this.#scratch, from, to);
  }

  #insert(from: number, to: number, depth: number): void {
    const rows = this.#rows;
    for (let i = from + 1; i < to; i++) {
      const row = rows[i]!;
      let k = i;
      while (k > from && this.#compare(rows[k - 1]!, row, depth) > 0) {
        rows[k] = rows[k - 1]!;
        k--;
      }
      rows[k] = row;
    }
  }

  #compare(a: number, b: number, depth: number): number {
    const codes = this.#codes;
    let x = this.#start[a]! + depth;
    let y = this.#start[b]! + depth;
    while (codes[x] === codes[y]) {
      if (codes[x] === END) return rankOf(this.#flags[a]!) - rankOf(this.#flags[b]!);
      x++;
      y++;
    }
    return codes[x]! - codes[y]!;
  }
}
