/**
 * Bounded reading of a DNS message. Every message comes from a stranger: a read that does not fit never throws, it
 * sets `problem` (the first one stays) and yields zeros, and whoever decodes looks at `problem` at the end.
 */

import { formatAddress } from '../../model/prefixes/prefix.js';

export const HEADER_OCTETS = 12;
/** RFC 1035 §2.3.4. */
const MAX_NAME_OCTETS = 255;

/** Presentation form of each octet in a name: lower case, escaped where it could be taken for something else. */
const NAME_TEXT: readonly string[] = Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z0-9_-]/i.test(character)) return character.toLowerCase();
  return /[!-~]/.test(character) ? `\\${character}` : `\\${String(code).padStart(3, '0')}`;
});

/** Presentation form of each octet in a character string: printable ASCII as it is, but `"` and `\` escaped. */
const STRING_TEXT: readonly string[] = Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (character === '"' || character === '\\') return `\\${character}`;
  return /[ -~]/.test(character) ? character : `\\${String(code).padStart(3, '0')}`;
});

export class Reader {
  readonly bytes: Uint8Array;
  /** Where the message starts: compression pointers count from here. */
  readonly start: number;
  readonly messageEnd: number;
  /** End of what may be read now: of the message, or of the record data that is being decoded. */
  end: number;
  at: number;
  problem: string | undefined = undefined;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.start = start;
    this.messageEnd = end;
    this.end = end;
    this.at = start;
  }

  /** Notes what is wrong; the first problem stays. */
  fail(problem: string): void {
    this.problem ??= `${problem} at octet ${this.at - this.start}`;
  }

  u8(): number {
    if (this.at + 1 > this.end) return this.#short();
    return this.bytes[this.at++] as number;
  }

  u16(): number {
    if (this.at + 2 > this.end) return this.#short();
    const value = ((this.bytes[this.at] as number) << 8) | (this.bytes[this.at + 1] as number);
    this.at += 2;
    return value;
  }

  u32(): number {
    const high = this.u16();
    return high * 65536 + this.u16();
  }

  skip(octets: number): void {
    if (this.at + octets > this.end) this.#short();
    else this.at += octets;
  }

  #short(): 0 {
    this.fail('ends too early');
    this.at = this.end;
    return 0;
  }

  /** Moves past a name without looking where its pointer leads. */
  skipName(): void {
    while (this.problem === undefined) {
      const length = this.u8();
      if (length === 0) return;
      if (length >= 0xc0) {
        this.skip(1);
        return;
      }
      if (length > 63) this.fail('has a label of a reserved kind');
      else this.skip(length);
    }
  }

  /**
   * A name, in presentation form. A pointer must lead before the place where the run of labels began that it ends:
   * that rules out loops and forward pointers, and bounds the work (RFC 1035 §4.1.4 speaks of a *prior* occurrence).
   */
  name(compressed = true): string {
    const { bytes } = this;
    let at = this.at;
    let limit = this.end;
    let floor = at;
    let resume = -1;
    let octets = 1;
    let text = '';
    for (;;) {
      if (at >= limit) return this.#badName('ends too early');
      const length = bytes[at] as number;
      if (length === 0) break;
      if (length >= 0xc0) {
        if (!compressed) return this.#badName('has a compressed name where none is allowed');
        if (at + 2 > limit) return this.#badName('ends too early');
        const target = this.start + (((length & 0x3f) << 8) | (bytes[at + 1] as number));
        if (target >= floor || target < this.start + HEADER_OCTETS)
          return this.#badName('has a pointer that does not lead to a name before it');
        if (resume < 0) resume = at + 2;
        limit = this.messageEnd;
        floor = target;
        at = target;
        continue;
      }
      if (length > 63) return this.#badName('has a label of a reserved kind');
      const stop = at + 1 + length;
      octets += length + 1;
      if (octets > MAX_NAME_OCTETS) return this.#badName('has a name of over 255 octets');
      if (stop >= limit) return this.#badName('ends too early');
      if (text !== '') text += '.';
      for (let i = at + 1; i < stop; i++) text += NAME_TEXT[bytes[i] as number];
      at = stop;
    }
    this.at = resume < 0 ? at + 1 : resume;
    return text === '' ? '.' : text;
  }

  #badName(problem: string): string {
    this.fail(problem);
    this.at = this.end;
    return '.';
  }

  ipv4(): string {
    const a = this.u8();
    const b = this.u8();
    const c = this.u8();
    return `${a}.${b}.${c}.${this.u8()}`;
  }

  /** Canonical text (RFC 5952). */
  ipv6(): string {
    return formatAddress([this.u32(), this.u32(), this.u32(), this.u32()]);
  }

  /** A character string: one octet of length, then that many (RFC 1035 §3.3), in presentation form. */
  characterString(): string {
    return this.text(this.u8());
  }

  /** So many octets, in presentation form. */
  text(octets: number): string {
    if (this.at + octets > this.end) {
      this.#short();
      return '';
    }
    let text = '';
    for (const stop = this.at + octets; this.at < stop; this.at++)
      text += STRING_TEXT[this.bytes[this.at] as number];
    return text;
  }
}
