/** Bulk reading of prefix lists: bytes in, columns out, as strict as `parsePrefix`. */
import { LineCursor, type RejectedLine, Rejections } from '../lines.js';
import { ColumnsBuilder, type PrefixTable, widthOf } from './prefix-table.js';

export interface ParsedPrefixes {
  readonly table: PrefixTable;
  /** Lines that were refused. */
  readonly rejected: number;
  /** The first ten of them. */
  readonly firstRejected: readonly RejectedLine[];
}

const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const ZERO = 0x30;

/** Value of a hexadecimal digit, 16 for everything else. */
const HEX = new Uint8Array(256).fill(16);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  HEX[digit.charCodeAt(0)] = value;
  HEX[digit.toUpperCase().charCodeAt(0)] = value;
}

/**
 * Reads lines of one address or prefix. Comments begin with `#`, at the start of a line or after a blank; LF or CRLF.
 * What `parsePrefix` refuses (host bits, IPv4-mapped, leading zeros, short forms, zones) is refused and counted.
 * @param flags of every row.
 */
export function parsePrefixLines(bytes: Uint8Array, flags = 0): ParsedPrefixes {
  const cursor = new LineCursor(bytes);
  const rejections = new Rejections();
  const v4 = new ColumnsBuilder(4);
  const v6 = new ColumnsBuilder(6);
  const words = new Uint32Array(4);
  while (cursor.next()) {
    const { from, to } = cursor;
    let slash = from;
    while (slash < to && bytes[slash] !== SLASH) slash++;
    const family = readAddress(bytes, from, slash, words);
    const most = widthOf(family === 0 ? 4 : family) * 32;
    const length = slash === to ? most : readOctet(bytes, slash + 1, to);
    if (family === 0 || length < 0 || length > most || !isNetwork(words, length, most))
      rejections.add(bytes, cursor);
    else (family === 4 ? v4 : v6).addAt(words, 0, length, flags);
  }
  return {
    table: { v4: v4.build(), v6: v6.build() },
    rejected: rejections.count,
    firstRejected: rejections.first,
  };
}

/** Fills the first or all of `words`; 0 if it is no address. */
function readAddress(bytes: Uint8Array, from: number, to: number, words: Uint32Array): 0 | 4 | 6 {
  for (let i = from; i < to && i < from + 5; i++)
    if (bytes[i] === COLON) return readGroups(bytes, from, to) && join(words) ? 6 : 0;
  const quad = readQuad(bytes, from, to);
  words[0] = quad;
  return quad < 0 ? 0 : 4;
}

/** Whether no bit beyond the length is set and the prefix does not lie in ::ffff:0:0/96. */
function isNetwork(words: Uint32Array, length: number, bits: number): boolean {
  for (let i = 0; i < bits / 32; i++) {
    const kept = length - 32 * i;
    if (kept < 32 && (words[i]! & (kept <= 0 ? 0xffffffff : 0xffffffff >>> kept)) !== 0) return false;
  }
  return bits === 32 || length < 96 || words[0] !== 0 || words[1] !== 0 || words[2] !== 0xffff;
}

/** Up to three decimal digits without a leading zero; -1 for everything else. */
function readOctet(bytes: Uint8Array, from: number, to: number): number {
  if (from === to || to - from > 3 || (bytes[from] === ZERO && to - from > 1)) return -1;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = HEX[bytes[i]!]!;
    if (digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Four decimal octets as one word, or -1. */
function readQuad(bytes: Uint8Array, from: number, to: number): number {
  let word = 0;
  let octets = 0;
  for (let start = from; start <= to; ) {
    let end = start;
    while (end < to && bytes[end] !== DOT) end++;
    const octet = readOctet(bytes, start, end);
    if (octet < 0 || octet > 255 || ++octets > 4) return -1;
    word = word * 256 + octet;
    start = end + 1;
  }
  return octets === 4 ? word : -1;
}

/** One for all calls: filled by {@link readGroups}, read by {@link join}. */
const groups = new Uint16Array(8);

/** RFC 4291 §2.2: eight groups, `::` for one or more of zero, a dotted quad as the last two. */
function readGroups(bytes: Uint8Array, from: number, to: number): boolean {
  let count = 0;
  let gap = -1;
  let at = from;
  if (bytes[at] === COLON) {
    if (to - at < 2 || bytes[at + 1] !== COLON) return false;
    gap = 0;
    at += 2;
  }
  while (at < to) {
    const start = at;
    let value = 0;
    while (at < to && HEX[bytes[at]!]! < 16) value = value * 16 + HEX[bytes[at++]!]!;
    if (at < to && bytes[at] === DOT) {
      const quad = readQuad(bytes, start, to);
      if (quad < 0 || count > 6) return false;
      groups[count++] = quad >>> 16;
      groups[count++] = quad & 0xffff;
      break;
    }
    if (at === start || at - start > 4 || count === 8) return false;
    groups[count++] = value;
    if (at === to) break;
    if (bytes[at] !== COLON || ++at === to) return false;
    if (bytes[at] === COLON) {
      if (gap >= 0) return false;
      gap = count;
      at++;
    }
  }
  return gap < 0 ? count === 8 : spread(gap, count);
}

/** Puts the zeros of `::` in their place. */
function spread(gap: number, count: number): boolean {
  if (count > 7) return false;
  groups.copyWithin(8 - (count - gap), gap, count);
  groups.fill(0, gap, 8 - (count - gap));
  return true;
}

function join(words: Uint32Array): true {
  for (let i = 0; i < 4; i++) words[i] = groups[2 * i]! * 65536 + groups[2 * i + 1]!;
  return true;
}
