import type { Vocabulary } from './terms.js';

export const en: Vocabulary = {
  crypto:
    'bitcoin*|ethereum|crypto|cryptos|cryptocurrenc*|crypto-currenc*|digital asset|digital assets|virtual asset*|digital currenc*|virtual currenc*|altcoin*|stablecoin*|tether|btc|eth|usdt|usdc|dogecoin|litecoin',
  spot: 'trade bitcoin|exchange|classic|trade|trading|swap|instant buy|otc|launch app|spot trading|spot market|spot markets|spot|exchange btc|basic trade|pro trade|advanced trade|trade now|start trading|trade crypto|spot exchange|convert',
  derivatives:
    'futures|perpetual*|derivatives|usdt-m|usdⓢ-m|coin-m|usd-m|options trading|futures trading|contract trading|contracts trading|up to 100x|125x|leverage up to|funding rate',
  margin:
    'margin|margin trading|leveraged tokens|isolated margin|cross margin|copy trading|trading bot*|grid trading',
  markets:
    'prices|quotes|coin list|supported coins|market|markets|market overview|all markets|trading pairs|hot coins|new listings|top gainers|market data',
  orders:
    'buy orders|sell orders|buy / long|sell / short|buy/long|sell/short|open long|open short|stop-market|order form|order types|unrealized pnl|liquidation price|margin ratio|positions|filled orders|cancel all|order value|avbl|bid price|ask price|order book*|orderbook*|open orders|order history|limit order*|market order*|stop-limit|stop limit|stop order*|trade history|recent trades|market trades|my trades|market depth|depth chart|place order|place an order|buy limit|sell limit|post only|matching engine|open positions|take profit|bids|asks|best bid|best ask|time in force|buy btc|sell btc|buy eth|sell eth|amount (btc)|price (usdt)|total (usdt)|available balance',
  quotes:
    '24h|24h vol|change 24h|volume 24h|turnover|24h change|24h volume|24h vol|24h high|24h low|24h chg|24 h change|24h turnover|last price|mark price|index price|change (24h)|volume (24h)|high (24h)|low (24h)|last traded price|open interest',
  'on-ramp':
    'you send|you get|you pay|you receive|exchange now|swap now|instant exchange|buy and sell bitcoin|buy and sell crypto|buy bitcoin|buy ethereum|recurring buys|buy coins|sell coins|buy btc|buy eth|fiat deposit|bank card purchase|buy crypto|p2p trading|p2p trade|p2p market*|p2p exchange|p2p|c2c|otc desk|otc trading|otc trade|otc market|fiat gateway|buy usdt|sell usdt|sell crypto|one-click buy|one click buy|express buy|quick buy|buy bitcoin|sell bitcoin|buy with card|credit/debit card|buy with bank transfer|fiat trading|buy & sell',
  merchant:
    'bank transfer|reserve|min amount|exchange rate|merchant*|advertiser*|completion rate|orders completed|post ad|post an ad|payment method|payment methods|min order|escrow|fiat currency|pay with|release coins|order limit|limits',
  'sign-up':
    'sign up|signup|register|create account|create an account|create free account|open account|open an account|get started|join now',
  'log-in': 'log in|login|sign in|signin|my account',
  deposit:
    'fund your wallet|fund your|add money|add cash|deposit|deposits|deposit crypto|deposit fiat|fund your account|top up|add funds',
  withdraw: 'withdraw|withdrawal|withdrawals|withdraw funds|cash out',
  fees: 'trading fee|trading fees|maker fee*|taker fee*|maker rebate*|maker/taker|maker / taker|maker|taker|fee schedule|fee rate|fee rates|fee tier|fee tiers|withdrawal fee|withdrawal fees|transaction fee rate',
  venue:
    'trading platform|derivatives platform|exchange platform|buy and sell usdt|buy and sell btc|buy and sell crypto|venue for digital assets|venue for crypto*|digital asset venue|crypto marketplace|cryptocurrency exchange|crypto exchange|bitcoin exchange|digital asset exchange|digital asset trading platform|digital currency exchange|crypto trading platform|cryptocurrency trading platform|trading platform for crypto*|virtual asset trading platform|digital asset platform|coin exchange|crypto derivatives exchange|peer-to-peer exchange|peer-to-peer marketplace|p2p marketplace|trade bitcoin|trade btc|trade crypto*|buy, sell and trade|buy, sell, trade|buy and sell crypto*|buy and sell bitcoin|instant exchange|exchange cryptocurrency|trading volume on our|our matching engine',
  article:
    'read more|min read|minute read|minutes read|published|published on|posted on|posted by|written by|by staff|editorial team|editor|newsletter|subscribe to our|breaking news|latest news|opinion|op-ed|share this article|related articles|related posts|comments|leave a comment|reporter|newsroom|press release|editor-in-chief|last updated on|reply|replies|posts: |thread|quote post|joined:',
  review:
    "best crypto exchanges|best bitcoin exchanges|best exchanges|top exchanges|exchange review*|our review|our rating|editor's rating|pros and cons|pros|cons|affiliate disclosure|affiliate link*|affiliate commission|may earn a commission|earn a commission|we may receive compensation|advertiser disclosure|referral code|referral link|use code|invite code|visit exchange|visit site|read review|full review|compare exchanges|verdict|exclusive bonus|claim bonus|our partners compensate",
  aggregator:
    'market cap|market capitalization|circulating supply|fully diluted|max supply|total supply|trust score|coins tracked|cryptocurrencies tracked|exchanges tracked|tracked exchanges|dominance|all coins|all-time high|ath|top exchanges by volume|exchange ranking*|price tracker|live prices|prices are aggregated|data from|price data|watchlist|add to watchlist|source exchange|markets by exchange|coinrank|liquidity score|adjusted volume|we do not offer trading|do not buy or sell|for information only|informational purposes only',
  explorer:
    'block explorer|blockchain explorer|block height|latest blocks|latest transactions|recent blocks|transaction hash|txn hash|tx hash|block hash|gas price|gas used|gas limit|mempool|confirmations|validators|nonce|token holders|contract address|search by address|search by address / txn hash|difficulty|block time|mined by|epoch|verified contracts|internal transactions',
  wallet:
    'self-custody|self custody|self-custodial|non-custodial|noncustodial|seed phrase|recovery phrase|secret phrase|private key|private keys|your keys|hardware wallet|cold wallet device|crypto wallet|web3 wallet|browser extension|download wallet|create a new wallet|import wallet|import an existing wallet|connect wallet|wallet app|dapp browser|we never have access|multi-chain wallet|backup phrase',
  refusal:
    'does not support cryptocurrency|do not support cryptocurrenc*|does not offer cryptocurrency|do not offer cryptocurrenc*|does not deal in cryptocurrenc*|does not provide cryptocurrency|no cryptocurrency trading|not process cryptocurrenc*|prohibits cryptocurrenc*|cryptocurrency transactions are prohibited|prohibit the use of|may not be used to purchase cryptocurrenc*|may not be used to buy cryptocurrenc*|does not accept cryptocurrenc*|we do not accept cryptocurrenc*|not involved in cryptocurrenc*|not engage in virtual currency|not a cryptocurrency exchange|is not an exchange|not an exchange|not permit the use of|not permitted to buy crypto*|not permitted to trade crypto*|not permitted for crypto*|not allowed to buy crypto*|not facilitate crypto*|not use your account for crypto*|not use your account to buy crypto*|accounts for crypto*|cards for crypto*|funding crypto*|not available to crypto*|prohibited from dealing in crypto*|prohibited from facilitating',
  gambling:
    'casino|casinos|slots|slot games|sportsbook|sports betting|live dealer|blackjack|roulette|baccarat|jackpot|free spins|odds|poker|bet now|place bet|bets|welcome bonus|wager*|provably fair|lottery|crash game',
  game: 'skins|game items|in-game items|game accounts|steam|game gold|game currency|csgo|cs2|dota|loot|boosting|knife|gamers|game keys|game top-up|game top up|inventory|rarity|nft collection*|nft marketplace|floor price|mint|collectibles|dota 2|cs:go|factory new|field-tested|minimal wear|battle-scarred|weapon skins|trade-up|in-game',
  securities:
    'stocks|shares|etf|etfs|mutual funds|forex|fx|cfd|cfds|brokerage|stockbroker|equities|bonds|commodities|ipo|securities|pips|spreads from|metatrader|mt4|mt5|ira|retirement|nasdaq|nyse|dividend*|sipc|indices|precious metals|internet banking|online banking|mobile banking|savings account*|current account*|domiciliary|fixed deposit*|treasury bills|mortgage*|personal banking|business banking|bank plc|deposit insurance',
  mining:
    'mining pool|hashrate|hash rate|stratum|miners|mining farm|pps|pplns|asic|cloud mining|worker|workers|block reward|mining rig*|ph/s|th/s|eh/s',
  payments:
    'payment gateway|payment processor|crypto payments|accept bitcoin|accept crypto*|accept payments|accepting payments|checkout|invoices|invoicing|point of sale|plugins|woocommerce|settlement|merchant account|payment buttons|payouts|online store|e-commerce|ecommerce|shopping cart',
  tools:
    'portfolio tracker|track your portfolio|tax report*|crypto tax*|capital gains|cost basis|connect your exchange*|import your trades|import transactions|supported exchanges|sync your|read-only api|connect exchange accounts|trading signals|backtest*|connect via api|exchange api keys|price alerts|charting|tax software|form 8949|turbotax|accountants',
  warning:
    'warning list|investor alert|investor warning|consumer alert|unauthorised|unauthorized|unlicensed|unregistered entities|not authorised|not authorized|not registered|regulator|regulatory authority|securities commission|financial authority|report a scam|scam alert|enforcement action*|public register|cease and desist|fraud',
  teaching:
    "course|courses|lesson|lessons|curriculum|syllabus|lecture*|tutorial|students|enroll|enrol|university|faculty|glossary|what is|how does|definition|quiz|chapter|job openings|we're hiring|apply now|job description|full-time|responsibilities|salary|vacancies|careers|abstract|references|encyclopedia|vacancy|we are hiring|qualifications|years of experience|apply for this job|apply for this position|cover letter|job type|credits|prerequisites|office hours",
};
