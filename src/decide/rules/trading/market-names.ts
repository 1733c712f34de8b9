/** Names of markets in text: `BTC/USDT`, `btc-usdt`, `BTCUSDT`, and tables that part them by a line. */
import { type Folded, SEPARATOR } from '../../text/folding.js';
import { isCoin, isFiat, isMarket, isQuote } from './currencies.js';

export interface MarketName {
  /** Upper case. */
  readonly base: string;
  readonly quote: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

const MARKET = /(?<=(?<![a-z0-9/])([a-z0-9]{2,10}) ?)[/_\-|] ?([a-z]{3,5})(?![a-z0-9/])/y;
const SPLIT_MARKET = /(?<=(?<![^\n])([a-z0-9]{2,10}))\n[/_-] ?([a-z]{3,5})(?![a-z0-9])/y;
const GLUED_MARKET = /(?<=(?<![a-z0-9])([a-z0-9]{2,6}))(usdt|usdc|busd|fdusd|usd|jpy|krw|perp)(?![a-z0-9])/y;
/** What each of its quotes has in it. */
const GLUED_QUOTES = ['usd', 'jpy', 'krw', 'perp'] as const;
/** Each with what its second half begins with: separators and quotes are rare, and letters are everywhere. */
const MARKET_FORMS = [
  { pattern: MARKET, anchor: /[/_\-|] ?[a-z]{3}/g },
  { pattern: SPLIT_MARKET, anchor: /\n[/_-]/g },
  { pattern: GLUED_MARKET, anchor: /usd|busd|fdusd|jpy|krw|perp/g },
] as const;

/** @param text folded. What looks like a market; whether its sides are coins or money is for the caller to ask. */
export function* marketsIn(text: string): Generator<MarketName> {
  for (const { pattern, anchor } of MARKET_FORMS) {
    let free = 0;
    for (let hit = find(anchor, text, 0); hit; hit = find(anchor, text, hit.index + 1)) {
      const match = find(pattern, text, hit.index);
      if (!match) continue;
      const base = match[1] as string;
      const start = text.lastIndexOf(base, hit.index - base.length);
      // Of `btc-usdt-eth` the first two are a market; the quote is not the base of another one.
      if (start < free) continue;
      const end = hit.index + match[0].length;
      free = end;
      if (pattern === GLUED_MARKET && !isCoin(base)) continue;
      yield { base: base.toUpperCase(), quote: (match[2] as string).toUpperCase(), start, end };
    }
  }
}

function find(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

/** Whether a text may have a market whose sides nothing separates. */
const namesQuote = (folded: string): boolean => GLUED_QUOTES.some((code) => folded.includes(code));
const GOES_ON = /^[/_-]/;

/** The texts that may have markets, in lines: lists and tables part `BTC` from `/USDT` by a block. */
export function marketLines(parts: readonly Folded[]): string {
  const lines: string[] = [];
  let taken = -1;
  for (const [part, { text, traits }] of parts.entries()) {
    if ((traits & SEPARATOR) === 0 && !namesQuote(text)) continue;
    if (part > 0 && taken < part - 1 && GOES_ON.test(text)) lines.push((parts[part - 1] as Folded).text);
    lines.push(text);
    taken = part;
  }
  return lines.join('\n');
}

/** Whether two sides that were found in text are a market. @param one lower case */
export function isLikelyMarket(one: string, other: string): boolean {
  if (!isMarket(one, other)) return false;
  // `and/eth`, `24/usd`: one side must be a coin that is known, or the quote one that is no word.
  if (!/[a-z]/.test(one)) return false;
  if (!isCoin(one) && !isCoin(other)) return false;
  if (isFiat(one) && !isCoin(other)) return false;
  return isQuote(other) || isCoin(one);
}
