/** Market data in rows without names of fields: candles, trades, tickers, one side of a book. */
import type { LooseJson } from '../../text/loose-json.js';
import { familiesOf, isNumeric, isTime, saysSide } from './market-fields.js';
import type { MarketDataShape } from './market-shape.js';
import { isPairName } from './pair-names.js';

/** Items of one list that are looked at: lists repeat themselves. */
export const MAX_ITEMS = 12;

/** Lists of bare rows: candles, trades, and tickers that are told by their place. */
export function rowsShape(list: readonly LooseJson[], key: string): MarketDataShape | null {
  const single = rowShape(list);
  if (single && list.length >= 6) return single;
  if (/tick/i.test(key) && list.length >= 6 && list.every(isNumeric)) return 'ticker';
  const orders = orderRows(list, key);
  if (orders) return orders;
  const rows = list.slice(0, MAX_ITEMS).filter((item): item is readonly LooseJson[] => Array.isArray(item));
  if (rows.length === 0 || rows.length < Math.min(list.length, MAX_ITEMS) - 1) return null;
  const shapes = rows.map(rowShape);
  const shape = shapes[0];
  if (!shape || shapes.slice(0, -1).some((other) => other !== shape)) return null;
  return rows.length >= 2 || shape === 'ticker' || /trade|kline|candle|tick/i.test(key) ? shape : null;
}

/** Rows of price and amount that nothing names: the levels of one side. */
function orderRows(list: readonly LooseJson[], key: string): MarketDataShape | null {
  const items = list.slice(0, MAX_ITEMS);
  if (items.length < 3) return null;
  if (items.every((item) => Array.isArray(item)))
    return isLadder(items as unknown as readonly (readonly LooseJson[])[]) ? 'depth' : null;
  let rows = 0;
  for (const item of items) {
    if (item === null || typeof item !== 'object') return null;
    const fields = Object.entries(item as Readonly<Record<string, LooseJson>>);
    const families = familiesOf(fields);
    const bare = fields.length <= 5 && fields.every(([, value]) => isNumeric(value) || isSideValue(value));
    const level = families.has('price') && (families.has('amount') || families.has('volume'));
    if (level && (bare || /order|book|depth/i.test(key)) && !families.has('prose')) rows++;
  }
  return rows >= items.length - 1 ? 'depth' : null;
}

const isSideValue = (value: LooseJson): boolean => typeof value === 'string' && saysSide(value);

/** Price, number of orders, amount: prices in order, and no times. */
function isLadder(rows: readonly (readonly LooseJson[])[]): boolean {
  if (rows.length < 5) return false;
  const prices = rows
    .slice(0, -1)
    .map((row) => (row.length === 3 && row.every(isNumeric) ? Number(row[0]) : Number.NaN));
  if (prices.some((price) => Number.isNaN(price) || isTime('', price))) return false;
  if (!rows.slice(0, -1).every((row) => Number.isInteger(Number(row[1])))) return false;
  const rising = prices.every((price, i) => i === 0 || price >= (prices[i - 1] as number));
  const falling = prices.every((price, i) => i === 0 || price <= (prices[i - 1] as number));
  return rising !== falling;
}

function rowShape(row: readonly LooseJson[]): MarketDataShape | null {
  if (row.length < 4 || row.length > 24) return null;
  const numbers = row.filter(isNumeric).length;
  const times = row.filter((one) => isTime('', one)).length;
  const pair = row.some((one) => typeof one === 'string' && isPairName(one));
  const side = row.some((one) => typeof one === 'string' && /^(?:buy|sell|bid|ask|b|s)$/i.test(one));
  if (side && numbers >= 2 && (times > 0 || pair)) return 'trades';
  if (pair && numbers >= 4) return 'ticker';
  const flags = row.filter((one) => one === null || typeof one === 'boolean').length;
  if (pair && numbers + flags >= 6) return 'ticker';
  if (times > 0 && row.length === 4 && numbers === 3 && typeof row[3] === 'boolean') return 'trades';
  if (times === 0 || numbers !== row.length) return null;
  if (row.length === 4 && isTime('', row[0] as LooseJson) && Math.abs(Number(row[3])) === 1) return 'trades';
  if (row.length >= 6 && isTime('', row[0] as LooseJson)) return 'candles';
  const hasFraction = row.some((one) => !Number.isInteger(Number(one)));
  if ((row.length === 4 || row.length === 5) && isTime('', row[1] as LooseJson) && hasFraction)
    return 'trades';
  return null;
}
