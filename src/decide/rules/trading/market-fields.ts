/** Names of fields that market data uses, in the spellings of many exchanges, with what their values must be. */
import type { LooseJson } from '../../text/loose-json.js';

export type FieldFamily =
  | 'bid'
  | 'ask'
  | 'last'
  | 'high'
  | 'low'
  | 'open'
  | 'price'
  | 'volume'
  | 'amount'
  | 'change'
  | 'interest'
  | 'funding'
  | 'trade'
  | 'time'
  | 'prose';

type Fields = readonly (readonly [string, LooseJson])[];

/** Keys of times, texts and settings that share words with numbers of a market. */
const NOT_A_NUMBER =
  /updat|time|date|modif|seen|login|page|count_?down|address|url|limit$|precision|decimal|scale|digit|step|enabled|ed_at$/i;
const PROSE =
  /^(?:description|title|headline|content|body|summary|author|image|thumbnail|brand|shipping|email|phone|sku|slug|address)$/i;

const FAMILIES: readonly (readonly [FieldFamily, RegExp])[] = [
  ['bid', /bid|buy|^b$/i],
  ['ask', /(?:^|[^bmft])ask|Ask|sell|sale(?!s)|offer|^a$/],
  ['high', /high|max_?price|24h_?max|^h$|^height$/i],
  ['low', /low(?!ed|er)|min_?price|24h_?min|^l$/i],
  ['open', /^(?:o|first)$|open(?!_?interest|ed)|first_?price|yesterday/i],
  [
    'last',
    /^(?:c|new|now|current|latest)$|last|close(?!d)|closing|latest_?price|new_?price|current_?price|now_?price|trade_?price|deal_?price/i,
  ],
  ['price', /price|rate$|px$|^(?:p|rate|avg|vwap|r)$/i],
  ['volume', /vol|turnover|^(?:v|deal|24h_?deal|h24_?deal)$|total_?trade|done_?(?:money|num|amount)/i],
  ['amount', /amount|qty|quantit|^(?:q|n|size|num|total|nums|volumn|count)$|size$|_num$/i],
  ['change', /change|percent|chg|^(?:gains?|rise|cha|rose|ratio|chg|degree|increase|fluctuation)$|mutation/i],
  ['interest', /open_?interest/i],
  ['funding', /funding_?rate|mark_?price|index_?price/i],
  ['trade', /trade|tid$|deal|match|maker|taker|sequence|^id$/i],
];

/** What a record's numeric fields are about. */
export function familiesOf(fields: Fields): ReadonlySet<FieldFamily> {
  const found = new Set<FieldFamily>();
  let looked = 0;
  for (const [key, value] of fields) {
    if (++looked > 60) break;
    if (key.length > 40) continue;
    if (isTime(key, value)) found.add('time');
    else if (standsForNumber(value)) for (const family of familiesOfKey(key)) found.add(family);
    else if (typeof value === 'string' && isProse(key, value)) found.add('prose');
  }
  return found;
}

const isProse = (key: string, value: string): boolean =>
  value !== '' && (PROSE.test(key) || (key === 'name' && /\S \S/.test(value)));

/** Rows repeat their keys; the table is emptied when strangers have filled it. */
const KNOWN_KEYS = new Map<string, readonly FieldFamily[]>();
const MAX_KNOWN_KEYS = 4_096;

function familiesOfKey(key: string): readonly FieldFamily[] {
  const known = KNOWN_KEYS.get(key);
  if (known) return known;
  const families = NOT_A_NUMBER.test(key)
    ? []
    : FAMILIES.filter(([, pattern]) => pattern.test(key)).map(([family]) => family);
  if (KNOWN_KEYS.size >= MAX_KNOWN_KEYS) KNOWN_KEYS.clear();
  KNOWN_KEYS.set(key, families);
  return families;
}

/** A number, or a small record of one value in several spellings. */
function standsForNumber(value: LooseJson): boolean {
  if (isNumeric(value)) return true;
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value))
    return value.length > 0 && value.length <= 4 && value.every((one) => isNumeric(one as LooseJson));
  const inner = Object.entries(value);
  return (
    inner.length <= 8 &&
    inner.some(
      ([key, one]) => /^(?:value|price|amount|display|usd)/i.test(key) && isNumeric(one as LooseJson),
    )
  );
}

const NUMERIC = /^[-+]?[\d,]{0,24}\.?\d{1,24}(?:e[-+]?\d{1,3})?(?: ?(?:%|[A-Z]{3,5}))?$/i;

export function isNumeric(value: LooseJson): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && value.length <= 48 && NUMERIC.test(value);
}

const TIME_KEY = /time|date|^(?:t|ts|at)$|_at$|At$|stamp/i;
const FULL_TIME = /^\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d/;
const TIME_TEXT = /^\d{4}[-/.]\d\d[-/.]\d\d|^\d\d[:.]\d\d[:.]\d\d|^\d{8}T?\d{0,6}$/;

/** @param key the field's name; empty for a bare number, which must then be a time of 2009 to 2040. */
export function isTime(key: string, value: LooseJson): boolean {
  const named = TIME_KEY.test(key);
  if (typeof value === 'string' && (named ? TIME_TEXT : FULL_TIME).test(value)) return true;
  if (key !== '' && !named) return false;
  if (!isNumeric(value)) return false;
  const number = Number(value);
  const seconds =
    number > 1e17 ? number / 1e9 : number > 1e14 ? number / 1e6 : number > 1e11 ? number / 1e3 : number;
  return seconds > 1.23e9 && seconds < 2.2e9 && (named || Number.isInteger(number) || number < 2.2e9);
}

const SIDE_KEY =
  /side|type|direction|^(?:s|d|dir|m|bs|action|kind|ask|maker|is_?buy\w{0,6}|is_?sell\w{0,6}|order_?type|en_type|flag|trade_?type)$|is_?(?:buyer|seller)|^bm$/i;
const SIDE_TEXT = /^(?:buy|sell|bid|ask|b|s|long|short|buyer|seller|1|2|0|-1)$|_(?:buy|sell)$/i;
const SIDE_WORD = /^(?:buy|sell|bid|ask|buyer|seller)$/i;

/** A side in words. */
export const saysSide = (value: string): boolean => value.length <= 6 && SIDE_WORD.test(value);

/** Which side of the market took a trade. */
export function isSide(key: string, value: LooseJson): boolean {
  if (!SIDE_KEY.test(key)) return false;
  if (typeof value === 'boolean') return /buy|sell|maker|^b?m$/i.test(key);
  return SIDE_TEXT.test(String(value)) && (typeof value === 'string' || /side|type|dir|^[sd]$/i.test(key));
}
