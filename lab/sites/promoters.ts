/** Those who promote or broker trading: a token sale, an OTC desk, an affiliate. */
import { AT } from '../addresses.js';
import type { Site } from '../site.js';
import { html, link, list } from '../web/html.js';

const moonseed = (path: string, title: string, ...body: string[]) =>
  html({
    lang: 'zh-Hans',
    title: `${title} - 月种计划 MoonSeed`,
    nav: [
      ['首页', '/'],
      ['白皮书', '/whitepaper'],
      ['认购', '/presale'],
    ],
    body,
    footer: [
      '客服微信：moonseed_888　QQ群：529903117　QQ客服：2851990042',
      `${link('Telegram', 'https://t.me/moonseed_cn_lab')} ${link('QQ', 'https://wpa.qq.com/msgrd?v=3&uin=2851990042&site=qq')}`,
      `© MoonSeed ${path}`,
    ],
  });

export const PROMOTER_SITES: readonly Site[] = [
  {
    name: 'moonseed.example',
    role: 'promoter of a token sale (ICO) with WeChat, QQ and Telegram accounts',
    yields: 'token sale promotion and messaging accounts: findings of their own',
    listed: { id: 'moonseed', title: 'MoonSeed', kind: 'ico' },
    hosts: { '@': { a: AT.moonseed }, www: { a: AT.moonseed } },
    pages: {
      '/': moonseed(
        '/',
        '公募开启',
        '<h1>MSD 代币公开发售（ICO）第二轮</h1>',
        '认购 MSD 通证，上线虎币交易所，预计首日涨幅 300%。',
        '扫码加入微信群，私募额度先到先得。',
        link('立即认购', '/presale'),
      ),
      '/presale': moonseed(
        '/presale',
        '认购',
        '<h1>认购方式</h1>',
        list('1 ETH = 12,000 MSD', '支持 USDT、ETH', '人民币认购请加微信：moonseed_888'),
      ),
      '/whitepaper': moonseed('/whitepaper', '白皮书', '<h1>白皮书</h1>', '代币总量 10 亿枚，公募 30%。'),
    },
  },
  {
    name: 'baojin-otc.example',
    role: 'OTC desk that takes Alipay, WeChat Pay and bank cards',
    yields: 'OTC with payment handles of the desk',
    listed: { id: 'baojin', title: 'Baojin OTC', kind: 'otc' },
    hosts: { '@': { a: AT.otc }, www: { a: AT.otc } },
    plainHttp: 'serve',
    pages: {
      '/': html({
        lang: 'zh-Hans',
        title: '宝金 OTC - USDT 场外交易，人民币秒到',
        nav: [
          ['今日报价', '/'],
          ['交易流程', '/how'],
          ['联系我们', '/contact'],
        ],
        body: [
          '<h1>USDT 今日报价</h1>',
          '<table><tr><th></th><th>买入</th><th>卖出</th></tr><tr><td>USDT/CNY</td><td>7.20</td><td>7.26</td></tr></table>',
          '支付宝、微信、银行卡均可，5 分钟放币，大额面交。',
        ],
      }),
      '/how': html({
        lang: 'zh-Hans',
        title: '交易流程 - 宝金 OTC',
        body: [
          '<h1>交易流程</h1>',
          list(
            '添加客服微信：baojin_otc01',
            '确认报价与数量',
            '付款：支付宝 pay@baojin-otc.example（户名：宝金商贸）',
            '收币，钱包地址核对无误后完成',
          ),
        ],
      }),
      '/contact': html({
        lang: 'zh-Hans',
        title: '联系我们 - 宝金 OTC',
        body: [
          '<h1>联系我们</h1>',
          '微信：baojin_otc01　QQ：3300918275　Telegram：@baojin_otc_lab',
          '手机号 +86 区号用户优先',
        ],
      }),
    },
  },
  {
    name: 'bonus-hunter.example',
    role: 'affiliate page that sends people to exchanges',
    yields: 'not a platform: sign-up is elsewhere',
    listed: { id: 'bonus_hunter', title: 'Bonus Hunter', kind: 'cex' },
    hosts: { '@': { a: AT.shared, aaaa: AT.shared6 }, www: { a: AT.shared, aaaa: AT.shared6 } },
    plainHttp: 'serve',
    pages: {
      '/': html({
        lang: 'zh-Hant',
        title: '2026 十大交易所註冊優惠推薦',
        body: [
          '<h1>交易所註冊優惠比較</h1>',
          '透過以下推薦連結註冊，本站可獲得佣金。',
          list(
            link('Tigerbit 註冊享手續費 20% 折扣', 'https://www.tigerbit.example/register?ref=HUNT20'),
            link('Alpenex 註冊送 10 CHF', 'https://www.alpenex.example/signup?ref=HUNT20'),
            link('PandaX 新人禮包', 'https://www.pandax-pro.example/?invite=HUNT20'),
          ),
          'BTC/USDT、ETH/USDT 等交易對手續費比較：掛單 0.1%。',
        ],
      }),
      '/review/tigerbit': html({
        lang: 'zh-Hant',
        title: 'Tigerbit 評價',
        body: ['<article><h1>Tigerbit 評價</h1><p>支援支付寶與微信支付買幣。</p></article>'],
      }),
    },
  },
];
