/**
 * A sieve before {@link NameIndex}: finds, in one pass over a large table, the few rows that may cover, equal or lie
 * below a name of a small table. It never misses one; what it finds is to be looked at exactly.
 */
import { NAME_SUBTREE, type NameTable } from './name-table.js';

const DOT = 0x2e;
/** What a node of the sieve stands for: the bits may come together. */
const ENDS = 1;
const SUBTREE = 2;
const PASSES = 4;

/**
 * Holds a fingerprint (32 bits) for each name and for each name above it. Two names with one fingerprint cost a look
 * that finds nothing. A walk from the last label on ends at the first name that is not there.
 */
export class NameScreen {
  readonly #prints: Uint32Array;
  readonly #kinds: Uint8Array;
  readonly #mask: number;

  constructor(table: NameTable) {
    let labels = 0;
    for (let row = 0; row < table.count; row++) labels += labelsOf(table, row);
    let size = 1024;
    while (size < labels * 4) size *= 2;
    this.#prints = new Uint32Array(size);
    this.#kinds = new Uint8Array(size);
    this.#mask = size - 1;
    for (let row = 0; row < table.count; row++) this.#add(table, row);
  }

  /** Rows of the table that may meet a name of the screen, ascending. */
  candidates(table: NameTable): number[] {
    const found: number[] = [];
    for (let row = 0; row < table.count; row++) if (this.#mayMeet(table, row)) found.push(row);
    return found;
  }

  #add(table: NameTable, row: number): void {
    const { bytes } = table;
    const start = table.offset[row]!;
    const last = start + table.length[row]! - 1;
    let print = SEED;
    for (let i = last; i >= start; i--) {
      if (bytes[i] === DOT) this.#mark(print, PASSES);
      print = Math.imul(print ^ bytes[i]!, PRIME);
    }
    this.#mark(print, ENDS | (table.flags[row]! & NAME_SUBTREE ? SUBTREE : 0));
  }

  #mayMeet(table: NameTable, row: number): boolean {
    const { bytes } = table;
    const start = table.offset[row]!;
    const last = start + table.length[row]! - 1;
    let print = SEED;
    for (let i = last; i >= start; i--) {
      const byte = bytes[i]!;
      if (byte === DOT) {
        const kind = this.#kindOf(print);
        if (kind === 0) return false;
        if (kind & SUBTREE) return true;
      }
      print = Math.imul(print ^ byte, PRIME);
    }
    const kind = this.#kindOf(print);
    return (kind & ENDS) !== 0 || ((kind & PASSES) !== 0 && (table.flags[row]! & NAME_SUBTREE) !== 0);
  }

  #mark(print: number, kind: number): void {
    const key = print >>> 0;
    let at = slot(key) & this.#mask;
    while (this.#kinds[at] !== 0 && this.#prints[at] !== key) at = (at + 1) & this.#mask;
    this.#prints[at] = key;
    this.#kinds[at]! |= kind;
  }

  #kindOf(print: number): number {
    const key = print >>> 0;
    let at = slot(key) & this.#mask;
    while (this.#kinds[at] !== 0) {
      if (this.#prints[at] === key) return this.#kinds[at]!;
      at = (at + 1) & this.#mask;
    }
    return 0;
  }
}

/** FNV-1a (32 bits) over the octets from the last to the first. */
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
/** The low bits of FNV are its weakest. */
const slot = (print: number): number => (print ^ (print >>> 15)) >>> 0;

function labelsOf(table: NameTable, row: number): number {
  const start = table.offset[row]!;
  const end = start + table.length[row]!;
  let labels = 1;
  for (let i = start; i < end; i++) if (table.bytes[i] === DOT) labels++;
  return labels;
}
