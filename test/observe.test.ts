/** The observing commands against the small internet of the lab. */
import { existsSync } from 'node:fs';
import t, { type Test } from 'tap';
import { HOME_CLIENT } from '../lab/addresses.js';
import { type Executed, type Lab, LISTS, startLab, whyNoLab } from '../lab/lab.js';
import { isInner } from '../lab/web/server.js';
import { findChromium } from '../src/observe/crawl/renderer.js';

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

/** Runs a command in the lab with a state folder of its own. */
const cordon = (
  state: string,
  argv: readonly string[],
  before: readonly string[] = [],
  lists = LISTS,
): Promise<Executed> =>
  here.exec([
    ...before,
    process.execPath,
    'bin/cordon',
    ...argv,
    '--lists',
    lists,
    '--state',
    `/mnt/cordon-lab/${state}`,
    '--profile',
    'lab',
  ]);

interface Row {
  readonly subject: string;
  readonly type: string;
  readonly vantage: string;
  readonly outcome: string;
  readonly conclusive: boolean;
  readonly detail?: unknown;
  readonly value: {
    readonly records?: readonly string[];
    readonly reasons?: readonly string[];
    readonly grade?: string;
    readonly authenticData?: boolean;
    readonly extendedErrors?: readonly { readonly code: number }[];
    readonly sha256?: string;
    readonly signals?: readonly { readonly kind: string; readonly detail: string }[];
    readonly facts?: {
      readonly status: number;
      readonly apiHosts: readonly { readonly host: string; readonly as: readonly string[] }[];
    };
  };
}

const rows = (out: string): Row[] =>
  out
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Row);

async function history(
  state: string,
  name: string,
): Promise<{ facts: (Row & { sightings: number })[]; names: { name: string }[] }> {
  return JSON.parse((await cordon(state, ['observations', name, '--json'])).out);
}

story('forged answers are suspect, true ones are not', async (t) => {
  const { code, out, err } = await cordon('a', ['resolve', 'tigerbit', 'pandax', '--json']);
  t.equal(code, 0, err);
  const seen = rows(out);
  const vantages = new Set(seen.map((row) => row.vantage.split('/')[0]));
  t.same([...vantages].sort(), ['atlas', 'harbour', 'homeland']);
  const suspect = seen.filter((row) => row.outcome === 'suspect');
  t.ok(suspect.length > 0, 'the resolver at home forges some');
  t.same([...new Set(suspect.map((row) => row.vantage))], ['homeland']);
  t.ok(suspect.every((row) => !row.conclusive && (row.value.reasons ?? []).length > 0));
  for (const type of ['dns/A', 'dns/AAAA', 'dns/MX', 'dns/TXT', 'dns/CAA', 'dns/NS'])
    t.ok(
      seen.some((row) => row.type === type && row.outcome === 'answer'),
      type,
    );
});

story('signatures are seen: validated answers, and why there is none', async (t) => {
  const { out, err } = await cordon('s', ['resolve', 'sealex', 'bogex', '--json']);
  const of = (name: string, vantage: string) =>
    rows(out).find((row) => row.subject === name && row.type === 'dns/A' && row.vantage === vantage);
  t.match(of('sealex.example', 'harbour'), { outcome: 'answer', value: { authenticData: true } }, err);
  t.match(of('sealex.example', 'homeland'), { outcome: 'answer', value: { authenticData: false } });
  t.match(of('bogex.example', 'harbour'), {
    outcome: 'servfail',
    conclusive: false,
    // DNSSEC Bogus (RFC 8914 §4.7).
    value: { authenticData: false, extendedErrors: [{ code: 6 }] },
  });
  t.match((await cordon('s', ['observations', 'sealex.example'])).out, /harbour .*answer .* AD/);
  t.match((await cordon('s', ['observations', 'bogex.example'])).out, /harbour .*servfail .* EDE 6/);
});

story('a second run asks nothing that is fresh', async (t) => {
  const again = await cordon('a', ['resolve', 'pandax']);
  t.equal(again.code, 0, again.err);
  t.match(again.out, /^(\d+) of \1 names observed\n$/, 'no outcome of this run');
});

story('addresses are located, forged ones are not', async (t) => {
  const { code, out, err } = await cordon('a', ['locate', 'tigerbit', '--json']);
  t.equal(code, 0, err);
  const located = rows(out);
  t.match(
    located.find((row) => row.subject === '41.86.40.10'),
    { outcome: 'located', value: { country: 'SC', infrastructure: { class: 'dedicated' } } },
  );
  const forged = (await history('a', 'tigerbit.example')).facts
    .filter((fact) => fact.outcome === 'suspect')
    .flatMap((fact) => fact.value.records ?? []);
  t.ok(forged.length > 0);
  t.same(
    located.filter((row) => forged.includes(row.subject)),
    [],
  );
  t.ok(
    (await history('a', '41.86.40.10')).names.some((one) => one.name === 'tigerbit.example'),
    'and an address tells its names',
  );
});

story('the mirror is tied to its owner, the clone is not', async (t) => {
  const { out, err } = await cordon('a', ['crawl', 'tigerbit', '--json']);
  const joins = new Map(
    rows(out)
      .filter((row) => row.type === 'footprint/tigerbit')
      .map((row) => [row.subject, row] as const),
  );
  t.match(joins.get('tigerbit-asia.example'), { outcome: 'mirror-of', value: { grade: 'owner' } }, err);
  t.match(joins.get('tgr-markets.example'), { outcome: 'belongs-to', value: { grade: 'strong' } });
  t.match(joins.get('tlgerbit.example'), { outcome: 'imitates', value: { grade: 'weak' } });
  const icons = new Map(
    rows(out)
      .filter((row) => row.type === 'favicon')
      .map((row) => [row.subject, row.value.sha256] as const),
  );
  const icon = icons.get('tigerbit.example');
  t.match(icon, /^[0-9a-f]{64}$/, 'its icon is known');
  const signOf = (site: string) => joins.get(site)?.value.signals?.find(({ kind }) => kind === 'favicon');
  t.match(signOf('tigerbit-asia.example'), { detail: icon }, 'a sign of the mirror, weak as it is');
  t.match((await cordon('a', ['observations', 'tigerbit.example'])).out, /favicon .*sha256 [0-9a-f]{12}/);
  const before = (await here.requests()).length;
  t.equal((await cordon('a', ['crawl', 'tigerbit'])).code, 0);
  const asked = (await here.requests())
    .slice(before)
    .filter(({ path }) => path !== '/robots.txt' && !path.startsWith('/.well-known/'));
  t.ok(asked.length <= 3, `a second crawl asks for nothing that is fresh (${asked.length})`);
});

const chromium = findChromium(existsSync);

story('a shell says that it is one, or what it shows where there is a browser', async (t) => {
  const shells = ['pandax', 'reachex'];
  const told = (out: string, url: string) => rows(out).find((row) => row.subject === url);
  const without = await cordon('w', ['crawl', ...shells, '--json']);
  for (const url of ['https://www.pandax-pro.example/', 'https://reachex.example/'])
    t.match(
      told(without.out, url),
      { outcome: 'shell-not-rendered', conclusive: false, detail: { message: /chromium is off/ } },
      without.err,
    );
  if (!chromium) {
    if (process.env.CI === 'true') t.fail('there is no Chromium');
    return void t.comment('there is no Chromium: what it would show is not looked at');
  }
  const lists = '/mnt/cordon-lab/rendering';
  await here.exec([
    'sh',
    '-c',
    `cp -r ${LISTS} ${lists} && sed -i 's#chromium: off#chromium: ${chromium}#' ${lists}/cordon.yaml`,
  ]);
  const before = (await here.requests()).length;
  const { out, err } = await cordon('r', ['crawl', ...shells, '--json'], [], lists);
  const page = told(out, 'https://www.pandax-pro.example/');
  t.match(
    page,
    { outcome: 'content', conclusive: true, detail: { text: [/^PandaX$/, /无需翻墙/, /支付宝/] } },
    err,
  );
  const hosts = new Map(page?.value.facts?.apiHosts.map(({ host, as }) => [host, as] as const));
  t.match(hosts.get('gw.pandax-cloud.example')?.join(), /request/, 'a host that only scripts turn to');
  t.match(hosts.get('push.pandax-cloud.example')?.join(), /websocket/);
  t.match(told(out, 'https://reachex.example/'), { outcome: 'content', detail: { text: [/BTC/, /Spot/] } });
  const asked = (await here.requests()).slice(before);
  t.ok(asked.some(({ host, path }) => host === 'gw.pandax-cloud.example' && path.includes('tickers')));
  t.same(
    asked.filter(({ address }) => isInner(address)),
    [],
    'what scripts reach for on the inside is not reached',
  );
});

story('what the crawl joined goes into the lists, by a command', async (t) => {
  const lists = '/mnt/cordon-lab/taken';
  await here.exec(['cp', '-r', LISTS, lists]);
  const { code, out, err } = await cordon('a', ['import', 'footprint', 'tigerbit'], [], lists);
  t.equal(code, 0, err);
  t.match(out, /tigerbit\.yaml: tigerbit-asia\.example mirror medium/);
  t.match(out, /tigerbit\.yaml: tgr-markets\.example api low/);
  t.match(err, /left out: tigerbit: tlgerbit\.example: it imitates the platform/);
  const again = await cordon('a', ['resolve', 'tigerbit', '--json'], [], lists);
  t.ok(
    rows(again.out).some((row) => row.subject === 'tigerbit-asia.example'),
    'and is looked at from now on',
  );
});

story('what a site answers to residents is seen from their networks, and decides', async (t) => {
  const assessed = async (state: string) => {
    const { out, err } = await cordon(state, ['assess', 'alpenex', '--json']);
    const { record } = JSON.parse(out) as {
      record: { state: string; findings: { signal: string }[] };
    };
    return { state: record.state, signals: record.findings.map(({ signal }) => signal), err };
  };
  const alone = '/mnt/cordon-lab/no-place';
  await here.exec(['sh', '-c', `cp -r ${LISTS} ${alone} && sed -i '/local_address:/d' ${alone}/cordon.yaml`]);
  for (const [state, lists] of [
    ['p', LISTS],
    ['q', alone],
  ] as const) {
    const { code, out, err } = await cordon(state, ['crawl', 'alpenex', 'tigerbit', '--json'], [], lists);
    t.equal(code, 0, err);
    const pages = rows(out).filter(({ type }) => type === 'page');
    const told = pages
      .filter(({ subject }) => /^https:\/\/(?:www\.)?alpenex\.example\/$/.test(subject))
      .map(
        ({ subject, vantage, outcome, value }) => `${vantage} ${subject} ${outcome} ${value.facts?.status}`,
      )
      .sort();
    const abroad = [
      'crawl https://alpenex.example/ content 200',
      'crawl https://www.alpenex.example/ content 200',
    ];
    const home = [
      'crawl/homeland https://alpenex.example/ error-status 451',
      'crawl/homeland https://www.alpenex.example/ error-status 451',
    ];
    t.same(told, state === 'p' ? [...abroad, ...home] : abroad, `looked at as ${state}`);
    const forged = pages.filter(
      ({ vantage, subject }) => vantage === 'crawl/homeland' && /tigerbit/.test(subject),
    );
    t.ok(
      forged.every(({ conclusive }) => !conclusive),
      'a forged answer says nothing of a site',
    );
    if (state === 'p') {
      t.ok(forged.some(({ outcome }) => outcome === 'tls-name-mismatch'));
      t.match(err, /2 of \d+ front pages answered to homeland; .*error-status 2/);
    } else t.notMatch(err, /homeland/);
    t.equal((await cordon(state, ['locate', 'alpenex'], [], lists)).code, 0);
  }
  const peers = (await here.requests()).filter(({ peer }) => peer === HOME_CLIENT);
  t.same([...new Set(peers.map(({ path }) => path))].sort(), ['/', '/robots.txt'], 'front pages alone');
  const [seen, unseen] = [await assessed('p'), await assessed('q')];
  t.ok(seen.signals.includes('refuses-home'), seen.err);
  t.equal(seen.state, 'watched');
  t.notOk(unseen.signals.includes('refuses-home'), 'nobody looked');
  t.equal(unseen.state, 'watched');

  const before = (await here.requests()).length;
  const again = await cordon('p', ['crawl', 'alpenex']);
  t.match(again.err, /2 of 2 front pages answered to homeland\n/);
  t.notOk(
    (await here.requests()).slice(before).some(({ peer }) => peer === HOME_CLIENT),
    'what is fresh is not asked again',
  );
  const gone = '/mnt/cordon-lab/line-down';
  await here.exec([
    'sh',
    '-c',
    `cp -r ${LISTS} ${gone} && sed -i 's/local_address: .*/local_address: 192.0.2.7/' ${gone}/cordon.yaml`,
  ]);
  t.match(await cordon('p', ['crawl', 'alpenex'], [], gone), {
    code: 0,
    err: /no front page was looked at from homeland: 192\.0\.2\.7 is not an address of this machine/,
  });
});

story('hostile servers are survived, each with its outcome', async (t) => {
  const cases: [platform: string, outcome: RegExp][] = [
    ['loopex', /redirect-l/],
    ['bombex', /limit|ratio/],
    ['brotlibomb', /limit|ratio/],
    ['stackex', /encoding/],
    ['longhead', /header/],
    ['wrongcert', /tls-name-mismatch/],
    ['oldcert', /tls-expired/],
    ['selfcert', /tls-untrusted/],
    ['innerpoint', /address-not-public/],
    ['mixedpoint', /address-not-public/],
    // Its second answer is the loopback; what was resolved once stays pinned.
    ['rebind', /content|address-not-public/],
    ['keepout', /robots-disallowed/],
    ['brokenrobots', /robots/],
    ['wallex', /bot-wall/],
    ['goneex', /unresolved/],
  ];
  const { out } = await cordon('h', ['crawl', ...cases.map(([platform]) => platform), '--json']);
  t.notOk(
    (await here.requests()).some(({ address }) => isInner(address)),
    'nothing reached the loopback or a private address',
  );
  const pages = rows(out).filter((row) => row.type === 'page');
  for (const [platform, outcome] of cases) {
    const own = pages
      .filter((row) => new URL(row.subject).hostname.includes(platform))
      .map((row) => row.outcome);
    t.ok(
      own.some((word) => outcome.test(word)),
      `${platform}: ${[...new Set(own)].join(', ')}`,
    );
  }
});

story('what fails deletes nothing, and too much of it ends with exit 3 and its causes', async (t) => {
  t.equal((await cordon('f', ['resolve', 'alpenex'])).code, 0);
  await here.set('alpenex.example', { dns: { outcome: 'servfail' } });
  const failed = await cordon('f', ['resolve', 'alpenex', '--fresh-hours', '0']);
  await here.set('alpenex.example');
  t.equal(failed.code, 3);
  t.match(failed.err, /only 0\.0 % of the names could be observed, under 95 %: .*servfail/);
  const facts = (await history('f', 'alpenex.example')).facts.filter(
    (fact) => fact.type === 'dns/A' && fact.vantage === 'harbour',
  );
  t.same(facts.map((fact) => fact.conclusive).sort(), [false, true], 'both are history');
});

story('an interrupted run keeps what it has, and goes on when it is run again', async (t) => {
  const cut = await cordon(
    'i',
    ['resolve', 'slowhead', 'silentex', 'tigerbit', 'dokkaebi'],
    ['timeout', '--preserve-status', '-s', 'INT', '2'],
  );
  t.equal(cut.code, 3, cut.err);
  t.match(cut.err, /interrupted; \d+ of \d+ names are done and kept\ncordon: hint: run the command again/);
  const rest = await cordon('i', ['resolve', 'dokkaebi', 'tigerbit']);
  t.equal(rest.code, 0, rest.err);
});

story('kill -9 loses nothing that was reported as stored', async (t) => {
  let reported: Row[] = [];
  // On a busy machine nothing is stored after two seconds: then it is killed later.
  for (const seconds of ['2', '4', '8']) {
    const killed = await cordon('k', ['resolve', '--json'], ['timeout', '-s', 'KILL', seconds]);
    reported = rows(killed.out);
    if (reported.length > 0) break;
  }
  t.ok(reported.length > 0, `${reported.length} were reported`);
  const subjects = [...new Set(reported.map((row) => row.subject))].slice(0, 4);
  for (const subject of subjects) {
    const stored = new Set(
      (await history('k', subject)).facts.map((fact) => `${fact.type} ${fact.vantage} ${fact.outcome}`),
    );
    const lost = reported.filter(
      (row) => row.subject === subject && !stored.has(`${row.type} ${row.vantage} ${row.outcome}`),
    );
    t.same(lost, [], subject);
  }
});

story('misspelt platforms and hours are told', async (t) => {
  t.match(await cordon('m', ['resolve', 'tigerbitt']), {
    code: 2,
    err: /no platform "tigerbitt"\ncordon: hint: did you mean tigerbit/,
  });
  t.match(await cordon('m', ['resolve', '--fresh-hours', 'x']), { code: 2, err: /whole number/ });
  t.match(await cordon('m', ['observations', 'never-seen.example']), {
    code: 1,
    out: /nothing was observed/,
  });
});
