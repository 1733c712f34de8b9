/**
 * Reading lists of one item a line from bytes, without a string for each line. `#` begins a comment at the start
 * of a line or after white space; within a word it is part of it, so that the element-hiding rules of ad blockers
 * (`site.example##.banner`) are refused instead of being read as the site.
 */
import { quote } from './quote.js';

export interface RejectedLine {
  /** Counts from 1. */
  readonly line: number;
  /** What stands there, cut and made safe for a message. */
  readonly text: string;
}

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const HASH = 0x23;
const MOST_SHOWN = 10;
const MOST_OCTETS_SHOWN = 240;

const isBlank = (octet: number | undefined): boolean => octet === SPACE || octet === TAB;

/** A cursor over the lines that hold something; `from` and `to` bound the content without comment and blanks. */
export class LineCursor {
  readonly #bytes: Uint8Array;
  #next: number;
  line = 0;
  from = 0;
  to = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    this.#next = hasByteOrderMark ? 3 : 0;
  }

  next(): boolean {
    while (this.#next < this.#bytes.length) {
      this.#read();
      if (this.from < this.to) return true;
    }
    return false;
  }

  #read(): void {
    const bytes = this.#bytes;
    let from = this.#next;
    let end = bytes.indexOf(LF, from);
    if (end < 0) end = bytes.length;
    this.#next = end + 1;
    this.line++;
    if (end > from && bytes[end - 1] === CR) end--;
    while (from < end && isBlank(bytes[from])) from++;
    let to = from;
    while (to < end && !(bytes[to] === HASH && (to === from || isBlank(bytes[to - 1])))) to++;
    while (to > from && isBlank(bytes[to - 1])) to--;
    this.from = from;
    this.to = to;
  }
}

/** First octet at or after `from` that is blank, or `to`. */
export function endOfWord(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && !isBlank(bytes[at])) at++;
  return at;
}

/** First octet at or after `from` that is not blank, or `to`. */
export function startOfWord(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(bytes[at])) at++;
  return at;
}

/** Counts what was refused and keeps the first few to show. */
export class Rejections {
  readonly #first: RejectedLine[] = [];
  #count = 0;

  add(bytes: Uint8Array, cursor: LineCursor): void {
    this.#count++;
    if (this.#first.length >= MOST_SHOWN) return;
    const octets = bytes.subarray(cursor.from, Math.min(cursor.to, cursor.from + MOST_OCTETS_SHOWN));
    this.#first.push({ line: cursor.line, text: quote(new TextDecoder().decode(octets)) });
  }

  get count(): number {
    return this.#count;
  }

  get first(): readonly RejectedLine[] {
    return this.#first;
  }
}
