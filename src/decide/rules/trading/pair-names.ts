/** Names of markets, as APIs spell them. */
import { COINS, FIAT, isCoin, isFiat, isMarket, QUOTE_COINS } from './currencies.js';

const PART = /[/_\-:.|@ ]+/;
/** Contracts of derivatives: perpetual, by month, by day. */
const CONTRACT =
  /^([a-z]{3,5}?)(?:usdt?)?(?:perp|swap|p|m|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|[fghjkmnquvxz]\d\d|\d{6})$/;
/** Quotes that no word of a language ends with: before them any base will do. */
const SAFE = new Set([
  'usdt',
  'usdc',
  'busd',
  'tusd',
  'btc',
  'xbt',
  'krw',
  'jpy',
  'cny',
  'thb',
  'idr',
  'inr',
  'trx',
  'eos',
]);
const BY_LENGTH = [5, 4, 3].map((length) => ({
  length,
  codes: new Set(
    [...QUOTE_COINS, ...FIAT].map((code) => code.toLowerCase()).filter((code) => code.length === length),
  ),
}));
const UPPER_COINS = new Set<string>([...COINS, ...QUOTE_COINS]);

/** `BTC_USDT`, `eth-btc`, `KRW-BTC`, `ltcbtc`, `tETHUSD`, `pi_xbtusd`, `XBTZ19`. Money against money is none. */
export function isPairName(raw: string): boolean {
  if (raw.length < 5 || raw.length > 32) return false;
  const parts = raw.split(PART, 5);
  if (parts.length === 1) return isGlued(raw);
  if (parts.length > 4) return false;
  return isSeparatedPair(raw) || parts.some((part) => part.length > 4 && isGlued(part));
}

/** A market whose two codes stand apart. */
export function isSeparatedPair(raw: string): boolean {
  // A dot is that of a file name (`btc.png`), a slash in front that of a path.
  if (raw.length < 5 || raw.length > 32 || raw.includes('.') || raw.startsWith('/')) return false;
  const parts = raw.split(PART, 5);
  if (parts.length < 2 || parts.length > 4) return false;
  for (let i = 0; i + 1 < parts.length; i++) {
    const one = bare(parts[i] as string);
    const other = bare(parts[i + 1] as string);
    if (!/^[a-z0-9]{2,10}$/i.test(one) || !/^[a-z0-9]{2,10}$/i.test(other)) continue;
    const lower = other.toLowerCase();
    if (isMarket(one.toLowerCase(), lower)) return true;
    // Small letters would make words of style sheets markets (`link-color`).
    if (UPPER_COINS.has(one) && /^(?:PERP|SWAP|\d{6}|[A-Z][A-Z0-9]{2,9})$/.test(other)) return true;
    if (UPPER_COINS.has(other) && /^[A-Z][A-Z0-9]{2,9}$/.test(one)) return true;
  }
  return false;
}

/** Without the marks that some put before and behind a code: synthetic and perpetual assets. */
const bare = (code: string): string =>
  code.replace(/^[sit](?=[A-Z]{3})|(?<=[A-Z]{3})F0$/g, '').replace(/^\$/, '');

function isGlued(raw: string): boolean {
  if (raw.length > 14) return false;
  const name = raw.toLowerCase();
  if (!/^[a-z0-9]+$/.test(name)) return false;
  for (const { length, codes } of BY_LENGTH) {
    const quote = name.slice(-length);
    const base = name.slice(0, -length);
    if (base.length < 2 || base.length > 8 || !codes.has(quote)) continue;
    if (isFiat(base) && isFiat(quote)) return false;
    if (SAFE.has(quote) || isCoin(base) || (base.startsWith('t') && isCoin(base.slice(1)))) return true;
    if (raw === raw.toUpperCase() && quote !== 'dai') return true;
  }
  const contract = CONTRACT.exec(name);
  return contract !== null && isCoin(contract[1] as string);
}
