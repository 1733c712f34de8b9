/** The name servers and resolvers of Debian that the lab runs: nsd for the zones, unbound for three vantages. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  NAME_SERVERS,
  RESOLVERS,
  type ResolverName,
  ROOT_SERVER,
  SERVER_OF,
  STRANGERS,
} from '../addresses.js';
import { PATH } from '../net/namespace.js';
import type { KeyAndCertificate } from '../web/certificates.js';
import { ask } from './ask.js';
import { rootHints } from './zones.js';

const WAIT_MS = 10_000;
export const RESOLVER_NAMES = Object.keys(RESOLVERS) as ResolverName[];

export const addressesOf = (names: readonly (keyof typeof NAME_SERVERS)[]): string[] =>
  names.flatMap((name) => [...NAME_SERVERS[name]]);

export class Daemons {
  readonly #folder: string;
  readonly #running = new Map<string, ChildProcess>();

  constructor(folder: string) {
    this.#folder = folder;
    for (const name of ['registry', 'hosting', ...RESOLVER_NAMES, 'log'])
      mkdirSync(join(folder, name), { recursive: true });
  }

  #start(name: string, command: string, ...args: string[]): void {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH },
    });
    const log = createWriteStream(join(this.#folder, 'log', `${name}.log`));
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on('error', (error) => log.write(`${error.message}\n`));
    this.#running.set(name, child);
  }

  /** Until the server knows the zone with that serial. */
  async #answers(name: string, address: string, zone: string, serial?: number): Promise<void> {
    const end = Date.now() + WAIT_MS;
    for (;;) {
      const answer = await ask(address, zone, 'SOA', 250);
      if (answer.rcode === 'NOERROR' && (serial === undefined || answer.serial === serial)) return;
      const child = this.#running.get(name);
      if (Date.now() > end || child?.exitCode !== null)
        throw new Error(`${name} does not answer for ${zone || '.'}:\n${this.log(name)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  log(name: string): string {
    return readFileSync(join(this.#folder, 'log', `${name}.log`), 'utf8');
  }

  writeZones(server: 'registry' | 'hosting', zones: ReadonlyMap<string, string>): void {
    for (const [zone, text] of zones) writeFileSync(this.#zonePath(server, zone), text);
  }

  #zonePath(server: string, zone: string): string {
    return join(this.#folder, server, zone === '.' ? 'root.zone' : `${zone}.zone`);
  }

  async startNsd(
    server: 'registry' | 'hosting',
    zones: ReadonlyMap<string, string>,
    serial: number,
  ): Promise<void> {
    const folder = join(this.#folder, server);
    this.writeZones(server, zones);
    const addresses =
      server === 'registry' ? ROOT_SERVER : addressesOf([...SERVER_OF.nsd, ...SERVER_OF.tiger]);
    const zoneText = [...zones.keys()]
      .map((zone) => `zone:\n  name: "${zone}"\n  zonefile: "${this.#zonePath(server, zone)}"`)
      .join('\n');
    const config = join(folder, 'nsd.conf');
    writeFileSync(
      config,
      `server:
${addresses.map((address) => `  ip-address: ${address}`).join('\n')}
  username: ""
  zonesdir: "${folder}"
  database: ""
  pidfile: ""
  xfrdfile: "${folder}/xfrd.state"
  zonelistfile: "${folder}/zone.list"
  xfrdir: "${folder}"
  server-count: 1
  rrl-ratelimit: 0
  minimal-responses: yes
remote-control:
  control-enable: no
${zoneText}
`,
    );
    this.#start(server, 'nsd', '-d', '-c', config);
    const first = [...zones.keys()][0] ?? '.';
    await this.#answers(server, addresses[0] as string, first === '.' ? '' : first, serial);
  }

  /** Reads the zone files anew. */
  async reloadRegistry(zones: ReadonlyMap<string, string>, serial: number): Promise<void> {
    this.writeZones('registry', zones);
    this.#running.get('registry')?.kill('SIGHUP');
    for (const zone of zones.keys())
      await this.#answers('registry', ROOT_SERVER[0], zone === '.' ? '' : zone, serial);
  }

  /**
   * @param forged lines of configuration with answers that are not true
   * @param anchors DNSKEY records at which those resolvers begin that validate
   */
  async startResolver(
    name: ResolverName,
    certificate: KeyAndCertificate,
    forged: string,
    anchors: readonly string[],
  ): Promise<void> {
    const folder = join(this.#folder, name);
    writeFileSync(join(folder, 'hints'), `${rootHints()}\n`);
    writeFileSync(join(folder, 'key.pem'), certificate.key, { mode: 0o600 });
    writeFileSync(join(folder, 'cert.pem'), certificate.cert);
    writeFileSync(join(folder, 'forged.conf'), forged);
    const config = join(folder, 'unbound.conf');
    writeFileSync(config, resolverConfig(name, folder, anchors));
    this.#start(name, 'unbound', '-d', '-c', config);
    await this.#answers(name, RESOLVERS[name].addresses[0], '');
  }

  /** All that the resolvers know is forgotten. @param forged lines of configuration for the one at home */
  async refreshResolvers(forged: string): Promise<void> {
    writeFileSync(join(this.#folder, 'homeland', 'forged.conf'), forged);
    await Promise.all(RESOLVER_NAMES.map((name) => this.#control(name, 'reload')));
    await Promise.all(RESOLVER_NAMES.map((name) => this.#answers(name, RESOLVERS[name].addresses[0], '')));
  }

  /** One command over unbound's control socket, which needs no certificates in a private folder. */
  #control(name: ResolverName, command: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(join(this.#folder, name, 'control'));
      let said = '';
      socket.on('connect', () => socket.write(`UBCT1 ${command}\n`));
      socket.on('data', (data) => {
        said += data;
      });
      socket.on('error', reject);
      socket.on('close', () =>
        said.startsWith('ok') ? resolve() : reject(new Error(`${name} refused ${command}: ${said.trim()}`)),
      );
    });
  }
}

/** DoH stands on a port of the loopback; the web server passes connections for the resolver's address on to it. */
export const DOH_PORT = 8443;

function resolverConfig(name: ResolverName, folder: string, anchors: readonly string[]): string {
  const { addresses } = RESOLVERS[name];
  // Some give up soon on a server that does not answer, and say SERVFAIL; the one at home lets its client wait.
  const givesUp = name !== 'homeland';
  const passesSubnets = name === 'atlas';
  // Whoever forges answers does not look at signatures.
  const validates = name !== 'homeland';
  const listen = [
    ...addresses,
    ...(passesSubnets ? STRANGERS.publicResolver : []),
    ...(name === 'homeland' ? [] : addresses.map((address) => `${address}@853`)),
    ...(passesSubnets ? [`127.0.0.1@${DOH_PORT}`] : []),
  ];
  return `server:
${listen.map((address) => `  interface: ${address}`).join('\n')}
${addresses.map((address) => `  outgoing-interface: ${address}`).join('\n')}
  access-control: 0.0.0.0/0 allow
  access-control: ::/0 allow
  port: 53
  tls-port: 853
  https-port: ${DOH_PORT}
  tls-service-key: "${folder}/key.pem"
  tls-service-pem: "${folder}/cert.pem"
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "${folder}"
  pidfile: ""
  use-syslog: no
  logfile: ""
  verbosity: 0
  root-hints: "${folder}/hints"
  module-config: "${passesSubnets ? 'subnetcache ' : ''}${validates ? 'validator ' : ''}iterator"
${validates ? anchors.map((anchor) => `  trust-anchor: "${anchor}"\n`).join('') : ''}${
  passesSubnets
    ? addressesOf(SERVER_OF.steer)
        .map((address) => `  send-client-subnet: ${address}\n`)
        .join('')
    : ''
}
  qname-minimisation: no
  minimal-responses: yes
  ede: yes
  cache-max-ttl: 60
  cache-max-negative-ttl: 5
  infra-host-ttl: 5
${givesUp ? '  infra-cache-max-rtt: 1000\n  outbound-msg-retry: 2\n' : ''}${name === 'harbour' ? '  local-zone: "refusedex.example." always_refuse\n' : ''}  do-not-query-localhost: yes
  local-zone: "example." transparent
include: "${folder}/forged.conf"
remote-control:
  control-enable: yes
  control-interface: ${folder}/control
  control-use-cert: no
`;
}
