/**
 * Files that appear whole or not at all: written beside their place, synced, renamed, and the folder synced. A
 * process that is killed in between leaves a temporary file, which the next one sweeps.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { CordonError } from '../../model/errors.js';

const TEMPORARY = /^\.cordon-tmp-(\d+)-/;

export interface StagedFile {
  readonly name: string;
  /** Where the bytes are until commit. */
  readonly path: string;
}

/** A set of files for one folder. Nothing of the folder's own changes before {@link Staging.commit}. */
export class Staging {
  readonly #folder: string;
  readonly #staged: StagedFile[] = [];

  /** Makes the folder if it is not there. @throws CordonError 'config' where it cannot be written. */
  constructor(folder: string) {
    this.#folder = folder;
    guarded(folder, () => makeFolder(folder));
    guarded(folder, () => sweep(folder));
  }

  get files(): readonly StagedFile[] {
    return this.#staged;
  }

  add(name: string, bytes: Uint8Array | string): StagedFile {
    if (path.basename(name) !== name) throw new Error(`${name} is not a plain file name`);
    const file = {
      name,
      path: path.join(this.#folder, `.cordon-tmp-${process.pid}-${this.#staged.length}-${name}`),
    };
    this.#staged.push(file);
    guarded(this.#folder, () =>
      writeSynced(file.path, typeof bytes === 'string' ? Buffer.from(bytes) : bytes),
    );
    return file;
  }

  /** Puts all files in place. Each is the old one or the new one at any moment, never a part. */
  commit(): void {
    guarded(this.#folder, () => {
      // A folder in the way would stop the renames half-way; it is found before the first.
      for (const { name } of this.#staged) {
        if (isFolder(path.join(this.#folder, name))) throw new Error(`${name} is a folder there`);
      }
      for (const file of this.#staged) renameSync(file.path, path.join(this.#folder, file.name));
      syncFolder(this.#folder);
    });
  }

  discard(): void {
    for (const file of this.#staged) rmSync(file.path, { force: true });
  }
}

/** One file. Its folder is made if it is not there. */
export function writeAtomically(file: string, bytes: Uint8Array | string): void {
  const staging = new Staging(path.dirname(file));
  try {
    staging.add(path.basename(file), bytes);
    staging.commit();
  } catch (error) {
    staging.discard();
    throw error;
  }
}

/** A folder that appears whole: its files, keyed by plain name. It must not exist. */
export function writeFolderAtomically(folder: string, files: ReadonlyMap<string, string>): void {
  const parent = path.dirname(folder);
  guarded(parent, () => makeFolder(parent));
  guarded(parent, () => sweep(parent));
  const temporary = path.join(parent, `.cordon-tmp-${process.pid}-${path.basename(folder)}`);
  try {
    guarded(parent, () => {
      if (existsSync(folder)) throw new Error(`${folder} exists already`);
      mkdirSync(temporary);
      for (const [name, text] of files) writeSynced(path.join(temporary, name), Buffer.from(text));
      syncFolder(temporary);
      renameSync(temporary, folder);
      syncFolder(parent);
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function writeSynced(file: string, bytes: Uint8Array): void {
  const descriptor = openSync(file, 'w', 0o644);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes what killed processes left. A process that still runs keeps its own. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Makes a folder and those above it that are missing. The recursive form of mkdir of Node 20 never returns where the
 * file system answers ENOENT for a folder that can have no children, as /proc does.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(folder)) throw error;
  }
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function guarded<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof CordonError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CordonError('config', {
      message: `cannot write to ${folder}: ${reason}`,
      hint: 'give a folder that this user may write to; what was there is unchanged',
    });
  }
}
