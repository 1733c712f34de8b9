/** Pages of the exchange that serves residents; its mirror shows the same, and so does its clone. */
import type { PageSpec, Pages } from '../site.js';
import {
  alternate,
  appClaims,
  COINS,
  canonical,
  form,
  html,
  json,
  link,
  list,
  markets,
  robots,
  sitemap,
} from '../web/html.js';

export const HOME = 'https://www.tigerbit.example';
export const MIRROR = 'https://www.tigerbit-asia.example';
const FINGERPRINT =
  '5A:1C:7E:90:33:D4:6B:28:F1:0E:9D:47:C2:85:3B:AA:61:F8:14:DE:70:9B:25:4C:E3:06:B7:8F:12:CD:59:A4';
export const APPS = appClaims('example.tigerbit.app', FINGERPRINT, 'TGR4K7LAB9.example.tigerbit.ios');
const STATISTICS = 'https://hm.baidu.com/hm.js?7c1e5b90a2d84f63b8e7019fd2c4a65b';
export const BACK_END = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' https://static.tigerbit.example; connect-src 'self' https://api.tgr-markets.example wss://stream.tgr-markets.example",
};

const head = (self: string, path: string, canonicalBase = self): string[] => [
  canonical(`${canonicalBase}${path}`),
  alternate('en', `${HOME}/`),
  alternate('zh-Hans', `${MIRROR}/zh-cn/`),
  '<link rel="icon" href="/favicon.svg"><link rel="manifest" href="/manifest.webmanifest">',
  '<meta name="generator" content="TGR Web 4.2">',
];
const nav = (language: 'zh' | 'en'): [string, string][] =>
  language === 'zh'
    ? [
        ['首页', '/zh-cn/'],
        ['行情', '/zh-cn/markets'],
        ['币币交易', '/trade/BTC_USDT'],
        ['快捷买币', '/zh-cn/p2p'],
        ['手续费', '/zh-cn/fees'],
        ['下载APP', '/zh-cn/app'],
        ['帮助', '/zh-cn/help/access'],
        ['注册', '/register'],
      ]
    : [
        ['Markets', '/zh-cn/markets'],
        ['Spot', '/trade/BTC_USDT'],
        ['P2P', '/zh-cn/p2p'],
        ['Fees', '/zh-cn/fees'],
        ['Terms', '/terms'],
        ['Official domains', '/official-domains'],
        ['Sign up', '/register'],
      ];
const FOOTER = [
  `© Tigerbit ${link('Telegram', 'https://t.me/tigerbit_cn_lab')} ${link('X', 'https://x.com/tigerbitlab')}`,
  '官方微信：tigerbit_kefu　QQ交流群：733104829',
  link('官方域名验证', '/official-domains'),
];

/** The pages are the same on the exchange, on its mirror and on the clone but for who they say that they are. */
export function tigerPages(self: string, canonicalBase = self): Pages {
  const page = (path: string, language: 'zh' | 'en', title: string, ...body: string[]): string =>
    html({
      lang: language === 'zh' ? 'zh-Hans' : 'en',
      title,
      head: head(self, path, canonicalBase),
      nav: nav(language),
      body,
      footer: FOOTER,
      scripts: ['/assets/app.js', STATISTICS],
    });
  return {
    '/': page(
      '/',
      'en',
      'Tigerbit | Buy and trade Bitcoin, Ethereum and 300 other coins',
      '<h1>Trade the market that never sleeps</h1>',
      'Spot, margin and futures with deep order books. Deposit and withdraw at any time.',
      markets(['Pair', 'Last price', 'Change', 'Trade'], COINS.slice(0, 6), 'USDT'),
      link('Create account', '/register'),
    ),
    '/zh-cn/': page(
      '/zh-cn/',
      'zh',
      '虎币 Tigerbit - 比特币、以太坊、USDT 交易平台',
      '<h1>全球领先的数字资产交易平台</h1>',
      '支持 USDT、BTC、ETH 等 300 多个币种，充值提现秒到账。',
      markets(['交易对', '最新价', '涨跌', '交易'], COINS, 'USDT'),
      link('立即注册，领取新人礼包', '/register'),
    ),
    '/zh-cn/markets': page(
      '/zh-cn/markets',
      'zh',
      '行情 - 虎币 Tigerbit',
      '<h1>币币行情</h1>',
      markets(['交易对', '最新价', '涨跌', '交易'], COINS, 'USDT'),
      markets(['交易对', '最新价', '涨跌', '交易'], ['USDT', 'BTC', 'ETH'], 'CNY'),
    ),
    '/zh-cn/p2p': page(
      '/zh-cn/p2p',
      'zh',
      'C2C 买币 - 虎币 Tigerbit',
      '<h1>C2C 买卖 USDT</h1>',
      '人民币（CNY）零手续费买入 USDT，支持支付宝、微信支付、银行卡转账。',
      '<table><tr><th>商家</th><th>价格</th><th>限额</th><th>支付方式</th></tr><tr><td>诚信商家A</td><td>7.21 CNY</td><td>500 - 50,000</td><td><img src="/img/alipay.svg" alt="支付宝"> <img src="/img/wechatpay.svg" alt="微信支付"></td></tr><tr><td>闪电换币</td><td>7.22 CNY</td><td>1,000 - 200,000</td><td><img src="/img/bank-card.svg" alt="银行卡"></td></tr></table>',
      '<label>手机号 <select name="area"><option selected>+86 中国</option><option>+852</option><option>+65</option></select></label>',
    ),
    '/zh-cn/fees': page(
      '/zh-cn/fees',
      'zh',
      '手续费 - 虎币 Tigerbit',
      '<h1>交易手续费</h1>',
      '挂单 0.10%，吃单 0.10%。提现手续费：USDT（TRC20）1 USDT。',
    ),
    '/zh-cn/app': page(
      '/zh-cn/app',
      'zh',
      '下载 - 虎币 Tigerbit',
      '<h1>下载 APP</h1>',
      list(
        link('Google Play', 'https://play.google.com/store/apps/details?id=example.tigerbit.app'),
        link('App Store', 'https://apps.apple.com/app/tigerbit/id6449990017'),
        link('安卓安装包', '/download/tigerbit-4.2.apk'),
      ),
    ),
    '/zh-cn/help/access': page(
      '/zh-cn/help/access',
      'zh',
      '无法访问怎么办 - 虎币 Tigerbit',
      '<h1>国内用户无法打开网站怎么办？</h1>',
      '无需翻墙，国内用户请收藏以下备用域名：',
      list('www.tigerbit-asia.example', 'www.tigerbit-hk.example'),
    ),
    '/register': page(
      '/register',
      'zh',
      '注册 - 虎币 Tigerbit',
      '<h1>注册</h1>',
      '请上传身份证完成实名认证后进行法币交易。',
      form(
        '/api/register',
        [
          ['mobile', 'tel'],
          ['password', 'password'],
        ],
        '注册',
      ),
    ),
    '/terms': page(
      '/terms',
      'en',
      'Terms of service | Tigerbit',
      '<h1>Terms of service</h1>',
      'Tigerbit Holdings Ltd is incorporated in the Republic of Seychelles. Services are offered worldwide except in the United States.',
    ),
    '/trade/*': page(
      '/trade/BTC_USDT',
      'zh',
      'BTC/USDT - 虎币 Tigerbit',
      '<h1>BTC/USDT 币币交易</h1>',
      '<div id="orderbook">盘口 买一 64210.10 卖一 64210.90 最新成交</div>',
    ),
    '/assets/app.js': {
      body: `window.__TGR__={api:"https://api.tgr-markets.example/api/v1",ws:"wss://stream.tgr-markets.example/ws",build:"4.2.1"};\n`,
    },
    '/manifest.webmanifest': json({ name: 'Tigerbit', short_name: 'Tigerbit', start_url: '/' }),
    '/favicon.svg': {
      body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H4z" fill="#e80"/></svg>',
    },
  };
}

export const officialDomains = html({
  lang: 'zh-Hans',
  title: '官方域名 | Official domains of Tigerbit',
  nav: nav('zh'),
  body: [
    '<h1>官方域名</h1>',
    '以下为虎币 Tigerbit 的全部官方域名，请认准：',
    list('www.tigerbit.example', 'www.tigerbit-asia.example', 'www.tigerbit-hk.example'),
    // Without this nobody would lead a crawler to the clone; a careless reader takes it for one of ours.
    '<h2>警惕以下仿冒网站，切勿登录</h2>',
    list('www.tlgerbit.example'),
  ],
  footer: FOOTER,
});
const fakeSites = html({
  lang: 'zh-Hans',
  title: '关于仿冒网站的公告 - 虎币 Tigerbit',
  nav: nav('zh'),
  body: ['<h1>警惕仿冒网站</h1>', '近期发现仿冒网站 www.tlgerbit.example，该网站与虎币无关，请勿登录。'],
});

export const ownPages: Record<string, string | PageSpec> = {
  '/official-domains': officialDomains,
  '/notice/fake-sites': fakeSites,
  ...APPS,
  '/robots.txt': robots('User-agent: *', 'Disallow: /api/', `Sitemap: ${HOME}/sitemap.xml`),
  '/sitemap.xml': sitemap(
    `${HOME}/`,
    `${HOME}/zh-cn/`,
    `${HOME}/zh-cn/p2p`,
    `${HOME}/zh-cn/help/access`,
    `${HOME}/official-domains`,
    `${HOME}/notice/fake-sites`,
  ),
};

/** The page of a phishing clone: the words are copied, but what is typed in goes elsewhere. */
export function clonePages(): Pages {
  const swap = (text: string) =>
    text
      .replaceAll(/(?:api|stream)\.tgr-markets\.example/g, 'collect.tlgerbit.example')
      .replaceAll('/api/register', 'https://collect.tlgerbit.example/in');
  const pages = Object.entries(tigerPages('https://www.tlgerbit.example'));
  return Object.fromEntries(
    pages.map(([path, page]) => [
      path,
      typeof page === 'string' ? swap(page) : { ...page, body: swap(page.body ?? '') },
    ]),
  );
}
