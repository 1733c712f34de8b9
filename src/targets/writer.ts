/** Bytes of an artifact: constants and name bytes go straight into one growing buffer, no string for each entry. */
import type { NameTable } from '../model/names/name-table.js';
import type { PrefixColumns } from '../model/prefixes/prefix-table.js';

const DOT = 0x2e;
const COLON = 0x3a;
const SLASH = 0x2f;
const ZERO = 0x30;
const HEX = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0));
const encoder = new TextEncoder();

/** The bytes of a constant, made once and appended for every entry. */
export const constant = (text: string): Uint8Array => encoder.encode(text);

export class ByteWriter {
  #bytes: Uint8Array;
  #used = 0;
  readonly #groups = new Uint16Array(8);

  constructor(expectedOctets = 4096) {
    this.#bytes = new Uint8Array(expectedOctets);
  }

  text(value: string): this {
    return this.raw(encoder.encode(value));
  }

  raw(value: Uint8Array): this {
    this.#reserve(value.length);
    // A loop beats set() for a few octets.
    for (let i = 0; i < value.length; i++) this.#bytes[this.#used++] = value[i]!;
    return this;
  }

  /** One name of the table. */
  name(table: NameTable, row: number): this {
    const length = table.length[row]!;
    this.#reserve(length);
    const from = table.offset[row]!;
    const source = table.bytes;
    for (let i = 0; i < length; i++) this.#bytes[this.#used++] = source[from + i]!;
    return this;
  }

  /** One prefix in canonical text (RFC 4632, RFC 5952); a whole address without its length. */
  prefix(columns: PrefixColumns, row: number): this {
    this.#reserve(48);
    const bits = columns.family === 4 ? 32 : 128;
    if (columns.family === 4) this.#dottedQuad(columns.words[row]!);
    else this.#address6(columns, row);
    if (columns.length[row] !== bits) {
      this.#bytes[this.#used++] = SLASH;
      this.#decimal(columns.length[row]!);
    }
    return this;
  }

  /**
   * One prefix as the owner of an rpz-ip trigger: length, then the parts of the address from the last to the
   * first. IPv6: groups in hexadecimal, `zz` for the run of zero groups that RFC 5952 would shorten. Anything else
   * is accepted by checkers and then matches nothing in BIND.
   */
  rpzAddress(columns: PrefixColumns, row: number): this {
    this.#reserve(56);
    this.#decimal(columns.length[row]!);
    if (columns.family === 4) {
      const word = columns.words[row]!;
      for (let shift = 0; shift <= 24; shift += 8) {
        this.#bytes[this.#used++] = DOT;
        this.#decimal((word >>> shift) & 255);
      }
      return this;
    }
    const groups = this.#groupsOf(columns, row);
    const run = zeroRun(groups);
    for (let i = 7; i >= 0; i--) {
      this.#bytes[this.#used++] = DOT;
      if (i === run.start + run.length - 1 && run.length > 0) {
        this.#bytes[this.#used++] = 0x7a;
        this.#bytes[this.#used++] = 0x7a;
        i = run.start;
      } else this.#hexadecimal(groups[i]!);
    }
    return this;
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#used);
  }

  #dottedQuad(word: number): void {
    for (let shift = 24; shift >= 0; shift -= 8) {
      this.#decimal((word >>> shift) & 255);
      if (shift > 0) this.#bytes[this.#used++] = DOT;
    }
  }

  #address6(columns: PrefixColumns, row: number): void {
    const groups = this.#groupsOf(columns, row);
    const run = zeroRun(groups);
    for (let i = 0; i < 8; i++) {
      if (i === run.start) {
        this.#bytes[this.#used++] = COLON;
        this.#bytes[this.#used++] = COLON;
        i += run.length - 1;
        continue;
      }
      if (i > 0 && i !== run.start + run.length) this.#bytes[this.#used++] = COLON;
      this.#hexadecimal(groups[i]!);
    }
  }

  #groupsOf(columns: PrefixColumns, row: number): Uint16Array {
    for (let k = 0; k < 4; k++) {
      const word = columns.words[row * 4 + k]!;
      this.#groups[k * 2] = word >>> 16;
      this.#groups[k * 2 + 1] = word & 0xffff;
    }
    return this.#groups;
  }

  /** 0 to 255. */
  #decimal(value: number): void {
    if (value >= 100) this.#bytes[this.#used++] = ZERO + Math.trunc(value / 100);
    if (value >= 10) this.#bytes[this.#used++] = ZERO + (Math.trunc(value / 10) % 10);
    this.#bytes[this.#used++] = ZERO + (value % 10);
  }

  /** 16 bits, lower case, no leading zeros. */
  #hexadecimal(value: number): void {
    if (value >= 0x1000) this.#bytes[this.#used++] = HEX[value >>> 12]!;
    if (value >= 0x100) this.#bytes[this.#used++] = HEX[(value >>> 8) & 15]!;
    if (value >= 0x10) this.#bytes[this.#used++] = HEX[(value >>> 4) & 15]!;
    this.#bytes[this.#used++] = HEX[value & 15]!;
  }

  #reserve(octets: number): void {
    if (this.#used + octets <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + octets));
    grown.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = grown;
  }
}

/** The leftmost of the longest runs of zero groups (RFC 5952 §4.2.3); a run of one is no run. */
function zeroRun(groups: Uint16Array): { readonly start: number; readonly length: number } {
  let best = 0;
  let bestStart = -1;
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (end < 8 && groups[end] === 0) end++;
    if (end - start > best) {
      best = end - start;
      bestStart = start;
    }
    start = end;
  }
  return best >= 2 ? { start: bestStart, length: best } : { start: -1, length: 0 };
}
