/** Sets for the tests. Names are below a private top-level domain, addresses from RFC 5737 and RFC 3849. */
import {
  NAME_MONITOR,
  NAME_SUBTREE,
  type NameTable,
  NameTableBuilder,
} from '../../src/model/names/name-table.js';
import { parsePrefix } from '../../src/model/prefixes/prefix.js';
import {
  PREFIX_MONITOR,
  type PrefixTable,
  PrefixTableBuilder,
} from '../../src/model/prefixes/prefix-table.js';
import type { EnforcedSet } from '../../src/model/release/entry.js';
import type { PlatformRecord } from '../../src/model/release/record.js';
import { RECORDS } from './records.js';

export type NameLine = string | readonly [name: string, ...words: ('subtree' | 'exact' | 'monitor')[]];
export type PrefixLine = string | readonly [prefix: string, 'monitor'];

export interface SetLines {
  readonly names?: readonly NameLine[];
  readonly prefixes?: readonly PrefixLine[];
  readonly protectedNames?: readonly NameLine[];
  readonly protectedPrefixes?: readonly string[];
  readonly knownHosts?: readonly string[];
  readonly records?: readonly PlatformRecord[];
}

/** A name without words is a block entry of scope subtree. */
function nameTable(lines: readonly NameLine[]): NameTable {
  const builder = new NameTableBuilder();
  for (const line of lines) {
    const [name, ...words] = typeof line === 'string' ? [line] : line;
    const scope = words.includes('exact') ? 0 : NAME_SUBTREE;
    builder.add(name, scope | (words.includes('monitor') ? NAME_MONITOR : 0));
  }
  return builder.build();
}

function prefixTable(lines: readonly PrefixLine[]): PrefixTable {
  const builder = new PrefixTableBuilder();
  for (const line of lines) {
    const [text, action] = typeof line === 'string' ? [line, undefined] : line;
    const prefix = parsePrefix(text);
    if (!prefix.ok) throw new Error(prefix.problem.message);
    builder.add(prefix.value, action ? PREFIX_MONITOR : 0);
  }
  return builder.build();
}

export function makeSet(lines: SetLines): EnforcedSet {
  const names = nameTable(lines.names ?? []);
  const prefixes = prefixTable(lines.prefixes ?? []);
  return {
    profile: 'lab',
    serial: 7,
    digest: '5e'.repeat(32),
    created: '2026-11-22T00:00:00Z',
    expires: '2027-02-20',
    entries: {
      names,
      namePlatform: new Uint32Array(names.count),
      prefixes,
      prefixPlatform: new Uint32Array(prefixes.v4.count + prefixes.v6.count),
      platforms: ['lab-exchange'],
    },
    knownHosts: nameTable((lines.knownHosts ?? []).map((name) => [name, 'exact'])),
    protectedNames: nameTable(lines.protectedNames ?? []),
    protectedPrefixes: prefixTable(lines.protectedPrefixes ?? []),
    records: lines.records ?? [],
  };
}

/** One of every kind: what the golden files show and the real programs are asked about. */
export const LAB: SetLines = {
  names: [
    'exch-alpha.cordonlab',
    'api.exch-alpha.cordonlab',
    'xn--brse-5qa.cordonlab',
    'flagged-shared.cordonlab',
    ['only.exch-beta.cordonlab', 'exact'],
    ['exch-beta.cordonlab', 'exact'],
    'z.exch-beta.cordonlab',
    'foo-bar.cordonlab',
    ['watched.cordonlab', 'monitor'],
    ['watched-exact.cordonlab', 'exact', 'monitor'],
    ['inner.watched.cordonlab', 'exact'],
    'guarded.cordonlab',
    'apex.cordonlab',
  ],
  prefixes: [
    '203.0.113.10/32',
    '203.0.113.32/28',
    '203.0.113.36/32',
    '2001:db8:bad::10/128',
    '2001:db8:dead::/48',
    ['203.0.113.60/32', 'monitor'],
    ['2001:db8:60::60/128', 'monitor'],
  ],
  protectedNames: [
    'ok.exch-alpha.cordonlab',
    ['exact.exch-alpha.cordonlab', 'exact'],
    ['apex.cordonlab', 'exact'],
    'guarded.cordonlab',
    'bank.cordonlab',
  ],
  protectedPrefixes: ['203.0.113.40/32', '2001:db8:dead:40::/64', '10.0.0.0/8'],
  knownHosts: ['www.exch-alpha.cordonlab', 'ok.exch-alpha.cordonlab', 'www.bank.cordonlab'],
  records: RECORDS,
};
