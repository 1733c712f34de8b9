import type { Vocabulary } from './terms.js';

export const en: Vocabulary = {
  crypto: `
    bitcoin*|ethereum|crypto|cryptos|cryptocurrenc*|crypto-currenc*|digital asset|digital assets|
    virtual asset*|digital currenc*|virtual currenc*|altcoin*|stablecoin*|tether|btc|eth|usdt|usdc|dogecoin|
    litecoin|digital token*|virtual digital asset*|xrp|solana|bnb`,
  spot: `
    trade bitcoin|exchange|classic|trade|trading|swap|instant buy|otc|launch app|spot trading|spot market|
    spot markets|spot|exchange btc|basic trade|pro trade|advanced trade|trade now|start trading|
    trade crypto|spot exchange|convert`,
  derivatives: `
    futures|perpetual*|derivatives|usdt-m|usdⓢ-m|coin-m|usd-m|options trading|futures trading|
    contract trading|contracts trading|up to 100x|125x|leverage up to|funding rate|perps|perp|options chain|
    50x|75x|100x|150x|200x`,
  margin: `
    margin|margin trading|leveraged tokens|isolated margin|cross margin|copy trading|trading bot*|
    grid trading|copy trade|copy-trading|lead trader*|master trader*|cross or isolated|isolated or cross`,
  markets: `
    prices|quotes|coin list|supported coins|market|markets|market overview|all markets|trading pairs|
    hot coins|new listings|top gainers|market data|new coins|new listing|listed coins|tradable assets|
    trade pairs|all pairs`,
  orders: `
    buy orders|sell orders|buy / long|sell / short|buy/long|sell/short|open long|open short|stop-market|
    order form|order types|unrealized pnl|liquidation price|margin ratio|positions|filled orders|cancel all|
    order value|avbl|bid price|ask price|order book*|orderbook*|open orders|order history|limit order*|
    market order*|stop-limit|stop limit|stop order*|trade history|recent trades|market trades|my trades|
    market depth|depth chart|place order|place an order|buy limit|sell limit|post only|matching engine|
    open positions|take profit|bids|asks|best bid|best ask|time in force|buy btc|sell btc|buy eth|sell eth|
    amount (btc)|price (usdt)|total (usdt)|available balance|reduce only|reduce-only|trigger price|
    trailing stop|iceberg|oco order*|conditional order*|entry price|liq. price|est. liq*|realized pnl|
    unrealised pnl|realised pnl|margin balance|maintenance margin|initial margin|close position|
    partially filled|fill price|order entry|tp/sl|good till cancel*|good-til-cancel*|fill or kill|
    immediate or cancel|post-only|go long|go short|long or short|buy/sell panel|open a position|
    place a buy order|place a sell order|place your order|enter the amount and tap buy|pending orders|
    executed orders|cancelled orders|order id|avg. price|average filled price|order status|my orders|
    order depth`,
  quotes: `
    24h|24h vol|change 24h|volume 24h|turnover|24h change|24h volume|24h high|24h low|24h chg|24 h change|
    24h turnover|last price|mark price|index price|change (24h)|volume (24h)|high (24h)|low (24h)|
    last traded price|open interest|24-hour volume|24-hour change|24 hr|24 hours change|24hr|24-hour high|
    24-hour low|change 24 h|last trade price`,
  'on-ramp': `
    person-to-person|buy and sell btc|buy and sell usdt|local-currency offers|open offers|
    you send|you get|you pay|you receive|exchange now|swap now|instant exchange|buy and sell bitcoin|
    buy and sell crypto|buy bitcoin|buy ethereum|recurring buys|buy coins|sell coins|buy btc|buy eth|
    fiat deposit|bank card purchase|buy crypto|p2p trading|p2p trade|p2p market*|p2p exchange|p2p|c2c|
    otc desk|otc trading|otc trade|otc market|fiat gateway|buy usdt|sell usdt|sell crypto|one-click buy|
    one click buy|express buy|quick buy|sell bitcoin|buy with card|credit/debit card|buy with bank transfer|
    fiat trading|buy & sell|usdt to cash|cash to usdt|usdt to naira|naira to usdt|btc to naira|
    crypto to naira|crypto to cash|usdt to inr|inr to usdt|usdt to php|usdt to myr|naira rate|usdt rate*|
    sell your crypto|sell your usdt|sell your bitcoin|sell your coins|buy tether|sell tether|buy usdc|
    sell usdc|peer-to-peer|peer to peer|you will receive|you will get|we send usdt|we send the usdt|
    buy with inr|card purchase|fiat onramp|on-ramp|off-ramp|crypto-to-fiat|fiat-to-crypto|cash to crypto|
    crypto atm|usdt exchange|exchange usdt|swap usdt|convert usdt|fund with bank transfer|block trade*|
    block trading|otc quote*|request a quote for crypto|bitcoin to cash|sell eth`,
  merchant: `
    bank transfer|reserve|min amount|exchange rate|merchant*|advertiser*|completion rate|orders completed|
    post ad|post an ad|payment method|payment methods|min order|escrow|fiat currency|pay with|release coins|
    order limit|limits|i have paid|i've paid|mark as paid|marked as paid|payment made|
    payment completed, notify|notify seller|notify the seller|transferred, notify|release crypto|
    release usdt|release the usdt|release the crypto|release the coins|release the asset*|releases the|
    crypto is released|coins are released|crypto released|open a dispute|raise a dispute|appeal|
    trades completed|30-day trades|30d trades|30d orders|available quantity|release time|payment window|
    payment time limit|third-party payment*|third party payment*|proof of payment|payment proof|
    payment receipt|counterparty|price per usdt|p2p trader*|p2p seller*|p2p buyer*|seller's account|
    seller's bank|seller's details|from your own account|account in your own name|bank account in your name|
    name must match|same name|do not mention crypto*|don't mention crypto*|frozen account*|fixed rate|
    floating rate|rate is fixed|rate is locked|rate locked|vetted trader*|positive feedback|feedback score|
    available amount|post trade ad*|create ad|create an ad|my ads|trade partner*|crypto vendor*|
    usdt vendor*|confirm receipt|confirm you have received|leave the remark blank|leave remarks blank|
    leave the reference blank`,
  'sign-up': `
    sign up|signup|register|create account|create an account|create free account|open account|
    open an account|get started|join now|create your account|open your account|open free account|join free|
    sign-up|create my account|create new account|new to|become a member`,
  'log-in': `
    log in|login|sign in|signin|my account|log into|sign into|log on|my dashboard`,
  deposit: `
    fund your wallet|fund your|add money|add cash|deposit|deposits|deposit crypto|deposit fiat|
    fund your account|top up|add funds|add inr|fund wallet|wallet funding|load wallet|load your wallet|
    cash in|cash-in|add rupees|pay in|deposited`,
  withdraw: `
    withdraw|withdrawal|withdrawals|withdraw funds|cash out|cash-out|withdrawing|withdrawn|payout to bank|
    pay out`,
  fees: `
    trading fee|trading fees|maker fee*|taker fee*|maker rebate*|maker/taker|maker / taker|maker|taker|
    fee schedule|fee rate|fee rates|fee tier|fee tiers|withdrawal fee|withdrawal fees|transaction fee rate|
    zero fee*|0% fee*|spot fee*|futures fee*|fee structure|fee discount*|vip tier*|volume tier*|p2p fee*|
    trading commission|fees and limits|trade fee*`,
  venue: `
    trading platform|derivatives platform|exchange platform|buy and sell usdt|buy and sell btc|
    buy and sell crypto|venue for digital assets|venue for crypto*|digital asset venue|crypto marketplace|
    cryptocurrency exchange|crypto exchange|bitcoin exchange|digital asset exchange|
    digital asset trading platform|digital currency exchange|crypto trading platform|
    cryptocurrency trading platform|trading platform for crypto*|virtual asset trading platform|
    digital asset platform|coin exchange|crypto derivatives exchange|peer-to-peer exchange|
    peer-to-peer marketplace|p2p marketplace|trade bitcoin|trade btc|trade crypto*|buy, sell and trade|
    buy, sell, trade|buy and sell crypto*|buy and sell bitcoin|instant exchange|exchange cryptocurrency|
    trading volume on our|our matching engine|crypto trading app|bitcoin trading app|bitcoin app|
    p2p platform|p2p crypto|otc platform|crypto otc|usdt otc|exchange for digital assets|
    exchange for crypto*|bitcoin marketplace|crypto trading site|virtual asset exchange|vda exchange|
    trade perpetual*|trade futures|buy, sell & trade|buy sell trade|buy, sell and swap|
    buy and sell digital assets|buy & sell bitcoin|buy & sell crypto*|buy & sell usdt|trade digital assets|
    altcoin exchange|futures exchange|spot and futures|spot & futures|crypto desk|our exchange|
    usdt marketplace`,
  article: `
    read more|min read|minute read|minutes read|published|published on|posted on|posted by|written by|
    by staff|editorial team|editor|newsletter|subscribe to our|breaking news|latest news|opinion|op-ed|
    share this article|related articles|related posts|comments|leave a comment|reporter|newsroom|
    press release|editor-in-chief|last updated on|reply|replies|posts:|thread|quote post|joined:|
    according to police|according to the police|police said|said in a statement|told reporters|staff writer|
    correspondent|contributing writer|news desk|newsdesk|getty images|file photo|also read|read also|
    more stories|top stories|most read|trending now|you may also like|columnist|explainer|story by|
    edited by|fact check|spokesperson|spokesman|spokeswoman|lawmaker*|arrested|in a press statement|e-paper|
    told the court|sources said|newspaper|updated:|journalist*|editorial|subscribers|podcast|tags:|author:|
    posted in|photo credit`,
  review: `
    best crypto exchanges|best bitcoin exchanges|best exchanges|top exchanges|exchange review*|our review|
    our rating|editor's rating|pros and cons|pros|cons|affiliate disclosure|affiliate link*|
    affiliate commission|may earn a commission|earn a commission|we may receive compensation|
    advertiser disclosure|referral code|referral link|use code|invite code|visit exchange|visit site|
    read review|full review|compare exchanges|verdict|exclusive bonus|claim bonus|our partners compensate|
    top 10|top 5|best crypto|best bitcoin|best platforms|our pick*|our top pick*|editor's choice|
    editor's pick|editors' choice|we tested|we reviewed|overall rating|out of 5|star rating|visit website|
    go to site|claim offer|bonus code|is it safe|is it legit|legit or scam|in-depth review|honest review|
    our methodology|how we rate|how we review|comparison table|best for beginners|best overall|what we like|
    what we don't like|drawbacks|our rating*|key features and fees|ratings & reviews|ratings and reviews|
    content rating|data safety|in-app purchases|final thoughts|bottom line|how we make money|sponsored post|
    partner link*|our score|user rating|reviewed by|alternatives to`,
  aggregator: `
    marketcap|market_cap|circulatingsupply|market cap|market capitalization|circulating supply|fully diluted|max supply|total supply|trust score|
    coins tracked|cryptocurrencies tracked|exchanges tracked|tracked exchanges|dominance|all coins|
    all-time high|ath|top exchanges by volume|exchange ranking*|price tracker|live prices|
    prices are aggregated|data from|price data|watchlist|add to watchlist|source exchange|
    markets by exchange|coinrank|liquidity score|adjusted volume|we do not offer trading|do not buy or sell|
    for information only|informational purposes only|compare rates|rate comparison|exchangers|price index|
    heatmap|heat map|fear & greed|fear and greed|price history|historical prices|price prediction|
    price forecast|volume-weighted|exchanges listed|kimchi premium|premium index|coin stats|updated every|
    aggregated from|we aggregate|prices from|coins listed|all-time low|gainers and losers|coin prices|
    prices by exchange|rates are indicative|we are not an exchange|we do not sell|does not buy or sell|
    not a broker|we don't buy or sell|data sourced from|price source*|api plans|data api|track prices`,
  explorer: `
    block explorer|blockchain explorer|block height|latest blocks|latest transactions|recent blocks|
    transaction hash|txn hash|tx hash|block hash|gas price|gas used|gas limit|mempool|confirmations|
    validators|nonce|token holders|contract address|search by address|search by address / txn hash|
    difficulty|block time|mined by|epoch|verified contracts|internal transactions|token transfers|
    token tracker|rich list|top accounts|utxo|parent hash|merkle root|input data|gwei|verified contract|
    read contract|write contract|latest block|recent transactions|total transactions|block reward|
    transactions per second|block size|node status|search by block|search transaction*|txid|on-chain data|
    block #|state root|public name tag`,
  wallet: `
    self-custody|self custody|self-custodial|non-custodial|noncustodial|seed phrase|recovery phrase|
    secret phrase|private key|private keys|your keys|hardware wallet|cold wallet device|crypto wallet|
    web3 wallet|browser extension|download wallet|create a new wallet|import wallet|
    import an existing wallet|connect wallet|wallet app|dapp browser|we never have access|
    multi-chain wallet|backup phrase|12-word|24-word|12 words|24 words|secure element|firmware|
    open source wallet|open-source wallet|restore wallet|recover wallet|air-gapped|airgapped|metal backup|
    passphrase|bip39|bip-39|chrome extension|chrome web store|dapps|sign transactions|wallet backup|
    restore your wallet|only you control|you control your|tamper-proof|offline signing|cold wallet|
    coin control|walletconnect|supported chains|add to chrome`,
  refusal: `
    does not support cryptocurrency|do not support cryptocurrenc*|does not offer cryptocurrency|
    do not offer cryptocurrenc*|does not deal in cryptocurrenc*|does not provide cryptocurrency|
    no cryptocurrency trading|not process cryptocurrenc*|prohibits cryptocurrenc*|
    cryptocurrency transactions are prohibited|prohibit the use of|
    may not be used to purchase cryptocurrenc*|may not be used to buy cryptocurrenc*|
    does not accept cryptocurrenc*|we do not accept cryptocurrenc*|not involved in cryptocurrenc*|
    not engage in virtual currency|not a cryptocurrency exchange|is not an exchange|isn't an exchange|aren't an exchange|not an exchange|
    not permit the use of|not permitted to buy crypto*|not permitted to trade crypto*|
    not permitted for crypto*|not allowed to buy crypto*|not facilitate crypto*|
    not use your account for crypto*|not use your account to buy crypto*|accounts for crypto*|
    cards for crypto*|funding crypto*|not available to crypto*|prohibited from dealing in crypto*|
    prohibited from facilitating|not deal in crypto*|not deal in virtual|not trade crypto*|
    does not sell crypto*|do not sell crypto*|does not trade in crypto*|do not buy or sell crypto*|
    does not buy or sell crypto*|not a crypto exchange|not a trading platform|no crypto trading|
    crypto trading is not available|not support crypto*|not handle crypto*|not be used for crypto*|
    not be used to buy crypto*|not for the purchase of crypto*|refrain from crypto*|
    closure of accounts dealing in crypto*|not a wallet or exchange|never handles crypto*|
    does not hold crypto*|not custody crypto*|
    never hold coins|never hold your coins|do not hold coins or|we do not hold your coins|no order book here|
    do not execute trades|never execute trades|does not execute trades|we are not a broker or exchange|
    do not buy, sell or|does not buy, sell or|not buy or sell coins|cannot buy or sell coins here`,
  gambling: `
    casino|casinos|slots|slot games|sportsbook|sports betting|live dealer|blackjack|roulette|baccarat|
    jackpot|free spins|odds|poker|bet now|place bet|bets|welcome bonus|wager*|provably fair|lottery|
    crash game|bookmaker*|bet slip|betslip|accumulator|teen patti|rummy|satta|andar bahar|color prediction|
    colour prediction|free bet*|gamble responsibly|responsible gaming|responsible gambling|house edge|
    plinko|online betting|betting site|in-play|lucky spin|live score*|place a bet|rakeback|toto|sabong|
    fantasy cricket|bet on`,
  game: `
    skins|game items|in-game items|game accounts|steam|game gold|game currency|csgo|cs2|dota|loot|boosting|
    knife|gamers|game keys|game top-up|game top up|inventory|rarity|nft collection*|nft marketplace|
    floor price|mint|collectibles|dota 2|cs:go|factory new|field-tested|minimal wear|battle-scarred|
    weapon skins|trade-up|in-game|robux|v-bucks|battle pass|case opening|open cases|mobile legends|genshin|
    pubg|free fire|gift card*|power leveling|power levelling|play to earn|play-to-earn|guild|guilds|mmorpg|
    game vouchers|diamonds top*|top up diamonds|player id|quests|playable|gameplay|stattrak|rank boost`,
  securities: `
    stocks|shares|etf|etfs|mutual funds|forex|fx|cfd|cfds|brokerage|stockbroker|equities|bonds|commodities|
    ipo|securities|pips|spreads from|metatrader|mt4|mt5|ira|retirement|nasdaq|nyse|dividend*|sipc|indices|
    precious metals|internet banking|online banking|mobile banking|savings account*|current account*|
    domiciliary|fixed deposit*|treasury bills|mortgage*|personal banking|business banking|bank plc|
    deposit insurance|share market|demat|nifty|sensex|stock market|equity|intraday|f&o|mutual fund|sip|
    money changer*|bureau de change|remittance*|foreign exchange|international transfer*|send money abroad|
    send money home|crude oil|lot size|swap-free|islamic account|raw spread*|ecn|prop firm|funded account*|
    pension*|annuity|home loan*|personal loan*|car loan*|life insurance|general insurance|unit trust*|epf|
    kwsp|pag-ibig|overdraft|currency pairs|major pairs|treasury|nse|bse|pse|lse|blue chip*|asset management|
    fund manager*|branch locator|interest rates|fixed income|money transfer|moneygram|western union|xau/usd|
    eur/usd|gbp/usd|gold prices|tracking error`,
  mining: `
    mining pool|hashrate|hash rate|stratum|miners|mining farm|pps|pplns|asic|cloud mining|worker|workers|
    block reward|mining rig*|ph/s|th/s|eh/s|mining contract*|antminer|gpu mining|pool fee|payout threshold|
    minimum payout|min payout|blocks found|hash power|hashpower|gh/s|mh/s|electricity cost|hosting facility|
    staking pool*|liquid staking|investment plan*|daily roi|daily profit|minimum investment|principal back|
    fpps|bitmain|whatsminer|mine bitcoin|bitcoin mining|mining profit*|mining hardware|staking service*|
    node operator*|daily returns`,
  payments: `
    payment gateway|payment processor|crypto payments|accept bitcoin|accept crypto*|accept payments|
    accepting payments|checkout|invoices|invoicing|point of sale|plugins|woocommerce|
    merchant account|payment buttons|online store|e-commerce|ecommerce|shopping cart|in stock|
    out of stock|shipping|free delivery|cash on delivery|track your order|return policy|
    wishlist|coupon code|sku|warranty|vps|web hosting|dedicated server*|domain registration|domain names|
    bandwidth|nvme|hosting plan*|add to bag|billing address|virtual terminal|payment link*|payment page*|
    payment api|webhook*|pos terminal|accept usdt|accept stablecoin*|merchant integration|shopify|
    money-back guarantee|buy one|product description|size guide|customer reviews|recurring billing|
    subscription plan*|refund policy|cart|payment plugin*`,
  tools: `
    portfolio tracker|track your portfolio|tax report*|crypto tax*|capital gains|cost basis|
    connect your exchange*|import your trades|import transactions|supported exchanges|sync your|
    read-only api|connect exchange accounts|trading signals|backtest*|connect via api|exchange api keys|
    price alerts|charting|tax software|form 8949|turbotax|accountants|telegram signals|vip signals|
    free signals|premium signals|signal accuracy|trading journal|tax filing|file your taxes|tax-loss|
    tax loss harvesting|schedule vda|tds report|exchange integrations|arbitrage scanner|api wrapper|
    pip install|npm install|unified api|strategy tester|paper trading|multi-exchange|multiple exchanges|
    across exchanges|trade-only api|your exchange account*|your own exchange|tick data|tick-level|
    order book snapshots|historical order book|signal provider*|signal group*|tax calculator|tax return*|
    import csv from|chartered accountant*|track all your|connect your wallets|bot subscription|
    client library|portfolio management app|crypto accounting|sync exchange*|linked exchange*|
    portfolio overview|read-only key*|read only key*|withdrawal scope|withdraw scope|grid bot docs|dca bot|
    spot–p2p arbitrage|p2p arbitrage|bot docs|alert-only|alerts only|happen on the exchange|at a supported exchange`,
  warning: `investor alert*|unregistered entit*|unlicensed entit*|without a licence|warning list|
    warning list|investor alert|investor warning|consumer alert|unauthorised|unauthorized|unlicensed|
    unregistered entities|not authorised|not authorized|not registered|regulator|regulatory authority|
    securities commission|financial authority|report a scam|scam alert|enforcement action*|public register|
    cease and desist|fraud|scammers|fraudsters|fraudulent|victims|file a complaint|lodge a complaint|beware|
    public notice|investor protection|central bank|ponzi|pyramid scheme|cybercrime|police|law firm|
    attorney*|advocates|solicitor*|judgment|judgement|prosecut*|high court|supreme court|legal opinion|
    penal code|statutory|circular|imposter*|impersonat*|money mule*|consumer protection|illegal scheme*|
    licensing regime|licensed entities|list of licensed|offence|liable to|statute|bill of|ombudsman`,
  teaching: `
    course|courses|lesson|lessons|curriculum|syllabus|lecture*|tutorial|students|enroll|enrol|university|
    faculty|glossary|what is|how does|definition|quiz|chapter|job openings|we're hiring|apply now|
    job description|full-time|responsibilities|salary|vacancies|careers|abstract|references|encyclopedia|
    vacancy|we are hiring|qualifications|years of experience|apply for this job|apply for this position|
    cover letter|job type|credits|prerequisites|office hours|instructor*|webinar*|assignment*|semester|
    credit hours|undergraduate|postgraduate|bachelor*|master's|phd|professor*|department of|journal of|doi|
    keywords:|how to apply|per annum|ctc|lpa|freshers|interview|resume|recruit*|job summary|job title|
    learning outcomes|e-learning|tuition|admission*|scholarship*|certificate of completion|live classes|
    learn at your own pace|module 1|week 1|years' experience|employment type|health insurance|paid leave|
    annual leave|work from home|hiring|join our team|job id|what you'll do|what you will do|
    what you'll learn|what you will learn|enrolment|enrollment|masterclass|bootcamp|mentor*|apply before|
    equal opportunity|thesis|dissertation|methodology|literature review`,
};
