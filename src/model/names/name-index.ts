/** Looking names up in a table, upwards and downwards, without an object for a row. */
import { NAME_SUBTREE, type NameTable } from './name-table.js';
import { END, encodeReversed, flagsOf, rowOf, SEPARATOR, sortNames } from './reversed-order.js';

/** Positions `from` to `to` (exclusive) of the sorted rows. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Names are given in canonical form; anything else is in no table and finds nothing. Each lookup is a binary search
 * for each label.
 */
export class NameIndex {
  readonly #records: Uint8Array;
  readonly #keys: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #text = new Uint8Array(256);
  readonly #query = new Uint8Array(256);

  constructor(table: NameTable) {
    const { records, keys } = sortNames(table);
    this.#records = records;
    this.#keys = keys;
    this.#rows = keys.map((key) => rowOf(records, key));
  }

  /** A row of exactly this name, whatever its scope; of several the strongest (block, then subtree). -1: none. */
  exact(name: string): number {
    const length = this.#encode(name);
    if (length === 0) return -1;
    const { from, to } = this.#atOrBelow(length, { from: 0, to: this.#rows.length });
    return from < to && this.#isEnd(from, length) ? this.#rows[from]! : -1;
  }

  /** Rows of this name, and subtree rows above it; the nearest first. */
  covering(name: string): number[] {
    const length = this.#encode(name);
    const found: number[] = [];
    let range: Range = { from: 0, to: this.#rows.length };
    for (let depth = 1; depth <= length && range.from < range.to; depth++) {
      if (depth < length && this.#query[depth] !== SEPARATOR) continue;
      range = this.#atOrBelow(depth, range);
      // Backwards, because the whole list is turned around in the end.
      for (let i = this.#endOfName(depth, range) - 1; i >= range.from; i--) {
        const isSubtree = flagsOf(this.#records, this.#keys[i]!) & NAME_SUBTREE;
        if (depth === length || isSubtree) found.push(this.#rows[i]!);
      }
    }
    return found.reverse();
  }

  /** Rows of this name or below it, in the order of reversed labels. A view: not to be written to. */
  below(name: string): Uint32Array {
    const length = this.#encode(name);
    if (length === 0) return this.#rows.subarray(0, 0);
    const { from, to } = this.#atOrBelow(length, { from: 0, to: this.#rows.length });
    return this.#rows.subarray(from, to);
  }

  /** Brings the name into the query buffer. Length of its key without the end, 0 for what is no canonical name. */
  #encode(name: string): number {
    if (name.length === 0 || name.length > 253) return 0;
    for (let i = 0; i < name.length; i++) {
      const code = name.charCodeAt(i);
      if (code > 127) return 0;
      this.#text[i] = code;
    }
    return Math.max(encodeReversed(this.#text, 0, name.length, this.#query, 0) - 1, 0);
  }

  /** What begins with the first `depth` codes of the query and has no more in that label, within a range. */
  #atOrBelow(depth: number, within: Range): Range {
    const from = this.#bound(depth, within.from, within.to, 0);
    return { from, to: this.#bound(depth, from, within.to, 1) };
  }

  #endOfName(depth: number, { from, to }: Range): number {
    let end = from;
    while (end < to && this.#isEnd(end, depth)) end++;
    return end;
  }

  #isEnd(position: number, depth: number): boolean {
    return this.#records[this.#keys[position]! + depth] === END;
  }

  /** The first position whose comparison with the query gives at least `least`. */
  #bound(depth: number, from: number, to: number, least: 0 | 1): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, depth) < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** -1, 1: the row sorts before or after the query and all below it; 0: it is the query or below it. */
  #compare(position: number, depth: number): -1 | 0 | 1 {
    const at = this.#keys[position]!;
    for (let i = 0; i < depth; i++) {
      const difference = this.#records[at + i]! - this.#query[i]!;
      if (difference !== 0) return difference < 0 ? -1 : 1;
    }
    return this.#records[at + depth]! <= SEPARATOR ? 0 : 1;
  }
}
