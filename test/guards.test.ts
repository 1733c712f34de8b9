import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { run } from '../src/cli/main.js';
import { decideReconstruction, decideStates } from '../src/decide/states.js';
import { sha256 } from '../src/model/digest.js';
import { CordonError, EXIT } from '../src/model/errors.js';
import { NameIndex } from '../src/model/names/name-index.js';
import { NameScreen } from '../src/model/names/name-screen.js';
import { NAME_SUBTREE, NameTableBuilder, nameAt } from '../src/model/names/name-table.js';
import type { Observation } from '../src/model/observation.js';
import { formatPrefix, networkOf, type Prefix, parsePrefix } from '../src/model/prefixes/prefix.js';
import { PrefixIndex } from '../src/model/prefixes/prefix-index.js';
import { PrefixScreen } from '../src/model/prefixes/prefix-screen.js';
import { PrefixTableBuilder, prefixAt } from '../src/model/prefixes/prefix-table.js';
import type { Acceptance, Notice } from '../src/model/registry/jurisdiction.js';
import type {
  AddressFacts,
  ObservedAddresses,
  PlatformAddresses,
  RefusalCause,
} from '../src/model/release/addresses.js';
import type { Entry } from '../src/model/release/entry.js';
import { DEFAULT_LIMITS } from '../src/model/release/limits.js';
import { openSqliteJournal } from '../src/observe/journal/sqlite.js';
import { collectAddressFacts } from '../src/observe/run/address-facts.js';
import { measureFreshness } from '../src/observe/run/freshness.js';
import { observedNames } from '../src/observe/run/observed-names.js';
import { provePossession } from '../src/observe/run/prove-possession.js';
import { chooseAddresses } from '../src/release/addresses/choose-addresses.js';
import { type BuildInput, type BuiltRelease, buildRelease } from '../src/release/build.js';
import { diffReleases } from '../src/release/diff.js';
import { enforcedSet } from '../src/release/enforced-set.js';
import { entryColumns } from '../src/release/entry-columns.js';
import { checkGuards, type GuardInput } from '../src/release/guards/check-guards.js';
import type { RunAcceptance } from '../src/release/guards/verdict.js';
import { saysNothingNew } from '../src/release/novelty.js';
import { iterateLines, type Release, readRelease } from '../src/release/read.js';
import { targets } from '../src/targets/index.js';
import {
  flag,
  host,
  notice,
  platform,
  profile,
  protectedList,
  type RegistryParts,
  registry,
  site,
} from './helpers/registry.js';

const TODAY = '2026-06-15';
const SCRATCH = mkdtempSync(path.join(tmpdir(), 'cordon-guards-'));
t.teardown(() => rmSync(SCRATCH, { recursive: true, force: true }));

const must = (text: string): Prefix => {
  const read = parsePrefix(text);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
};

const nameEntry = (value: string, more: Partial<Entry> = {}): Entry => ({
  kind: 'name',
  value,
  scope: 'subtree',
  platform: value.split('.').at(-2) ?? value,
  action: 'block',
  basis: 'override:xx/x',
  expires: '2026-12-31',
  ...more,
});
const prefixEntry = (value: string): Entry => {
  const { scope: _, ...rest } = nameEntry('alpha.example');
  return { ...rest, kind: 'prefix', value };
};
const names = (from: number, to: number): Entry[] =>
  Array.from({ length: to - from }, (_, i) => nameEntry(`n${from + i}.example`));
const addresses = (from: number, to: number): Entry[] =>
  Array.from({ length: to - from }, (_, i) =>
    prefixEntry(`203.0.${Math.floor((from + i) / 256)}.${(from + i) % 256}/32`),
  );
const columns = (entries: readonly Entry[]) => entryColumns(entries, { enforceProposed: false });

const acceptance = (guard: string, value: string, expires = '2026-12-31'): Acceptance => ({
  guard,
  value,
  basis: 'meant',
  by: 'A. Person',
  decided: '2026-06-01',
  expires,
});
const once = (guard: RunAcceptance['guard'], value: string): RunAcceptance => ({
  guard,
  value,
  by: 'A. Person',
  basis: 'looked at it',
});

interface Situation extends Partial<Omit<GuardInput, 'entries' | 'accepting' | 'baseline'>> {
  readonly before?: readonly Entry[];
  readonly now?: readonly Entry[];
  readonly overrides?: readonly Acceptance[];
  readonly run?: readonly RunAcceptance[];
}

function check({ before, now = names(0, 100), overrides = [], run: accepted = [], ...more }: Situation) {
  const report = checkGuards({
    entries: columns(now),
    platforms: 1,
    protectedLists: [],
    limits: DEFAULT_LIMITS,
    accepting: { profile: 'xx', overrides, run: accepted, today: TODAY },
    created: `${TODAY}T00:00:00Z`,
    states: 'list',
    last: before && { serial: 7, created: '2026-06-14T00:00:00Z', states: 'list' },
    baseline: before && { serial: 7, entries: columns(before) },
    takenOff: new Set(),
    ...more,
  });
  const told = report.violations.map(({ guard, verdict, value }) => `${guard} ${verdict} ${value}`);
  return { report, told: told.join(', ') };
}

t.test('each guard holds and refuses just past its line, and passes at it', (t) => {
  const before = names(0, 1000);
  const small = names(0, 20);
  const part = (fresh: number) => ({ total: 1000, fresh });
  const database = (built: string) => [{ id: 'db', digest: 'd', built }];
  const cases: [what: string, situation: Situation, expected: string][] = [
    ['10 % lost', { before, now: names(100, 1000) }, ''],
    ['a name more', { before, now: names(101, 1000) }, 'shrink held 0.11'],
    ['25 % lost', { before, now: names(250, 1000) }, 'shrink held 0.25'],
    ['a name more', { before, now: names(251, 1000) }, 'shrink refused 0.26'],
    ['12 % lost, but 24 names', { before: names(0, 200), now: names(24, 200) }, ''],
    ['25 names', { before: names(0, 200), now: names(25, 200) }, 'shrink held 0.13'],
    ['half of a short list', { before: small, now: names(10, 20) }, 'shrink refused 0.5'],
    ['20 % new', { before, now: names(0, 1200) }, ''],
    ['a name more', { before, now: names(0, 1201) }, 'growth held 0.21'],
    ['100 % new', { before, now: names(0, 2000) }, 'growth held 1'],
    ['a name more', { before, now: names(0, 2001) }, 'growth refused 1.01'],
    ['4 names to one', { before: names(0, 1), now: names(0, 5) }, ''],
    ['5 names to one', { before: names(0, 1), now: names(0, 6) }, 'growth refused 5'],
    [
      'the same length, other names',
      { before, now: names(500, 1500) },
      'shrink refused 0.5, growth held 0.5',
    ],
    [
      'names that are no longer blocked',
      { before, now: names(0, 1000).map((one, i) => (i < 300 ? { ...one, action: 'monitor' } : one)) },
      'shrink refused 0.3',
    ],
    [
      'names that are only blocked exactly',
      { before, now: names(0, 1000).map((one, i) => (i < 300 ? { ...one, scope: 'exact' } : one)) },
      'shrink refused 0.3',
    ],
    [
      'what a person took off is no loss',
      { before: small, now: names(10, 20), takenOff: new Set(names(0, 10).map((one) => one.platform)) },
      '',
    ],
    ['30 % of the prefixes exchanged', { before: addresses(0, 100), now: addresses(30, 130) }, ''],
    ['one more', { before: addresses(0, 100), now: addresses(31, 131) }, 'address-churn held 0.31'],
    ['all prefixes gone', { before: [...small, ...addresses(0, 9)], now: small }, 'address-churn held 1'],
    ['95 % fresh', { freshness: part(950) }, ''],
    ['a name less', { freshness: part(949) }, 'freshness held 0.94'],
    ['80 % fresh', { freshness: part(800) }, 'freshness held 0.8'],
    ['a name less', { freshness: part(799) }, 'freshness refused 0.79'],
    ['nothing was ever observed', { freshness: null }, ''],
    ['a database of 35 days', { geolocation: database('2026-05-11') }, ''],
    ['a day older', { geolocation: database('2026-05-10') }, 'geolocation-age held 36'],
    [
      'the oldest database counts',
      { geolocation: [...database('2026-06-01'), ...database('2026-04-01')] },
      'geolocation-age held 75',
    ],
    [
      'another list than before',
      { before: small, now: small, states: 'reconstruction:n1' },
      'statement held reconstruction:n1',
    ],
    [
      'the clock stands before the last release',
      { before: small, now: small, created: '2026-06-13T23:59:59Z' },
      'clock refused 2026-06-13T23:59:59Z',
    ],
    [
      'the clock stands at the last release',
      { before: small, now: small, created: '2026-06-14T00:00:00Z' },
      '',
    ],
    ['no entry', { now: [] }, 'empty refused 0'],
    ['the first release has nothing to shrink from', { now: names(0, 1) }, ''],
    [
      'everything at once',
      { before, now: [], freshness: part(0), geolocation: database('2020-01-01') },
      'empty refused 0, shrink refused 1, freshness refused 0, geolocation-age held 2357',
    ],
  ];
  for (const [what, situation, expected] of cases) t.equal(check(situation).told, expected, what);
  t.end();
});

t.test('limits are data', (t) => {
  const limits = {
    ...DEFAULT_LIMITS,
    shrink: { hold: 0.5, refuse: 0.6, atLeast: 1 },
    geolocationAgeDays: 400,
  };
  t.equal(check({ limits, before: names(0, 10), now: names(5, 10) }).told, '');
  t.equal(check({ limits, before: names(0, 1000), now: names(501, 1000) }).told, 'shrink held 0.51');
  t.end();
});

t.test('a violation is accepted one at a time, by name and value', (t) => {
  const before = names(0, 1000);
  const held = { before, now: names(140, 1000) };
  const refused = { before, now: names(300, 1000) };
  const cases: [what: string, situation: Situation, expected: string][] = [
    ['the value that was told', { ...held, run: [once('shrink', '0.14')] }, ''],
    ['a larger one', { ...held, run: [once('shrink', '0.2')] }, ''],
    ['a smaller one', { ...held, run: [once('shrink', '0.139')] }, 'shrink held 0.14'],
    ['another guard', { ...held, run: [once('growth', '0.14')] }, 'shrink held 0.14'],
    ['no number', { ...held, run: [once('shrink', 'all')] }, 'shrink held 0.14'],
    ['a command for what is refused', { ...refused, run: [once('shrink', '0.3')] }, 'shrink refused 0.3'],
    ['an override for what is refused', { ...refused, overrides: [acceptance('shrink', '0.3')] }, ''],
    [
      'an override of yesterday',
      { ...refused, overrides: [acceptance('shrink', '0.3', '2026-06-14')] },
      'shrink refused 0.3',
    ],
    ['an override of today', { ...refused, overrides: [acceptance('shrink', '0.3', TODAY)] }, ''],
    [
      'less fresh than accepted',
      { freshness: { total: 100, fresh: 89 }, run: [once('freshness', '0.9')] },
      'freshness held 0.89',
    ],
    ['as fresh as accepted', { freshness: { total: 100, fresh: 90 }, run: [once('freshness', '0.9')] }, ''],
    [
      'the other of two stays',
      { before, now: names(140, 1300), run: [once('shrink', '0.14')] },
      'growth held 0.3',
    ],
    ['another list', { before, now: before, states: 'r:n', run: [once('statement', 'r:n')] }, ''],
    [
      'the clock, never',
      {
        before,
        now: before,
        created: '2026-01-01T00:00:00Z',
        overrides: [acceptance('clock', '2026-01-01T00:00:00Z')],
      },
      'clock refused 2026-01-01T00:00:00Z',
    ],
    ['an empty list, never', { now: [], overrides: [acceptance('empty', '0')] }, 'empty refused 0'],
  ];
  for (const [what, situation, expected] of cases) t.equal(check(situation).told, expected, what);
  const [verdict] = check({ ...held, run: [once('shrink', '0.14')] }).report.verdicts.filter(
    ({ guard }) => guard === 'shrink',
  );
  t.match(verdict, {
    verdict: 'accepted',
    measured: 0.14,
    checked: 1000,
    accepted: [{ value: '0.14', by: 'A. Person', basis: 'looked at it', expires: TODAY }],
  });
  t.end();
});

t.test('property: what is told accepts what was measured, and no acceptance reaches further', (t) => {
  const before = names(0, 1000);
  fc.assert(
    fc.property(fc.integer({ min: 101, max: 250 }), fc.integer({ min: 101, max: 250 }), (lost, other) => {
      const { report } = check({ before, now: names(lost, 1000) });
      const value = report.violations[0]?.value ?? '';
      const accepted = { before, run: [once('shrink', value)] };
      t.equal(check({ ...accepted, now: names(lost, 1000) }).told, '');
      const reaches = check({ ...accepted, now: names(other, 1000) }).told === '';
      t.equal(reaches, other / 1000 <= Number(value), `${other} lost with ${value} accepted`);
    }),
    { numRuns: 60 },
  );
  t.end();
});

t.test('a message tells guard, measure, line, who causes it, and what accepts just this', (t) => {
  const before = [...names(0, 90), ...Array.from({ length: 60 }, (_, i) => nameEntry(`m${i}.big.example`))];
  const [lost] = check({ before, now: [...names(10, 90), ...names(0, 5)].concat(before.slice(110)) }).report
    .violations;
  t.match(lost, {
    message:
      /^shrink: held: 25 of 150 names of serial 7 .*16\.7 %, over 10 %; 20 of platform big; 1 of platform n/,
    hint: /cordon release --profile xx --accept shrink=0\.17 --by OWNER --basis TEXT; .*overrides\/xx\.yaml under accept: \{guard: shrink, value: 0\.17, /,
  });
  const [refused] = check({ before, now: names(0, 90) }).report.violations;
  t.match(refused?.hint, /only an override lets it through: .*value: 0\.4, basis: …/);
  t.notMatch(refused?.hint, /--accept/);
  const [stale] = check({ freshness: { total: 10, fresh: 9, stale: ['x.example'], oldest: '2026-06-01' } })
    .report.violations;
  t.match(
    stale?.message,
    /only 9 of 10 names .* 48 hours, 90 %, under 95 %, .*2026-06-01; not fresh: x\.example/,
  );
  t.end();
});

t.test('canaries stop a release, and nobody can accept them', (t) => {
  const lists = [
    protectedList('canaries', {
      use: 'canary',
      names: [{ name: host('canary.example'), scope: 'subtree' }],
      prefixes: [must('192.0.2.53/32'), must('2001:db8::53/128')],
    }),
  ];
  const cases: [what: string, entry: Entry, expected: string][] = [
    ['the name', nameEntry('canary.example'), 'canary refused canary.example'],
    ['above it', nameEntry('example'), 'canary refused canary.example'],
    ['above it, exactly', nameEntry('example', { scope: 'exact' }), ''],
    ['below it', nameEntry('www.canary.example'), 'canary refused canary.example'],
    ['beside it', nameEntry('acanary.example'), ''],
    ['the address', prefixEntry('192.0.2.53/32'), 'canary refused 192.0.2.53/32'],
    ['around it', prefixEntry('2001:db8::/64'), 'canary refused 2001:db8::53/128'],
    ['beside it', prefixEntry('192.0.2.54/32'), ''],
  ];
  const overrides = ['canary', 'protected-name', 'protected-prefix'].flatMap((guard) =>
    ['canary.example', '192.0.2.53/32', '2001:db8::53/128'].map((value) => acceptance(guard, value)),
  );
  for (const [what, entry, expected] of cases) {
    t.equal(check({ now: [entry], protectedLists: lists, overrides }).told, expected, what);
    t.equal(check({ now: [entry], protectedLists: lists }).told, expected, `${what}, told once`);
  }
  t.match(check({ now: names(0, 3), protectedLists: lists }).report.verdicts.at(-1), {
    guard: 'canary',
    verdict: 'passed',
    checked: 3,
  });
  t.end();
});

t.test('property: the sieves miss nothing that an exact look finds', (t) => {
  const label = fc.constantFrom('a', 'b', 'ab', 'a-b');
  const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
  const row = fc.tuple(name, fc.constantFrom(0, NAME_SUBTREE));
  const tableOf = (rows: readonly (readonly [string, number])[]) => {
    const builder = new NameTableBuilder();
    for (const [text, flags] of rows) builder.add(text, flags);
    return builder.build();
  };
  fc.assert(
    fc.property(fc.array(row), fc.array(row), (kept, asked) => {
      const table = tableOf(asked);
      const index = new NameIndex(tableOf(kept));
      const exact = [...asked.keys()].filter((at) => {
        const text = nameAt(table, at);
        return (
          index.covering(text).length > 0 || (asked[at]?.[1] === NAME_SUBTREE && index.below(text).length > 0)
        );
      });
      t.strictSame(new NameScreen(tableOf(kept)).candidates(table), exact);
    }),
    { numRuns: 200 },
  );
  const prefix = fc
    .tuple(fc.constantFrom(4, 6), fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), fc.nat(128))
    .map(([family, nibbles, length]) =>
      networkOf(
        family === 4
          ? [(nibbles[0] as number) * 2 ** 30 + (nibbles[1] as number)]
          : nibbles.map((one) => one * 2 ** 30),
        family === 4 ? length % 33 : length,
      ),
    );
  const prefixTable = (all: readonly Prefix[]) =>
    all.reduce((to, one) => to.add(one), new PrefixTableBuilder()).build();
  fc.assert(
    fc.property(fc.array(prefix), fc.array(prefix), (kept, asked) => {
      const table = prefixTable(asked);
      const index = new PrefixIndex(prefixTable(kept));
      const screen = new PrefixScreen(prefixTable(kept));
      for (const family of [table.v4, table.v6]) {
        const exact = Array.from({ length: family.count }, (_, at) => at).filter(
          (at) => index.overlapping(prefixAt(family, at)).length > 0,
        );
        t.strictSame(screen.overlapping(family), exact);
      }
    }),
    { numRuns: 200 },
  );
  t.end();
});

// ---------------------------------------------------------------------------------------------- addresses

const NOW = `${TODAY}T00:00:00Z`;
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

/** An address that every condition holds for. 5.5.0.0/16 stands for public space here; nothing connects to it. */
const dedicated = (address: string, more: Partial<AddressFacts> = {}): AddressFacts => ({
  address,
  family: address.includes(':') ? 6 : 4,
  names: [
    {
      name: 'alpha.example',
      firstSeen: daysAgo(4),
      lastSeen: daysAgo(1),
      sightings: 3,
      vantages: ['abroad'],
      suspect: false,
    },
  ],
  cnames: [],
  infrastructure: { class: 'dedicated' },
  country: 'SG',
  originAs: 64496,
  databases: ['db 2026-06-01'],
  tls: [{ name: 'alpha.example', outcome: 'ok', lastSeen: daysAgo(1), fingerprint: 'f'.repeat(64) }],
  strangers: [],
  ...more,
});
const sighted = (more: Partial<AddressFacts['names'][number]>) => ({
  names: [{ ...(dedicated('5.5.5.5').names[0] as AddressFacts['names'][number]), ...more }],
});
const proved = (outcome: 'ok' | 'fail' | 'unknown', lastSeen = daysAgo(1), name = 'alpha.example') => ({
  tls: [{ name, outcome, lastSeen }],
});
const of = (
  facts: readonly AddressFacts[],
  flux: PlatformAddresses['flux'] = new Map(),
  gone: PlatformAddresses['gone'] = new Map(),
): ObservedAddresses => new Map([['alpha', { addresses: facts, flux, gone }]]);

const LISTS = [
  protectedList('banks', {
    names: [{ name: host('bank.example'), scope: 'subtree' }],
    prefixes: [must('5.6.7.0/24')],
  }),
];

function choose(facts: ObservedAddresses, limits = DEFAULT_LIMITS.addresses) {
  const chosen = chooseAddresses({
    listed: [
      {
        platform: 'alpha',
        expires: '2026-12-31',
        names: [
          { name: 'alpha.example', scope: 'subtree', action: 'block' },
          { name: 'exact.example', scope: 'exact', action: 'block' },
          { name: 'maybe.example', scope: 'subtree', action: 'monitor' },
        ],
      },
    ],
    addresses: facts,
    protectedLists: LISTS,
    limits,
    now: NOW,
  }).get('alpha');
  return {
    items: chosen?.items ?? [],
    refused: chosen?.refused ?? [],
    listed: (chosen?.items ?? []).map(({ prefix }) => prefix),
    causes: (chosen?.refused ?? []).map(({ cause }) => cause),
  };
}

t.test('an address is listed only where every condition holds, and each says what failed', (t) => {
  const stranger = (lastSeen: string, how: 'dns' | 'certificate' = 'dns', name = 'other.example') => ({
    strangers: [{ name, lastSeen, how }],
  });
  const flux = (addresses_: number, systems: number) =>
    new Map([['alpha.example', { addresses: addresses_, systems }]]);
  const gone = (days: number): PlatformAddresses['gone'] =>
    new Map([['alpha.example', { since: daysAgo(days + 0.1), lastSeen: daysAgo(0.1) }]]);
  const allocation = (prefix: string) => ({ allocation: { prefix, source: 'registry' } });
  const cases: [
    what: string,
    facts: AddressFacts,
    causes: RefusalCause[],
    detail?: RegExp | undefined,
    flux?: PlatformAddresses['flux'] | undefined,
    gone?: PlatformAddresses['gone'],
  ][] = [
    ['all hold', dedicated('5.5.5.5'), []],
    ['all hold, IPv6', dedicated('2a00:1::5'), []],
    ['private', dedicated('10.0.0.1'), ['not-public'], /private/],
    ['documentation, IPv6', dedicated('2001:db8::1'), ['not-public']],
    ['in a protected range', dedicated('5.6.7.8'), ['protected'], /5\.6\.7\.0\/24 \(list banks\)/],
    ['beside it', dedicated('5.6.8.0'), []],
    [
      'a protected name was seen there',
      dedicated('5.5.5.5', stranger(daysAgo(40), 'dns', 'bank.example')),
      ['protected'],
      /bank\.example \(list banks\)/,
    ],
    [
      'a CNAME leads to a protected name',
      dedicated('5.5.5.5', { cnames: ['www.bank.example'] }),
      ['protected'],
    ],
    ...(['cdn', 'waf', 'hosting', 'cloud', 'parking'] as const).map((kind): (typeof cases)[number] => [
      `in a range of class ${kind}`,
      dedicated('5.5.5.5', {
        infrastructure: { class: kind, list: 'l', basis: 'prefix', match: '5.5.0.0/16' },
      }),
      ['shared-infrastructure'],
      new RegExp(`class ${kind}, 5\\.5\\.0\\.0/16 \\(list l\\)`),
    ]),
    [
      'a CNAME into shared infrastructure',
      dedicated('5.5.5.5', {
        infrastructure: { class: 'cdn', list: 'l', basis: 'cname', match: 'x.cdn.example' },
      }),
      ['cname-into-shared'],
      /x\.cdn\.example/,
    ],
    ['not located', dedicated('5.5.5.5', { infrastructure: null }), ['not-located']],
    [
      'no tables to judge by',
      dedicated('5.5.5.5', { infrastructure: { class: 'unknown' } }),
      ['not-located'],
    ],
    ['no handshake was tried', dedicated('5.5.5.5', { tls: [] }), ['no-possession-proof'], /not asked/],
    [
      'another certificate',
      dedicated('5.5.5.5', proved('fail')),
      ['no-possession-proof'],
      /not valid for alpha/,
    ],
    ['no handshake came about', dedicated('5.5.5.5', proved('unknown')), ['no-possession-proof'], /no TLS/],
    [
      'a certificate for another name',
      dedicated('5.5.5.5', proved('ok', daysAgo(1), 'beta.example')),
      ['no-possession-proof'],
    ],
    [
      'a stranger 30 days ago',
      dedicated('5.5.5.5', stranger(daysAgo(30))),
      ['strangers'],
      /other\.example \(an answer/,
    ],
    ['a stranger before that', dedicated('5.5.5.5', stranger(daysAgo(30.01))), []],
    [
      'a stranger in a certificate',
      dedicated('5.5.5.5', stranger(daysAgo(1), 'certificate')),
      ['strangers'],
      /a certificate of/,
    ],
    [
      'seen twice',
      dedicated('5.5.5.5', sighted({ sightings: 2 })),
      ['too-few-sightings'],
      /2 times over 72 hours/,
    ],
    [
      'over 71 hours',
      dedicated('5.5.5.5', sighted({ firstSeen: daysAgo(3.96) })),
      ['too-few-sightings'],
      /71 hours/,
    ],
    ['10 addresses in 4 ASes', dedicated('5.5.5.5'), [], undefined, flux(10, 4)],
    ['11 addresses in 3 ASes', dedicated('5.5.5.5'), [], undefined, flux(11, 3)],
    [
      '11 addresses in 4 ASes',
      dedicated('5.5.5.5'),
      ['fast-flux'],
      /11 addresses in 4 origin ASes/,
      flux(11, 4),
    ],
    [
      'confirmed 7 days ago',
      dedicated('5.5.5.5', { ...sighted({ firstSeen: daysAgo(20), lastSeen: daysAgo(7) }) }),
      [],
    ],
    [
      'confirmed before that',
      dedicated('5.5.5.5', sighted({ firstSeen: daysAgo(20), lastSeen: daysAgo(7.1) })),
      ['stale'],
      /over 7 days ago/,
    ],
    ['possession confirmed before that', dedicated('5.5.5.5', proved('ok', daysAgo(7.1))), ['stale']],
    ['NXDOMAIN for two days', dedicated('5.5.5.5'), [], undefined, undefined, gone(2.9)],
    [
      'NXDOMAIN for three days',
      dedicated('5.5.5.5'),
      ['name-gone'],
      /has not existed from \S+ to \S+ \(NXDOMAIN\)/,
      undefined,
      gone(3),
    ],
    ['only suspect answers', dedicated('5.5.5.5', sighted({ suspect: true })), ['suspect-answer']],
    ['an allocation of a /20', dedicated('5.5.5.5', allocation('5.5.0.0/20')), []],
    ['of a /19', dedicated('5.5.5.5', allocation('5.5.0.0/19')), ['too-wide'], /wider than \/20/],
    ['of a /44', dedicated('2a00:1::5', allocation('2a00:1::/44')), []],
    ['of a /43', dedicated('2a00:1::5', allocation('2a00:1::/43')), ['too-wide']],
    ['of somebody else', dedicated('5.5.5.5', allocation('5.9.0.0/24')), ['too-wide'], /does not hold/],
    ['with a protected part', dedicated('5.6.6.6', allocation('5.6.0.0/20')), ['protected']],
    [
      'several at once',
      dedicated('5.6.7.8', { ...stranger(daysAgo(2)), ...sighted({ sightings: 1 }), tls: [] }),
      ['protected', 'strangers', 'too-few-sightings', 'no-possession-proof'],
      /not asked for a certificate of alpha\.example, because of what else stands against it/,
    ],
    [
      'not asked for a certificate',
      dedicated('5.5.5.5', { tls: [] }),
      ['no-possession-proof'],
      /\(cordon locate\)/,
    ],
  ];
  for (const [what, facts, causes, detail, fluxOf, goneOf] of cases) {
    const found = choose(of([facts], fluxOf, goneOf));
    t.strictSame(found.causes, causes, what);
    t.equal(found.items.length, causes.length === 0 ? 1 : 0, what);
    if (detail) t.match(found.refused.map((one) => one.detail).join('; '), detail, what);
  }
  t.end();
});

t.test('an entry is no wider than what is shown, and ends 7 days after it was confirmed', (t) => {
  const one = choose(of([dedicated('5.5.5.5', proved('ok', daysAgo(3)))])).items[0];
  t.match(one, { prefix: '5.5.5.5/32', name: 'alpha.example', action: 'block', expires: '2026-06-19' });
  t.strictSame(
    choose(of([dedicated('5.5.5.5', { allocation: { prefix: '5.5.5.0/28', source: 'registry' } })])).listed,
    ['5.5.5.0/28'],
  );
  t.end();
});

t.test('only names that the release enforces lead to an address', (t) => {
  const named = (name: string) => ({ ...sighted({ name }), ...proved('ok', daysAgo(1), name) });
  const cases: [name: string, listed: number, action?: string][] = [
    ['www.alpha.example', 1, 'block'],
    ['exact.example', 1, 'block'],
    ['www.exact.example', 0],
    ['other.example', 0],
    ['maybe.example', 1, 'monitor'],
  ];
  for (const [name, listed, action] of cases) {
    const { items, refused } = choose(of([dedicated('5.5.5.5', named(name))]));
    t.equal(items.length, listed, name);
    t.equal(items[0]?.action, action, name);
    t.equal(refused.length, 0, name);
  }
  t.end();
});

t.test('numbers of addresses have an end', (t) => {
  const many = Array.from({ length: 20 }, (_, i) =>
    dedicated(`5.5.5.${i}`, sighted({ sightings: i === 19 ? 9 : 3 })),
  );
  const found = choose(of(many));
  t.equal(found.items.length, 16);
  t.ok(found.listed.includes('5.5.5.19/32'), 'the one that was seen most is kept');
  t.strictSame(found.causes, new Array(4).fill('too-many'));
  t.match(found.refused[0]?.detail, /alpha\.example has more than 16/);
  t.match(choose(of(many), { ...DEFAULT_LIMITS.addresses, perRelease: 3 }).items.length, 3);
  t.end();
});

t.test('property: whatever the facts, nothing protected, private or too wide is listed', (t) => {
  const octet = fc.constantFrom(5, 6, 7, 10, 127);
  const time = fc.integer({ min: 0, max: 20 }).map(daysAgo);
  const fact = fc.record({
    address: fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.')),
    sightings: fc.integer({ min: 3, max: 9 }),
    first: time,
    last: time,
    proof: fc.constantFrom('ok' as const, 'ok' as const, 'fail' as const),
    kind: fc.constantFrom('dedicated', 'dedicated', 'cdn'),
    length: fc.option(fc.integer({ min: 8, max: 32 }), { nil: undefined }),
  });
  let listed = 0;
  fc.assert(
    fc.property(fc.array(fact, { minLength: 1, maxLength: 8 }), (facts) => {
      const chosen = choose(
        of(
          facts.map(({ address, sightings, first, last, proof, kind, length }) =>
            dedicated(address, {
              ...sighted({ sightings, firstSeen: first, lastSeen: last }),
              ...proved(proof),
              infrastructure: { class: kind },
              ...(length === undefined
                ? {}
                : {
                    allocation: { prefix: formatPrefix(networkOf(must(address).words, length)), source: 'r' },
                  }),
            }),
          ),
        ),
      );
      listed += chosen.items.length;
      const guarded = check({
        now: chosen.items.map(({ prefix }) => prefixEntry(prefix)).concat(names(0, 1)),
        protectedLists: LISTS,
      });
      t.equal(guarded.told, '');
      for (const { prefix } of chosen.items) {
        t.notMatch(prefix, /^(?:10|127)\./);
        t.ok(must(prefix).length >= 20);
      }
    }),
    { numRuns: 300 },
  );
  t.ok(listed > 20, `${listed} addresses were listed, so the property was put to the test`);
  t.end();
});

// ----------------------------------------------------------------------------------------------- releases

const PLATFORM = platform('alpha');
const PARTS: RegistryParts = { platforms: [PLATFORM], decisions: [flag('alpha')] };

function build(parts: RegistryParts, more: Partial<BuildInput> = {}): BuiltRelease {
  const used = registry(parts);
  const today = (more.created ?? NOW).slice(0, 10);
  return buildRelease({
    registry: used,
    profile,
    states: decideStates({ registry: used, profile, asOf: today, today }),
    asOf: today,
    created: NOW,
    previous: undefined,
    title: 'test',
    statement: 'test',
    toolVersion: '0.0.0',
    ...more,
  });
}

const reread = (built: BuiltRelease): Release =>
  readRelease({
    folder: 'xx/1',
    read: (file) => {
      const text = built.files.get(file);
      return text === undefined ? null : Buffer.from(text);
    },
  });

t.test('without observations the bytes are those of every release before', (t) => {
  const built = build({
    platforms: [
      platform('alpha', {
        sites: [site('alpha.example'), site('alpha.example.net', { class: 'mirror', confidence: 'low' })],
      }),
      platform('beta'),
    ],
    decisions: [flag('alpha'), flag('beta')],
    protectedLists: [protectedList('p', { names: [{ name: host('bank.example'), scope: 'exact' }] })],
  });
  // Digests of what the version before the guards of this file made of the same input.
  t.match(Object.fromEntries([...built.files].map(([file, text]) => [file, sha256(text)])), {
    'entries.jsonl': 'c2f7a08325b9d3258b9131d456c1601502bee831d9820d13b62ecb4f404fb9b0',
    'platforms.jsonl': '7662b1e79f70536d43ec40beb736205ba4bddc03caec1ae8720d44edf2838e76',
    'manifest.json': '569b76d58e9de6efee244616a5aeed7f8fc7948ee35ec596ab94ae28e9c8792c',
  });
  t.end();
});

t.test('a release with addresses: entries, proof, refusals, targets, and what changes', (t) => {
  const facts = of([
    dedicated('5.5.5.5'),
    dedicated('2a00:1::5'),
    dedicated('5.5.5.6', { strangers: [{ name: 'other.example', lastSeen: daysAgo(1), how: 'dns' }] }),
  ]);
  const geolocation = [{ id: 'db', digest: 'd'.repeat(64), built: '2026-06-01' }];
  const built = build(PARTS, { addresses: facts, freshness: { total: 1, fresh: 1 }, geolocation });
  const release = reread(built);
  t.match(release.manifest, {
    counts: { names: 1, prefixes: 2 },
    addresses: '2 addresses are listed, of 1 of the 1 platforms whose addresses were observed',
    geolocation: [{ name: 'db', digest: 'd'.repeat(64), built: '2026-06-01' }],
    expires: '2026-06-21',
  });
  t.match(
    release.manifest.guards.map(({ guard, verdict }) => `${guard} ${verdict}`),
    ['protected-name passed', 'protected-prefix passed', 'freshness passed', 'geolocation-age passed'],
  );
  t.match(release.platforms[0]?.addresses, {
    listed: 2,
    note: /of 3 observed addresses 2 are/,
    items: [
      { prefix: '2a00:1::5/128', since: 1 },
      { prefix: '5.5.5.5/32', originAs: 64496, tls: { fingerprint: 'f'.repeat(64) }, since: 1 },
    ],
    refused: [{ address: '5.5.5.6', cause: 'strangers', detail: /shared with a stranger: other\.example/ }],
  });
  const entries = [...iterateLines<Entry>(release.entryBytes)].filter(({ kind }) => kind === 'prefix');
  t.strictSame(
    entries.map(({ value, action, basis, expires }) => [value, action, basis, expires]),
    [
      ['2a00:1::5/128', 'block', 'override:xx/alpha', '2026-06-21'],
      ['5.5.5.5/32', 'block', 'override:xx/alpha', '2026-06-21'],
    ],
  );
  const set = enforcedSet(release, { enforceProposed: false });
  const rendered = (id: string) =>
    targets
      .filter((target) => target.id === id)
      .flatMap((target) => target.render(set).artifacts)
      .map(({ bytes }) => Buffer.from(bytes).toString())
      .join('\n');
  t.match(rendered('nftables'), /5\.5\.5\.5[\s\S]*2a00:1::5/);
  t.match(rendered('rpz'), /32\.5\.5\.5\.5\.rpz-ip/);

  const later = { created: '2026-06-16T00:00:00Z', previous: release, geolocation };
  const again = build(PARTS, {
    ...later,
    addresses: of(
      [...(facts.get('alpha')?.addresses ?? [])].map((one) => ({
        ...one,
        ...sighted({ lastSeen: '2026-06-16T00:00:00.000Z', sightings: 4 }),
      })),
    ),
  });
  t.ok(saysNothingNew(release, again, 90), 'a further look at the same is nothing new');
  const due = build(PARTS, {
    ...later,
    created: '2026-06-19T00:00:00Z',
    addresses: of(
      (facts.get('alpha')?.addresses ?? []).map((one) => ({
        ...one,
        ...sighted({ lastSeen: '2026-06-18T00:00:00.000Z' }),
        ...proved('ok', '2026-06-18T00:00:00.000Z'),
      })),
    ),
  });
  t.notOk(saysNothingNew(release, due, 90), 'a release is made before the addresses of the last one end');
  const moved = of([dedicated('5.5.5.5', proved('fail')), dedicated('2a00:1::5')]);
  t.throws(() => build(PARTS, { ...later, addresses: moved }), {
    kind: 'guard',
    message: /address-churn: held: .*50 %/,
  });
  const to = reread(build(PARTS, { ...later, addresses: moved, accept: [once('address-churn', '0.5')] }));
  t.match(diffReleases({ from: release, to, between: [to.manifest] }).entries, [
    {
      change: 'removed',
      before: { value: '5.5.5.5/32' },
      cause: /no-possession-proof: it showed a certificate/,
    },
  ]);
  t.end();
});

t.test('proposed platforms have their addresses watched, never cut off', (t) => {
  const market = {
    kind: 'fiat-market',
    currency: 'XXC',
    rails: ['wallet'],
    date: '2026-05-01',
    sources: ['s'],
  } as const;
  const release = reread(
    build(
      { platforms: [platform('alpha', { evidence: [market] })] },
      { addresses: of([dedicated('5.5.5.5')]) },
    ),
  );
  t.match(
    [...iterateLines<Entry>(release.entryBytes)].map(({ kind, action }) => `${kind} ${action}`).sort(),
    ['name monitor', 'prefix monitor'],
  );
  t.end();
});

t.test('a list and a reconstruction are different lists: a person has to want the change', (t) => {
  const act: Notice & { reconstruction: NonNullable<Notice['reconstruction']> } = {
    ...notice('n1', []),
    reconstruction: {
      asOf: '2018-08-23',
      statement: 'a reconstruction',
      platforms: ['alpha', 'beta', 'gamma'].map((id, i) => ({
        rank: i + 1,
        platform: id,
        hosts: [host(`${id}.example`)],
        why: ['listed'],
        sources: ['s'],
      })),
    },
  };
  const parts: RegistryParts = {
    platforms: ['alpha', 'beta', 'gamma'].map((id) => platform(id)),
    decisions: [flag('alpha')],
    notices: [act],
  };
  const used = registry(parts);
  const reconstruction = {
    states: decideReconstruction({ registry: used, profile, today: TODAY }, act),
    reconstruction: act,
  };
  const first = reread(build(parts, reconstruction));
  const later = { previous: first, created: '2026-06-16T00:00:00Z' };
  t.throws(() => build(parts, later), {
    kind: 'guard',
    message:
      'statement: held: serial 1 states the reconstruction of n1, this one would state the list of its day',
  });
  const second = reread(build(parts, { ...later, accept: [once('statement', 'list')] }));
  t.match(second.manifest.guards.at(-1), { guard: 'statement', verdict: 'accepted' });
  t.notOk(
    second.manifest.guards.some(({ guard }) => guard === 'shrink'),
    'three names to one is no shrinking between different lists',
  );
  const third = { previous: second, created: '2026-06-17T00:00:00Z' };
  t.match(
    reread(build(parts, third)).manifest.guards.map(({ guard }) => guard),
    ['protected-name', 'protected-prefix', 'statement', 'shrink', 'growth'],
  );
  const back = {
    ...third,
    ...reconstruction,
    comparable: first,
    accept: [once('statement', 'reconstruction:n1')],
  };
  t.equal(reread(build(parts, back)).manifest.guards.find(({ guard }) => guard === 'shrink')?.checked, 3);
  t.end();
});

// -------------------------------------------------------------------------------------------- the journal

const answer = (
  name: string,
  at: string,
  records: readonly string[],
  more: Partial<Observation> = {},
): Observation => ({
  subject: name,
  type: 'dns/A',
  vantage: 'abroad',
  at,
  outcome: 'answer',
  conclusive: true,
  value: { records: [...records], chain: [] },
  ...more,
});
const located = (address: string, kind = 'dedicated', originAs: number | null = null): Observation => ({
  subject: address,
  type: 'location',
  vantage: 'databases',
  at: daysAgo(1),
  outcome: 'located',
  conclusive: true,
  value: {
    country: 'SG',
    originAs: originAs === null ? null : { number: originAs, organisation: null },
    infrastructure: { class: kind },
    databases: [{ id: 'db', role: 'country', sha256: 'd'.repeat(64), built: '2026-06-01T00:00:00Z' }],
  },
});

let journals = 0;
async function journalOf(t: Test, observations: readonly Observation[]) {
  const journal = await openSqliteJournal(path.join(SCRATCH, `journal-${journals++}.db`), {
    clock: () => Date.parse(NOW),
  });
  t.teardown(() => journal.close());
  await journal.record(observations);
  return journal;
}

t.test('facts of addresses are put together from the journal', async (t) => {
  const other = { subject: '5.5.5.5', type: 'tls/alpha.example', vantage: 'possession', conclusive: true };
  const journal = await journalOf(t, [
    answer('alpha.example', daysAgo(5), ['5.5.5.5', '5.5.5.6']),
    answer('alpha.example', daysAgo(3), ['5.5.5.5']),
    answer('alpha.example', daysAgo(1), ['5.5.5.5', '5.5.5.6'], { vantage: 'harbour' }),
    answer('alpha.example', daysAgo(1), ['5.5.5.7'], {
      outcome: 'suspect',
      conclusive: false,
      vantage: 'inside',
    }),
    answer('alpha.example', daysAgo(1), [], { outcome: 'timeout', conclusive: false, vantage: 'slow' }),
    answer('shop.stranger.example', daysAgo(2), ['5.5.5.6']),
    located('5.5.5.5'),
    located('5.5.5.6', 'cdn'),
    {
      ...other,
      at: daysAgo(2),
      outcome: 'ok',
      value: { fingerprint: 'ab', sites: ['alpha.example', 'san.example'] },
    },
    {
      ...other,
      at: daysAgo(1),
      outcome: 'unknown',
      conclusive: false,
      value: { fingerprint: null, sites: [] },
    },
  ]);
  const found = await collectAddressFacts({
    platforms: [PLATFORM],
    journal,
    limits: DEFAULT_LIMITS.addresses,
    now: new Date(NOW),
  });
  t.match(found.get('alpha')?.addresses, [
    {
      address: '5.5.5.5',
      names: [
        {
          name: 'alpha.example',
          firstSeen: daysAgo(5),
          lastSeen: daysAgo(1),
          sightings: 3,
          suspect: false,
          vantages: ['abroad', 'harbour'],
        },
      ],
      infrastructure: { class: 'dedicated' },
      country: 'SG',
      databases: ['db 2026-06-01'],
      tls: [{ name: 'alpha.example', outcome: 'ok', lastSeen: daysAgo(2), fingerprint: 'ab' }],
      strangers: [{ name: 'san.example', how: 'certificate' }],
    },
    {
      address: '5.5.5.6',
      names: [{ sightings: 2 }],
      tls: [],
      strangers: [{ name: 'stranger.example', how: 'dns', lastSeen: daysAgo(2) }],
    },
    { address: '5.5.5.7', names: [{ suspect: true, sightings: 1 }], infrastructure: null },
  ]);
  t.strictSame(
    await measureFreshness({ names: ['alpha.example', 'never.example'], journal, since: daysAgo(2) }),
    { total: 2, fresh: 1, stale: ['never.example'] },
  );
  t.match(await measureFreshness({ names: ['alpha.example'], journal, since: daysAgo(0.5) }), {
    fresh: 0,
    oldest: daysAgo(1),
  });
});

t.test('a name that exists for nobody any more is gone from its last answer on', async (t) => {
  const nxdomain = (at: string, vantage = 'abroad') =>
    answer('alpha.example', at, [], { outcome: 'nxdomain', vantage });
  const servfail = (at: string) =>
    answer('alpha.example', at, [], { outcome: 'servfail', conclusive: false });
  const first = answer('alpha.example', daysAgo(6), ['5.5.5.5']);
  const cases: [what: string, observations: Observation[], gone: object | undefined][] = [
    ['answered', [first], undefined],
    ['NXDOMAIN', [nxdomain(daysAgo(4)), nxdomain(daysAgo(1))], { since: daysAgo(4), lastSeen: daysAgo(1) }],
    [
      'NXDOMAIN, an answer, NXDOMAIN',
      [nxdomain(daysAgo(5)), answer('alpha.example', daysAgo(3), ['5.5.5.5']), nxdomain(daysAgo(1))],
      { since: daysAgo(3), lastSeen: daysAgo(1) },
    ],
    [
      'another vantage has an answer',
      [nxdomain(daysAgo(1)), answer('alpha.example', daysAgo(2), ['5.5.5.5'], { vantage: 'harbour' })],
      undefined,
    ],
    ['SERVFAIL since', [nxdomain(daysAgo(2)), servfail(daysAgo(1))], { lastSeen: daysAgo(2) }],
    ['SERVFAIL alone', [servfail(daysAgo(2)), servfail(daysAgo(1))], undefined],
  ];
  for (const [what, observations, gone] of cases) {
    const found = await collectAddressFacts({
      platforms: [PLATFORM],
      journal: await journalOf(t, [first, ...observations]),
      limits: DEFAULT_LIMITS.addresses,
      now: new Date(NOW),
    });
    const seen = found.get('alpha')?.gone.get('alpha.example');
    if (gone) t.match(seen, gone, what);
    else t.equal(seen, undefined, what);
  }
});

t.test('a name that rotates through many addresses is seen to', async (t) => {
  const pool = Array.from({ length: 12 }, (_, i) => `5.${i % 4}.5.${i}`);
  const flux = async (observations: readonly Observation[]) =>
    (
      await collectAddressFacts({
        platforms: [PLATFORM],
        journal: await journalOf(t, observations),
        limits: DEFAULT_LIMITS.addresses,
        now: new Date(NOW),
      })
    )
      .get('alpha')
      ?.flux.get('alpha.example');
  const all = pool.map((address, i) => answer('alpha.example', daysAgo(1 + i / 24), [address]));
  t.strictSame(await flux(all), { addresses: 12, systems: 4 }, 'networks stand in for unknown origin ASes');
  t.strictSame(await flux([...all, ...pool.map((address) => located(address, 'dedicated', 64496))]), {
    addresses: 12,
    systems: 1,
  });
  t.equal(
    await flux(pool.map((address, i) => answer('alpha.example', daysAgo(1 + i), [address]))),
    undefined,
    'over days it is no flux',
  );
});

t.test('possession is asked of addresses that nobody else claims, a name after the other', async (t) => {
  const journal = await journalOf(t, [
    answer('alpha.example', daysAgo(1), ['5.5.5.5', '5.5.5.6', '5.5.5.8', '10.0.0.1']),
    answer('alpha.example', daysAgo(1), ['5.5.5.7'], {
      outcome: 'suspect',
      conclusive: false,
      vantage: 'inside',
    }),
    ...['5.5.5.5', '5.5.5.7', '5.5.5.8', '10.0.0.1'].map((address) => located(address)),
    located('5.5.5.6', 'cdn'),
    {
      subject: '5.5.5.8',
      type: 'tls/alpha.example',
      vantage: 'possession',
      at: daysAgo(0.5),
      outcome: 'fail',
      conclusive: true,
      value: {},
    },
  ]);
  const asked: string[] = [];
  const outcomes: string[] = [];
  const proofs = provePossession({
    names: observedNames([PLATFORM]),
    journal,
    mayAsk: (address) => !address.startsWith('10.'),
    probe: async (address, name) => {
      asked.push(`${address} ${name}`);
      return {
        proof: 'ok',
        fingerprint: 'ab',
        certificate: {
          organisation: null,
          commonName: null,
          issuer: 'CA',
          names: ['*.alpha.example', 'www.other.example', 'bad name', 'com'],
          spkiSha256: '',
          notBefore: '',
          notAfter: '',
        },
        problem: null,
      };
    },
    freshSince: daysAgo(2),
    seenSince: daysAgo(30),
    now: () => new Date(NOW),
    tally: { count: (outcome) => outcomes.push(outcome) },
  });
  const observations: Observation[] = [];
  for await (const some of proofs) observations.push(...some);
  t.strictSame(asked, ['5.5.5.5 alpha.example'], 'neither shared, suspect, private nor fresh ones');
  t.strictSame(outcomes, ['tls ok']);
  t.match(observations, [
    {
      subject: '5.5.5.5',
      type: 'tls/alpha.example',
      outcome: 'ok',
      conclusive: true,
      value: { fingerprint: 'ab', sites: ['alpha.example', 'other.example'], issuer: 'CA' },
    },
  ]);
});

// ----------------------------------------------------------------------------------------- the command line

async function cordon(argv: readonly string[], cwd: string, now = NOW) {
  let out = '';
  let err = '';
  const code = await run(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: { USER: 'night' },
    cwd,
    now: () => new Date(now),
    isTerminal: false,
  });
  return { code, out, err };
}

let workspaces = 0;
function workspace(platforms: number, more: Readonly<Record<string, string>> = {}): string {
  const folder = path.join(SCRATCH, `workspace-${workspaces++}`);
  const files: Record<string, string> = {
    'cordon.yaml': 'default_profile: xx\n',
    'profiles/xx.yaml': 'id: xx\nname: Exampleland\nhome: CN\n',
    'protected/banks.yaml':
      'id: banks\ntitle: Banks\nuse: never\ncategory: bank\nnames: [bank.example]\nprefixes: [5.6.7.0/24]\n',
    'overrides/xx.yaml': `profile: xx\ndecisions:\n${Array.from({ length: platforms }, (_, i) => `  - {decide: flag, platform: p${i}, basis: b, by: A, decided: 2026-06-01, expires: 2026-12-31}\n`).join('')}`,
    ...Object.fromEntries(
      Array.from({ length: platforms }, (_, i) => [
        `platforms/p${i}.yaml`,
        `id: p${i}\nname: P${i}\nkind: cex\nsites:\n  - name: p${i}.example\n`,
      ]),
    ),
    ...more,
  };
  for (const [name, text] of Object.entries(files)) write(folder, name, text);
  return folder;
}

function write(folder: string, name: string, text: string): void {
  const file = path.join(folder, 'lists', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

t.test('a night run that would lose names is held, and one value lets it through', async (t) => {
  const folder = workspace(300);
  t.equal((await cordon(['release'], folder)).code, EXIT.done);
  for (let i = 0; i < 42; i++) rmSync(path.join(folder, `lists/platforms/p${i}.yaml`));
  const left = Array.from({ length: 258 }, (_, i) => i + 42);
  write(
    folder,
    'overrides/xx.yaml',
    `profile: xx\ndecisions:\n${left.map((i) => `  - {decide: flag, platform: p${i}, basis: b, by: A, decided: 2026-06-01, expires: 2026-12-31}\n`).join('')}`,
  );
  const next = '2026-06-16T00:00:00Z';
  const held = await cordon(['release'], folder, next);
  t.match(held, {
    code: EXIT.guard,
    out: '',
    err: /shrink: held: 42 of 300 names of serial 1 .*14 %, over 10 %[\s\S]*--accept shrink=0\.14 --by OWNER/,
  });
  t.match(await cordon(['release', '--accept', 'shrink=0.13'], folder, next), { code: EXIT.guard });
  for (const [wrong, expected] of [
    ['shrink', /is not guard=value/],
    ['shrnk=0.14', /no guard "shrnk"/],
    ['protected-name=bank.example', /cannot be accepted on the command line/],
    ['canary=x', /cannot be accepted/],
  ] as const)
    t.match(await cordon(['release', '--accept', wrong], folder, next), { code: EXIT.usage, err: expected });
  const accepted = await cordon(
    ['release', '--accept', 'shrink=0.14', '--accept', 'growth=0.5', '--by', 'C. Owner', '--json'],
    folder,
    next,
  );
  t.equal(accepted.code, EXIT.done, accepted.err);
  t.match(accepted.err, /--accept growth=0\.5 was not needed/);
  const shrink = (JSON.parse(accepted.out) as Release['manifest']).guards.find(
    ({ guard }) => guard === 'shrink',
  );
  t.match(shrink, {
    verdict: 'accepted',
    measured: 0.14,
    accepted: [{ value: '0.14', by: 'C. Owner', basis: /--accept shrink=0\.14/ }],
  });
});

t.test('the journal gives a release its addresses, and why its answers', async (t) => {
  const folder = workspace(2, {
    'protected/hosting.yaml':
      'id: hosting\ntitle: H\nuse: shared\ncategory: hosting\nprefixes: [5.7.0.0/16]\n',
  });
  mkdirSync(path.join(folder, '.cordon'), { recursive: true });
  const journal = await openSqliteJournal(path.join(folder, '.cordon/journal.db'), {
    clock: () => Date.parse(NOW),
  });
  const possession = (address: string, name: string): Observation => ({
    subject: address,
    type: `tls/${name}`,
    vantage: 'possession',
    at: daysAgo(1),
    outcome: 'ok',
    conclusive: true,
    value: { fingerprint: 'ab'.repeat(32), sites: [name], issuer: 'CA', problem: null },
  });
  const thrice = (name: string, records: readonly string[]) =>
    [5, 3, 1].map((days) => answer(name, daysAgo(days), records));
  await journal.record([
    ...thrice('p0.example', ['5.5.5.5', '5.5.5.6', '5.6.7.8']),
    ...thrice('p1.example', ['5.5.5.6']),
    answer('innocent.example', daysAgo(2), ['5.5.5.6']),
    ...['5.5.5.5', '5.5.5.6', '5.6.7.8'].map((address) => located(address)),
    ...['5.5.5.5', '5.5.5.6', '5.6.7.8'].map((address) => possession(address, 'p0.example')),
  ]);
  await journal.close();
  const made = await cordon(['release'], folder);
  t.equal(made.code, EXIT.done, made.err);
  t.match(made.out, /2 names, 1 prefixes/);
  t.match(await cordon(['why', '5.5.5.5'], folder), {
    code: EXIT.done,
    out: /is listed[\s\S]*proof +p0\.example was seen there 3 times from 2026-06-10 to 2026-06-14 \(abroad\)[\s\S]*a valid certificate for p0\.example/,
  });
  t.match(await cordon(['why', '5.5.5.6'], folder), {
    code: EXIT.no,
    out: /not listed +strangers: shared with 2 strangers: innocent\.example[\s\S]*seen there[\s\S]*innocent\.example, 2026-06-13 to 2026-06-13, a stranger[\s\S]*blast radius: 1 of 3 names/,
  });
  t.match(await cordon(['why', '5.6.7.8'], folder), {
    code: EXIT.no,
    out: /protected: it lies in 5\.6\.7\.0\/24 \(list banks\)/,
  });
  t.match(JSON.parse((await cordon(['why', '5.5.5.6', '--json'], folder)).out), {
    listed: false,
    address: {
      released: [{ platform: 'p0', refused: [{ cause: 'strangers' }] }, { platform: 'p1' }],
      seen: [{ name: 'innocent.example' }, { name: 'p0.example', platform: 'p0' }, { name: 'p1.example' }],
    },
  });
  t.match(await cordon(['release'], folder, '2026-06-18T00:00:00Z'), {
    code: EXIT.guard,
    err: /freshness: refused: only 0 of 2 names .* 48 hours[\s\S]*not fresh: p0\.example/,
  });
  t.match(
    await cordon(['release', '--as-of', '2026-06-16'], folder, '2026-06-18T00:00:00Z'),
    { code: EXIT.guard, err: /address-churn: held: of the 1 prefixes/ },
    'the list of another day has no addresses of today',
  );
});

t.test('limits are read strictly', async (t) => {
  const cases: [yaml: string, expected: RegExp][] = [
    ['limits: {shrink: {hold: 1.5}}', /cordon\.yaml:2:25: a number from 0 to 1 is wanted/],
    ['limits: {shrink: {hold: "0.1"}}', /cordon\.yaml:2:25: a number/],
    ['limits: {shrink: {hold: 0.5}}', /cordon\.yaml:2:18: shrink: hold is over refuse/],
    ['limits: {freshness: {hold: 0.5}}', /freshness: hold is under refuse/],
    ['limits: {shrinks: {hold: 0.1}}', /cordon\.yaml:2:10: limits has no field .shrinks.[\s\S]*shrink/],
    ['limits: {addresses: {widest_ipv4: 8}}', /a whole number from 16 to 32/],
    ['limits: {addresses: {sightings: 0}}', /a whole number from 1 to/],
    ['limits: {geolocation_age_days: 0}', /a whole number from 1/],
  ];
  for (const [yaml, expected] of cases) {
    const folder = workspace(1, { 'cordon.yaml': `default_profile: xx\n${yaml}\n` });
    t.match(await cordon(['release'], folder), { code: EXIT.config, err: expected }, yaml);
  }
  const all =
    'limits:\n  shrink: {hold: 0.2, refuse: 0.4, at_least: 3}\n  growth: {hold: 2, refuse: 4, at_least: 1}\n  address_churn: {hold: 0.5, at_least: 2}\n  freshness: {hold: 0.9, refuse: 0.5, hours: 24}\n  geolocation_age_days: 60\n  addresses: {sightings: 4, span_hours: 96, stranger_days: 60, flux_addresses: 5, flux_systems: 2, flux_hours: 12, widest_ipv4: 24, widest_ipv6: 48, expiry_days: 3, per_name: 8, per_release: 100}\n  nxdomain_days: 5\n';
  const folder = workspace(4, { 'cordon.yaml': `default_profile: xx\n${all}` });
  t.equal((await cordon(['release'], folder)).code, EXIT.done);
  write(
    folder,
    'overrides/xx.yaml',
    'profile: xx\ndecisions:\n  - {decide: flag, platform: p0, basis: b, by: A, decided: 2026-06-01, expires: 2026-12-31}\n  - {decide: exempt, platform: p1, basis: b, by: A, decided: 2026-06-01, expires: 2026-12-31}\n',
  );
  t.match(await cordon(['release'], folder, '2026-06-16T00:00:00Z'), {
    code: EXIT.guard,
    err: /2 of 4 names of serial 1 .* besides 1 that a person took off, 50 %, over 40 %/,
  });
  write(
    folder,
    'overrides/xx.yaml',
    'profile: xx\ndecisions:\n  - {decide: flag, platform: p0, basis: b, by: A, decided: 2026-06-01, expires: 2026-12-31}\naccept:\n  - {guard: shrink, value: 0.75, basis: b, by: A, decided: 2026-06-01, expires: 2026-12-31}\n',
  );
  t.equal((await cordon(['release'], folder, '2026-06-16T00:00:00Z')).code, EXIT.done);
});

t.test('guards refuse with one kind of error', (t) => {
  t.throws(() => build({ platforms: [PLATFORM] }), CordonError);
  t.end();
});
