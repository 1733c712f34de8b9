/**
 * The data section of a MaxMind DB file (format 2.0): typed values at offsets, read with every bound checked.
 * A database comes from outside and may be damaged or made to harm: pointers may leave the section, point at each
 * other, or fan out so that a few bytes stand for billions of values. Each of those is a {@link MmdbProblem}.
 */

/** What a record holds. Unsigned 64- and 128-bit numbers are bigints. */
export type MmdbValue =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | readonly MmdbValue[]
  | { readonly [key: string]: MmdbValue };

/** Why bytes are not a readable MaxMind DB; turned into a CordonError where the file is known. */
export class MmdbProblem extends Error {
  override readonly name = 'MmdbProblem';
}

/** The largest record of the databases in use has about 200 values. */
const MAX_VALUES_PER_RECORD = 10_000;
const MAX_DEPTH = 32;

const TYPE = {
  pointer: 1,
  text: 2,
  double: 3,
  bytes: 4,
  uint16: 5,
  uint32: 6,
  map: 7,
  int32: 8,
  uint64: 9,
  uint128: 10,
  array: 11,
  boolean: 14,
  float: 15,
} as const;

/** The widest number that each unsigned type may take, in bytes. */
const MAX_BYTES: Readonly<Record<number, number>> = {
  [TYPE.uint16]: 2,
  [TYPE.uint32]: 4,
  [TYPE.int32]: 4,
  [TYPE.uint64]: 8,
  [TYPE.uint128]: 16,
};

interface Cursor {
  offset: number;
  values: number;
}

/** Reads values out of the bytes between `start` and `end`; offsets and pointers count from `start`. */
export class MmdbData {
  readonly #bytes: Buffer;

  constructor(file: Uint8Array, start: number, end: number) {
    this.#bytes = Buffer.from(file.buffer, file.byteOffset + start, end - start);
  }

  get length(): number {
    return this.#bytes.length;
  }

  /** @throws MmdbProblem where the bytes at the offset are no value. */
  read(offset: number): MmdbValue {
    return this.#value({ offset, values: 0 }, 0, true);
  }

  #value(at: Cursor, depth: number, mayPoint: boolean): MmdbValue {
    if (++at.values > MAX_VALUES_PER_RECORD || depth > MAX_DEPTH)
      throw new MmdbProblem('a record holds more values than any real one');
    const control = this.#byte(at);
    const basic = control >>> 5;
    if (basic === TYPE.pointer) {
      if (!mayPoint) throw new MmdbProblem('a pointer leads to another pointer');
      const target: Cursor = { offset: this.#pointer(at, control), values: at.values };
      const value = this.#value(target, depth + 1, false);
      at.values = target.values;
      return value;
    }
    const type = basic === 0 ? this.#byte(at) + 7 : basic;
    const size = this.#size(at, control & 31);
    if (type === TYPE.map) return this.#map(at, size, depth);
    if (type === TYPE.array) return this.#array(at, size, depth);
    return this.#scalar(at, type, size);
  }

  #scalar(at: Cursor, type: number, size: number): MmdbValue {
    if (type === TYPE.boolean) {
      if (size > 1) throw new MmdbProblem(`a boolean of value ${size}`);
      return size === 1;
    }
    const start = this.#take(at, size);
    switch (type) {
      case TYPE.text:
        return this.#bytes.toString('utf8', start, start + size);
      case TYPE.bytes:
        return new Uint8Array(this.#bytes.subarray(start, start + size));
      case TYPE.double:
        if (size !== 8) throw new MmdbProblem(`a double of ${size} bytes`);
        return this.#bytes.readDoubleBE(start);
      case TYPE.float:
        if (size !== 4) throw new MmdbProblem(`a float of ${size} bytes`);
        return this.#bytes.readFloatBE(start);
      default:
        return this.#integer(type, start, size);
    }
  }

  #integer(type: number, start: number, size: number): number | bigint {
    const most = MAX_BYTES[type];
    if (most === undefined) throw new MmdbProblem(`a value of the unknown type ${type}`);
    if (size > most) throw new MmdbProblem(`an integer of ${size} bytes where ${most} is the limit`);
    if (type === TYPE.uint64 || type === TYPE.uint128)
      return size === 0 ? 0n : BigInt(`0x${this.#bytes.toString('hex', start, start + size)}`);
    if (size === 0) return 0;
    // Fewer than four bytes mean leading zeros, so only a full one can be negative.
    return type === TYPE.int32 && size === 4
      ? this.#bytes.readInt32BE(start)
      : this.#bytes.readUIntBE(start, size);
  }

  #map(at: Cursor, size: number, depth: number): MmdbValue {
    const map: Record<string, MmdbValue> = {};
    for (let i = 0; i < size; i++) {
      const key = this.#value(at, depth + 1, true);
      if (typeof key !== 'string') throw new MmdbProblem('a map has a key that is not text');
      if (key === '__proto__') throw new MmdbProblem('a map has the key __proto__');
      map[key] = this.#value(at, depth + 1, true);
    }
    return map;
  }

  #array(at: Cursor, size: number, depth: number): MmdbValue {
    const values: MmdbValue[] = [];
    for (let i = 0; i < size; i++) values.push(this.#value(at, depth + 1, true));
    return values;
  }

  /** Sizes from 29 on stand in the bytes that follow, each form counting on from the one before. */
  #size(at: Cursor, bits: number): number {
    if (bits < 29) return bits;
    const base = bits === 29 ? 29 : bits === 30 ? 285 : 65_821;
    const width = bits - 28;
    return base + this.#bytes.readUIntBE(this.#take(at, width), width);
  }

  #pointer(at: Cursor, control: number): number {
    const form = (control >>> 3) & 3;
    const width = form + 1;
    const rest = this.#bytes.readUIntBE(this.#take(at, width), width);
    if (form === 3) return rest;
    const base = form === 0 ? 0 : form === 1 ? 2_048 : 526_336;
    return base + (control & 7) * 2 ** (8 * width) + rest;
  }

  #byte(at: Cursor): number {
    return this.#bytes[this.#take(at, 1)] as number;
  }

  /** Steps over that many bytes and gives where they begin. */
  #take(at: Cursor, count: number): number {
    const start = at.offset;
    if (start + count > this.#bytes.length)
      throw new MmdbProblem(`a value reaches beyond the data section (offset ${start})`);
    at.offset = start + count;
    return start;
  }
}
