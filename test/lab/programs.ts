/** How each real program is started on artifacts: only what an operator would write around them. */
import type { ChildProcess } from 'node:child_process';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact } from '../../src/targets/target.js';
import { isRoot, type Lab, run, until } from './lab.js';

export const ROUTER = '10.77.1.1';
export const AUTHORITY = '198.51.100.53';

/** What a resolver is started with: a folder of its own that holds the artifacts. */
export interface Start {
  readonly lab: Lab;
  /** Unique; folder and log are named after it. */
  readonly name: string;
  readonly port: number;
  readonly artifacts: readonly Artifact[];
}

/** Absolute path of one artifact. */
const pathOf = ({ lab, name }: Start, file: string) => join(lab.folder, name, file);

async function prepare(start: Start): Promise<string> {
  const folder = join(start.lab.folder, start.name);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o777);
  for (const { name, bytes } of start.artifacts) await start.lab.write(join(start.name, name), bytes);
  await start.lab.write(
    join(start.name, 'hints'),
    `. 3600 NS a.root.cordonlab.\na.root.cordonlab. 3600 A ${AUTHORITY}\n`,
  );
  return folder;
}

/** Started, and answering for a name that nothing lists. */
async function answering(start: Start, child: ChildProcess): Promise<ChildProcess> {
  await until(`${start.name} to answer\n`, async () => {
    if (child.exitCode !== null) throw new Error(`${start.name} ended:\n${start.lab.log(start.name)}`);
    const request = {
      op: 'dns',
      server: ROUTER,
      port: start.port,
      name: 'ready.cordonlab',
      type: 'A',
    } as const;
    return (await start.lab.ask('client', request)).outcome === 'resolves';
  });
  return child;
}

/** The authoritative server: one zone, the root, in which every name of the tests exists. */
export async function startAuthority(lab: Lab, zone: string): Promise<void> {
  const folder = join(lab.folder, 'nsd');
  await lab.write(
    'nsd/root.zone',
    `$TTL 5\n. IN SOA a.root.cordonlab. host.cordonlab. 1 3600 600 86400 5\n. IN NS a.root.cordonlab.\na.root.cordonlab. IN A ${AUTHORITY}\n${zone}`,
  );
  const config = await lab.write(
    'nsd/nsd.conf',
    `server:
  ip-address: ${AUTHORITY}
  username: ""
  zonesdir: "${folder}"
  pidfile: ""
  database: ""
  xfrdfile: "${folder}/xfrd.state"
  zonelistfile: "${folder}/zone.list"
  xfrdir: "${folder}"
  server-count: 1
  rrl-ratelimit: 0
remote-control:
  control-enable: no
zone:
  name: "."
  zonefile: root.zone
`,
  );
  const child = lab.daemon('net', 'nsd', 'nsd', '-d', '-c', config);
  await until('nsd to answer', async () => {
    if (child.exitCode !== null) throw new Error(`nsd ended:\n${lab.log('nsd')}`);
    const request = { op: 'dns', server: AUTHORITY, port: 53, name: 'ready.cordonlab', type: 'A' } as const;
    return (await lab.ask('net', request)).outcome === 'resolves';
  });
}

async function dnsmasq(start: Start, lines: string): Promise<ChildProcess> {
  await prepare(start);
  const config = await start.lab.write(
    `${start.name}/main.conf`,
    `port=${start.port}\nlisten-address=${ROUTER}\nbind-interfaces\nno-resolv\nno-hosts\nno-poll\nserver=${AUTHORITY}\n${lines}\n`,
  );
  return answering(start, start.lab.daemon('router', start.name, 'dnsmasq', '--no-daemon', '-C', config));
}

export const dnsmasqConfFile = (start: Start) => dnsmasq(start, `conf-file=${pathOf(start, 'dnsmasq.conf')}`);
export const dnsmasqServersFile = (start: Start) =>
  dnsmasq(start, `servers-file=${pathOf(start, 'dnsmasq.conf')}`);
export const dnsmasqHosts = (start: Start) => dnsmasq(start, `addn-hosts=${pathOf(start, 'hosts')}`);
export const dnsmasqNftset = (start: Start) =>
  dnsmasq(start, `max-cache-ttl=300\nconf-file=${pathOf(start, 'dnsmasq-nftset.conf')}`);

async function unbound(start: Start, modules: string, rest: string): Promise<ChildProcess> {
  const folder = await prepare(start);
  const config = await start.lab.write(
    `${start.name}/main.conf`,
    `server:
  interface: ${ROUTER}
  access-control: 10.77.0.0/16 allow
  port: ${start.port}
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "${folder}"
  pidfile: ""
  use-syslog: no
  logfile: ""
  root-hints: "${folder}/hints"
  module-config: "${modules}"
  ede: yes
remote-control:
  control-enable: no
${rest}`,
  );
  return answering(start, start.lab.daemon('router', start.name, 'unbound', '-d', '-c', config));
}

export const unboundLocalZones = (start: Start) =>
  unbound(start, 'iterator', `include: "${pathOf(start, 'unbound.conf')}"\n`);
export const unboundRpz = (start: Start) =>
  unbound(
    start,
    'respip iterator',
    ['passthru.cordon', 'rpz.cordon']
      .map((zone) => `rpz:\n  name: "${zone}."\n  zonefile: "${pathOf(start, `${zone}.zone`)}"\n`)
      .join(''),
  );

export async function namedRpz(start: Start): Promise<ChildProcess> {
  const folder = await prepare(start);
  const zones = ['passthru.cordon', 'rpz.cordon'];
  const config = await start.lab.write(
    `${start.name}/main.conf`,
    `controls { };
options {
  directory "${folder}"; pid-file none; session-keyfile "${folder}/session.key"; managed-keys-directory "${folder}";
  listen-on port ${start.port} { ${ROUTER}; }; listen-on-v6 { none; };
  recursion yes; allow-query { any; }; allow-recursion { any; }; dnssec-validation no; empty-zones-enable no;
  response-policy { ${zones.map((zone) => `zone "${zone}" policy given log yes;`).join(' ')} } qname-wait-recurse no break-dnssec yes;
};
zone "." { type hint; file "${folder}/hints"; };
${zones.map((zone) => `zone "${zone}" { type primary; file "${folder}/${zone}.zone"; allow-query { none; }; };`).join('\n')}
`,
  );
  const child = start.lab.daemon('router', start.name, 'named', '-g', '-n', '1', '-c', config);
  await answering(start, child);
  // Before this it answers unfiltered.
  await until('named to load its policy zones', async () =>
    zones.every((zone) => start.lab.log(start.name).includes(`rpz: ${zone}: reload done: success`)),
  );
  return child;
}

export async function kresdRpz(start: Start): Promise<ChildProcess> {
  const folder = await prepare(start);
  const config = await start.lab.write(
    `${start.name}/main.conf`,
    `net.listen('${ROUTER}', ${start.port}, { kind = 'dns' })
modules = { 'policy', 'hints > iterate' }
hints.root_file('${folder}/hints')
cache.open(10*MB, 'lmdb://${folder}/cache')
trust_anchors.remove('.')
policy.add(policy.rpz(policy.PASS, '${folder}/passthru.cordon.zone', true))
policy.add(policy.rpz(policy.DENY_MSG('blocked by cordon', kres.extended_error.BLOCKED), '${folder}/rpz.cordon.zone', true))
`,
  );
  return answering(start, start.lab.daemon('router', start.name, 'kresd', '-c', config, '-n', '-q', folder));
}

export async function pdnsRpz(start: Start): Promise<ChildProcess> {
  const folder = await prepare(start);
  await start.lab.write(
    `${start.name}/recursor.conf`,
    `local-address=${ROUTER}
local-port=${start.port}
socket-dir=${folder}
lua-config-file=${folder}/rec.lua
hint-file=${folder}/hints
dnssec=off
dont-query=
allow-from=10.77.0.0/16
daemon=no
threads=1
disable-syslog=yes
security-poll-suffix=
setuid=
setgid=
`,
  );
  await start.lab.write(
    `${start.name}/rec.lua`,
    `rpzFile('${folder}/passthru.cordon.zone', {policyName='cordon-passthru'})
rpzFile('${folder}/rpz.cordon.zone', {policyName='cordon', extendedErrorCode=15, extendedErrorExtra='blocked by cordon'})
`,
  );
  return answering(start, start.lab.daemon('router', start.name, 'pdns_recursor', `--config-dir=${folder}`));
}

/** Whether the squid here knows TLS server names. */
export async function squidHasOpenssl(): Promise<boolean> {
  return (await run(['squid', '-v'])).output.includes('--with-openssl');
}

/** Port `port` is a plain proxy, `port + 1` one that looks at TLS; the artifacts name their folder themselves. */
export async function squid(start: Start, withSni: boolean, key: string): Promise<ChildProcess> {
  const folder = await prepare(start);
  const has = (file: string) => start.artifacts.some((artifact) => artifact.name === file);
  const sni = withSni && has('squid-sni.conf');
  const config = await start.lab.write(
    `${start.name}/main.conf`,
    `visible_hostname lab
pid_filename ${folder}/pid
cache_log ${folder}/cache.log
logformat lab %rm %ru %>Hs %{cordon}note
access_log stdio:${folder}/access.log lab
coredump_dir ${folder}
http_port ${ROUTER}:${start.port}
${withSni ? `http_port ${ROUTER}:${start.port + 1} ssl-bump tls-cert=${key} generate-host-certificates=off` : ''}
cache deny all
shutdown_lifetime 0 seconds
pinger_enable off
dns_nameservers ${AUTHORITY}
logfile_rotate 0
include ${folder}/squid.conf
${sni ? `include ${folder}/squid-sni.conf` : ''}
http_access allow all
`,
  );
  const id = await run(['id', '-u', 'proxy']);
  if (id.code === 0 && isRoot) await chown(folder, Number(id.output), 0);
  // Its shared memory is named after the service.
  const service = start.name.replaceAll('-', '');
  // As root it wants to become another user, and in a namespace with one user there is none.
  const asNobody = isRoot ? [] : ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  const child = start.lab.daemon(
    'router',
    start.name,
    ...asNobody,
    'squid',
    '-N',
    '-n',
    service,
    '-f',
    config,
  );
  await until(`${start.name} to answer`, async () => {
    if (child.exitCode !== null) throw new Error(`${start.name} ended:\n${start.lab.log(start.name)}`);
    const request = { op: 'get', proxy: `${ROUTER}:${start.port}`, url: 'http://ready.cordonlab/' } as const;
    return (await start.lab.ask('client', request)).outcome === '200';
  });
  return child;
}
