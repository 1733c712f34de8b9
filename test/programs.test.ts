/** The artifacts in the real programs: each loads what its target wrote and is asked about it. */

import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { checkArtifacts } from '../src/cli/check-artifact.js';
import { findTarget, targets } from '../src/targets/index.js';
import type { Artifact } from '../src/targets/target.js';
import { LAB, makeSet } from './lab/fixture.js';
import { Lab, run, until, whyNoLab } from './lab/lab.js';
import * as programs from './lab/programs.js';
import { ANSWER_QUESTIONS, QUESTIONS, type Question, ZONE } from './lab/questions.js';

const full = makeSet(LAB);
const empty = makeSet({});
const render = (set: typeof full, ids: readonly string[], folder?: string): Artifact[] =>
  ids.flatMap((id) => findTarget(id)?.render(set, { folder }).artifacts ?? []);

const PROGRAMS = [
  'nsd',
  'openssl',
  'dnsmasq',
  'unbound',
  'named',
  'kresd',
  'pdns_recursor',
  'nft',
  'squid',
  'getent',
];
const found = (await run(['sh', '-c', `for p in ${PROGRAMS.join(' ')}; do command -v $p; done`])).output;
const withServerNames = await programs.squidHasOpenssl();
const absence = (commands: readonly string[]): string | undefined =>
  commands
    .filter((command) => (command === 'squid-openssl' ? !withServerNames : !found.includes(`/${command}\n`)))
    .map((command) => `${command} is not installed`)[0];

/** A missing program is a visible skip, and with CI=true a failure. */
function story(name: string, needs: readonly string[], tell: (t: Test) => Promise<void>): Promise<unknown> {
  const missing = noLab ?? absence(needs);
  if (missing && process.env.CI === 'true') return t.test(name, async (t) => void t.fail(missing));
  return t.test(name, missing ? { skip: missing } : {}, tell);
}

const noLab = (await whyNoLab()) ?? absence(['nsd', 'openssl']);
const lab = noLab ? undefined : await Lab.start();
if (lab) {
  t.teardown(() => lab.stop());
  await programs.startAuthority(lab, ZONE);
  const certificate = await run([
    ...['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=cordonlab'],
    ...['-keyout', `${lab.folder}/key.pem`, '-out', `${lab.folder}/cert.pem`],
  ]);
  if (certificate.code !== 0) throw new Error(certificate.output);
  const pem = (file: string) => readFileSync(`${lab.folder}/${file}`, 'utf8');
  await lab.write('both.pem', pem('key.pem') + pem('cert.pem'));
  await lab.ask('net', { op: 'serve', key: pem('key.pem'), cert: pem('cert.pem') });
}
/** Only stories use it, and those are skipped where there is none. */
const here = lab as Lab;

interface Resolver {
  readonly name: string;
  readonly needs: string;
  readonly targets: readonly string[];
  readonly start: (start: programs.Start) => Promise<ChildProcess>;
  readonly questions: readonly Question[];
  /** Names where a loss that the target reports, or the program's own limit, makes the answer another one. */
  readonly differs?: readonly string[];
  readonly extendedError?: number;
}

const ALL = [...QUESTIONS, ...ANSWER_QUESTIONS];
const RPZ = ['rpz', 'rpz-passthru'];
const RESOLVERS: readonly Resolver[] = [
  {
    name: 'dnsmasq-conf',
    needs: 'dnsmasq',
    targets: ['dnsmasq'],
    start: programs.dnsmasqConfFile,
    questions: QUESTIONS,
  },
  {
    name: 'dnsmasq-servers',
    needs: 'dnsmasq',
    targets: ['dnsmasq'],
    start: programs.dnsmasqServersFile,
    questions: QUESTIONS,
  },
  {
    name: 'unbound-zones',
    needs: 'unbound',
    targets: ['unbound'],
    start: programs.unboundLocalZones,
    questions: QUESTIONS,
    differs: ['x.apex', 'x.exact.exch-alpha'],
  },
  { name: 'unbound-rpz', needs: 'unbound', targets: RPZ, start: programs.unboundRpz, questions: ALL },
  { name: 'named-rpz', needs: 'named', targets: RPZ, start: programs.namedRpz, questions: ALL },
  {
    name: 'kresd-rpz',
    needs: 'kresd',
    targets: RPZ,
    start: programs.kresdRpz,
    questions: ALL,
    differs: ['cloak', 'byip', 'byip6'],
    extendedError: 15,
  },
  {
    name: 'pdns-rpz',
    needs: 'pdns_recursor',
    targets: RPZ,
    start: programs.pdnsRpz,
    questions: ALL,
    extendedError: 15,
  },
];

/** The artifacts as files. */
const placed = (folder: string, artifacts: readonly Artifact[]) =>
  Promise.all(
    artifacts.map(async ({ name, bytes }) => ({ name, path: await here.write(`${folder}/${name}`, bytes) })),
  );

const query = (port: number, { name, type = 'A' }: Pick<Question, 'name' | 'type'>) =>
  here.ask('client', { op: 'dns', server: programs.ROUTER, port, name: `${name}.cordonlab`, type });

for (const [i, resolver] of RESOLVERS.entries()) {
  await story(`${resolver.name} answers by the release`, [resolver.needs], async (t) => {
    const port = 5300 + 2 * i;
    const start = { lab: here, name: resolver.name, port, artifacts: render(full, resolver.targets) };
    const artifacts = render(empty, resolver.targets);
    await Promise.all([
      resolver.start(start),
      resolver.start({ ...start, name: `${resolver.name}-empty`, port: port + 1, artifacts }),
    ]);
    for (const question of resolver.questions) {
      const { outcome } = await query(port + 1, question);
      t.equal(outcome, 'resolves', `${question.name} ${question.type ?? 'A'} resolves with an empty release`);
    }
    for (const question of resolver.questions) {
      const answer = await query(port, question);
      const got = answer.outcome === 'NXDOMAIN' || answer.outcome === 'NODATA' ? 'blocked' : answer.outcome;
      const expect = resolver.differs?.includes(question.name) ? 'resolves' : question.expect;
      t.equal(got, expect, `${question.name} ${question.type ?? 'A'} ${expect}: ${question.why}`);
      if (got === 'blocked') t.equal(answer.extendedError, resolver.extendedError, 'extended error');
    }
  });
}

await story('the hosts file answers for its names alone', ['getent'], async (t) => {
  const [hosts] = render(full, ['hosts']);
  const path = await here.write('etc/hosts', hosts?.bytes ?? '');
  const lookup = async (name: string) => {
    const script = 'mount --bind "$1" /etc/hosts; getent -s hosts:files ahosts "$2"';
    // A shell of its own mount namespace: the lab's other programs keep their file.
    return here.run('router', 'unshare', '--mount', 'sh', '-c', script, 'sh', path, `${name}.cordonlab`);
  };
  for (const name of ['exch-alpha', 'www.exch-alpha', 'api.exch-alpha', 'exch-beta', 'xn--brse-5qa'])
    t.match((await lookup(name)).output, /^(?:0\.0\.0\.0|::) /, `${name} leads nowhere`);
  for (const name of [
    'clean',
    'ok.exch-alpha',
    'x.ok.exch-alpha',
    'other.exch-beta',
    'watched',
    'guarded',
    'apex',
  ])
    t.equal((await lookup(name)).code, 2, `${name} is not in the file`);
});

await story('what the targets write passes the checks of the programs', [], async (t) => {
  for (const [kind, set] of [
    ['full', full],
    ['empty', empty],
  ] as const)
    for (const target of targets) {
      const files = await placed(kind, target.render(set).artifacts);
      for (const { program, file, outcome, output } of await checkArtifacts(target.id, files))
        if (outcome === 'missing' && process.env.CI !== 'true')
          t.pass(`${file}: ${program}`, { skip: output });
        else t.equal(outcome, 'passed', `${kind} ${file}: ${program}`);
    }
});

/** Damage that each check must see: CONSUMERS say which of it the bare exit code hides. */
const DAMAGE: readonly (readonly [target: string, file: string, from: string, to: string])[] = [
  ['hosts', 'hosts', ':: xn--brse', '::: xn--brse'],
  ['dnsmasq', 'dnsmasq.conf', 'server=/foo-bar', 'sever=/foo-bar'],
  ['dnsmasq-nftset', 'dnsmasq-nftset.conf', 'nftset=/foo-bar', `nftset=/${'x'.repeat(64)}`],
  ['unbound', 'unbound.conf', 'always_nxdomain', 'always_nothing'],
  ['unbound', 'unbound.conf', '"foo-bar.cordonlab."', '"exch-alpha.cordonlab."'],
  ['rpz', 'rpz.cordon.zone', 'foo-bar.cordonlab CNAME', 'foo-bar.cordonlab. CNAME'],
  ['rpz-passthru', 'passthru.cordon.zone', 'bank.cordonlab CNAME rpz-passthru.', 'bank.cordonlab CNAME'],
  ['nftables', 'nftables.nft', '203.0.113.10', '203.0.113.10/33'],
  ['nftables-dynamic', 'nftables-dynamic.nft', 'jump judge', 'jump jury'],
  ['squid', 'squid.domains', '.foo-bar.cordonlab', '.foo-bar.cordonlab\nfoo-bar.cordonlab'],
  ['squid', 'squid.conf', 'squid.addresses', 'squid.adresses'],
];

await story('damaged artifacts do not pass them', [], async (t) => {
  for (const [id, file, from, to] of DAMAGE) {
    const artifacts = (findTarget(id)?.render(full).artifacts ?? []).map((artifact) => {
      const text = Buffer.from(artifact.bytes).toString();
      return artifact.name === file ? { ...artifact, bytes: Buffer.from(text.replace(from, to)) } : artifact;
    });
    const results = await checkArtifacts(id, await placed('damaged', artifacts));
    const missing = results.every(({ outcome }) => outcome === 'missing');
    if (missing && process.env.CI !== 'true') t.pass(`${file}: ${to}`, { skip: 'no program to check it' });
    else
      t.ok(
        results.some(({ outcome }) => outcome === 'failed'),
        `${file} with ${JSON.stringify(to)}`,
      );
  }
});

const dial = async (address: string, port = 7) =>
  (await here.ask('client', { op: 'connect', address, port })).outcome;
/** Packets that a named counter has seen. */
async function packets(counter: string, table = 'cordon'): Promise<number> {
  const listed = await here.must('router', 'nft', '-j', 'list', 'counter', 'inet', table, counter);
  return JSON.parse(listed).nftables.find((item: { counter?: unknown }) => item.counter).counter.packets;
}
const load = (file: string) => here.must('router', 'nft', '-f', file);

await story('nftables rejects, counts and spares by the release', ['nft'], async (t) => {
  const [rules] = render(full, ['nftables']);
  const [none] = render(empty, ['nftables']);
  const path = await here.write('nft/full.nft', rules?.bytes ?? '');
  const emptyPath = await here.write('nft/empty.nft', none?.bytes ?? '');
  const listed = ['203.0.113.10', '203.0.113.33', '2001:db8:bad::10', '2001:db8:dead:1::1'];
  const others = ['203.0.113.40', '2001:db8:dead:40::1', '203.0.113.60', '2001:db8:60::60', '203.0.113.48'];

  await load(emptyPath);
  for (const address of [...listed, ...others])
    t.equal(await dial(address), 'connected', `${address} connects with an empty release`);
  await load(path);
  for (const address of listed) {
    const counter = address.includes(':') ? 'blocked6' : 'blocked4';
    const before = await packets(counter);
    const start = Date.now();
    t.equal(await dial(address), 'ECONNREFUSED', `${address} is refused`);
    t.ok(Date.now() - start < 900, 'without waiting for a timeout');
    t.equal(await packets(counter), before + 1, 'and counted');
  }
  t.equal(await dial('203.0.113.40'), 'connected', 'a protected address in a listed prefix connects');
  t.equal(
    await dial('2001:db8:dead:40::1'),
    'connected',
    'a protected IPv6 address in a listed prefix connects',
  );
  t.equal(await dial('203.0.113.48'), 'connected', 'the neighbour of a listed prefix connects');
  t.equal(await packets('monitored4'), 0, 'nothing monitored so far');
  t.equal(await dial('203.0.113.60'), 'connected', 'a monitored address connects');
  t.equal(await dial('2001:db8:60::60'), 'connected', 'a monitored IPv6 address connects');
  t.ok((await packets('monitored4')) > 0 && (await packets('monitored6')) > 0, 'and both are counted');
  const own = await here.ask('router', { op: 'connect', address: '203.0.113.10', port: 7 });
  t.equal(own.outcome, 'ECONNREFUSED', "the router's own connections are refused too");

  const counted = await packets('blocked4');
  const ruleset = (await here.must('router', 'nft', '-s', 'list', 'table', 'inet', 'cordon')).replace(
    /packets.*/g,
    '',
  );
  await load(path);
  t.equal(
    (await here.must('router', 'nft', '-s', 'list', 'table', 'inet', 'cordon')).replace(/packets.*/g, ''),
    ruleset,
    'loading it again changes nothing',
  );
  t.equal(await packets('blocked4'), counted, 'and keeps the counters');
  await load(emptyPath);
  for (const address of listed)
    t.equal(await dial(address), 'connected', `${address} connects again when unlisted`);
});

await story('dnsmasq fills the sets of nftables-dynamic', ['dnsmasq', 'nft'], async (t) => {
  const artifacts = render(full, ['dnsmasq-nftset', 'nftables-dynamic']);
  const start = { lab: here, name: 'dnsmasq-nftset', port: 5353, artifacts };
  const table = await here.write('nft/dynamic.nft', artifacts[1]?.bytes ?? '');
  await load(table);
  await programs.dnsmasqNftset(start);
  const addresses = ['203.0.113.70', '2001:db8:70::70'];
  for (const address of addresses)
    t.equal(await dial(address), 'connected', `${address} connects before it is asked for`);
  t.equal((await query(5353, { name: 'foo-bar' })).outcome, 'resolves', 'the listed name resolves');
  await query(5353, { name: 'foo-bar', type: 'AAAA' });
  for (const address of addresses)
    t.equal(await dial(address), 'ECONNREFUSED', `${address} is refused afterwards`);
  t.equal(await packets('blocked4', 'cordon_dynamic'), 1, 'and counted');
  t.equal(await packets('blocked6', 'cordon_dynamic'), 1, 'and counted');
  await query(5353, { name: 'flagged-shared' });
  t.match(await here.must('router', 'nft', 'list', 'set', 'inet', 'cordon_dynamic', 'dyn4'), '203.0.113.40');
  t.equal(
    await dial('203.0.113.40'),
    'connected',
    'a protected address connects though a listed name leads there',
  );
  await query(5353, { name: 'xn--brse-5qa' });
  t.equal(await dial('203.0.113.72'), 'ECONNREFUSED', 'a shared address is refused for all');
  await query(5353, { name: 'bank' });
  t.equal(await dial('203.0.113.72'), 'connected', 'until a protected name is asked for that shares it');
  await query(5353, { name: 'ok.exch-alpha' });
  t.equal(await dial('203.0.113.250'), 'connected', 'a protected name below a listed one fills nothing');
  await query(5353, { name: 'clean' });
  t.equal(await dial('203.0.113.250'), 'connected', 'an unlisted name fills nothing');
  await load(table);
  t.equal(
    await dial('203.0.113.70'),
    'ECONNREFUSED',
    'loading the table again keeps what the resolver filled',
  );
  await here.must('router', 'nft', 'delete', 'table', 'inet', 'cordon_dynamic');
  t.equal(await dial('203.0.113.70'), 'connected', 'without the table it connects');
});

const squidFolder = (name: string) => `${here.folder}/${name}`;
/** Both squids, the second with an empty release: started by the first story that needs them. */
let squids: Promise<unknown> | undefined;
function startSquids(): Promise<unknown> {
  const one = (name: string, port: number, set: typeof full) => {
    const artifacts = render(set, ['squid'], squidFolder(name));
    return programs.squid({ lab: here, name, port, artifacts }, withServerNames, squidFolder('both.pem'));
  };
  squids ??= Promise.all([one('squid', 3128, full), one('squid-empty', 3138, empty)]);
  return squids;
}

const get = async (port: number, host: string) => {
  const proxy = `${programs.ROUTER}:${port}`;
  return (await here.ask('client', { op: 'get', proxy, url: `http://${host}/` })).outcome;
};
const tunnel = async (port: number, target: string, serverName: string) => {
  const proxy = `${programs.ROUTER}:${port}`;
  return (await here.ask('client', { op: 'tunnel', proxy, target, serverName })).outcome;
};
const NAMED = QUESTIONS.filter(({ type = 'A' }) => type === 'A').map((question) => ({
  ...question,
  host: `${question.name}.cordonlab`,
}));

await story('squid denies requests and tunnels by name and address', ['squid'], async (t) => {
  await startSquids();
  const addressed = [
    { host: '203.0.113.10', expect: 'blocked', why: 'a listed address' },
    { host: '[2001:db8:dead:1::1]', expect: 'blocked', why: 'an IPv6 address in a listed prefix' },
    { host: 'byip.cordonlab', expect: 'blocked', why: 'a name at a listed address' },
    { host: '203.0.113.40', expect: 'resolves', why: 'a protected address in a listed prefix' },
    { host: '203.0.113.60', expect: 'resolves', why: 'a monitored address' },
  ];
  for (const { host, expect, why } of [...NAMED, ...addressed]) {
    t.equal(await get(3138, host), '200', `http ${host} is served with an empty release`);
    const denied = expect === 'blocked';
    t.equal(await get(3128, host), denied ? '451' : '200', `http ${host}: ${why}`);
    t.equal(
      await tunnel(3128, `${host}:443`, 'any.cordonlab'),
      denied ? '451' : 'tls',
      `CONNECT ${host}: ${why}`,
    );
  }
  await until('the log', async () =>
    here
      .run('router', 'grep', '-q', '203.0.113.60', squidFolder('squid/access.log'))
      .then(({ code }) => code === 0),
  );
  const log = readFileSync(squidFolder('squid/access.log'), 'utf8');
  for (const [host, note] of [
    ['watched.cordonlab', true],
    ['203.0.113.60', true],
    ['clean.cordonlab', false],
  ] as const) {
    const line = log.split('\n').find((text) => text.includes(`http://${host}/`)) ?? '';
    t.equal(line.endsWith(' monitored'), note, `${host} is ${note ? '' : 'not '}noted: ${line}`);
  }
});

await story('squid ends TLS by server name', ['squid', 'squid-openssl'], async (t) => {
  await startSquids();
  for (const { name, host, expect, why } of NAMED) {
    t.equal(await tunnel(3139, '203.0.113.250:443', host), 'tls', `TLS to ${name} with an empty release`);
    const outcome = expect === 'blocked' ? 'terminated' : 'tls';
    t.equal(await tunnel(3129, '203.0.113.250:443', host), outcome, `TLS to ${name}: ${why}`);
  }
});
