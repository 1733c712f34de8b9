/** What addresses of pages and links say by themselves. */

/** Host in lower case, and everything behind it. Links are absolute http URLs, so nothing else is looked at. */
export function splitUrl(url: string): { host: string; rest: string } {
  const start = url.indexOf('//') + 2;
  let end = start;
  let isBare = true;
  for (; end < url.length; end++) {
    const unit = url.charCodeAt(end);
    if (unit === 47 || unit === 63 || unit === 35) break;
    // `@` or `:`
    if (unit === 64 || unit === 58) isBare = false;
  }
  const host = url.slice(start, end).toLowerCase();
  const rest = url.slice(end);
  return isBare
    ? { host, rest }
    : { host: host.slice(host.lastIndexOf('@') + 1).replace(/:\d{1,5}$/, ''), rest };
}

export const REFERRAL =
  /[?&](?:ref|refid|ref_id|rf|r|aff|affid|aff_id|affiliate|invite|invite_?code|invitation_?code|inviter|referral|referrer|referral_?code|promo|promo_?code|partner|clickid|subid|utm_campaign|vipcode|channel(?:id)?|rcode)=|\/(?:go|ref|out|visit|recommends?|join|invite|r|a)\/[\w-]{2,40}/i;
export const TRADE_PATH =
  /\/(?:trade|trades|trading|spot|exchange|markets?|futures|future|swap|contract|perpetual|perp|margin|advanced?|basic|pro|jiaoyi|linear|inverse|usdt|orderbook|currency)(?:[-_](?:spot|usdt|market|center|view|pro))?\/?(?:[a-z]{1,12}\/){0,3}(?:[?#&]\w{1,12}=)?([a-z0-9]{2,10})[-_/]?(usdt|usdc|busd|btc|eth|bnb|usd|eur|krw|jpy|cny|thb|inr|rub|idr|myr|php|vnd|twd|hkd|try)(?![a-z0-9])/i;
export const ARTICLE_PATH =
  /\/(?:news|blogs?|articles?|posts?|press|academy|learn|wiki|guides?|tutorials?|insights?|research|story|stories|opinion|column|magazine|forum|thread|topic|questions?|viewtopic|baike|zixun|xinwen|kuaixun|education|courses?|jobs?|careers?)(?:[/.-]|$)|\/(?:19|20)\d\d\/\d\d?\//i;
export const HELP_HOST = /^(?:help|support|faq|hc|helpdesk|helpcenter|bantuan|tulong|pomosch|kefu)\./;
export const HELP_PATH =
  /\/(?:hc|help|help-?cent(?:er|re)|support|faqs?|announcements?|notices?)(?:[/.-]|$)|\/guides?\/(?:sign-?up|regist\w{1,8}|kyc|verif\w{1,8}|deposit|withdraw\w{0,4}|account|security)(?:[/.]|$)/i;
/** Terms of use, fees and limits: the service speaks of itself there, too. */
export const TERMS_PATH =
  /\/(?:legal|terms(?:-of-\w{1,8})?|tos|user-?agreement|agreement|conditions)(?:[/.-]|$)/i;
