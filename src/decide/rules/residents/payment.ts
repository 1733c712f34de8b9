/** What residents pay with: rails and home currencies, where they pay for coins. */
import { monthsBefore, onOrAfter } from '../../../model/dates.js';
import type { Profile } from '../../../model/registry/jurisdiction.js';
import type { Dossier } from '../../documents.js';
import type { Rule, RuleInput } from '../../finding.js';
import type { PageReading } from '../../reading.js';
import { cite, excerptAround, finding, type Reading } from '../cite.js';
import { ownFlow } from '../trading/desk-flow.js';
import { readsLikeVenue } from '../trading/index.js';
import { helpsCustomers, isFeeTable } from '../trading/own-pages.js';
import { signsOf } from '../trading/platform-signs.js';
import { venueStateOf } from '../trading/venue-state.js';
import { type Mark, type PageScan, scanPlatform } from './scan.js';
import { COINS, type WordKind } from './words.js';

const around = (distance: number) => ({ before: distance, after: distance });
const TRADING = around(300);
const PAYING = around(40);
const BESIDE = around(80);
const CONFIGURED = around(200);
const HOME_MONEY: readonly WordKind[] = ['rail', 'code', 'pairCode', 'currencyTerm'];

export const railRule: Rule = {
  id: 'residents-rail',
  version: 4,
  gate: 'C',
  family: 'rail',
  strong: true,
  weight: 4,
  reads: ['page'],
  statement:
    'A payment rail of the profile stands where coins are bought, sold or paid for: in text, configuration or the names of pictures; anywhere on a page that tells the steps of an order with a desk of its own, in its fee table, and in its own help on deposits; on any page of who clearly reads like a venue.',
  apply: (input) => {
    const ids = new Set<string>();
    const desks = deskPages(input);
    const owns = ownPages(input);
    const readings = overPages(input, (page) =>
      [...page.of('rail'), ...page.of('sharedRail').filter((mark) => isOfHome(page, mark))].filter((mark) => {
        const paid =
          paysForCoins(page, mark, desks.has(page.page)) || (owns.has(page.page) && isOwnRail(page, mark));
        if (paid) ids.add(mark.id ?? '');
        return paid;
      }),
    );
    return finding(railRule, 'rail', `takes payment by ${[...ids].sort().join(', ')}`, readings);
  },
};

export const currencyRule: Rule = {
  id: 'residents-currency',
  version: 4,
  gate: 'C',
  family: 'currency',
  strong: true,
  weight: 3,
  reads: ['page', 'registry'],
  statement:
    'A market quotes a home currency, or it is among the currencies for which coins are sold, or amounts in it stand on a page that tells the steps of an order with a desk, in its fee table, or in its own help on deposits; not where prices are only shown in it.',
  apply: (input) => {
    const desks = deskPages(input);
    const readings = overPages(input, (page) =>
      page
        .of('code', 'pairCode', 'currencyTerm')
        .filter(
          (mark) =>
            isTradedCurrency(page, mark, desks.has(page.page)) &&
            !page.isReported(mark) &&
            !page.isDenied(mark),
        ),
    );
    const { currencies } = input.profile;
    return finding(currencyRule, 'currency', `trades against ${currencies.join(', ')}`, [
      ...readings,
      ...statedMarkets(input.dossier, input.profile),
    ]);
  },
};

/** A word of many countries means the home's beside its money, or where the sentence names who is served. */
const isOfHome = (page: PageScan, mark: Mark): boolean =>
  page.near(mark, HOME_MONEY, BESIDE) !== undefined ||
  (page.inSentence(mark, ['name', 'people']).length > 0 &&
    page.inSentence(mark, ['excludes', 'excluded']).length === 0);

function overPages({ reading, profile }: RuleInput, pick: (page: PageScan) => readonly Mark[]): Reading[] {
  return scanPlatform(reading, profile).flatMap((page) => pick(page).map((mark) => citeMark(page, mark)));
}

/** Pages of the platform's own desk, in words or in the state of its application: what is paid there is paid for coins. */
const deskPages = (input: RuleInput): ReadonlySet<PageReading> =>
  new Set(
    signsOf(input)
      .own.filter(
        (page) =>
          ownFlow(page) >= 2 ||
          helpsCustomers(page) ||
          isFeeTable(page) ||
          (venueStateOf(page.page)?.kinds.has('desk') ?? false),
      )
      .map(({ page }) => page),
  );

/** The clearest are those in the page's own text near words of trading. */
export function citeMark(page: PageScan, mark: Mark): Reading {
  const { text, place } = page.partOf(mark);
  const nearness = page.near(mark, ['trade'], BESIDE) ? 2 : 0;
  return cite(
    page.page.page,
    page.page.page.document.finalUrl,
    excerptAround(text, mark.start, mark.end),
    nearness + (place === 'text' ? 1 : 0),
  );
}

/** Of who is clearly a venue all pages but articles speak of its own payments, also where they name no coin. */
const ownPages = (input: RuleInput): ReadonlySet<PageReading> =>
  new Set(readsLikeVenue(input) ? signsOf(input).own.map(({ page }) => page) : []);

const isOwnRail = (page: PageScan, mark: Mark): boolean =>
  page.partOf(mark).place === 'text' && !page.isReported(mark) && !page.isDenied(mark);

function paysForCoins(page: PageScan, mark: Mark, isDesk: boolean): boolean {
  if (page.isReported(mark) || page.isDenied(mark)) return false;
  switch (page.partOf(mark).place) {
    case 'config':
      // Keys such as `otcPayments` say what a list is for; the document need not name a coin.
      return (
        isDesk ||
        page.near(mark, ['trade', 'fiat'], CONFIGURED) !== undefined ||
        (page.has('coins') && page.near(mark, ['money'], CONFIGURED) !== undefined)
      );
    case 'image':
      return page.has('coins') && page.has('trade', 'money');
    default:
      return (
        page.has('coins') &&
        (isDesk ||
          page.near(mark, ['trade'], TRADING) !== undefined ||
          page.near(mark, ['money'], PAYING) !== undefined)
      );
  }
}

function isTradedCurrency(page: PageScan, mark: Mark, isDesk: boolean): boolean {
  const { text, place } = page.partOf(mark);
  if (place === 'image') return false;
  if (mark.kind === 'pairCode' || isPair(text, mark.start, mark.end)) return true;
  if (isDesk && (isAmount(text, mark) ? page.has('coins') : page.near(mark, ['coins'], BESIDE))) return true;
  if (page.near(mark, ['display'], BESIDE)) return false;
  const isListed = page.near(mark, ['fiat'], { before: 80, after: 12 }) !== undefined;
  if (isListed) return place === 'config' || page.has('coins');
  if (place === 'config') return false;
  const isPaid =
    page.near(mark, ['coins'], BESIDE) !== undefined &&
    page.near(mark, ['trade', 'money'], PAYING) !== undefined;
  // A code of three letters means other things, too: it is an amount's, or of one sentence with the coin.
  return (
    isPaid && (mark.kind !== 'code' || isAmount(text, mark) || page.inSentence(mark, ['coins']).length > 0)
  );
}

const isAmount = (text: string, { start, end }: Mark): boolean =>
  /\d\s?$/.test(text.slice(Math.max(0, start - 2), start)) || /^\s?\d/.test(text.slice(end, end + 2));

const BEFORE = /([a-z0-9]{2,8})\s?[/\-_:|]\s?$/;
const AFTER = /^\s?[/\-_:|]\s?([a-z0-9]{2,8})(?![a-z0-9])/;

/** `usdt/cny`, `btc-cny`, `cny_usdt`: with a coin on the other side, since foreign exchange writes pairs, too. */
export function isPair(text: string, start: number, end: number): boolean {
  const before = BEFORE.exec(text.slice(Math.max(0, start - 11), start))?.[1];
  if (before !== undefined && COINS.has(before)) return true;
  const after = AFTER.exec(text.slice(end, end + 12))?.[1];
  return after !== undefined && COINS.has(after);
}

/** Markets that the registry knows of, unless long before the facts were last looked at. */
function statedMarkets({ platform, registry }: Dossier, profile: Profile): Reading[] {
  const since = monthsBefore(registry.lastSeen.slice(0, 10), profile.siteWindowMonths);
  return registry.document.evidence.flatMap((fact) => {
    if (fact.kind !== 'fiat-market' || !profile.currencies.includes(fact.currency)) return [];
    if (fact.date !== undefined && !onOrAfter(fact.date, since)) return [];
    const excerpt = `a market quotes ${fact.currency} (${[fact.date ?? 'undated', ...fact.rails].join(', ')})`;
    return [cite(registry, platform, excerpt, 0)];
  });
}
