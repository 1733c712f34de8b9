/** Pages on which a venue speaks to its own customers: fees, help, terms. */
import { soundsLikeOthers } from './desk-flow.js';
import type { PageSigns } from './page-signs.js';
import { countOf } from './platform-signs.js';
import { PRODUCTS, type Term } from './vocabulary/terms.js';

const ABOUT_OTHERS: readonly Term[] = [
  'review',
  'refusal',
  'tools',
  'aggregator',
  'mining',
  'warning',
  'teaching',
  'article',
];

/** Its title or description says that it is about others. */
export const isAboutOthers = (page: PageSigns): boolean =>
  ABOUT_OTHERS.some((term) => page.heading.has(term));

export const isFeeTable = (page: PageSigns): boolean =>
  page.heading.has('fees') &&
  countOf(page, 'fees') >= 3 &&
  countOf(page, 'crypto') >= 2 &&
  page.terms.has('withdraw') &&
  !isAboutOthers(page);

const OF_A_VENUE: readonly Term[] = [...PRODUCTS, 'markets', 'orders'];

/** Help, announcements or terms for who has an account with money and coins. */
export function helpsCustomers(page: PageSigns): boolean {
  if (!(page.isHelp || page.isTerms) || soundsLikeOthers(page)) return false;
  if (!page.terms.has('deposit') && !page.terms.has('withdraw')) return false;
  const products = OF_A_VENUE.filter((term) => page.terms.has(term)).length;
  return page.terms.has('crypto') && (products >= 3 || (products >= 1 && page.markets.size >= 2));
}
