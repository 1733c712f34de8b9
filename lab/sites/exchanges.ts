/** Other exchanges: one page of scripts, one that shuts residents out, one at home, and those that mean somebody else. */
import { AT, HOME_SUBNETS } from '../addresses.js';
import type { Pages, Site } from '../site.js';
import { COINS, form, html, json, link, list, markets, moved, robots, withHeaders } from '../web/html.js';

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
window.__cfg=c;fetch("/i18n/zh-CN.json");new WebSocket("wss://push.pandax-cloud.example/stream")});
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

const exchangeHome = (options: {
  readonly lang: string;
  readonly brand: string;
  readonly claim: string;
  readonly heads: readonly string[];
  readonly quote: string;
  readonly nav: readonly (readonly [string, string])[];
  readonly more: readonly string[];
  readonly footer?: readonly string[];
}): string =>
  html({
    lang: options.lang,
    title: `${options.brand} - ${options.claim}`,
    nav: options.nav,
    body: [`<h1>${options.claim}</h1>`, markets(options.heads, COINS, options.quote), ...options.more],
    footer: options.footer,
  });

const ALPEN_TERMS = html({
  lang: 'en',
  title: 'Terms of Use | Alpenex',
  nav: [['Home', '/']],
  body: [
    '<h1>Terms of Use</h1>',
    'Alpenex AG, Zug, is supervised in Switzerland.',
    'We do not provide services to residents of mainland China, Iran or North Korea. 本平台不向中国大陆用户提供服务。',
  ],
});
const alpenPages: Pages = {
  '/': exchangeHome({
    lang: 'en',
    brand: 'Alpenex',
    claim: 'The Swiss exchange for digital assets',
    heads: ['Pair', 'Price', 'Change', 'Trade'],
    quote: 'CHF',
    nav: [
      ['Markets', '/markets'],
      ['Terms', '/terms'],
      ['Sign up', '/signup'],
    ],
    more: ['Fund your account by SEPA transfer.', link('Open an account', '/signup')],
  }),
  '/terms': ALPEN_TERMS,
  '/signup': html({
    lang: 'en',
    title: 'Sign up | Alpenex',
    body: [
      form(
        '/signup',
        [
          ['email', 'email'],
          ['password', 'password'],
        ],
        'Sign up',
      ),
    ],
  }),
};
const GONE = html({
  lang: 'en',
  title: 'Unavailable For Legal Reasons',
  body: ['<h1>451</h1>', 'Alpenex is not available in your country or region.'],
});

const dokkaebiHome = exchangeHome({
  lang: 'ko',
  brand: '도깨비거래소',
  claim: '믿을 수 있는 디지털 자산 거래소',
  heads: ['마켓', '현재가', '변동', '거래'],
  quote: 'KRW',
  nav: [
    ['거래소', '/trade/BTC_KRW'],
    ['입출금', '/wallet'],
    ['고객센터', '/help'],
    ['회원가입', '/join'],
  ],
  more: ['원화 입금은 실명 확인 계좌로만 가능합니다.', '카카오톡: dokkaebi_help'],
});
const sakuraHome = exchangeHome({
  lang: 'ja',
  brand: 'サクラX',
  claim: '暗号資産の取引所 サクラX',
  heads: ['銘柄', '価格', '変動', '取引'],
  quote: 'JPY',
  nav: [
    ['販売所', '/buy'],
    ['取引所', '/trade/BTC_JPY'],
    ['口座開設', '/signup'],
  ],
  more: [
    '暗号資産交換業者 関東財務局長 第99999号(架空)',
    '日本円のクイック入金、銀行振込に対応しています。中国語でのサポートはありません。',
  ],
});
const medvedHome = exchangeHome({
  lang: 'ru',
  brand: 'Медведекс',
  claim: 'Обмен и торговля криптовалютой P2P',
  heads: ['Пара', 'Цена', 'Изменение', 'Торговать'],
  quote: 'RUB',
  nav: [
    ['Рынки', '/markets'],
    ['P2P', '/p2p'],
    ['Комиссии', '/fees'],
    ['Регистрация', '/register'],
  ],
  more: [
    'Покупка USDT за рубли: СБП, банковская карта.',
    link('Телеграм', 'https://t.me/medvedex_lab'),
    '<label>Телефон <select><option selected>+7</option><option>+375</option></select></label>',
  ],
});

export const EXCHANGE_SITES: readonly Site[] = [
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
    yields: 'content only in JSON and scripts: an empty shell without a renderer; addresses by place',
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
  {
    name: 'alpenex.example',
    role: 'exchange that shuts residents out: by its terms, and with 451 towards their networks',
    yields: 'trading platform abroad (CH) that does not serve residents: never proposed',
    listed: { id: 'alpenex', title: 'Alpenex', kind: 'cex', hosts: ['www'] },
    hosts: { '@': { a: AT.alpen, aaaa: AT.alpen6 }, www: { a: AT.alpen, aaaa: AT.alpen6 } },
    dns: {
      views: [
        {
          subnets: HOME_SUBNETS,
          hosts: { '@': { a: AT.alpenHomeEdge }, www: { a: AT.alpenHomeEdge } },
        },
      ],
    },
    shutOut: { subnets: HOME_SUBNETS, edges: AT.alpenHomeEdge, page: { status: 451, body: GONE } },
    certificate: { organisation: 'Alpenex AG' },
    pages: alpenPages,
  },
  {
    name: 'lantern-coin.example',
    role: 'exchange whose servers stand at home',
    yields: 'gate B fails openly: operates from home (CN)',
    listed: { id: 'lantern', title: 'Lantern Coin', kind: 'cex' },
    hosts: { '@': { a: AT.lantern, aaaa: AT.lantern6 }, www: { a: AT.lantern, aaaa: AT.lantern6 } },
    pages: {
      '/': exchangeHome({
        lang: 'zh-Hans',
        brand: '灯笼币',
        claim: '灯笼币 - 数字资产交易',
        heads: ['交易对', '最新价', '涨跌', '交易'],
        quote: 'CNY',
        nav: [
          ['行情', '/markets'],
          ['注册', '/register'],
        ],
        more: ['支持支付宝、银行卡充值与提现。'],
      }),
    },
  },
  {
    name: 'dokkaebi-ex.example',
    role: 'Korean exchange for Koreans',
    yields: 'trading platform abroad (KR) without a sign of residents: watched',
    listed: { id: 'dokkaebi', title: 'Dokkaebi', kind: 'cex' },
    hosts: { '@': { a: AT.dokkaebi }, www: { a: AT.dokkaebi } },
    pages: { '/': dokkaebiHome },
  },
  {
    name: 'sakurax.example',
    role: 'Japanese exchange for Japanese; kanji that mean nothing for the profile',
    yields: 'trading platform abroad (JP): watched',
    listed: { id: 'sakurax', title: 'Sakura X', kind: 'cex' },
    hosts: { '@': { a: AT.sakura, aaaa: AT.sakura6 }, www: { a: AT.sakura, aaaa: AT.sakura6 } },
    pages: { '/': sakuraHome },
  },
  {
    name: 'medvedex.example',
    role: 'Russian P2P exchange',
    yields: 'trading platform abroad (RU), rails of another country: watched',
    listed: { id: 'medvedex', title: 'Medvedex', kind: 'p2p' },
    hosts: { '@': { a: AT.medved, aaaa: AT.medved6 }, www: { a: AT.medved, aaaa: AT.medved6 } },
    pages: { '/': medvedHome },
  },
  {
    name: 'swapfrog.example',
    role: 'swap service without accounts, in English',
    yields: 'trading platform abroad (MT), no residents: watched',
    listed: { id: 'swapfrog', title: 'Swapfrog', kind: 'swap' },
    hosts: { '@': { a: AT.frog }, www: { a: AT.frog } },
    plainHttp: 'serve',
    pages: {
      '/': html({
        lang: 'en',
        title: 'Swapfrog - swap crypto without an account',
        body: [
          '<h1>Swap in a hop</h1>',
          form(
            '/swap',
            [
              ['from', 'text'],
              ['to', 'text'],
              ['amount', 'number'],
            ],
            'Exchange',
          ),
          list('BTC → ETH 0.25% fee', 'USDT → SOL 0.25% fee', 'ETH → XMR 0.5% fee'),
        ],
      }),
    },
  },
];
