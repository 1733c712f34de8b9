/** What is read from pages, and how a platform's pages are chosen and asked for. */
import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import t, { type Test } from 'tap';
import { type Host, parseHost } from '../src/model/names/host.js';
import { cleanText } from '../src/observe/crawl/clean-text.js';
import { type CrawlOutcome, type CrawlTools, crawlPlatform } from '../src/observe/crawl/crawl-platform.js';
import { cspHosts } from '../src/observe/crawl/extract/csp.js';
import { findConfigPaths, findEndpoints } from '../src/observe/crawl/extract/endpoints.js';
import { scanLinks } from '../src/observe/crawl/extract/scan-links.js';
import { createSitemapReader } from '../src/observe/crawl/extract/sitemap.js';
import { resemblance } from '../src/observe/crawl/extract/sketch.js';
import { srcsetUrls } from '../src/observe/crawl/extract/srcset.js';
import { parseAppleAssociation, parseAssetLinks } from '../src/observe/crawl/extract/well-known.js';
import type { Fetcher } from '../src/observe/crawl/fetch.js';
import { toObservation } from '../src/observe/crawl/fetch-page.js';
import type { FetchOutcome, FetchResult, ResponseHead } from '../src/observe/crawl/fetch-types.js';
import { fetchIcon, iconObservation, iconUrlOf } from '../src/observe/crawl/icon.js';
import { faviconNumber, murmur3 } from '../src/observe/crawl/murmur.js';
import type { PageFacts } from '../src/observe/crawl/page-facts.js';
import { createPageReaderFactory } from '../src/observe/crawl/page-reader.js';
import { type Clock, HostGate, LoopGuard } from '../src/observe/crawl/politeness.js';
import {
  type AskForPart,
  createRenderer,
  findChromium,
  type Renderer,
} from '../src/observe/crawl/renderer.js';
import { createRobotsCache, parseRobots } from '../src/observe/crawl/robots.js';
import { topicOf } from '../src/observe/crawl/usefulness.js';

const SHELL = 'https://exchange.example/';
const makeReader = await createPageReaderFactory();

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

function headOf(url: string, { status = 200, headers = {} }: Answer): ResponseHead {
  const all = { 'content-type': 'text/html; charset=utf-8', ...headers };
  return { url, status, headers: all, address: '198.51.100.7', certificate: null, hops: [] };
}

function resultOf(url: string, head: ResponseHead | null, outcome: FetchOutcome = 'ok'): FetchResult {
  const rest = { detail: '', hops: [], certificate: null, address: null, decodedBytes: 0, durationMs: 1 };
  return { ...rest, outcome, requestedUrl: url, url: head?.url ?? url, head, wireBytes: 1000 };
}

/** @param pieces where the body is cut; by default it comes in one piece. */
function read(
  answer: Answer,
  url = 'https://exchange.example/en/',
  pieces: readonly number[] = [],
): PageFacts {
  const head = headOf(url, answer);
  const reader = makeReader(head);
  if (!reader) throw new Error('no reader');
  const body = Buffer.from(answer.body ?? '');
  const cuts = [0, ...pieces.map((at) => Math.min(at, body.length)).sort((a, b) => a - b), body.length];
  for (const [i, from] of cuts.slice(0, -1).entries()) {
    const piece = body.subarray(from, cuts[i + 1]);
    if (piece.length > 0) reader.sink(piece);
  }
  return reader.finish(resultOf(url, head));
}

const PAGE = `<!doctype html><html lang="zh-CN"><head><title>Example &amp; Co &#8211; \u0007Markets</title>
<meta name="Description" content="Trade &quot;spot&quot;"><meta name=generator content=Nuxt>
<meta http-equiv="Content-Security-Policy" content="connect-src 'self' https://api.exchange.example wss://*.push.example">
<meta http-equiv=refresh content="0; url='/zh/'">
<base href="/app/"><base href="https://ignored.example/">
<link rel="canonical" href="https://exchange.example/"><link rel="alternate" hreflang="ja" href="/ja/">
<link rel="manifest" href="m.json"><link rel="shortcut icon" href="//static.example/f.ico">
<link rel=stylesheet href="https://static.example/a.css">
<script src="https://www.googletagmanager.com/gtag/js?id=G-ABCDEF1234"></script>
<script>var _hmt=[];"https://hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef"; new WebSocket("wss://stream.exchange.example/ws");</script>
<script id="__NEXT_DATA__" type="application/json">{"api":"https:\\/\\/gateway.exchange.example\\/v1"}</script>
<script>window.__CONFIG__ = {"otc":"https://otc-api.example/x"}</script></head>
<body><!-- <a href="/commented">x</a> --><style>a::after{content:"<a href='/styled'>"}</style>
<div id="app"><h1>Buy  <b>coins</b>
 now</h1><p>Pay by Alipay &amp; WeChat Pay</p><noscript>Enable JavaScript</noscript>
<a href="trade?a=1&amp;b=2#top" rel="nofollow Sponsored">Spot <i>trading</i></a><a href="/app/trade?a=1&b=2">again</a>
<a href='https://t.me/example_cn'>TG</a><a href="https://x.com/intent/tweet?u=1">share</a><a href="weixin://dl/chat?exampleid">w</a>
<a href="mailto:help@exchange.example?subject=x">m</a><a href="javascript:void(0)">j</a><a href="http://[bad">b</a>
<a href="https://play.google.com/store/apps/details?id=com.example.app&amp;hl=en">a</a><a href="/dl/app.apk">apk</a>
<a href="https://apps.apple.com/cn/app/example/id1234567890">i</a>
<img srcset="https://img.example/a,b.png 1x, https://img2.example/c.png 2x" src="data:image/png;base64,AA">
<iframe src="https://frame.example/x"></iframe>
<form action="https://login.exchange.example/in" method="POST"><input type="password"></form>
<p>${'Our market is open day and night. '.repeat(8)}</p><p>微信号：example_otc8 QQ群: 123456789</p></div></body></html>`;

t.test('one page, all facts', async (t) => {
  const facts = read({
    body: PAGE,
    headers: { 'content-security-policy': 'connect-src https://csp.exchange.example' },
  });
  t.match(facts, {
    language: 'zh-CN',
    title: 'Example & Co – Markets',
    description: 'Trade "spot"',
    generator: 'Nuxt',
    canonical: 'https://exchange.example/',
    refresh: 'https://exchange.example/zh/',
    manifest: 'https://exchange.example/app/m.json',
    icon: 'https://static.example/f.ico',
    alternates: [{ language: 'ja', url: 'https://exchange.example/ja/' }],
    condition: 'content',
    complete: true,
  });
  t.same(
    facts.links.map(({ url }) => url),
    [
      'https://exchange.example/app/trade?a=1&b=2',
      'https://t.me/example_cn',
      'https://x.com/intent/tweet?u=1',
      'https://play.google.com/store/apps/details?id=com.example.app&hl=en',
      'https://exchange.example/dl/app.apk',
      'https://apps.apple.com/cn/app/example/id1234567890',
    ],
  );
  t.same(facts.links[0], { url: facts.links[0]?.url, rel: ['nofollow', 'sponsored'], text: 'Spot trading' });
  t.same(Object.fromEntries(facts.apiHosts.map(({ host, as }) => [host, as.join()])), {
    'api.exchange.example': 'csp',
    'push.example': 'csp',
    'csp.exchange.example': 'csp',
    'stream.exchange.example': 'websocket',
    'hm.baidu.com': 'script',
    'gateway.exchange.example': 'config',
    'otc-api.example': 'config',
  });
  t.same(Object.fromEntries(facts.resources.map(({ host, as }) => [host, as.join()])), {
    'static.example': 'style',
    'www.googletagmanager.com': 'script',
    'img.example': 'image',
    'img2.example': 'image',
    'frame.example': 'frame',
    'login.exchange.example': 'form',
  });
  t.same(facts.analytics, [
    { service: 'google-analytics', id: 'G-ABCDEF1234' },
    { service: 'baidu-tongji', id: '0123456789abcdef0123456789abcdef' },
  ]);
  t.same(facts.accounts, [
    { service: 'telegram', id: 'example_cn' },
    { service: 'wechat', id: 'exampleid' },
    { service: 'email', id: 'help@exchange.example' },
    { service: 'wechat', id: 'example_otc8' },
    { service: 'qq-group', id: '123456789' },
  ]);
  t.same(facts.apps, [
    { store: 'google-play', id: 'com.example.app' },
    { store: 'apk', id: '/dl/app.apk' },
    { store: 'app-store', id: '1234567890' },
  ]);
  t.same(facts.forms, [{ actionHost: 'login.exchange.example', method: 'post', hasPassword: true }]);
  t.same(facts.text.slice(0, 2), ['Buy coins now', 'Pay by Alipay & WeChat Pay']);
  t.notOk(facts.text.join().includes('JavaScript'), 'nobody sees noscript');
  t.same(facts.configs, [
    '{"api":"https:\\/\\/gateway.exchange.example\\/v1"}',
    '{"otc":"https://otc-api.example/x"}',
  ]);
});

t.test('the state of an application is found behind other statements and in a function', (t) => {
  const cases: [script: string, state: string | undefined][] = [
    ['window.__LOCALE__ = "ja";\nwindow.__I18N__ = {"buy":1};', '{"buy":1};'],
    ['!function(w){w.__P={v:"4",f:{d:"KRW"}}}(window);', '{v:"4",f:{d:"KRW"}}}(window);'],
    ['var data={a:1};track(data)', '{a:1};track(data)'],
    ['(function(){var settings = {a:1};})()', undefined],
    ['window.onload = function () {}', undefined],
  ];
  for (const [script, state] of cases)
    t.equal(read({ body: `<script>${script}</script>` }).configs[0], state, script);
  t.end();
});

t.test('however the body is cut, the facts are the same', async (t) => {
  const whole = read({ body: PAGE });
  const length = Buffer.byteLength(PAGE);
  fc.assert(
    fc.property(fc.array(fc.nat(length), { maxLength: 12 }), (pieces) => {
      t.same(
        read(
          { body: PAGE },
          undefined,
          pieces.filter((at) => at > 0),
        ),
        whole,
      );
    }),
    { numRuns: 60 },
  );
});

t.test('encodings, by header, by meta, by mark', async (t) => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['gbk', '数字货币交易平台', 'cafdd7d6bbf5b1d2bdbbd2d7c6bdcca8'],
    ['gb2312', '充值人民币', 'b3e4d6b5c8cbc3f1b1d2'],
    ['gb18030', '充值人民币', 'b3e4d6b5c8cbc3f1b1d2'],
    ['big5', '數位貨幣交易所', 'bcc6a6ecb366b9f4a5e6a9f6a9d2'],
    ['Shift_JIS', '仮想通貨取引所', '89bc917a92ca89dd8ee688f88f8a'],
    ['euc-kr', '가상화폐 거래소', 'b0a1bbf3c8adc6f320b0c5b7a1bcd2'],
    ['windows-1251', 'биржа криптовалют', 'e1e8f0e6e020eaf0e8eff2eee2e0ebfef2'],
    ['utf-8', '交易', Buffer.from('交易').toString('hex')],
  ];
  for (const [charset, text, hex] of cases) {
    const body = (meta: string) =>
      Buffer.concat([Buffer.from(`${meta}<title>`), Buffer.from(hex, 'hex'), Buffer.from('</title>')]);
    const byHeader = { body: body(''), headers: { 'content-type': `text/html; charset="${charset}"` } };
    t.equal(read(byHeader).title, text, `${charset} by header`);
    const byMeta = { body: body(`<meta charset=${charset}>`), headers: { 'content-type': 'text/html' } };
    t.equal(read(byMeta).title, text, `${charset} by meta`);
  }
  const marked = {
    body: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<title>x交</title>', 'utf16le')]),
  };
  t.equal(read({ ...marked, headers: { 'content-type': 'text/html' } }).title, 'x交');
  const unknown = {
    body: '<meta charset="x-none"><title>é</title>',
    headers: { 'content-type': 'text/html' },
  };
  t.equal(read(unknown).title, 'é');
});

t.test('accounts in five languages', async (t) => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['<p>客服微信：Example_88</p>', 'wechat', 'Example_88'],
    ['<p>電報：@example_tw</p>', 'telegram', 'example_tw'],
    ['<p>LINE ID: @example.jp</p>', 'line', '@example.jp'],
    ['<p>카카오톡: examplekr</p>', 'kakaotalk', 'examplekr'],
    ['<p>Телеграм: @example_ru</p>', 'telegram', 'example_ru'],
    ['<a href="https://wa.me/+85200000000">w</a>', 'whatsapp', '85200000000'],
    ['<a href="//discord.gg/example">d</a>', 'discord', 'example'],
    ['<a href="https://line.me/R/ti/p/@example">l</a>', 'line', '@example'],
    ['<a href="https://open.kakao.com/o/sExample1">k</a>', 'kakaotalk', 'sExample1'],
    ['<a href="http://wpa.qq.com/msgrd?v=3&amp;uin=1234567&amp;site=qq">q</a>', 'qq', '1234567'],
    ['<a href="https://www.facebook.com/example.page">f</a>', 'facebook', 'example.page'],
    ['<a href="tg://resolve?domain=example_x">t</a>', 'telegram', 'example_x'],
    ['<a href="https://twitter.com/@Example">x</a>', 'x', 'Example'],
  ];
  for (const [body, service, id] of cases) t.same(read({ body }).accounts, [{ service, id }], body);
  for (const body of [
    '<a href="https://t.me/share/url?u=1">s</a>',
    '<a href="https://www.facebook.com/sharer.php">s</a>',
  ])
    t.same(read({ body }).accounts, [], body);
});

t.test('what stands in front or in place of a page', async (t) => {
  const lorem = `<p>${'Deposit and trade coins on our market today. '.repeat(60)}</p>`;
  const cases: readonly (readonly [string, Answer, PageFacts['condition']])[] = [
    [
      'a wall by header',
      { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: '<p>x</p>' },
      'bot-wall',
    ],
    ['a wall by title', { status: 503, body: '<title>Just a moment...</title><p>wait</p>' }, 'bot-wall'],
    ['a wall in Chinese', { status: 403, body: '<p>请完成安全验证</p>' }, 'bot-wall'],
    [
      'a wall with status 200',
      { body: '<script src="/cdn-cgi/challenge-platform/h/x.js"></script>' },
      'bot-wall',
    ],
    [
      'a login page with a captcha',
      { body: `<script src="https://hcaptcha.com/1/api.js"></script>${lorem}` },
      'content',
    ],
    ['a help page about captchas', { body: `${lorem}<p>Verify you are human when asked.</p>` }, 'content'],
    ['not found', { status: 404, body: '<p>no such page</p>' }, 'error-status'],
    ['for legal reasons', { status: 451, body: '<p>not here</p>' }, 'error-status'],
    [
      'parked by frame',
      { body: '<iframe src="https://www.sedoparking.com/x"></iframe><p>ads</p>' },
      'parked',
    ],
    ['parked by words', { body: '<h1>This domain is for sale</h1>' }, 'parked'],
    ['parked in Chinese', { body: '<h1>域名出售</h1>' }, 'parked'],
    ['parked in Russian', { body: '<h1>Домен продается</h1>' }, 'parked'],
    ['a shell', { body: '<div id="root"></div><script src="/main.js"></script>' }, 'shell'],
    [
      'a shell that says so',
      { body: '<noscript>Please enable JavaScript</noscript><script src=a.js></script>' },
      'shell',
    ],
    [
      'an element of its own that scripts fill',
      {
        body: '<app-root></app-root><script type="application/json">{}</script><script src="/m.js"></script>',
      },
      'shell',
    ],
    [
      'a rendered application',
      { body: `<div id="root">${lorem}</div><script src="/main.js"></script>` },
      'content',
    ],
    ['nothing', { body: '' }, 'empty'],
  ];
  for (const [name, answer, condition] of cases) t.equal(read(answer).condition, condition, name);
});

t.test('hostile markup is bounded and ends', async (t) => {
  const links = Array.from({ length: 9000 }, (_, i) => `<a href="/${i}">x</a>`).join('');
  t.equal(read({ body: links }).links.length, 2000);
  t.equal(read({ body: `<title>${'x'.repeat(90_000)}</title>` }).title?.length, 300);
  t.ok(read({ body: `<p>${'ab '.repeat(200_000)}</p>` }).text.join('').length <= 2000);
  for (const body of [
    '<'.repeat(50_000),
    '<a href="'.repeat(9_000),
    `<a href="${'x'.repeat(400_000)}">`,
    `<${'x'.repeat(300_000)}>`,
    '<svg>'.repeat(20_000),
    '<!--'.repeat(20_000),
    `<script>${'"https://'.repeat(20_000)}</script>`,
    `<meta http-equiv=refresh content="${' '.repeat(50_000)}">`,
  ])
    t.equal(read({ body }).links.length, 0, body.slice(0, 20));
  t.same(read({ body: '<svg><path><div><p>seen</p>' }).text, ['seen'], 'an open drawing hides nothing');
  t.equal(cleanText('a\u0000\u202eb\r\n c\u{e0041}', 10), 'ab c');
  t.equal(cleanText('ab😀', 3), 'ab', 'no half characters');
});

t.test('configuration, catalogues and bundles', async (t) => {
  const json = read({
    headers: { 'content-type': 'application/json' },
    body: '{"ws":"wss://ws.example/x","k":"http:\\/\\/k.example"}',
  });
  t.same(json.apiHosts, [
    { host: 'ws.example', as: ['websocket'] },
    { host: 'k.example', as: ['config'] },
  ]);
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['fetch("https://api.example/v1")', ['api.example']],
    ["a='https://API.Example:8443/x'", ['api.example']],
    ['u="https:\\u002F\\u002Fapi.example\\u002Fx"', ['api.example']],
    ['"http://www.w3.org/2000/svg"', []],
    ['"https://localhost/","https://10.0.0.1/","https://co.uk/"', []],
    [`\`https://\${host}/x\``, []],
  ];
  for (const [text, hosts] of cases)
    t.same(
      findEndpoints(text).map(({ host }) => host),
      hosts,
      text,
    );
  t.same(findConfigPaths('load("/static/config.prod.json?v=1"); x("i18n/zh-CN.json"); y("data.json")'), [
    '/static/config.prod.json?v=1',
    'i18n/zh-CN.json',
  ]);
  t.same(
    cspHosts("default-src https://d.example; connect-src 'self' *.c.example wss: https://e.example:443/p"),
    ['c.example', 'e.example'],
  );
  t.same(cspHosts("default-src https://d.example 'unsafe-inline'"), ['d.example']);
});

t.test('association files', async (t) => {
  const print = Array.from({ length: 32 }, () => 'ab').join(':');
  const statement = {
    relation: [],
    target: {
      namespace: 'android_app',
      package_name: 'com.example.app',
      sha256_cert_fingerprints: [print, 'x'],
    },
  };
  t.same(
    parseAssetLinks(
      JSON.stringify([statement, { target: { namespace: 'web', site: 'https://x.example' } }, null, 3]),
    ),
    [{ packageName: 'com.example.app', fingerprints: [print.toUpperCase()] }],
  );
  for (const text of [
    '',
    '{',
    '{}',
    'null',
    '[[]]',
    '[{"target":{"namespace":"android_app","package_name":"a b"}}]',
  ])
    t.same(parseAssetLinks(text), [], text);
  const apple = {
    applinks: {
      details: [{ appIDs: ['ABCDE12345.com.example.ios'] }, { appID: 'ABCDE12345.com.example.two' }],
    },
    webcredentials: { apps: ['bad'] },
  };
  t.same(parseAppleAssociation(JSON.stringify(apple)), [
    { teamId: 'ABCDE12345', bundleId: 'com.example.ios' },
    { teamId: 'ABCDE12345', bundleId: 'com.example.two' },
  ]);
  t.same(parseAppleAssociation('{"applinks":{"details":{"ABCDE12345.com.example.old":{}}}}'), [
    { teamId: 'ABCDE12345', bundleId: 'com.example.old' },
  ]);
});

t.test('sitemaps and their indexes', async (t) => {
  const reader = await createSitemapReader('https://exchange.example/sitemap.xml', 2);
  reader.write(
    '<?xml version="1.0"?><urlset xmlns:image="x"><url><loc> https://exchange.example/a?x=1&amp;y=2 </loc><image:image><image:loc>https://img.example/i.png</image:loc></image:image></url>',
  );
  reader.write(
    '<url><loc><![CDATA[https://exchange.example/b]]></loc></url><url><loc>https://exchange.example/c</loc></url></urlset>',
  );
  t.same(reader.end(), {
    kind: 'urlset',
    locations: ['https://exchange.example/a?x=1&y=2', 'https://exchange.example/b'],
  });
  const index = await createSitemapReader('https://exchange.example/');
  index.write('<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap></sitemapindex>');
  t.same(index.end(), { kind: 'index', locations: ['https://exchange.example/s1.xml'] });
});

const htmlPiece = fc.oneof(
  fc.constantFrom(
    '<a href="/x?a=1&amp;b=2">',
    "<A HREF='y'>",
    '<a href=z/1>',
    '<a title="<a href=/no>" href="/q">',
    '</a>',
    '<img src=i.png srcset="j.png 1x, k.png 2x">',
    '<!-- <a href=/c> -->',
    '<!--><a href=/d>',
    '<script>"<a href=/s>"</script>',
    '<style><a href=/t></style>',
    '<title><a href=/u></title>',
    '<base href="/base/">',
    '<link href=/l.css rel=stylesheet>',
    '<area href=#f>',
    '<br/>',
    '<p class=x',
    '>',
    ' < 5 ',
    '<a\nhref\n=\n"/nl"\n>',
    '<!doctype html>',
    '<?php <a href=/p> ?>',
    '<a href="https://other.example:8443/p/../q">',
    '<a href="//third.example">',
    '<a href="mailto:a@b.example">',
    '<a data-href="/no" href="/&#x41;&#66;">',
    '<textarea><a href=/ta></textarea>',
  ),
  fc.string({ maxLength: 6 }).filter((text) => !/[<>&"'=/-]/.test(text)),
);

/** The same page through htmlparser2: targets of anchors, and visible text without its spaces. */
function oracle(body: string): { links: string[]; text: string } {
  const links = new Set<string>();
  let base = new URL('https://exchange.example/en/');
  let hasBase = false;
  let text = '';
  const open: string[] = [];
  const parser = new Parser({
    onopentag(name, { href }) {
      open.push(name);
      if (href === undefined || !URL.canParse(href, base.href)) return;
      const url = new URL(href, base);
      if (name === 'base' && !hasBase) base = url;
      hasBase ||= name === 'base';
      url.hash = '';
      if ((name === 'a' || name === 'area') && !href.startsWith('#') && url.protocol === 'https:')
        links.add(url.href);
    },
    ontext(piece) {
      if (!open.some((name) => /^(?:script|style|title|svg|iframe)$/.test(name))) text += piece;
    },
    onclosetag() {
      open.pop();
    },
  });
  parser.end(body);
  return { links: [...links], text: text.replace(/\s+/g, '') };
}

t.test('the tokenizer agrees with htmlparser2', async (t) => {
  fc.assert(
    fc.property(
      fc.array(htmlPiece, { maxLength: 14 }),
      fc.array(fc.nat(400), { maxLength: 4 }),
      (pieces, cuts) => {
        const body = `<i>${pieces.join('')}`;
        const facts = read(
          { body },
          undefined,
          cuts.filter((at) => at > 0),
        );
        const expected = oracle(body);
        t.same(
          facts.links.map(({ url }) => url),
          expected.links,
          body,
        );
        t.equal(facts.text.join('').replace(/\s+/g, ''), expected.text, body);
      },
    ),
    { numRuns: 300 },
  );
});

t.test('link discovery over bytes finds what the tokenizer finds', async (t) => {
  fc.assert(
    fc.property(fc.array(htmlPiece, { maxLength: 14 }), (pieces) => {
      const body = pieces.join('');
      const facts = read({ body });
      const scanned = scanLinks(Buffer.from(body), 'https://exchange.example/en/').links;
      for (const { url } of facts.links) t.ok(scanned.includes(url), `${url} in ${body}`);
      const stylesheet = 'l.css';
      const extra = scanned.filter(
        (url) => !url.endsWith(stylesheet) && !facts.links.some((link) => link.url === url),
      );
      t.same(extra, [], body);
    }),
    { numRuns: 300 },
  );
  const resources = scanLinks(
    Buffer.from('<img srcset="a,b.png 1x,c.png 2x" data-src=d.png src=d.png>'),
    'https://h.example/',
    { resources: true },
  ).resources;
  t.same(resources, ['https://h.example/a,b.png', 'https://h.example/c.png', 'https://h.example/d.png']);
  t.same(srcsetUrls(' a.png, b.png 2x ,c.png'), ['a.png', 'b.png', 'c.png']);
});

t.test('sketches: prices change, texts do not', async (t) => {
  const page = (price: number, words: string) =>
    read({ body: `<p>${words} costs ${price} today</p>`.repeat(1) });
  const text = Array.from(
    { length: 120 },
    (_, i) => `word${'abcdefghij'[i % 10]}${'klmnopqrst'[Math.floor(i / 10)]}`,
  ).join(' ');
  const other = Array.from(
    { length: 120 },
    (_, i) => `other${'abcdefghij'[i % 10]}${'klmnopqrst'[Math.floor(i / 10)]}`,
  ).join(' ');
  t.equal(resemblance(page(1, text).sketch, page(99, text).sketch), 1);
  t.ok(resemblance(page(1, text).sketch, page(1, other).sketch) < 0.1);
  t.equal(resemblance(page(1, 'short').sketch, page(1, 'short').sketch), 0, 'too little to tell');
});

t.test('robots: rules, redirects of blame, limits', async (t) => {
  const url = 'https://exchange.example/robots.txt';
  const text =
    '\uFEFFUser-agent: *\nDisallow: /\n\nUser-agent: Cordon\nAllow: /public\nDisallow: /p\nCrawl-delay: 600\nSitemap: https://exchange.example/s.xml';
  const rules = await parseRobots(url, text, 'cordon');
  t.same(
    ['/public/x', '/private', '/x'].map((path) => rules.allows(`https://exchange.example${path}`)),
    [true, false, true],
  );
  t.equal(rules.crawlDelaySeconds, 10, 'a delay is heeded up to a cap');
  t.same(rules.sitemaps, ['https://exchange.example/s.xml']);
  const hostile = `User-agent: *\n${'Disallow: /*a*a*a*a*a*a*a*a*b\n'.repeat(20_000)}`;
  t.ok(
    (await parseRobots(url, hostile, 'cordon')).allows(`https://exchange.example/${'a'.repeat(2000)}`) ===
      false,
  );

  const cases: readonly (readonly [string, Answer | FetchOutcome, string])[] = [
    ['no file', { status: 404 }, 'unavailable'],
    ['forbidden', { status: 403 }, 'unavailable'],
    ['server in trouble', { status: 503 }, 'unreachable'],
    ['no connection', 'connect-timeout', 'unreachable'],
    ['too many redirects', 'redirect-limit', 'unavailable'],
    ['a file', { body: 'User-agent: *\nAllow: /' }, 'read'],
  ];
  for (const [name, answer, state] of cases) {
    let asked = 0;
    const fetcher = memoryFetcher(() => {
      asked++;
      return answer;
    });
    const cache = createRobotsCache(fetcher, 'cordon');
    await cache.rulesFor('https://exchange.example');
    const found = await cache.rulesFor('https://exchange.example');
    t.equal(found.state, state, name);
    t.equal(found.allows('https://exchange.example/x'), state !== 'unreachable', name);
    t.equal(asked, 1, `${name}: asked once`);
  }
});

/** A fetcher over answers in memory. */
function memoryFetcher(answerOf: (url: string) => Answer | FetchOutcome): Fetcher {
  return {
    close() {},
    async fetch(url, request = {}) {
      const answer = answerOf(url);
      if (typeof answer === 'string') return resultOf(url, null, answer);
      const head = headOf(url, answer);
      request.onResponse?.(head)?.(Buffer.from(answer.body ?? ''));
      return resultOf(url, head);
    },
  };
}

/** Time that passes only when somebody sleeps. */
function testClock(): Clock & { at: number } {
  const clock = {
    at: 0,
    now: () => clock.at,
    sleep: async (ms: number) => {
      clock.at += ms;
    },
  };
  return clock;
}

t.test('one request a host at a time, with a pause; hosts do not wait for each other', async (t) => {
  const clock = testClock();
  const gate = new HostGate(clock, 2000);
  const starts: [string, number][] = [];
  let running = 0;
  const task = (host: string) => async () => {
    t.equal(++running, 1);
    starts.push([host, clock.now()]);
    running--;
  };
  await gate.run('a.example', task('a'));
  await gate.run('b.example', task('b'));
  gate.slowDown('a.example', 5);
  await Promise.all([gate.run('a.example', task('a')), gate.run('a.example', task('a'))]);
  await t.rejects(
    gate.run('a.example', () => Promise.reject(new Error('x'))),
    'a failure frees the host',
  );
  await gate.run('b.example', task('b'));
  t.same(starts.slice(0, 3), [
    ['a', 0],
    ['b', 0],
    ['a', 2000],
  ]);
  t.equal(starts[3]?.[1], 7000);
});

t.test('paths without end', async (t) => {
  const guard = new LoopGuard();
  t.notOk(guard.admits('https://h.example/a/b/a/b/a/b'));
  t.notOk(guard.admits(`https://h.example/?${'x'.repeat(400)}`));
  const taken = Array.from({ length: 9 }, (_, i) => guard.admits(`https://h.example/day/2026-01-0${i}`));
  t.equal(taken.filter(Boolean).length, 4);
  t.ok(guard.admits('https://h.example/fees') && guard.admits('https://h.example/about'));
});

const host = (name: string): Host => {
  const parsed = parseHost(name);
  if (!parsed.ok) throw new Error(name);
  return parsed.value;
};

async function crawl(
  site: Readonly<Record<string, Answer | FetchOutcome>>,
  options: { fresh?: (url: string) => boolean; renderer?: Renderer; maxPages?: number } = {},
): Promise<{ outcomes: CrawlOutcome[]; asked: string[] }> {
  const asked: string[] = [];
  const fetcher = memoryFetcher((url) => {
    asked.push(url);
    return site[url] ?? { status: 404, body: 'none' };
  });
  const clock = testClock();
  const robots = createRobotsCache(fetcher, 'cordon');
  const tools: CrawlTools = {
    fetcher,
    makeReader,
    robots,
    gate: new HostGate(clock, 0),
    clock,
    renderer: options.renderer,
  };
  const outcomes: CrawlOutcome[] = [];
  const target = { platform: 'exchange', hosts: [host('exchange.example')] };
  const budget = { maxPages: options.maxPages ?? 40 };
  for await (const outcome of crawlPlatform(target, tools, { fresh: options.fresh, budget }))
    outcomes.push(outcome);
  return { outcomes, asked };
}

const FRONT = `<title>E</title><p>Trade here</p><a href="/random">r</a><a href="/p2p">p</a><a href="/x">用户协议</a>
<a href="https://stranger.example/p2p">s</a><a href="/logo.png">l</a><script src="/main.js"></script>`;

t.test('a platform: useful pages first, strangers never, association files read', async (t) => {
  const { outcomes, asked } = await crawl({
    'https://exchange.example/': { body: FRONT },
    'https://exchange.example/robots.txt': {
      body: 'User-agent: *\nDisallow: /random\nSitemap: https://exchange.example/map.xml',
    },
    'https://exchange.example/p2p': { body: '<p>Buy with a bank card</p>' },
    'https://exchange.example/x': { body: '<p>Terms of use</p>' },
    'https://exchange.example/map.xml': {
      headers: { 'content-type': 'application/xml' },
      body: '<urlset><url><loc>https://exchange.example/fees</loc></url></urlset>',
    },
    'https://exchange.example/main.js': {
      headers: { 'content-type': 'text/javascript' },
      body: 'load("/config/app.json")',
    },
    'https://exchange.example/.well-known/apple-app-site-association': {
      headers: { 'content-type': 'application/json' },
      body: '{"applinks":{"apps":["ABCDE12345.com.example.ios"]}}',
    },
  });
  const order = outcomes.map(({ topic, page }) => `${topic} ${new URL(page.url).pathname} ${page.outcome}`);
  t.same(order, [
    'front / content',
    'p2p /p2p content',
    'terms /x content',
    'app-claims /.well-known/assetlinks.json error-status',
    'app-claims /.well-known/apple-app-site-association content',
    'sitemap /map.xml content',
    'fees /fees error-status',
    'script /main.js content',
    'config /config/app.json error-status',
    'other /random robots-disallowed',
  ]);
  t.same(outcomes[4]?.claims.apple, [{ teamId: 'ABCDE12345', bundleId: 'com.example.ios' }]);
  t.notOk(asked.some((url) => /stranger|random|logo/.test(url)));
  t.same(
    outcomes.map(({ page }) => page.conclusive),
    [true, true, true, true, true, true, true, true, true, false],
  );
});

t.test('a second run asks only for what is not fresh; the budget ends a run', async (t) => {
  const site = { 'https://exchange.example/': { body: FRONT } };
  const again = await crawl(site, { fresh: (url) => !url.endsWith('/p2p') });
  t.same(again.asked, []);
  t.equal((await crawl(site, { maxPages: 2 })).outcomes.length, 2);
});

t.test('https fails, http answers; robots out of reach; a shell without and with a renderer', async (t) => {
  const plain = await crawl({
    'https://exchange.example/robots.txt': 'tls-name-mismatch',
    'http://exchange.example/': { body: '<p>plain</p>' },
  });
  t.equal(plain.outcomes[0]?.page.outcome, 'tls-name-mismatch');
  const http = plain.outcomes.find(({ page }) => page.url === 'http://exchange.example/');
  t.equal(http?.page.outcome, 'content');
  const closed = await crawl({ 'https://exchange.example/robots.txt': { status: 500 } });
  t.ok(closed.outcomes.every(({ page }) => page.outcome === 'robots-disallowed' && !page.conclusive));

  const shell = { 'https://exchange.example/': { body: '<div id=app></div><script src=/a.js></script>' } };
  t.match((await crawl(shell)).outcomes[0]?.page, { outcome: 'shell-not-rendered', conclusive: false });
  const markup = '<div id="app"><p>Trade coins with your bank card on our market</p></div>';
  const seen: (number | undefined)[] = [];
  const renderer: Renderer = {
    render: async (url, ask) => {
      for (const one of [url, 'https://exchange.example/data.json', 'https://exchange.example/secret'])
        seen.push((await ask(one))?.status);
      return {
        markup,
        asked: ['wss://push.stranger.example/', 'http://127.0.0.1/', 'https://exchange.example/x'],
      };
    },
    close: async () => {},
  };
  const robots = { body: 'User-agent: *\nDisallow: /secret' };
  const rendered = (await crawl({ ...shell, 'https://exchange.example/robots.txt': robots }, { renderer }))
    .outcomes[0]?.page;
  t.same(seen, [200, 404, undefined], 'what scripts ask for is fetched where robots.txt allows it');
  t.same(rendered?.facts?.apiHosts, [{ host: 'push.stranger.example', as: ['websocket'] }]);
  const still: Renderer = {
    ...renderer,
    render: async () => ({ markup: '<div id=app>Loading</div><script src=/a.js></script>', asked: [] }),
  };
  t.match((await crawl(shell, { renderer: still })).outcomes[0]?.page, { outcome: 'shell-not-rendered' });
  const broken: Renderer = { ...renderer, render: async () => ({ markup: null, why: 'no browser' }) };
  t.match((await crawl(shell, { renderer: broken })).outcomes[0]?.page, {
    outcome: 'shell-not-rendered',
    conclusive: false,
    detail: 'not rendered: no browser',
  });
  t.match(rendered, { outcome: 'content', conclusive: true });
  t.same(rendered?.facts?.text, ['Trade coins with your bank card on our market']);
});

t.test('an icon is asked for once, politely, and told by its digest', async (t) => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100, 7)]);
  const type = (name: string) => ({ 'content-type': name });
  const cases: readonly (readonly [what: string, answer: Answer | FetchOutcome, outcome: string])[] = [
    ['a picture', { headers: type('image/png'), body: png }, 'icon'],
    ['a picture of another type', { headers: type('application/octet-stream'), body: png }, 'icon'],
    [
      'a drawing',
      { headers: type('image/svg+xml'), body: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      'icon',
    ],
    ['a page', { body: '<html><svg></svg>' }, 'not-image'],
    ['a page that says it is a picture', { headers: type('image/png'), body: '<html>' }, 'not-image'],
    ['nothing', { headers: type('image/png'), body: '' }, 'none'],
    ['none', { status: 404, body: png }, 'none'],
    ['trouble', { status: 500, body: png }, 'error-status'],
    ['too much', { headers: type('image/png'), body: Buffer.alloc(256 * 1024 + 1, png) }, 'too-large'],
    ['the loopback', 'address-not-public', 'address-not-public'],
  ];
  const ask = async (answer: Answer | FetchOutcome, robots = '') => {
    const asked: string[] = [];
    const fetcher = memoryFetcher((url) => {
      asked.push(url);
      return url.endsWith('/robots.txt') ? { body: robots } : answer;
    });
    const gate = new HostGate(testClock(), 0);
    const tools = { fetcher, gate, robots: createRobotsCache(fetcher, 'cordon') };
    return { asked, found: await fetchIcon('https://exchange.example/favicon.ico', tools) };
  };
  for (const [what, answer, outcome] of cases) {
    const { asked, found } = await ask(answer);
    t.equal(found.outcome, outcome, what);
    t.equal(found.icon !== null, outcome === 'icon', what);
    t.equal(asked.length, 2, `${what}: robots.txt and the icon`);
  }
  const forbidden = await ask({ body: png }, 'User-agent: *\nDisallow: /favicon.ico');
  t.match([forbidden.found.outcome, forbidden.asked.length], ['robots-disallowed', 1]);

  const { found } = await ask({ headers: type('image/png'), body: png });
  const seen = iconObservation(found, 'exchange.example', 'crawl', '2026-01-02T03:04:05.006Z');
  t.match(seen, { subject: 'exchange.example', type: 'favicon', outcome: 'icon', conclusive: true });
  t.match(seen.value, { sha256: createHash('sha256').update(png).digest('hex'), bytes: 108 });
});

t.test('numbers of icons are those that others use', async (t) => {
  // Of the reference implementation with seed 0, for texts of each length modulo four.
  const known = {
    '': 0,
    a: 0x3c2569b2,
    ab: 0x9bbfd75f,
    abc: 0xb3dd93fa,
    abcd: 0x43ed676a,
    hello: 0x248bfa47,
  };
  for (const [text, hash] of Object.entries(known)) t.equal(murmur3(Buffer.from(text)), hash, text);
  const file = Buffer.from(Array.from({ length: 100 }, (_, i) => i));
  const lines = `${file.toString('base64').slice(0, 76)}\n${file.toString('base64').slice(76)}\n`;
  t.equal(faviconNumber(file), murmur3(Buffer.from(lines)) | 0, 'of base64 in lines');
});

t.test('where the icon of a site is', async (t) => {
  const page = (url: string, icon: string | null, rest: Partial<PageFacts> = {}) =>
    ({ url, icon, status: 200, mediaType: 'text/html', ...rest }) as PageFacts;
  const cases: readonly (readonly [string, readonly PageFacts[], string | null])[] = [
    [
      'where a page says',
      [page(SHELL, null), page(`${SHELL}p`, 'https://static.example/i.png')],
      'https://static.example/i.png',
    ],
    [
      'at the customary place',
      [page('https://www.exchange.example/en/', null)],
      'https://www.exchange.example/favicon.ico',
    ],
    ['nowhere without a page', [page(SHELL, 'https://static.example/i.png', { status: 403 })], null],
    ['nowhere for an API', [page(SHELL, null, { mediaType: 'application/json' })], null],
  ];
  for (const [what, pages, url] of cases) t.equal(iconUrlOf(pages), url, what);
});

const AGENT = 'Cordon/0 (+https://operator.example/)';
const SANDBOX = process.getuid?.() !== 0;
const chromium = findChromium(existsSync);
const noBrowser = chromium ? undefined : 'there is no Chromium: scripts/install-programs installs it';

/** Without a browser a visible skip; with CI=true a failure. */
function browserTest(name: string, body: (t: Test, executablePath: string) => Promise<void>): void {
  if (noBrowser && process.env.CI === 'true') void t.test(name, async (t) => void t.fail(noBrowser));
  else void t.test(name, noBrowser ? { skip: noBrowser } : {}, (t) => body(t, chromium as string));
}

t.test('the browser is optional, and why nothing was rendered is told', async (t) => {
  const only = (there: string) => (path: string) => path === there;
  t.equal(findChromium(only('/usr/bin/chromium')), '/usr/bin/chromium');
  t.equal(findChromium(only('/usr/bin/chromium'), '/opt/chromium'), null, 'the configured one, or none');
  const options = { executablePath: '/nowhere/chromium', userAgent: AGENT, sandbox: SANDBOX };
  const cases: readonly (readonly [RegExp, (() => Promise<unknown>) | undefined])[] = [
    [/not installed/, () => Promise.reject(new Error('no such module'))],
    [/does not start/, undefined],
  ];
  for (const [why, load] of cases) {
    const renderer = createRenderer({ ...options, load });
    t.match(await renderer.render('https://exchange.example/', async () => null), { markup: null, why });
    await renderer.close();
  }
});

/** Answers with these pages, by URL; everything else is refused and noted. */
function askFrom(pages: Readonly<Record<string, string>>): { ask: AskForPart; refused: string[] } {
  const refused: string[] = [];
  const ask: AskForPart = async (url) => {
    const body = pages[url];
    if (body === undefined) refused.push(url);
    const headers = { 'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html' };
    return body === undefined ? null : { status: 200, headers, body: Buffer.from(body) };
  };
  return { ask, refused };
}

const shellOf = (script: string) => ({
  [SHELL]: '<body><div id=app></div><script src=/a.js></script>',
  [`${SHELL}a.js`]: script,
});

browserTest('a browser runs the scripts of a page, and ends those that do not end', async (t, path) => {
  const options = { executablePath: path, userAgent: AGENT, sandbox: SANDBOX };
  const patient = createRenderer({ ...options, timeoutMs: 20_000 });
  const brief = createRenderer({ ...options, timeoutMs: 1_000 });
  const few = createRenderer({ ...options, timeoutMs: 60_000, maxRequests: 4 });
  t.teardown(() => Promise.all([patient, brief, few].map((one) => one.close())));
  const say = (text: string) => `document.getElementById("app").textContent = ${JSON.stringify(text)};`;
  const cases: readonly (readonly [
    what: string,
    renderer: Renderer,
    script: string,
    markup: RegExp | null,
  ])[] = [
    ['text', patient, say('Trade here'), /<div id="app">Trade here<\/div>/],
    ['a dialogue', patient, `alert(1); ${say('after')}`, /after/],
    ['another window', patient, `open("https://stranger.example/"); ${say('stays')}`, /stays/],
    ['leaving', patient, `location.href = "https://stranger.example/"; ${say('stays')}`, /stays/],
    ['no end', brief, 'for (;;);', null],
    ['requests without end', few, 'const ask = () => fetch("/x").then(ask, ask); ask();', /app/],
  ];
  const visit = async ([what, renderer, script, markup]: (typeof cases)[number]) => {
    const { ask, refused } = askFrom(shellOf(script));
    const rendered = await renderer.render(SHELL, ask);
    if (markup) t.match(rendered.markup, markup, what);
    else t.match(rendered, { markup: null, why: /does not come to an end/ }, what);
    t.ok(refused.length <= 2, `${what}: asks for ${refused.length} more`);
    t.notMatch(refused.join(), 'stranger', `${what} asks no stranger`);
  };
  await Promise.all(cases.map(visit));
});

/** All that scripts can do to reach the port, and addresses where nobody should be led. */
const reachFor = (port: number) => `
const at = "127.0.0.1:${port}", tell = (text) => document.body.append(text + " ");
const add = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
const attempt = (name, act) => { try { act(); tell(name); } catch (error) { tell(name + ":" + error.name); } };
const inner = ["http://" + at, "http://localhost:${port}", "http://[::1]:${port}", "http://169.254.169.254", "http://10.0.0.1"];
for (const url of inner) fetch(url + "/", { mode: "no-cors" }).catch(() => 0);
attempt("post", () => fetch("http://" + at + "/", { method: "POST", mode: "no-cors", body: "x" }).catch(() => 0));
attempt("beacon", () => navigator.sendBeacon("http://" + at + "/"));
for (const tag of ["img", "script", "iframe", "video"]) add(tag, { src: "http://" + at + "/" + tag });
for (const rel of ["preconnect", "dns-prefetch", "prefetch", "preload", "modulepreload", "stylesheet", "icon", "manifest"])
  add("link", { rel, href: "http://" + at + "/" + rel, as: "script" });
attempt("socket", () => new WebSocket("ws://" + at + "/"));
attempt("events", () => new EventSource("http://" + at + "/"));
const job = URL.createObjectURL(new Blob(["fetch('http://" + at + "/w').catch(() => 0); new WebSocket('ws://" + at + "/w')"]));
attempt("worker", () => new Worker(job));
attempt("shared", () => new SharedWorker(job));
attempt("transport", () => new WebTransport("https://" + at + "/").ready.catch(() => 0));
attempt("peer", () => {
  const turn = { urls: "turn:" + at + "?transport=tcp", username: "a", credential: "b" };
  const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:" + at }, turn] });
  peer.createDataChannel("x");
  peer.createOffer().then((offer) => peer.setLocalDescription(offer));
});
navigator.serviceWorker.register("/a.js").then(() => tell("registered"), () => tell("unregistered"));
fetch("/wait").catch(() => 0);`;

browserTest('a page reaches nobody but through its answers, by whatever way', async (t, executablePath) => {
  const reached: string[] = [];
  const tcp = createServer((socket) => {
    socket.once('data', (data) => reached.push(`tcp ${data.toString('latin1').slice(0, 40)}`));
    reached.push('tcp');
  });
  const udp = createSocket('udp4', () => reached.push('udp'));
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  const renderer = createRenderer({ executablePath, userAgent: AGENT, sandbox: SANDBOX, timeoutMs: 2_500 });
  t.teardown(async () => {
    await renderer.close();
    tcp.close();
    udp.close();
  });
  const { ask, refused } = askFrom(shellOf(reachFor(port)));
  const rendered = await renderer.render(SHELL, async (url) => {
    // Keeps the page open until it is through with all.
    if (url.endsWith('/wait')) await new Promise((resolve) => setTimeout(resolve, 1_000));
    return ask(url);
  });
  for (const way of ['post', 'beacon', 'socket', 'events', 'worker', 'shared', 'transport', 'peer'])
    t.match(rendered.markup, new RegExp(`${way} `), `${way} was tried`);
  t.same(reached, []);
  for (const url of [`http://127.0.0.1:${port}/`, 'http://169.254.169.254/', 'http://10.0.0.1/'])
    t.ok(refused.includes(url), `${url} comes to whoever answers, who refuses it`);
});

t.test('topics and observations', async (t) => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['/en/official-verification', '', 'official'],
    ['/zh-CN/c2c', '', 'p2p'],
    ['/s/1', '手续费', 'fees'],
    ['/s/2', '利用規約', 'terms'],
    ['/s/3', '다운로드', 'download'],
    ['/s/4', 'Рынки', 'markets'],
    ['/s/5', 'News', 'other'],
    ['/ja', '', 'language'],
    ['/spot/BTC_USDT', '', 'trade'],
  ];
  for (const [path, text, topic] of cases)
    t.equal(topicOf({ url: `https://exchange.example${path}`, rel: [], text }), topic, path + text);
  const { outcomes } = await crawl({ 'https://exchange.example/': { body: FRONT } });
  const page = outcomes[0]?.page;
  const seen = page && toObservation(page, 'v1', '2026-01-02T03:04:05.006Z');
  t.match(seen, { subject: 'https://exchange.example/', type: 'page', outcome: 'content', conclusive: true });
  t.same(JSON.parse(JSON.stringify(seen?.value)), seen?.value, 'plain data');
  t.notOk(
    JSON.stringify(seen?.value).includes(page?.facts?.bodySha256 ?? ''),
    'what changes is no part of the fact',
  );
});
