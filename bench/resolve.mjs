// The resolver engine against its peers: A records of many names from one name server on the loopback.
//
//   npm run build && node bench/resolve.mjs [--names 300000] [--rounds 5] [--server nsd|knotd]
//
// Peers: Node's dns.promises.Resolver, and dnsperf over UDP and over TCP (skipped where it is not installed). Each contestant runs with the
// best of its settings, found beforehand. All run in the same rounds, one after the other, as processes of their own,
// so that a busy machine is busy for all of them: quote the ratios, never the absolute numbers. The server may use two
// cores; what it used is told, because on a small machine it is what limits whoever asks fast. Everything stays on
// 127.0.0.1; what was started is ended.
import { spawnSync } from 'node:child_process';
import dns from 'node:dns';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  cpuOfEndedChildren,
  cpuOfTree,
  freePort,
  HOST,
  makeNames,
  ORIGIN,
  startServer,
  writeInputs,
} from './name-server.mjs';

const SELF = import.meta.filename;
/** Settings of which each contestant has the best: queries in flight over so many connections, arguments of dnsperf. */
const SETTINGS = {
  'cordon udp': ['100x1', '100x2', '250x2'],
  'cordon tcp': ['1000x2', '500x8', '250x16'],
  node: ['50', '100', '200', '400'],
  dnsperf: ['-c 4 -T 2', '-c 4 -T 2 -q 400'],
  'dnsperf, no options': [''],
  'dnsperf tcp': ['-m tcp -c 4 -T 2', '-m tcp -c 8 -T 2 -q 1000', '-m tcp -c 16 -T 2 -q 4000'],
};
/** Names of the run with journal; each has seven questions. */
const JOURNAL_NAMES = 20_000;
const GOALS = { node: 2.2, dnsperf: 1.6, 'dnsperf, no options': 1.6, 'dnsperf tcp': 1.6 };

const { values: options } = parseArgs({
  options: {
    names: { type: 'string', default: '300000' },
    rounds: { type: 'string', default: '5' },
    server: { type: 'string', default: 'nsd' },
    worker: { type: 'string' },
    file: { type: 'string' },
    port: { type: 'string' },
    setting: { type: 'string' },
  },
});

const print = (line) => process.stdout.write(`${line}\n`);

/** Runs one contestant; what it prints last is `{ seconds, cpuSeconds, answers, asked }`. */
function run(worker, folder, port, setting) {
  const args = [SELF, '--worker', worker, '--file', path.join(folder, 'names'), '--port', String(port)];
  const child = spawnSync(process.execPath, [...args, '--setting', setting], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (child.status !== 0) throw new Error(`${worker}: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

function runDnsperf(folder, port, setting) {
  const args = ['-s', HOST, '-p', String(port), '-d', path.join(folder, 'dnsperf'), '-n', '1'];
  const more = setting.split(' ').filter((word) => word !== '');
  const before = cpuOfEndedChildren();
  const { stdout, error } = spawnSync('dnsperf', [...args, ...more], { encoding: 'utf8', timeout: 300_000 });
  if (error) return undefined;
  const number = (label) => Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(stdout)?.[1]);
  return {
    seconds: number('Run time \\(s\\)'),
    cpuSeconds: cpuOfEndedChildren() - before,
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
    const contestants = {
      'cordon udp': (setting) => run('udp', folder, port, setting),
      'cordon tcp': (setting) => run('tcp', folder, port, setting),
      node: (setting) => run('node', folder, port, setting),
      dnsperf: (setting) => runDnsperf(folder, port, setting),
      'dnsperf, no options': (setting) => runDnsperf(folder, port, setting),
      'dnsperf tcp': (setting) => runDnsperf(folder, port, setting),
    };
    const best = bestSettings(contestants);
    print(`${count} names, ${options.server}; settings: ${JSON.stringify(best)}`);
    const results = {};
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const [name, setting] of Object.entries(best)) {
        const before = cpuOfTree(server.pid);
        const result = contestants[name](setting);
        const serverCpuSeconds = cpuOfTree(server.pid) - before;
        results[name] = [...(results[name] ?? []), { ...result, serverCpuSeconds }];
      }
      print(`round ${round + 1}, load ${readFileSync('/proc/loadavg', 'latin1').split(' ')[0]}`);
    }
    report(results);
    const few = makeNames(Math.min(count, JOURNAL_NAMES)).map((name) => `${name}.${ORIGIN}`);
    writeFileSync(path.join(folder, 'names'), few.join('\n'));
    for (let round = 0; round < Number(options.rounds); round++) {
      const kept = run('journal', folder, port, '250x4');
      print(
        `with journal and all record types: ${kept.answers} outcomes in ${kept.seconds.toFixed(2)} s, CPU ${kept.cpuSeconds.toFixed(2)} s, ${Math.round(kept.answers / kept.seconds)}/s (goal 20000)`,
      );
    }
  } finally {
    server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The fastest setting that loses nothing; where all lose, the fastest. */
function bestSettings(contestants) {
  const best = {};
  for (const [name, settings] of Object.entries(SETTINGS)) {
    const tries = settings.map((setting) => ({ setting, ...contestants[name](setting) }));
    const done = tries.filter(({ asked, answers }) => asked > 0 && asked === answers);
    if (tries[0].seconds === undefined) continue;
    best[name] = (done.length > 0 ? done : tries).toSorted((a, b) => a.seconds - b.seconds)[0].setting;
  }
  return best;
}

function report(results) {
  for (const [name, rounds] of Object.entries(results)) {
    const lost = rounds.reduce((sum, { asked, answers }) => sum + asked - answers, 0);
    const seconds = rounds.map((round) => round.seconds);
    const cpu = median(rounds.map((round) => round.cpuSeconds)).toFixed(2);
    const serverCpu = median(rounds.map((round) => round.serverCpuSeconds)).toFixed(2);
    const spread = `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`;
    print(
      `${name.padEnd(11)} ${median(seconds).toFixed(2)} s (${spread}), CPU ${cpu} s, the server's ${serverCpu} s, ${lost} lost`,
    );
  }
  for (const ours of ['cordon udp', 'cordon tcp']) {
    for (const peer of ['node', 'dnsperf', 'dnsperf, no options', 'dnsperf tcp']) {
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

/** `250x4`: so many in flight on each of so many connections. */
function serverFor(port, transport, setting) {
  const [window, connections] = setting.split('x').map(Number);
  return { address: HOST, port, transport, ratePerSecond: Infinity, connections, window };
}

async function ours(names, port, transport, setting) {
  const { createResolver } = await import('../dist/observe/dns/resolver.js');
  const server = serverFor(port, transport, setting);
  const resolver = createResolver({ vantages: [{ id: 'bench', servers: [server] }] });
  function* queries() {
    for (const name of names) yield { name, type: 'A', vantage: 'bench' };
  }
  let answers = 0;
  for await (const outcome of resolver.resolveAll(queries(), {
    inFlight: server.window * server.connections,
  }))
    if (outcome.kind === 'answer' && outcome.records.length === 1) answers++;
  resolver.close();
  return answers;
}

/** The whole way of `cordon resolve`: all record types of a site, freshness, comparison, and the journal on disk. */
async function journalled(names, port, setting) {
  const { createResolver } = await import('../dist/observe/dns/resolver.js');
  const { openSqliteJournal } = await import('../dist/observe/journal/sqlite.js');
  const { resolveNames } = await import('../dist/observe/run/resolve-names.js');
  const { Tally } = await import('../dist/observe/run/tally.js');
  const { Keeper } = await import('../dist/cli/observing/keeper.js');
  const vantages = [{ id: 'bench', servers: [serverFor(port, 'tcp', setting)] }];
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

async function peer(names, port, setting) {
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
  await Promise.all(Array.from({ length: Number(setting) }, lane));
  return answers;
}

async function work() {
  const names = readFileSync(options.file, 'latin1').split('\n');
  const port = Number(options.port);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const contests = { node: peer, journal: journalled };
  const contest = contests[options.worker] ?? ((all, to, setting) => ours(all, to, options.worker, setting));
  const answers = await contest(names, port, options.setting);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  print(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, answers, asked: names.length }));
}

await (options.worker ? work() : main());
