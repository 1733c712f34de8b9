/** Names on their way to the wire, and the comparison of an echoed question with what was asked. */
import { HEADER_OCTETS } from './reader.js';

const DOT = 46;
const BACKSLASH = 92;
/** Octets of a name on the wire, its root label included (RFC 1035 §2.3.4). */
const MAX_WIRE_OCTETS = 255;

const LOWER = Uint8Array.from({ length: 256 }, (_, code) => (code >= 65 && code <= 90 ? code + 32 : code));

/**
 * Writes a name in presentation form as wire labels. Returns the offset behind it, or -1 where it is no name:
 * an empty label, one over 63 octets, over 255 in all, anything unescaped but printable ASCII, a broken escape. Nothing that is no
 * name may reach the wire: there are resolvers that then ask for something else and believe the answer.
 */
export function encodeName(name: string, out: Uint8Array, at: number): number {
  const start = at;
  let label = at;
  let to = at + 1;
  if (name !== '.') {
    for (let i = 0; i < name.length; i++) {
      let code = name.charCodeAt(i);
      if (code === DOT) {
        if (to - label === 1 || to - label > 64) return -1;
        if (i === name.length - 1) break;
        out[label] = to - label - 1;
        label = to++;
      } else {
        if (code === BACKSLASH) {
          const escaped = /^\\(?:(\d{3})|([!-/:-~]))/.exec(name.slice(i, i + 4));
          code = escaped?.[1] ? Number(escaped[1]) : (escaped?.[2]?.charCodeAt(0) ?? 256);
          i += (escaped?.[0].length ?? 1) - 1;
        } else if (code < 33 || code > 126) return -1;
        if (code > 255 || to - start >= MAX_WIRE_OCTETS) return -1;
        out[to++] = code;
      }
    }
    if (to - label === 1 || to - label > 64) return -1;
    out[label] = to - label - 1;
    label = to++;
  }
  out[label] = 0;
  return to - start > MAX_WIRE_OCTETS ? -1 : to;
}

/** Source of random bits for ids, case and choice of socket; from a cryptographic generator outside tests. */
export interface RandomSource {
  u16(): number;
}

/**
 * Gives the letters of an encoded name random case (draft-vixie-dnsext-dns0x20): a forger must guess these bits too,
 * as the server copies the question into its answer. Returns how many letters are upper case now.
 */
export function mixCase(wire: Uint8Array, from: number, to: number, random: RandomSource): number {
  let raised = 0;
  let bits = 0;
  let left = 0;
  for (let i = from; i < to; i++) {
    const lower = (wire[i] as number) | 0x20;
    // Length octets are at most 63, below any letter.
    if (lower < 97 || lower > 122 || (wire[i] as number) < 65) continue;
    if (left === 0) {
      bits = random.u16();
      left = 16;
    }
    wire[i] = lower ^ ((bits & 1) << 5);
    raised += bits & 1;
    bits >>>= 1;
    left--;
  }
  return raised;
}

/** How the question of a reply relates to the one that was sent. */
export type Echo = 'exact' | 'case' | 'other';

/**
 * Compares the question sections of a sent query and a reply, from the octet behind the header to `questionEnd` of the
 * query. `case`: the same but for the case of letters.
 */
export function compareQuestion(
  sent: Uint8Array,
  sentStart: number,
  questionEnd: number,
  reply: Uint8Array,
  start: number,
  end: number,
): Echo {
  const shift = start - sentStart;
  if (questionEnd + shift > end) return 'other';
  let echo: Echo = 'exact';
  for (let i = sentStart + HEADER_OCTETS; i < questionEnd; i++) {
    const a = sent[i] as number;
    const b = reply[i + shift] as number;
    if (a === b) continue;
    if (LOWER[a] !== LOWER[b]) return 'other';
    echo = 'case';
  }
  return echo;
}
