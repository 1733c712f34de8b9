/**
 * One writer for each workspace. The lock is one that the kernel gives up with the process, however that ends: an
 * exclusive transaction on an empty SQLite file. Lock files with a pid in them outlive a kill and block the next run.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { CordonError } from '../../model/errors.js';

export interface WorkspaceLock {
  release(): void;
}

/** Kept reachable: a collected database would be closed, and the lock with it. */
const held = new Set<object>();

/**
 * Takes the lock, without waiting. It does not cross machines: a state folder on a network file system is on its own.
 * @throws CordonError 'locked' where another process has it, 'config' where the folder cannot be written to.
 */
export async function acquireLock(stateFolder: string): Promise<WorkspaceLock> {
  const file = path.join(stateFolder, 'lock.db');
  const { default: Sqlite } = await import('libsql');
  let db: InstanceType<typeof Sqlite> | undefined;
  try {
    mkdirSync(stateFolder, { recursive: true });
    db = new Sqlite(file, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    throw explain(error, file);
  }
  const lock = db;
  held.add(lock);
  return {
    release() {
      if (held.delete(lock)) lock.close();
    },
  };
}

function explain(error: unknown, file: string): CordonError {
  if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY'))
    return new CordonError('locked', {
      message: 'another run is working on this state folder',
      at: { file },
      hint: `try again when it has ended; fuser ${file} shows which process it is`,
    });
  return new CordonError('config', {
    message: `cannot lock the state folder: ${error instanceof Error ? error.message : String(error)}`,
    at: { file },
    hint: 'name a state folder that this user may write to',
  });
}
