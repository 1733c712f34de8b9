/** Gates B and C and promotion: what profiles make of the same pages, and what is never taken from them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { type BusinessAccount, businessAccounts } from '../src/decide/accounts.js';
import type { Finding } from '../src/decide/finding.js';
import { overseasRules } from '../src/decide/rules/overseas/index.js';
import { overseasVerdict } from '../src/decide/rules/overseas/verdict.js';
import { promotionRules } from '../src/decide/rules/promotion/index.js';
import { residentsRules } from '../src/decide/rules/residents/index.js';
import type { Profile } from '../src/model/registry/jurisdiction.js';
import { DEFAULT_THRESHOLDS } from '../src/model/registry/residents.js';
import {
  bundledProfiles,
  type DossierSpec,
  dossier,
  findingsOf,
  type PageSpec,
  residentsScore,
  sighted,
} from './helpers/dossiers.js';

const PROFILES = bundledProfiles();
const profileOf = (id: string): Profile => {
  const profile = PROFILES.get(id);
  if (!profile) throw new Error(`no profile ${id}`);
  return profile;
};

/** Plain pages: all that a rule does not look at is left out. */
const html = (body: string, lang = 'en', head = ''): string =>
  `<!doctype html><html lang="${lang}"><head><title>Platform</title>${head}</head><body>${body}</body></html>`;
const json = (value: unknown): PageSpec => ({
  url: 'https://platform.example/config.json',
  type: 'application/json',
  body: JSON.stringify(value),
});
const asPage = (page: string | PageSpec): PageSpec =>
  typeof page === 'string' ? { body: html(page) } : page;
const residents = (profile: string, ...pages: (string | PageSpec)[]): Finding[] =>
  findingsOf(residentsRules, dossier({ pages: pages.map(asPage) }), profileOf(profile));
const signals = (findings: readonly Finding[]): string[] => findings.map(({ signal }) => signal);

interface Case {
  readonly signal: string;
  readonly profile: string;
  readonly fires: readonly (string | PageSpec)[];
  readonly nearMisses: readonly (string | PageSpec)[];
}

const CODES = Array.from({ length: 200 }, (_, i) => `<option>+${i + 1}</option>`).join('');
const COIN = '<p>BTC USDT</p>';

const CASES: readonly Case[] = [
  {
    signal: 'rail',
    profile: 'cn',
    fires: [
      '<p>C2C 买卖 USDT，支持支付宝、银行卡</p>',
      '<p>Buy USDT with Alipay</p>',
      `${COIN}<h2>一键买币</h2><img src="/static/alipay.svg">`,
      json({ otcPayments: ['ALIPAY', 'BANK'] }),
      json({ symbol: 'USDT', payType: 'wechat_pay' }),
      `${COIN}<p>支持支付宝充值与提现</p>`,
    ],
    nearMisses: [
      '<p>支付宝是一家支付公司，商家可用它收款。</p>',
      '<p>Accept Alipay and WeChat Pay in your shop. Payments settle in a day.</p>',
      '<p>Buy USDT with AlipayHK</p>',
      '<p>C2C 买卖 USDT，不支持支付宝、微信支付</p>',
      '<p>Buy USDT by card. Alipay is not supported.</p>',
      '<p>本报记者获悉，有人用支付宝在场外交易 USDT</p>',
      { url: 'https://platform.example/news/7', body: html('<p>Buy USDT with Alipay, they said</p>') },
      '<p>使用 Visa 银行卡购买 USDT</p>',
    ],
  },
  {
    signal: 'rail',
    profile: 'in',
    fires: ['<p>P2P: sell USDT, get paid by UPI</p>'],
    nearMisses: ['<p>P2P: sell USDT, get paid by SEPA</p>', '<p>P2P: sell USDT by bank transfer</p>'],
  },
  {
    signal: 'currency',
    profile: 'cn',
    fires: [
      '<td>USDT/CNY</td>',
      '<p>用人民币购买 USDT</p>',
      json({ symbol: 'btc_cny' }),
      json({ fiatList: ['USD', 'CNY'] }),
      json({ markets: [{ id: 'usdtcny' }] }),
    ],
    nearMisses: [
      '<td>USD/CNY</td>',
      '<p>Happy CNY! Win a dragon and trade BTC.</p>',
      '<p>BTC 实时价格 64000，汇率：折合人民币 455,000</p>',
      json({ symbol: 'BTC', displayCurrency: ['USD', 'CNY'] }),
      json({ fiatRates: { USD: 1, CNY: 7.2 } }),
      '<p>Buy BTC with ¥: BTC/JPY</p>',
    ],
  },
  {
    signal: 'dialling-code',
    profile: 'cn',
    fires: [
      '<label>手机号</label> <select><option>+86 中国</option><option>+852</option></select>',
      json({ defaultAreaCode: '+86' }),
      json({ areaCodes: [{ areaCode: '86' }, { areaCode: '65' }] }),
      json({ defaultCountryCode: 86, codes: Array.from({ length: 99 }, (_, i) => ({ areaCode: i + 1 })) }),
    ],
    nearMisses: [
      `<label>Phone number</label> <select>${CODES}</select>`,
      '<p>Phone: +86 21 5550 1234</p>',
      '<p>手机版：24 小时涨幅 +86.5%，昨日 +86%</p>',
      '<p>We are +86 people.</p>',
      json({ areaCodes: Array.from({ length: 200 }, (_, i) => ({ areaCode: String(i + 1) })) }),
    ],
  },
  {
    signal: 'dialling-code',
    profile: 'kz',
    fires: ['<label>Телефон</label> <select><option>+7 Казахстан</option></select>'],
    nearMisses: ['<label>Телефон</label> <select><option>+7</option></select>'],
  },
  {
    signal: 'reachability',
    profile: 'cn',
    fires: [
      `${COIN}<p>国内直连，安全稳定</p>`,
      `${COIN}<p>免翻墙访问</p>`,
      `${COIN}<p>若域名被墙，请使用备用域名 a.example</p>`,
      `${COIN}<p>Users in mainland China: no VPN needed.</p>`,
    ],
    nearMisses: [
      `${COIN}<p>No VPN needed.</p>`,
      `${COIN}<p>官方域名：a.example，谨防假冒。备用域名 b.example</p>`,
      `${COIN}<p>Backup domains: a.example, b.example</p>`,
      '<p>免翻墙访问学术资源</p>',
      `${COIN}<p>禁止使用 VPN 注册</p>`,
    ],
  },
  {
    signal: 'reachability',
    profile: 'ru',
    fires: [`${COIN}<p>Сайт заблокирован? Рабочее зеркало: a.example</p>`],
    nearMisses: [`${COIN}<p>免翻墙访问</p>`],
  },
  {
    signal: 'language',
    profile: 'cn',
    fires: [{ body: html('<p>欢迎来到交易平台，请登录您的账户并开始买卖数字资产</p>', 'zh-CN') }],
    nearMisses: [
      { body: html('<p>歡迎來到交易平台，請登錄您的帳戶並開始買賣數位資產</p>', 'zh-HK') },
      { body: html('<p>Welcome to the exchange, where you trade with the best of them.</p>') },
    ],
  },
  {
    signal: 'language',
    profile: 'in',
    fires: [],
    nearMisses: ['<p>Trade with the best of them in English.</p>'],
  },
  {
    signal: 'identity',
    profile: 'cn',
    fires: ['<p>实名认证：请上传身份证正反面</p>', '<p>实名认证需提供身份证</p>'],
    nearMisses: ['<p>请准备香港身份证</p>', '<p>请上传护照、身份证或驾照</p>'],
  },
  {
    signal: 'identity',
    profile: 'in',
    fires: ['<p>Verify with your PAN card</p>'],
    nearMisses: ['<p>Pan the chart with two fingers</p>'],
  },
  {
    signal: 'app-store',
    profile: 'cn',
    fires: [
      '<a href="https://appgallery.huawei.com/app/C100">a</a>',
      '<a href="https://apps.apple.com/cn/app/x/id1234567890">a</a>',
      '<p>华为应用市场可下载</p>',
    ],
    nearMisses: [
      '<a href="https://apps.apple.com/sg/app/x/id1234567890">a</a>',
      '<a href="https://notappgallery.huawei.com.example/app">a</a>',
    ],
  },
  {
    signal: 'messaging',
    profile: 'cn',
    fires: ['<p>微信：platform_help</p>', '<p>微信公众号：平台资讯</p>', '<p>QQ交流群：123456789</p>'],
    nearMisses: ['<a href="https://t.me/platform_cn">Telegram</a>', '<p>LINE: @platform</p>'],
  },
  {
    signal: 'infrastructure',
    profile: 'cn',
    fires: ['<script src="https://hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef"></script><p>x</p>'],
    nearMisses: ['<script src="https://nothm.baidu.com.example/hm.js"></script><p>x</p>'],
  },
  {
    signal: 'exclusion',
    profile: 'cn',
    fires: [
      '<p>本平台不接受中国大陆用户</p>',
      '<p>本平台不接受非洲、中国大陆用户</p>',
      '<p>我们不向中国大陆居民提供服务</p>',
      '<p>We do not provide services to residents of Iran, Cuba, mainland China and Syria.</p>',
      '<h2>Restricted countries</h2><ul><li>Cuba</li><li>China</li></ul>',
      '<p>Users from China are not permitted to register.</p>',
      '<p>以下国家或地区的用户不可使用本服务：</p><p>古巴、中国大陆、伊朗</p>',
    ],
    nearMisses: [
      '<p>本平台不接受中国香港用户</p>',
      '<p>We do not provide services to residents of Hong Kong, China.</p>',
      '<p>We do not support credit cards. Users in China pay by transfer.</p>',
      '<p>国内用户无法访问时请使用备用域名</p>',
      '<p>不适用于发展中国家</p>',
      '<h2>Restricted countries</h2><ul><li>Cuba</li></ul>',
      '<h2>Restricted countries</h2><p>Cuba and Iran are not served.</p><p>Taxes in China are yours.</p>',
      '<h2>Restricted countries</h2><p>Cuba</p><p>Questions</p><p>With proof of an address in China you may.</p>',
      '<p>We do not serve non-residents of China.</p>',
      '<p>本平台不接受非中国大陆用户</p>',
    ],
  },
  {
    signal: 'exclusion',
    profile: 'ru',
    fires: [
      '<h2>Кого не обслуживаем</h2><p>лиц, проживающих в Российской Федерации</p>',
      '<p>Сервис с ограничениями для россиян</p>',
    ],
    nearMisses: ['<p>Криптобиржа без ограничений для россиян</p>'],
  },
  {
    signal: 'rail',
    profile: 'ru',
    fires: ['<p>Покупка USDT за рубли через СБП</p>'],
    nearMisses: ['<p>Покупка USDT. Рублёвые карты и СБП мы не принимаем с 2023 года.</p>'],
  },
  {
    signal: 'dialling-code',
    profile: 'ru',
    fires: ['<p>Введите номер телефона: Россия <select><option>+7</option></select></p>'],
    nearMisses: ['<p>Введите номер телефона: Казахстан <select><option>+7</option></select></p>'],
  },
  {
    signal: 'exclusion',
    profile: 'kr',
    fires: ['<p>한국 거주자는 이용할 수 없습니다.</p>', '<p>Not available in South Korea.</p>'],
    nearMisses: [
      '<p>Not available in North Korea.</p>',
      "<p>Not available in the Democratic People's Republic of Korea.</p>",
    ],
  },
  {
    signal: 'exclusion',
    profile: 'in',
    fires: ['<p>Not available to residents of India.</p>'],
    nearMisses: [
      '<p>Not available to residents of Indiana.</p>',
      '<p>Not available in British Indian Ocean Territory.</p>',
    ],
  },
  {
    signal: 'exit',
    profile: 'cn',
    fires: [
      '<p>即日起清退中国大陆用户</p>',
      '<p>We will stop serving users in mainland China on 31 December.</p>',
    ],
    nearMisses: [
      '<p>We will stop serving users in Canada. Users in China are welcome.</p>',
      '<p>退出登录</p>',
      '<p>While others stop serving users in China, we stay.</p>',
    ],
  },
];

t.test('each sign fires, and its neighbour does not', (t) => {
  for (const { signal, profile, fires, nearMisses } of CASES) {
    for (const page of fires) {
      const finding = residents(profile, page).find((one) => one.signal === signal);
      t.ok(finding, `${profile} ${signal}: ${asPage(page).body}`);
      t.ok(finding?.citations.length, 'and says where it was read');
    }
    for (const page of nearMisses)
      t.notOk(
        signals(residents(profile, page)).includes(signal),
        `not ${profile} ${signal}: ${asPage(page).body}`,
      );
  }
  t.end();
});

t.test('every rule is among the cases, and weighs what it says', (t) => {
  const expected: Record<string, [weight: number, strong: boolean]> = {
    rail: [4, true],
    currency: [3, true],
    'dialling-code': [3, true],
    reachability: [3, true],
    language: [2, false],
    identity: [2, false],
    'app-store': [2, false],
    messaging: [1, false],
    infrastructure: [1, false],
    exclusion: [-1.5, false],
    exit: [-3, false],
  };
  for (const [signal, [weight, strong]] of Object.entries(expected)) {
    const found = CASES.find((one) => one.signal === signal);
    const finding = found && residents(found.profile, ...found.fires).find((one) => one.signal === signal);
    t.match(finding, { weight, strong, gate: 'C' }, signal);
  }
  const families = residentsRules.map(({ family }) => family);
  t.equal(new Set(families).size, families.length, 'no two rules share a family');
  t.end();
});

t.test('an exclusion is no positive sign', (t) => {
  const findings = residents('cn', `${COIN}<p>不接受中国大陆用户，不支持支付宝、人民币充值</p>`);
  t.same(
    findings.filter(({ weight, family }) => weight > 0 && family !== 'language').map(({ signal }) => signal),
    [],
  );
  t.ok(signals(findings).includes('exclusion'));
  t.end();
});

t.test('a citation shows what was read, in 160 characters at most', (t) => {
  const long = '今天天气很好，'.repeat(60);
  const [finding] = residents('cn', {
    body: html(`${COIN}<p>${long}C2C买币支持支付宝付款${long}</p>`, 'en'),
  });
  t.equal(finding?.signal, 'rail');
  for (const { excerpt } of finding?.citations ?? []) {
    t.ok(excerpt.includes('支付宝'), excerpt);
    t.ok(excerpt.length <= 160);
  }
  t.ok(
    (residents(
      'cn',
      ...Array.from({ length: 9 }, (_, i) => ({
        url: `https://platform.example/${i}`,
        body: html('<p>Buy USDT with Alipay</p>'),
      })),
    )[0]?.citations.length ?? 9) <= 3,
  );
  t.end();
});

t.test('a language among many says less', (t) => {
  const many = ['en', 'ko', 'ja', 'ru', 'th', 'hi', 'vi', 'id', 'tr', 'es', 'pt', 'fr', 'de', 'zh-Hans']
    .map((tag) => `<link rel="alternate" hreflang="${tag}" href="https://platform.example/${tag}">`)
    .join('');
  const body = '<p>欢迎来到交易平台，请登录您的账户并开始买卖数字资产</p>';
  const weight = (head: string) => residents('cn', { body: html(body, 'zh-CN', head) })[0]?.weight;
  t.equal(weight(''), 2);
  t.equal(weight(many), 1);
  t.end();
});

t.test('a refusal of the home country alone counts; a bot wall and a refusal of all do not', (t) => {
  const look = (status: number, vantageCountry: string, body = '<h1>Gone</h1>'): PageSpec => ({
    body: html(body),
    status,
    vantage: vantageCountry.toLowerCase(),
    vantageCountry,
  });
  const open = look(200, 'DE', '<p>Welcome to our exchange for all of the world</p>');
  const cases: [pages: PageSpec[], refuses: boolean, why: string][] = [
    [[open, look(451, 'CN')], true, '451 at home'],
    [[open, look(403, 'CN')], true, '403 at home'],
    [[open, look(403, 'SG')], false, '403 elsewhere'],
    [[look(403, 'DE'), look(403, 'CN')], false, '403 for all'],
    [
      [open, look(403, 'CN', '<title>Just a moment</title><p>Just a moment, checking your browser</p>')],
      false,
      'a wall',
    ],
    [
      [open, look(200, 'CN', '<p>Welcome to our exchange</p>'), look(403, 'CN')],
      false,
      'a part is open at home',
    ],
    [[open, look(500, 'CN')], false, 'an error'],
  ];
  for (const [pages, refuses, why] of cases) {
    const found = residents('cn', ...pages).find(({ signal }) => signal === 'refuses-home');
    t.equal(found?.weight, refuses ? -5 : undefined, why);
  }
  t.notOk(signals(residents('kr', open, look(451, 'CN'))).includes('refuses-home'), 'another home');
  t.end();
});

t.test('the registry speaks, too: licences and markets, unless they are long past', (t) => {
  const of = (date: string, licensed: readonly string[] = []) =>
    findingsOf(
      residentsRules,
      dossier({
        registry: {
          evidence: [{ kind: 'fiat-market', currency: 'CNY', rails: ['alipay'], date, sources: [] }],
        },
      }),
      { ...profileOf('cn'), licensed },
    );
  t.match(of('2026-01-02'), [{ signal: 'currency', weight: 3, strong: true }]);
  t.same(of('2019-01-02'), []);
  t.match(of('2019-01-02', ['platform']), [{ signal: 'licensed', weight: 0 }]);
  t.end();
});

t.test('a profile without words for residents works with what it has', (t) => {
  const { residents: _, thresholds: __, ...bare } = profileOf('cn');
  const of = (body: string, lang = 'en') =>
    signals(findingsOf(residentsRules, dossier({ pages: [{ body: html(body, lang) }] }), bare)).sort();
  t.same(of('<p>Buy USDT with Alipay: USDT/CNY</p><p>Phone <select><option>+86</option></select></p>'), [
    'currency',
    'dialling-code',
    'rail',
  ]);
  t.same(of('<p>Buy USDT with a bank card</p>'), [], 'ids that name nothing are not looked for');
  t.end();
});

const FIXTURES = path.resolve(import.meta.dirname, 'fixtures/pages/residents');
interface Label {
  readonly file: string;
  readonly url: string;
  readonly tradingPlatform: boolean;
  readonly servesResidentsOf: readonly string[];
  readonly expect: Readonly<Record<string, 'proposed' | 'not-proposed'>>;
}
const LABELS = JSON.parse(readFileSync(path.join(FIXTURES, 'labels.json'), 'utf8')) as Label[];

const holds = (findings: readonly Finding[]): boolean => {
  const { points, strong, families } = residentsScore(findings);
  return (
    points >= DEFAULT_THRESHOLDS.residents &&
    strong &&
    families >= 2 &&
    !signals(findings).includes('exclusion')
  );
};

t.test('labelled pages under each profile', (t) => {
  t.ok(
    LABELS.length >= 24 &&
      LABELS.filter(({ servesResidentsOf }) => servesResidentsOf.length === 0).length >= 12,
  );
  for (const { file, url, expect, tradingPlatform } of LABELS) {
    const pages = [{ url, body: readFileSync(path.join(FIXTURES, file), 'utf8') }];
    for (const [id, wanted] of Object.entries(expect)) {
      const found = holds(findingsOf(residentsRules, dossier({ pages }), profileOf(id)));
      // Whether those who are no trading platform serve residents is not asked: gate A stops them.
      if (tradingPlatform) t.equal(found ? 'proposed' : 'not-proposed', wanted, `${file} under ${id}`);
    }
  }
  t.end();
});

t.test('articles about a rail and companies that process it are silent', (t) => {
  for (const file of ['caixun-article.html', 'quickpay-gateway.html']) {
    const pages = [{ body: readFileSync(path.join(FIXTURES, file), 'utf8') }];
    for (const [id, profile] of PROFILES)
      t.notOk(
        findingsOf(residentsRules, dossier({ pages }), profile).some(({ strong }) => strong),
        `${file} ${id}`,
      );
  }
  t.end();
});

t.test('the same page serves the residents of one profile, and under another none', (t) => {
  const asked = LABELS.filter(({ servesResidentsOf }) => servesResidentsOf.length === 1);
  const answers = new Set(asked.flatMap(({ servesResidentsOf }) => servesResidentsOf));
  t.same([...answers].sort(), [...PROFILES.keys()].sort(), 'every bundled profile has a page');
  // A profile in another's clothes gives the other's answers: nothing but its data counts.
  for (const { file, url, servesResidentsOf } of asked) {
    const of = dossier({ pages: [{ url, body: readFileSync(path.join(FIXTURES, file), 'utf8') }] });
    const own = profileOf(servesResidentsOf[0] as string);
    const renamed = { ...own, id: 'zz', name: 'Nowhere', home: 'ZZ' };
    t.strictSame(findingsOf(residentsRules, of, renamed), findingsOf(residentsRules, of, own), file);
  }
  t.end();
});

t.test('no code of deciding names a jurisdiction', (t) => {
  const root = path.resolve(import.meta.dirname, '../src/decide');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const profiles = [...PROFILES.values()];
  const names = profiles.flatMap(({ name, residents: signs }) => [name, ...(signs?.names ?? [])]);
  const rails = profiles.flatMap(({ residents: signs }) => signs?.rails.flatMap(({ terms }) => terms) ?? []);
  const words = [...names, ...rails].filter((word) => word.length >= 4 && /^[A-Za-z ]+$/.test(word));
  const homes = profiles.map(({ home }) => `'${home}'`);
  const hits: string[] = [];
  for (const file of files) {
    const text = readFileSync(path.join(root, file), 'utf8');
    // Words of trading have the currencies of the world; only what is quoted or capitalised as a name is one.
    for (const word of words) if (new RegExp(`\\b${word}\\b`).test(text)) hits.push(`${file}: ${word}`);
    for (const home of homes) if (text.includes(home)) hits.push(`${file}: ${home}`);
  }
  t.same(hits, []);
  t.ok(words.length > 40 && files.length > 30, 'there is something to look for, and where');
  t.end();
});

const overseas = (spec: DossierSpec, profile = profileOf('cn')) => {
  const findings = findingsOf(overseasRules, dossier(spec), profile);
  return { findings, verdict: overseasVerdict(findings) };
};

t.test('gate B: servers, domicile, licence', (t) => {
  const abroad = { country: 'SG' };
  const home = { country: 'CN' };
  const cdn = { country: 'US', infrastructure: 'cdn', confidence: 'low' };
  const base = (country: string) => ({ operator: [{ country, lastSeen: '2026-09', sources: [] }] });
  const cases: [why: string, spec: DossierSpec, verdict: string, licensed?: boolean][] = [
    ['own servers abroad', { addresses: [abroad] }, 'overseas'],
    ['own servers at home', { addresses: [home] }, 'home'],
    ['at home, though the operator says abroad', { addresses: [home], registry: base('SC') }, 'home'],
    ['a majority abroad', { addresses: [abroad, abroad, abroad, home] }, 'overseas'],
    ['a majority at home', { addresses: [abroad, home, home, home] }, 'home'],
    ['half and half', { addresses: [abroad, home] }, 'indeterminate'],
    ['half and half, operator abroad', { addresses: [abroad, home], registry: base('SC') }, 'overseas'],
    ['half and half, operator at home', { addresses: [abroad, home], registry: base('CN') }, 'home'],
    ['rented abroad', { addresses: [{ ...abroad, infrastructure: 'cloud' }] }, 'overseas'],
    ['a CDN alone', { addresses: [cdn, { ...cdn, confidence: 'high' }] }, 'indeterminate'],
    ['a CDN at home', { addresses: [{ ...cdn, country: 'CN' }] }, 'indeterminate'],
    ['a CDN and an operator abroad', { addresses: [cdn], registry: base('SC') }, 'overseas'],
    [
      'disagreement',
      { addresses: [{ country: null, outcome: 'disagreement', confidence: 'none' }] },
      'indeterminate',
    ],
    ['low confidence', { addresses: [{ ...abroad, confidence: 'low' }] }, 'indeterminate'],
    ['nothing known', {}, 'indeterminate'],
    ['a claim alone', { pages: [{ body: html('<p>Incorporated in Seychelles.</p>') }] }, 'indeterminate'],
    ['licensed at home, servers unknown', {}, 'home', true],
  ];
  for (const [why, spec, verdict, licensed = false] of cases) {
    const found = overseas(spec, { ...profileOf('cn'), licensed: licensed ? ['platform'] : [] });
    t.equal(found.verdict, verdict, why);
  }
  const { findings } = overseas({ addresses: [home, home] });
  t.match(findings, [
    { signal: 'home', weight: -3, reason: /2 of 2 addresses that tell stand at home \(CN\)/ },
  ]);
  t.match(overseas({ addresses: [home] }, profileOf('kr')).verdict, 'overseas', 'another home');
  t.match(
    overseas({ pages: [{ body: html('<p>Registered in 2017. Headquartered in mainland China.</p>') }] })
      .findings,
    [{ signal: 'home', weight: -0.5 }],
    'a year is no place',
  );
  t.end();
});

const promotion = (body: string, lang = 'zh-CN'): string[] =>
  signals(findingsOf(promotionRules, dossier({ pages: [{ body: html(body, lang) }] }), profileOf('cn')));

t.test('promotion is found, and its neighbours are not', (t) => {
  const cases: [signal: string, body: string, found: boolean][] = [
    ['token-sale', '<h1>MSD 代币公开发售（ICO）第二轮</h1><p>立即认购</p>', true],
    ['token-sale', '<p>Join the token sale of MSD, round 2: 1 ETH = 12,000 tokens</p>', true],
    ['token-sale', '<p>Summer sale: join now, 20 % off all shoes</p>', false],
    ['token-sale', '<p>记者获悉，该 ICO 代币认购已被叫停</p>', false],
    ['messaging-promotion', '<p>加入微信群获取带单信号 微信：moonseed_888</p>', true],
    ['messaging-promotion', '<p>客服微信：moonseed_888</p>', false],
    ['messaging-promotion', '<p>大额买币请联系 Telegram：@desk_lab_one</p>', true],
    ['otc-payment', '<p>付款：支付宝 pay@platform.example（户名：某某商贸）</p>', true],
    ['otc-payment', '<p>付款：支付宝 wang.xiaoming@mail.example</p>', false],
    ['otc-payment', '<p>联系我们：help@platform.example</p>', false],
  ];
  for (const [signal, body, found] of cases)
    t.equal(promotion(body).includes(signal), found, `${signal}: ${body}`);
  t.end();
});

t.test('accounts of the business are listed, and nothing of a person', (t) => {
  const accountsOf = (body: string, url = 'https://www.platform.example/'): BusinessAccount[] =>
    businessAccounts(
      dossier({ pages: [{ url, body: html(body, 'zh-CN') }] }),
      ['platform.example'],
      profileOf('cn').residents?.rails,
    );
  const brief = (accounts: readonly BusinessAccount[]) =>
    accounts.map(({ service, id, kind, role }) => `${kind} ${service} ${id} ${role}`);
  const cases: [why: string, body: string, expected: string[]][] = [
    [
      'own handles, each once, in order',
      '<p>官方交流群 QQ群：123456789</p><p>客服微信：platform_kefu</p><p>大额买币微信：platform_otc</p><p>微信：platform_otc</p><a href="/dl/p.apk">安卓</a>',
      [
        'app apk https://www.platform.example/dl/p.apk app',
        'messaging qq-group 123456789 promotes-trading',
        'messaging wechat platform_kefu support',
        'messaging wechat platform_otc otc',
      ],
    ],
    [
      'e-mail and telephone',
      '<a href="mailto:li.ming@mail.example">m</a><a href="tel:+8613800000000">t</a>',
      [],
    ],
    ['a telephone number as handle', '<a href="https://wa.me/6591234567">WhatsApp</a>', []],
    [
      'a group has no number',
      '<a href="https://chat.whatsapp.com/AbCdEfGhIjKlMn">WhatsApp</a>',
      ['messaging whatsapp AbCdEfGhIjKlMn promotes-trading'],
    ],
    [
      'payment to its own name',
      '<p>收款支付宝：pay@platform.example</p>',
      ['payment alipay pay@platform.example otc'],
    ],
    [
      'payment to somebody',
      '<p>收款支付宝：zhang.san88@mail.example，银行卡 6222 0000 1111 2222 张三</p>',
      [],
    ],
    [
      'a list of orders',
      `<table>${'<tr><td>卖家</td><td>完成率 98%</td><td>微信：seller_abc1</td></tr>'.repeat(5)}</table>`,
      [],
    ],
    ['a seller', '<p>卖家微信：seller_abc1</p>', []],
    [
      'tools for everybody',
      '<a href="https://play.google.com/store/apps/details?id=com.google.android.apps.authenticator2">a</a>',
      [],
    ],
  ];
  for (const [why, body, expected] of cases) t.same(brief(accountsOf(body)), expected, why);
  t.same(accountsOf('<p>客服微信：platform_kefu</p>', 'https://stranger.example/'), [], 'not its own site');
  t.same(
    accountsOf('<p>客服微信：platform_kefu</p>', 'https://notplatform.example/'),
    [],
    'nor one that ends alike',
  );
  t.end();
});

t.test('an account is dated by all pages that show it, whatever their order', (t) => {
  const page = (url: string, body: string, firstSeen: string, lastSeen: string) =>
    sighted(dossier({ pages: [{ url, body: html(body) }] }).pages[0]?.document as never, {
      firstSeen,
      lastSeen,
    });
  const pages = [
    page(
      'https://platform.example/a',
      '<p>微信：platform_otc</p>',
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ),
    page(
      'https://platform.example/b',
      '<p>买币微信：Platform_otc</p>',
      '2026-01-01T00:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
    ),
  ];
  const of = (order: typeof pages) =>
    businessAccounts({ ...dossier({}), pages: order }, ['platform.example']);
  t.match(of(pages), [
    { role: 'otc', firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-03-01T00:00:00.000Z' },
  ]);
  t.strictSame(of([...pages].reverse()), of(pages));
  t.end();
});

t.test('hostile pages are read in bounded time, and give the same findings again', (t) => {
  const pages = ['+', '不接受', '支付宝', 'a@', '"code":', 'usdt/cny ', '中国', '、'].map((bit) =>
    html(`<p>${bit.repeat(40_000)}</p>`, 'zh'),
  );
  const of = dossier({ pages: pages.map((body, i) => ({ url: `https://platform.example/${i}`, body })) });
  const run = () => findingsOf([...residentsRules, ...promotionRules, ...overseasRules], of, profileOf('cn'));
  t.strictSame(run(), run());
  t.end();
});
