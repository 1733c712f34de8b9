/**
 * Whether vantages agree on one name and type. Answers forged on the way (by a national filter, by a hijacked
 * resolver) must not become addresses of the name: whoever blocks addresses would then block strangers. But large
 * sites really do answer differently from place to place, and that is no reason for suspicion.
 */
import { isConclusive, type Outcome } from './outcome.js';

/** What one vantage said, and where it stands. */
export interface View {
  readonly outcome: Outcome;
  /** The resolver answers to the authority of the profile's home country. */
  readonly inCountry: boolean;
}

/** What is known about addresses; given by whoever has the tables or the network. */
export interface AddressKnowledge {
  /** Whether it is public unicast: no answer for a public name may hold another one. */
  readonly isPublic: (address: string) => boolean;
  /** Origin AS number; answers from one AS are one operator's. */
  readonly originAs?: ((address: string) => number | undefined) | undefined;
  /** Whether the address shows a valid certificate for the name: proof of possession. */
  readonly tls?: ((address: string, name: string) => 'ok' | 'fail' | 'unknown') | undefined;
  /** Known answers of filters: fixed addresses that stand for names they have nothing to do with. */
  readonly isKnownForged?: ((address: string) => boolean) | undefined;
}

/**
 * - `agrees`: says what most say, or a part of it;
 * - `disagrees`: says something else, without a sign of forgery;
 * - `suspect`: an answer with signs of forgery; none of its addresses counts;
 * - `silent`: said nothing about the name.
 */
export type Standing = 'agrees' | 'disagrees' | 'suspect' | 'silent';

/**
 * - `not-public`: holds an address that is not public unicast;
 * - `known-forged`: holds an address that filters answer with;
 * - `tls-fails`: holds an address that shows no valid certificate for the name;
 * - `contradicted`: only resolvers in the country say so, others say something else;
 * - `unconfirmed`: only resolvers in the country say so, nobody else says anything.
 */
export type SuspectReason = 'not-public' | 'known-forged' | 'tls-fails' | 'contradicted' | 'unconfirmed';

export interface Verdict {
  readonly outcome: Outcome;
  readonly standing: Standing;
  /** Empty unless `standing` is `suspect`. */
  readonly reasons: readonly SuspectReason[];
}

export interface Agreement {
  /** One for each view, in the same order. */
  readonly verdicts: readonly Verdict[];
  /** All that said something belong together. */
  readonly agreed: boolean;
  /** For A and AAAA: addresses of the answers that are not suspect, sorted. */
  readonly addresses: readonly string[];
}

interface Group {
  readonly members: Member[];
}

interface Member {
  readonly view: View;
  readonly addresses: readonly string[];
  /** Two views with one of these in common say the same. */
  readonly traits: readonly string[];
}

/** @param views what the vantages (and client subnets) said about one name and type. */
export function compareViews(views: readonly View[], knowledge: AddressKnowledge): Agreement {
  const members = views.map((view) => toMember(view, knowledge));
  const groups = groupMembers(members.filter((member) => isConclusive(member.view.outcome)));
  const main = mainGroup(groups);
  const verdicts = members.map((member) => {
    const group = groups.find((one) => one.members.includes(member));
    return judge(member, group, main, groups.length > 1, knowledge);
  });
  const addresses = new Set<string>();
  for (const [i, { standing }] of verdicts.entries())
    if (standing !== 'suspect') for (const address of members[i]?.addresses ?? []) addresses.add(address);
  return {
    verdicts,
    agreed: groups.length <= 1 && verdicts.every(({ standing }) => standing !== 'suspect'),
    addresses: [...addresses].sort(),
  };
}

function toMember(view: View, knowledge: AddressKnowledge): Member {
  const { outcome } = view;
  if (outcome.kind !== 'answer') return { view, addresses: [], traits: [`kind ${outcome.kind}`] };
  const isAddress = outcome.type === 'A' || outcome.type === 'AAAA';
  if (!isAddress) {
    const data = outcome.records.map((record) => JSON.stringify(record.data)).sort();
    return { view, addresses: [], traits: [`data ${data.join(' ')}`] };
  }
  const addresses = outcome.records.map((record) => record.data as string);
  const traits = addresses.map((address) => `address ${address}`);
  // The same CNAME target, the same origin AS and pools by client subnet are how one operator answers differently.
  for (const link of outcome.chain) traits.push(`target ${link.data}`);
  for (const address of addresses) {
    const as = knowledge.originAs?.(address);
    if (as !== undefined) traits.push(`as ${as}`);
  }
  if ((outcome.subnet?.scope ?? 0) > 0) traits.push('by client subnet');
  return { view, addresses, traits };
}

/** Members that are joined by common traits, directly or through others. */
function groupMembers(members: readonly Member[]): Group[] {
  let groups: Group[] = [];
  const byTrait = new Map<string, Group>();
  for (const member of members) {
    const joined = new Set<Group>();
    for (const trait of member.traits) {
      const group = byTrait.get(trait);
      if (group) joined.add(group);
    }
    const merged: Group = { members: [...joined].flatMap((group) => group.members).concat(member) };
    groups = groups.filter((group) => !joined.has(group)).concat(merged);
    for (const one of merged.members) for (const trait of one.traits) byTrait.set(trait, merged);
  }
  return groups;
}

/** The version that others are measured by: most voices from outside the country, then most voices, then answers. */
function mainGroup(groups: readonly Group[]): Group | undefined {
  const weight = ({ members }: Group): number =>
    members.filter((member) => !member.view.inCountry).length * 1e6 +
    members.length * 2 +
    (members.some((member) => member.addresses.length > 0) ? 1 : 0);
  return [...groups].sort((a, b) => weight(b) - weight(a))[0];
}

function judge(
  member: Member,
  group: Group | undefined,
  main: Group | undefined,
  isDisputed: boolean,
  knowledge: AddressKnowledge,
): Verdict {
  const { outcome } = member.view;
  if (!group) return { outcome, standing: 'silent', reasons: [] };
  const reasons = outcome.kind === 'answer' ? reasonsToSuspect(member, group, isDisputed, knowledge) : [];
  if (reasons.length > 0) return { outcome, standing: 'suspect', reasons };
  return { outcome, standing: group === main ? 'agrees' : 'disagrees', reasons };
}

function reasonsToSuspect(
  { addresses, view }: Member,
  group: Group,
  isDisputed: boolean,
  knowledge: AddressKnowledge,
): SuspectReason[] {
  const reasons: SuspectReason[] = [];
  const proofs = addresses.map((address) => knowledge.tls?.(address, view.outcome.name) ?? 'unknown');
  if (addresses.some((address) => !knowledge.isPublic(address))) reasons.push('not-public');
  if (addresses.some((address) => knowledge.isKnownForged?.(address))) reasons.push('known-forged');
  if (proofs.includes('fail')) reasons.push('tls-fails');
  const onlyInCountry = group.members.every((member) => member.view.inCountry);
  const isProven = proofs.length > 0 && proofs.every((proof) => proof === 'ok');
  if (onlyInCountry && !isProven) reasons.push(isDisputed ? 'contradicted' : 'unconfirmed');
  return reasons;
}
