/** `limits` of lists/cordon.yaml. What is left out keeps its default; what cannot be meant is refused. */
import { DEFAULT_LIMITS, type Limits } from '../../model/release/limits.js';
import { integer, maybe, number, type Read, record } from '../fields.js';
import type { YamlValue } from '../yaml.js';

/** Parts of a list: growth may pass the whole of it. */
const part = number(0, 1);
const growthPart = number(0, 100);
const atLeast = integer(1, 1_000_000);
const hours = integer(1, 24 * 365);

const shrink = record('shrink', { hold: maybe(part), refuse: maybe(part), at_least: maybe(atLeast) });
const growth = record('growth', {
  hold: maybe(growthPart),
  refuse: maybe(growthPart),
  at_least: maybe(atLeast),
});
const addressChurn = record('address_churn', { hold: maybe(growthPart), at_least: maybe(atLeast) });
const freshness = record('freshness', { hold: maybe(part), refuse: maybe(part), hours: maybe(hours) });
const addresses = record('addresses', {
  sightings: maybe(integer(1, 1000)),
  span_hours: maybe(hours),
  stranger_days: maybe(integer(1, 365)),
  flux_addresses: maybe(integer(1, 1000)),
  flux_systems: maybe(integer(1, 1000)),
  flux_hours: maybe(hours),
  widest_ipv4: maybe(integer(16, 32)),
  widest_ipv6: maybe(integer(32, 128)),
  expiry_days: maybe(integer(1, 90)),
  per_name: maybe(integer(1, 1024)),
  per_release: maybe(integer(1, 1_000_000)),
});

const fields = record('limits', {
  shrink: maybe(shrink),
  growth: maybe(growth),
  address_churn: maybe(addressChurn),
  freshness: maybe(freshness),
  geolocation_age_days: maybe(integer(1, 3650)),
  addresses: maybe(addresses),
  nxdomain_days: maybe(integer(1, 90)),
});

export const limits: Read<Limits> = (value) => {
  const read = fields(value);
  if (!read) return undefined;
  const { shrink: lost, growth: gained, address_churn: churn, freshness: fresh, addresses: address } = read;
  const all: Limits = {
    shrink: change(lost, DEFAULT_LIMITS.shrink),
    growth: change(gained, DEFAULT_LIMITS.growth),
    addressChurn: {
      hold: churn?.hold ?? DEFAULT_LIMITS.addressChurn.hold,
      atLeast: churn?.at_least ?? DEFAULT_LIMITS.addressChurn.atLeast,
    },
    freshness: {
      hold: fresh?.hold ?? DEFAULT_LIMITS.freshness.hold,
      refuse: fresh?.refuse ?? DEFAULT_LIMITS.freshness.refuse,
      hours: fresh?.hours ?? DEFAULT_LIMITS.freshness.hours,
    },
    geolocationAgeDays: read.geolocation_age_days ?? DEFAULT_LIMITS.geolocationAgeDays,
    addresses: {
      sightings: address?.sightings ?? DEFAULT_LIMITS.addresses.sightings,
      spanHours: address?.span_hours ?? DEFAULT_LIMITS.addresses.spanHours,
      strangerDays: address?.stranger_days ?? DEFAULT_LIMITS.addresses.strangerDays,
      fluxAddresses: address?.flux_addresses ?? DEFAULT_LIMITS.addresses.fluxAddresses,
      fluxSystems: address?.flux_systems ?? DEFAULT_LIMITS.addresses.fluxSystems,
      fluxHours: address?.flux_hours ?? DEFAULT_LIMITS.addresses.fluxHours,
      nxdomainDays: read.nxdomain_days ?? DEFAULT_LIMITS.addresses.nxdomainDays,
      widestIpv4: address?.widest_ipv4 ?? DEFAULT_LIMITS.addresses.widestIpv4,
      widestIpv6: address?.widest_ipv6 ?? DEFAULT_LIMITS.addresses.widestIpv6,
      expiryDays: address?.expiry_days ?? DEFAULT_LIMITS.addresses.expiryDays,
      perName: address?.per_name ?? DEFAULT_LIMITS.addresses.perName,
      perRelease: address?.per_release ?? DEFAULT_LIMITS.addresses.perRelease,
    },
  };
  return inOrder(value, all) ? all : undefined;
};

function change(
  given:
    | {
        readonly hold?: number | undefined;
        readonly refuse?: number | undefined;
        readonly at_least?: number | undefined;
      }
    | undefined,
  usual: Limits['shrink'],
): Limits['shrink'] {
  return {
    hold: given?.hold ?? usual.hold,
    refuse: given?.refuse ?? usual.refuse,
    atLeast: given?.at_least ?? usual.atLeast,
  };
}

/** A release must be held before it is refused; the other way round the held range would not exist. */
function inOrder(value: YamlValue, all: Limits): boolean {
  const wrong = [
    all.shrink.hold > all.shrink.refuse && 'shrink: hold is over refuse',
    all.growth.hold > all.growth.refuse && 'growth: hold is over refuse',
    all.freshness.hold < all.freshness.refuse && 'freshness: hold is under refuse',
  ].filter((one) => one !== false);
  for (const one of wrong) {
    const [name] = one.split(':');
    const at = value.entries?.find(({ key }) => key === name)?.value ?? value;
    at.report(one, 'hold comes first; what is left out has the default of docs/lists.md');
  }
  return wrong.length === 0;
}
