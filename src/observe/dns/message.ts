/** Queries and replies as bytes (RFC 1035 §4.1, RFC 6891). */
import { decodeOpt, padQuery, type ReplyEdns } from './edns.js';
import { encodeName } from './names.js';
import { clampSeconds, decodeRecord } from './rdata.js';
import { HEADER_OCTETS, Reader } from './reader.js';
import { CLASS_IN, type DnsRecord, type RecordType, TYPE_CODE, TYPE_OPT, typeName } from './types.js';

/** More than any query has: header, name, type and class, OPT with a client subnet, padding. */
export const MAX_QUERY_OCTETS = 512;

/** In the second flags octet: the client understands AD (RFC 6840 §5.7). */
const AUTHENTIC_DATA = 0x20;
const RECURSION_DESIRED = 0x01;

/**
 * Writes the header and the question; returns the offset behind it, or -1 where `name` is no name.
 * @param hasOpt whether an OPT record will follow.
 */
export function encodeQuestion(
  out: Uint8Array,
  at: number,
  id: number,
  name: string,
  type: RecordType,
  hasOpt: boolean,
): number {
  out[at] = id >>> 8;
  out[at + 1] = id & 255;
  out[at + 2] = RECURSION_DESIRED;
  out[at + 3] = AUTHENTIC_DATA;
  out[at + 4] = 0;
  out[at + 5] = 1;
  for (let i = at + 6; i < at + 11; i++) out[i] = 0;
  out[at + 11] = hasOpt ? 1 : 0;
  const behindName = encodeName(name, out, at + HEADER_OCTETS);
  if (behindName < 0) return -1;
  const code = TYPE_CODE[type];
  out[behindName] = code >>> 8;
  out[behindName + 1] = code & 255;
  out[behindName + 2] = 0;
  out[behindName + 3] = CLASS_IN;
  return behindName + 4;
}

/** Ends a query with its OPT record, if it has one; returns the end of the message. */
export function finishQuery(
  out: Uint8Array,
  start: number,
  questionEnd: number,
  opt: Uint8Array | undefined,
  padded: boolean,
): number {
  if (!opt) return questionEnd;
  let end = questionEnd;
  // A loop: for a dozen octets the call behind `set` costs more than the copying.
  for (const { length } = opt; end - questionEnd < length; end++) out[end] = opt[end - questionEnd] as number;
  return padded ? padQuery(out, start, end, opt.length) : end;
}

/** What a reply says about its question; records that do not belong to the question are left out. */
export interface Reply {
  readonly id: number;
  readonly rcode: number;
  readonly authoritative: boolean;
  readonly truncated: boolean;
  readonly recursionAvailable: boolean;
  readonly authenticData: boolean;
  /** Records of the asked type and CNAMEs from the answer section, in the order of the message, any owner. */
  readonly answers: readonly DnsRecord[];
  /** The authority section holds a SOA (it is a negative answer) or NS records (perhaps a referral). */
  readonly authority: { readonly soaTtlSeconds: number | undefined; readonly hasNs: boolean };
  readonly edns: ReplyEdns | undefined;
}

/** Why a message is no reply that can be read. */
export interface Malformed {
  readonly malformed: string;
}

/**
 * Decodes a reply to a question of this name (canonical text) and type. The caller has checked that the question is
 * echoed; it ends at `questionEnd`. A truncated message (TC) is decoded as far as its header.
 */
export function decodeReply(
  bytes: Uint8Array,
  start: number,
  end: number,
  question: { readonly name: string; readonly type: RecordType; readonly end: number },
): Reply | Malformed {
  const r = new Reader(bytes, start, end);
  const id = r.u16();
  const high = r.u8();
  const low = r.u8();
  if (r.u16() > 1) r.fail('has several questions');
  const counts = [r.u16(), r.u16(), r.u16()] as const;
  if (r.problem !== undefined) return { malformed: r.problem };
  const truncated = (high & 0x02) !== 0;
  r.at = question.end;
  const answers = truncated ? [] : readAnswers(r, counts[0], question.name, question.type);
  const authority = truncated ? NO_AUTHORITY : readAuthority(r, counts[1]);
  const edns = truncated ? undefined : readAdditional(r, counts[2]);
  if (r.problem !== undefined) return { malformed: r.problem };
  return {
    id,
    rcode: (low & 0x0f) | ((edns?.rcodeHigh ?? 0) << 4),
    authoritative: (high & 0x04) !== 0,
    truncated,
    recursionAvailable: (low & 0x80) !== 0,
    authenticData: (low & 0x20) !== 0,
    answers,
    authority,
    edns,
  };
}

/** A pointer to the name of the question, by which nearly all owners are written. */
const TO_QUESTION = 0xc000 | HEADER_OCTETS;

function readAnswers(r: Reader, count: number, name: string, asked: RecordType): DnsRecord[] {
  const answers: DnsRecord[] = [];
  for (let i = 0; i < count && r.problem === undefined; i++) {
    const { at } = r;
    let owner = name;
    if (r.u16() !== TO_QUESTION) {
      r.at = at;
      owner = r.name();
    }
    const code = r.u16();
    const inInternet = r.u16() === CLASS_IN;
    const ttlSeconds = clampSeconds(r.u32());
    const octets = r.u16();
    if (inInternet && (code === TYPE_CODE[asked] || code === TYPE_CODE.CNAME))
      answers.push(decodeRecord(r, owner, typeName(code) as RecordType, ttlSeconds, octets));
    else r.skip(octets);
  }
  return answers;
}

const NO_AUTHORITY: Reply['authority'] = { soaTtlSeconds: undefined, hasNs: false };

/** How long a negative answer holds: the lesser of the SOA's TTL and its last field (RFC 2308 §5). */
function readAuthority(r: Reader, count: number): Reply['authority'] {
  if (count === 0) return NO_AUTHORITY;
  let soaTtlSeconds: number | undefined;
  let hasNs = false;
  for (let i = 0; i < count && r.problem === undefined; i++) {
    r.skipName();
    const code = r.u16();
    r.u16();
    const ttlSeconds = clampSeconds(r.u32());
    const octets = r.u16();
    if (code === TYPE_CODE.SOA) {
      const record = decodeRecord(r, '.', 'SOA', ttlSeconds, octets);
      if (record.type === 'SOA') soaTtlSeconds = Math.min(ttlSeconds, record.data.minimumSeconds);
    } else {
      hasNs ||= code === TYPE_CODE.NS;
      r.skip(octets);
    }
  }
  return { soaTtlSeconds, hasNs };
}

function readAdditional(r: Reader, count: number): ReplyEdns | undefined {
  let edns: ReplyEdns | undefined;
  for (let i = 0; i < count && r.problem === undefined; i++) {
    const { at } = r;
    r.skipName();
    const code = r.u16();
    r.u16();
    const ttl = r.u32();
    const octets = r.u16();
    if (code !== TYPE_OPT) {
      r.skip(octets);
      continue;
    }
    if (edns || r.bytes[at] !== 0) r.fail('has a second or a named OPT record');
    const stop = r.at + octets;
    if (stop > r.end) r.skip(octets);
    else edns = decodeOpt(r, ttl, octets);
  }
  if (r.problem === undefined && r.at !== r.end) r.fail('has octets behind its last record');
  return edns;
}
