/** A small deterministic writer of MaxMind DB files (format 2.0), for fixtures that tests make as they run. */
import { parsePrefix } from '../../src/model/prefixes/prefix.js';
import type { MmdbValue } from '../../src/observe/locate/mmdb-data.js';

export interface MmdbRecipe {
  readonly entries: readonly (readonly [prefix: string, value: MmdbValue | RawBytes])[];
  readonly ipVersion?: 4 | 6;
  readonly recordSize?: 24 | 28 | 32;
  readonly databaseType?: string;
  readonly buildEpoch?: number;
  readonly metadata?: Readonly<Record<string, MmdbValue>>;
}

/** Data section bytes as they are: for values that no honest writer would make. */
export class RawBytes {
  readonly bytes: readonly number[];

  constructor(bytes: readonly number[]) {
    this.bytes = bytes;
  }
}

class TypedNumber {
  readonly type: number;
  readonly value: number;

  constructor(type: number, value: number) {
    this.type = type;
    this.value = value;
  }
}

/** Tells the writer which number type is meant. */
export const typed = {
  int32: (value: number) => new TypedNumber(8, value),
  uint16: (value: number) => new TypedNumber(5, value),
  float: (value: number) => new TypedNumber(15, value),
  double: (value: number) => new TypedNumber(3, value),
};

/** Index of a node; `~n` for data entry n; null for nothing. */
type Child = number | null;

export function writeMmdb(recipe: MmdbRecipe): Buffer {
  const { ipVersion = 6, recordSize = 24 } = recipe;
  const nodes: [Child, Child][] = [[null, null]];
  recipe.entries.forEach(([text], i) => {
    insert(nodes, bitsOf(text, ipVersion), ~i);
  });
  const offsets: number[] = [];
  const chunks: Buffer[] = [];
  let length = 0;
  for (const [, value] of recipe.entries) {
    offsets.push(length);
    const chunk = encode(value);
    chunks.push(chunk);
    length += chunk.length;
  }
  const record = (child: Child) =>
    child === null ? nodes.length : child >= 0 ? child : nodes.length + 16 + (offsets[~child] as number);
  const tree = nodes.map(([left, right]) => packNode(record(left), record(right), recordSize));
  const metadata = encode({
    binary_format_major_version: typed.uint16(2),
    binary_format_minor_version: typed.uint16(0),
    build_epoch: BigInt(recipe.buildEpoch ?? 1_780_000_000),
    database_type: recipe.databaseType ?? 'Test-Country',
    description: { en: 'made by a test' },
    ip_version: typed.uint16(ipVersion),
    languages: ['en'],
    node_count: nodes.length,
    record_size: typed.uint16(recordSize),
    ...recipe.metadata,
  } as unknown as MmdbValue);
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);
  return Buffer.concat([...tree, Buffer.alloc(16), ...chunks, marker, metadata]);
}

function bitsOf(text: string, ipVersion: 4 | 6): number[] {
  const prefix = parsePrefix(text);
  if (!prefix.ok) throw new Error(prefix.problem.message);
  const { words, length, family } = prefix.value;
  const bits = Array.from({ length }, (_, i) => ((words[i >>> 5] as number) >>> (31 - (i & 31))) & 1);
  return family === 4 && ipVersion === 6 ? [...new Array<number>(96).fill(0), ...bits] : bits;
}

/** Later entries take their part out of wider earlier ones. */
function insert(nodes: [Child, Child][], bits: readonly number[], leaf: number): void {
  let node = 0;
  for (const [depth, bit] of bits.entries()) {
    const pair = nodes[node] as [Child, Child];
    if (depth === bits.length - 1) {
      pair[bit] = leaf;
      return;
    }
    const child = pair[bit] as Child;
    if (child === null || child < 0) pair[bit] = nodes.push([child, child]) - 1;
    node = pair[bit] as number;
  }
}

function packNode(left: number, right: number, recordSize: 24 | 28 | 32): Buffer {
  const node = Buffer.alloc(recordSize / 4);
  if (recordSize === 32) {
    node.writeUInt32BE(left, 0);
    node.writeUInt32BE(right, 4);
  } else if (recordSize === 24) {
    node.writeUIntBE(left, 0, 3);
    node.writeUIntBE(right, 3, 3);
  } else {
    node.writeUIntBE(left & 0xffffff, 0, 3);
    node[3] = ((left >>> 24) << 4) | (right >>> 24);
    node.writeUIntBE(right & 0xffffff, 4, 3);
  }
  return node;
}

function encode(value: MmdbValue | RawBytes | TypedNumber): Buffer {
  if (value instanceof RawBytes) return Buffer.from(value.bytes);
  if (value instanceof TypedNumber) return encodeTyped(value);
  if (typeof value === 'string') return withControl(2, Buffer.from(value));
  if (typeof value === 'boolean') return control(14, value ? 1 : 0);
  if (typeof value === 'bigint') return withControl(value >= 2n ** 64n ? 10 : 9, bytesOf(value));
  if (typeof value === 'number') return withControl(6, bytesOf(BigInt(value)));
  if (value instanceof Uint8Array) return withControl(4, Buffer.from(value));
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)]);
  const members = Object.entries(value);
  return Buffer.concat([
    control(7, members.length),
    ...members.flatMap(([key, member]) => [encode(key), encode(member as MmdbValue)]),
  ]);
}

function encodeTyped({ type, value }: TypedNumber): Buffer {
  const bytes = Buffer.alloc(type === 3 ? 8 : 4);
  if (type === 3) bytes.writeDoubleBE(value);
  else if (type === 15) bytes.writeFloatBE(value);
  else if (type === 8) bytes.writeInt32BE(value);
  else return withControl(type, bytesOf(BigInt(value)));
  return withControl(type, bytes);
}

/** Big endian without leading zeros. */
function bytesOf(value: bigint): Buffer {
  const hex = value === 0n ? '' : value.toString(16);
  return Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex');
}

const withControl = (type: number, payload: Buffer) =>
  Buffer.concat([control(type, payload.length), payload]);

function control(type: number, size: number): Buffer {
  const [bits, extra] =
    size < 29
      ? [size, []]
      : size < 285
        ? [29, [size - 29]]
        : size < 65_821
          ? [30, [(size - 285) >>> 8, (size - 285) & 255]]
          : [31, [(size - 65_821) >>> 16, ((size - 65_821) >>> 8) & 255, (size - 65_821) & 255]];
  const first = type <= 7 ? [(type << 5) | bits] : [bits, type - 7];
  return Buffer.from([...first, ...extra]);
}
