import { RULES } from '../src/decide/rules/index.js';
import { bundledProfiles, dossier, findingsOf, residentsScore } from './helpers/dossiers.js';

const profiles = bundledProfiles();
const html = (lang: string, body: string) =>
  `<!doctype html><html lang="${lang}"><head><title>t</title></head><body>${body}</body></html>`;
const cases: [string, string, string, string?][] = [
  [
    'lab p2p',
    'cn',
    html(
      'zh-Hans',
      '<h1>C2C 买卖 USDT</h1><p>人民币（CNY）零手续费买入 USDT，支持支付宝、微信支付、银行卡转账。</p><table><tr><td>7.21 CNY</td><td><img src="/img/alipay.svg" alt="支付宝"></td></tr></table><label>手机号 <select name="area"><option selected>+86 中国</option><option>+852</option></select></label>',
    ),
  ],
  ['lantern', 'cn', html('zh-Hans', '<p>BTC/CNY 64000</p><p>支持支付宝、银行卡充值与提现。</p>')],
  [
    'alpen',
    'cn',
    html(
      'en',
      '<p>BTC/CHF</p><p>We do not provide services to residents of mainland China, Iran or North Korea. 本平台不向中国大陆用户提供服务。</p>',
    ),
  ],
  [
    'alpen',
    'kr',
    html(
      'en',
      '<p>BTC/CHF</p><p>We do not provide services to residents of mainland China, Iran or North Korea.</p>',
    ),
  ],
  [
    'medved',
    'ru',
    html(
      'ru',
      '<p>Покупка USDT за рубли: СБП, банковская карта.</p><li>USDT 92,40 ₽ — СБП</li><label>Телефон <select><option selected>+7</option><option>+375</option></select></label>',
    ),
  ],
  [
    'medved',
    'kz',
    html(
      'ru',
      '<p>Покупка USDT за рубли: СБП, банковская карта.</p><li>USDT 92,40 ₽ — СБП</li><label>Телефон <select><option selected>+7</option><option>+375</option></select></label>',
    ),
  ],
  [
    'dok',
    'kr',
    html(
      'ko',
      '<p>BTC/KRW</p><p>원화 입금은 실명 확인 계좌로만 가능합니다. 출금 수수료는 1,000원입니다.</p><p>카카오톡: dokkaebi_help</p>',
    ),
  ],
  [
    'sakura',
    'jp',
    html(
      'ja',
      '<p>BTC/JPY ビットコインを500円から購入できます。日本円のクイック入金、銀行振込に対応しています。</p>',
    ),
  ],
  [
    'sakura',
    'cn',
    html(
      'ja',
      '<p>BTC/JPY ビットコインを500円から購入できます。日本円のクイック入金、銀行振込に対応しています。中国語でのサポートはありません。</p>',
    ),
  ],
  [
    'news',
    'cn',
    html(
      'zh-Hant',
      '<article><h1>虎幣交易所遭爆支援支付寶入金</h1><p>據用戶表示，該平台的 C2C 支援支付寶、微信支付與銀行卡，並提供備用網址。</p></article>',
    ),
  ],
];
for (const [name, id, body] of cases) {
  const f = findingsOf(RULES, dossier({ pages: [{ body }] }), profiles.get(id)!);
  console.log(name, id, JSON.stringify(residentsScore(f)));
  for (const x of f)
    console.log(
      '   ',
      x.rule,
      x.weight,
      x.signal,
      '|',
      x.reason,
      '|',
      x.citations
        .map((c) => c.excerpt)
        .join(' ## ')
        .slice(0, 220),
    );
}
const j = (o: object) => ({
  body: JSON.stringify(o),
  type: 'application/json',
  url: 'https://platform.example/c.json',
});
const f = findingsOf(
  RULES,
  dossier({
    pages: [
      j({
        brand: 'PandaX',
        apiBase: 'https://gw.pandax-cloud.example/v3',
        fiat: ['CNY', 'HKD', 'USD'],
        defaultAreaCode: '+86',
        otcPayments: ['alipay', 'wechat', 'bank'],
      }),
      j({
        nav: { trade: '币币交易', otc: '法币交易' },
        otc: { alipay: '支付宝' },
        access: '国内直连，无需翻墙',
      }),
    ],
  }),
  profiles.get('cn')!,
);
console.log('panda', residentsScore(f));
for (const x of f)
  console.log(
    '   ',
    x.rule,
    x.weight,
    x.signal,
    '|',
    x.citations
      .map((c) => c.excerpt)
      .join(' ## ')
      .slice(0, 220),
  );
