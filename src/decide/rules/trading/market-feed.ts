/** Where a page says that market data comes from: streaming hosts and endpoints. */
import type { PageSigns } from './page-signs.js';

const FEED_HOST =
  /(?:^|[.-])(?:ws\d?|wss|wsapi|stream\w{0,8}|market\w{0,6}|quot\w{0,8}|push|kline|feed|ticker|real(?:time)?|spot|futures|contract|trade|exchange|pro)(?=[.\d-])/i;
const ENDPOINT =
  /\/(?:api|v\d|open|public|market|openapi|rest|spot)[\w/.-]{0,40}\/(?:order_?book|depth|klines?|candles?|tickers?(?:\/24hr)?|trades|book|symbols|exchangeinfo|instruments)(?![\w-])/i;

/** Streaming host of the platform's own, or an endpoint for order books that a page names. */
export function feedOf(page: PageSigns): string | null {
  const { document } = page.page.page;
  const site = page.page.host.split('.').slice(-2).join('.');
  const name = brandOf(site);
  for (const { host, as } of document.apiHosts.slice(0, 100))
    if (as.includes('websocket') && FEED_HOST.test(host) && (host.endsWith(site) || host.includes(name)))
      return host;
  for (const { place, text } of page.page.parts.slice(0, 400)) {
    if ((place !== 'text' && place !== 'config') || !text.includes('/')) continue;
    const match = ENDPOINT.exec(text.length > 4_096 ? text.slice(0, 4_096) : text);
    if (match) return match[0];
  }
  return null;
}

/** `brand-pro.example` and `brand-cloud.example` are one brand; short first words are anybody's. */
function brandOf(site: string): string {
  const label = site.split('.')[0] as string;
  const stem = label.split('-')[0] as string;
  return stem.length >= 5 ? stem : label;
}
