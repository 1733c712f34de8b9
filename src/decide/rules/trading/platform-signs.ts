/** The signs of all pages of one platform together. Made once for all rules of the gate. */

import type { Host } from '../../../model/names/host.js';
import { siteOf } from '../../../model/names/host.js';
import type { Profile } from '../../../model/registry/jurisdiction.js';
import type { RuleInput } from '../../finding.js';
import type { PlatformReading } from '../../reading.js';
import { type FlowDegree, ownFlow } from './desk-flow.js';
import { type PageSigns, readPageSigns } from './page-signs.js';
import type { Term } from './vocabulary/terms.js';

export interface PlatformSigns {
  readonly pages: readonly PageSigns[];
  /** Pages that speak for the service itself. */
  readonly own: readonly PageSigns[];
  /** Pages of text, for shares; JSON answers say nothing of what kind of service it is. */
  readonly shown: readonly PageSigns[];
  readonly markets: ReadonlySet<string>;
  /** Sign-up within the platform, and money or coins going in and out, orders being placed, or a desk. */
  readonly hasAccounts: boolean;
  /** Deposit and withdrawal as menu entries, buttons or links, not only in sentences. */
  readonly showsFunds: boolean;
  readonly hasOwnSignUp: boolean;
  /** Deposit and withdrawal are spoken of, in whatever place. */
  readonly hasFunds: boolean;
  readonly signUpElsewhere: boolean;
  /** Whether coins are spoken of at all; without them markets are those of something else. */
  readonly isCrypto: boolean;
  /** How much of an order with a desk the page that says most speaks of. */
  readonly flow: FlowDegree;
  /** 0 to 7 and more: how much of it only a venue has. */
  readonly venue: number;
}

const SIGNS = {};

export const signsOf = ({ reading, profile }: Pick<RuleInput, 'reading' | 'profile'>): PlatformSigns =>
  reading.memo.once(SIGNS, () => readSigns(reading, profile));

export const countOf = (page: PageSigns, term: Term): number => page.terms.get(term)?.size ?? 0;

/** The most distinct phrases of a term that one of the pages has. */
export const mostOf = (pages: readonly PageSigns[], term: Term): number =>
  pages.reduce((most, page) => Math.max(most, countOf(page, term)), 0);

function readSigns(reading: PlatformReading, profile: Profile): PlatformSigns {
  const isOwn = ownHosts(reading.content.map((page) => page.host));
  const pages = reading.content.map((page) => readPageSigns(page, profile, isOwn));
  const shown = pages.filter(({ page }) => !page.isShell && page.page.document.text.length > 0);
  const own = pages.filter((page) => !page.isArticle);
  const hasOwnSignUp = own.some(hasSignUp);
  const hasFunds =
    own.some((page) => page.terms.has('deposit')) && own.some((page) => page.terms.has('withdraw'));
  const trades = own.some((page) => page.shortOrders >= 3);
  const shows = (term: Term) => own.some((page) => isOffered(page, term));
  const showsFunds = (shows('deposit') && shows('withdraw')) || (hasFunds && trades);
  const signUpElsewhere = !hasOwnSignUp && shown.some((page) => page.signUpSites.size > 0);
  const hasAccounts = hasOwnSignUp && (hasFunds || trades || own.some(isFullDesk));
  const markets = new Set(own.flatMap((page) => [...page.markets.keys()]));
  const isCrypto = markets.size > 0 || own.some(speaksOfCoins);
  const some = (test: (page: PageSigns) => boolean) => (own.some(test) ? 1 : 0);
  const flow = own.reduce<FlowDegree>((most, page) => Math.max(most, ownFlow(page)) as FlowDegree, 0);
  const venue =
    (hasAccounts ? 2 : 0) +
    Math.max(0, flow - 1) +
    some((page) => countOf(page, 'orders') >= 3) +
    some((page) => page.tradePaths.size > 0) +
    some((page) => page.marketData === 'depth' || page.marketData === 'trades') +
    some((page) => page.heading.has('venue')) +
    some((page) => countOf(page, 'on-ramp') >= 1 && countOf(page, 'merchant') >= 3);
  return {
    pages,
    own,
    shown,
    markets,
    hasAccounts,
    showsFunds,
    hasOwnSignUp,
    hasFunds,
    signUpElsewhere,
    isCrypto,
    flow,
    venue,
  };
}

/** Coins bought and sold by merchants, or at a rate of the house. */
export function isFullDesk(page: PageSigns): boolean {
  const merchant = countOf(page, 'merchant');
  return countOf(page, 'on-ramp') >= 2 && (merchant >= 3 || (merchant >= 2 && page.hasRate));
}

function speaksOfCoins(page: PageSigns): boolean {
  const coins = countOf(page, 'crypto');
  return (
    coins >= 2 ||
    page.marketData !== null ||
    (coins >= 1 && ownFlow(page) >= 1) ||
    (coins >= 1 && (page.heading.has('crypto') || page.terms.has('on-ramp'))) ||
    (isOffered(page, 'on-ramp') &&
      isOffered(page, 'markets') &&
      (isOffered(page, 'spot') || isOffered(page, 'derivatives')))
  );
}

/** In menus, buttons or heads of tables. */
export const isOffered = (page: PageSigns, term: Term): boolean =>
  page.short.has(term) || page.linked.has(term);

/** A link, a form, or a button that is no link to somebody else. */
function hasSignUp(page: PageSigns): boolean {
  if (page.hasOwnLogin || page.linked.has('sign-up')) return true;
  if (page.linked.has('log-in') && page.signUpSites.size === 0) return true;
  return page.signUpSites.size === 0 && page.short.has('sign-up');
}

/** Hosts of the platform: those of its pages, theirs below them, and those of the same name elsewhere. */
function ownHosts(hosts: readonly string[]): (host: string) => boolean {
  const sites = [...new Set(hosts.map((host) => siteOf(host as Host) as string))];
  const names = new Set(sites.map(firstLabel).filter((label) => label.length >= 4));
  const known = new Map<string, boolean>();
  return (host) => {
    const seen = known.get(host);
    if (seen !== undefined) return seen;
    const own =
      sites.some((site) => host === site || host.endsWith(`.${site}`)) ||
      host.split('.', 6).some((label) => names.has(label));
    known.set(host, own);
    return own;
  };
}

const firstLabel = (site: string): string => site.slice(0, site.indexOf('.'));
