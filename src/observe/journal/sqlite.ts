/**
 * The journal in an embedded SQLite file: write-ahead log, every commit synced. The driver works synchronously, so
 * batches are bounded, and long work gives way to the event loop between them.
 */
import { setImmediate as giveWay } from 'node:timers/promises';
import type Database from 'libsql';
import type { Json } from '../../model/canonical-json.js';
import type { Observation } from '../../model/observation.js';
import {
  type Fact,
  type FactFilter,
  type FactKey,
  type Journal,
  MAX_BATCH,
  type NameAtAddress,
  type PruneReport,
} from './journal.js';
import { JOURNAL } from './migrations.js';
import { type FactRow, millisecondsOf, rowOf } from './rows.js';
import { openFile } from './sqlite-file.js';
import { addFacts, SQL } from './sqlite-statements.js';
import { Words } from './sqlite-words.js';

export interface SqliteJournalOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** How long to wait for another process that writes, before giving up as locked. Default 5,000. */
  readonly busyTimeoutMs?: number | undefined;
  /** Of the file, kept in memory at most. Default 65,536. */
  readonly cacheKilobytes?: number | undefined;
}

/**
 * Opens the file, or makes it; brings older ones up to date.
 * @throws CordonError 'config' where the file is damaged, not a journal, or made by a newer version; 'locked' where
 *   another process keeps it.
 */
export async function openSqliteJournal(file: string, options: SqliteJournalOptions): Promise<Journal> {
  const { db, guard } = await openFile(file, options.busyTimeoutMs ?? 5_000, JOURNAL, options.cacheKilobytes);
  return new SqliteJournal(db, guard, options.clock);
}

type FactColumns = readonly [
  subject: string,
  type: number,
  vantage: number,
  outcome: number,
  conclusive: number,
  value: string,
  detail: string | null,
  firstSeen: number,
  lastSeen: number,
  sightings: number,
];

type Parameter = string | number | null | Uint8Array;

const ROWS_AT_ONCE = 50;
const ADD_MANY = addFacts(ROWS_AT_ONCE);
const ADD_ONE = addFacts(1);
/** Subjects read at a time. */
const PAGE = 200;
const DAY_MS = 86_400_000;

class SqliteJournal implements Journal {
  readonly #db: Database.Database;
  readonly #guard: <T>(action: () => T) => T;
  readonly #clock: () => number;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #words = new Words(() => this.#all<[string, number]>(SQL.words));

  constructor(db: Database.Database, guard: <T>(action: () => T) => T, clock: () => number) {
    this.#db = db;
    this.#guard = guard;
    this.#clock = clock;
  }

  async record(batch: readonly Observation[]): Promise<void> {
    const rows = batch.map(rowOf);
    for (let i = 0; i < rows.length; i += MAX_BATCH) {
      if (i > 0) await giveWay();
      this.#store(rows.slice(i, i + MAX_BATCH));
    }
  }

  #store(rows: readonly FactRow[]): void {
    const subjects = JSON.stringify([...new Set(rows.map((row) => row.subject))]);
    const unknown = this.#words.unknown(rows.flatMap((row) => [row.type, row.vantage, row.outcome]));
    let added: [string, number][] = [];
    this.#transaction(() => {
      this.#run(SQL.addSubjects, subjects);
      const subject = new Map(this.#all<[string, number]>(SQL.subjectIds, subjects));
      if (unknown.length > 0) added = this.#addWords(JSON.stringify(unknown));
      const word = added.length > 0 ? new Map([...this.#words.ids, ...added]) : this.#words.ids;
      this.#addFacts(rows, subject, word);
      const names = namesJson(rows, subject);
      if (names) this.#run(SQL.addNamesAt, names);
    });
    this.#words.learn(added);
  }

  #addWords(texts: string): [string, number][] {
    this.#run(SQL.addWords, texts);
    return this.#all<[string, number]>(SQL.wordIds, texts);
  }

  /** Many rows a statement, because a call into the driver costs as much as a row; what is left over one by one. */
  #addFacts(rows: readonly FactRow[], subject: Ids, word: Ids): void {
    for (let i = 0; i < rows.length; ) {
      const count = rows.length - i >= ROWS_AT_ONCE ? ROWS_AT_ONCE : 1;
      const parameters: Parameter[] = [];
      for (const end = i + count; i < end; i++) pushParameters(parameters, rows[i] as FactRow, subject, word);
      this.#run(count === 1 ? ADD_ONE : ADD_MANY, ...parameters);
    }
  }

  async history(subject: string): Promise<readonly Fact[]> {
    return this.#all<FactColumns>(SQL.history, subject)
      .map((row) => this.#factOf(row))
      .sort(inOrder);
  }

  async latest(subject: string, type: string, vantage: string): Promise<Fact | undefined> {
    return this.#all<FactColumns>(SQL.latest, subject, type, vantage, 1).map((row) => this.#factOf(row))[0];
  }

  async lastAttempt(subject: string, type: string, vantage: string): Promise<Fact | undefined> {
    return this.#all<FactColumns>(SQL.latest, subject, type, vantage, 0).map((row) => this.#factOf(row))[0];
  }

  async fresh(subject: string, type: string, vantage: string, since: string): Promise<boolean> {
    return this.#all(SQL.fresh, subject, type, vantage, millisecondsOf(since)).length > 0;
  }

  async seenSince(subjects: readonly string[], since: string): Promise<readonly FactKey[]> {
    const parameters = [JSON.stringify(subjects), millisecondsOf(since)] as const;
    return this.#all<[string, number, number]>(SQL.seenSince, ...parameters).map(
      ([subject, type, vantage]) => ({
        subject,
        type: this.#words.text(type),
        vantage: this.#words.text(vantage),
      }),
    );
  }

  async subjectsSeenAt(address: string, days: number): Promise<readonly NameAtAddress[]> {
    const since = this.#clock() - days * DAY_MS;
    return this.#all<[string, number, number]>(SQL.namesAt, address, since).map(([name, first, last]) => ({
      name,
      firstSeen: isoOf(first),
      lastSeen: isoOf(last),
    }));
  }

  async factsOfOrigin(origin: string, type: string): Promise<readonly Fact[]> {
    // Between them lie all texts that begin with the origin and a slash, which comes right after the full stop.
    const [after, last] = [`${origin}.\u{10ffff}`, `${origin}/\u{10ffff}`];
    return this.#all<FactColumns>(SQL.factsOfOrigin, after, last, type)
      .map((row) => this.#factOf(row))
      .sort((a, b) => compare(a.subject, b.subject) || inOrder(a, b));
  }

  async *facts(filter: FactFilter = {}): AsyncGenerator<Fact> {
    const types = filter.types ? JSON.stringify(filter.types) : null;
    const since = filter.since === undefined ? 0 : millisecondsOf(filter.since);
    for (let last = ''; ; await giveWay()) {
      const page = this.#all<[string]>(SQL.subjectsAfter, last, PAGE);
      const end = page.at(-1)?.[0];
      if (end === undefined) return;
      for (const row of this.#all<FactColumns>(SQL.factsBetween, last, end, since, types, types))
        yield this.#factOf(row);
      last = end;
    }
  }

  async prune(before: string): Promise<PruneReport> {
    const limit = millisecondsOf(before);
    const namesAtAddresses = await this.#pruneNamesAt(limit);
    const highest = this.#all<[number | null]>(SQL.highestSubject)[0]?.[0] ?? 0;
    let facts = 0;
    for (let id = 0; id < highest; id += PAGE, await giveWay())
      this.#transaction(() => {
        facts += this.#run(SQL.pruneFacts, id, id + PAGE, limit, limit);
        this.#run(SQL.pruneSubjects, id, id + PAGE);
      });
    return { facts, namesAtAddresses };
  }

  async #pruneNamesAt(limit: number): Promise<number> {
    let removed = 0;
    for (let last = ''; ; await giveWay()) {
      const end = this.#all<[string]>(SQL.addressesAfter, last, MAX_BATCH).at(-1)?.[0];
      if (end === undefined) return removed;
      removed += this.#run(SQL.pruneNamesAt, last, end, limit);
      last = end;
    }
  }

  async close(): Promise<void> {
    this.#guard(() => {
      this.#statements.clear();
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      this.#db.close();
    });
  }

  #factOf(row: FactColumns): Fact {
    const [subject, type, vantage, outcome, conclusive, value, detail, firstSeen, lastSeen, sightings] = row;
    return {
      subject,
      type: this.#words.text(type),
      vantage: this.#words.text(vantage),
      outcome: this.#words.text(outcome),
      conclusive: conclusive === 1,
      value: JSON.parse(value) as Json,
      ...(detail === null ? {} : { detail: JSON.parse(detail) as Json }),
      firstSeen: isoOf(firstSeen),
      lastSeen: isoOf(lastSeen),
      sightings,
    };
  }

  #transaction(action: () => void): void {
    this.#guard(() => inTransaction(this.#db, action));
  }

  /** Rows changed. The driver takes all parameters as one array too, which spares it copies. */
  #run(sql: string, ...parameters: readonly Parameter[]): number {
    return this.#guard(() => this.#statement(sql).run(parameters).changes);
  }

  #all<Row>(sql: string, ...parameters: readonly Parameter[]): Row[] {
    return this.#guard(() => this.#statement(sql).all(parameters) as Row[]);
  }

  #statement(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    // Only statements that return rows know the form of rows.
    if (statement.reader) statement.raw();
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** The driver's own helper hides the cause where SQLite has rolled back by itself, as on a full disk. */
function inTransaction(db: Database.Database, action: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    action();
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

type Ids = ReadonlyMap<string, number>;

function pushParameters(parameters: Parameter[], row: FactRow, subject: Ids, word: Ids): void {
  parameters.push(
    subject.get(row.subject) as number,
    word.get(row.type) as number,
    word.get(row.vantage) as number,
    row.digest,
    word.get(row.outcome) as number,
    row.conclusive ? 1 : 0,
    row.atMs,
    row.atMs,
    row.value,
    row.detail,
  );
}

/** Null where no row leads to an address. */
function namesJson(rows: readonly FactRow[], subject: Ids): string | null {
  const names = rows.flatMap((row) =>
    row.addresses.map((address) => [address, subject.get(row.subject), row.atMs]),
  );
  return names.length > 0 ? JSON.stringify(names) : null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Times have one length, so that their texts stand in their order. Facts of one key and time stay in the order they came. */
const inOrder = (a: Fact, b: Fact): number =>
  compare(a.type, b.type) || compare(a.vantage, b.vantage) || compare(a.firstSeen, b.firstSeen);

let lastMs = 0;
let lastIso = new Date(0).toISOString();

/** Facts of one run were seen at few times. */
function isoOf(ms: number): string {
  if (ms !== lastMs) {
    lastMs = ms;
    lastIso = new Date(ms).toISOString();
  }
  return lastIso;
}
