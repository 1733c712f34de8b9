/**
 * `node bench/assess.mjs [platforms] [pages]`: how long `cordon assess` takes over stored evidence, as a whole process:
 * a first run, which keeps all documents and decisions, and a second one, to which nothing is new.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteJournal } from '../dist/observe/journal/sqlite.js';

const PLATFORMS = Number(process.argv[2] ?? 10_000);
const PAGES = Number(process.argv[3] ?? 20);
const print = (line) => process.stdout.write(`${line}\n`);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'cordon-bench-'));
const lists = path.join(folder, 'lists');
const state = path.join(folder, 'state');

/** A seeded generator (mulberry32): the same pages in every run. */
let seed = 20181124;
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (values) => values[Math.floor(random() * values.length)];

const WORDS = {
  en: 'the market opens with deep order book and fast matching engine for every account holder who wants to learn more about fees security support news updates and the roadmap of our team'.split(
    ' ',
  ),
  zh: '我们 提供 安全 快速 的 服务 用户 可以 随时 查看 公告 帮助 中心 手续费 说明 以及 最新 活动 团队 介绍 关于 我们'.split(
    ' ',
  ),
};
const TRADING = [
  'BTC/USDT',
  'ETH/USDT',
  '现货交易',
  '充值',
  '提现',
  'Deposit',
  'Withdraw',
  'Spot trading',
  '支付宝',
  '微信支付',
  '法币交易',
  '买入',
  '卖出',
  'Sign up',
  '登录',
  'K线',
  '深度',
];

function block(language, length) {
  let text = '';
  while (text.length < length) text += (language === 'zh' ? '' : ' ') + pick(WORDS[language]);
  return random() < 0.2 ? `${text} ${pick(TRADING)}` : text;
}

/** About 5 KB of text and 40 links: half of them in a script of three octets a character. */
function page(host, i) {
  const language = random() < 0.5 ? 'zh' : 'en';
  const url = `https://${host}/page-${i}`;
  return {
    subject: url,
    type: 'page',
    vantage: 'crawl',
    outcome: 'content',
    conclusive: true,
    value: {
      url,
      hops: [],
      certificate: null,
      facts: {
        status: 200,
        mediaType: 'text/html',
        charset: 'utf-8',
        condition: 'content',
        language: language === 'zh' ? 'zh-CN' : 'en',
        title: block(language, 40),
        description: block(language, 120),
        generator: null,
        canonical: url,
        alternates: [],
        refresh: null,
        resources: [{ host: `static.${host}`, as: ['script', 'style'] }],
        apiHosts: [{ host: `api.${host}`, as: ['websocket'] }],
        forms: [],
        analytics: [],
        accounts: [],
        apps: [],
        manifest: null,
        icon: null,
      },
    },
    detail: {
      message: '',
      address: '192.0.2.1',
      durationMs: 80,
      wireBytes: 20_000,
      bodySha256: null,
      bodyBytes: 50_000,
      complete: true,
      configs: [],
      sketch: [],
      links: Array.from({ length: 40 }, (_, k) => ({
        url: `https://${host}/link-${k}`,
        rel: [],
        text: pick(TRADING),
      })),
      text: Array.from({ length: 50 }, () => block(language, language === 'zh' ? 33 : 100)),
    },
  };
}

function writeLists() {
  for (const name of ['platforms', 'profiles', 'overrides', 'protected'])
    mkdirSync(path.join(lists, name), { recursive: true });
  cpSync(path.join(ROOT, 'lists/profiles/cn.yaml'), path.join(lists, 'profiles/cn.yaml'));
  writeFileSync(path.join(lists, 'cordon.yaml'), 'default_profile: cn\n');
  writeFileSync(path.join(lists, 'sources.yaml'), 'sources: []\n');
  for (let i = 0; i < PLATFORMS; i++)
    writeFileSync(
      path.join(lists, `platforms/p${i}.yaml`),
      `id: p${i}\nname: Platform ${i}\nkind: cex\nsites:\n  - name: p${i}.example\n`,
    );
}

async function writeJournal() {
  mkdirSync(state);
  const journal = await openSqliteJournal(path.join(state, 'journal.db'), { clock: () => Date.now() });
  const at = new Date(Date.now() - 3_600_000).toISOString();
  for (let i = 0; i < PLATFORMS; i += 25) {
    const batch = [];
    for (let p = i; p < Math.min(i + 25, PLATFORMS); p++)
      for (let k = 0; k < PAGES; k++) batch.push({ at, ...page(`p${p}.example`, k) });
    await journal.record(batch);
  }
  await journal.close();
}

function run(what) {
  const started = process.hrtime.bigint();
  const result = spawnSync(
    '/usr/bin/time',
    ['-f', '%M %U %S', process.execPath, 'bin/cordon', 'assess', '--lists', lists, '--state', state],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 30 },
  );
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  const lines = result.stderr.trim().split('\n');
  const [kilobytes, user, system] = lines.at(-1).split(' ').map(Number);
  print(
    `${what}: ${wall.toFixed(1)} s wall, ${(user + system).toFixed(1)} s CPU, ${(kilobytes / 1024).toFixed(0)} MB, exit ${result.status}; ${lines.at(-2)}`,
  );
}

print(
  `${PLATFORMS} platforms, ${PAGES} pages each; load ${loadavg()[0].toFixed(1)}; Node ${process.version}`,
);
try {
  writeLists();
  await writeJournal();
  run('first run, registry read from YAML');
  run('second run, nothing new, registry from the cache');
} finally {
  if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true });
  else print(folder);
}
