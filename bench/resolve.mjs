// The resolver engine against its peers: A records of many names from one name server on the loopback.
//
//   npm run build && node bench/resolve.mjs [--names 300000] [--rounds 5] [--server nsd|knotd]
//
// Peers: Node's dns.promises.Resolver at its best concurrency, and dnsperf (skipped where it is not installed). All run
// in the same rounds, one after the other, as processes of their own, so that a busy machine is busy for all of them:
// quote the ratios, never the absolute numbers. Everything stays on 127.0.0.1; what was started is ended.
import { spawn, spawnSync } from 'node:child_process';
import dns from 'node:dns';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const SELF = import.meta.filename;
const ORIGIN = 'bench.example';
const HOST = '127.0.0.1';
/** Concurrencies that are tried for Node's resolver. */
const NODE_CONCURRENCIES = [50, 100, 200, 400];
/** Names of the run with journal; each has seven questions. */
const JOURNAL_NAMES = 20_000;
const GOALS = { node: 2.2, dnsperf: 1.6 };

const { values: options } = parseArgs({
  options: {
    names: { type: 'string', default: '300000' },
    rounds: { type: 'string', default: '5' },
    server: { type: 'string', default: 'nsd' },
    worker: { type: 'string' },
    file: { type: 'string' },
    port: { type: 'string' },
    width: { type: 'string' },
  },
});

const print = (line) => process.stdout.write(`${line}\n`);

function makeNames(count) {
  let state = 12_345;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: count }, (_, i) => {
    const word = Array.from({ length: 5 + (next() % 10) }, () => letters[next() % 36]).join('');
    return `${word}${i.toString(36)}.h${next() % 200}`;
  });
}

function writeInputs(folder, names) {
  const lines = names.map((name, i) => `${name} A 198.51.${(i >> 8) & 255}.${i & 255}`);
  const head = `$ORIGIN ${ORIGIN}.\n$TTL 300\n@ SOA ns root 1 3600 600 86400 60\n@ NS ns\nns A ${HOST}\n`;
  writeFileSync(path.join(folder, `${ORIGIN}.zone`), `${head}${lines.join('\n')}\n`);
  writeFileSync(path.join(folder, 'names'), names.map((name) => `${name}.${ORIGIN}`).join('\n'));
  writeFileSync(path.join(folder, 'dnsperf'), names.map((name) => `${name}.${ORIGIN} A\n`).join(''));
}

const CONFIGS = {
  nsd: (folder, port) => `server:
  ip-address: ${HOST}@${port}
  server-count: 1
  tcp-count: 100
  username: ""
  chroot: ""
  pidfile: ""
  database: ""
  xfrdfile: ""
  zonesdir: "${folder}"
  xfrdir: "${folder}"
  zonelistfile: "${folder}/zone.list"
  rrl-ratelimit: 0
remote-control:
  control-enable: no
zone:
  name: ${ORIGIN}
  zonefile: ${ORIGIN}.zone
`,
  knotd: (folder, port) => `server:
  listen: ${HOST}@${port}
  rundir: ${folder}/run
  udp-workers: 1
  tcp-workers: 1
  background-workers: 1
database:
  storage: ${folder}/run
zone:
  - domain: ${ORIGIN}
    file: ${folder}/${ORIGIN}.zone
`,
};

async function startServer(kind, folder, port) {
  const file = path.join(folder, `${kind}.conf`);
  mkdirSync(path.join(folder, 'run'));
  writeFileSync(file, CONFIGS[kind](folder, port));
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };
  const child = spawn(kind, kind === 'nsd' ? ['-d', '-c', file] : ['-c', file], { env, stdio: 'ignore' });
  const resolver = new dns.promises.Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([`${HOST}:${port}`]);
  for (let i = 0; ; i++) {
    if (child.exitCode !== null || i > 100) throw new Error(`${kind} does not start`);
    const isUp = await resolver.resolve4(`ns.${ORIGIN}`).then(
      () => true,
      () => false,
    );
    if (isUp) return child;
    await new Promise((done) => setTimeout(done, 200));
  }
}

async function freePort() {
  const server = net.createServer().listen(0, HOST);
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Runs one contestant; what it prints last is `{ seconds, cpuSeconds, answers, asked }`. */
function run(worker, folder, port, width) {
  const args = [SELF, '--worker', worker, '--file', path.join(folder, 'names'), '--port', String(port)];
  const child = spawnSync(process.execPath, [...args, '--width', String(width)], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (child.status !== 0) throw new Error(`${worker}: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

function runDnsperf(folder, port) {
  const args = ['-s', HOST, '-p', String(port), '-d', path.join(folder, 'dnsperf'), '-n', '1'];
  const { stdout, error } = spawnSync('dnsperf', args, { encoding: 'utf8', timeout: 300_000 });
  if (error) return undefined;
  const number = (label) => Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(stdout)?.[1]);
  return {
    seconds: number('Run time \\(s\\)'),
    answers: number('Queries completed'),
    asked: number('Queries sent'),
  };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

async function main() {
  const count = Number(options.names);
  const folder = mkdtempSync(path.join(tmpdir(), 'cordon-bench-'));
  let server;
  try {
    writeInputs(folder, makeNames(count));
    const port = await freePort();
    server = await startServer(options.server, folder, port);
    const tries = NODE_CONCURRENCIES.map((width) => ({ width, ...run('node', folder, port, width) }));
    const best = tries.toSorted((a, b) => a.seconds - b.seconds)[0].width;
    print(`${count} names, ${options.server}; Node's resolver is best with ${best} in flight`);
    const contestants = {
      'cordon udp': () => run('udp', folder, port, 100),
      'cordon tcp': () => run('tcp', folder, port, 400),
      node: () => run('node', folder, port, best),
      dnsperf: () => runDnsperf(folder, port),
    };
    const results = {};
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const [name, contest] of Object.entries(contestants)) {
        const result = contest();
        if (result) results[name] = [...(results[name] ?? []), result];
      }
    }
    report(results);
    const few = makeNames(Math.min(count, JOURNAL_NAMES)).map((name) => `${name}.${ORIGIN}`);
    writeFileSync(path.join(folder, 'names'), few.join('\n'));
    const kept = run('journal', folder, port, 400);
    print(
      `with journal and all record types: ${kept.answers} outcomes in ${kept.seconds.toFixed(2)} s, ${Math.round(kept.answers / kept.seconds)}/s (goal 20000)`,
    );
  } finally {
    server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(results) {
  for (const [name, rounds] of Object.entries(results)) {
    const lost = rounds.reduce((sum, { asked, answers }) => sum + asked - answers, 0);
    const seconds = rounds.map((round) => round.seconds);
    const cpu =
      rounds[0].cpuSeconds === undefined
        ? ''
        : `, CPU ${median(rounds.map((round) => round.cpuSeconds)).toFixed(2)} s`;
    const spread = `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`;
    print(`${name.padEnd(11)} ${median(seconds).toFixed(2)} s (${spread})${cpu}, ${lost} lost`);
  }
  for (const ours of ['cordon udp', 'cordon tcp']) {
    for (const peer of ['node', 'dnsperf']) {
      if (!results[peer]) continue;
      // Of each round its own ratio: what slows a round slows both.
      const ratios = results[peer].map((round, i) => round.seconds / results[ours][i].seconds);
      const goal = GOALS[peer];
      print(
        `${ours} is ${median(ratios).toFixed(2)} × ${peer} (goal ${goal}; rounds ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})`,
      );
    }
  }
}

async function ours(names, port, transport, width) {
  const { createResolver } = await import('../dist/observe/dns/resolver.js');
  const server = { address: HOST, port, transport, ratePerSecond: Infinity, connections: 1, window: width };
  const resolver = createResolver({ vantages: [{ id: 'bench', servers: [server] }] });
  function* queries() {
    for (const name of names) yield { name, type: 'A', vantage: 'bench' };
  }
  let answers = 0;
  for await (const outcome of resolver.resolveAll(queries(), { inFlight: width }))
    if (outcome.kind === 'answer' && outcome.records.length === 1) answers++;
  resolver.close();
  return answers;
}

/** The whole way of `cordon resolve`: all record types of a site, freshness, comparison, and the journal on disk. */
async function journalled(names, port, width) {
  const { createResolver } = await import('../dist/observe/dns/resolver.js');
  const { openSqliteJournal } = await import('../dist/observe/journal/sqlite.js');
  const { resolveNames } = await import('../dist/observe/run/resolve-names.js');
  const { Tally } = await import('../dist/observe/run/tally.js');
  const { Keeper } = await import('../dist/cli/observing/keeper.js');
  const server = {
    address: HOST,
    port,
    transport: 'tcp',
    ratePerSecond: Infinity,
    connections: 1,
    window: width,
  };
  const vantages = [{ id: 'bench', servers: [server] }];
  const resolver = createResolver({ vantages });
  const journal = await openSqliteJournal(
    path.join(path.dirname(options.file), `journal-${process.pid}.db`),
    {
      clock: Date.now,
    },
  );
  let stored = 0;
  const keeper = new Keeper(journal, (observations) => {
    stored += observations.length;
  });
  const run = {
    names: names.map((name) => ({ name, kind: 'site', platform: 'bench' })),
    vantages,
    resolver,
    journal,
    freshSince: new Date(Date.now() - 3_600_000).toISOString(),
    now: () => new Date(),
    knowledge: { isPublic: () => true },
    probeTls: async () => 'unknown',
    tally: new Tally(),
  };
  for await (const observations of resolveNames(run)) await keeper.keep(observations);
  await keeper.flush();
  await journal.close();
  resolver.close();
  return stored;
}

async function peer(names, port, width) {
  const resolver = new dns.promises.Resolver({ timeout: 2000, tries: 3 });
  resolver.setServers([`${HOST}:${port}`]);
  let answers = 0;
  let next = 0;
  const lane = async () => {
    while (next < names.length) {
      const found = await resolver.resolve4(names[next++]).catch(() => []);
      answers += found.length;
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return answers;
}

async function work() {
  const names = readFileSync(options.file, 'latin1').split('\n');
  const port = Number(options.port);
  const width = Number(options.width);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const contests = { node: peer, journal: journalled };
  const contest = contests[options.worker] ?? ((all, to, wide) => ours(all, to, options.worker, wide));
  const answers = await contest(names, port, width);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  print(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, answers, asked: names.length }));
}

await (options.worker ? work() : main());
