/**
 * The registry of a lists folder, through a cache: YAML takes seconds to parse, JSON tens of milliseconds. The key
 * is the digest of every file and of the program's version, so that a stale cache cannot be read.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from '../../model/digest.js';
import { CordonError } from '../../model/errors.js';
import type { Registry } from '../../model/registry/jurisdiction.js';
import { type ListFile, readRegistry } from '../../sources/registry.js';
import { decodeRegistry, encodeRegistry } from '../../sources/registry-cache.js';
import type { Context } from '../context.js';
import { version } from '../version.js';
import { makeFolder, writeAtomically } from './atomic.js';
import { readListFiles } from './workspace.js';

/** @throws CordonError 'config' with every problem of every file. */
export function loadRegistry(context: Context): Registry {
  const files = readListFiles(context.lists);
  const folder = path.join(context.state, 'cache');
  const cache = path.join(folder, `registry-${keyOf(files)}.json`);
  const known = readCache(cache);
  if (known) return known;
  const registry = readRegistry(files);
  writeCache(folder, cache, registry);
  return registry;
}

function keyOf(files: readonly ListFile[]): string {
  return sha256([version(), ...files.map((file) => `${sha256(file.text)} ${file.path}`)].join('\n')).slice(
    0,
    32,
  );
}

function readCache(file: string): Registry | null {
  try {
    return decodeRegistry(readFileSync(file, 'utf8'));
  } catch {
    // Not there, or not of this format: the lists themselves are read then.
    return null;
  }
}

/** A cache that cannot be written costs time, nothing else. */
function writeCache(folder: string, file: string, registry: Registry): void {
  try {
    makeFolder(folder);
    for (const name of readdirSync(folder))
      if (name.startsWith('registry-')) rmSync(path.join(folder, name), { force: true });
    writeAtomically(file, encodeRegistry(registry));
  } catch (error) {
    if (!(error instanceof CordonError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
