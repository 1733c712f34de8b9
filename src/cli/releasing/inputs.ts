/** What a release takes from the journal: how fresh the names are, and the facts of their addresses. */
import type { Registry } from '../../model/registry/jurisdiction.js';
import type { Platform } from '../../model/registry/platform.js';
import type { ObservedAddresses } from '../../model/release/addresses.js';
import type { Journal } from '../../observe/journal/journal.js';
import type { Freshness } from '../../release/guards/freshness.js';
import type { UsedDatabase } from '../../release/guards/geolocation-age.js';
import type { Context } from '../context.js';
import { hasJournal, openJournal } from '../observing/observe.js';

export interface ReleaseInputs {
  readonly addresses: ObservedAddresses;
  readonly freshness: Freshness | null;
  readonly geolocation: readonly UsedDatabase[];
}

const HOUR_MS = 3_600_000;

/**
 * @param platforms those that are listed
 * @param created RFC 3339; the time that freshness is counted back from
 * @returns without addresses and with freshness null where the workspace has no journal
 */
export async function releaseInputs(
  context: Context,
  registry: Registry,
  platforms: readonly Platform[],
  created: string,
): Promise<ReleaseInputs> {
  const nothing = { addresses: new Map(), freshness: null, geolocation: [] };
  if (!hasJournal(context)) return nothing;
  const journal = await openJournal(context);
  try {
    // A journal is made by whoever looks for one; only what was once observed can be out of date.
    if (await isEmpty(journal)) return nothing;
    return await collectReleaseInputs(journal, registry, platforms, created);
  } finally {
    await journal.close();
  }
}

async function isEmpty(journal: Journal): Promise<boolean> {
  for await (const _ of journal.facts()) return false;
  return true;
}

/** The same from a journal that is open. */
export async function collectReleaseInputs(
  journal: Journal,
  registry: Registry,
  platforms: readonly Platform[],
  created: string,
): Promise<ReleaseInputs> {
  const { collectAddressFacts } = await import('../../observe/run/address-facts.js');
  const { measureFreshness } = await import('../../observe/run/freshness.js');
  const { observedNames } = await import('../../observe/run/observed-names.js');
  const { limits } = registry.settings;
  const now = new Date(created);
  const since = new Date(now.getTime() - limits.freshness.hours * HOUR_MS).toISOString();
  const names = observedNames(platforms).map(({ name }) => name);
  const freshness = await measureFreshness({ names, journal, since });
  const addresses = await collectAddressFacts({ platforms, journal, limits: limits.addresses, now });
  return { addresses, freshness, geolocation: await databasesBehind(journal, addresses) };
}

/** The databases of the newest verdict on each address. */
async function databasesBehind(journal: Journal, addresses: ObservedAddresses): Promise<UsedDatabase[]> {
  const found = new Map<string, UsedDatabase>();
  for (const { addresses: facts } of addresses.values()) {
    for (const { address } of facts) {
      const location = await latestLocationOf(journal, address);
      for (const one of location) found.set(`${one.id} ${one.digest}`, one);
    }
  }
  return [...found.values()].sort((a, b) =>
    a.id === b.id ? (a.built < b.built ? -1 : 1) : a.id < b.id ? -1 : 1,
  );
}

async function latestLocationOf(journal: Journal, address: string): Promise<UsedDatabase[]> {
  const { latestLocation } = await import('../../observe/run/prove-possession.js');
  const fact = latestLocation(await journal.history(address));
  const { databases = [] } = (fact?.value ?? {}) as {
    databases?: readonly { id: string; sha256: string; built: string }[];
  };
  return databases.map(({ id, sha256, built }) => ({ id, digest: sha256, built: built.slice(0, 10) }));
}
