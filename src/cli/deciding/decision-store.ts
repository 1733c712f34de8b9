/**
 * Decisions and the evidence that they rest on, in the state folder: what is kept here is never changed, only added.
 * It may be lost without losing the list; what is lost with it is the replay.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type Database from 'libsql';
import type { Decided, DecisionRecord } from '../../decide/decision.js';
import type { Schema } from '../../observe/journal/migrations.js';
import { type OpenFile, openFile } from '../../observe/journal/sqlite-file.js';

/** "Crdd" */
const APPLICATION_ID = 0x4372_6464;

const createTables = (db: Database.Database): void => {
  db.exec(`
    CREATE TABLE document (digest TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE decision (
      seq INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,
      profile TEXT NOT NULL,
      platform TEXT NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX decision_of ON decision (profile, platform, seq)`);
};

/**
 * Documents of a platform are kept together, in the order in which they come: each under its digest in a tree of all
 * was a third of the time of a first assessment. What belongs to no platform is found by its digest.
 */
const packDocuments = (db: Database.Database): void => {
  db.exec(`
    CREATE TABLE pack (
      id INTEGER PRIMARY KEY,
      platform TEXT NOT NULL,
      digests TEXT NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX pack_of ON pack (platform) WHERE platform <> '';
    CREATE INDEX pack_alone ON pack (digests) WHERE platform = '';
    INSERT INTO pack (platform, digests, body) SELECT '', digest, body FROM document;
    DROP TABLE document`);
};

export const DECISIONS: Schema = {
  what: 'decision store',
  applicationId: APPLICATION_ID,
  steps: [createTables, packDocuments],
};

/** Texts of one line each, as they are kept. */
export interface DocumentPack {
  /** sha256 of each text, in their order. */
  readonly digests: readonly string[];
  readonly body: Uint8Array;
}

/** A decision with those documents of what it rests on that are not kept yet. */
export interface DecisionBatch {
  readonly decided: Decided;
  /** The decision's text, by {@link packText}. */
  readonly body: Uint8Array;
  readonly documents: DocumentPack | null;
}

const BUSY_TIMEOUT_MS = 5_000;
/**
 * Text of pages shrinks to a quarter in the shortest time that Brotli can; several pages fit into the window. For short
 * texts it is a small one, because its memory is asked of the system each time.
 */
const packing = (length: number) => ({
  chunkSize: length > 64 * 1024 ? 64 * 1024 : 16 * 1024,
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 0,
    [constants.BROTLI_PARAM_LGWIN]: Math.min(18, Math.max(10, Math.ceil(Math.log2(length + 1)))),
  },
});

/** What is written here is read again much later, so that there is little to remember. */
const CACHE_KILOBYTES = 8_192;

/** @param cacheKilobytes of the file that stay in memory; see {@link openFile} */
export async function openDecisionStore(
  file: string,
  cacheKilobytes: number = CACHE_KILOBYTES,
): Promise<DecisionStore> {
  return new DecisionStore(await openFile(file, BUSY_TIMEOUT_MS, DECISIONS, cacheKilobytes));
}

export class DecisionStore {
  readonly #db: Database.Database;
  readonly #guard: OpenFile['guard'];
  readonly #statements = new Map<string, Database.Statement>();

  /** Use {@link openDecisionStore}. */
  constructor({ db, guard }: OpenFile) {
    this.#db = db;
    this.#guard = guard;
  }

  /** Keeps all of it or nothing; durable when it returns. */
  record(batch: readonly DecisionBatch[]): void {
    if (batch.length === 0) return;
    this.#transaction(() => {
      const decide = this.#statement(
        'INSERT INTO decision (digest, profile, platform, body) VALUES (?, ?, ?, ?)',
      );
      for (const { decided, body, documents } of batch) {
        const { digest, record } = decided;
        if (documents) this.#keep(record.platform, documents);
        decide.run(digest, record.profile, record.platform, body);
      }
    });
  }

  /** Keeps a text that belongs to no platform, such as a profile, if it is not kept yet. */
  keepShared(digest: string, text: string): void {
    if (this.#shared(digest)) return;
    this.#transaction(() => this.#keep('', { digests: [digest], body: packText(text) }));
  }

  #keep(platform: string, { digests, body }: DocumentPack): void {
    this.#statement('INSERT INTO pack (platform, digests, body) VALUES (?, ?, ?)').run(
      platform,
      digests.join(' '),
      body,
    );
  }

  /** Of a platform's texts, each as canonical JSON under its sha256, those that are not kept yet; null for none. */
  packUnknown(platform: string, texts: ReadonlyMap<string, string>): DocumentPack | null {
    const known = new Set(this.#packsOf(platform).flatMap(({ digests }) => digests));
    const unknown = [...texts].filter(([digest]) => !known.has(digest));
    if (unknown.length === 0) return null;
    return { digests: unknown.map(([digest]) => digest), body: pack(unknown.map(([, text]) => text)) };
  }

  #transaction(work: () => void): void {
    this.#guard(() => {
      this.#db.exec('BEGIN IMMEDIATE');
      try {
        work();
        this.#db.exec('COMMIT');
      } catch (error) {
        if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** The newest decision on a platform under a profile. */
  latest(profile: string, platform: string): Decided | null {
    const rows = this.#decisions(
      'SELECT digest, body FROM decision WHERE profile = ? AND platform = ? ORDER BY seq DESC LIMIT 1',
      profile,
      platform,
    );
    return rows[0] ?? null;
  }

  /** The newest decision on every platform under a profile. */
  *latestOfAll(profile: string): Generator<Decided> {
    const platforms = this.#rows<[string]>(
      'SELECT DISTINCT platform FROM decision WHERE profile = ? ORDER BY platform',
      profile,
    );
    for (const [platform] of platforms) yield this.latest(profile, platform) as Decided;
  }

  /** All decisions on a platform under a profile, the oldest first. */
  chain(profile: string, platform: string): Decided[] {
    return this.#decisions(
      'SELECT digest, body FROM decision WHERE profile = ? AND platform = ? ORDER BY seq',
      profile,
      platform,
    );
  }

  /** Decisions whose digest begins with the text. @param start lower-case hex */
  find(start: string): Decided[] {
    return this.#decisions(
      'SELECT digest, body FROM decision WHERE digest >= ? AND digest <= ? ORDER BY seq LIMIT 10',
      start,
      `${start}g`,
    );
  }

  /** The text kept under a digest; null where there is none or it cannot be unpacked. */
  shared(digest: string): string | null {
    const row = this.#shared(digest);
    return row ? (unpackAll(row[0])?.[0] ?? null) : null;
  }

  /** Texts that decisions on a platform rest on, by digest; what is lost or cannot be unpacked is missing. */
  documents(platform: string, digests: readonly string[]): Map<string, string> {
    const found = new Map<string, string>();
    const wanted = new Set(digests);
    for (const { id, digests: kept } of this.#packsOf(platform)) {
      if (!kept.some((digest) => wanted.has(digest))) continue;
      const [row] = this.#rows<[Uint8Array]>('SELECT body FROM pack WHERE id = ?', id);
      const texts = (row && unpackAll(row[0])) ?? [];
      for (const [i, digest] of kept.entries())
        if (wanted.has(digest) && texts[i] !== undefined) found.set(digest, texts[i]);
    }
    for (const digest of wanted) {
      const text = found.has(digest) ? null : this.shared(digest);
      if (text !== null) found.set(digest, text);
    }
    return found;
  }

  #shared(digest: string): [Uint8Array] | undefined {
    return this.#rows<[Uint8Array]>("SELECT body FROM pack WHERE platform = '' AND digests = ?", digest)[0];
  }

  #packsOf(platform: string): { readonly id: number; readonly digests: readonly string[] }[] {
    return this.#rows<[number, string]>(
      "SELECT id, digests FROM pack WHERE platform = ? AND platform <> ''",
      platform,
    ).map(([id, digests]) => ({ id, digests: digests.split(' ') }));
  }

  close(): void {
    this.#guard(() => this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    this.leave();
  }

  /** Closes a store that another one is writing to. */
  leave(): void {
    this.#guard(() => {
      this.#statements.clear();
      this.#db.close();
    });
  }

  #decisions(sql: string, ...parameters: readonly string[]): Decided[] {
    return this.#rows<[string, Uint8Array]>(sql, ...parameters).map(([digest, body]) => ({
      digest,
      record: JSON.parse(unpack(body)) as DecisionRecord,
    }));
  }

  /** All rows at once: with `get` the driver ends the process where there is none. */
  #rows<Row>(sql: string, ...parameters: readonly (string | number)[]): Row[] {
    return this.#guard(() => this.#statement(sql).all(...parameters) as Row[]);
  }

  #statement(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    if (statement.reader) statement.raw();
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Canonical JSON has no line feed in it. */
const SEPARATOR = '\n';

/** A damaged body is missing evidence; replay tells it so. */
function unpackAll(body: Uint8Array): string[] | null {
  try {
    return unpack(body).split(SEPARATOR);
  } catch {
    return null;
  }
}

function pack(texts: readonly string[]): Uint8Array {
  const plain = octetsOf(texts);
  // Copied, because the packed text lies at the start of a buffer of many times its size.
  return new Uint8Array(brotliCompressSync(plain, packing(plain.length)));
}

/** A text as it is kept. */
export const packText = (text: string): Uint8Array => pack([text]);

const MAX_KEPT_OCTETS = 4 * 1024 * 1024;
let octets = Buffer.allocUnsafe(256 * 1024);

/**
 * The texts with separators, in the same memory each time: what is thrown away outside the heap stays for long and
 * comes to hundreds of MB, and one string of all texts would cost more than packing it.
 */
function octetsOf(texts: readonly string[]): Buffer {
  const most = texts.reduce((sum, text) => sum + text.length * 3 + SEPARATOR.length, 0);
  if (most > MAX_KEPT_OCTETS) return Buffer.from(texts.join(SEPARATOR));
  if (most > octets.length) octets = Buffer.allocUnsafe(Math.min(MAX_KEPT_OCTETS, most * 2));
  let end = 0;
  for (const [i, text] of texts.entries()) {
    if (i > 0) end += octets.write(SEPARATOR, end);
    end += octets.write(text, end);
  }
  return octets.subarray(0, end);
}
const unpack = (body: Uint8Array): string => brotliDecompressSync(body).toString('utf8');
