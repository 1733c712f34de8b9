/**
 * What speaks against a trading platform: signs of its neighbours. A venue has a blog, an academy, a wallet and
 * partners too, so each asks for a good share of the pages, and stands back where much is there that only a venue has.
 */
import type { Rule } from '../../finding.js';
import { citeTerms, type Found, finding } from './cite.js';
import type { PageSigns } from './page-signs.js';
import { countOf, mostOf, type PlatformSigns, signsOf } from './platform-signs.js';
import { PRODUCTS, type Term } from './vocabulary/terms.js';

interface Against {
  readonly id: string;
  readonly weight: number;
  readonly statement: string;
  readonly read: (signs: PlatformSigns) => Found | null;
}

function against({ id, weight, statement, read }: Against): Rule {
  const head = {
    id,
    version: 4,
    gate: 'A',
    family: id,
    strong: false,
    weight,
    reads: ['page'],
    statement,
  } as const;
  return {
    ...head,
    apply: (input) => {
      const found = read(signsOf(input));
      return found ? [finding(head, found)] : [];
    },
  };
}

/** Share of the pages that must carry the signs: a corner of a site does not make its kind. */
const SHARE = 0.4;

interface Neighbour {
  readonly id: string;
  readonly weight: number;
  readonly what: string;
  readonly term: Term;
  /** Distinct phrases on one page. */
  readonly phrases: number;
  /** From so much of a venue on, it stands back. */
  readonly below: number;
}

function neighbour({ id, weight, what, term, phrases, below }: Neighbour): Rule {
  return against({
    id,
    weight,
    statement: `${what}: ${phrases} phrases of it (one less where nothing of a venue is) on ${SHARE * 100} % of the pages, where little of a venue is (under ${below} of 7); not one aside on a page with products of a venue in its menus.`,
    read: ({ shown, venue }) => {
      // Where nothing of a venue is, less will do.
      const wanted = venue === 0 ? phrases - 1 : phrases;
      const pages = shown.filter((page) => countOf(page, term) >= wanted && !isAside(page, term, wanted));
      if (venue >= below || pages.length === 0 || pages.length < shown.length * SHARE) return null;
      return {
        reason: `${what.toLowerCase()} by ${pages.length} of ${shown.length} pages`,
        citations: citeTerms(pages, term),
      };
    },
  });
}

/**
 * What one says of oneself stands in the title or in menus, too; in one answer among others, on a page
 * that has products of a venue in its menus, it is a word about something else (files for a tax program).
 */
function isAside(page: PageSigns, term: Term, wanted: number): boolean {
  if (page.heading.has(term) || page.linked.has(term)) return false;
  return countOf(page, term) <= wanted + 1 && PRODUCTS.some((product) => page.linked.has(product));
}

const article = against({
  id: 'article',
  weight: -3,
  statement:
    'Journalism or opinion: most pages are articles or lists of them, where little of a venue is (under 3 of 7).',
  read: ({ shown, venue }) => {
    const pages = shown.filter(
      (page) => page.isArticle || (countOf(page, 'article') >= 3 && page.shortOrders < 3),
    );
    if (venue >= 3 || pages.length === 0 || pages.length < shown.length * 0.6) return null;
    return {
      reason: `${pages.length} of ${shown.length} pages are articles`,
      citations: citeTerms(pages, 'article', 'teaching', 'crypto'),
    };
  },
});

const affiliate = against({
  id: 'affiliate',
  weight: -4,
  statement:
    'Review or affiliate page: words of reviews and referral, with three of them or links with referral codes to others, and no accounts of its own.',
  read: ({ shown, hasAccounts, hasOwnSignUp, venue }) => {
    const refers = (page: PageSigns) =>
      countOf(page, 'review') >= 3 || (countOf(page, 'review') >= 1 && page.referralSites.size >= 2);
    const pages = shown.filter(refers);
    if (pages.length === 0 || pages.length < shown.length * SHARE) return null;
    if ((hasAccounts && venue >= 4) || (hasOwnSignUp && venue >= 5)) return null;
    return { reason: 'reviews others and refers to them', citations: citeTerms(pages, 'review') };
  },
});

const elsewhere = against({
  id: 'sign-up-elsewhere',
  weight: -3,
  statement:
    'There is no account of its own: sign-up leads to others only, or links with referral codes lead to two others.',
  read: ({ signUpElsewhere, hasAccounts, shown }) => {
    const leadsAway = (page: PageSigns) =>
      (signUpElsewhere && page.signUpSites.size > 0) || (!hasAccounts && page.referralSites.size >= 2);
    const pages = shown.filter(leadsAway);
    return pages.length === 0
      ? null
      : {
          reason: 'sign-up or referral leads to other sites',
          citations: citeTerms(pages, 'sign-up', 'crypto', 'spot', 'on-ramp', 'aggregator'),
        };
  },
});

const refusal = against({
  id: 'anti-crypto',
  weight: -5,
  statement:
    'States that it does not deal in coins or is no exchange, on a page of its own, where little of a venue is (under 5 of 7).',
  read: ({ shown, venue, markets }) => {
    const pages = shown.filter((page) => page.terms.has('refusal'));
    if (pages.length === 0 || venue >= 5 || markets.size >= 10) return null;
    return { reason: 'says that it does not deal in coins', citations: citeTerms(pages, 'refusal') };
  },
});

const play = against({
  id: 'gambling-or-game',
  weight: -6,
  statement:
    'Gambling, or trade in items of games: three phrases on 40 % of the pages, more than order books and markets: 4 points; 6 where no market of coins is named, since coins are then only what is paid with.',
  read: ({ shown, markets }) => {
    const plays = (page: PageSigns) => {
      const most = Math.max(countOf(page, 'gambling'), countOf(page, 'game'));
      return most >= 3 && most > countOf(page, 'orders') && most * 2 > page.markets.size;
    };
    const pages = shown.filter(plays);
    if (pages.length === 0 || pages.length < shown.length * SHARE || markets.size >= 10) return null;
    return {
      weight: markets.size === 0 ? -6 : -4,
      reason: 'gambling or items of games',
      citations: citeTerms(pages, 'gambling', 'game'),
    };
  },
});

const securities = against({
  id: 'securities',
  weight: -4,
  statement:
    'Bank or broker for shares and currencies: four phrases on 40 % of the pages, few markets of coins, and no title of a venue for coins.',
  read: ({ shown, own, markets }) => {
    const pages = shown.filter((page) => countOf(page, 'securities') >= 4);
    if (pages.length === 0 || pages.length < shown.length * SHARE) return null;
    if (own.some((page) => page.heading.has('venue') || page.tradePaths.size > 0)) return null;
    const limit = mostOf(own, 'securities') >= 7 ? 8 : 3;
    if (markets.size >= limit || own.some((page) => page.marketData !== null)) return null;
    return { reason: 'shares, currencies and banking', citations: citeTerms(pages, 'securities') };
  },
});

const shop = against({
  id: 'shop',
  weight: -5,
  statement:
    'Shop for goods or services, where coins are only what is paid with: four phrases on 40 % of the pages, no order with a desk, under three markets, and little of a venue (under 4 of 7).',
  read: ({ shown, markets, flow, venue }) => {
    const pages = shown.filter((page) => countOf(page, 'goods') >= 4);
    if (pages.length === 0 || pages.length < shown.length * SHARE) return null;
    if (flow >= 2 || markets.size >= FEW_MARKETS || venue >= 4) return null;
    return { reason: 'sells goods or services', citations: citeTerms(pages, 'goods') };
  },
});

const course = against({
  id: 'course',
  weight: -6,
  statement:
    'Course that one enrols in: four phrases on 40 % of the pages, more than of orders, no order with a desk and under ten markets.',
  read: ({ shown, markets, flow }) => {
    const pages = shown.filter(
      (page) => countOf(page, 'enrolment') >= 4 && countOf(page, 'enrolment') > countOf(page, 'orders'),
    );
    if (pages.length === 0 || pages.length < shown.length * SHARE) return null;
    if (flow >= 2 || markets.size >= 10) return null;
    return { reason: 'a course to enrol in', citations: citeTerms(pages, 'enrolment') };
  },
});

const code = against({
  id: 'code',
  weight: -5,
  statement:
    'Documentation for those who write programs: calls, commands or JSON in two blocks of text on the pages together, on 40 % of the pages, and nobody signs up.',
  read: ({ shown, hasOwnSignUp }) => {
    const pages = shown.filter((page) => page.codeBlocks > 0);
    const blocks = pages.reduce((sum, page) => sum + page.codeBlocks, 0);
    if (hasOwnSignUp || blocks < 2 || pages.length < shown.length * SHARE) return null;
    return { reason: 'shows program text', citations: citeTerms(pages, 'business', 'spot', 'crypto') };
  },
});

const FEW_MARKETS = 3;

const NEIGHBOURS: readonly Neighbour[] = [
  {
    id: 'aggregator',
    weight: -4,
    what: 'Prices collected from others',
    term: 'aggregator',
    phrases: 3,
    below: 4,
  },
  { id: 'explorer', weight: -4, what: 'Block explorer', term: 'explorer', phrases: 3, below: 4 },
  { id: 'wallet', weight: -4, what: "Wallet in the user's own hands", term: 'wallet', phrases: 3, below: 4 },
  { id: 'mining', weight: -4, what: 'Mining', term: 'mining', phrases: 3, below: 4 },
  { id: 'payments', weight: -4, what: 'Payment service for shops', term: 'payments', phrases: 3, below: 4 },
  { id: 'tools', weight: -4, what: 'Tool for accounts elsewhere', term: 'tools', phrases: 3, below: 4 },
  {
    id: 'vendor',
    weight: -4,
    what: 'Software or liquidity for venues',
    term: 'business',
    phrases: 4,
    below: 8,
  },
  { id: 'forum', weight: -4, what: 'Board or questions and answers', term: 'forum', phrases: 4, below: 4 },
  { id: 'closed', weight: -4, what: 'A venue that has ended', term: 'closing', phrases: 3, below: 8 },
  { id: 'warnings', weight: -3, what: 'Authority or warnings', term: 'warning', phrases: 4, below: 3 },
  {
    id: 'teaching',
    weight: -3,
    what: 'Lessons, research or vacancies',
    term: 'teaching',
    phrases: 4,
    below: 3,
  },
];

export const rulesAgainst: readonly Rule[] = [
  article,
  affiliate,
  elsewhere,
  refusal,
  play,
  securities,
  shop,
  course,
  code,
  ...NEIGHBOURS.map(neighbour),
];
