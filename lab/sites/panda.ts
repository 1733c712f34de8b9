/** The exchange that is one page of scripts: its names, old and new, and the back end that only scripts name. */
import { AT, HOME_SUBNETS } from '../addresses.js';
import type { Pages, Site } from '../site.js';
import { COINS, html, json, moved, robots, withHeaders } from '../web/html.js';

const shell = (title: string): string =>
  html({
    lang: 'en',
    title,
    body: ['<div id="root"></div>', '<noscript>You need to enable JavaScript to run this app.</noscript>'],
    scripts: ['/static/js/main.8f3c21.js'],
  });

const PANDA_CONFIG = {
  brand: 'PandaX',
  apiBase: 'https://gw.pandax-cloud.example/v3',
  wsBase: 'wss://push.pandax-cloud.example/stream',
  fiat: ['CNY', 'HKD', 'USD'],
  defaultAreaCode: '+86',
  otcPayments: ['alipay', 'wechat', 'bank'],
  downloads: { android: 'https://dl.pandax-pro.example/pandax.apk' },
};
const PANDA_WORDS = {
  nav: { markets: '行情', trade: '币币交易', otc: '法币交易', assets: '资产' },
  otc: { alipay: '支付宝', wechat: '微信支付', bank: '银行卡' },
  access: '国内直连，无需翻墙',
};
const PANDA_BUNDLE = `!function(){fetch("/config/app-config.json").then(function(r){return r.json()}).then(function(c){
window.__cfg=c;new WebSocket("wss://push.pandax-cloud.example/stream");
return fetch("/i18n/zh-CN.json")}).then(function(r){return r.json()}).then(function(w){
document.getElementById("root").innerHTML="<h1>PandaX</h1><p>"+w.access+"</p><p>"+w.nav.otc+": "+Object.values(w.otc).join(" ")+"</p>";
return fetch(api)});
var api="https://gw.pandax-cloud.example/v3/market/tickers",pairs=["BTC/USDT","ETH/USDT","SOL/USDT"];}();
//# sourceMappingURL=main.8f3c21.js.map
`;
const pandaPages: Pages = withHeaders(
  {
    '/': shell('PandaX'),
    '/otc': shell('PandaX OTC'),
    '/trade/*': shell('PandaX Trade'),
    '/static/js/main.8f3c21.js': { body: PANDA_BUNDLE },
    '/config/app-config.json': json(PANDA_CONFIG),
    '/i18n/zh-CN.json': json(PANDA_WORDS),
    '/robots.txt': robots('User-agent: *', 'Allow: /'),
  },
  {
    'content-security-policy': 'connect-src https://gw.pandax-cloud.example wss://push.pandax-cloud.example',
  },
);

export const PANDA_SITES: readonly Site[] = [
  {
    name: 'pandax.example',
    role: 'former name of the exchange of scripts',
    yields: 'permanent redirect to a new name of the same brand',
    listed: { id: 'pandax', title: 'PandaX', kind: 'cex' },
    hosts: { '@': { a: AT.pandaSouth }, www: { a: AT.pandaSouth } },
    pages: { '/*': moved('https://www.pandax-vip.example/', 308) },
  },
  {
    name: 'pandax-vip.example',
    role: 'its new name, unknown to the list',
    yields: 'found: owner (permanent redirect from a known site)',
    hosts: { '@': { a: AT.pandaSouth }, www: { a: AT.pandaSouth } },
    certificate: { key: 'panda' },
    pages: pandaPages,
  },
  {
    name: 'pandax-pro.example',
    role: 'exchange as an empty page with scripts; different addresses by client subnet, a CDN for the rest',
    yields: 'content only in JSON and scripts: an empty shell, or filled by a renderer; addresses by place',
    listed: { id: 'pandax', title: 'PandaX', kind: 'cex', hosts: ['www'] },
    hosts: {
      '@': { a: AT.pandaSouth, aaaa: AT.pandaSouth6 },
      www: { cname: 'd3pandalab.cloudfront.net' },
      dl: { a: AT.pandaSouth },
    },
    dns: {
      views: [
        {
          subnets: HOME_SUBNETS,
          hosts: { '@': { a: AT.pandaEast }, www: { a: AT.pandaEast } },
        },
        {
          subnets: ['203.116.43.0/24', '103.24.77.0/24'],
          hosts: { '@': { a: AT.pandaSouth }, www: { a: AT.pandaSouth } },
        },
      ],
    },
    certificate: { key: 'panda' },
    pages: pandaPages,
  },
  {
    name: 'pandax-cloud.example',
    role: 'its API and WebSocket hosts, named in JSON and scripts, in a cloud',
    yields: 'found: a lead (API host on several pages); in a cloud its TLS key does not count',
    hosts: { '@': { a: AT.cloud }, gw: { a: AT.cloud }, push: { a: AT.cloud } },
    certificate: { key: 'panda' },
    pages: {
      '/v3/market/tickers': json({
        result: COINS.map((base, i) => ({ s: `${base}/USDT`, p: String(100 + i) })),
      }),
      '/v3/market/depth': json({ result: { bids: [['100.1', '2']], asks: [['100.2', '3']] } }),
      '/*': { ...json({ error: 'not found' }), status: 404 },
    },
  },
];
