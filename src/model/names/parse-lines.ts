/** Bulk reading of other people's name lists: bytes in, columns out, no string for a name that is accepted. */
import { endOfWord, LineCursor, type RejectedLine, Rejections, startOfWord } from '../lines.js';
import { NAME_SUBTREE, type NameTable } from './name-table.js';

export interface ParsedNames {
  readonly table: NameTable;
  /** Lines of which something was refused. */
  readonly rejected: number;
  /** The first ten of them. */
  readonly firstRejected: readonly RejectedLine[];
}

const DOT = 0x2e;
const HYPHEN = 0x2d;
const NINE = 0x39;

/** Lower-case form of what a name may hold, 0 for everything else. */
const FOLDED = new Uint8Array(256);
for (const character of '-.0123456789abcdefghijklmnopqrstuvwxyz') {
  const code = character.charCodeAt(0);
  FOLDED[code] = code;
  FOLDED[character.toUpperCase().charCodeAt(0)] = code;
}

/**
 * The addresses that hosts files point at to block. A line with any other address says where a machine is, and is
 * refused.
 */
const SINKS = ['0.0.0.0', '127.0.0.1', '::', '::1'].map((text) => new TextEncoder().encode(text));

/**
 * Reads lines of one name (`example.com`) or of a hosts file (`0.0.0.0 example.com www.example.com`). Comments begin
 * with `#`, at the start of a line or after a blank; LF or CRLF; upper case is folded, one trailing dot dropped.
 *
 * Names are judged as `parseHostSyntax` judges ASCII, but for two things: a single label is refused,
 * and an `xn--` label is not decoded. Non-ASCII is refused. The public suffix list is not asked.
 * @param flags of every row.
 */
export function parseNameLines(bytes: Uint8Array, flags: number = NAME_SUBTREE): ParsedNames {
  const cursor = new LineCursor(bytes);
  const reader = new NameReader(bytes);
  const rejections = new Rejections();
  while (cursor.next()) {
    let from = cursor.from;
    let to = endOfWord(bytes, from, cursor.to);
    let fine = true;
    if (to < cursor.to) {
      fine = isSink(bytes, from, to);
      if (fine) {
        from = startOfWord(bytes, to, cursor.to);
        to = endOfWord(bytes, from, cursor.to);
      } else from = cursor.to;
    }
    while (from < cursor.to) {
      if (!reader.add(from, to)) fine = false;
      from = startOfWord(bytes, to, cursor.to);
      to = endOfWord(bytes, from, cursor.to);
    }
    if (!fine) rejections.add(bytes, cursor);
  }
  return { table: reader.build(flags), rejected: rejections.count, firstRejected: rejections.first };
}

function isSink(bytes: Uint8Array, from: number, to: number): boolean {
  return SINKS.some(
    (sink) => sink.length === to - from && sink.every((octet, i) => octet === bytes[from + i]),
  );
}

class NameReader {
  readonly #input: Uint8Array;
  /** Never longer than the input. */
  readonly #bytes: Uint8Array;
  #used = 0;
  #count = 0;
  #offset: Uint32Array;
  #length: Uint8Array;

  constructor(input: Uint8Array) {
    this.#input = input;
    this.#bytes = new Uint8Array(input.length);
    // Most names have more than twelve octets; lists of shorter ones grow.
    const rows = Math.ceil(input.length / 12) + 16;
    this.#offset = new Uint32Array(rows);
    this.#length = new Uint8Array(rows);
  }

  /** Copies one name in canonical form; false and nothing if it is none. */
  add(from: number, wordEnd: number): boolean {
    const to = wordEnd - from > 1 && this.#input[wordEnd - 1] === DOT ? wordEnd - 1 : wordEnd;
    if (to - from > 253 || !this.#copy(from, to)) return false;
    if (this.#count === this.#offset.length) this.#grow();
    this.#offset[this.#count] = this.#used;
    this.#length[this.#count] = to - from;
    this.#count++;
    this.#used += to - from;
    return true;
  }

  build(flags: number): NameTable {
    return {
      count: this.#count,
      bytes: this.#bytes.slice(0, this.#used),
      offset: this.#offset.slice(0, this.#count),
      length: this.#length.slice(0, this.#count),
      flags: new Uint8Array(this.#count).fill(flags),
    };
  }

  #copy(from: number, to: number): boolean {
    let label = from;
    let previous = DOT;
    let out = this.#used;
    for (let i = from; i < to; i++) {
      const octet = FOLDED[this.#input[i]!]!;
      if (octet === 0 || (octet === HYPHEN && previous === DOT)) return false;
      if (octet === DOT) {
        if (previous === DOT || previous === HYPHEN || i - label > 63) return false;
        label = i + 1;
      }
      this.#bytes[out++] = octet;
      previous = octet;
    }
    if (previous === DOT || previous === HYPHEN || to - label > 63 || label === from) return false;
    return !this.#isNumber(out - (to - label), out);
  }

  /** Decimal, or hexadecimal with 0x: what no top-level domain is and programs read as part of an address. */
  #isNumber(from: number, to: number): boolean {
    const bytes = this.#bytes;
    const isHex = to - from >= 2 && bytes[from] === 0x30 && bytes[from + 1] === 0x78;
    const highest = isHex ? 0x66 : NINE;
    for (let i = isHex ? from + 2 : from; i < to; i++)
      if (bytes[i]! > highest || bytes[i] === HYPHEN) return false;
    return true;
  }

  #grow(): void {
    const offset = new Uint32Array(this.#count * 2);
    const length = new Uint8Array(this.#count * 2);
    offset.set(this.#offset);
    length.set(this.#length);
    this.#offset = offset;
    this.#length = length;
  }
}
