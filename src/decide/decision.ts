/** Decision: a state for a platform under a profile, with everything that it rests on; each names the one before. */
import { canonicalJson, type Json } from '../model/canonical-json.js';
import { addDays } from '../model/dates.js';
import { digestOf, sha256 } from '../model/digest.js';
import type { IsoDate } from '../model/registry/platform.js';
import type { BusinessAccount } from './accounts.js';
import type { Assessment, Before, MachineState } from './assess.js';
import type { Dossier, EvidenceDocument, Sighted } from './documents.js';
import type { Finding } from './finding.js';
import { RULES } from './rules/index.js';
import * as overseasWords from './rules/overseas/vocabulary.js';
import * as promotionWords from './rules/promotion/vocabulary.js';
import { VOCABULARIES as RESIDENT_WORDS } from './rules/residents/vocabulary/index.js';
import * as scorecard from './rules/trading/scorecard-weights.js';
import { VOCABULARIES as TRADING_WORDS } from './rules/trading/vocabulary/index.js';
import type { Gates } from './score.js';

/** A document as a decision names it. */
export interface EvidenceRef {
  readonly kind: EvidenceDocument['kind'];
  /** sha256 of its canonical JSON. */
  readonly digest: string;
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** A person's standing decision on the platform when this one was made. */
export interface Reviewer {
  readonly decide: 'flag' | 'exempt' | 'retire';
  readonly by: string;
  readonly basis: string;
  readonly decided: IsoDate;
  readonly expires: IsoDate;
}

export interface DecisionRecord {
  readonly format: 'cordon-decision/1';
  readonly profile: string;
  readonly platform: string;
  /** RFC 3339, UTC, whole seconds. */
  readonly decided: string;
  /** The decision before this one on the same platform under the same profile; null for the first. */
  readonly previous: Before | null;
  readonly profileDigest: string;
  readonly ruleSetDigest: string;
  readonly state: MachineState;
  readonly reasons: readonly string[];
  readonly expires: IsoDate;
  readonly reviewer: Reviewer | null;
  readonly gates: Gates;
  readonly findings: readonly Finding[];
  /** Accounts of the business, as its own pages publish them. */
  readonly accounts: readonly BusinessAccount[];
  /** Every document that was read, whether it said something or not: pages by URL, addresses, the registry. */
  readonly evidence: readonly EvidenceRef[];
}

/** A decision with the sha256 of its canonical JSON, by which the next one and releases name it. */
export interface Decided {
  readonly digest: string;
  readonly record: DecisionRecord;
}

/** Changes whenever a rule or a word of its vocabulary is added, taken away, or changed. */
export const RULE_SET_DIGEST: string = digestOf(
  JSON.parse(
    JSON.stringify({
      rules: RULES.map(({ id, version, gate, family, weight, strong }) => ({
        id,
        version,
        gate,
        family,
        weight,
        strong,
      })),
      // A word more or less is another rule set too: an honest old decision must not look forged for it.
      words: {
        residents: RESIDENT_WORDS,
        trading: TRADING_WORDS,
        overseas: overseasWords,
        promotion: promotionWords,
      },
      scorecard,
    }),
  ) as Json,
);

export interface DecideOn {
  readonly dossier: Dossier;
  readonly profile: string;
  readonly profileDigest: string;
  readonly decided: string;
  readonly before: Before | null;
  readonly reviewer: Reviewer | null;
  readonly assessment: Assessment;
  readonly accounts: readonly BusinessAccount[];
}

export function decisionOf(input: DecideOn): DecisionRecord {
  const { dossier, assessment } = input;
  const { state, reasons, expires, gates, findings } = assessment;
  return {
    format: 'cordon-decision/1',
    profile: input.profile,
    platform: dossier.platform,
    decided: input.decided,
    previous: input.before,
    profileDigest: input.profileDigest,
    ruleSetDigest: RULE_SET_DIGEST,
    state,
    reasons,
    expires,
    reviewer: input.reviewer,
    gates,
    findings,
    accounts: input.accounts,
    evidence: evidenceOf(dossier),
  };
}

/** What is kept of a decision, and what its digest is of. */
export const decisionText = (record: DecisionRecord): string => canonicalJson(record as unknown as Json);
export const decisionDigest = (record: DecisionRecord): string => sha256(decisionText(record));

export const asBefore = ({ digest, record }: Decided): Before => ({
  digest,
  state: record.state,
  expires: record.expires,
  wasProposed:
    record.state === 'proposed' || (record.state === 'review' && record.previous?.wasProposed === true),
});

const evidenceOf = ({ pages, addresses, registry }: Dossier): EvidenceRef[] =>
  [...pages, ...addresses, registry].map(refOf);

function refOf({ document, digest, firstSeen, lastSeen }: Sighted<EvidenceDocument>): EvidenceRef {
  return { kind: document.kind, digest, subject: subjectOf(document), firstSeen, lastSeen };
}

function subjectOf(document: EvidenceDocument): string {
  switch (document.kind) {
    case 'page':
      return document.url;
    case 'address':
      return document.address;
    case 'registry':
      return document.platform;
  }
}

/**
 * Whether a new decision would say more than the one before: another state, other reasons, evidence or rules; or the
 * same, seen again when the one before is near its expiry.
 */
export function saysMore(previous: DecisionRecord, next: DecisionRecord): boolean {
  if (sense(previous) !== sense(next)) return true;
  return next.expires > previous.expires && previous.expires < addDays(next.decided.slice(0, 10), RENEW_DAYS);
}

const RENEW_DAYS = 15;

const sense = (record: DecisionRecord): string =>
  digestOf({
    ...record,
    decided: null,
    expires: null,
    previous: null,
    evidence: record.evidence.map((one) => one.digest),
    accounts: record.accounts.map(({ service, id, role }) => ({ service, id, role })),
  } as unknown as Json);
