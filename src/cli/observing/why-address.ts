/** What there is to say about one address: its proof, the conditions that it fails, and who else is there. */
import { covers } from '../../model/names/host.js';
import { formatAddress, type Prefix } from '../../model/prefixes/prefix.js';
import type { Platform, PlatformId } from '../../model/registry/platform.js';
import type { ListedAddress, PlatformAddresses, RefusedAddress } from '../../model/release/addresses.js';
import type { Journal } from '../../observe/journal/journal.js';
import { refusalsOf } from '../../release/addresses/record-addresses.js';
import type { Release } from '../../release/read.js';
import type { Context } from '../context.js';
import { loadRegistry } from '../files/registry.js';
import { hasJournal, openJournal } from './observe.js';

export interface SeenName {
  readonly name: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** The platform of the release that the name belongs to; absent for strangers. */
  readonly platform?: PlatformId | undefined;
}

export interface AddressVerdict {
  readonly platform: PlatformId;
  /** Present where the address is, or would be, listed. */
  readonly proof?: Omit<ListedAddress, 'since'> | undefined;
  readonly refused: readonly RefusedAddress[];
}

export interface AddressAnswer {
  /** As the release has it. */
  readonly released: readonly AddressVerdict[];
  /** As the journal has it now; null where there is no journal. */
  readonly now: readonly AddressVerdict[] | null;
  /** Who would be hit if it were blocked: names seen there, in answers or certificates. */
  readonly seen: readonly SeenName[];
}

export async function addressAnswer(
  context: Context,
  release: Release,
  prefix: Prefix,
): Promise<AddressAnswer> {
  const released = releasedVerdicts(release, prefix);
  const isAddress = prefix.length === 32 * prefix.words.length;
  if (!isAddress || !hasJournal(context)) return { released, now: null, seen: [] };
  const journal = await openJournal(context);
  try {
    return { released, ...(await fromJournal(context, release, journal, formatAddress(prefix.words))) };
  } finally {
    await journal.close();
  }
}

function releasedVerdicts(release: Release, prefix: Prefix): AddressVerdict[] {
  return refusalsOf(release.platforms, prefix);
}

async function fromJournal(
  context: Context,
  release: Release,
  journal: Journal,
  address: string,
): Promise<Pick<AddressAnswer, 'now' | 'seen'>> {
  const { collectAddressFacts } = await import('../../observe/run/address-facts.js');
  const { chooseAddresses } = await import('../../release/addresses/choose-addresses.js');
  const registry = loadRegistry(context);
  const limits = registry.settings.limits.addresses;
  const now = context.io.now();
  const names = await journal.subjectsSeenAt(address, limits.strangerDays);
  const owner = (name: string) => ownerOf(release, registry.platforms, name);
  const owners = new Set(names.flatMap(({ name }) => owner(name) ?? []));
  const addresses = await collectAddressFacts({
    platforms: [...owners].flatMap((id) => registry.platforms.get(id) ?? []),
    journal,
    limits,
    now,
    only: new Set([address]),
  });
  const chosen = chooseAddresses({
    listed: release.platforms.map(({ id, expires, sites }) => ({ platform: id, expires, names: sites })),
    addresses,
    protectedLists: registry.protectedLists,
    limits,
    now: now.toISOString(),
  });
  const verdicts = [...chosen].map(([platform, { items, refused }]) => ({
    platform,
    proof: items[0],
    refused,
  }));
  const shown = certificateNames([...addresses.values()]);
  const seen = [...names, ...shown.filter(({ name }) => !names.some((one) => covers(name, one.name)))];
  return { now: verdicts, seen: seen.map((one) => ({ ...one, platform: owner(one.name) })) };
}

function ownerOf(
  release: Release,
  platforms: ReadonlyMap<PlatformId, Platform>,
  name: string,
): PlatformId | undefined {
  const owns = ({ id }: { readonly id: PlatformId }) =>
    platforms.get(id)?.sites.some((site) => covers(site.name, name)) === true;
  return release.platforms.find(owns)?.id;
}

/** Registrable domains that only certificates tell of. */
function certificateNames(found: readonly PlatformAddresses[]): SeenName[] {
  const strangers = found.flatMap(({ addresses }) => addresses.flatMap((one) => one.strangers));
  return strangers
    .filter(({ how }) => how === 'certificate')
    .map(({ name, lastSeen }) => ({ name, firstSeen: lastSeen, lastSeen }));
}
