/** Findings of gate A with the words that they rest on. */
import { type Citation, type Finding, MAX_CITATIONS, type Rule } from '../../finding.js';
import type { PageSigns, Place } from './page-signs.js';
import type { Term } from './vocabulary/terms.js';

const EXCERPT = 160;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu;

export function cite(page: PageSigns, place: Place | undefined): Citation {
  const { document, digest } = page.page.page;
  return { evidence: digest, subject: document.finalUrl, excerpt: place ? excerptOf(place) : '' };
}

function excerptOf({ text, start, end }: Place): string {
  const room = Math.max(0, EXCERPT - (end - start)) >> 1;
  const cut = text.slice(Math.max(0, start - room), Math.max(0, start - room) + EXCERPT);
  return cut.replace(UNSAFE, ' ').trim();
}

/** Cites the pages that have most distinct phrases of the terms. */
export function citeTerms(pages: readonly PageSigns[], ...terms: readonly Term[]): Citation[] {
  const rank = (page: PageSigns) => terms.reduce((sum, term) => sum + (page.terms.get(term)?.size ?? 0), 0);
  const ranked = pages.filter((page) => rank(page) > 0).sort((a, b) => rank(b) - rank(a));
  return ranked.slice(0, MAX_CITATIONS).map((page) => {
    const term = terms.find((one) => page.places.has(one)) as Term;
    return cite(page, page.places.get(term));
  });
}

export interface Found {
  readonly weight?: number;
  readonly reason: string;
  readonly citations: readonly Citation[];
  readonly signal?: string;
}

export function finding(rule: Omit<Rule, 'apply'>, found: Found): Finding {
  return {
    rule: rule.id,
    version: rule.version,
    gate: rule.gate,
    family: rule.family,
    strong: rule.strong,
    weight: found.weight ?? rule.weight,
    reason: found.reason,
    citations: found.citations,
    signal: found.signal ?? rule.family,
  };
}
