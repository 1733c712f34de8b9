/** Entries from rows to columns. */
import { NAME_MONITOR, NAME_SUBTREE, NameTableBuilder } from '../model/names/name-table.js';
import { type Prefix, parsePrefix } from '../model/prefixes/prefix.js';
import { PREFIX_MONITOR, PrefixTableBuilder } from '../model/prefixes/prefix-table.js';
import type { Entry, EntrySet } from '../model/release/entry.js';

export interface ColumnOptions {
  /** Treat entries with action monitor as block. */
  readonly enforceProposed: boolean;
}

export function entryColumns(entries: Iterable<Entry>, options: ColumnOptions): EntrySet {
  const names = new NameTableBuilder();
  const prefixes = new PrefixTableBuilder();
  const platforms: string[] = [];
  const index = new Map<string, number>();
  const namePlatform: number[] = [];
  const prefixPlatform: { 4: number[]; 6: number[] } = { 4: [], 6: [] };
  for (const entry of entries) {
    const platform = index.get(entry.platform) ?? platforms.push(entry.platform) - 1;
    index.set(entry.platform, platform);
    const monitor = entry.action === 'monitor' && !options.enforceProposed;
    if (entry.kind === 'name') {
      names.add(entry.value, (entry.scope === 'subtree' ? NAME_SUBTREE : 0) | (monitor ? NAME_MONITOR : 0));
      namePlatform.push(platform);
    } else {
      const prefix = prefixOf(entry.value);
      prefixes.add(prefix, monitor ? PREFIX_MONITOR : 0);
      prefixPlatform[prefix.family].push(platform);
    }
  }
  return {
    names: names.build(),
    namePlatform: Uint32Array.from(namePlatform),
    prefixes: prefixes.build(),
    prefixPlatform: Uint32Array.from([...prefixPlatform[4], ...prefixPlatform[6]]),
    platforms,
  };
}

/** @throws Error for a value that no release of ours holds. */
export function prefixOf(value: string): Prefix {
  const prefix = parsePrefix(value);
  if (!prefix.ok) throw new Error(`a release holds ${value}: ${prefix.problem.message}`);
  return prefix.value;
}
