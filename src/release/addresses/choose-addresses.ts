/** Which observed addresses of the listed platforms become entries, and why the others do not. */
import { addDays } from '../../model/dates.js';
import { covers } from '../../model/names/host.js';
import { formatPrefix } from '../../model/prefixes/prefix.js';
import type { ProtectedList } from '../../model/registry/jurisdiction.js';
import type { IsoDate, PlatformId } from '../../model/registry/platform.js';
import {
  type AddressFacts,
  type ListedAddress,
  type ObservedAddresses,
  type PlatformAddresses,
  REFUSAL_CAUSES,
  type RefusedAddress,
} from '../../model/release/addresses.js';
import type { Action, NameScope } from '../../model/release/entry.js';
import type { AddressLimits } from '../../model/release/limits.js';
import {
  addressObjections,
  type ConditionInput,
  confirmedAt,
  type NameClaim,
  nameObjections,
  type Objection,
  prefixOf,
} from './conditions.js';
import { ProtectedLookup } from './protected-lookup.js';

/** A listed platform, as far as its addresses go. */
export interface ListedNames {
  readonly platform: PlatformId;
  /** Of the decision: no address outlives it. */
  readonly expires: IsoDate;
  /** The entries that the release has for it; an address of another name is none of the release's business. */
  readonly names: readonly { readonly name: string; readonly scope: NameScope; readonly action: Action }[];
}

export interface ChooseInput {
  readonly listed: readonly ListedNames[];
  readonly addresses: ObservedAddresses;
  readonly protectedLists: readonly ProtectedList[];
  readonly limits: AddressLimits;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** Without `since`, which the chain of releases knows. */
export type ChosenAddress = Omit<ListedAddress, 'since'>;

export interface AddressChoice {
  /** Ascending by the text of the prefix. */
  readonly items: readonly ChosenAddress[];
  /** One row for each condition that fails, by address. */
  readonly refused: readonly RefusedAddress[];
  /** Distinct addresses that were looked at. */
  readonly observed: number;
}

export function chooseAddresses(input: ChooseInput): Map<PlatformId, AddressChoice> {
  const protectedLookup = new ProtectedLookup(input.protectedLists);
  const chosen = new Map<PlatformId, AddressChoice>();
  let room = input.limits.perRelease;
  for (const listed of input.listed) {
    const known = input.addresses.get(listed.platform);
    if (!known) continue;
    const choice = choosePlatform(listed, known, input, protectedLookup, room);
    room -= choice.items.length;
    chosen.set(listed.platform, choice);
  }
  return chosen;
}

interface Candidate {
  readonly facts: AddressFacts;
  readonly claim: NameClaim;
  readonly action: Action;
}

function choosePlatform(
  listed: ListedNames,
  known: PlatformAddresses,
  input: ChooseInput,
  protectedLookup: ProtectedLookup,
  room: number,
): AddressChoice {
  const refused: RefusedAddress[] = [];
  const candidates: Candidate[] = [];
  let observed = 0;
  for (const facts of known.addresses) {
    const claims = claimsOf(facts, known, listed);
    if (claims.length === 0) continue;
    observed++;
    const condition: ConditionInput = { facts, protectedLookup, limits: input.limits, now: input.now };
    const against = addressObjections(condition);
    const best = bestClaim(claims, condition, against.length > 0);
    const objections = [...against, ...best.objections];
    if (objections.length === 0) candidates.push({ facts, ...best });
    else refused.push(...objections.map((one) => ({ address: facts.address, ...one })));
  }
  const items = new Map<string, ChosenAddress>();
  for (const { kept, candidate } of withinNames(candidates, input.limits)) {
    const item = itemOf(candidate, listed, input.limits);
    if (!kept)
      refused.push(
        tooMany(
          candidate,
          `${candidate.claim.sighting.name} has more than ${input.limits.perName} addresses`,
        ),
      );
    else if (!items.has(item.prefix) && items.size >= room)
      refused.push(tooMany(candidate, `the release has ${input.limits.perRelease} addresses already`));
    else if (!items.has(item.prefix)) items.set(item.prefix, item);
  }
  return {
    items: [...items.values()].sort((a, b) => (a.prefix < b.prefix ? -1 : 1)),
    refused: refused.sort(byAddressAndCause),
    observed,
  };
}

/** Claims by the names that the release enforces. */
function claimsOf(
  facts: AddressFacts,
  known: PlatformAddresses,
  listed: ListedNames,
): { claim: NameClaim; action: Action }[] {
  return facts.names.flatMap((sighting) => {
    const entries = listed.names.filter(({ name, scope }) =>
      scope === 'subtree' ? covers(name, sighting.name) : name === sighting.name,
    );
    if (entries.length === 0) return [];
    const action = entries.some((entry) => entry.action === 'block') ? 'block' : 'monitor';
    const proof = facts.tls.find(({ name }) => name === sighting.name);
    return [
      {
        claim: { sighting, proof, flux: known.flux.get(sighting.name), gone: known.gone.get(sighting.name) },
        action,
      },
    ];
  });
}

interface Judged {
  readonly claim: NameClaim;
  readonly action: Action;
  readonly objections: readonly Objection[];
}

/** One name that holds is enough; where none does, the one that comes nearest says what is missing. */
function bestClaim(
  claims: readonly { readonly claim: NameClaim; readonly action: Action }[],
  condition: ConditionInput,
  isRefused: boolean,
): Judged {
  const judged = claims.map((one) => ({
    ...one,
    objections: nameObjections(one.claim, condition, isRefused),
  }));
  const [best] = judged.sort(
    (a, b) =>
      a.objections.length - b.objections.length ||
      rankOf(a) - rankOf(b) ||
      b.claim.sighting.sightings - a.claim.sighting.sightings ||
      (a.claim.sighting.name < b.claim.sighting.name ? -1 : 1),
  );
  return best as Judged;
}

/** A name that is cut off before one that is watched, and an honest answer before a suspect one. */
const rankOf = ({ action, claim }: Judged): number =>
  (claim.sighting.suspect ? 2 : 0) + (action === 'block' ? 0 : 1);

/** The addresses that were seen most come first; what is over the number of a name is not kept. */
function withinNames(
  candidates: readonly Candidate[],
  limits: AddressLimits,
): { candidate: Candidate; kept: boolean }[] {
  const sorted = [...candidates].sort(
    (a, b) =>
      b.claim.sighting.sightings - a.claim.sighting.sightings ||
      compare(b.claim.sighting.lastSeen, a.claim.sighting.lastSeen) ||
      compare(a.facts.address, b.facts.address),
  );
  const perName = new Map<string, number>();
  return sorted.map((candidate) => {
    const { name } = candidate.claim.sighting;
    const count = (perName.get(name) ?? 0) + 1;
    perName.set(name, count);
    return { candidate, kept: count <= limits.perName };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function tooMany({ facts }: Candidate, detail: string): RefusedAddress {
  return { address: facts.address, cause: 'too-many', detail };
}

function itemOf(
  { facts, claim, action }: Candidate,
  listed: ListedNames,
  limits: AddressLimits,
): ChosenAddress {
  const prefix = prefixOf(facts);
  if (!prefix) throw new Error(`${facts.address} passed every condition and is no address`);
  const { sighting, proof } = claim;
  const day = addDays(confirmedAt(claim).slice(0, 10), limits.expiryDays);
  return {
    prefix: formatPrefix(prefix),
    name: sighting.name,
    firstSeen: sighting.firstSeen,
    lastSeen: sighting.lastSeen,
    sightings: sighting.sightings,
    vantages: sighting.vantages,
    country: facts.country,
    originAs: facts.originAs,
    class: facts.infrastructure?.class ?? 'unknown',
    databases: facts.databases,
    tls: {
      lastSeen: proof?.lastSeen ?? '',
      ...(proof?.fingerprint === undefined ? {} : { fingerprint: proof.fingerprint }),
    },
    ...(facts.allocation ? { allocation: `${facts.allocation.prefix} of ${facts.allocation.source}` } : {}),
    action,
    expires: day < listed.expires ? day : listed.expires,
  };
}

function byAddressAndCause(a: RefusedAddress, b: RefusedAddress): number {
  return (
    compare(a.address, b.address) ||
    REFUSAL_CAUSES.indexOf(a.cause) - REFUSAL_CAUSES.indexOf(b.cause) ||
    compare(a.detail, b.detail)
  );
}
