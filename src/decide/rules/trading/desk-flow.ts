/**
 * The flow of an order with a desk: merchants and escrow, "I have paid", release and appeal, or what one gives and
 * gets. Each step alone is anybody's word; several of them on one page are the help, the offers or the form of a desk.
 */
import type { PageReading } from '../../reading.js';
import { isCoin } from './currencies.js';
import type { PageSigns } from './page-signs.js';
import type { Term } from './vocabulary/terms.js';

/** Steps that a desk has and next to nobody else. */
const CORE: readonly Term[] = ['paid', 'release', 'escrow', 'record', 'advert', 'give-get', 'quote-sides'];
/** Steps around them, of which shops, banks and reports of trading have some, too. */
const AROUND: readonly Term[] = [
  'dispute',
  'counterparty',
  'order-limit',
  'payer',
  'pay-window',
  'payout',
  'desk-order',
  'rate',
  'network',
  'peer',
];
export const DESK_TERMS: readonly Term[] = [...CORE, ...AROUND];

type Terms = ReadonlyMap<Term, ReadonlySet<string>>;

export interface DeskFlow {
  /** Distinct steps that the page speaks of. */
  readonly steps: number;
  readonly core: number;
}

export function flowOf(terms: Terms): DeskFlow {
  const core = CORE.filter((term) => terms.has(term)).length;
  return { steps: core + AROUND.filter((term) => terms.has(term)).length, core };
}

/** 0 nothing, 1 a few steps, 2 most of an order, 3 all but a few of its steps. */
export type FlowDegree = 0 | 1 | 2 | 3;

export function degreeOf({ steps, core }: DeskFlow): FlowDegree {
  if ((steps >= 7 && core >= 1) || (steps >= 6 && core >= 2)) return 3;
  if ((steps >= 6 && core >= 1) || (steps >= 5 && core >= 2)) return 2;
  return steps >= 4 ? 1 : 0;
}

/** Who writes of others names sources, verdicts, dangers or lessons; a help page has one or the other of them. */
const OTHERS: readonly (readonly [Term, number])[] = [
  ['article', 3],
  ['review', 2],
  ['warning', 3],
  ['teaching', 4],
  ['explorer', 2],
  ['aggregator', 3],
  ['tools', 3],
  ['wallet', 3],
  ['payments', 3],
  ['reported', 2],
];
/** Goods, games and courses have sellers, limits, payouts and disputes of their own; three voices of others are a report. */
const OTHER_TRADES: readonly (readonly [Term, number])[] = [
  ['reported', 3],
  ['goods', 4],
  ['enrolment', 4],
  ['game', 3],
  ['gambling', 3],
];

/** The degree of a page that speaks for its own service; one less for each kind of neighbour that it sounds like. */
export function ownFlow(page: PageSigns): FlowDegree {
  if (page.isArticle || !page.terms.has('crypto')) return 0;
  const has = ([term, least]: readonly [Term, number]) => (page.terms.get(term)?.size ?? 0) >= least;
  if (has(['remittance', 2]) && !page.heading.has('crypto')) return 0;
  if (page.terms.has('refusal') || OTHER_TRADES.some(has) || answersNo(page.page)) return 0;
  const { steps, core } = flowOf(page.terms);
  const offers = showsOffers(page.page) ? 1 : 0;
  // A title that sells coins names the desk as well as "P2P" does.
  const named = page.heading.has('on-ramp') && !page.terms.has('peer') ? 1 : 0;
  const degree = degreeOf({ steps: steps + offers + named, core: core + offers });
  const others = OTHERS.filter(has).length;
  return Math.max(0, degree - others) as FlowDegree;
}

const NO =
  /^(?:no|нет|жоқ|नहीं|जी नहीं|不能|不可以|不支持|不可|不行|否|いいえ|아니요|아니오|아닙니다|ไม่|ไม่ได้|tidak|tak|hindi(?: po)?)(?:[\s.,!。,!।]|$)/;
const QUESTIONS = 10;

/** `Can I buy coins with my card?` `No.` */
function answersNo({ parts }: PageReading): boolean {
  const title = parts.find(({ place }) => place === 'title')?.text ?? '';
  if (!title.includes('?')) return false;
  return parts
    .filter(({ place }) => place === 'text')
    .slice(0, QUESTIONS)
    .some(({ text }) => NO.test(text.slice(0, 20)));
}

const MAX_BLOCKS = 300;
const MAX_BLOCK = 240;
const AMOUNT = '\\d[\\d.,\\u00a0 ]{0,14}';
/** From an amount to a higher one: the limits of an offer, whatever language they stand in. */
const RANGE = new RegExp(`(${AMOUNT})\\s?\\p{Sc}?\\s?[-–—~]\\s?\\p{Sc}?\\s?(${AMOUNT})`, 'u');
const NUMBER = /\d[\d.,]*\d/;

/** Three offers with limits, or two coins each with a buying and a selling price close to it. */
function showsOffers({ parts }: PageReading): boolean {
  let limits = 0;
  let quoted = 0;
  let left = MAX_BLOCKS;
  const texts: string[] = [];
  for (const { place, text } of parts) {
    if (place !== 'text' || left-- <= 0) continue;
    texts.push(text.length > MAX_BLOCK ? '' : text);
  }
  texts.forEach((text, i) => {
    if (isLimits(text)) limits++;
    if (isCoin(text.split('/', 1)[0] as string) && isSpread(texts[i + 1], texts[i + 2])) quoted++;
  });
  return limits >= 3 || quoted >= 2;
}

function isLimits(text: string): boolean {
  const match = RANGE.exec(text);
  if (!match) return false;
  const from = amount(match[1]);
  const to = amount(match[2]);
  // Years, hours and pages are ranges, too.
  return from >= 100 && to >= from * 3 && to >= 5_000;
}

function isSpread(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one.includes('%') || other.includes('%')) return false;
  const [a, b] = [amount(NUMBER.exec(one)?.[0]), amount(NUMBER.exec(other)?.[0])];
  return a > 0 && b > 0 && a !== b && Math.abs(a - b) / Math.max(a, b) < 0.08;
}

const amount = (text: string | undefined): number => Number.parseFloat((text ?? '').replace(/[^\d.]/g, ''));
