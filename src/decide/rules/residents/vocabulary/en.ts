import { type ResidentVocabulary, words } from './types.js';

export const EN: ResidentVocabulary = {
  language: 'en',
  trade: words(`
    you send | you give | buy crypto* | buy bitcoin | buy btc | buy usdt | buy usdc | buy eth | buy coins |
    buy tether | buy and sell usdt | buy and sell bitcoin | buy and sell crypto* | buy & sell crypto* |
    sell usdt | sell bitcoin | sell crypto* | sell btc | trade crypto* | trade usdt | trade bitcoin |
    buy digital assets | p2p | c2c | otc | peer-to-peer | on-ramp | onramp | off-ramp | offramp |
    spot trading | futures trading | trading pairs | express buy | one-click buy | quick buy |
    fiat trading | fiat gateway | fiat deposit* | fiat withdrawal* | crypto exchange | bitcoin exchange |
    purchase crypto* | purchase usdt | purchase bitcoin | sell your usdt | sell your crypto* |
    sell your bitcoin | sell eth | sell usdc | swap usdt | convert usdt | usdt rate* | usdt price |
    release usdt | release crypto* | release the crypto* | usdt to cash | usdt vendor* | crypto vendor* |
    perpetual* | spot market* | crypto trading | buying usdt | selling usdt | buying crypto* |
    selling crypto* | buying bitcoin | selling bitcoin | copy trading`),
  money: words(`
    deposit* | withdraw* | buy | sell | buying | selling | purchase* | pay | pay with | paid | payment* |
    top up | fund | funding | cash out | cash in | add money | add funds | trade | transfer* |
    fund your account | cashout | convert | paytype | paymethod* | payway* | paychannel* | pay_type |
    pay_method* | pay_way* | send money | cashing out | payout* | payin | top-up | topping up | add cash |
    buyer | seller | settle* | refund* | checkout | remit*`),
  coins: words(`
    usdt | usdc | btc | eth | bitcoin | ethereum | tether | crypto | cryptocurrenc* | stablecoin* |
    digital asset* | digital currenc* | virtual asset* | altcoin* | coins | token | tokens | bnb | xrp |
    trx | doge | sol | ltc | solana | ripple | dogecoin | litecoin | digital token*`),
  fiat: words(`
    fiat* | legal currenc* | local currenc* | legal tender | fiat market* | quote currenc* | quotecurrency |
    legalcurrency | legalcoin | tradecurrency | base currency | otc* | c2c* | p2p* | select currency |
    payment currency | supported currenc* | trading currency | currency pair*`),
  display: words(`
    exchange rate* | exchangerate* | conversion | converter | convert to | calculator | display currenc* |
    displaycurrenc* | fiatrate* | fiat_rate* | currencyrate* | currency_rate* | price in | rate* | approx* |
    preferred currency | display prices | show prices | estimated value | valuation | live price |
    price chart | price today | reference price | displayed in | shown in | indicative | price tracker |
    historical price*`),
  notBefore: words(`
    not permit* | not allow* | must not use | not support* | don't support | doesn't support |
    do not support | no longer support* | not accept* | don't accept | do not accept | no longer accept* |
    does not accept | cannot use | can't use | never use | not available | unavailable | discontinued |
    not offer* | don't offer | do not offer | suspend* | removed | removing | stopped accepting | not via |
    delist* | prohibit* | disabled | don't use | do not use | not use | not using | stop accepting |
    stopped supporting | no longer available | not deposit* | not send | avoid | without using | rejected |
    never accept | we reject | instead of | end support for | ending support for`),
  notAfter: words(`
    is not supported | are not supported | not supported | is not available | are not available |
    not accepted | is no longer | are no longer | unavailable | is disabled | has been removed |
    coming soon | was banned | is banned | not yet available | not yet supported | is suspended |
    are suspended | is not possible | are not possible | is not allowed | are not allowed | are rejected |
    will be rejected | is paused | are paused | no longer work | no longer supported | discontinued`),
  phone: words(`
    phone | mobile | phone number | mobile number | sms | country code | area code | dial code |
    calling code | telephone | verification code | areacode | countrycode | dialcode | phonecode |
    phoneprefix | otp | one-time password | one time password | cellphone | enter your number`),
  noVpn: words(`
    no vpn needed | no vpn required | no need for vpn | no need for a vpn | no need to use vpn |
    no need to use a vpn | without a vpn | without vpn | vpn-free | vpn free access | don't need a vpn |
    do not need a vpn | vpn not required | vpn is not required | vpn not needed | no vpn |
    vpn isn't needed | vpn is not needed | vpn is not necessary | vpn isn't required |
    you won't need a vpn | doesn't need vpn | does not require a vpn | don't need vpn | no need of vpn |
    need not use vpn`),
  backup: words(`
    backup domain* | backup url* | backup link* | backup site* | alternative domain* | alternate domain* |
    alternative link* | alternative url* | mirror site* | mirror domain* | mirror link* | mirrors |
    emergency domain* | latest domain* | spare domain* | working link* | working mirror* | backup address* |
    backup website* | alternative website* | alternative address* | alternate link* | alternate url* |
    alternate site* | new domain | new link* | new website address | new url | mirror | latest link |
    latest address* | current domain* | current address* | access link* | entry link* |
    official domains list | bookmark this | bookmark these | proxy site* | reserve domain* | reserve link*`),
  blocked: words(`
    blocked | blocking | cannot access | can't access | unable to access | inaccessible | restricted by |
    isp | internet provider | network restrictions | not accessible | if the site does not open |
    cannot open | can't open | firewall | ban | geoblocked | site is down | does not load | doesn't load |
    won't load | not loading | not opening | doesn't open | does not open | filtered | censor* | npc order |
    network operator* | telecom* | blacklisted`),
  otherDocuments: words(`
    passport* | driver's licen* | driving licen* | drivers licen* | residence permit* | driver licen* |
    travel document* | birth certificate | work permit`),
  excludes: words(`
    not available to | not available in | not available for | unavailable in | unavailable to |
    do not provide | does not provide | not provide | not provided | do not offer | does not offer |
    not offered | not serve | does not serve | do not serve | not accept | does not accept | do not accept |
    not accepted from | not permitted | restricted | excluding | exclude* | except | not open to |
    not intended for | not directed at | not directed to | not located in | not a resident of |
    not residents of | not reside in | not residing in | not eligible | cannot be used | not supported in |
    not support | banned in | block users | blocks users | prohibit* | ineligible | unable to serve |
    unable to provide | cannot provide | cannot serve | not solicit | not target | not onboard |
    not allowed | not allow | other than | may not use | not available | not market | we block |
    not marketed | not reside | not citizens | refuse* | not register | not be available to |
    not be available in | not be offered to | not be offered in | not be provided to | unable to onboard |
    no longer available in | no longer available to | we cannot accept | not open accounts for |
    cannot open accounts for | not licensed to serve | not authorised to serve | not serving | don't serve |
    doesn't serve | not supporting | off limits to | closed to | not for use in | not for residents of |
    not for persons in | barred from | geo-block* | not for users in | not intended to`),
  excluded: words(`
    not supported | not permitted | not eligible | not allowed | are prohibited | is prohibited |
    are excluded | is excluded | excluded | are restricted | is restricted | not available | unavailable |
    ineligible | are not served | not accepted | are blocked | is blocked | not welcome | not able to |
    may not use | may not access | may not register | may not open | must not use | must not access |
    cannot use | cannot register | cannot access | cannot open | cannot create | cannot be served |
    can not use | can not register | (restricted) | (prohibited) | will be refused | not served |
    are not able | will not be able | cannot be onboarded | are not onboarded | are barred | is barred |
    are banned | is banned | are declined | are refused | are rejected | not be accepted | may not trade |
    must not register | should not use | should not register | are unable to | no longer served |
    no longer supported | not covered | are off limits | not open to you | not be permitted |
    not authorised | not authorized | shall not use | shall not access | shall not register | geo-blocked`),
  restricted: words(`
    restricted countr* | restricted jurisdiction* | restricted territor* | restricted location* |
    restricted region* | restricted area* | prohibited countr* | prohibited jurisdiction* |
    prohibited territor* | prohibited region* | excluded countr* | excluded jurisdiction* |
    excluded territor* | unsupported countr* | unsupported region* | unsupported jurisdiction* |
    countries not supported | countries we do not serve | countries we do not support | following countr* |
    following jurisdiction* | following territor* | following region* | blocked countr* |
    ineligible countr* | sanctioned countr* | not available in the following | where we do not operate |
    non-supported countr* | non-serviceable countr* | restricted persons | countries we don't serve |
    countries we don't support | not supported countr* | unserved countr* | unsupported locations |
    excluded region* | excluded persons | prohibited persons | prohibited users | restricted users |
    restricted zones | geographic restriction* | geographical restriction* | country restriction* |
    regional restriction* | jurisdictional restriction* | eligibility restriction* |
    service area restriction* | not available in these | countries where we do not | countries not served |
    jurisdictions not supported | list of countries | unavailable region* | unavailable countr* |
    blacklisted countr* | embargoed countr* | forbidden countr* | non-supported region* |
    where services are not available`),
  exits: words(`
    stop serving | stopped serving | will stop serving | stop providing | cease serving | cease to serve |
    cease providing | cease operations | cease all operations | ceasing operations | ceased operations |
    discontinue service* | discontinue its service* | discontinue our service* | discontinuing |
    terminate service* | terminate our service* | termination of service* | wind down | winding down |
    exit the | exiting | withdrawal from the | no longer serve* | no longer provide* | no longer be able |
    no longer offer* | no longer accept* | no longer available | no longer be available | off-board* |
    offboard* | suspend registration* | close all accounts | leaving the | cease to provide |
    cease offering | end support | ending support | withdraw from the market | phase out service* |
    shut down service* | shut down operations | pull out of | stop operating | stops operating |
    stopped operating | stop onboarding | stopped onboarding | stop accepting new | stopped accepting new |
    suspend new registration* | suspend service* | suspended service* | suspending service* | sunset* |
    end service* | ending service* | end our service* | ended service* | stop offering | stopped offering |
    halt service* | halted service* | halting service* | halt operations | we are leaving | we're leaving |
    we have left | exited the | exit from the | departure from | discontinue operations |
    discontinued service* | discontinued operations | discontinue support | withdrawal-only |
    remaining funds before | move your funds before | withdraw your assets before | withdraw all assets |
    withdraw their assets | restrict access for users in | cease business | ceased to offer |
    cease to offer | shutting down | will shut down | terminate the account* | terminate all accounts |
    no new registrations`),
  reports: words(`
    reporter | reporters | journalist* | told reporters | reported that | reportedly |
    according to sources | people familiar | spokesperson | spokesman | spokeswoman | written by |
    by staff | editor: | press conference | our review | published: | newspaper* | news agency |
    in a statement | according to police | police said | sources said | correspondent* | columnist* |
    legal analysis | law firm | we reviewed | court heard`),
};
