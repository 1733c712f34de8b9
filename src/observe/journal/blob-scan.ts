/** What lies in the folder of a blob store. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from './blob-log.js';
import type { BlobEntry } from './blobs.js';

const TEMPORARY = /^\.cordon-tmp-(\d+)-/;
const BLOB = /^([0-9a-f]{64})\.br$/;

/** Makes the folder (not the one above) and its 256 parts where they are not there. Temporary files of ended processes are removed. */
export async function scanBlobs(folder: string): Promise<Map<string, BlobEntry>> {
  const parts = await prepareFolder(folder);
  await sweep(folder);
  const found = new Map<string, BlobEntry>();
  for (const part of parts) {
    const names = await readdir(path.join(folder, part));
    const digests = names
      .flatMap((name) => BLOB.exec(name)?.[1] ?? [])
      .filter((digest) => digest.startsWith(part));
    const stats = await Promise.all(digests.map((digest) => stat(path.join(folder, part, `${digest}.br`))));
    for (const [i, digest] of digests.entries())
      found.set(digest, { bytes: stats[i]?.size ?? 0, atMs: Math.round(stats[i]?.mtimeMs ?? 0) });
  }
  return found;
}

async function prepareFolder(folder: string): Promise<string[]> {
  const parts = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
  // Not recursive: Node 20's recursive mkdir never returns below /proc.
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const present = new Set(await readdir(folder));
  const missing = parts.filter((part) => !present.has(part));
  if (missing.length > 0) {
    await Promise.all(missing.map((part) => mkdir(path.join(folder, part))));
    await syncFolder(folder);
  }
  return parts;
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(path.join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
