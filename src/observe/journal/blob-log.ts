/** The note of what a blob store gave up: `evictions.jsonl` in its folder, one JSON object a line. */
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Eviction {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly digest: string;
  readonly bytes: number;
  readonly cause: 'age' | 'size';
}

const FILE = 'evictions.jsonl';

/** Durable when the promise resolves. */
export async function appendEvictions(folder: string, evictions: readonly Eviction[]): Promise<void> {
  const handle = await open(path.join(folder, FILE), 'a', 0o644);
  try {
    await handle.writeFile(evictions.map((one) => `${JSON.stringify(one)}\n`).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(folder);
}

/** In the order of their times. A line that a crash cut short is left out. */
export async function readEvictions(folder: string): Promise<readonly Eviction[]> {
  const text = await readFile(path.join(folder, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Eviction];
    } catch {
      return [];
    }
  });
}

/** Makes renames and new files in a folder survive a crash of the machine. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
