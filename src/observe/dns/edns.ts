/** EDNS(0): the OPT record of queries and replies (RFC 6891), with client subnet, extended errors and padding. */
import { formatPrefix, networkOf, type Prefix } from '../../model/prefixes/prefix.js';
import type { Reader } from './reader.js';
import type { ClientSubnet, ExtendedError } from './types.js';

const OPTION = { subnet: 8, padding: 12, extendedError: 15 } as const;
/** Largest UDP reply that we invite: fits every path without fragments, which forgers like (RFC 9715 §3.1). */
const UDP_PAYLOAD_OCTETS = 1232;
/** Queries are padded to a multiple of this (RFC 8467 §4.1). */
const PADDING_BLOCK_OCTETS = 128;
const DNSSEC_OK = 0x8000;
/** Octets of an OPT record without options. */
const OPT_OCTETS = 11;

const FAMILY = { 4: 1, 6: 2 } as const;

/** @param subnet asks for the answer that clients there get (RFC 7871); @param dnssecOk asks for signatures. */
export function optRecord(options: { readonly subnet?: Prefix; readonly dnssecOk?: boolean }): Uint8Array {
  const option = options.subnet ? subnetOption(options.subnet) : new Uint8Array(0);
  const record = new Uint8Array(OPT_OCTETS + option.length);
  const view = new DataView(record.buffer);
  view.setUint16(1, 41);
  view.setUint16(3, UDP_PAYLOAD_OCTETS);
  view.setUint16(7, options.dnssecOk ? DNSSEC_OK : 0);
  view.setUint16(9, option.length);
  record.set(option, OPT_OCTETS);
  return record;
}

/** Only the octets that hold the prefix are sent (RFC 7871 §6). */
function subnetOption(subnet: Prefix): Uint8Array {
  const octets = Math.ceil(subnet.length / 8);
  const option = new Uint8Array(8 + octets);
  const view = new DataView(option.buffer);
  view.setUint16(0, OPTION.subnet);
  view.setUint16(2, 4 + octets);
  view.setUint16(4, FAMILY[subnet.family]);
  view.setUint8(6, subnet.length);
  for (let i = 0; i < octets; i++)
    option[8 + i] = ((subnet.words[i >> 2] as number) >>> (24 - 8 * (i & 3))) & 255;
  return option;
}

/**
 * Appends padding to the OPT record that ends the message, so that its length says nothing about the name.
 * Returns the new end of the message.
 */
export function padQuery(out: Uint8Array, start: number, end: number, optOctets: number): number {
  const unpadded = end - start + 4;
  const fill = (PADDING_BLOCK_OCTETS - (unpadded % PADDING_BLOCK_OCTETS)) % PADDING_BLOCK_OCTETS;
  const lengthAt = end - optOctets + OPT_OCTETS - 2;
  const options = optOctets - OPT_OCTETS + 4 + fill;
  out[lengthAt] = options >>> 8;
  out[lengthAt + 1] = options & 255;
  out.set([0, OPTION.padding, fill >>> 8, fill & 255], end);
  out.fill(0, end + 4, end + 4 + fill);
  return end + 4 + fill;
}

/** What the OPT record of a reply says. */
export interface ReplyEdns {
  /** Upper eight bits of the response code. */
  readonly rcodeHigh: number;
  readonly errors: readonly ExtendedError[];
  readonly subnet: ClientSubnet | undefined;
}

/** The options of an OPT record whose data begins at `r.at`; `ttl` is its TTL field (RFC 6891 §6.1.3). */
export function decodeOpt(r: Reader, ttl: number, octets: number): ReplyEdns {
  const errors: ExtendedError[] = [];
  let subnet: ClientSubnet | undefined;
  const stop = r.at + octets;
  while (r.at < stop && r.problem === undefined) {
    const code = r.u16();
    const length = r.u16();
    const next = r.at + length;
    if (next > stop) r.fail('has an EDNS option that ends behind its record');
    else if (code === OPTION.extendedError) errors.push(readExtendedError(r, length));
    else if (code === OPTION.subnet) subnet = readSubnet(r, length);
    r.at = next;
  }
  return { rcodeHigh: ttl >>> 24, errors, subnet };
}

const utf8 = new TextDecoder();

function readExtendedError(r: Reader, length: number): ExtendedError {
  if (length < 2) r.fail('has an extended error without a code');
  const code = r.u16();
  const text = utf8.decode(r.bytes.subarray(r.at, r.at + Math.max(0, length - 2)));
  // RFC 8914 §2 lets the text end in a NUL, and says that the length is what counts.
  return { code, text: text.endsWith('\0') ? text.slice(0, -1) : text };
}

function readSubnet(r: Reader, length: number): ClientSubnet | undefined {
  const family = r.u16();
  const source = r.u8();
  const scope = r.u8();
  const bits = family === 1 ? 32 : 128;
  if (family !== 1 && family !== 2) r.fail('has a client subnet of an unknown family');
  else if (length !== 4 + Math.ceil(source / 8) || source > bits || scope > bits)
    r.fail('has a client subnet of a wrong length');
  if (r.problem !== undefined) return undefined;
  const words = new Array<number>(bits / 32).fill(0);
  for (let i = 0; i < length - 4; i++) {
    const word = i >> 2;
    words[word] = ((words[word] as number) | (r.u8() << (24 - 8 * (i & 3)))) >>> 0;
  }
  return { subnet: formatPrefix(networkOf(words, source)), scope };
}
