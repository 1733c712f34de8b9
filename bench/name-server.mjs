// The name server that the resolver's benchmark asks, with its zone, on the loopback; and what processes used of the CPU.
import { spawn } from 'node:child_process';
import dns from 'node:dns';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

export const ORIGIN = 'bench.example';
export const HOST = '127.0.0.1';

export function makeNames(count) {
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

export function writeInputs(folder, names) {
  const lines = names.map((name, i) => `${name} A 198.51.${(i >> 8) & 255}.${i & 255}`);
  const head = `$ORIGIN ${ORIGIN}.\n$TTL 300\n@ SOA ns root 1 3600 600 86400 60\n@ NS ns\nns A ${HOST}\n`;
  writeFileSync(path.join(folder, `${ORIGIN}.zone`), `${head}${lines.join('\n')}\n`);
  writeFileSync(path.join(folder, 'names'), names.map((name) => `${name}.${ORIGIN}`).join('\n'));
  writeFileSync(path.join(folder, 'dnsperf'), names.map((name) => `${name}.${ORIGIN} A\n`).join(''));
}

const CONFIGS = {
  nsd: (folder, port) => `server:
  ip-address: ${HOST}@${port}
  server-count: 2
  reuseport: yes
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
  udp-workers: 2
  tcp-workers: 2
  background-workers: 1
database:
  storage: ${folder}/run
zone:
  - domain: ${ORIGIN}
    file: ${folder}/${ORIGIN}.zone
`,
};

export async function startServer(kind, folder, port) {
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

export async function freePort() {
  const server = net.createServer().listen(0, HOST);
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Words of /proc/PID/stat from the state on (proc(5): fields 3 and further), or none where the process has ended. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

const TICKS_PER_SECOND = 100;
export const cpuOfEndedChildren = () =>
  (Number(statOf('self')[13]) + Number(statOf('self')[14])) / TICKS_PER_SECOND;

/** CPU seconds of a process and its descendants. */
export function cpuOfTree(pid) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const stats = all.map((one) => [Number(one), statOf(one)]);
  const within = new Set([pid]);
  for (let size = 0; size < within.size; ) {
    size = within.size;
    for (const [one, stat] of stats) if (within.has(Number(stat[1]))) within.add(one);
  }
  const ticks = stats
    .filter(([one]) => within.has(one))
    .map(([, stat]) => Number(stat[11]) + Number(stat[12]));
  return ticks.reduce((sum, value) => sum + value, 0) / TICKS_PER_SECOND;
}
