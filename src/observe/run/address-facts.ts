/** What the journal knows of the addresses of names, put together for whoever decides what is listed. */
import { covers, parseHost, siteOf } from '../../model/names/host.js';
import { parseAddress } from '../../model/prefixes/prefix.js';
import type { Platform, PlatformId } from '../../model/registry/platform.js';
import type {
  AddressFacts,
  NameFlux,
  NameGone,
  NameSighting,
  PlatformAddresses,
  PossessionProof,
  Stranger,
} from '../../model/release/addresses.js';
import type { AddressLimits } from '../../model/release/limits.js';
import type { Fact, Journal } from '../journal/journal.js';
import { observedNames } from './observed-names.js';
import { isAddressFact, isHonestAnswer, latestLocation, recordsOf } from './prove-possession.js';

export interface AddressFactsInput {
  readonly platforms: Iterable<Platform>;
  readonly journal: Pick<Journal, 'history' | 'subjectsSeenAt'>;
  readonly limits: AddressLimits;
  readonly now: Date;
  /** Only these addresses, canonical text; all that were seen when left out. */
  readonly only?: ReadonlySet<string> | undefined;
}

const HOUR_MS = 3_600_000;
/** Answers older than this say nothing about today. */
const SEEN_DAYS = 30;

interface Sighting {
  firstSeen: string;
  lastSeen: string;
  sightings: number;
  readonly vantages: Set<string>;
  suspect: boolean;
}

interface Found {
  readonly names: Map<string, Sighting>;
  readonly cnames: Set<string>;
}

/** Platforms without an observed address are not in the map. */
export async function collectAddressFacts(
  input: AddressFactsInput,
): Promise<Map<PlatformId, PlatformAddresses>> {
  const all = new Map<PlatformId, PlatformAddresses>();
  for (const platform of input.platforms) {
    const found = await collectPlatform(platform, input);
    if (found.addresses.length > 0) all.set(platform.id, found);
  }
  return all;
}

async function collectPlatform(platform: Platform, input: AddressFactsInput): Promise<PlatformAddresses> {
  const since = new Date(input.now.getTime() - SEEN_DAYS * 24 * HOUR_MS).toISOString();
  const own = platform.sites.map(({ name }) => name as string);
  const found = new Map<string, Found>();
  const flux = new Map<string, NameFlux>();
  const gone = new Map<string, NameGone>();
  for (const { name } of observedNames([platform])) {
    const facts = (await input.journal.history(name)).filter(
      (fact) => isAddressFact(fact) && fact.lastSeen >= since,
    );
    for (const fact of facts) addFact(found, name, fact, own);
    const end = endOf(facts);
    if (end) gone.set(name, end);
    const recent = recentAddresses(facts, input.limits.fluxHours);
    if (recent.size > input.limits.fluxAddresses)
      flux.set(name, { addresses: recent.size, systems: await countSystems(recent, input.journal) });
  }
  const addresses: AddressFacts[] = [];
  for (const [address, one] of [...found].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (!input.only || input.only.has(address)) addresses.push(await factsOf(address, one, own, input));
  return { addresses, flux, gone };
}

/** An answer with several rotating addresses is a fact for each set of them: sums are over all that hold the address. */
function addFact(found: Map<string, Found>, name: string, fact: Fact, own: readonly string[]): void {
  const suspect = !isHonestAnswer(fact);
  for (const address of recordsOf(fact)) {
    const one = found.get(address) ?? { names: new Map<string, Sighting>(), cnames: new Set<string>() };
    found.set(address, one);
    const before = one.names.get(name);
    if (!before || (before.suspect && !suspect)) one.names.set(name, sightingOf(fact, suspect));
    else if (before.suspect === suspect) extend(before, fact);
    if (suspect) continue;
    const { chain = [] } = fact.value as { chain?: readonly string[] };
    for (const cname of chain) if (!own.some((site) => covers(site, cname))) one.cnames.add(cname);
  }
}

const sightingOf = (fact: Fact, suspect: boolean): Sighting => ({
  firstSeen: fact.firstSeen,
  lastSeen: fact.lastSeen,
  sightings: fact.sightings,
  vantages: new Set([fact.vantage]),
  suspect,
});

function extend(sighting: Sighting, fact: Fact): void {
  if (fact.firstSeen < sighting.firstSeen) sighting.firstSeen = fact.firstSeen;
  if (fact.lastSeen > sighting.lastSeen) sighting.lastSeen = fact.lastSeen;
  sighting.sightings += fact.sightings;
  sighting.vantages.add(fact.vantage);
}

/** Since when all vantages that learned something say that the name does not exist; undefined while one says otherwise. */
function endOf(facts: readonly Fact[]): NameGone | undefined {
  const byVantage = new Map<string, Fact[]>();
  for (const fact of facts)
    if (fact.conclusive) byVantage.set(fact.vantage, [...(byVantage.get(fact.vantage) ?? []), fact]);
  let end: NameGone | undefined;
  for (const looks of byVantage.values()) {
    const last = looks.reduce((a, b) => (b.lastSeen > a.lastSeen ? b : a));
    if (last.outcome !== 'nxdomain') return undefined;
    // A name may have been away before: it counts from the last answer on.
    const answered = looks.filter(({ outcome }) => outcome !== 'nxdomain').map(({ lastSeen }) => lastSeen);
    const since = [last.firstSeen, ...answered].reduce((a, b) => (b > a ? b : a));
    if (!end || since > end.since) end = { since, lastSeen: last.lastSeen };
  }
  return end;
}

/** Addresses of the hours before the name was last seen to have any. */
function recentAddresses(facts: readonly Fact[], hours: number): Set<string> {
  const honest = facts.filter(isHonestAnswer);
  const last = honest.reduce((latest, { lastSeen }) => (lastSeen > latest ? lastSeen : latest), '');
  if (last === '') return new Set();
  const since = new Date(Date.parse(last) - hours * HOUR_MS).toISOString();
  return new Set(honest.filter(({ lastSeen }) => lastSeen >= since).flatMap(recordsOf));
}

/** Origin ASes; where none is known, networks of /16 and /32 stand in for them. */
async function countSystems(
  addresses: ReadonlySet<string>,
  journal: AddressFactsInput['journal'],
): Promise<number> {
  const systems = new Set<string>();
  for (const address of addresses) {
    const location = latestLocation(await journal.history(address));
    const as = locationOf(location).originAs;
    const words = parseAddress(address) ?? [0];
    systems.add(
      as === null ? `net ${words.length === 1 ? (words[0] as number) >>> 16 : words[0]}` : `AS${as}`,
    );
  }
  return systems.size;
}

async function factsOf(
  address: string,
  found: Found,
  own: readonly string[],
  { journal, limits }: AddressFactsInput,
): Promise<AddressFacts> {
  const history = await journal.history(address);
  const location = latestLocation(history);
  const proofs = history.filter(({ type }) => type.startsWith('tls/'));
  const seen = await journal.subjectsSeenAt(address, limits.strangerDays);
  const strangers = new Map<string, Stranger>();
  const put = (name: string, lastSeen: string, how: Stranger['how']) => {
    const site = registrable(name);
    if (own.includes(site)) return;
    const before = strangers.get(site);
    if (!before || before.lastSeen < lastSeen) strangers.set(site, { name: site, lastSeen, how });
  };
  for (const { name, lastSeen } of seen) put(name, lastSeen, 'dns');
  for (const fact of proofs) {
    const { sites = [] } = fact.value as { sites?: readonly string[] };
    for (const site of sites) put(site, fact.lastSeen, 'certificate');
  }
  return {
    address,
    family: address.includes(':') ? 6 : 4,
    names: [...found.names].map(
      ([name, one]): NameSighting => ({
        name,
        ...one,
        vantages: [...one.vantages].sort(),
      }),
    ),
    cnames: [...found.cnames].sort(),
    ...locationOf(location),
    tls: latestProofs(proofs),
    strangers: [...strangers.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function registrable(name: string): string {
  const host = parseHost(name);
  return host.ok ? siteOf(host.value) : name;
}

/** The last handshake a name; one that did not come about takes nothing away from an earlier one. */
function latestProofs(facts: readonly Fact[]): PossessionProof[] {
  const latest = new Map<string, Fact>();
  for (const fact of facts) {
    const before = latest.get(fact.type);
    const better =
      !before ||
      (fact.conclusive && !before.conclusive) ||
      (fact.conclusive === before.conclusive && fact.lastSeen > before.lastSeen);
    if (better) latest.set(fact.type, fact);
  }
  return [...latest.values()].map((fact) => {
    const { fingerprint } = fact.value as { fingerprint?: string | null };
    return {
      name: fact.type.slice('tls/'.length),
      outcome: fact.outcome as PossessionProof['outcome'],
      lastSeen: fact.lastSeen,
      ...(fingerprint ? { fingerprint } : {}),
    };
  });
}

function locationOf(
  fact: Fact | undefined,
): Pick<AddressFacts, 'infrastructure' | 'country' | 'originAs' | 'databases'> {
  const value = (fact?.value ?? {}) as {
    infrastructure?: AddressFacts['infrastructure'];
    country?: string | null;
    originAs?: { number: number } | null;
    databases?: readonly { id: string; built: string }[];
  };
  return {
    infrastructure: value.infrastructure ?? null,
    country: value.country ?? null,
    originAs: value.originAs?.number ?? null,
    databases: (value.databases ?? []).map(({ id, built }) => `${id} ${built.slice(0, 10)}`),
  };
}
