/** The addresses of a platform as its record tells them, and as entries. */
import { formatPrefix, type Prefix, parsePrefix } from '../../model/prefixes/prefix.js';
import type { ListedAddress, ObservedAddresses, RefusedAddress } from '../../model/release/addresses.js';
import type { Entry } from '../../model/release/entry.js';
import type { AddressRecord, PlatformRecord } from '../../model/release/record.js';
import { type ChooseInput, chooseAddresses } from './choose-addresses.js';

/** Rows of refused addresses that a record carries; the note says how many there are. */
export const MAX_REFUSED = 100;

export interface AddAddressesInput extends Pick<ChooseInput, 'protectedLists' | 'limits' | 'now'> {
  readonly records: readonly PlatformRecord[];
  readonly addresses: ObservedAddresses;
  readonly serial: number;
  /** Records of the previous serial by platform id. */
  readonly previous: ReadonlyMap<string, PlatformRecord>;
}

/** The records with what became of their platform's observed addresses; the others as they are. */
export function addAddresses(input: AddAddressesInput): PlatformRecord[] {
  const chosen = chooseAddresses({
    ...input,
    listed: input.records.map((record) => ({
      platform: record.id,
      expires: record.expires,
      names: record.sites,
    })),
  });
  return input.records.map((record) => {
    const choice = chosen.get(record.id);
    if (!choice || choice.observed === 0) return record;
    const before = new Map(
      input.previous.get(record.id)?.addresses.items?.map((one) => [one.prefix, one.since] as const),
    );
    const items = choice.items.map(
      (one): ListedAddress => ({
        ...one,
        since: before.get(one.prefix) ?? input.serial,
      }),
    );
    return { ...record, addresses: addressRecord(items, choice.refused, choice.observed) };
  });
}

function addressRecord(
  items: readonly ListedAddress[],
  refused: readonly RefusedAddress[],
  observed: number,
): AddressRecord {
  const shown = refused.slice(0, MAX_REFUSED);
  const more =
    refused.length > shown.length ? `; ${refused.length - shown.length} more reasons are not shown` : '';
  return {
    listed: items.length,
    note: `of ${observed} observed ${observed === 1 ? 'address' : 'addresses'} ${items.length} ${items.length === 1 ? 'is' : 'are'} shown to be the platform's alone and listed${more}`,
    ...(items.length > 0 ? { items } : {}),
    ...(shown.length > 0 ? { refused: shown } : {}),
  };
}

export function addressEntries(record: PlatformRecord, basis: string): Entry[] {
  return (record.addresses.items ?? []).map((item) => ({
    kind: 'prefix',
    value: item.prefix,
    platform: record.id,
    action: item.action,
    basis,
    expires: item.expires,
  }));
}

/** Why the release does not list an address that it looked at, by platform. */
export function refusalsOf(
  platforms: readonly PlatformRecord[],
  prefix: Prefix,
): { readonly platform: string; readonly refused: readonly RefusedAddress[] }[] {
  const wanted = formatPrefix(prefix);
  return platforms.flatMap((record) => {
    const refused = (record.addresses.refused ?? []).filter(({ address }) => {
      const read = parsePrefix(address);
      return read.ok && formatPrefix(read.value) === wanted;
    });
    return refused.length > 0 ? [{ platform: record.id, refused }] : [];
  });
}

/** Why a prefix that was listed for the platform no longer is, as the record of the release that left it out says. */
export function whyPrefixWent(
  platforms: readonly PlatformRecord[],
  { platform, value }: Pick<Entry, 'platform' | 'value'>,
): string {
  const prefix = parsePrefix(value);
  const causes = (prefix.ok ? refusalsOf(platforms, prefix.value) : [])
    .filter((one) => one.platform === platform)
    .flatMap(({ refused }) => refused.map(({ cause, detail }) => `${cause}: ${detail}`));
  return causes.length > 0 ? causes.join('; ') : 'no name of the platform was seen there any more';
}
