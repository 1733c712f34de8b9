/** A release → the columns that targets render from. */
import { NAME_MONITOR, NAME_SUBTREE, NameTableBuilder } from '../model/names/name-table.js';
import { PrefixTableBuilder } from '../model/prefixes/prefix-table.js';
import type { EnforcedSet, Entry } from '../model/release/entry.js';
import type { ProtectedValue } from '../model/release/protected.js';
import type { PlatformRecord } from '../model/release/record.js';
import { entryColumns, prefixOf } from './entry-columns.js';
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
    entries: entryColumns(iterateLines<Entry>(release.entryBytes), options),
    knownHosts: knownHosts(release),
    records: options.enforceProposed ? release.platforms.map(blocked) : release.platforms,
    ...protectedSet(release),
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
