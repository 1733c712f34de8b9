/**
 * Recomputes a decision from its stored evidence and says what differs, and why: evidence that was tampered with, a
 * record that was, other rules, or another profile.
 */
import { canonicalJson, type Json } from '../model/canonical-json.js';
import type { Profile } from '../model/registry/jurisdiction.js';
import { type Assessment, assess } from './assess.js';
import { type DecisionRecord, decisionDigest, type EvidenceRef, RULE_SET_DIGEST } from './decision.js';
import {
  type Dossier,
  documentDigest,
  documentText,
  type EvidenceDocument,
  type Sighted,
} from './documents.js';

/** `same`, or the cause of the difference. */
export type ReplayCause = 'same' | 'evidence' | 'record' | 'rules' | 'profile';

export interface Difference {
  /** What differs, e.g. `state`, `gates.C`, `finding residents/payment-rail`. */
  readonly what: string;
  readonly recorded: string;
  readonly recomputed: string;
}

export interface Replay {
  readonly cause: ReplayCause;
  /** The cause in words. */
  readonly explanation: string;
  readonly differences: readonly Difference[];
}

export interface ReplayInput {
  /** Digest by which the decision was asked for. */
  readonly digest: string;
  readonly record: DecisionRecord;
  /** Stored documents by the digest under which they are kept; null where one is missing. */
  readonly documents: ReadonlyMap<string, EvidenceDocument | null>;
  /** The profile as it was: stored with the decision. Null where it is lost. */
  readonly profileThen: Profile | null;
  /** The profile of today with its digest. */
  readonly profileNow: { readonly profile: Profile; readonly digest: string };
}

export function replay(input: ReplayInput): Replay {
  const { digest, record } = input;
  if (decisionDigest(record) !== digest)
    return {
      cause: 'record',
      explanation: 'the record is not the one that the digest names: it was changed after it was made',
      differences: [{ what: 'digest', recorded: digest, recomputed: decisionDigest(record) }],
    };
  const damaged = damagedEvidence(input);
  if (damaged.length > 0)
    return {
      cause: 'evidence',
      explanation: 'stored evidence is missing or was changed after the decision',
      differences: damaged,
    };
  const dossier = dossierOf(record, input.documents);
  return input.profileThen ? recompute(input, dossier, input.profileThen) : withoutProfile(input, dossier);
}

/** With the profile as it was, only other rules can lead elsewhere; with the same rules, nothing honest can. */
function recompute(input: ReplayInput, dossier: Dossier, profileThen: Profile): Replay {
  const { record, profileNow } = input;
  const differences = compare(record, assessAgain(record, dossier, profileThen));
  const sameRules = record.ruleSetDigest === RULE_SET_DIGEST;
  if (differences.length > 0)
    return sameRules
      ? {
          cause: 'record',
          explanation:
            'the same rules on the same evidence say something else: the record was not made by them',
          differences,
        }
      : { cause: 'rules', explanation: 'the rules have changed since', differences };
  if (profileNow.digest !== record.profileDigest) {
    const today = compare(record, assessAgain(record, dossier, profileNow.profile));
    if (today.length > 0)
      return { cause: 'profile', explanation: 'the profile has changed since', differences: today };
  }
  return { cause: 'same', explanation: 'the stored evidence leads to the same decision', differences: [] };
}

function withoutProfile(input: ReplayInput, dossier: Dossier): Replay {
  const { record, profileNow } = input;
  const differences = compare(record, assessAgain(record, dossier, profileNow.profile));
  if (differences.length === 0)
    return { cause: 'same', explanation: 'the stored evidence leads to the same decision', differences };
  return {
    cause: 'profile',
    explanation: 'the profile of that day is lost, and that of today leads elsewhere',
    differences,
  };
}

function damagedEvidence({ record, documents }: ReplayInput): Difference[] {
  return record.evidence.flatMap((ref): Difference[] => {
    const document = documents.get(ref.digest) ?? null;
    const what = `evidence ${ref.subject}`;
    if (!document) return [{ what, recorded: ref.digest, recomputed: 'missing' }];
    const found = documentDigest(document);
    return found === ref.digest ? [] : [{ what, recorded: ref.digest, recomputed: found }];
  });
}

function dossierOf(record: DecisionRecord, documents: ReadonlyMap<string, EvidenceDocument | null>): Dossier {
  const of = <Kind extends EvidenceDocument['kind']>(kind: Kind) =>
    record.evidence
      .filter((ref) => ref.kind === kind)
      .map((ref) => sighted(ref, documents.get(ref.digest) as Extract<EvidenceDocument, { kind: Kind }>));
  const [registry] = of('registry');
  if (!registry) throw new Error(`decision on ${record.platform} without a registry document`);
  return { platform: record.platform, pages: of('page'), addresses: of('address'), registry };
}

const sighted = <Document extends EvidenceDocument>(
  { digest, firstSeen, lastSeen }: EvidenceRef,
  document: Document,
): Sighted<Document> => ({ document, text: documentText(document), digest, firstSeen, lastSeen });

const assessAgain = (record: DecisionRecord, dossier: Dossier, profile: Profile): Assessment =>
  assess({ dossier, profile, today: record.decided.slice(0, 10), before: record.previous });

function compare(record: DecisionRecord, again: Assessment): Difference[] {
  const pairs: [string, unknown, unknown][] = [
    ['state', record.state, again.state],
    ['expires', record.expires, again.expires],
    ['gate A', record.gates.A, again.gates.A],
    ['gate B', record.gates.B, again.gates.B],
    ['gate C', record.gates.C, again.gates.C],
    ['reasons', record.reasons, again.reasons],
  ];
  const rules = new Set([...record.findings, ...again.findings].map((one) => one.rule));
  for (const rule of rules) {
    const of = (findings: Assessment['findings']) => findings.filter((one) => one.rule === rule);
    pairs.push([`finding ${rule}`, of(record.findings), of(again.findings)]);
  }
  return pairs.flatMap(([what, recorded, recomputed]) => {
    const [a, b] = [canonicalJson(recorded as Json), canonicalJson(recomputed as Json)];
    return a === b ? [] : [{ what, recorded: a, recomputed: b }];
  });
}
