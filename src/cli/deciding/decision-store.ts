/**
 * Decisions and the evidence that they rest on, in the state folder: what is kept here is never changed, only added.
 * It may be lost without losing the list; what is lost with it is the replay.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type Database from 'libsql';
import type { Decided, DecisionRecord } from '../../decide/decision.js';
import { canonicalJson, type Json } from '../../model/canonical-json.js';
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

export const DECISIONS: Schema = {
  what: 'decision store',
  applicationId: APPLICATION_ID,
  steps: [createTables],
};

/** Texts as they are kept, each under its sha256. */
export type PackedDocuments = readonly (readonly [digest: string, body: Uint8Array])[];

/** A decision with those documents of what it rests on that may not be kept yet. */
export interface DecisionBatch {
  readonly decided: Decided;
  readonly documents: PackedDocuments;
}

const BUSY_TIMEOUT_MS = 5_000;
/** Text of pages shrinks to a third in the shortest time that Brotli can, which it needs such a window for. */
const PACKING = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 16 },
};

/** @param cacheKilobytes of the file that stay in memory; see {@link openFile} */
export async function openDecisionStore(file: string, cacheKilobytes?: number): Promise<DecisionStore> {
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
      const keep = this.#statement('INSERT INTO document VALUES (?, ?) ON CONFLICT DO NOTHING');
      for (const { documents } of batch) for (const [digest, body] of documents) keep.run(digest, body);
      const decide = this.#statement(
        'INSERT INTO decision (digest, profile, platform, body) VALUES (?, ?, ?, ?)',
      );
      for (const { decided } of batch) {
        const { digest, record } = decided;
        decide.run(digest, record.profile, record.platform, pack(canonicalJson(record as unknown as Json)));
      }
    });
  }

  /** Of the texts, each as canonical JSON under its sha256, those that are not kept yet. */
  packUnknown(texts: ReadonlyMap<string, string>): PackedDocuments {
    const all = new Map(texts);
    const known = this.#rows<[string]>(
      'SELECT document.digest FROM json_each(?) JOIN document ON document.digest = value',
      JSON.stringify([...all.keys()]),
    );
    for (const [digest] of known) all.delete(digest);
    // Copied, because the packed text lies at the start of a buffer of many times its size.
    return [...all].map(([digest, text]) => [digest, new Uint8Array(pack(text))] as const);
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
  document(digest: string): string | null {
    const [row] = this.#rows<[Uint8Array]>('SELECT body FROM document WHERE digest = ?', digest);
    if (!row) return null;
    try {
      return unpack(row[0]);
    } catch {
      // A damaged text is missing evidence; replay tells it so.
      return null;
    }
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
  #rows<Row>(sql: string, ...parameters: readonly string[]): Row[] {
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

const pack = (text: string): Buffer => brotliCompressSync(text, PACKING);
const unpack = (body: Uint8Array): string => brotliDecompressSync(body).toString('utf8');
