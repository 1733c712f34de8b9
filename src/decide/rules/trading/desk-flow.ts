/**
 * The flow of an order with a desk: merchants and escrow, "I have paid", release and appeal, or what one gives and
 * gets. Each step alone is anybody's word; several of them on one page are the help, the offers or the form of a desk.
 */
import type { PageReading } from '../../reading.js';
import { ARROW, DIGIT, EQUATION, QUOTE } from '../../text/folding.js';
import { isCoin } from './currencies.js';
import type { PageSigns } from './page-signs.js';
import { PRODUCTS, type Term } from './vocabulary/terms.js';

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
  ['wallet', 2],
  ['payments', 3],
  ['goods', 3],
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

export const soundsLikeOthers = (page: PageSigns): boolean =>
  [...OTHERS, ...OTHER_TRADES].some(([term, least]) => (page.terms.get(term)?.size ?? 0) >= least);

/** The degree of a page that speaks for its own service; one less for each kind of neighbour that it sounds like. */
export function ownFlow(page: PageSigns): FlowDegree {
  return page.page.memo.once(DEGREE, () => readFlow(page));
}

const DEGREE = {};

function readFlow(page: PageSigns): FlowDegree {
  if (page.isArticle || !page.terms.has('crypto')) return 0;
  const has = ([term, least]: readonly [Term, number]) => (page.terms.get(term)?.size ?? 0) >= least;
  if (has(['remittance', 2]) && !page.heading.has('crypto')) return 0;
  if (
    page.terms.has('refusal') ||
    OTHER_TRADES.some(has) ||
    answersNo(page.page) ||
    isTalk(page.page) ||
    !dealsInCoins(page)
  )
    return 0;
  const { steps, core } = flowOf(page.terms);
  const offers =
    (showsOffers(page.page) ? 1 : 0) +
    (namesButton(page.page) ? 1 : 0) +
    (!page.terms.has('give-get') && showsDirections(page.page) ? 1 : 0) +
    // What a coin costs here, on a page whose title sells it.
    (page.hasRate && !page.terms.has('rate') && page.heading.has('on-ramp') ? 1 : 0);
  // A title that sells coins names the desk as well as "P2P" does.
  const named = page.heading.has('on-ramp') && !page.terms.has('peer') ? 1 : 0;
  const help = page.isHelp ? 1 : 0;
  const degree = degreeOf({ steps: steps + offers + named + help, core: core + offers });
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

const LISTED_BEFORE = /[,、،·]\s?$/;
const LISTED_AFTER = /^\s?(?:\([^)]{0,20}\)\s?)?[,、،·]/;

/** Shops name coins in the list of what they take (`card, QR, USDT`); a desk speaks of them by themselves. */
function dealsInCoins(page: PageSigns): boolean {
  if (page.heading.has('crypto') || page.markets.size > 0) return true;
  if (PRODUCTS.filter((term) => page.short.has(term) || page.linked.has(term)).length >= 2) return true;
  const names = [...(page.terms.get('crypto') ?? [])].slice(0, 10).map((name) => name.replace('*', ''));
  let left = MAX_BLOCKS;
  return page.page.parts.some(({ place, text }) => {
    if (place === 'config') return names.some((name) => text.includes(name));
    if (place !== 'text' || left-- <= 0) return false;
    return names.some((name) => {
      const at = text.indexOf(name);
      return (
        at >= 0 &&
        !LISTED_BEFORE.test(text.slice(Math.max(0, at - 2), at)) &&
        !LISTED_AFTER.test(text.slice(at + name.length, at + name.length + 26))
      );
    });
  });
}

const FORUM_PATH = /\/(?:t|threads?|topics?|forums?|viewtopic|questions?|discussions?)\//;
const SPEAKER = /^([\p{L}\d_.-]{3,20}) ?[::] /u;

/** Several people talk: what they tell happened with somebody else. */
function isTalk({ parts, path }: PageReading): boolean {
  if (FORUM_PATH.test(path.slice(0, 200))) return true;
  const speakers: string[] = [];
  for (const { text, traits } of blocksOf(parts)) {
    const speaker = (traits & EQUATION) === 0 ? null : SPEAKER.exec(text.slice(0, 40));
    if (speaker) speakers.push(speaker[1] as string);
  }
  return speakers.length >= 4 && new Set(speakers).size >= 2 && new Set(speakers).size < speakers.length;
}

/** Of paying, in the languages of the vocabularies: stems, which buttons bend in many ways. */
const PAYING =
  'paid|payment|transferred|received|收到|受け取り|받았|ได้รับเงิน|получил|付款|转账|打款|收款|汇款|轉帳|匯款|支払|振込|送金|송금|입금|이체|결제|โอน|ชำระ|จ่าย|оплат|перев[её]л|отправ|төле|аудар|भुगतान|पैसे|पेमेंट|bayar|transfer|bayad|naipadala';
/** A button as help pages write it: few words in quotes or brackets. */
const BUTTON = new RegExp(
  `["“”«„‘'「『【\\[(][^"“”«»„’'」』】\\])]{0,14}(?:${PAYING})[^"“”«»„’'」』】\\])]{0,14}["“”»’'」』】\\])]`,
);

const namesButton = ({ parts }: PageReading): boolean =>
  blocksOf(parts).some(({ text, traits }) => (traits & QUOTE) !== 0 && BUTTON.test(text.slice(0, 1_000)));

const MAX_BLOCKS = 300;

/** Text comes after the title and description, in one piece. */
function blocksOf(parts: PageReading['parts']): PageReading['parts'] {
  const first = parts.findIndex(({ place }) => place === 'text');
  if (first < 0) return [];
  const end = parts.findIndex(({ place }, part) => part > first && place !== 'text');
  return parts.slice(first, Math.min(end < 0 ? parts.length : end, first + MAX_BLOCKS));
}

const MAX_BLOCK = 240;
const AMOUNT = '\\d[\\d.,\\u00a0 ]{0,14}';
/** From an amount to a higher one: the limits of an offer, whatever language they stand in. */
const RANGE = new RegExp(
  `(${AMOUNT}[kmкм万萬만]?)\\s?\\p{Sc}?\\s?[-–—~]\\s?\\p{Sc}?\\s?(${AMOUNT}[kmкм万萬만]?)`,
  'u',
);
/** `1.2m`, `50万`. */
const TIMES: Readonly<Record<string, number>> = {
  k: 1e3,
  к: 1e3,
  m: 1e6,
  м: 1e6,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
};
const NUMBER = /\d[\d.,]*\d/;

const DIRECTION =
  /(?<![a-z])(?:usdt|usdc|btc|eth|trx|ton)(?:\s?\([^)]{0,24}\)|\s\S{1,12})?\s?[→⇄⇆↔➜➔⟶]|[→⇄⇆↔➜➔⟶]\s?(?:usdt|usdc|btc|eth|trx|ton)(?![a-z])/;

/** `USDT → cash`, `cash → USDT`: two directions in rows of their own. */
function showsDirections({ parts }: PageReading): boolean {
  let directions = 0;
  for (const { text, traits } of blocksOf(parts))
    if ((traits & ARROW) !== 0 && text.length <= MAX_DIRECTION && DIRECTION.test(text)) directions++;
  return directions >= 2;
}
const MAX_DIRECTION = 60;

/** Three offers with limits, or two coins each with a buying and a selling price close to it. */
function showsOffers({ parts }: PageReading): boolean {
  let limits = 0;
  let quoted = 0;
  const blocks = blocksOf(parts);
  const numbersIn = (i: number): string | undefined => {
    const block = blocks[i];
    return block && block.text.length <= MAX_BLOCK && (block.traits & DIGIT) !== 0 ? block.text : undefined;
  };
  for (const [i, { text }] of blocks.entries()) {
    const numbers = numbersIn(i);
    if (numbers !== undefined && isLimits(numbers)) limits++;
    if (startsWithCoin(text) && isSpread(numbersIn(i + 1), numbersIn(i + 2))) quoted++;
  }
  return limits >= 3 || quoted >= 2;
}

/** `BTC` alone or the first side of a market: nothing else stands before a slash. */
function startsWithCoin(text: string): boolean {
  const slash = text.indexOf('/');
  const end = slash < 0 ? text.length : slash;
  return end <= LONGEST_COIN && isCoin(text.slice(0, end));
}
const LONGEST_COIN = 8;

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

const amount = (text: string | undefined): number =>
  Number.parseFloat((text ?? '').replace(/[^\d.]/g, '')) * (TIMES[text?.at(-1) ?? ''] ?? 1);
