/**
 * Whether a JSON body is market data of an exchange, by its shape alone: names of fields together with numbers,
 * names of markets, levels of an order book. Errors, rate limits, translations, prices of shops, weather and shares
 * share single words with it, never the whole shape.
 */
import { type LooseJson, readLooseJson } from '../../text/loose-json.js';
import { isCoin, isQuote } from './currencies.js';
import { familiesOf, isNumeric, isSide, isTime, saysSide } from './market-fields.js';
import { countSettings, isForeign } from './market-marks.js';
import { MAX_ITEMS, rowsShape } from './market-rows.js';
import type { MarketDataShape } from './market-shape.js';
import { isPairName, isSeparatedPair } from './pair-names.js';

export type { MarketDataShape } from './market-shape.js';

/** Values that are looked at in one body. */
const MAX_NODES = 1_500;

/** @param body JSON, whole or cut off; anything else gives null. Reads 8 K of it at most. Never throws. */
export function marketDataShape(body: string): MarketDataShape | null {
  const first = body.slice(0, 64).trimStart()[0];
  if (first !== '{' && first !== '[' && first !== '\ufeff') return null;
  const read = readLooseJson(body);
  if (read === null || typeof read.value !== 'object' || read.value === null) return null;
  if (isForeign(body)) return null;
  return new ShapeFinder(read.cut, countSettings(body)).of(read.value);
}

type Fields = readonly (readonly [string, LooseJson])[];

class ShapeFinder {
  readonly #cut: boolean;
  #nodes = 0;
  #pairs = 0;
  #coins = 0;
  /** Distinct settings of markets and coins that only exchanges have. */
  readonly #settings: number;
  /** Records of a last price and a volume without a name of their own. */
  #weak = 0;

  constructor(cut: boolean, settings: number) {
    this.#cut = cut;
    this.#settings = settings;
  }

  of(root: LooseJson): MarketDataShape | null {
    const found = this.#walk(root, '');
    if (found) return found;
    if (this.#weak >= 3) return 'ticker';
    // One market alone is also what an error quotes; errors are no lists.
    if (this.#settings >= 2) return 'symbols';
    return this.#pairs >= (Array.isArray(root) ? 1 : 2) || this.#coins >= 6 ? 'symbols' : null;
  }

  #walk(value: LooseJson, key: string): MarketDataShape | null {
    if (++this.#nodes > MAX_NODES || value === null) return null;
    if (Array.isArray(value)) return this.#list(value as readonly LooseJson[], key);
    if (typeof value === 'object') return this.#record(value as Readonly<Record<string, LooseJson>>);
    return null;
  }

  #list(list: readonly LooseJson[], key: string): MarketDataShape | null {
    const shape = rowsShape(list, key);
    if (shape) return shape;
    this.#countNames(list);
    for (const item of list.slice(0, MAX_ITEMS)) {
      const found = this.#walk(item, key);
      if (found) return found;
    }
    return null;
  }

  #countNames(list: readonly LooseJson[]): void {
    const names = list.slice(0, MAX_ITEMS).filter((item) => typeof item === 'string');
    const pairs = names.filter(isPairName).length;
    // A list of names that are mostly no markets is of something else.
    if (pairs >= names.length * 0.5) this.#pairs += pairs;
    const coins = names.filter((name) => isCoin(name.toLowerCase())).length;
    if (coins >= 3 && coins >= names.length * 0.5) this.#coins += coins * 2;
  }

  #record(record: Readonly<Record<string, LooseJson>>): MarketDataShape | null {
    const fields = Object.entries(record).slice(0, 200);
    const shape = depthShape(fields, this.#cut) ?? fieldsShape(fields);
    if (shape) return shape;
    this.#countMarket(fields);
    for (const [key, value] of fields.slice(0, 60)) {
      const found = this.#walk(value, key);
      if (found) return found;
    }
    return null;
  }

  /** Markets named by keys, by a field, or by two fields. */
  #countMarket(fields: Fields): void {
    const keys = fields.slice(0, MAX_ITEMS).filter(([key]) => isPairName(key)).length;
    if (keys > 0 && keys >= Math.min(fields.length, MAX_ITEMS) * 0.4) this.#pairs += keys;
    if (isCoinTable(fields)) this.#coins += 6;
    let base = false;
    let asset = false;
    let quote = false;
    let known = false;
    let named = 0;
    let sides = 0;
    let specified = false;
    for (const [key, value] of fields.slice(0, 60)) {
      if (SPECIFICATION.test(key)) specified = true;
      if (/^(?:from|to|base|quote)_?(?:token|asset|coin|currency)?$/i.test(key) && namesCoin(value)) sides++;
      if (typeof value !== 'string') continue;
      if (MARKET_FIELD.test(key) ? isPairName(value) : isSeparatedPair(value)) named++;
      if (!/^[A-Za-z0-9]{2,10}$/.test(value)) continue;
      const lower = value.toLowerCase();
      if (BASE_FIELD.test(key)) base = true;
      else if (ASSET_FIELD.test(key)) asset = true;
      else if (QUOTE_FIELD.test(key)) quote = true;
      else continue;
      known ||= isCoin(lower) || isQuote(lower);
    }
    if (sides >= 2) this.#pairs++;
    this.#pairs += named > 0 && specified ? 2 : Math.min(named, 1);
    // A coin beside a currency is also how price lists begin.
    if ((base || (asset && specified)) && quote && known) this.#pairs += specified ? 2 : 1;
    const families = familiesOf(fields);
    if (fields.length <= 8 && families.has('last') && families.has('volume')) this.#weak++;
  }
}

/** `{"symbol": "DAI"}` */
function namesCoin(value: LooseJson): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { symbol } = value as Readonly<Record<string, LooseJson>>;
  return typeof symbol === 'string' && (isCoin(symbol.toLowerCase()) || isQuote(symbol.toLowerCase()));
}

/** Coins as keys, each with what an exchange sets for it. Prices alone are an aggregator's. */
function isCoinTable(fields: Fields): boolean {
  const some = fields.slice(0, 2 * MAX_ITEMS);
  const coins = some.filter(
    ([key, value]) =>
      isCoin(key.toLowerCase().replace(/^x(?=.{3}$)/, '')) &&
      value !== null &&
      typeof value === 'object' &&
      Object.keys(value).some((inner) => SETTING.test(inner)),
  ).length;
  return coins >= 3 && coins >= some.length * 0.2;
}

/** What an exchange sets for a coin. */
const SETTING = /precision|decimals|fee|deposit|withdraw|min_?(?:order|trade|amount)|scale/i;
/** What an exchange states of a market besides its name. */
const SPECIFICATION =
  /precision|scale|decimal|tick|lot|step|min_?(?:trade|order|amount|price|qty|notional|limit|size)|increment|fee|contract|leverage|margin/i;
const MARKET_FIELD =
  /symbol|pair|market|instrument|product|ticker|contract|slug|mark$|code$|name$|^(?:id|title|s|type|fund_id)$/i;
const BASE_FIELD =
  /base|^(?:from|currency_?1|first|target|traded?|primary|market|instrument)(?:_?(?:currency|coin|asset|symbol)){0,2}(?:_?(?:code|name|id))?$|coin_?from/i;
const ASSET_FIELD = /^(?:symbol|stock|asset|name|code|item)$/i;
const QUOTE_FIELD =
  /quote|counter|anchor|^(?:to|group|currency|currency_?2|second|secondary|payment|price|money)(?:_?(?:currency|coin|asset|symbol))?(?:_?(?:code|name|id))?$|coin_?to/i;

const BID_SIDE =
  /^b$|^(?:.{0,12}[^a-z])?(?:bids?|buys?|buy_?(?:orders?|quotes?|list)|bid_?(?:orders?|list|side|levels?)|(?:bid|buy)_?price_?levels?)$|(?:book|order|orders|depth|aob|best|l2)_?(?:bids?|buys?)$/i;
const ASK_SIDE =
  /^a$|^(?:.{0,12}[^a-z])?(?:asks?|sells?|sell_?(?:orders?|quotes?|list)|ask_?(?:orders?|list|side|levels?)|(?:ask|sell)_?price_?levels?|offers?)$|(?:book|order|orders|depth|aob|best|l2)_?(?:asks?|sells?)$/i;

function depthShape(fields: Fields, cut: boolean): MarketDataShape | null {
  let bids = 0;
  let asks = 0;
  let named = false;
  for (const [key, value] of fields) {
    const bid = BID_SIDE.test(key);
    if (!bid && !ASK_SIDE.test(key)) continue;
    const levels = levelsIn(value);
    if (levels === null) continue;
    if (/bid|ask/i.test(key)) named = true;
    if (bid) bids = Math.max(bids, levels + 1);
    else asks = Math.max(asks, levels + 1);
  }
  if (bids > 0 && asks > 0 && bids + asks > 2) return 'depth';
  // A long first side can fill all that was kept of a body.
  if (Math.max(bids, asks) > (named ? 1 : 2) && (cut || named)) return 'depth';
  return null;
}

/** Number of levels in one side of an order book; null where the value is none. */
function levelsIn(value: LooseJson): number | null {
  if (value === null || typeof value !== 'object') return null;
  if (isNumberList(value)) return Math.floor((value as readonly LooseJson[]).length / 2);
  if (!Array.isArray(value)) {
    const entries = Object.entries(value as Readonly<Record<string, LooseJson>>).slice(0, MAX_ITEMS);
    if (entries.length === 0) return 0;
    const columns = familiesOf(entries.map(([key, list]) => [key, isNumberList(list) ? 1 : null] as const));
    if (columns.has('price') && (columns.has('amount') || columns.has('volume'))) return entries.length;
    const levels = entries.filter(([price, amount]) => isNumeric(price) && holdsNumber(amount)).length;
    if (levels >= entries.length * 0.7) return levels;
    const nested = entries.map(([, list]) => (Array.isArray(list) ? levelsIn(list as LooseJson) : null));
    return nested.find((count) => count !== null && count > 0) ?? null;
  }
  const items = (value as readonly LooseJson[]).slice(0, MAX_ITEMS);
  const levels = items.filter(isLevel).length;
  // The last one may be cut off.
  return levels >= items.length * 0.7 || (levels >= 2 && levels === items.length - 1) ? levels : null;
}

const holdsNumber = (value: LooseJson): boolean =>
  isNumeric(value) || (Array.isArray(value) && value.some((one) => isNumeric(one as LooseJson)));

function isLevel(item: LooseJson): boolean {
  if (item === null) return false;
  if (Array.isArray(item)) {
    const numbers = (item as readonly LooseJson[]).slice(0, 8).filter(isNumeric).length;
    return numbers >= 2 && item.length <= 12;
  }
  if (typeof item === 'string') return /^[\d.]{1,24}[,:@ ;|][\d.]{1,24}/.test(item);
  if (typeof item !== 'object') return false;
  const fields = Object.entries(item as Readonly<Record<string, LooseJson>>);
  if (fields.length <= 2 && fields.some(([key, value]) => isNumeric(key) && isNumeric(value))) return true;
  if (fields.length <= 2 && fields.some(([, value]) => isNumberList(value))) return true;
  const families = familiesOf(fields);
  if (families.has('price') && (families.has('amount') || families.has('volume') || fields.length <= 3))
    return true;
  // Short names of fields that nobody can guess, beside codes of currencies.
  return !families.has('prose') && fields.filter(([, value]) => isNumeric(value)).length >= 2;
}

/** A record of named numbers: a ticker, or one trade. */
function fieldsShape(fields: Fields): MarketDataShape | null {
  const columns = fields.filter(([key, value]) => /^[tohlcv]$/.test(key) && isNumberList(value)).length;
  if (columns >= 5) return 'candles';
  const families = familiesOf(fields);
  const has = (...names: Parameters<typeof families.has>[0][]) => names.every((name) => families.has(name));
  const market = hasMarketField(fields);
  if (isTrade(fields, families, market)) return 'trades';
  if (has('open', 'high', 'low', 'last') && !has('bid') && (has('volume') || has('time')))
    return namesShare(fields) ? null : 'candles';
  const spread = has('bid', 'ask');
  const range = has('high', 'low');
  const price = has('last') || has('price');
  const turnover = has('volume') || has('amount');
  if (spread && (range || has('last') || turnover)) return 'ticker';
  if (range && price && (turnover || has('change') || has('open')) && !namesShare(fields)) return 'ticker';
  if (market && price && (turnover || has('change') || has('bid') || has('ask') || has('interest')))
    return 'ticker';
  if (market && (has('interest') || has('funding') || spread || range || (has('volume') && has('change'))))
    return 'ticker';
  if (market && has('price') && has('time')) return 'ticker';
  if (has('interest') && (has('volume') || has('price') || has('time'))) return 'ticker';
  return null;
}

function isTrade(fields: Fields, families: ReadonlySet<string>, market: boolean): boolean {
  if (families.has('high') || families.has('prose')) return false;
  const spoken = fields.some(([, value]) => typeof value === 'string' && saysSide(value));
  const numbers = fields.filter(([key, value]) => isNumeric(value) && !isTime(key, value)).length;
  const listed = fields.some(
    ([, value]) => isNumberList(value) && (value as readonly LooseJson[]).length >= 2,
  );
  if (spoken && (numbers >= 2 || listed) && fields.some(([key, value]) => isTime(key, value))) return true;
  if (!families.has('price') || !(families.has('amount') || families.has('volume'))) return false;
  if (families.has('bid') && families.has('ask')) return false;
  const side = fields.some(([key, value]) => isSide(key, value));
  const time = fields.some(([key, value]) => isTime(key, value));
  if (
    time &&
    fields.length <= 6 &&
    fields.every(([, value]) => typeof value !== 'string' || isPlainValue(value))
  )
    return true;
  return (
    (side && (time || families.has('trade') || fields.length <= 8)) ||
    (time && (market || families.has('trade')))
  );
}

/** Numbers, times, codes and ids: no words. */
const isPlainValue = (value: string): boolean =>
  isNumeric(value) || !/[a-z]{4}|\s[a-z]/i.test(value) || saysSide(value) || isPairName(value);

const hasMarketField = (fields: Fields): boolean =>
  fields.some(([key, value]) => typeof value === 'string' && MARKET_FIELD.test(key) && isPairName(value));

/** A symbol that is no market: `AAPL`. */
function namesShare(fields: Fields): boolean {
  return fields.some(
    ([key, value]) =>
      typeof value === 'string' &&
      /^(?:symbol|ticker|code)$/i.test(key) &&
      /^[A-Z]{1,5}(?:\.[A-Z]{1,3})?$/.test(value) &&
      !isPairName(value) &&
      !isCoin(value.toLowerCase()),
  );
}

const isNumberList = (value: LooseJson): boolean =>
  Array.isArray(value) && value.length > 0 && value.slice(0, 4).every((one) => isNumeric(one as LooseJson));
