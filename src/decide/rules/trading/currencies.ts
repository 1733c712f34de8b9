/** Codes by which markets are named. Codes that are also common words or names of something else are left out. */

/** What exchanges quote prices in, besides money of states. */
export const QUOTE_COINS: readonly string[] =
  'USDT USDC BUSD TUSD USDD FDUSD DAI PAX UST BTC XBT ETH BNB TRX EOS NEO HT OKB KCS HUSD USD1 BITCNY CNYT QC CNHT KRWT EURT EURC XUSD USDE PYUSD GUSD'.split(
    ' ',
  );

/** ISO 4217 codes that exchanges are known to quote. */
export const FIAT: readonly string[] =
  'USD EUR GBP JPY KRW CNY CNH HKD TWD SGD MYR THB IDR PHP VND INR RUB UAH KZT TRY BRL MXN ARS CLP COP PEN AUD NZD CAD CHF PLN CZK HUF RON SEK NOK DKK ZAR NGN KES GHS UGX EGP AED SAR ILS PKR BDT LKR NPR MMK KHR LAK MNT GEL BYN RUR'.split(
    ' ',
  );

/** Frequent bases: enough to know a market where only one side is a known quote. */
export const COINS: readonly string[] =
  'BTC XBT ETH XRP LTC BCH EOS SOL ADA DOGE DOT TRX AVAX MATIC SHIB LINK UNI ATOM XLM XMR ETC FIL DASH ZEC NEO QTUM XEM IOTA OMG BSV BTT ICX ONT ZIL VET ALGO NEAR APT ARB OP SUI PEPE TON FTM AAVE SAND MANA AXS APE LDO INJ RUNE KAVA CRV SNX COMP MKR YFI GRT HBAR ICP BTG BCC STEEM WAVES LSK BNB USDT USDC DAI'.split(
    ' ',
  );

const QUOTE_SET: ReadonlySet<string> = new Set([...QUOTE_COINS, ...FIAT].map((code) => code.toLowerCase()));
const FIAT_SET: ReadonlySet<string> = new Set(FIAT.map((code) => code.toLowerCase()));
const COIN_SET: ReadonlySet<string> = new Set([...COINS, ...QUOTE_COINS].map((code) => code.toLowerCase()));

export const isQuote = (lower: string): boolean => QUOTE_SET.has(lower);
export const isFiat = (lower: string): boolean => FIAT_SET.has(lower);
export const isCoin = (lower: string): boolean => COIN_SET.has(lower);

/**
 * Whether two codes make a market of an exchange: one is a quote, and not both are money of states (those are
 * traded by brokers and shown by banks).
 * @param one lower case
 */
export function isMarket(one: string, other: string): boolean {
  if (one === other || one.length < 2 || other.length < 2) return false;
  if (isFiat(one) && isFiat(other)) return false;
  return isQuote(one) || isQuote(other);
}
