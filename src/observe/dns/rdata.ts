/** Decoding of record data. Each decoder must use up exactly the octets that the record announces. */
import type { Reader } from './reader.js';
import { decodeSvcb } from './svcb.js';
import type { CaaData, DnsRecord, MxData, RecordData, RecordType, SoaData } from './types.js';

/** 32-bit numbers of TTLs and SOA timers: with the top bit set they count as zero (RFC 2181 §8). */
export const clampSeconds = (value: number): number => (value > 0x7fffffff ? 0 : value);

function readMx(r: Reader): MxData {
  return { preference: r.u16(), exchange: r.name() };
}

function readTxt(r: Reader): readonly string[] {
  const strings = [r.characterString()];
  while (r.at < r.end) strings.push(r.characterString());
  return strings;
}

function readSoa(r: Reader): SoaData {
  return {
    primary: r.name(),
    mailbox: r.name(),
    serial: r.u32(),
    refreshSeconds: clampSeconds(r.u32()),
    retrySeconds: clampSeconds(r.u32()),
    expireSeconds: clampSeconds(r.u32()),
    minimumSeconds: clampSeconds(r.u32()),
  };
}

function readCaa(r: Reader): CaaData {
  const critical = (r.u8() & 0x80) !== 0;
  const tag = r.characterString().toLowerCase();
  if (!/^[a-z0-9]+$/.test(tag)) r.fail('has a CAA tag that is not letters and digits');
  return { critical, tag, value: r.text(r.end - r.at) };
}

const DECODERS: { readonly [T in RecordType]: (r: Reader) => RecordData<T> } = {
  A: (r) => r.ipv4(),
  AAAA: (r) => r.ipv6(),
  CNAME: (r) => r.name(),
  NS: (r) => r.name(),
  PTR: (r) => r.name(),
  MX: readMx,
  TXT: readTxt,
  SOA: readSoa,
  CAA: readCaa,
  SVCB: decodeSvcb,
  HTTPS: decodeSvcb,
};

/** One record whose data begins at `r.at` and has so many octets; what is wrong stands in `r.problem`. */
export function decodeRecord(
  r: Reader,
  name: string,
  type: RecordType,
  ttlSeconds: number,
  octets: number,
): DnsRecord {
  const stop = r.at + octets;
  if (stop > r.end) r.skip(octets);
  const outer = r.end;
  r.end = Math.min(stop, outer);
  const data = DECODERS[type](r);
  if (r.at !== stop) r.fail(`has ${type} data that does not fill its announced length`);
  r.end = outer;
  return { name, type, ttlSeconds, data } as DnsRecord;
}
