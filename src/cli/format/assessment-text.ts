/** Decisions for people: a line each, and for few the parts of the scores with what was read. */
import type { Decided, DecisionRecord } from '../../decide/decision.js';
import type { Finding } from '../../decide/finding.js';
import type { PointGate } from '../../decide/score.js';
import { printable } from '../io.js';
import { table } from './table.js';

interface Row {
  readonly order: number;
  readonly cells: readonly string[];
  /** Empty where only the line is shown. */
  readonly details: string;
}

const TITLES = ['platform', 'state', 'A trades', 'B abroad', 'C residents', 'expires', 'decision'];

/** Collects what is shown of decisions; the decisions themselves, with all that they cite, need not be kept. */
export class AssessmentReport {
  readonly #rows: Row[] = [];
  readonly #detailed: boolean;

  /** @param detailed with findings and citations; else only for what is proposed or in review. */
  constructor(detailed: boolean) {
    this.#detailed = detailed;
  }

  add({ digest, record }: Decided): void {
    const { platform, state, gates, expires } = record;
    const isShown = this.#detailed || state === 'proposed' || state === 'review';
    this.#rows.push({
      order: ORDER.indexOf(state),
      cells: [
        platform,
        state,
        points(gates.A),
        gates.B.verdict,
        points(gates.C),
        expires,
        digest.slice(0, 12),
      ],
      details: isShown ? decisionText(digest, record) : '',
    });
  }

  text(): string {
    const rows = [...this.#rows].sort((a, b) => a.order - b.order);
    const lines = table<Row>(
      TITLES.map((title, i) => ({ title, value: ({ cells }) => cells[i] as string })),
      rows,
    );
    return [lines, ...rows.map(({ details }) => details).filter((details) => details !== '')].join('\n');
  }
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
