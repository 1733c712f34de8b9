/**
 * What the state of an application says by its keys, which need no language: `p2pFiats`, `paymentMethods`, flags of
 * products, `wss:` hosts, identity checks by country. Read from the configurations inside a page.
 */
import type { PageReading } from '../../reading.js';

/** Kinds of keys, as they stand in folded JSON or in a script's object (`"payMethods":`, `pm:`). */
const KINDS = {
  desk: '(?:p2p|c2c|otc)\\w{0,24}|(?:express|quick|fast)_?buy|(?:fiat|legal)_?trade\\w{0,8}',
  fiat: '(?:p2p|c2c|otc|default|quote)?_?(?:fiat|legal_?c)\\w{0,20}',
  payments:
    'payments?|payment_?(?:methods?|types?|channels?|list)|pay_?(?:methods?|types?|ways?|channels?)|pms?',
  offers: 'ads|adverts?|ad_?list|advertisers?|makers?|offers',
  limits: '(?:min|max)(?:_?(?:amount|limit|order\\w{0,10}|trade\\w{0,10}))?',
  market:
    'tickers?|symbols?(?:_?list)?|(?:trading_?)?pairs?(?:_?list)?|markets|base_?(?:currency|asset|coin)|quote_?(?:currency|asset|coin)|tick_?size|step_?size|lot_?size|price_?precision|maker_?fee|taker_?fee|order_?book|klines?',
  identity:
    'kyc\\w{0,16}|(?:default_?)?dial(?:ling)?_?(?:codes?)?|phone_?(?:codes?|area|prefix)|area_?codes?',
  funds: '(?:deposit|withdraw)\\w{0,20}',
} as const;
type Kind = keyof typeof KINDS | 'products' | 'stream';

const KEYS = (Object.entries(KINDS) as [Kind, string][]).map(([kind, names]) => ({
  kind,
  pattern: new RegExp(`(?<![\\w$])(?:${names})"?\\s?:`),
}));
const PRODUCT =
  /(?<![\w$])(spot|perp(?:etual)?s?|futures?|margin|contracts?|leverage|options)(?:_?(?:max|list|config|enabled|markets))?"?\s?:/g;
/** Products as entries of a menu (`key:"spot"`) and as paths (`/futures/BTCUSDT`). */
const PRODUCT_ENTRY =
  /(?:"?(?:key|id|k|code|slug|name|type)"?\s?:\s?"|"[\w/-]{0,12}\/)(spot|perp(?:etual)?s?|futures?|margin|trade)(?:["/_-])/g;
const STREAM = /wss:\/\//;
/** A path of the application to its desk. */
const DESK_ROUTE = /\/(?:p2p|c2c|otc)[/"?]/;
const MAX_CONFIG = 16_384;

export interface VenueState {
  readonly kinds: ReadonlySet<Kind>;
  /** The first configuration that says so, for citations. */
  readonly config: string;
}

/** @returns null where the configurations are not those of somebody who trades or brokers coins. */
export function venueStateOf({ parts }: PageReading): VenueState | null {
  const kinds = new Set<Kind>();
  let config = '';
  let room = MAX_CONFIG;
  for (const { place, text } of parts) {
    if (place !== 'config' || room <= 0) continue;
    const read = text.length > room ? text.slice(0, room) : text;
    room -= read.length;
    const before = kinds.size;
    for (const { kind, pattern } of KEYS) if (!kinds.has(kind) && pattern.test(read)) kinds.add(kind);
    const products = new Set(
      [PRODUCT, PRODUCT_ENTRY].flatMap((pattern) => Array.from(read.matchAll(pattern), (match) => match[1])),
    );
    if (products.size >= 2) kinds.add('products');
    if (STREAM.test(read)) kinds.add('stream');
    if (DESK_ROUTE.test(read)) kinds.add('desk');
    if (config === '' && kinds.size > before) config = read;
  }
  // Shops, wallets and trackers have currencies, limits and feeds, too; none of them has a
  // desk, or kinds of markets beside what customers are asked.
  const some = (...wanted: Kind[]) => wanted.some((kind) => kinds.has(kind));
  const deals =
    (kinds.has('desk') && some('fiat', 'payments')) ||
    (kinds.has('products') && some('identity', 'funds', 'limits', 'payments'));
  return deals && kinds.size >= 4 ? { kinds, config } : null;
}
