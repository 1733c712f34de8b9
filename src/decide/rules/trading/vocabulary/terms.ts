/** What phrases of trading pages, and of their neighbours, stand for. */
export const TERMS = [
  /** Coins and crypto at all: without them a market is one of shares, skins or apples. */
  'crypto',
  /** Products of a trading venue, as its menus name them. */
  'spot',
  'derivatives',
  'margin',
  'markets',
  /** Order books, orders, positions: what only somebody sees who trades here. */
  'orders',
  /** Columns of a market table. */
  'quotes',
  /** Buying coins with money: C2C, P2P, OTC, card purchase. */
  'on-ramp',
  /** Merchants, advertisements and payment methods of a C2C desk. */
  'merchant',
  /** Steps of an order with a desk: what its own users read, and few others. See `desk-flow.ts`. */
  'peer',
  'paid',
  'release',
  'dispute',
  'counterparty',
  'record',
  'order-limit',
  'escrow',
  'advert',
  'payer',
  'pay-window',
  'payout',
  'give-get',
  'quote-sides',
  'rate',
  'desk-order',
  'network',
  /** Its own application to install. */
  'app',
  'sign-up',
  'log-in',
  'deposit',
  'withdraw',
  'fees',
  /** What a venue calls itself. */
  'venue',
  /** Against: what neighbours of trading venues say of themselves. */
  'article',
  'review',
  'aggregator',
  'explorer',
  'wallet',
  'refusal',
  'gambling',
  'game',
  'securities',
  'mining',
  'payments',
  'tools',
  'warning',
  'teaching',
  /** Goods and services of a shop, and courses that one enrols in: coins are only what is paid with or spoken of. */
  'goods',
  'enrolment',
  /** Reporters, lawyers, authorities and payment services, who speak of orders with a desk of others. */
  'reported',
  /** Money sent to people or changed into other money. */
  'remittance',
  /** Boards, questions and answers, channels: what is told there happened with somebody else. */
  'forum',
  /** Sold to those who run venues: software, liquidity, interfaces. */
  'business',
  /** A venue that has ended and pays out. */
  'closing',
  /** Coins given away for tasks. */
  'giveaway',
  /** Trading with somebody else's money or by somebody else's signals. */
  'funded-account',
  /** Protocols without accounts, and collections on chains. */
  'defi',
  /** Work offered and sought. */
  'hiring',
  /** Services paid by the month, cards, lines and accounts sold. */
  'plans',
] as const;
export type Term = (typeof TERMS)[number];

/** What a venue offers, beside its list of markets. */
export const PRODUCTS: readonly Term[] = ['spot', 'derivatives', 'margin', 'on-ramp'];

/** Phrases of one language, separated by `|`. See `Phrase.text` for how words are matched. */
export type Vocabulary = Readonly<Partial<Record<Term, string>>>;
