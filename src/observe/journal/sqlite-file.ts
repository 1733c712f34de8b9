/** A SQLite file of the state folder: opened, recognised, brought up to date; its errors put into words. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type Database from 'libsql';
import { CordonError } from '../../model/errors.js';
import { migrate, type Schema } from './migrations.js';

export interface OpenFile {
  readonly db: Database.Database;
  /** Runs work on the file. @throws CordonError 'locked' or 'config' for what the file or its disk is to blame for. */
  readonly guard: <T>(action: () => T) => T;
}

/**
 * Makes the file's folder too, but not the one above.
 * @param cacheKilobytes of the file that stay in memory at most
 * @throws CordonError as openSqliteJournal says.
 */
export async function openFile(
  file: string,
  busyTimeoutMs: number,
  schema: Schema,
  cacheKilobytes = 65_536,
): Promise<OpenFile> {
  const { default: Sqlite } = await import('libsql');
  const guard = guardFor(file, schema.what);
  const db = guard(() => {
    makeFolderOf(file);
    return new Sqlite(file, { timeout: busyTimeoutMs });
  });
  try {
    guard(() => prepare(db, file, schema, cacheKilobytes));
  } catch (error) {
    db.close();
    throw error;
  }
  return { db, guard };
}

/** One level: Node 20's recursive mkdir never returns below /proc. */
function makeFolderOf(file: string): void {
  try {
    mkdirSync(path.dirname(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Pages of the write-ahead log before it is worked into the file: about 16 MB. */
const CHECKPOINT_PAGES = 4_000;

function prepare(db: Database.Database, file: string, schema: Schema, cacheKilobytes: number): void {
  recognise(db, file, schema);
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(
    `PRAGMA synchronous = FULL; PRAGMA cache_size = -${cacheKilobytes}; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
  );
  migrate(db, schema, numberOf(db, 'user_version'));
}

/** Refuses files of others before anything in them is changed. */
function recognise(db: Database.Database, file: string, { what, applicationId, steps }: Schema): void {
  const version = numberOf(db, 'user_version');
  const isEmpty = version === 0 && numberOf(db, 'schema_version') === 0;
  // Read last: where another process makes the file meanwhile, it is set with the version.
  const id = numberOf(db, 'application_id');
  if (id !== applicationId && !(id === 0 && isEmpty))
    throw new CordonError('config', {
      message: `the file is a SQLite database, but no ${what} of Cordon`,
      at: { file },
      hint: 'name another state folder',
    });
  if (version > steps.length)
    throw new CordonError('config', {
      message: `the ${what} has version ${version}; this program knows up to ${steps.length}`,
      at: { file },
      hint: 'use the newer program that wrote it, or another state folder',
    });
}

function numberOf(db: Database.Database, pragma: string): number {
  const [value] = db.prepare(`PRAGMA ${pragma}`).raw().get() as [number];
  return value;
}

function guardFor(file: string, what: string): OpenFile['guard'] {
  return (action) => {
    try {
      return action();
    } catch (error) {
      throw explain(error, file, what);
    }
  };
}

/** Errors of the file in words of the operator; everything else (a broken statement) stays a bug. */
function explain(error: unknown, file: string, what: string): unknown {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  const message = error instanceof Error ? error.message : String(error);
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code))
    return new CordonError('locked', {
      message: `another process is writing to the ${what}`,
      at: { file },
      hint: 'try again when it has ended',
    });
  if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code))
    return new CordonError('config', {
      message: `the ${what} is damaged: ${message}`,
      at: { file },
      hint: `move the file and its -wal and -shm companions away: a new ${what} is begun, and no list is lost`,
    });
  // The driver gives no code where the file cannot be opened.
  if (
    /^(?:SQLITE_(?:CANTOPEN|FULL|IOERR|READONLY|PERM)|E[A-Z]+$)/.test(code) ||
    /ConnectionFailed/.test(message)
  )
    return new CordonError('config', {
      message: `the ${what} cannot be used: ${message}`,
      at: { file },
      hint: 'see that the state folder can be written to and its disk has room',
    });
  return error;
}
