import type { Finding, Rule } from '../../finding.js';

export const overseasRules: readonly Rule[] = [];

export function overseasVerdict(findings: readonly Finding[]): 'overseas' | 'home' | 'indeterminate' {
  return findings.length === 0 ? 'indeterminate' : 'overseas';
}
