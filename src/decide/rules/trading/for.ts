/** What speaks for a trading platform. Each needs several things together, on pages that speak for the service. */
import type { Rule } from '../../finding.js';
import { MAX_CITATIONS } from '../../finding.js';
import { cite, citeTerms, type Found, finding } from './cite.js';
import { quotesCoins } from './desk.js';
import { ownFlow } from './desk-flow.js';
import { feedOf } from './market-feed.js';
import { isAboutOthers, isFeeTable } from './own-pages.js';
import type { PageSigns } from './page-signs.js';
import { countOf, isFullDesk, isOffered, type PlatformSigns, signsOf } from './platform-signs.js';
import { PRODUCTS, type Term } from './vocabulary/terms.js';

type Head = Omit<Rule, 'apply' | 'gate' | 'strong' | 'reads' | 'version'> & { readonly version?: number };

/** @param read what was found in the platform's signs; null for nothing. */
export function rule(head: Head, read: (signs: PlatformSigns) => Found | null): Rule {
  const whole = { version: 4, gate: 'A', strong: false, reads: ['page'], ...head } as const;
  return {
    ...whole,
    apply: (input) => {
      const found = read(signsOf(input));
      return found ? [finding(whole, found)] : [];
    },
  };
}

const FEW_PAIRS = 3;
const MANY_PAIRS = 10;

const pairs = rule(
  {
    id: 'trading-pairs',
    family: 'pairs',
    weight: 3,
    statement: `Markets of coins (BTC/USDT and the like) on pages of the service: ${FEW_PAIRS} distinct ones give 2 points, ${MANY_PAIRS} give 3.`,
  },
  ({ own, markets }) => {
    if (markets.size < FEW_PAIRS) return null;
    const ranked = own
      .filter((page) => page.markets.size > 0)
      .sort((a, b) => b.markets.size - a.markets.size);
    const many = markets.size >= MANY_PAIRS;
    return {
      weight: many ? 3 : 2,
      reason: `${markets.size} markets: ${[...markets].slice(0, 6).join(', ')}`,
      citations: ranked.slice(0, MAX_CITATIONS).map((page) => cite(page, [...page.markets.values()][0])),
      signal: 'pairs',
    };
  },
);

const OFFERS: readonly Term[] = [...PRODUCTS, 'markets'];

const navigation = rule(
  {
    id: 'trade-navigation',
    family: 'trade-navigation',
    weight: 3,
    statement:
      'Menus that lead to trading: links to trading pages of single markets, or three products of a venue (spot, contracts, margin, markets, buying coins) in menus or its title, or two of them as links beside an account or deposit and withdrawal (one and another in a menu where the title names a venue); or the trading screen itself: four phrases of order entry as labels. 2 points; 3 where three products or markets are linked beside accounts.',
  },
  ({ own, isCrypto, hasOwnSignUp, hasAccounts, hasFunds }) => {
    if (!isCrypto) return null;
    const leads = own.filter((page) => leadsToTrading(page, hasOwnSignUp || hasFunds));
    if (leads.length === 0) return null;
    const paths = leads.flatMap((page) => [...page.tradePaths]);
    const kinds = OFFERS.filter((term) => leads.some((page) => isOffered(page, term)));
    return {
      reason:
        kinds.length + paths.length === 0
          ? 'the screen where orders are placed'
          : `menus lead to ${[...kinds, ...(paths.length > 0 ? [`the markets ${paths.slice(0, 3).join(', ')}`] : [])].join(', ')}`,
      weight: hasAccounts && leads.some(linksWidely) ? 3 : 2,
      citations: citeTerms(leads, ...OFFERS, 'orders', 'crypto'),
      signal: 'trade-navigation',
    };
  },
);

const linksWidely = (page: PageSigns): boolean =>
  page.tradePaths.size >= 3 || OFFERS.filter((term) => page.linked.has(term)).length >= 3;

function leadsToTrading(page: PageSigns, hasCustomers: boolean): boolean {
  if (page.tradePaths.size >= 3 || (hasCustomers && page.shortOrders >= 4)) return true;
  const shown = OFFERS.filter((term) => isOffered(page, term) || page.heading.has(term));
  if (shown.length >= 3) return true;
  const linked = OFFERS.filter((term) => page.linked.has(term));
  if (page.tradePaths.size >= 1 && shown.length >= 1) return true;
  const named = linked.length >= 1 && page.heading.has('venue');
  if (hasCustomers && named && shown.length >= 2) return true;
  return hasCustomers && (linked.length >= 2 || (shown.length >= 2 && countOf(page, 'orders') >= 2));
}

const body = rule(
  {
    id: 'trading-text',
    family: 'body',
    weight: 2,
    statement:
      'Text of a venue: three phrases of order books and orders on one page, or two beside two columns of a market table, give 2 points; what it calls itself, or three columns of a market table, give 1.',
  },
  ({ own, isCrypto }) => {
    if (!isCrypto) return null;
    const books = own.filter(
      (page) =>
        countOf(page, 'orders') >= 3 || (countOf(page, 'orders') >= 2 && countOf(page, 'quotes') >= 2),
    );
    if (books.length > 0)
      return { reason: 'order book and order entry', citations: citeTerms(books, 'orders'), weight: 2 };
    const named = own.filter((page) => page.terms.has('venue') || countOf(page, 'quotes') >= 3);
    if (named.length === 0) return null;
    return {
      reason: 'calls itself a venue or shows a market table',
      citations: citeTerms(named, 'venue', 'quotes'),
      weight: 1,
    };
  },
);

const CONTEXT: readonly Term[] = [
  'deposit',
  'withdraw',
  'orders',
  'spot',
  'derivatives',
  'fees',
  'quotes',
  'app',
];

const onRamp = rule(
  {
    id: 'on-ramp',
    family: 'on-ramp',
    weight: 3,
    statement:
      'Buying and selling coins for money (C2C, P2P, OTC, card) as a menu entry or with two words of a desk (merchants, limits, payment methods), beside two other things of a venue or the steps of an order, of which fewer will do where the title sells coins: 2 points. A desk with buying, selling and three words of merchants gives 3.',
  },
  ({ own, isCrypto, hasAccounts }) => {
    if (!isCrypto) return null;
    const desks = own.filter((page) => isDesk(page, hasAccounts));
    if (desks.length === 0) return null;
    return {
      weight: desks.some(isFullDesk) ? 3 : 2,
      reason: 'coins are bought and sold for money here',
      citations: citeTerms(desks, 'on-ramp'),
      signal: 'on-ramp',
    };
  },
);

function isDesk(page: PageSigns, hasAccounts: boolean): boolean {
  if (countOf(page, 'on-ramp') === 0) return false;
  const offered = page.short.has('on-ramp') || page.linked.has('on-ramp') || page.heading.has('on-ramp');
  // Menus of neighbours say "markets" too; the message catalogue of an application has its own menu only.
  const isCatalogue = page.page.page.document.mediaType.endsWith('json');
  const terms = isCatalogue ? [...CONTEXT, 'markets' as const] : CONTEXT;
  const context = terms.filter((term) => page.terms.has(term)).length;
  const merchant = countOf(page, 'merchant');
  if (isFullDesk(page) || (quotesCoins(page) && merchant >= 1)) return true;
  if (hasAccounts && context >= 3) return true;
  // A title that sells coins, above some steps of doing so.
  const named = page.heading.has('on-ramp') && page.heading.has('crypto');
  if (offered && ownFlow(page) >= (named ? 1 : 2)) return true;
  return offered && (merchant >= 2 || context >= 2) && context + merchant >= 2;
}

const account = rule(
  {
    id: 'own-account',
    family: 'account',
    weight: 3,
    statement:
      'Sign-up within the platform itself, with deposit and withdrawal, order entry or a desk, where coins are spoken of: 2 points, or 3 where deposit and withdrawal are menu entries or buttons; sign-up beside two products in menus gives 1.',
  },
  ({ own, hasAccounts, hasOwnSignUp, showsFunds, isCrypto }) => {
    const menus = own.some((page) => OFFERS.filter((term) => page.linked.has(term)).length >= 2);
    if (!isCrypto || !(hasAccounts || (hasOwnSignUp && menus))) return null;
    return {
      weight: hasAccounts ? (showsFunds ? 3 : 2) : 1,
      reason: 'accounts of its own',
      citations: citeTerms(own, 'withdraw', 'deposit', 'sign-up', 'log-in'),
    };
  },
);

const marketData = rule(
  {
    id: 'market-data',
    family: 'market-data',
    weight: 3,
    statement:
      'Market data of its own: a JSON answer with an order book, trades, candles or tickers gives 3 points, one with markets, a streaming host of its own, or endpoints for order books and candles give 2.',
  },
  ({ pages, own, isCrypto }) => {
    const bodies = pages.filter((page) => page.marketData !== null);
    const data = bodies.filter((page) => page.marketData !== 'symbols');
    if (bodies.length > 0)
      return {
        weight: data.length > 0 ? 3 : 2,
        reason: `answers of its interface are ${[...new Set(bodies.map((page) => page.marketData))].join(', ')}`,
        citations: (data.length > 0 ? data : bodies)
          .slice(0, MAX_CITATIONS)
          .map((page) => cite(page, bodyStart(page))),
        signal: 'market-data',
      };
    const feeds = isCrypto ? own.filter(feedOf) : [];
    if (feeds.length === 0) return null;
    return {
      weight: 2,
      reason: `market data comes from ${feedOf(feeds[0] as PageSigns)}`,
      citations: feeds.slice(0, MAX_CITATIONS).map((page) => cite(page, wordsOf(feedOf(page) ?? ''))),
      signal: 'market-data',
    };
  },
);

const wordsOf = (text: string) => ({ text, start: 0, end: text.length });
const bodyStart = (page: PageSigns) => wordsOf((page.page.page.document.configs[0] ?? '').slice(0, 160));

const title = rule(
  {
    id: 'venue-title',
    family: 'title',
    weight: 1,
    statement:
      'Title or description call it an exchange or trading platform, or sell coins above a menu of a venue, and not one about exchanges.',
  },
  ({ own, isCrypto }) => {
    if (!isCrypto) return null;
    const named = own.filter(
      (page) =>
        (page.heading.has('venue') ||
          (page.heading.has('spot') && page.heading.has('crypto')) ||
          sellsCoins(page)) &&
        !isAboutOthers(page),
    );
    return named.length === 0
      ? null
      : {
          reason: 'title or description of a venue',
          citations: citeTerms(named, 'venue', 'spot', 'on-ramp'),
        };
  },
);

/** `Buy USDT with …`, above a menu of a venue. */
const sellsCoins = (page: PageSigns): boolean =>
  page.heading.has('on-ramp') &&
  page.heading.has('crypto') &&
  OFFERS.filter((term) => page.linked.has(term)).length >= 2;

const fees = rule(
  {
    id: 'trading-fees',
    family: 'fees',
    weight: 2,
    statement:
      'Fees for trading (maker, taker, rates) that the service takes itself: two phrases on one page. Three on a page whose title is about fees, with withdrawals of coins, are its fee table: 2 points.',
  },
  ({ own, isCrypto }) => {
    const priced = isCrypto ? own.filter((page) => countOf(page, 'fees') >= 2) : [];
    if (priced.length === 0) return null;
    const tables = priced.filter(isFeeTable);
    return {
      reason: tables.length > 0 ? 'its table of fees for trading and withdrawals' : 'fees for trading',
      citations: citeTerms(tables.length > 0 ? tables : priced, 'fees'),
      ...(tables.length > 0 ? { signal: 'trade-navigation' } : { weight: 1 }),
    };
  },
);

/** Rules that look for signs of a venue; those of its desk stand in `for-desk.ts`. */
export const rulesFor: readonly Rule[] = [pairs, navigation, body, onRamp, account, marketData, title, fees];
