/** What speaks for a desk, an exchanger or the application of either, also on an inner page and in any language. */
import { MAX_CITATIONS, type Rule } from '../../finding.js';
import { cite, citeTerms } from './cite.js';
import { quotesCoins } from './desk.js';
import { DESK_TERMS, ownFlow } from './desk-flow.js';
import { rule } from './for.js';
import { helpsCustomers } from './own-pages.js';
import { isOffered } from './platform-signs.js';
import { venueStateOf } from './venue-state.js';
import { PRODUCTS } from './vocabulary/terms.js';

const coinDesk = rule(
  {
    id: 'coin-desk',
    family: 'desk',
    weight: 3,
    statement:
      'A desk that quotes coins against money of states itself: its title or description names buying coins or OTC, the page has a buying and a selling price of such a market, and pages of the service say how one pays or reach it by messenger.',
  },
  ({ own, isCrypto }) => {
    const quoting = isCrypto ? own.filter(quotesCoins) : [];
    const dealt = own.some(
      (page) => page.terms.has('merchant') || page.page.page.document.accounts.length > 0,
    );
    if (quoting.length === 0 || !dealt) return null;
    return {
      reason: 'quotes coins against money, buying and selling, as a desk of its own',
      citations: citeTerms(quoting, 'on-ramp'),
      signal: 'on-ramp',
    };
  },
);

const WEIGHTS = [0, 1, 3, 5] as const;

const deskFlow = rule(
  {
    id: 'desk-flow',
    family: 'desk-flow',
    weight: 5,
    version: 2,
    statement:
      'The steps of an order with a desk of its own on one page: merchants, limits, escrow, "I have paid", release, appeal, or what one gives and gets in which direction and at which rate. Four give 1 point, five or six 3, seven (six where two are of a desk alone) 5; less on pages that sound like reports, reviews, shops or lessons.',
  },
  ({ own, flow, isCrypto }) => {
    if (flow === 0 || !isCrypto) return null;
    const pages = own.filter((page) => ownFlow(page) === flow);
    return {
      weight: WEIGHTS[flow],
      reason: 'tells the steps of an order with its own desk',
      citations: citeTerms(pages, ...DESK_TERMS),
      signal: flow >= 2 ? 'on-ramp' : 'desk-flow',
    };
  },
);

const venueState = rule(
  {
    id: 'venue-state',
    family: 'state',
    weight: 5,
    version: 2,
    statement:
      'The state of an application inside its page, by its keys: a desk with currencies or payment methods, or two products of a venue, beside offers, limits, markets, streams, funds, identity checks. Four kinds give 3 points, six 5.',
  },
  ({ own, isCrypto }) => {
    const pages = isCrypto
      ? own
          .map((page) => ({ page, state: venueStateOf(page.page) }))
          .flatMap(({ page, state }) => (state ? [{ page, state }] : []))
          .sort((a, b) => b.state.kinds.size - a.state.kinds.size)
      : [];
    const [best] = pages;
    if (!best) return null;
    const { kinds } = best.state;
    return {
      weight: kinds.size >= 6 ? 5 : 3,
      reason: `its state has ${[...kinds].sort().join(', ')}`,
      citations: pages.slice(0, MAX_CITATIONS).map(({ page, state: { config } }) => {
        const text = config.slice(0, 160);
        return cite(page, { text, start: 0, end: text.length });
      }),
      signal: kinds.has('desk') ? 'on-ramp' : 'trade-navigation',
    };
  },
);

const ownApp = rule(
  {
    id: 'trading-app',
    family: 'app',
    weight: 1,
    version: 2,
    statement:
      'Its own application to install, on a page that has two products of a venue, or coins bought for money and deposits or withdrawals.',
  },
  ({ own, isCrypto, signUpElsewhere }) => {
    if (!isCrypto || signUpElsewhere) return null;
    const pages = own.filter((page) => {
      if (!page.terms.has('app')) return false;
      const products = PRODUCTS.filter((term) => isOffered(page, term) || page.heading.has(term));
      const moves = page.terms.has('deposit') || page.terms.has('withdraw');
      return products.length >= 2 || (products.includes('on-ramp') && moves);
    });
    return pages.length === 0
      ? null
      : { reason: 'an application of its own to trade with', citations: citeTerms(pages, 'app') };
  },
);

const ownHelp = rule(
  {
    id: 'venue-help',
    family: 'help',
    weight: 3,
    version: 1,
    statement:
      'Its own help, announcements or terms speak of three things of a venue (spot, contracts, margin, markets, buying coins, orders), or of one beside two markets, and of deposits or withdrawals.',
  },
  ({ own, isCrypto }) => {
    const pages = isCrypto ? own.filter(helpsCustomers) : [];
    return pages.length === 0
      ? null
      : {
          reason: 'helps customers who trade here',
          citations: citeTerms(pages, 'deposit', 'withdraw', ...PRODUCTS),
          signal: 'trade-navigation',
        };
  },
);

export const rulesForDesks: readonly Rule[] = [coinDesk, deskFlow, venueState, ownApp, ownHelp];
