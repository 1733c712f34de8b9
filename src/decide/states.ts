/**
 * Decisions and notices → the state of each platform under one profile. A machine proposes; only a person's
 * override or a notice of the profile's authority flags (DESIGN §4). Pure: the day comes in.
 */
import { addDays } from '../model/dates.js';
import type {
  Decision,
  Notice,
  Profile,
  ReconstructedPlatform,
  Registry,
} from '../model/registry/jurisdiction.js';
import type { IsoDate, PartialDate, Platform } from '../model/registry/platform.js';
import type { ListedAccount } from '../model/release/account.js';
import type { Action } from '../model/release/entry.js';
import type { AssessmentSummary, Basis, EvidenceItem, ListedState } from '../model/release/record.js';
import type { Decided } from './decision.js';
import { accountsOf, assessmentBasis, assessmentEvidence, machineWord, summaryOf } from './machine-word.js';
import { item, select } from './selection.js';

export interface ListedPlatform {
  readonly platform: Platform;
  readonly state: ListedState;
  /** `block` for what a person or an authority flagged, also while it is in review; else `monitor`. */
  readonly action: Action;
  readonly basis: readonly Basis[];
  readonly evidence: readonly EvidenceItem[];
  /** The day of the oldest act that the listing rests on: sites are taken as they stood around it. */
  readonly basisDate: PartialDate;
  readonly expires: IsoDate;
  readonly assessment?: AssessmentSummary | undefined;
  /** Accounts of the business, as its own pages publish them. */
  readonly accounts?: readonly ListedAccount[] | undefined;
  /** The hosts of a reconstruction; absent where the registry's sites of today are meant. */
  readonly hosts?: readonly string[] | undefined;
}

export interface UnlistedPlatform {
  readonly platform: Platform;
  readonly reason: string;
}

export interface States {
  readonly listed: readonly ListedPlatform[];
  /** Every other platform of the registry, with the reason. */
  readonly unlisted: readonly UnlistedPlatform[];
}

export interface DecideInput {
  readonly registry: Registry;
  readonly profile: Profile;
  /** The day whose facts are read. */
  readonly asOf: IsoDate;
  /** The day of the decision: what has run out by then is no longer flagged. */
  readonly today: IsoDate;
  /** The newest machine decision on each platform that was assessed. */
  readonly assessed?: ReadonlyMap<string, Decided> | undefined;
}

/** The list of a day by overrides, notices and the profile's rule. */
export function decideStates(input: DecideInput): States {
  const listed: ListedPlatform[] = [];
  const unlisted: UnlistedPlatform[] = [];
  for (const platform of sortedPlatforms(input.registry)) {
    const verdict = decideOne(platform, input);
    if ('state' in verdict) listed.push(verdict);
    else unlisted.push(verdict);
  }
  return { listed, unlisted };
}

function decideOne(platform: Platform, input: DecideInput): ListedPlatform | UnlistedPlatform {
  const { registry, profile, asOf, today } = input;
  if (profile.licensed.includes(platform.id))
    return { platform, reason: `licensed in the register of profile ${profile.id}` };
  const { off, flags } = people(platform, input);
  if (off)
    return {
      platform,
      reason: `${off.decide === 'exempt' ? 'exempted' : 'retired'} by ${off.by} on ${off.decided}: ${off.basis}`,
    };
  const rule = profile.selection ? select(platform, profile.selection, asOf) : undefined;
  const decided = input.assessed?.get(platform.id);
  const word = decided && machineWord(decided.record, today);
  const notices = noticesNaming(platform, registry, profile);
  const byPeople = [
    ...notices.map(noticeBasis),
    ...flags.map((flag) => overrideBasis(flag, profile.id, platform.id)),
  ];
  const basis = [
    ...byPeople,
    ...(rule?.picked && word?.says !== 'no' ? ruleBasis(profile, rule.evidence, asOf) : []),
    ...(decided && word?.says === 'list' ? [assessmentBasis(decided.record)] : []),
  ];
  if (basis.length === 0) return { platform, reason: unlistedReason(input, rule, word) };
  const binding = notices.filter((notice) => binds(notice, platform));
  const stands = standing(binding, flags, profile, today);
  return {
    platform,
    ...(byPeople.length === 0 && word?.says === 'list'
      ? { state: word.state, action: 'monitor' as const, expires: word.expires }
      : stands),
    basis,
    evidence: [
      ...notices.map(noticeEvidence),
      ...(rule?.evidence ?? []),
      ...(decided ? assessmentEvidence(decided.record) : []),
    ],
    ...(decided ? { assessment: summaryOf(decided), accounts: accountsOf(decided.record) } : {}),
    basisDate: basis.map((one) => one.date).sort()[0] as PartialDate,
  };
}

/** The newest word of a person stands: a later flag takes an exemption back, and the other way round. */
function people(
  platform: Platform,
  { registry, profile, today }: DecideInput,
): { off: Decision | undefined; flags: Decision[] } {
  const decisions = decisionsOn(platform, registry, profile);
  const valid = decisions.filter((one) => one.expires >= today).at(-1);
  if (valid && valid.decide !== 'flag') return { off: valid, flags: [] };
  const lastOff = decisions.findLastIndex((one) => one.decide !== 'flag');
  return { off: undefined, flags: decisions.slice(lastOff + 1) };
}

function ruleBasis(profile: Profile, evidence: readonly EvidenceItem[], asOf: IsoDate): Basis[] {
  if (!profile.selection) return [];
  const dates = evidence.map((one) => one.date ?? asOf).sort();
  const { id, statement } = profile.selection;
  return [{ kind: 'rule', ref: id, text: statement, date: dates.at(-1) ?? asOf }];
}

function unlistedReason(
  { profile }: DecideInput,
  rule: { readonly picked: boolean; readonly reason?: string | undefined } | undefined,
  word: ReturnType<typeof machineWord> | undefined,
): string {
  const reasons = [
    ...(word ? [word.reason] : []),
    ...(rule && !rule.picked && rule.reason ? [rule.reason] : []),
  ];
  return reasons.join('; ') || `no notice of the authorities of profile ${profile.id} names it`;
}

/** Whether a notice flags by itself: known from more than one report, and the authority itself gave this name. */
function binds(notice: Notice, platform: Platform): boolean {
  const named = notice.named.find((one) => one.platform === platform.id);
  return notice.confidence === 'high' && named?.namedBy !== 'press';
}

type Standing = Pick<ListedPlatform, 'state' | 'action' | 'expires'>;

/** The strongest standing wins: a binding notice, then a valid override, then one that has run out. */
function standing(
  binding: readonly Notice[],
  flags: readonly Decision[],
  profile: Profile,
  today: IsoDate,
): Standing {
  if (binding.length > 0)
    return { state: 'flagged', action: 'block', expires: addDays(today, profile.reviewDays) };
  const expiries = flags.map((flag) => flag.expires).sort();
  const last = expiries.at(-1);
  if (last === undefined)
    return { state: 'proposed', action: 'monitor', expires: addDays(today, PROPOSED_DAYS) };
  return { state: last >= today ? 'flagged' : 'review', action: 'block', expires: last };
}

const PROPOSED_DAYS = 30;

/** The list that a notice's reconstruction stands for; flagged only where a person's override adopts it. */
export function decideReconstruction(input: Omit<DecideInput, 'asOf'>, notice: Notice): States {
  const { registry, profile, today } = input;
  const { reconstruction } = notice;
  if (!reconstruction) throw new Error(`notice ${notice.id} has no reconstruction`);
  const flags = decisionsOf(registry, profile).filter(
    (decision) =>
      decision.decide === 'flag' &&
      'reconstruction' in decision.subject &&
      decision.subject.reconstruction === notice.id,
  );
  const stands = standing([], flags, profile, today);
  const listed = reconstruction.platforms.map((one): ListedPlatform => {
    const platform = registry.platforms.get(one.platform);
    if (!platform)
      throw new Error(`reconstruction ${notice.id} names ${one.platform}, which is not in the registry`);
    const basis: Basis = {
      kind: 'reconstruction',
      ref: notice.id,
      text: reconstruction.statement,
      date: reconstruction.asOf,
      urls: notice.urls,
    };
    return {
      platform,
      ...stands,
      basis: [basis, ...flags.map((flag) => overrideBasis(flag, profile.id, notice.id))],
      evidence: reconstructionEvidence(one, reconstruction.asOf),
      basisDate: reconstruction.asOf,
      hosts: one.hosts,
    };
  });
  const ids = new Set(reconstruction.platforms.map((one) => one.platform));
  const unlisted = sortedPlatforms(registry)
    .filter((platform) => !ids.has(platform.id))
    .map((platform) => ({ platform, reason: `not among the ${ids.size} of the reconstruction` }));
  return { listed: listed.sort((a, b) => (a.platform.id < b.platform.id ? -1 : 1)), unlisted };
}

function reconstructionEvidence(one: ReconstructedPlatform, asOf: IsoDate): EvidenceItem[] {
  return [
    item(`rank ${one.rank} of the reconstruction`, asOf, one.sources),
    ...one.why.map((why) => item(why, asOf, one.sources)),
  ];
}

function sortedPlatforms(registry: Registry): Platform[] {
  return [...registry.platforms.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const decisionsOf = (registry: Registry, profile: Profile): readonly Decision[] =>
  registry.overrides.get(profile.id)?.decisions ?? [];

/** In the order in which they were made; those of one day in the order of the file. */
function decisionsOn(platform: Platform, registry: Registry, profile: Profile): Decision[] {
  return decisionsOf(registry, profile)
    .filter((decision) => 'platform' in decision.subject && decision.subject.platform === platform.id)
    .sort((a, b) => (a.decided < b.decided ? -1 : a.decided > b.decided ? 1 : 0));
}

/** A person's newest decision on a platform, whether it has run out or not. */
export const newestDecision = (
  platform: Platform,
  registry: Registry,
  profile: Profile,
): Decision | undefined => decisionsOn(platform, registry, profile).at(-1);

/** Notices in which an authority of this profile itself names the platform, oldest first. */
function noticesNaming(platform: Platform, registry: Registry, profile: Profile): Notice[] {
  return [...registry.notices.values()]
    .filter(
      (notice) =>
        notice.profile === profile.id &&
        notice.namedBy === 'authority' &&
        notice.named.some((named) => named.platform === platform.id),
    )
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

function noticeBasis(notice: Notice): Basis {
  return {
    kind: 'notice',
    ref: notice.id,
    text: `${notice.authority}: ${notice.action}`,
    date: notice.date,
    urls: notice.urls,
  };
}

function noticeEvidence(notice: Notice): EvidenceItem {
  const caveat = notice.confidence === 'low' ? ' (one secondary source)' : '';
  return item(`named by ${notice.authority}${caveat}`, notice.date, notice.urls);
}

function overrideBasis(decision: Decision, profile: string, subject: string): Basis {
  return {
    kind: 'override',
    ref: `${profile}/${subject}`,
    text: decision.basis,
    date: decision.decided,
    by: decision.by,
  };
}
