/** DNS messages put together by hand, so that tests can lie in each of their fields. */
import { encodeName } from '../../src/observe/dns/names.js';
import { type RecordType, TYPE_CODE } from '../../src/observe/dns/types.js';

export const u8 = (...values: number[]): Buffer => Buffer.from(values);
export const u16 = (...values: number[]): Buffer =>
  Buffer.from(values.flatMap((value) => [value >>> 8, value & 255]));
export const u32 = (value: number): Buffer => u16(value >>> 16, value & 0xffff);
export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

export function wireName(name: string): Buffer {
  const out = Buffer.alloc(512);
  const end = encodeName(name, out, 0);
  if (end < 0) throw new Error(`${name} is no name`);
  return out.subarray(0, end);
}

/** A pointer to the name of the question. */
export const TO_QUESTION = u16(0xc00c);

export interface RecordFields {
  readonly owner?: Uint8Array;
  readonly type: RecordType | number;
  readonly class?: number;
  readonly ttl?: number;
  readonly data: Uint8Array;
  /** Announced length, if it is to differ from the real one. */
  readonly length?: number;
}

export function record(fields: RecordFields): Buffer {
  const { owner = TO_QUESTION, type, data } = fields;
  return Buffer.concat([
    owner,
    u16(typeof type === 'number' ? type : TYPE_CODE[type], fields.class ?? 1),
    u32(fields.ttl ?? 300),
    u16(fields.length ?? data.length),
    data,
  ]);
}

export interface MessageFields {
  readonly id?: number;
  /** Flags; default: a response with RD and RA. */
  readonly flags?: number;
  readonly rcode?: number;
  readonly name?: string;
  readonly type?: RecordType;
  /** In place of the question made from name and type. */
  readonly question?: Uint8Array;
  readonly answers?: readonly Uint8Array[];
  readonly authority?: readonly Uint8Array[];
  readonly additional?: readonly Uint8Array[];
  /** Announced numbers of questions, answers, authority and additional records. */
  readonly counts?: readonly [number, number, number, number];
}

export const RESPONSE = 0x8180;

export const questionOf = (name: string, type: RecordType): Buffer =>
  Buffer.concat([wireName(name), u16(TYPE_CODE[type], 1)]);

export function message(fields: MessageFields): Buffer {
  const { name = 'a.example', type = 'A', answers = [], authority = [], additional = [] } = fields;
  const question = fields.question ?? questionOf(name, type);
  const counts = fields.counts ?? [1, answers.length, authority.length, additional.length];
  return Buffer.concat([
    u16(fields.id ?? 0, (fields.flags ?? RESPONSE) | (fields.rcode ?? 0), ...counts),
    question,
    ...answers,
    ...authority,
    ...additional,
  ]);
}

export const option = (code: number, data: Uint8Array): Buffer =>
  Buffer.concat([u16(code, data.length), data]);

/** An OPT record with these options. */
export const opt = (options: readonly Uint8Array[] = [], ttl = 0): Buffer =>
  record({ owner: u8(0), type: 41, class: 1232, ttl, data: Buffer.concat(options) });

/** Whatever stands in `text`, quoted where JSON would have quotes; for SOA and the like. */
export const soa = (minimum: number, ttl = 300): Buffer =>
  record({
    type: 'SOA',
    ttl,
    data: Buffer.concat([
      wireName('ns.example'),
      wireName('root.example'),
      u32(1),
      u32(2),
      u32(3),
      u32(4),
      u32(minimum),
    ]),
  });

/** The name and type that a query asks for. */
export function readQuery(query: Uint8Array): {
  id: number;
  name: string;
  typeCode: number;
  question: Buffer;
  hasOpt: boolean;
} {
  const bytes = Buffer.from(query);
  let at = 12;
  const labels: string[] = [];
  while (bytes[at]) {
    const length = bytes[at] as number;
    labels.push(bytes.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return {
    id: bytes.readUInt16BE(0),
    name: labels.join('.'),
    typeCode: bytes.readUInt16BE(at + 1),
    question: bytes.subarray(12, at + 5),
    hasOpt: bytes.readUInt16BE(10) > 0,
  };
}
