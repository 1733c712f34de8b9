/** The tables of the SQLite journal, as steps from each version to the next. A step that shipped never changes. */
import type Database from 'libsql';
import type { Json } from '../../model/canonical-json.js';
import { addressesIn } from './rows.js';

type Step = (db: Database.Database) => void;

/** A kind of file in the state folder. */
export interface Schema {
  /** What the file is, in a word: `journal`. */
  readonly what: string;
  /** Marks the file (PRAGMA application_id). */
  readonly applicationId: number;
  /** Step i leads from version i to i + 1. */
  readonly steps: readonly Step[];
}

/** "Crdn" */
export const APPLICATION_ID = 0x4372_646e;

/**
 * Texts that recur are kept once: subjects, and the few words for types, vantages and outcomes. That takes a third
 * off the size, and the index compares integers.
 */
const createFacts: Step = (db) =>
  db.exec(`
    CREATE TABLE subject (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE fact (
      id INTEGER PRIMARY KEY,
      subject INTEGER NOT NULL,
      type INTEGER NOT NULL,
      vantage INTEGER NOT NULL,
      digest BLOB NOT NULL,
      outcome INTEGER NOT NULL,
      conclusive INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      sightings INTEGER NOT NULL,
      value TEXT NOT NULL,
      detail TEXT,
      UNIQUE (subject, type, vantage, digest)
    ) STRICT`);

/** Which names an address was given for: asked before an address may be blocked. */
const createNamesAtAddresses: Step = (db) => {
  db.exec(`
    CREATE TABLE name_at (
      address TEXT NOT NULL,
      subject INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      PRIMARY KEY (address, subject)
    ) STRICT, WITHOUT ROWID`);
  const rows = db.prepare(`
    SELECT fact.subject, word.text, fact.value, fact.first_seen, fact.last_seen
    FROM fact JOIN word ON word.id = fact.type WHERE word.text LIKE 'dns/%'`);
  const insert = db.prepare(UPSERT_NAME_AT);
  const seen = rows.raw().all() as [
    subject: number,
    type: string,
    value: string,
    first: number,
    last: number,
  ][];
  for (const [subject, type, value, first, last] of seen)
    for (const address of addressesIn(type, JSON.parse(value) as Json))
      insert.run(address, subject, first, last);
};

const WIDEN =
  'ON CONFLICT DO UPDATE SET first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen)';
const UPSERT_NAME_AT = `INSERT INTO name_at (address, subject, first_seen, last_seen) VALUES (?, ?, ?, ?) ${WIDEN}`;

/** Step i leads from version i to i + 1. */
export const STEPS: readonly Step[] = [createFacts, createNamesAtAddresses];

export const JOURNAL: Schema = { what: 'journal', applicationId: APPLICATION_ID, steps: STEPS };

/** Brings the tables up to the given version, each step in a transaction of its own. */
export function migrate(
  db: Database.Database,
  { applicationId, steps }: Schema,
  from: number,
  to: number = steps.length,
): void {
  for (const [i, step] of steps.slice(from, to).entries())
    db.transaction(() => {
      // Somebody else who opened the same file may have been faster.
      const [version] = db.prepare('PRAGMA user_version').raw().get() as [number];
      if (version > from + i) return;
      step(db);
      db.exec(`PRAGMA user_version = ${from + i + 1}; PRAGMA application_id = ${applicationId}`);
    }).immediate();
}
