/**
 * One writer a workspace. The lock is an exclusive transaction on a small database in the state folder: the kernel
 * takes it back when its process ends, however it ends, so that no stale lock ever needs a person.
 */

import { createRequire } from 'node:module';
import path from 'node:path';
import { CordonError } from '../../model/errors.js';
import { makeFolder } from './atomic.js';

export interface Lock {
  readonly release: () => void;
}

/** Kept reachable: a collected database would be closed, and the lock given up with it. */
const held = new Set<object>();

/** @throws CordonError 'locked' (exit 75) where another process holds it; 'config' where the folder cannot be used. */
export function acquireLock(state: string): Lock {
  const file = path.join(state, 'lock.db');
  try {
    makeFolder(state);
    const Database = createRequire(import.meta.url)('libsql') as typeof import('libsql');
    const database = new Database(file, { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw error;
    }
    held.add(database);
    return {
      release: () => {
        if (held.delete(database)) database.close();
      },
    };
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') {
      throw new CordonError('locked', {
        message: `another cordon works in ${state}`,
        hint: 'try again when it is done',
      });
    }
    throw new CordonError('config', {
      message: `cannot use the state folder ${state}: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'give a folder that this user may write to with --state',
    });
  }
}
