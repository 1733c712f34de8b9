/**
 * What must hold for an address to be listed (DESIGN §5). Owners of listed names choose what those resolve to, and
 * have pointed them at resolvers and banks: each condition answers one way of making a list hit a stranger.
 */
import { type Prefix, parsePrefix } from '../../model/prefixes/prefix.js';
import type {
  AddressFacts,
  NameFlux,
  NameGone,
  NameSighting,
  PossessionProof,
  RefusalCause,
} from '../../model/release/addresses.js';
import type { AddressLimits } from '../../model/release/limits.js';
import { strictPolicy } from '../../observe/crawl/address-policy.js';
import type { ProtectedLookup } from './protected-lookup.js';

export interface Objection {
  readonly cause: RefusalCause;
  readonly detail: string;
}

export interface ConditionInput {
  readonly facts: AddressFacts;
  readonly protectedLookup: ProtectedLookup;
  readonly limits: AddressLimits;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** Classes that are nobody's in particular. */
const OWN_CLASS = 'dedicated';
/** Strangers and values named in one objection. */
const NAMED = 5;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What stands against the address whichever name led to it. */
export function addressObjections(input: ConditionInput): Objection[] {
  const { facts } = input;
  const judgement = strictPolicy(facts.address);
  return [
    ...(judgement.allowed
      ? []
      : [{ cause: 'not-public' as const, detail: `${facts.address} is not public: ${judgement.block}` }]),
    ...protectedObjection(input),
    ...infrastructureObjection(facts),
    ...strangerObjection(input),
    ...widthObjection(input),
  ];
}

/** The prefix that an entry would have: the one address, or what an allocation record gives. Null: no address. */
export function prefixOf(facts: AddressFacts): Prefix | null {
  const read = parsePrefix(facts.allocation?.prefix ?? facts.address);
  return read.ok ? read.value : null;
}

function protectedObjection({ facts, protectedLookup }: ConditionInput): Objection[] {
  const prefix = prefixOf(facts);
  const values = prefix ? protectedLookup.prefixes(prefix) : [];
  const names = [...facts.strangers.map(({ name }) => name), ...facts.cnames];
  const found = [
    ...values.map(({ value, list }) => `it lies in ${value} (list ${list})`),
    ...names.flatMap((name) => {
      const hit = protectedLookup.name(name);
      return hit ? [`the protected name ${hit.value} (list ${hit.list}) was seen there`] : [];
    }),
  ];
  return found.length > 0 ? [{ cause: 'protected', detail: some([...new Set(found)]) }] : [];
}

function infrastructureObjection({ infrastructure, cnames }: AddressFacts): Objection[] {
  if (!infrastructure || infrastructure.class === 'unknown')
    return [
      {
        cause: 'not-located',
        detail: 'no table of shared infrastructure was asked about it (cordon locate)',
      },
    ];
  if (infrastructure.class === OWN_CLASS) return [];
  const { match, list } = infrastructure;
  const from = list === undefined ? '' : ` (list ${list})`;
  if (infrastructure.basis === 'cname')
    return [
      {
        cause: 'cname-into-shared',
        detail: `the answers lead through ${match ?? cnames[0]}, a name of shared infrastructure of class ${infrastructure.class}${from}`,
      },
    ];
  const where = match === undefined ? '' : `, ${match}`;
  return [
    {
      cause: 'shared-infrastructure',
      detail: `it belongs to infrastructure of class ${infrastructure.class}${where}${from}`,
    },
  ];
}

function strangerObjection({ facts, limits, now }: ConditionInput): Objection[] {
  const since = Date.parse(now) - limits.strangerDays * DAY_MS;
  const recent = facts.strangers.filter((one) => Date.parse(one.lastSeen) >= since);
  if (recent.length === 0) return [];
  const told = recent.map(
    ({ name, how, lastSeen }) =>
      `${name} (${how === 'dns' ? 'an answer' : 'a certificate'} of ${lastSeen.slice(0, 10)})`,
  );
  return [
    {
      cause: 'strangers',
      detail: `shared with ${recent.length === 1 ? 'a stranger' : `${recent.length} strangers`}: ${some(told)}`,
    },
  ];
}

function widthObjection({ facts, limits }: ConditionInput): Objection[] {
  if (!facts.allocation) return [];
  const { prefix: text, source } = facts.allocation;
  const prefix = prefixOf(facts);
  const widest = facts.family === 4 ? limits.widestIpv4 : limits.widestIpv6;
  const address = parsePrefix(facts.address);
  const objection = (why: string): Objection[] => [
    { cause: 'too-wide', detail: `the allocation ${text} of ${source} ${why}` },
  ];
  if (!prefix || !address.ok || prefix.family !== facts.family || !inside(address.value, prefix))
    return objection(`does not hold ${facts.address}`);
  return prefix.length < widest ? objection(`is wider than /${widest}`) : [];
}

function inside(address: Prefix, outer: Prefix): boolean {
  const cut = address.words.map((word, i) => {
    const kept = Math.min(32, Math.max(0, outer.length - 32 * i));
    return kept === 0 ? 0 : (word & (0xffffffff << (32 - kept))) >>> 0;
  });
  return cut.every((word, i) => word === outer.words[i]);
}

/** A name that leads to the address, with everything that must hold for it. */
export interface NameClaim {
  readonly sighting: NameSighting;
  readonly proof: PossessionProof | undefined;
  readonly flux: NameFlux | undefined;
  readonly gone: NameGone | undefined;
}

/**
 * What stands against an entry that rests on this name.
 * @param isRefused something stands against the address itself: it is then not asked for certificates either
 */
export function nameObjections(
  claim: NameClaim,
  { limits, now }: ConditionInput,
  isRefused: boolean,
): Objection[] {
  const { sighting, proof, flux, gone } = claim;
  if (sighting.suspect)
    return [
      {
        cause: 'suspect-answer',
        detail: `only answers with signs of forgery gave it for ${sighting.name}`,
      },
    ];
  return [
    ...staleObjection(claim, limits, now),
    ...goneObjection(sighting.name, gone, limits),
    ...sightingObjection(sighting, limits),
    ...proofObjection(sighting.name, proof, isRefused),
    ...fluxObjection(sighting.name, flux, limits),
  ];
}

/** When both the answer and the possession were last seen. */
export function confirmedAt({ sighting, proof }: NameClaim): string {
  return proof && proof.lastSeen < sighting.lastSeen ? proof.lastSeen : sighting.lastSeen;
}

function staleObjection(claim: NameClaim, limits: AddressLimits, now: string): Objection[] {
  const confirmed = confirmedAt(claim);
  if (Date.parse(now) - Date.parse(confirmed) <= limits.expiryDays * DAY_MS) return [];
  return [
    {
      cause: 'stale',
      detail: `${claim.sighting.name} was last confirmed there on ${confirmed.slice(0, 10)}, over ${limits.expiryDays} days ago`,
    },
  ];
}

/** A day without the name is an outage, or an answer that somebody forged for all; days of it are its end. */
function goneObjection(
  name: string,
  gone: NameGone | undefined,
  { nxdomainDays }: AddressLimits,
): Objection[] {
  if (!gone || Date.parse(gone.lastSeen) - Date.parse(gone.since) < nxdomainDays * DAY_MS) return [];
  const [since, last] = [gone.since.slice(0, 10), gone.lastSeen.slice(0, 10)];
  return [{ cause: 'name-gone', detail: `${name} has not existed from ${since} to ${last} (NXDOMAIN)` }];
}

function sightingObjection(sighting: NameSighting, limits: AddressLimits): Objection[] {
  const spanHours = (Date.parse(sighting.lastSeen) - Date.parse(sighting.firstSeen)) / HOUR_MS;
  if (sighting.sightings >= limits.sightings && spanHours >= limits.spanHours) return [];
  const times = sighting.sightings === 1 ? 'once' : `${sighting.sightings} times`;
  return [
    {
      cause: 'too-few-sightings',
      detail: `${sighting.name} was seen there ${times} over ${Math.floor(spanHours)} hours; ${limits.sightings} times over ${limits.spanHours} hours are needed`,
    },
  ];
}

function proofObjection(name: string, proof: PossessionProof | undefined, isRefused: boolean): Objection[] {
  if (proof?.outcome === 'ok') return [];
  const why =
    proof === undefined
      ? isRefused
        ? `it was not asked for a certificate of ${name}, because of what else stands against it`
        : `it was not asked for a certificate of ${name} (cordon locate)`
      : proof.outcome === 'fail'
        ? `it showed a certificate that is not valid for ${name}`
        : `no TLS handshake for ${name} came about`;
  return [{ cause: 'no-possession-proof', detail: `${why} (${proof?.lastSeen.slice(0, 10) ?? 'never'})` }];
}

function fluxObjection(name: string, flux: NameFlux | undefined, limits: AddressLimits): Objection[] {
  if (!flux || flux.addresses <= limits.fluxAddresses || flux.systems <= limits.fluxSystems) return [];
  return [
    {
      cause: 'fast-flux',
      detail: `${name} had ${flux.addresses} addresses in ${flux.systems} origin ASes within ${limits.fluxHours} hours`,
    },
  ];
}

function some(texts: readonly string[]): string {
  const more = texts.length > NAMED ? `; and ${texts.length - NAMED} more` : '';
  return `${texts.slice(0, NAMED).join('; ')}${more}`;
}
