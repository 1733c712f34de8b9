/** Citations: where something was read, and the words around it. */
import { cleanText } from '../../observe/crawl/clean-text.js';
import type { EvidenceDocument, Sighted } from '../documents.js';
import { type Citation, type Finding, MAX_CITATIONS, type Rule } from '../finding.js';

const MAX_EXCERPT = 160;

/** Something that a rule read. Of several, those of the highest `clarity` are shown. */
export interface Reading {
  readonly citation: Citation;
  readonly clarity: number;
}

export function cite(
  document: Sighted<EvidenceDocument>,
  subject: string,
  excerpt: string,
  clarity = 1,
): Reading {
  return {
    citation: { evidence: document.digest, subject, excerpt: cleanText(excerpt, MAX_EXCERPT) },
    clarity,
  };
}

/** At most 160 characters of a text around a part of it, whole where it is short. */
export function excerptAround(text: string, start: number, end: number): string {
  const spare = Math.max(0, MAX_EXCERPT - (end - start));
  const from = Math.max(0, Math.min(start - (spare >> 1), text.length - MAX_EXCERPT));
  return text.slice(from, from + MAX_EXCERPT);
}

/** The clearest readings, of different documents first; the same ones in whatever order they came. */
export function clearest(readings: readonly Reading[]): Citation[] {
  const sorted = [...readings].sort(
    (a, b) =>
      b.clarity - a.clarity ||
      order(a.citation.subject, b.citation.subject) ||
      order(a.citation.excerpt, b.citation.excerpt),
  );
  const firsts = new Map<string, Reading>();
  const rest: Reading[] = [];
  for (const reading of sorted) {
    if (firsts.has(reading.citation.subject)) rest.push(reading);
    else firsts.set(reading.citation.subject, reading);
  }
  const shown = new Map<string, Citation>();
  for (const { citation } of [...firsts.values(), ...rest]) {
    if (shown.size >= MAX_CITATIONS) break;
    const key = `${citation.subject} ${citation.excerpt}`;
    if (!shown.has(key)) shown.set(key, citation);
  }
  return [...shown.values()];
}

/** A rule's finding of what was read; none where nothing was. */
export function finding(
  rule: Rule,
  signal: string,
  reason: string,
  readings: readonly Reading[],
  weight = rule.weight,
): Finding[] {
  if (readings.length === 0) return [];
  const { id, version, gate, family, strong } = rule;
  return [{ rule: id, version, gate, family, weight, strong, reason, citations: clearest(readings), signal }];
}

/** By code units, as citations are put in order. */
export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
