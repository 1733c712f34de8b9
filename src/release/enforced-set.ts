/** A release → the columns that targets render from. */
import { NAME_MONITOR, NAME_SUBTREE, NameTableBuilder } from '../model/names/name-table.js';
import { parsePrefix } from '../model/prefixes/prefix.js';
import { PREFIX_MONITOR, PrefixTableBuilder } from '../model/prefixes/prefix-table.js';
import type { EnforcedSet, Entry, EntrySet } from '../model/release/entry.js';
import type { ProtectedValue } from '../model/release/protected.js';
import type { PlatformRecord } from '../model/release/record.js';
import { iterateLines, type Release } from './read.js';

export interface EnforceOptions {
  /** Treat entries with action monitor as block. */
  readonly enforceProposed: boolean;
}

export function enforcedSet(release: Release, options: EnforceOptions): EnforcedSet {
  const { manifest } = release;
  return {
    profile: manifest.profile,
    serial: manifest.serial,
    digest: release.digest,
    created: manifest.created,
    expires: manifest.expires,
    entries: entrySet(release.entryBytes, options),
    knownHosts: knownHosts(release),
    records: options.enforceProposed ? release.platforms.map(blocked) : release.platforms,
    ...protectedSet(release),
  };
}

function entrySet(bytes: Uint8Array, options: EnforceOptions): EntrySet {
  const names = new NameTableBuilder();
  const prefixes = new PrefixTableBuilder();
  const platforms: string[] = [];
  const index = new Map<string, number>();
  const namePlatform: number[] = [];
  const prefixPlatform: number[] = [];
  for (const entry of iterateLines<Entry>(bytes)) {
    const platform = index.get(entry.platform) ?? platforms.push(entry.platform) - 1;
    index.set(entry.platform, platform);
    const monitor = entry.action === 'monitor' && !options.enforceProposed;
    if (entry.kind === 'name') {
      names.add(entry.value, (entry.scope === 'subtree' ? NAME_SUBTREE : 0) | (monitor ? NAME_MONITOR : 0));
      namePlatform.push(platform);
    } else {
      prefixes.add(prefixOf(entry.value), monitor ? PREFIX_MONITOR : 0);
      prefixPlatform.push(platform);
    }
  }
  return {
    names: names.build(),
    namePlatform: Uint32Array.from(namePlatform),
    prefixes: prefixes.build(),
    prefixPlatform: Uint32Array.from(prefixPlatform),
    platforms,
  };
}

function blocked(record: PlatformRecord): PlatformRecord {
  const sites = record.sites.map((site) => ({ ...site, action: 'block' as const }));
  return { ...record, action: 'block', sites };
}

function knownHosts(release: Release) {
  const hosts = new NameTableBuilder();
  for (const site of release.platforms.flatMap((record) => record.sites)) {
    for (const host of site.hosts) hosts.add(host, site.action === 'monitor' ? NAME_MONITOR : 0);
  }
  return hosts.build();
}

/** Values that a person's override let through must not be protected again further down. */
function protectedSet(release: Release): Pick<EnforcedSet, 'protectedNames' | 'protectedPrefixes'> {
  const accepted = new Set(
    release.manifest.guards.flatMap((guard) => guard.accepted.map((one) => one.value)),
  );
  const names = new NameTableBuilder();
  const prefixes = new PrefixTableBuilder();
  for (const one of iterateLines<ProtectedValue>(release.protectedBytes)) {
    if (accepted.has(one.value)) continue;
    if (one.kind === 'name') names.add(one.value, one.scope === 'subtree' ? NAME_SUBTREE : 0);
    else prefixes.add(prefixOf(one.value));
  }
  return { protectedNames: names.build(), protectedPrefixes: prefixes.build() };
}

function prefixOf(value: string) {
  const prefix = parsePrefix(value);
  if (!prefix.ok) throw new Error(`a release holds ${value}: ${prefix.problem.message}`);
  return prefix.value;
}
