/**
 * Names in columns: the bytes of all names back to back in one arena, and no object or string for each. Row order
 * is the order of insertion. Strings are made only for output.
 */

export interface NameTable {
  readonly count: number;
  /** Lower-case A-labels without a trailing dot, back to back. */
  readonly bytes: Uint8Array;
  /** Row i is bytes[offset[i] .. offset[i] + length[i]). */
  readonly offset: Uint32Array;
  /** 1 to 253 octets. */
  readonly length: Uint8Array;
  /** Bits of {@link NAME_SUBTREE} and {@link NAME_MONITOR}. */
  readonly flags: Uint8Array;
}

/** The row stands for the name and all below it; otherwise for the name alone. */
export const NAME_SUBTREE = 1;
/** The row is counted and logged, never blocked. */
export const NAME_MONITOR = 2;

export class NameTableBuilder {
  #count = 0;
  #used = 0;
  #bytes = new Uint8Array(1024);
  #offset = new Uint32Array(64);
  #length = new Uint8Array(64);
  #flags = new Uint8Array(64);

  get count(): number {
    return this.#count;
  }

  /** @param name a canonical host name (ASCII, 1 to 253 octets); anything else is a broken invariant. */
  add(name: string, flags = 0): this {
    if (name.length === 0 || name.length > 253) throw new RangeError(`a name of ${name.length} octets`);
    this.#reserve(name.length);
    this.#offset[this.#count] = this.#used;
    this.#length[this.#count] = name.length;
    this.#flags[this.#count] = flags;
    for (let i = 0; i < name.length; i++) this.#bytes[this.#used++] = name.charCodeAt(i);
    this.#count++;
    return this;
  }

  build(): NameTable {
    return {
      count: this.#count,
      bytes: this.#bytes.slice(0, this.#used),
      offset: this.#offset.slice(0, this.#count),
      length: this.#length.slice(0, this.#count),
      flags: this.#flags.slice(0, this.#count),
    };
  }

  #reserve(octets: number): void {
    if (this.#used + octets > this.#bytes.length)
      this.#bytes = grow(this.#bytes, Math.max(this.#bytes.length * 2, this.#used + octets));
    if (this.#count < this.#offset.length) return;
    const rows = this.#count * 2;
    this.#offset = grow(this.#offset, rows);
    this.#length = grow(this.#length, rows);
    this.#flags = grow(this.#flags, rows);
  }
}

function grow<T extends Uint8Array | Uint32Array>(from: T, size: number): T {
  const to = new (from.constructor as new (size: number) => T)(size);
  to.set(from);
  return to;
}

const latin1 = new TextDecoder('latin1');

/** The name of one row as text. */
export function nameAt(table: NameTable, row: number): string {
  const start = table.offset[row] as number;
  return latin1.decode(table.bytes.subarray(start, start + (table.length[row] as number)));
}
