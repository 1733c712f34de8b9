/** Whether a page quotes coins against money of states, with a price for each direction: what a desk shows. */
import { PhraseMatcher } from '../../text/phrases.js';
import { isCoin, isFiat } from './currencies.js';
import type { PageSigns } from './page-signs.js';
import type { Term } from './vocabulary/terms.js';

type Side = 'buy' | 'sell';

/** Heads of columns and buttons, in the languages of the vocabularies. */
const WORDS: Readonly<Record<Side, string>> = {
  buy: '买入|买价|收购价|買入|買價|buy|buying|we buy|매수|구매|買取|購入|買い|ซื้อ|รับซื้อ|купить|покупка|покупаем|beli|bumili|bilhin|खरीदें|खरीद',
  sell: '卖出|卖价|出售价|賣出|賣價|sell|selling|we sell|매도|판매|売却|販売|売り|ขาย|продать|продажа|продаём|продаем|jual|magbenta|ibenta|बेचें|बिक्री',
};

const sides = new PhraseMatcher<Side>(
  (['buy', 'sell'] as const).flatMap((tag) => WORDS[tag].split('|').map((text) => ({ text, tag }))),
);

/** Longer blocks are sentences, which speak of buying and selling without doing either. */
const MAX_LABEL = 40;
const MAX_BLOCKS = 300;
const ABOUT_OTHERS: readonly Term[] = ['review', 'warning', 'tools', 'aggregator', 'teaching'];

/** The title or description names the desk; the rates are for whoever reads them, not a table of other venues. */
export function quotesCoins(page: PageSigns): boolean {
  if (!page.heading.has('on-ramp') || page.isArticle) return false;
  if (ABOUT_OTHERS.some((term) => page.heading.has(term))) return false;
  const isQuoted = [...page.markets.keys()].some((market) => {
    const [base = '', quote = ''] = market.toLowerCase().split('/');
    return isCoin(base) && isFiat(quote);
  });
  return isQuoted && showsBothSides(page);
}

function showsBothSides(page: PageSigns): boolean {
  const shown = new Set<Side>();
  let left = MAX_BLOCKS;
  for (const { place, text } of page.page.parts) {
    if ((place !== 'text' && place !== 'link') || text.length > MAX_LABEL) continue;
    if (left-- <= 0) break;
    sides.scan(text, (side) => shown.add(side));
    if (shown.size === 2) return true;
  }
  return false;
}
