/**
 * Whether a platform reads like a venue or like one of its neighbours: all its words weighed together. Single signs do
 * not tell them apart, because lawyers, vendors and forums have every word of a venue; how many of which, and where they
 * stand, does. The weights are fitted to the labelled pages by `scripts/fit-scorecard.mjs`, and are data like any
 * vocabulary: the sum is linear, so that each decision can say which words weighed most.
 */
import { ownFlow } from './desk-flow.js';
import type { PageSigns } from './page-signs.js';
import { BIAS, WEIGHTS } from './scorecard-weights.js';
import { venueStateOf } from './venue-state.js';
import { TERMS, type Term } from './vocabulary/terms.js';

/** Where words of a term stand, as the names of features begin. */
const PLACES = ['words', 'title', 'link', 'label'] as const;
type Place = (typeof PLACES)[number];

export type Visit = (feature: string, value: number) => void;

/** More distinct phrases of a term say no more. */
const MOST_PHRASES = 5;

/** What a page shows, each between 0 and 1. */
export function visitFeatures(page: PageSigns, visit: Visit): void {
  visitTerms(page, (term, place, value) => visit(`${place} ${term}`, value));
  visitOthers(page, visit);
}

function visitOthers(page: PageSigns, visit: Visit): void {
  if (page.markets.size > 0) visit('markets', Math.min(1, Math.log2(1 + page.markets.size) / 4));
  if (page.shortOrders > 0) visit('order labels', Math.min(1, page.shortOrders / 4));
  const flow = ownFlow(page);
  if (flow > 0) visit('desk flow', flow / 3);
  for (const [feature, test] of FLAGS) if (test(page)) visit(feature, 1);
}

function visitTerms(page: PageSigns, visit: (term: Term, place: Place, value: number) => void): void {
  for (const term of TERMS) {
    const phrases = page.terms.get(term)?.size ?? 0;
    if (phrases > 0) visit(term, 'words', Math.sqrt(Math.min(phrases, MOST_PHRASES) / MOST_PHRASES));
    if (page.heading.has(term)) visit(term, 'title', 1);
    if (page.linked.has(term)) visit(term, 'link', 1);
    else if (page.short.has(term)) visit(term, 'label', 1);
  }
}

const FLAGS: readonly (readonly [string, (page: PageSigns) => boolean])[] = [
  ['trade paths', (page) => page.tradePaths.size > 0],
  ['price of a coin', (page) => page.hasRate],
  ['sign-up elsewhere', (page) => page.signUpSites.size > 0],
  ['referral links', (page) => page.referralSites.size > 0],
  ['article', (page) => page.isArticle],
  ['help', (page) => page.isHelp],
  ['terms', (page) => page.isTerms],
  ['shell', (page) => page.page.isShell],
  ['code', (page) => page.codeBlocks > 0],
  ['market data', (page) => page.marketData !== null],
  ['state', (page) => venueStateOf(page.page) !== null],
];

/** Weights by term and place, so that reading a page makes no names. */
const BY_TERM = new Map<Term, Readonly<Record<Place, number>>>(
  TERMS.map((term) => {
    const of = (place: Place) => WEIGHTS[`${place} ${term}`] ?? 0;
    return [term, { words: of('words'), title: of('title'), link: of('link'), label: of('label') }];
  }),
);

/** Points of a finding of another rule, as the value of the feature `rule <id>`. */
export const ruleFeature = (weight: number): number => weight / 4;

export interface Card {
  /** Logarithm of odds: above 0 it reads like a venue. */
  readonly sum: number;
  /** Terms of most weight, those that speak for the sign of the sum, heaviest first. */
  readonly terms: readonly Term[];
}

/** @param rules points of what the other rules of the gate found, by rule */
export function cardOf(pages: readonly PageSigns[], rules: ReadonlyMap<string, number>): Card {
  let sum = BIAS;
  for (const [rule, points] of rules) sum += (WEIGHTS[`rule ${rule}`] ?? 0) * ruleFeature(points);
  const byTerm = new Map<Term, number>();
  for (const page of pages) {
    visitTerms(page, (term, place, value) => {
      const part = ((BY_TERM.get(term)?.[place] ?? 0) * value) / pages.length;
      sum += part;
      byTerm.set(term, (byTerm.get(term) ?? 0) + part);
    });
    visitOthers(page, (feature, value) => {
      sum += ((WEIGHTS[feature] ?? 0) * value) / pages.length;
    });
  }
  const sign = sum < 0 ? -1 : 1;
  const terms = [...byTerm]
    .filter(([, part]) => part * sign > 0)
    .sort(([a, m], [b, n]) => (n - m) * sign || (a < b ? -1 : 1))
    .map(([term]) => term);
  return { sum, terms };
}
