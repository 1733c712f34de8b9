/** As much of the DNS message format (RFC 1035 §4, 6891, 7871, 9460) as a server of the lab needs. */
import { isIPv4 } from 'node:net';
import { DEFAULT_TTL, type DnsRecord, type RecordType, TYPE_NUMBERS } from './records.js';

export const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const;
export type Rcode = keyof typeof RCODES;

export interface ClientSubnet {
  readonly family: 4 | 6;
  readonly sourceLength: number;
  /** Address text, with zeros after the source length. */
  readonly address: string;
  /** The option as it came, for the reply. */
  readonly raw: Buffer;
}

export interface Query {
  readonly id: number;
  readonly flags: number;
  /** Lower case, no trailing dot. */
  readonly name: string;
  readonly type: number;
  /** The question section as it came: casing is copied (0x20). */
  readonly question: Buffer;
  readonly hasEdns: boolean;
  /** What the client takes over UDP; 512 without EDNS. */
  readonly maxBytes: number;
  readonly subnet?: ClientSubnet | undefined;
}

export interface Reply {
  readonly rcode: Rcode;
  readonly authoritative?: boolean | undefined;
  readonly answers?: readonly DnsRecord[] | undefined;
  readonly authority?: readonly DnsRecord[] | undefined;
  /** Scope prefix length for the client subnet option. */
  readonly scope?: number | undefined;
}

const SUBNET_OPTION = 8;
const OPT = 41;

/** Null for what is no query with one question. */
export function readQuery(message: Buffer): Query | null {
  if (message.length < 17 || (message.readUInt8(2) & 0xf8) !== 0 || message.readUInt16BE(4) !== 1)
    return null;
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    if (length > 63 || at + 1 + length > message.length) return null;
    labels.push(message.toString('latin1', at + 1, at + 1 + length).toLowerCase());
    at += 1 + length;
  }
  const end = at + 5;
  if (end > message.length) return null;
  const base = {
    id: message.readUInt16BE(0),
    flags: message.readUInt16BE(2),
    name: labels.join('.'),
    type: message.readUInt16BE(at + 1),
    question: message.subarray(12, end),
  };
  return { ...base, ...readOpt(message.subarray(end)) };
}

type OptFacts = Pick<Query, 'hasEdns' | 'maxBytes' | 'subnet'>;

/** The OPT record stands alone behind the question in what clients send. */
function readOpt(rest: Buffer): OptFacts {
  if (rest.length < 11 || rest[0] !== 0 || rest.readUInt16BE(1) !== OPT)
    return { hasEdns: false, maxBytes: 512 };
  const maxBytes = Math.max(512, rest.readUInt16BE(3));
  for (let at = 11; at + 4 <= rest.length; at += 4 + rest.readUInt16BE(at + 2)) {
    if (rest.readUInt16BE(at) !== SUBNET_OPTION) continue;
    const raw = rest.subarray(at + 4, at + 4 + rest.readUInt16BE(at + 2));
    return { hasEdns: true, maxBytes, subnet: readSubnet(raw) };
  }
  return { hasEdns: true, maxBytes };
}

function readSubnet(raw: Buffer): ClientSubnet | undefined {
  if (raw.length < 4) return undefined;
  const family = raw.readUInt16BE(0) === 1 ? 4 : 6;
  const octets = Buffer.alloc(family === 4 ? 4 : 16);
  raw.copy(octets, 0, 4);
  const address =
    family === 4 ? [...octets].join('.') : (octets.toString('hex').match(/.{4}/g) ?? []).join(':');
  return { family, sourceLength: raw.readUInt8(2), address, raw };
}

export function encodeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const parts = labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([...parts, Buffer.from([0])]);
}

export function encodeAddress(text: string): Buffer {
  if (isIPv4(text)) return Buffer.from(text.split('.').map(Number));
  const [left = '', right] = text.split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const head = groups(left);
  const tail = groups(right ?? '');
  const middle = Array<string>(8 - head.length - tail.length).fill('0');
  return Buffer.concat([...head, ...middle, ...tail].map((group) => uint16(Number.parseInt(group, 16))));
}

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const counted = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);

const SVC_KEYS: Readonly<Record<string, number>> = { alpn: 1, ipv4hint: 4, ipv6hint: 6 };

function encodeService(data: string): Buffer {
  const [priority = '1', target = '.', ...parameters] = data.split(' ');
  const parts = parameters.map((parameter) => {
    const [key = '', value = ''] = parameter.split('=');
    const values = value.replaceAll('"', '').split(',');
    const body = Buffer.concat(values.map(key === 'alpn' ? counted : encodeAddress));
    return Buffer.concat([uint16(SVC_KEYS[key] ?? 0), uint16(body.length), body]);
  });
  return Buffer.concat([uint16(Number(priority)), encodeName(target), ...parts]);
}

function encodeSoa(data: string): Buffer {
  const [server = '', contact = '', ...numbers] = data.split(' ');
  const tail = Buffer.alloc(20);
  numbers.forEach((number, i) => {
    tail.writeUInt32BE(Number(number), i * 4);
  });
  return Buffer.concat([encodeName(server), encodeName(contact), tail]);
}

const quoted = (data: string): string[] =>
  [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? '').replaceAll(/\\(.)/g, '$1'));

const ENCODERS: { readonly [T in RecordType]: (data: string) => Buffer } = {
  A: encodeAddress,
  AAAA: encodeAddress,
  NS: encodeName,
  CNAME: encodeName,
  SOA: encodeSoa,
  TXT: (data) => Buffer.concat(quoted(data).map(counted)),
  HTTPS: encodeService,
  MX: (data) => {
    const [preference = '', host = ''] = data.split(' ');
    return Buffer.concat([uint16(Number(preference)), encodeName(host)]);
  },
  CAA: (data) => {
    const [flags = '0', tag = ''] = data.split(' ');
    return Buffer.concat([Buffer.from([Number(flags)]), counted(tag), Buffer.from(quoted(data)[0] ?? '')]);
  },
};

function encodeRecord({ owner, type, data, ttl = DEFAULT_TTL }: DnsRecord): Buffer {
  const body = ENCODERS[type](data);
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(TYPE_NUMBERS[type], 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(ttl, 4);
  fixed.writeUInt16BE(body.length, 8);
  return Buffer.concat([encodeName(owner), fixed, body]);
}

function encodeOpt(subnet: ClientSubnet | undefined, scope: number): Buffer {
  const option = subnet
    ? Buffer.concat([uint16(SUBNET_OPTION), uint16(subnet.raw.length), subnet.raw])
    : null;
  // The scope stands behind option code, length, family and source length.
  option?.writeUInt8(scope, 7);
  const head = Buffer.from([0, 0, OPT, 4, 208, 0, 0, 0, 0]);
  return Buffer.concat([head, uint16(option?.length ?? 0), option ?? Buffer.alloc(0)]);
}

/** @param maxBytes beyond which the reply is cut down to its header, with TC set */
export function writeReply(query: Query, reply: Reply, maxBytes: number): Buffer {
  const { answers = [], authority = [], authoritative = true } = reply;
  const records = [...answers, ...authority].map(encodeRecord);
  const opt = query.hasEdns ? [encodeOpt(query.subnet, reply.scope ?? 0)] : [];
  const flags = 0x8000 | (query.flags & 0x0100) | (authoritative ? 0x0400 : 0) | RCODES[reply.rcode];
  const assemble = (bodies: readonly Buffer[], counts: readonly number[], extra: number) =>
    Buffer.concat([
      ...[query.id, flags | extra, 1, ...counts, opt.length].map(uint16),
      query.question,
      ...bodies,
      ...opt,
    ]);
  const whole = assemble(records, [answers.length, authority.length], 0);
  return whole.length <= maxBytes ? whole : assemble([], [0, 0], 0x0200);
}
