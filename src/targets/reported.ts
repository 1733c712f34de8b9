/**
 * What the records of a release say to people outside: platforms with their names and accounts, in one order whatever
 * order the release has, untrusted text cleaned, and what must not be told left out and counted.
 */
import {
  ACCOUNT_KINDS,
  ACCOUNT_ROLES,
  type AccountKind,
  type AccountRole,
  type ListedAccount,
} from '../model/release/account.js';
import type { EnforcedSet } from '../model/release/entry.js';
import type { Basis, PlatformRecord } from '../model/release/record.js';
import type { Feature, Support } from './features.js';
import type { LossKind, LossReport } from './losses.js';
import { mayBePersonal, withoutPersonal } from './personal-data.js';
import { cut, oneLine, pageUrl } from './untrusted-text.js';

export interface ReportedEvidence {
  /** sha256 of the document that was read, lower-case hex. */
  readonly digest: string;
  /** Without query and fragment; absent where it cannot be told. */
  readonly url?: string | undefined;
  /** One line of at most {@link EXCERPT_LENGTH} code points. */
  readonly excerpt: string;
}

export interface ReportedAccount {
  readonly service: string;
  readonly id: string;
  readonly kind: AccountKind;
  readonly role: AccountRole;
  /** RFC 3339, UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly evidence: readonly ReportedEvidence[];
}

/** Who decided (`by`) is the operator's own matter and stays with him. */
export type ReportedBasis = Omit<Basis, 'by'>;

export interface ReportedPlatform
  extends Pick<PlatformRecord, 'id' | 'name' | 'kind' | 'state' | 'action' | 'since' | 'expires'> {
  readonly basis: readonly ReportedBasis[];
  readonly sites: readonly Pick<PlatformRecord['sites'][number], 'name' | 'scope' | 'action' | 'lastSeen'>[];
  readonly accounts: readonly ReportedAccount[];
}

/** An account that is left out. */
export interface Withheld {
  readonly platform: string;
  readonly service: string;
  readonly why: 'personal' | 'malformed';
}

export interface Reported {
  readonly platforms: readonly ReportedPlatform[];
  readonly withheld: readonly Withheld[];
}

const NO_ADDRESSES: Support = {
  no: 'an address tells nothing of an account; the firewall targets carry them',
};

/** What every report can say; whether it has a place for its header is its format's own. */
export const REPORTED_FEATURES: Readonly<Record<Exclude<Feature, 'comments'>, Support>> = {
  'names-exact': 'yes',
  'names-subtree': 'yes',
  ipv4: NO_ADDRESSES,
  ipv6: NO_ADDRESSES,
  prefixes: NO_ADDRESSES,
  monitor: 'yes',
  protected: 'yes',
  notice: { no: 'nothing is blocked here' },
};

export const EXCERPT_LENGTH = 280;
const NAME_LENGTH = 120;
const TEXT_LENGTH = 2000;
/** What handles, app ids and addresses of payment are made of; quotes, semicolons and line ends are in none. */
const ID = /^(?! )(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N} ._+@:/%~#=&?!,()$*-]{1,256}(?<! )$/u;
const SERVICE = /^[a-z0-9][a-z0-9-]{0,39}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

const WITHHELD: Readonly<Record<Withheld['why'], LossKind>> = {
  personal: {
    feature: 'accounts',
    effect: 'dropped',
    why: 'the id may be an e-mail address, a telephone number or a payment card of a person',
  },
  malformed: {
    feature: 'accounts',
    effect: 'dropped',
    why: 'the record is no handle with times and digests',
  },
};

const known = new WeakMap<EnforcedSet, Reported>();

/** Kept for as long as the set is. */
export function reportedOf(set: EnforcedSet): Reported {
  const before = known.get(set);
  if (before) return before;
  const withheld: Withheld[] = [];
  const platforms = [...set.records]
    .sort((a, b) => compare(a.id, b.id))
    .map((record) => reportedPlatform(record, withheld));
  const reported = { platforms, withheld };
  known.set(set, reported);
  return reported;
}

/** Tells of every account that no report may name. */
export function reportWithheld(set: EnforcedSet, report: LossReport): void {
  for (const { platform, service, why } of reportedOf(set).withheld)
    report.account(WITHHELD[why], `${service} of ${platform}`);
}

export const accountCount = ({ platforms }: Reported): number =>
  platforms.reduce((sum, { accounts }) => sum + accounts.length, 0);

function reportedPlatform(record: PlatformRecord, withheld: Withheld[]): ReportedPlatform {
  const { id, kind, state, action, since, expires } = record;
  const accounts = (record.accounts ?? []).flatMap((account) => {
    const why = reasonAgainst(account, record.sites);
    if (!why) return [reportedAccount(account)];
    withheld.push({
      platform: id,
      service: SERVICE.test(account.service) ? account.service : 'account',
      why,
    });
    return [];
  });
  return {
    id,
    name: cut(oneLine(record.name), NAME_LENGTH),
    kind,
    state,
    action,
    basis: record.basis.map(reportedBasis),
    sites: record.sites
      .map(({ name, scope, action, lastSeen }) => ({ name, scope, action, lastSeen }))
      .sort((a, b) => compare(a.name, b.name) || compare(a.scope, b.scope)),
    accounts: accounts.sort((a, b) => compare(keyOf(a), keyOf(b))),
    since,
    expires,
  };
}

function reasonAgainst(account: ListedAccount, sites: PlatformRecord['sites']): Withheld['why'] | undefined {
  const isTime = (text: string) => TIME.test(text) && !Number.isNaN(Date.parse(text));
  const isWell =
    SERVICE.test(account.service) &&
    ID.test(account.id) &&
    ACCOUNT_KINDS.includes(account.kind) &&
    ACCOUNT_ROLES.includes(account.role) &&
    isTime(account.firstSeen) &&
    isTime(account.lastSeen) &&
    account.evidence.every(({ digest }) => DIGEST.test(digest));
  if (!isWell) return 'malformed';
  return mayBePersonal(account, sites) ? 'personal' : undefined;
}

function reportedAccount(account: ListedAccount): ReportedAccount {
  const { service, id, kind, role, firstSeen, lastSeen } = account;
  const evidence = account.evidence
    .map(({ digest, url, excerpt }) => ({
      digest,
      url: pageUrl(url) ?? undefined,
      excerpt: cut(withoutPersonal(oneLine(excerpt), id), EXCERPT_LENGTH),
    }))
    .sort((a, b) => compare(a.digest, b.digest) || compare(a.url ?? '', b.url ?? ''));
  return { service, id, kind, role, firstSeen, lastSeen, evidence };
}

function reportedBasis({ kind, ref, text, date, urls }: Basis): ReportedBasis {
  const shown = cut(withoutPersonal(oneLine(text)), TEXT_LENGTH);
  const pages = urls?.map(pageUrl).filter((url) => url !== null);
  return { kind, ref, text: shown, date, ...(pages && pages.length > 0 ? { urls: pages } : {}) };
}

const keyOf = ({ kind, service, id, role }: ReportedAccount): string => [kind, service, id, role].join('\n');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
