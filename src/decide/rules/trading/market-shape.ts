/** What a body of market data is about. */
export type MarketDataShape = 'ticker' | 'depth' | 'trades' | 'candles' | 'symbols';
