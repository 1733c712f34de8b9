/** What each format means, written apart from the targets that write it: which names and addresses a file blocks. */
import { covers } from '../../src/model/names/host.js';
import { parsePrefix } from '../../src/model/prefixes/prefix.js';
import type { Artifact } from '../../src/targets/target.js';

export interface Reader {
  readonly blocksName?: (name: string) => boolean;
  readonly blocksAddress?: (address: string) => boolean;
}

const linesOf = (artifacts: readonly Artifact[], name: string): string[] =>
  Buffer.from(artifacts.find((artifact) => artifact.name === name)?.bytes ?? [])
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !/^[#;]/.test(line));

const below = (parent: string, name: string) => name !== parent && covers(parent, name);
const longest = (patterns: readonly string[]): string | undefined =>
  [...patterns].sort((a, b) => b.length - a.length)[0];

function hosts(artifacts: readonly Artifact[]): Reader {
  const lines = linesOf(artifacts, 'hosts').map((line) => line.split(' '));
  return {
    blocksName: (name) =>
      ['0.0.0.0', '::'].every((to) => lines.some(([at, host]) => at === to && host === name)),
  };
}

function domains(artifacts: readonly Artifact[]): Reader {
  const lines = linesOf(artifacts, 'domains.txt');
  return { blocksName: (name) => lines.some((line) => covers(line, name)) };
}

/** The longest pattern wins; `*.d` is below `d` only, and its star does not count. */
function dnsmasq(artifacts: readonly Artifact[]): Reader {
  const to = new Map<string, string>();
  for (const line of linesOf(artifacts, 'dnsmasq.conf')) {
    const [, pattern = '', server = ''] = /^server=\/(.*)\/(#?)$/.exec(line) ?? [];
    if (to.has(pattern)) throw new Error(`two lines for ${pattern}`);
    to.set(pattern, server);
  }
  const matches = (pattern: string, name: string) =>
    pattern.startsWith('*.') ? below(pattern.slice(2), name) : covers(pattern, name);
  return {
    blocksName: (name) => {
      const hits = [...to.keys()].filter((pattern) => matches(pattern, name));
      const [best] = hits.sort((a, b) => b.replace('*', '').length - a.replace('*', '').length);
      return best !== undefined && to.get(best) === '';
    },
  };
}

function dnsmasqNftset(artifacts: readonly Artifact[]): Reader {
  const set = new Map<string, boolean>();
  for (const line of linesOf(artifacts, 'dnsmasq-nftset.conf')) {
    const [, name = ''] = line.split('/');
    if (set.has(name)) throw new Error(`two lines for ${name}`);
    set.set(name, line.includes('#dyn4'));
  }
  return {
    blocksName: (name) => set.get(longest([...set.keys()].filter((key) => covers(key, name))) ?? '') ?? false,
  };
}

/** The longest zone wins; local data counts in a zone that passes names on. */
function unbound(artifacts: readonly Artifact[]): Reader {
  const zones = new Map<string, string>();
  const data = new Set<string>();
  for (const line of linesOf(artifacts, 'unbound.conf')) {
    const zone = /^local-zone: "(.*)\." (\w+)$/.exec(line);
    if (zone?.[1] && zone[2]) {
      if (zones.has(zone[1])) throw new Error(`two zones for ${zone[1]}`);
      zones.set(zone[1], zone[2]);
    } else if (line.startsWith('local-data')) data.add(line.split(/['. ]+TXT|'|\. 60/)[1] ?? '');
  }
  return {
    blocksName: (name) => {
      const zone = longest([...zones.keys()].filter((key) => covers(key, name)));
      const type = zone && zones.get(zone);
      if (type === 'always_nxdomain') return true;
      return (type === 'transparent' || type === 'inform') && data.has(name);
    },
  };
}

/** RFC 4592: a wildcard answers only below the closest name that exists, empty ones included. */
function zoneHas(owners: ReadonlySet<string>, name: string): boolean {
  if (owners.has(name)) return true;
  const all = [...owners].map((owner) => owner.replace(/^\*\./, ''));
  const exists = (candidate: string) =>
    all.some((owner) => covers(candidate, owner)) || owners.has(`*.${candidate}`);
  if (exists(name)) return false;
  for (let parent = name; parent.includes('.'); ) {
    parent = parent.slice(parent.indexOf('.') + 1);
    if (exists(parent)) return owners.has(`*.${parent}`);
  }
  return false;
}

function rpz(artifacts: readonly Artifact[], passthru: readonly Artifact[]): Reader {
  const owners = (files: readonly Artifact[], file: string) =>
    new Set(
      linesOf(files, file)
        .filter((line) => line.includes(' CNAME '))
        .map((line) => line.split(' ')[0] ?? ''),
    );
  const block = owners(artifacts, 'rpz.cordon.zone');
  const pass = owners(passthru, 'passthru.cordon.zone');
  const prefixes = [...block].flatMap((owner) => {
    const [, length, rest] = /^(\d+)\.(.*)\.rpz-ip$/.exec(owner) ?? [];
    if (!rest) return [];
    const parts = rest.split('.').reverse();
    const address =
      rest.includes('zz') || parts.length === 8 ? parts.join(':').replace(/:?zz:?/, '::') : parts.join('.');
    return [`${address}/${length}`];
  });
  return {
    blocksName: (name) => !zoneHas(pass, name) && zoneHas(block, name),
    blocksAddress: (address) => prefixes.some((prefix) => holds(prefix, address)),
  };
}

function holds(prefix: string, address: string): boolean {
  const [a, b] = [parsePrefix(prefix), parsePrefix(address)];
  if (!a.ok || !b.ok) throw new Error(`${prefix} or ${address} is no prefix`);
  if (a.value.family !== b.value.family) return false;
  const bits = (words: readonly number[]) => words.map((word) => word.toString(2).padStart(32, '0')).join('');
  return bits(a.value.words).slice(0, a.value.length) === bits(b.value.words).slice(0, a.value.length);
}

function nftables(artifacts: readonly Artifact[]): Reader {
  const sets: Record<string, string[]> = {};
  let current: string[] = [];
  for (const line of linesOf(artifacts, 'nftables.nft')) {
    const opened = /^add element inet cordon (\w+) \{$/.exec(line)?.[1];
    if (opened) {
      current = [];
      sets[opened] = current;
    } else if (line.startsWith('  ')) current.push(line.trim().replace(',', ''));
  }
  const inSet = (set: string, address: string) => (sets[set] ?? []).some((prefix) => holds(prefix, address));
  return {
    blocksAddress: (address) => {
      const family = address.includes(':') ? 6 : 4;
      return inSet(`block${family}`, address) && !inSet(`protect${family}`, address);
    },
  };
}

function squid(artifacts: readonly Artifact[]): Reader {
  const list = (file: string) => (name: string) =>
    linesOf(artifacts, file).some((line) =>
      line.startsWith('.') ? covers(line.slice(1), name) : line === name,
    );
  const addresses = linesOf(artifacts, 'squid.addresses');
  return {
    blocksName: (name) => list('squid.domains')(name) && !list('squid.protected')(name),
    blocksAddress: (address) => addresses.some((prefix) => holds(prefix, address)),
  };
}

/** By target; `rpz` is read together with the zone of protected names that is loaded before it. */
export const READERS: Readonly<
  Record<string, (own: readonly Artifact[], passthru: readonly Artifact[]) => Reader>
> = {
  hosts,
  domains,
  dnsmasq,
  'dnsmasq-nftset': dnsmasqNftset,
  unbound,
  rpz,
  nftables,
  squid,
};
