/** Decisions for people: a line each, and for few the parts of the scores with what was read. */
import type { Decided, DecisionRecord } from '../../decide/decision.js';
import type { Finding } from '../../decide/finding.js';
import type { PointGate } from '../../decide/score.js';
import { printable } from '../io.js';
import { table } from './table.js';

/** @param detailed with findings and citations; else only for what is proposed or in review. */
export function assessmentText(decisions: readonly Decided[], detailed: boolean): string {
  const rows = [...decisions].sort((a, b) => order(a.record) - order(b.record));
  const lines = table<Decided>(
    [
      { title: 'platform', value: ({ record }) => record.platform },
      { title: 'state', value: ({ record }) => record.state },
      { title: 'A trades', value: ({ record }) => points(record.gates.A) },
      { title: 'B abroad', value: ({ record }) => record.gates.B.verdict },
      { title: 'C residents', value: ({ record }) => points(record.gates.C) },
      { title: 'expires', value: ({ record }) => record.expires },
      { title: 'decision', value: ({ digest }) => digest.slice(0, 12) },
    ],
    rows,
  );
  const details = rows
    .filter(({ record }) => detailed || record.state === 'proposed' || record.state === 'review')
    .map(({ digest, record }) => decisionText(digest, record));
  return [lines, ...details].join('\n');
}

const ORDER: readonly string[] = [
  'proposed',
  'review',
  'watched',
  'not-a-platform',
  'licensed',
  'unknown',
  'candidate',
];
const order = ({ state }: DecisionRecord): number => ORDER.indexOf(state);

const points = ({ score, threshold }: PointGate): string => `${score} of ${threshold}`;

/** One decision with everything that it rests on. */
export function decisionText(digest: string, record: DecisionRecord): string {
  const lines = [
    `${record.platform}: ${record.state} under profile ${record.profile}, decided ${record.decided}, expires ${record.expires}`,
    ...record.reasons.map((reason) => `  why      ${reason}`),
    ...(record.reviewer
      ? [`  person   ${record.reviewer.decide} by ${record.reviewer.by}: ${record.reviewer.basis}`]
      : []),
    `  gate A   ${gateText(record.gates.A)}`,
    `  gate B   ${record.gates.B.verdict}${record.gates.B.holds ? '' : ', does not hold'}`,
    `  gate C   ${gateText(record.gates.C)}`,
    ...record.findings.flatMap(findingLines),
    ...record.accounts.map((one) => `  account  ${one.service} ${one.id} (${one.role})`),
    `  evidence ${record.evidence.length} documents; decision sha256:${digest}`,
  ];
  return `${printable(lines.join('\n'))}\n`;
}

function gateText({ holds, score, threshold, parts, missing }: PointGate): string {
  const sum = parts.map(({ rule, weight }) => `${rule} ${signed(weight)}`).join(', ');
  return `${score} of ${threshold}${sum ? `: ${sum}` : ''}${holds ? '' : `; does not hold: ${missing.join(', ')}`}`;
}

function findingLines({ rule, version, gate, weight, strong, reason, citations }: Finding): string[] {
  return [
    `  finding  ${gate} ${rule}/${version} ${signed(weight)}${strong ? ' strong' : ''}: ${reason}`,
    ...citations.map(
      (one) => `           ${one.subject}: “${one.excerpt}” sha256:${one.evidence.slice(0, 12)}`,
    ),
  ];
}

const signed = (weight: number): string => (weight > 0 ? `+${weight}` : String(weight));
