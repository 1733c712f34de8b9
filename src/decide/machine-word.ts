/** What a machine's decision adds to a listing: it proposes, or holds a proposal back; it never flags. */
import type { IsoDate } from '../model/registry/platform.js';
import type { ListedAccount } from '../model/release/account.js';
import type { AssessmentSummary, Basis, EvidenceItem } from '../model/release/record.js';
import type { Decided, DecisionRecord } from './decision.js';
import type { Finding } from './finding.js';
import { item } from './selection.js';

export type MachineWord =
  /** Listed, to be counted and logged. `review` where the evidence conflicts or has run out. */
  | {
      readonly says: 'list';
      readonly state: 'proposed' | 'review';
      readonly expires: IsoDate;
      readonly reason: string;
    }
  /** Not to be proposed by anything but a person or an authority. */
  | { readonly says: 'no'; readonly reason: string }
  /** Nothing was learned that speaks for or against. */
  | { readonly says: 'nothing'; readonly reason: string };

export function machineWord(record: DecisionRecord, today: IsoDate): MachineWord {
  const { state, expires } = record;
  const reason = `${state} by the assessment of ${record.decided.slice(0, 10)}: ${record.reasons.join('; ')}`;
  switch (state) {
    case 'proposed':
      return { says: 'list', state: expires >= today ? 'proposed' : 'review', expires, reason };
    case 'review':
      // Only what stood on the list before is kept there; a conflict alone lists nobody.
      return wasListed(record) ? { says: 'list', state, expires, reason } : { says: 'no', reason };
    case 'licensed':
    case 'not-a-platform':
      return { says: 'no', reason };
    case 'candidate':
    case 'unknown':
    case 'watched':
      return { says: 'nothing', reason };
  }
}

const wasListed = ({ previous }: DecisionRecord): boolean =>
  previous !== null && previous.state === 'proposed';

export const assessmentBasis = (record: DecisionRecord): Basis => ({
  kind: 'assessment',
  ref: `${record.profile}/${record.platform}`,
  text: record.reasons.join('; '),
  date: record.decided.slice(0, 10),
});

/** The findings that carry the gates, each as a dated fact. */
export function assessmentEvidence(record: DecisionRecord): EvidenceItem[] {
  return countedFindings(record).map((one) => item(one.reason, lastSeen(one, record), []));
}

export const summaryOf = ({ digest, record }: Decided): AssessmentSummary => ({
  decision: digest,
  state: record.state,
  scores: { A: record.gates.A.score, B: record.gates.B.verdict, C: record.gates.C.score },
  evidence: [
    ...new Set(countedFindings(record).flatMap((one) => one.citations.map(({ evidence }) => evidence))),
  ].sort(),
});

export const accountsOf = ({ accounts }: DecisionRecord): ListedAccount[] =>
  accounts.map(({ citations, ...account }) => ({
    ...account,
    evidence: citations.map(({ evidence, subject, excerpt }) => ({
      digest: evidence,
      url: subject,
      excerpt,
    })),
  }));

function countedFindings({ gates, findings }: DecisionRecord): Finding[] {
  const rules = new Set([...gates.A.parts, ...gates.C.parts].map(({ rule }) => rule));
  return findings.filter((one) => rules.has(one.rule) || (one.gate === 'B' && one.weight !== 0));
}

/** The day on which a page that the finding cites last said so. */
function lastSeen(finding: Finding, record: DecisionRecord): IsoDate {
  const cited = new Set(finding.citations.map(({ evidence }) => evidence));
  const seen = record.evidence
    .filter(({ digest }) => cited.has(digest))
    .map((one) => one.lastSeen.slice(0, 10));
  return seen.sort().at(-1) ?? record.decided.slice(0, 10);
}
