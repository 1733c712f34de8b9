/** Innocent sites: those that a careless list would hit. */
import { AT, STRANGERS } from '../addresses.js';
import type { Site } from '../site.js';
import { COINS, html, json, link, list, markets } from '../web/html.js';

const shared = { a: AT.shared, aaaa: AT.shared6 };
const both = (host: Site['hosts'][string]) => ({ '@': host, www: host });

export const BYSTANDER_SITES: readonly Site[] = [
  {
    name: 'coin-herald.example',
    role: 'news site that writes about exchanges',
    yields: 'not a platform: articles; its links are noise',
    listed: { id: 'coin_herald', title: 'Coin Herald', kind: 'cex' },
    hosts: both({ a: AT.news }),
    pages: {
      '/': html({
        lang: 'zh-Hant',
        title: '幣聞 Coin Herald',
        nav: [
          ['新聞', '/'],
          ['監管', '/regulation'],
        ],
        body: [
          `<article><h2>${link('虎幣交易所遭爆支援支付寶入金', '/news/1')}</h2><p>記者王小明報導，BTC/USDT 成交量上升。</p></article>`,
          `<article><h2>${link('瑞士 Alpenex 取得許可', '/news/2')}</h2><p>該交易所表示不接受中國大陸用戶。</p></article>`,
        ],
      }),
      '/news/1': html({
        lang: 'zh-Hant',
        title: '虎幣交易所遭爆支援支付寶入金 - 幣聞',
        head: ['<meta property="og:type" content="article">'],
        body: [
          '<article><h1>虎幣交易所遭爆支援支付寶入金</h1><time datetime="2026-08-01">2026-08-01</time><p>據用戶表示，該平台的 C2C 支援支付寶、微信支付與銀行卡，並提供備用網址。</p></article>',
          link('虎幣官網', 'https://www.tigerbit.example/'),
        ],
      }),
      '/news/2': html({
        lang: 'zh-Hant',
        title: '瑞士 Alpenex 取得許可 - 幣聞',
        body: ['<article><h1>瑞士 Alpenex 取得許可</h1><p>Alpenex 將提供 BTC/CHF 交易。</p></article>'],
      }),
      '/regulation': html({
        lang: 'zh-Hant',
        title: '監管 - 幣聞',
        body: ['<article><h1>中國香港的虛擬資產牌照制度</h1><p>與內地不同。</p></article>'],
      }),
    },
  },
  {
    name: 'keepsafe-wallet.example',
    role: 'wallet: holds keys, trades nothing',
    yields: 'not a platform: wallet',
    listed: { id: 'keepsafe', title: 'Keepsafe Wallet', kind: 'dex' },
    hosts: both(shared),
    pages: {
      '/': html({
        lang: 'en',
        title: 'Keepsafe - the self-custody wallet',
        body: [
          '<h1>Your keys, your coins</h1>',
          'Non-custodial wallet. We never hold your seed phrase. Send and receive BTC, ETH and USDT.',
          link('Download for Android', 'https://play.google.com/store/apps/details?id=example.keepsafe'),
          link('Security', '/security'),
        ],
      }),
      '/security': html({
        lang: 'en',
        title: 'Security - Keepsafe',
        body: [
          '<h1>Write your recovery phrase on paper</h1>',
          'We cannot restore it. We do not trade, and hold no funds.',
        ],
      }),
    },
  },
  {
    name: 'blocklens.example',
    role: 'block explorer',
    yields: 'not a platform: explorer',
    listed: { id: 'blocklens', title: 'Blocklens', kind: 'cex' },
    hosts: both(shared),
    pages: {
      '/': html({
        lang: 'en',
        title: 'Blocklens block explorer',
        body: [
          '<h1>Latest blocks</h1>',
          '<table><tr><th>Height</th><th>Transactions</th><th>Miner</th></tr><tr><td>912345</td><td>2881</td><td>pool-a</td></tr></table>',
          markets(['Coin', 'Price', 'Change', 'Chart'], COINS.slice(0, 3), 'USD'),
        ],
      }),
      '/api/blocks': json({ blocks: [{ height: 912_345, txs: 2881 }] }),
    },
  },
  {
    name: 'northbank.example',
    role: 'bank; on the protected list by name and by address',
    yields: 'never in any list; whoever points at it is refused',
    hosts: both({ a: STRANGERS.bank.slice(0, 1), aaaa: STRANGERS.bank.slice(1) }),
    certificate: { organisation: 'Northbank Ltd' },
    pages: {
      '/': html({
        lang: 'en',
        title: 'Northbank e-banking',
        body: ['<h1>Welcome to e-banking</h1>', 'Accounts, cards, payments.', link('Cards', '/cards')],
      }),
      '/cards': html({
        lang: 'en',
        title: 'Cards - Northbank',
        body: ['<h1>Cards</h1>', 'UnionPay and bank cards for travellers. Alipay top-up in the app.'],
      }),
    },
  },
  {
    name: 'gardenclub.example',
    role: 'allotment club behind the same CDN addresses as the exchange',
    yields: 'untouched: whoever blocks the CDN address cuts it off',
    hosts: {
      '@': { a: AT.cloudfront },
      www: { cname: 'd3pandalab.cloudfront.net' },
      photos: { a: ['104.16.88.20'], aaaa: ['2606:4700::6810:5814'] },
    },
    plainHttp: 'serve',
    pages: {
      '/': html({
        lang: 'en',
        title: 'Garden club',
        body: ['<h1>Spring planting</h1>', list('Beans', 'Peas', 'Carrots'), link('Swap', '/swap')],
      }),
      '/swap': html({
        lang: 'en',
        title: 'Seed exchange - Garden club',
        body: ['<h1>Seed exchange</h1>', 'Trade one pair of tomato plants for two of peas. No fees.'],
      }),
    },
  },
  {
    name: 'victim-shop.example',
    role: 'shop whose address the resolver at home forges into answers',
    yields: 'untouched: its address never counts for another name',
    hosts: both({ a: STRANGERS.victim }),
    pages: {
      '/': html({ lang: 'en', title: 'Victim shop', body: ['<h1>Teapots</h1>', 'Order by post.'] }),
    },
  },
  {
    name: 'tigerbit-official.example',
    role: 'parked domain with a tempting name, in a parking range',
    yields: 'parked; a lookalike name alone ties nothing',
    listed: { id: 'tiger_official', title: 'Tigerbit Official', kind: 'cex' },
    hosts: both({ a: AT.parking }),
    plainHttp: 'serve',
    pages: {
      '/*': html({
        lang: 'en',
        title: 'tigerbit-official.example',
        body: ['This domain is for sale.', link('Buy this domain', 'https://parking-lander.example/offer')],
      }),
    },
  },
];
