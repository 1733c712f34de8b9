import { type ResidentVocabulary, words } from './types.js';

export const EN: ResidentVocabulary = {
  language: 'en',
  trade:
    words(` you send | you give | buy crypto* | buy bitcoin | buy btc | buy usdt | buy usdc | buy eth | buy coins | buy tether |
    buy and sell usdt | buy and sell bitcoin | buy and sell crypto* | buy & sell crypto* | sell usdt |
    sell bitcoin | sell crypto* | sell btc | trade crypto* | trade usdt | trade bitcoin |
    buy digital assets | p2p | c2c | otc | peer-to-peer | on-ramp | onramp | off-ramp | offramp |
    spot trading | futures trading | trading pairs | express buy | one-click buy | quick buy |
    fiat trading | fiat gateway | fiat deposit* | fiat withdrawal* | crypto exchange | bitcoin exchange |
    purchase crypto* | purchase usdt | purchase bitcoin`),
  money: words(`
    deposit* | withdraw* | buy | sell | buying | selling | purchase* | pay | pay with | paid | payment* |
    top up | fund | funding | cash out | cash in | add money | add funds | trade | transfer* |
    fund your account | cashout | convert | paytype | paymethod* | payway* | paychannel* | pay_type |
    pay_method* | pay_way*`),
  coins: words(`
    usdt | usdc | btc | eth | bitcoin | ethereum | tether | crypto | cryptocurrenc* | stablecoin* |
    digital asset* | digital currenc* | virtual asset* | altcoin* | coins | token | tokens | bnb | xrp |
    trx | doge | sol | ltc`),
  fiat: words(`
    fiat* | legal currenc* | local currenc* | legal tender | fiat market* | quote currenc* |
    quotecurrency | legalcurrency | legalcoin | tradecurrency | base currency | otc* | c2c* | p2p*`),
  display: words(`
    exchange rate* | exchangerate* | conversion | converter | convert to | calculator | display currenc* |
    displaycurrenc* | fiatrate* | fiat_rate* | currencyrate* | currency_rate* | price in | rate* |
    approx* | preferred currency | display prices | show prices | estimated value | valuation |
    live price | price chart`),
  notBefore:
    words(` not permit* | not allow* | must not use | not support* | don't support | doesn't support | do not support |
    no longer support* | not accept* | don't accept | do not accept |
    no longer accept* | does not accept | cannot use | can't use |
    never use | not available | unavailable | discontinued | not offer* |
    don't offer | do not offer | suspend* | removed | removing |
    stopped accepting | not via | delist* | prohibit* | disabled`),
  notAfter: words(`
    is not supported | are not supported | not supported | is not available | are not available |
    not accepted | is no longer | are no longer | unavailable | is disabled | has been removed |
    coming soon | was banned | is banned`),
  phone: words(`
    phone | mobile | phone number | mobile number | sms | country code | area code | dial code |
    calling code | telephone | verification code | areacode | countrycode | dialcode | phonecode |
    phoneprefix`),
  noVpn: words(`
    no vpn needed | no vpn required | no need for vpn | no need for a vpn | no need to use vpn |
    no need to use a vpn | without a vpn | without vpn | vpn-free | vpn free access | don't need a vpn |
    do not need a vpn | vpn not required | vpn is not required | vpn not needed | no vpn`),
  backup: words(`
    backup domain* | backup url* | backup link* | backup site* | alternative domain* | alternate domain* |
    alternative link* | alternative url* | mirror site* | mirror domain* | mirror link* | mirrors |
    emergency domain* | latest domain* | spare domain* | working link* | working mirror*`),
  blocked: words(`
    blocked | blocking | cannot access | can't access | unable to access | inaccessible | restricted by |
    isp | internet provider | network restrictions | not accessible | if the site does not open |
    cannot open | can't open | firewall | ban`),
  otherDocuments: words(
    `passport* | driver's licen* | driving licen* | drivers licen* | residence permit* | driver licen*`,
  ),
  excludes: words(`
    not available to | not available in | not available for | unavailable in | unavailable to |
    do not provide | does not provide | not provide | not provided | do not offer | does not offer |
    not offered | not serve | does not serve | do not serve | not accept | does not accept |
    do not accept | not accepted from | not permitted | restricted | excluding | exclude* | except |
    not open to | not intended for | not directed at | not directed to | not located in |
    not a resident of | not residents of | not reside in | not residing in | not eligible |
    cannot be used | not supported in | not support | banned in | block users | blocks users | prohibit* |
    ineligible | unable to serve | unable to provide | cannot provide | cannot serve | not solicit |
    not target | not onboard | not allowed | not allow | other than | may not use | not available |
    not market | we block | not marketed | not reside | not citizens | refuse* | not register`),
  excluded: words(`
    not supported | not permitted | not eligible | not allowed | are prohibited | is prohibited |
    are excluded | is excluded | excluded | are restricted | is restricted | not available | unavailable |
    ineligible | are not served | not accepted | are blocked | is blocked | not welcome | not able to |
    may not use | may not access | may not register | may not open | must not use | must not access |
    cannot use | cannot register | cannot access | cannot open | cannot create | cannot be served |
    can not use | can not register | (restricted) | (prohibited) | will be refused | not served`),
  restricted: words(`
    restricted countr* | restricted jurisdiction* | restricted territor* | restricted location* |
    restricted region* | restricted area* | prohibited countr* | prohibited jurisdiction* |
    prohibited territor* | prohibited region* | excluded countr* | excluded jurisdiction* |
    excluded territor* | unsupported countr* | unsupported region* | unsupported jurisdiction* |
    countries not supported | countries we do not serve | countries we do not support | following countr* |
    following jurisdiction* | following territor* | following region* | blocked countr* |
    ineligible countr* | sanctioned countr* | not available in the following | where we do not operate |
    non-supported countr* | non-serviceable countr* | restricted persons`),
  exits: words(`
    stop serving | stopped serving | will stop serving | stop providing | cease serving | cease to serve |
    cease providing | cease operations | cease all operations | ceasing operations | ceased operations |
    discontinue service* | discontinue its service* | discontinue our service* | discontinuing |
    terminate service* | terminate our service* | termination of service* | wind down | winding down |
    exit the | exiting | withdrawal from the | no longer serve* | no longer provide* | no longer be able |
    no longer offer* | no longer accept* | no longer available | no longer be available | off-board* |
    offboard* | suspend registration* | close all accounts | leaving the | cease to provide |
    cease offering | end support | ending support | withdraw from the market | phase out service* |
    shut down service* | shut down operations | pull out of`),
  reports: words(`
    reporter | reporters | journalist* | told reporters | reported that | reportedly |
    according to sources | people familiar | spokesperson | spokesman | spokeswoman | written by |
    by staff | editor: | press conference | our review | published:`),
};
