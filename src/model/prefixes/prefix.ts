/**
 * IPv4 and IPv6 prefixes, strictly parsed. What other parsers repair in silence (host bits, octal octets, short
 * forms, IPv4 in IPv6) is an error with a hint here, because each program downstream repairs it differently.
 */
import { quote } from '../quote.js';
import { fail, ok, type Result } from '../result.js';

/** An address block. `words`: one (IPv4) or four (IPv6) unsigned 32-bit integers, most significant first. */
export interface Prefix {
  readonly family: 4 | 6;
  readonly words: readonly number[];
  /** 0 to 32 or 0 to 128; bits of `words` beyond it are zero. */
  readonly length: number;
}

export interface PrefixProblem {
  readonly code: 'syntax' | 'host-bits' | 'mapped' | 'length' | 'zone';
  readonly message: string;
  readonly hint?: string | undefined;
}

const OCTET = /^(?:0|[1-9]\d{0,2})$/;
const bad = (code: PrefixProblem['code'], message: string, hint?: string) =>
  fail({ code, message, hint } satisfies PrefixProblem);

/** `192.0.2.0/24`, `192.0.2.7` (as /32), `2001:db8::/32`, `2001:db8::1` (as /128). RFC 4632, RFC 4291 §2.2–2.3. */
export function parsePrefix(raw: string): Result<Prefix, PrefixProblem> {
  const shown = quote(raw);
  const slash = raw.indexOf('/');
  const address = slash < 0 ? raw : raw.slice(0, slash);
  if (address.includes('%'))
    return bad(
      'zone',
      `${shown} carries a zone id, which means nothing outside its own machine (RFC 4007 §11)`,
    );
  const words = parseAddress(address);
  if (!words) return bad('syntax', `${shown} is not an IP address or prefix`, hintForSyntax(address));
  const bits = words.length * 32;
  const lengthText = slash < 0 ? String(bits) : raw.slice(slash + 1);
  if (!OCTET.test(lengthText) || Number(lengthText) > bits)
    return bad('length', `${shown} has no prefix length between 0 and ${bits}`);
  const prefix = networkOf(words, Number(lengthText));
  if (isMapped(words) && prefix.length >= 96) {
    const inner = formatPrefix(networkOf([words[3] as number], prefix.length - 96));
    return bad(
      'mapped',
      `${shown} is an IPv4-mapped IPv6 address, which no packet carries (RFC 4291 §2.5.5.2)`,
      `write ${inner}`,
    );
  }
  if (prefix.words.some((word, i) => word !== words[i]))
    return bad(
      'host-bits',
      `${shown} has bits set beyond its length`,
      `write ${formatPrefix(prefix)} for the block, or ${formatAddress(words)} for the one address`,
    );
  return ok(prefix);
}

/** One or four words, or null. No short forms, no leading zeros, no zone. */
export function parseAddress(text: string): number[] | null {
  return text.includes(':') ? parse6(text) : parse4(text);
}

function parse4(text: string): number[] | null {
  const octets = text.split('.');
  if (octets.length !== 4) return null;
  let word = 0;
  for (const octet of octets) {
    if (!OCTET.test(octet) || Number(octet) > 255) return null;
    word = word * 256 + Number(octet);
  }
  return [word];
}

function parse6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const whole = halves.length === 1;
  const [head, tail] = halves.map((half, i) => parseGroups(half, whole || i === 1));
  if (!head || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? toWords(head) : null;
  const gap = 8 - head.length - tail.length;
  return gap >= 1 ? toWords([...head, ...new Array<number>(gap).fill(0), ...tail]) : null;
}

/** Up to eight 16-bit groups; at the end of the address the last may be a dotted quad (RFC 4291 §2.2 form 3). */
function parseGroups(half: string, atEnd: boolean): number[] | null {
  if (half === '') return [];
  const parts = half.split(':');
  const groups: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (part.includes('.')) {
      const quad = atEnd && i === parts.length - 1 ? parse4(part) : null;
      if (!quad) return null;
      groups.push((quad[0] as number) >>> 16, (quad[0] as number) & 0xffff);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(part)) return null;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups.length <= 8 ? groups : null;
}

function toWords(groups: readonly number[]): number[] {
  return [0, 2, 4, 6].map((i) => (groups[i] as number) * 65536 + (groups[i + 1] as number));
}

/** The block of the given length that holds the address. */
export function networkOf(words: readonly number[], length: number): Prefix {
  const masked = words.map((word, i) => {
    const kept = Math.min(32, Math.max(0, length - 32 * i));
    return kept === 0 ? 0 : (word & (0xffffffff << (32 - kept))) >>> 0;
  });
  return { family: words.length === 1 ? 4 : 6, words: masked, length };
}

const isMapped = (words: readonly number[]): boolean =>
  words.length === 4 && words[0] === 0 && words[1] === 0 && words[2] === 0xffff;

/** Canonical text: dotted quad, or RFC 5952. */
export function formatAddress(words: readonly number[]): string {
  if (words.length === 1) {
    const word = words[0] as number;
    return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
  }
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  const run = longestZeroRun(groups);
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  return run.length < 2
    ? hex(groups)
    : `${hex(groups.slice(0, run.start))}::${hex(groups.slice(run.start + run.length))}`;
}

/** Canonical text, always with its length. */
export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress(prefix.words)}/${prefix.length}`;
}

/** The leftmost of the longest runs of zero groups (RFC 5952 §4.2.3). */
export function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (end < groups.length && groups[end] === 0) end++;
    if (end - start > best.length) best = { start, length: end - start };
    start = end;
  }
  return best;
}

function hintForSyntax(address: string): string | undefined {
  if (
    /^\d+(?:\.\d+){3}$/.test(address) &&
    address.split('.').some((octet) => octet.length > 1 && octet.startsWith('0'))
  )
    return 'leave out the leading zeros: some programs read them as octal';
  if (/^\d+(?:\.\d+){0,2}$/.test(address)) return 'write all four octets';
  return undefined;
}
