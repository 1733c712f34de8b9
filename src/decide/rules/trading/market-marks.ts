/** Names of fields that tell by themselves whose body it is: a neighbour's, or an exchange's. */

/** Fields of neighbours that publish prices too: share quotes, aggregators, shops, chain explorers' RPC. */
const FOREIGN =
  /"(?:market_?cap(?:italization)?(?:_?(?:usd|rank|dominance))?|circulating_?supply|cmc_?rank|trust_?score|coin_?gecko_?(?:id|url)|pe_?ratio|trailing_?p_?e|eps|dividend(?:_?yield)?|isin|quote_?type|sector|company_?name|sku|temperature|humidity|wind_?speed)"\s*:/gi;
/** Fields that exchanges alone have, so that a foreign one beside them says nothing. */
const OWN =
  /"(?:asks?|bids?|best_?(?:ask|bid)|lowest_?ask|highest_?bid|base_?(?:currency|asset|coin|volume)|quote_?(?:currency|asset|coin|volume)|(?:taker|maker)_?fee|min_?(?:trade|order)_?(?:size|amount|quantity|qty)|price_?(?:precision|scale|decimals?)|lot_?size|tick_?size|currency_?pairs?|trading_?pairs?)"\s*:/i;
const AGGREGATOR =
  /"(?:trust_?score|coin_?gecko_?(?:id|url)|cmc_?rank|is_anomaly|isin|sector|pe_?ratio)"\s*:/i;

export function isForeign(body: string): boolean {
  const head = body.slice(0, 4_096);
  FOREIGN.lastIndex = 0;
  if (!FOREIGN.test(head)) return false;
  return !OWN.test(head) || AGGREGATOR.test(head);
}

const EXCHANGE_SETTING =
  /"(?:trade_?)?(maker_?fee|taker_?fee|min_?order_?size|lot_?size|tick_?size|deposits?_?enabled|withdrawals?_?enabled|market_?currency|base_?(?:currency|asset)|base_?volume|quote_?volume|initial_?margin|init_?margin|maint_?margin|maintenance_?margin|price_?precision|amount_?precision|max_?leverage|option_?strike|settl_?currency|contract_?size)[\w ]{0,12}"\s*:/gi;

/** How many distinct settings of markets and coins only exchanges have. */
export function countSettings(body: string): number {
  const found = new Set<string>();
  for (const match of body.slice(0, 4_096).matchAll(EXCHANGE_SETTING))
    found.add((match[1] as string).toLowerCase());
  return found.size;
}
