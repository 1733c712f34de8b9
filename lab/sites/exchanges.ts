/** Exchanges for others than residents: one that shuts them out, one that stands at home, and those of other places. */
import { AT, HOME_SUBNETS } from '../addresses.js';
import type { Pages, Site } from '../site.js';
import { COINS, form, html, link, list, markets } from '../web/html.js';

/** A page of the navigation: label, path, markup. */
type Section = readonly [label: string, path: string, ...body: string[]];

interface Exchange {
  readonly lang: string;
  readonly brand: string;
  readonly claim: string;
  /** Of the table of markets: pair, price, change, trade. */
  readonly heads: readonly string[];
  readonly quote: string;
  readonly sections: readonly Section[];
  readonly more: readonly string[];
}

/** A front page with markets, and a page for each section. */
function exchange({ lang, brand, claim, heads, quote, sections, more }: Exchange): Pages {
  const nav = sections.map(([label, path]): [string, string] => [label, path]);
  const table = markets(heads, COINS, quote);
  const page = (title: string, ...body: string[]) =>
    html({ lang, title: `${brand} - ${title}`, nav, body: [`<h1>${title}</h1>`, ...body] });
  return {
    '/': page(claim, table, ...more),
    ...Object.fromEntries(
      sections.map(([label, path, ...body]) => [path, page(label, ...(body.length > 0 ? body : [table]))]),
    ),
    '/trade/*': page(heads[3] ?? '', table),
  };
}

const credentials = [
  ['email', 'email'],
  ['password', 'password'],
] as const;

const alpenPages = exchange({
  lang: 'en',
  brand: 'Alpenex',
  claim: 'The Swiss exchange for digital assets',
  heads: ['Pair', 'Price', 'Change', 'Trade'],
  quote: 'CHF',
  sections: [
    ['Markets', '/markets'],
    ['Fees', '/fees', 'Maker 0.15 %, taker 0.25 %. Withdrawals by SEPA are free.'],
    [
      'Terms of Use',
      '/terms',
      'Alpenex AG, Zug, is supervised in Switzerland.',
      'We do not provide services to residents of mainland China, Iran or North Korea. 本平台不向中国大陆用户提供服务。',
    ],
    ['Sign up', '/signup', form('/signup', credentials, 'Sign up')],
  ],
  more: ['Fund your account by SEPA transfer.', link('Open an account', '/signup')],
});
const GONE = html({
  lang: 'en',
  title: 'Unavailable For Legal Reasons',
  body: ['<h1>451</h1>', 'Alpenex is not available in your country or region.'],
});

const lanternPages = exchange({
  lang: 'zh-Hans',
  brand: '灯笼币',
  claim: '灯笼币 - 数字资产交易',
  heads: ['交易对', '最新价', '涨跌', '交易'],
  quote: 'CNY',
  sections: [
    ['行情', '/markets'],
    ['关于我们', '/about', '灯笼币运营团队位于深圳，服务器托管于国内机房。'],
    ['注册', '/register', form('/register', credentials, '注册')],
  ],
  more: ['支持支付宝、银行卡充值与提现。'],
});

const dokkaebiPages = exchange({
  lang: 'ko',
  brand: '도깨비거래소',
  claim: '믿을 수 있는 디지털 자산 거래소',
  heads: ['마켓', '현재가', '변동', '거래'],
  quote: 'KRW',
  sections: [
    ['거래소', '/exchange'],
    ['입출금', '/wallet', '원화 입금은 실명 확인 계좌로만 가능합니다. 출금 수수료는 1,000원입니다.'],
    ['고객센터', '/help', '카카오톡: dokkaebi_help', '평일 09:00~18:00'],
    ['회원가입', '/join', form('/join', credentials, '회원가입')],
  ],
  more: ['원화 입금은 실명 확인 계좌로만 가능합니다.'],
});

const sakuraPages = exchange({
  lang: 'ja',
  brand: 'サクラX',
  claim: '暗号資産の取引所 サクラX',
  heads: ['銘柄', '価格', '変動', '取引'],
  quote: 'JPY',
  sections: [
    ['販売所', '/buy', 'ビットコインを500円から購入できます。'],
    ['手数料', '/fees', '取引手数料は無料、日本円の出金手数料は400円です。'],
    ['会社概要', '/company', '暗号資産交換業者 関東財務局長 第99999号（架空）'],
    ['口座開設', '/signup', form('/signup', credentials, '口座開設')],
  ],
  more: ['日本円のクイック入金、銀行振込に対応しています。中国語でのサポートはありません。'],
});

const medvedPages = exchange({
  lang: 'ru',
  brand: 'Медведекс',
  claim: 'Обмен и торговля криптовалютой P2P',
  heads: ['Пара', 'Цена', 'Изменение', 'Торговать'],
  quote: 'RUB',
  sections: [
    ['Рынки', '/markets'],
    ['P2P', '/p2p', list('USDT 92,40 ₽ — СБП', 'USDT 92,55 ₽ — банковская карта', 'USDT 92,70 ₽ — наличные')],
    ['Комиссии', '/fees', 'Мейкер 0,1 %, тейкер 0,2 %. Вывод рублей без комиссии.'],
    ['Регистрация', '/register', form('/register', credentials, 'Регистрация')],
  ],
  more: [
    'Покупка USDT за рубли: СБП, банковская карта.',
    link('Телеграм', 'https://t.me/medvedex_lab'),
    '<label>Телефон <select><option selected>+7</option><option>+375</option></select></label>',
  ],
});

export const EXCHANGE_SITES: readonly Site[] = [
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
    pages: lanternPages,
  },
  {
    name: 'dokkaebi-ex.example',
    role: 'Korean exchange for Koreans',
    yields: 'trading platform abroad (KR) without a sign of residents: watched',
    listed: { id: 'dokkaebi', title: 'Dokkaebi', kind: 'cex' },
    hosts: { '@': { a: AT.dokkaebi }, www: { a: AT.dokkaebi } },
    pages: dokkaebiPages,
  },
  {
    name: 'sakurax.example',
    role: 'Japanese exchange for Japanese; kanji that mean nothing for the profile',
    yields: 'trading platform abroad (JP): watched',
    listed: { id: 'sakurax', title: 'Sakura X', kind: 'cex' },
    hosts: { '@': { a: AT.sakura, aaaa: AT.sakura6 }, www: { a: AT.sakura, aaaa: AT.sakura6 } },
    pages: sakuraPages,
  },
  {
    name: 'medvedex.example',
    role: 'Russian P2P exchange',
    yields: 'trading platform abroad (RU), rails of another country: watched',
    listed: { id: 'medvedex', title: 'Medvedex', kind: 'p2p' },
    hosts: { '@': { a: AT.medved, aaaa: AT.medved6 }, www: { a: AT.medved, aaaa: AT.medved6 } },
    pages: medvedPages,
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
