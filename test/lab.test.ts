/** The small internet of the demonstration: it behaves as designed, nothing leaves it, and nothing stays of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import t, { type Test } from 'tap';
import { AT, HOME_CLIENT, HOME_SUBNET, RESOLVERS, STRANGERS, TIGER } from '../lab/addresses.js';
import { type Lab, LISTS, PROJECT, startLab, whyNoLab } from '../lab/lab.js';
import { writeWorkspace } from '../lab/lists.js';
import { networkOfProcess } from '../lab/net/namespace.js';
import { OUTSIDE_VARIABLE } from '../lab/net/uplink.js';
import type { DnsQuestion } from '../lab/probe/dns.js';
import type { WebAnswer } from '../lab/probe/web.js';
import { SITES } from '../lab/sites/index.js';
import { isListFile, readRegistry } from '../src/sources/registry.js';

const noLab = await whyNoLab();
const lab = noLab ? undefined : await startLab();
if (lab) t.teardown(() => lab.stop());
/** Only stories use it, and those are skipped where there is none. */
const here = lab as Lab;

/** Where there can be no lab, a visible skip; with CI=true a failure. */
function story(name: string, tell: (t: Test) => Promise<void>): void {
  if (noLab && process.env.CI === 'true') void t.test(name, async (t) => void t.fail(noLab));
  else void t.test(name, noLab ? { skip: noLab } : {}, tell);
}

const ATLAS = RESOLVERS.atlas.addresses[0];
const HARBOUR = RESOLVERS.harbour.addresses[0];
const HOMELAND = RESOLVERS.homeland.addresses[0];
const ROOT = '198.41.0.4';
const [MX, TXT, AAAA, HTTPS, CAA] = [15, 16, 28, 65, 257];

/** One line: outcome, then what was answered, sorted. */
async function resolve(questions: readonly DnsQuestion[], timeoutMs?: number): Promise<string[]> {
  const answers = await here.probe(
    questions.map((dns) => ({ dns })),
    timeoutMs,
  );
  return answers.map((answer) =>
    [
      answer.outcome,
      ...(answer.truncated ? ['truncated'] : []),
      ...(answer.authentic ? ['authentic'] : []),
      ...[...(answer.answers ?? [])].sort(),
    ].join(' '),
  );
}

async function fetchAll(urls: readonly string[], timeoutMs?: number): Promise<readonly WebAnswer[]> {
  return here.probe(
    urls.map((url) => ({ web: { url } })),
    timeoutMs,
  );
}

t.test('the workspace is read without a problem, and knows no mirror, back end or clone', async (t) => {
  const folder = t.testdir();
  writeWorkspace(folder);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => isListFile(file));
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const { platforms, settings } = readRegistry(files.map((file) => ({ path: file, text: read(file) })));
  const listed = [...platforms.values()].flatMap(({ sites }) => sites.map(({ name }): string => name));
  t.ok(listed.includes('tigerbit.example'));
  for (const { name } of SITES.filter((site) => /^found: /.test(site.yields)))
    t.notOk(listed.includes(name), `${name} is to be found`);
  t.same(
    settings.vantages.map(({ id, inCountry }) => [id, inCountry]),
    [
      ['atlas', false],
      ['harbour', false],
      ['homeland', true],
    ],
  );
});

type NameCase = readonly [what: string, question: DnsQuestion, expected: string | RegExp];

const at = (server: string, name: string, rest: Partial<DnsQuestion> = {}): DnsQuestion => ({
  server,
  name,
  ...rest,
});

const NAMES: readonly NameCase[] = [
  ['an address', at(ATLAS, 'www.tigerbit.example'), `NOERROR ${TIGER.web[0]}`],
  ['an IPv6 address', at(ATLAS, 'www.tigerbit.example', { type: AAAA }), /^NOERROR 24063003/],
  ['an alias', at(ATLAS, 'm.tigerbit.example'), `NOERROR ${TIGER.web[0]} www.tigerbit.example`],
  ['an HTTPS record', at(ATLAS, 'www.tigerbit.example', { type: HTTPS }), /^NOERROR 000100/],
  ['a mail exchanger', at(ATLAS, 'tigerbit.example', { type: MX }), /^NOERROR 000a/],
  ['a CAA record', at(ATLAS, 'tigerbit.example', { type: CAA }), /^NOERROR 00056973737565/],
  [
    'aliases into a CDN',
    at(ATLAS, 'www.chaincname.example'),
    /13\.226\.50\.20.* d3pandalab\.cloudfront\.net/,
  ],
  ['aliases in a circle', at(ATLAS, 'loop.chaincname.example'), /^SERVFAIL/],
  ['an alias to nothing', at(ATLAS, 'dangling.chaincname.example'), /^NXDOMAIN/],
  ['no such name', at(ATLAS, 'goneex.example'), 'NXDOMAIN'],
  ['a name of nobody', at(ATLAS, 'www.never-registered.example'), 'NXDOMAIN'],
  ['a name outside of the lab', at(ATLAS, 'www.iana.org'), 'NXDOMAIN'],
  ['no data', at(ATLAS, 'nodataex.example'), 'NOERROR'],
  ['a failing server', at(ATLAS, 'servfailex.example'), 'SERVFAIL'],
  ['a refusing server', at(ATLAS, 'refusedex.example'), 'SERVFAIL'],
  ['a lame delegation', at(ATLAS, 'lameex.example'), 'SERVFAIL'],
  ['a dead server', at(ATLAS, 'deadex.example'), /^(?:timeout|SERVFAIL)$/],
  ['a silent server', at(HOMELAND, 'silentex.example'), 'timeout'],
  ['much text over UDP', at(ATLAS, 'bigtxt.example', { type: TXT }), 'NOERROR truncated'],
  [
    'much text over TCP',
    at(ATLAS, 'bigtxt.example', { type: TXT, over: 'tcp' }),
    /^NOERROR (?:[0-9a-f]+ ?){24}$/,
  ],
  ['private addresses', at(ATLAS, 'innerpoint.example'), 'NOERROR 10.0.0.1'],
  ['public and private', at(ATLAS, 'mixedpoint.example'), `NOERROR 192.168.1.1 ${AT.trouble2[0]}`],
  ['a public resolver', at(ATLAS, 'pointex.example'), 'NOERROR 8.8.8.8'],
  ['the bank', at(ATLAS, 'bankpoint.example'), `NOERROR ${STRANGERS.bank[0]}`],
  ['a root server', at(ATLAS, 'rootpoint.example'), `NOERROR ${ROOT}`],
  ['a signed zone', at(ATLAS, 'www.sealex.example'), `NOERROR authentic ${AT.trouble2[0]}`],
  [
    'a signed zone below a signed one',
    at(HARBOUR, 'app.sealex.example'),
    `NOERROR authentic ${AT.trouble2[0]} front.vault.sealex.example`,
  ],
  ['nothing in a signed zone', at(ATLAS, 'no.sealex.example'), 'NXDOMAIN authentic'],
  ['a signed zone, not looked at', at(HOMELAND, 'www.sealex.example'), `NOERROR ${AT.trouble2[0]}`],
  ['a zone that was altered', at(ATLAS, 'www.bogex.example'), 'SERVFAIL'],
  ['an altered zone, not looked at', at(HOMELAND, 'www.bogex.example'), `NOERROR ${AT.trouble[0]}`],
  ['an international name', at(ATLAS, 'xn--bpws5levs.example'), `NOERROR ${AT.trouble2[0]}`],
  ['the root itself', at(ROOT, 'tigerbit.example'), 'NOERROR'],
  ['pool of the world', at(ATLAS, 'www.pandax-pro.example'), /^NOERROR 13\.226\.50\.20 13\.226\.50\.21 /],
  ['pool of a place, by resolver', at(HARBOUR, 'www.pandax-pro.example'), `NOERROR ${AT.pandaSouth[0]}`],
  ['pool at home, by resolver', at(HOMELAND, 'www.pandax-pro.example'), `NOERROR ${AT.pandaEast[0]}`],
  [
    'pool at home, by client subnet',
    at(ATLAS, 'www.pandax-pro.example', { subnet: HOME_SUBNET }),
    `NOERROR ${AT.pandaEast[0]}`,
  ],
  ['edge for residents', at(HOMELAND, 'www.alpenex.example'), `NOERROR ${AT.alpenHomeEdge[0]}`],
  ['a forged answer', at(HOMELAND, 'www.tigerbit.example'), `NOERROR ${STRANGERS.victim[0]}`],
  ['a true answer at home', at(HOMELAND, 'www.moonseed.example'), `NOERROR ${AT.moonseed[0]}`],
  ['over TCP', at(HARBOUR, 'tigerbit.example', { over: 'tcp' }), `NOERROR ${TIGER.web[0]}`],
  [
    'over DoT',
    at(HARBOUR, 'tigerbit.example', { over: 'dot', tlsName: RESOLVERS.harbour.tlsName }),
    `NOERROR ${TIGER.web[0]}`,
  ],
  [
    'over DoH',
    at(ATLAS, 'tigerbit.example', { over: 'doh', tlsName: RESOLVERS.atlas.tlsName }),
    `NOERROR ${TIGER.web[0]}`,
  ],
  [
    'over DoT with a name that is not its own',
    at(ATLAS, 'tigerbit.example', { over: 'dot', tlsName: 'dns.google' }),
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  ['no DoT at home', at(HOMELAND, 'tigerbit.example', { over: 'dot' }), 'ECONNREFUSED'],
];

const TRAPS: readonly (readonly [url: string, outcome: string, facts?: Partial<WebAnswer>])[] = [
  ['https://www.loopex.example/a', '302', { location: '/b' }],
  ['https://www.loopex.example/b', '302', { location: '/a' }],
  ['https://www.chainex.example/?hop=7', '302', { location: '/?hop=8' }],
  ['https://www.dripex.example/', 'cut'],
  ['https://www.muteex.example/', 'timeout'],
  ['https://www.slowhead.example/', 'timeout'],
  ['https://www.bombex.example/', '200', { encoding: 'gzip', bytes: 65_251 }],
  ['https://www.brotlibomb.example/', '200', { encoding: 'br' }],
  ['https://www.stackex.example/', '200', { encoding: 'gzip, gzip, gzip' }],
  ['https://www.endlex.example/', 'endless'],
  ['https://www.longhead.example/', 'HPE_HEADER_OVERFLOW'],
  ['https://www.liarex.example/', 'ECONNRESET'],
  ['https://www.liarex.example/noise', 'HPE_INVALID_CONSTANT'],
  ['https://www.liarex.example/reset', 'ECONNRESET'],
  ['http://trickster.example/decimal', '302', { location: 'http://2130706433/' }],
  ['http://schemer.example/file', '302', { location: 'file:///etc/passwd' }],
];

/** Both wait for what never answers: at the same time. */
const slow =
  lab &&
  Promise.all([
    resolve(NAMES.map(([, question]) => question)),
    fetchAll(
      TRAPS.map(([url]) => url),
      2_000,
    ),
  ]).then(([names, traps]) => ({ names, traps }));

story('names resolve as designed, from every vantage', async (t) => {
  const answers = (await slow)?.names ?? [];
  for (const [i, [what, , expected]] of NAMES.entries())
    if (typeof expected === 'string') t.equal(answers[i], expected, what);
    else t.match(answers[i], expected, what);
});

story('names flutter and are rebound', async (t) => {
  const seen = new Set<string>();
  for (let i = 0; i < 4; i++) {
    const [first = ''] = await resolve([at('208.82.10.53', 'fluxex.example')]);
    for (const address of first.split(' ').slice(1)) seen.add(address);
  }
  t.equal(seen.size, 16, 'four answers with four addresses, none twice');
  const turns = [];
  for (let i = 0; i < 3; i++) turns.push(...(await resolve([at('208.82.10.53', 'www.rebind.example')])));
  t.same(turns.slice(1), ['NOERROR 127.0.0.1', 'NOERROR 127.0.0.1'], 'the second answer leads inside');
});

type PageCase = readonly [url: string, outcome: string, content?: RegExp];

const PAGES: readonly PageCase[] = [
  ['http://www.tigerbit.example/', '301'],
  ['https://www.tigerbit.example/', '200', /hreflang="zh-Hans" href="https:\/\/www\.tigerbit-asia\.example/],
  ['https://www.tigerbit.example/zh-cn/p2p', '200', /支付宝、微信支付/],
  ['https://www.tigerbit.example/official-domains', '200', /www\.tigerbit-hk\.example/],
  ['https://www.tigerbit.example/trade/ETH_USDT', '200', /orderbook/],
  ['https://www.tigerbit.example/sitemap.xml', '200', /<loc>/],
  ['https://www.tigerbit.example/.well-known/assetlinks.json', '200', /example\.tigerbit\.app/],
  ['https://www.tigerbit-asia.example/', '200', /canonical" href="https:\/\/www\.tigerbit\.example/],
  ['https://www.tigerbit-asia.example/.well-known/apple-app-site-association', '200', /TGR4K7LAB9/],
  ['https://tigercoin.example/', '301'],
  ['https://www.tlgerbit.example/zh-cn/', '200', /collect\.tlgerbit\.example|全球领先的数字资产/],
  ['https://www.tlgerbit.example/.well-known/assetlinks.json', '404'],
  ['https://api.tgr-markets.example/api/v1/depth', '200', /"asks"/],
  ['https://www.pandax.example/', '308'],
  ['https://www.pandax-pro.example/', '200', /<div id="root"><\/div>/],
  ['https://www.pandax-pro.example/config/app-config.json', '200', /wss:\/\/push\.pandax-cloud\.example/],
  ['https://www.alpenex.example/terms', '200', /不向中国大陆用户提供服务/],
  ['https://www.moonseed.example/presale', '200', /微信：moonseed_888/],
  ['http://www.baojin-otc.example/how', '200', /支付宝 pay@/],
  ['https://www.coin-herald.example/news/1', '200', /<article>/],
  ['https://www.keepsafe-wallet.example/', '200', /self-custody/],
  ['https://www.blocklens.example/', '200', /Latest blocks/],
  ['http://www.bonus-hunter.example/', '200', /ref=HUNT20/],
  ['https://www.northbank.example/', '200', /e-banking/],
  ['http://www.tigerbit-official.example/', '200', /domain is for sale/],
  ['http://www.gardenclub.example/', '200', /Spring planting/],
  ['https://www.wallex.example/', '403', /challenge-platform/],
  ['https://www.brokenrobots.example/robots.txt', '503'],
  ['https://www.keepout.example/robots.txt', '200', /Disallow: \/\n/],
  ['https://www.wrongcert.example/', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['https://www.oldcert.example/', 'CERT_HAS_EXPIRED'],
  ['https://www.selfcert.example/', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['https://www.pointex.example/', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['https://www.bankpoint.example/', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['https://www.cdnpoint.example/', 'ERR_TLS_CERT_ALTNAME_INVALID'],
];

story('sites show what they are', async (t) => {
  const answers = await fetchAll(PAGES.map(([url]) => url));
  for (const [i, [url, outcome, content]] of PAGES.entries()) {
    t.equal(answers[i]?.outcome, outcome, url);
    if (content) t.match(answers[i]?.text, content, `content of ${url}`);
  }
});

story('traps are traps', async (t) => {
  const answers = (await slow)?.traps ?? [];
  for (const [i, [url, outcome, facts]] of TRAPS.entries()) {
    t.equal(answers[i]?.outcome, outcome, url);
    if (facts) t.match(answers[i], facts, `what ${url} sends`);
  }
});

story('residents are shut out, by where they come from and by where they are led', async (t) => {
  const url = 'https://www.alpenex.example/';
  const answers = await here.probe([
    { web: { url } },
    { web: { url, from: HOME_CLIENT } },
    { web: { url, to: AT.alpenHomeEdge[0] } },
  ]);
  t.same(
    answers.map(({ outcome }) => outcome),
    ['200', '451', '451'],
  );
});

story('certificates tie sites together, and bait with the names of strangers', async (t) => {
  const [own, mirror, flood] = await fetchAll([
    'https://www.tigerbit.example/',
    'https://www.tigerbit-asia.example/',
    'https://www.sanflood.example/',
  ]);
  t.match(own?.names, /DNS:tigerbit-asia\.example/);
  t.match(mirror?.names, /DNS:tigerbit\.example/);
  t.ok((flood?.names?.split(', ').length ?? 0) > 200);
});

story('behaviour changes while the lab runs, and goes back', async (t) => {
  const name = 'moonseed.example';
  const now = () => resolve([at(ATLAS, name), at(HARBOUR, name), at(HOMELAND, name)]);
  const everywhere = (answer: string) => [answer, answer, answer];
  t.same(await now(), everywhere(`NOERROR ${AT.moonseed[0]}`));
  await here.set(name, {
    dns: { hosts: { '@': { a: ['8.8.8.8'] } } },
    forged: { a: STRANGERS.bank.slice(0, 1) },
  });
  t.same(await now(), [...everywhere('NOERROR 8.8.8.8').slice(1), `NOERROR ${STRANGERS.bank[0]}`]);
  await here.set(name, { dns: { outcome: 'servfail' } });
  t.same(await now(), everywhere('SERVFAIL'));
  await here.set(name, {
    web: { like: 'tigerbit.example', pages: { '/x': 'new' } },
    certificate: { names: [name, 'bank.example'] },
  });
  t.same(await now(), everywhere(`NOERROR ${AT.moonseed[0]}`), 'a new change replaces the one before');
  const [copy, page] = await fetchAll([`https://${name}/zh-cn/p2p`, `https://${name}/x`]);
  t.match(copy?.text, /虎币/);
  t.same([page?.text, page?.names], ['new', `DNS:${name}, DNS:bank.example`]);
  await here.set(name);
  t.match((await fetchAll([`https://${name}/`]))[0]?.text, /代币公开发售/);
  await t.rejects(here.set('nobody.example'), { message: 'the lab has no site nobody.example' });
});

story('who came is known, above all to where nobody should come', async (t) => {
  await fetchAll(['http://169.254.169.254/latest/', 'https://[::1]/']);
  const requests = await here.requests();
  t.ok(requests.some(({ address, path }) => address === '169.254.169.254' && path === '/latest/'));
  t.ok(
    requests.some(({ address, method }) => address === '::1' && method === 'connection'),
    'a handshake that fails is seen too',
  );
  t.ok(requests.some(({ host, path }) => host === 'www.tigerbit.example' && path === '/zh-cn/p2p'));
});

story('nothing leaves', async (t) => {
  const outside = ['192.0.2.1', '203.0.113.1', '1.1.1.1', '2001:db8::1', '2620:fe::fe'];
  const answers = await here.probe([
    ...outside.map((server) => ({ dns: { server, name: 'example.com' } })),
    ...outside.map((to) => ({ web: { url: 'http://example.com/', to } })),
  ]);
  t.same(
    answers.map(({ outcome }) => outcome),
    [...outside, ...outside].map(() => 'ENETUNREACH'),
  );
  const { out } = await here.exec(['sh', '-c', 'ip -o link | wc -l; cat /etc/resolv.conf']);
  t.match(out, new RegExp(`^1\\nnameserver ${ATLAS}\\n`), 'one interface, and a resolver of the lab');
});

story('commands run inside, with the workspace and the lab as an authority', async (t) => {
  const told: string[] = [];
  const script = `import fs from "node:fs"; const r = await fetch("https://www.tigerbit.example/"); console.log(r.status, fs.readdirSync("${LISTS}").join()); process.exit(7)`;
  const done = await here.exec([process.execPath, '--input-type=module', '-e', script], {
    onOutput: (text) => told.push(text),
  });
  t.same(done, {
    code: 7,
    out: '200 cordon.yaml,overrides,platforms,profiles,protected,sources.yaml\n',
    err: '',
  });
  t.equal(told.join(''), done.out);
  t.equal((await here.exec(['sleep', '30'], { timeoutMs: 200 })).code, 137, 'too long');
});

/** Starts the part that runs inside where it must not. */
function refuse(command: readonly string[], outside: string): Promise<{ code: unknown; said: string }> {
  const [file, ...args] = [...command, process.execPath, path.join(PROJECT, 'build/lab/inside.js')];
  const child = spawn(file as string, args, {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, [OUTSIDE_VARIABLE]: outside },
  });
  let said = '';
  child.stderr?.on('data', (data) => {
    said += data;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

story('it refuses to start where anything could leave', async (t) => {
  const mine = networkOfProcess('self') ?? '';
  t.match(await refuse([], mine), { code: 2, said: /refused: .*not a network namespace of its own/ });
  t.match(await refuse([], 'net:[1]'), {
    code: 2,
    said: /refused: there is (?:an interface|a default route)/,
  });
  const uplink = 'ip link add up0 type veth peer name up1 && ip link set up0 up && exec "$@"';
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const elsewhere = ['unshare', ...user, '--net', 'sh', '-c', uplink, 'sh'];
  t.match(await refuse(elsewhere, mine), { code: 2, said: /refused: .*there is an interface up0/ });
});

/** Processes that are in a network namespace. */
const inhabitants = (network: string): string[] =>
  readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && networkOfProcess(Number(pid)) === network);

async function untilEmpty(network: string): Promise<readonly string[]> {
  const end = Date.now() + 5_000;
  for (let left = inhabitants(network); ; left = inhabitants(network)) {
    if (left.length === 0 || Date.now() > end) return left;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A process that starts a lab, and says where it is. */
async function keeper(): Promise<{ child: ChildProcess; network: string }> {
  const url = `file://${path.join(PROJECT, 'build/lab/lab.js')}`;
  const script = `const { startLab } = await import('${url}'); console.log((await startLab()).pid);`;
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  const pid = await new Promise<string>((resolve) =>
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).once('line', resolve),
  );
  return { child, network: networkOfProcess(Number(pid)) ?? '' };
}

story('nothing stays after kill -9 of whoever started it', async (t) => {
  const { child, network } = await keeper();
  t.ok(inhabitants(network).length > 8, 'it was alive');
  child.kill('SIGKILL');
  t.same(await untilEmpty(network), []);
});

story('nothing stays after it is stopped', async (t) => {
  const network = networkOfProcess(here.pid) ?? '';
  t.ok(inhabitants(network).length > 8, 'it was alive');
  await here.stop();
  t.same(await untilEmpty(network), []);
});
