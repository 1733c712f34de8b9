/** The parts of a MaxMind DB file (format 2.0): search tree, data section, metadata; bounds checked before use. */
import { MmdbData, MmdbProblem, type MmdbValue } from './mmdb-data.js';

export interface MmdbMetadata {
  readonly databaseType: string;
  readonly ipVersion: 4 | 6;
  /** Bits a record; a node has two. */
  readonly recordSize: 24 | 28 | 32;
  readonly nodeCount: number;
  /** RFC 3339, UTC. */
  readonly built: string;
}

export interface MmdbFile {
  readonly bytes: Uint8Array;
  readonly metadata: MmdbMetadata;
  readonly data: MmdbData;
}

const MARKER = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);
/** The format allows the metadata to begin at most this far from the end. */
const MAX_METADATA_BYTES = 128 * 1024;
/** Zeros between tree and data. */
const SEPARATOR_BYTES = 16;

/** @throws MmdbProblem where the bytes are no complete MaxMind DB of format 2. */
export function parseMmdb(bytes: Uint8Array): MmdbFile {
  const { metadata, markerAt } = readMetadata(bytes);
  const treeBytes = (metadata.nodeCount * metadata.recordSize) / 4;
  const dataAt = treeBytes + SEPARATOR_BYTES;
  if (dataAt > markerAt)
    throw new MmdbProblem(
      `the file ends early: its tree of ${metadata.nodeCount} nodes needs ${dataAt} bytes before the metadata, ${markerAt} are there`,
    );
  for (let i = treeBytes; i < dataAt; i++)
    if (bytes[i] !== 0) throw new MmdbProblem('no zeros stand between the search tree and the data');
  return { bytes, metadata, data: new MmdbData(bytes, dataAt, markerAt) };
}

function readMetadata(bytes: Uint8Array): { metadata: MmdbMetadata; markerAt: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const from = Math.max(0, file.length - MAX_METADATA_BYTES);
  const found = file.subarray(from).lastIndexOf(MARKER);
  if (found < 0) throw new MmdbProblem('no metadata marker: not a MaxMind DB, or its end is missing');
  const markerAt = from + found;
  const value = new MmdbData(file, markerAt + MARKER.length, file.length).read(0);
  return { metadata: checkMetadata(value), markerAt };
}

function checkMetadata(value: MmdbValue): MmdbMetadata {
  const fields = fieldsOf(value);
  const major = numberIn(fields, 'binary_format_major_version');
  const ipVersion = numberIn(fields, 'ip_version');
  const recordSize = numberIn(fields, 'record_size');
  const nodeCount = numberIn(fields, 'node_count');
  const epochSeconds = numberIn(fields, 'build_epoch');
  if (major !== 2) throw new MmdbProblem(`format version ${major}; only 2 is known`);
  if (ipVersion !== 4 && ipVersion !== 6) throw new MmdbProblem(`ip_version is ${ipVersion}`);
  if (recordSize !== 24 && recordSize !== 28 && recordSize !== 32)
    throw new MmdbProblem(`record_size is ${recordSize}; 24, 28 and 32 are known`);
  if (nodeCount < 1) throw new MmdbProblem('the search tree is empty');
  const databaseType = fields.database_type;
  if (typeof databaseType !== 'string') throw new MmdbProblem('the metadata has no database_type');
  const built = new Date(epochSeconds * 1000);
  if (Number.isNaN(built.getTime()) || built.getUTCFullYear() > 9999)
    throw new MmdbProblem(`build_epoch is ${epochSeconds}`);
  return { databaseType, ipVersion, recordSize, nodeCount, built: built.toISOString() };
}

/** The members of a map; none of anything else. */
export function fieldsOf(value: MmdbValue | undefined): { readonly [key: string]: MmdbValue } {
  const isMap =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
  return isMap ? (value as { readonly [key: string]: MmdbValue }) : {};
}

function numberIn(fields: { readonly [key: string]: MmdbValue }, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' && typeof value !== 'bigint')
    throw new MmdbProblem(`the metadata has no number ${name}`);
  return Number(value);
}

/**
 * All records of the tree, two a node, left first; values from `nodeCount` on are leaves (see {@link leafOffset}).
 * @throws MmdbProblem where a record points beyond the data section.
 */
export function unpackTree(file: MmdbFile): Uint32Array {
  const { nodeCount, recordSize } = file.metadata;
  const tree = new Uint32Array(nodeCount * 2);
  const unpack = recordSize === 24 ? unpack24 : recordSize === 28 ? unpack28 : unpack32;
  unpack(file.bytes, tree);
  const limit = nodeCount + SEPARATOR_BYTES + file.data.length;
  for (let i = 0; i < tree.length; i++) {
    const record = tree[i] as number;
    if (record > nodeCount && (record < nodeCount + SEPARATOR_BYTES || record >= limit))
      throw new MmdbProblem(`node ${i >>> 1} of the search tree points outside the data section`);
  }
  return tree;
}

/** Offset in the data section that a record above `nodeCount` means. */
export function leafOffset(record: number, nodeCount: number): number {
  return record - nodeCount - SEPARATOR_BYTES;
}

function unpack24(b: Uint8Array, tree: Uint32Array): void {
  for (let i = 0, o = 0; i < tree.length; i++, o += 3)
    tree[i] = ((b[o] as number) << 16) | ((b[o + 1] as number) << 8) | (b[o + 2] as number);
}

function unpack28(b: Uint8Array, tree: Uint32Array): void {
  for (let i = 0, o = 0; i < tree.length; i += 2, o += 7) {
    const shared = b[o + 3] as number;
    tree[i] =
      ((shared & 0xf0) << 20) | ((b[o] as number) << 16) | ((b[o + 1] as number) << 8) | (b[o + 2] as number);
    tree[i + 1] =
      ((shared & 0x0f) << 24) |
      ((b[o + 4] as number) << 16) |
      ((b[o + 5] as number) << 8) |
      (b[o + 6] as number);
  }
}

function unpack32(b: Uint8Array, tree: Uint32Array): void {
  const view = new DataView(b.buffer, b.byteOffset, tree.length * 4);
  for (let i = 0; i < tree.length; i++) tree[i] = view.getUint32(i * 4);
}
