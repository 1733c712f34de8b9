/**
 * Findings → the three gates of a platform (DESIGN §4). Scores are sums over all pages of a platform: of the findings
 * of a family that speak for it the heaviest counts, and of those against it the heaviest too.
 */
import type { Finding, Gate } from './finding.js';
import { overseasVerdict } from './rules/overseas/verdict.js';
import type { Thresholds } from './thresholds.js';

export interface PointGate {
  readonly holds: boolean;
  readonly score: number;
  readonly threshold: number;
  /** What the score is the sum of: rule and points. */
  readonly parts: readonly { readonly rule: string; readonly weight: number }[];
  /** What is missing where the gate does not hold, in words; empty where it does. */
  readonly missing: readonly string[];
}

export interface OverseasGate {
  readonly holds: boolean;
  readonly verdict: 'overseas' | 'home' | 'indeterminate';
}

export interface Gates {
  /** It is a trading platform. */
  readonly A: PointGate;
  /** It operates from outside the home country. */
  readonly B: OverseasGate;
  /** It serves residents of the home country. */
  readonly C: PointGate;
}

/** One of these shows that there is trading, where points alone could come from talk about it. */
export const TRADING_SIGNALS: ReadonlySet<string> = new Set([
  'pairs',
  'trade-navigation',
  'on-ramp',
  'market-data',
]);

export function scoreGates(findings: readonly Finding[], thresholds: Thresholds): Gates {
  const verdict = overseasVerdict(findings);
  return {
    A: gateA(counted(findings, 'A'), thresholds),
    B: { holds: verdict === 'overseas', verdict },
    C: gateC(counted(findings, 'C'), thresholds),
  };
}

/** The heaviest finding of each family on each side. */
function counted(findings: readonly Finding[], gate: Gate): Finding[] {
  const heaviest = new Map<string, Finding>();
  for (const one of findings) {
    if (one.gate !== gate || one.weight === 0) continue;
    const key = `${one.weight > 0 ? '+' : '-'} ${one.family}`;
    const known = heaviest.get(key);
    if (!known || Math.abs(one.weight) > Math.abs(known.weight)) heaviest.set(key, one);
  }
  return [...heaviest.values()].sort((a, b) => b.weight - a.weight || (a.rule < b.rule ? -1 : 1));
}

function gateA(parts: readonly Finding[], { tradingPlatform: threshold }: Thresholds): PointGate {
  const score = sum(parts);
  const missing = [
    ...(score < threshold ? [`${score} of ${threshold} points`] : []),
    ...(parts.some((one) => TRADING_SIGNALS.has(one.signal))
      ? []
      : ['no trading pairs, trade navigation, on-ramp or market data']),
  ];
  return gate(parts, score, threshold, missing);
}

function gateC(parts: readonly Finding[], { servesResidents: threshold, families }: Thresholds): PointGate {
  const score = sum(parts);
  const speaking = parts.filter((one) => one.weight > 0);
  const missing = [
    ...(score < threshold ? [`${score} of ${threshold} points`] : []),
    ...(speaking.some((one) => one.strong) ? [] : ['no strong finding']),
    ...(speaking.length < families ? [`${speaking.length} of ${families} families of findings`] : []),
  ];
  return gate(parts, score, threshold, missing);
}

function gate(parts: readonly Finding[], score: number, threshold: number, missing: string[]): PointGate {
  return {
    holds: missing.length === 0,
    score,
    threshold,
    parts: parts.map(({ rule, weight }) => ({ rule, weight })),
    missing,
  };
}

/** Weights are halves and whole numbers; the sum is exact. */
const sum = (findings: readonly Finding[]): number => findings.reduce((total, one) => total + one.weight, 0);
