/** What targets write, what they say they cannot, and that the two together are all that was asked. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { canonicalJson, type Json } from '../src/model/canonical-json.js';
import { CordonError } from '../src/model/errors.js';
import { covers } from '../src/model/names/host.js';
import type { EnforcedSet } from '../src/model/release/entry.js';
import type { PlatformRecord } from '../src/model/release/record.js';
import { enforcedSet } from '../src/release/enforced-set.js';
import { readRelease } from '../src/release/read.js';
import { csvRecord } from '../src/targets/csv.js';
import { findTarget, targets } from '../src/targets/index.js';
import { targetsMarkdown } from '../src/targets/markdown.js';
import { withoutPersonal } from '../src/targets/personal-data.js';
import { observable, uuid5 } from '../src/targets/stix.js';
import type { LossRow, Target } from '../src/targets/target.js';
import { validators } from '../src/targets/validators.js';
import { ByteWriter } from '../src/targets/writer.js';
import {
  documentProblems,
  observableId,
  parseCsv,
  type StixBundle,
  schemaProblems,
  textProblems,
} from './helpers/reports.js';
import { LAB, makeSet, type NameLine, type PrefixLine, type SetLines } from './lab/fixture.js';
import { READERS } from './lab/readers.js';
import { account, platform, site, WITHHELD_IDS } from './lab/records.js';

const ROOT = new URL('../', import.meta.url);
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const get = (id: string): Target => {
  const target = findTarget(id);
  if (!target) throw new Error(`no target ${id}`);
  return target;
};

/** Compares with the file, or writes it with CORDON_GOLDEN=write. */
function matchesFile(path: string, text: string): void {
  const url = new URL(path, ROOT);
  if (process.env.CORDON_GOLDEN === 'write') {
    mkdirSync(new URL('.', url), { recursive: true });
    writeFileSync(url, text, 'latin1');
  }
  t.equal(text, readFileSync(url, 'latin1'), `${path} is what is written (CORDON_GOLDEN=write renews it)`);
}

t.test('the registry is the folder', async (t) => {
  const files = ['dns', 'firewall', 'proxy', 'intelligence'].flatMap((family) =>
    readdirSync(new URL(`src/targets/${family}/`, ROOT)).map(
      (file) => `${family}/${file.replace(/\.ts$/, '')}`,
    ),
  );
  t.same(targets.map(({ family, id }) => `${family}/${id}`).sort(), files.sort());
  t.same(Object.keys(validators).sort(), targets.map(({ id }) => id).sort(), 'each says how it is checked');
  const names = targets.flatMap((target) => target.render(makeSet(LAB)).artifacts.map(({ name }) => name));
  t.equal(new Set(names).size, names.length, 'no two targets write a file of the same name');
});

for (const target of targets)
  for (const { name, bytes } of target.render(makeSet(LAB)).artifacts)
    matchesFile(`test/golden/${name}`, textOf(bytes));
matchesFile('docs/targets.md', targetsMarkdown());

t.test('every file has its header, and nothing that a program would stumble over', async (t) => {
  for (const lines of [LAB, {}])
    for (const target of targets.filter(({ role }) => role !== 'reports')) {
      const { artifacts, losses } = target.render(makeSet(lines));
      for (const { name, bytes } of artifacts) {
        const text = textOf(bytes);
        const mark = name.endsWith('.zone') ? ';' : '#';
        const lost = losses.reduce((sum, loss) => sum + loss.count, 0);
        const head = [
          `${mark} cordon ${target.family}/${target.id}`,
          `${mark} profile: lab`,
          `${mark} serial: 7`,
          `${mark} digest: sha256:${'5e'.repeat(32)}`,
        ];
        t.same(text.split('\n').slice(0, 4), head, `${name} says what it is`);
        t.match(
          text,
          new RegExp(`^${mark} losses: ${lost === 0 ? 'none' : `${lost} \\(`}`, 'm'),
          'and its losses',
        );
        t.match(text, /^. load: /m, 'and how to load it');
        t.match(text, /^[ -~\n]*\n$/, 'in printable ASCII, with LF, whole lines');
        t.notMatch(text, /\n\n|=\/\/|^(?:0\.0\.0\.0|::) *$|\{\s*\}|\.\./m, 'without an empty name or set');
      }
    }
});

t.test('an empty release', async (t) => {
  const empty = makeSet({});
  for (const target of targets) {
    const { artifacts, losses } = target.render(empty);
    t.same(losses, [], `${target.id} loses nothing`);
    t.equal(
      artifacts.reduce((sum, { entries }) => sum + entries, 0),
      0,
      `${target.id} holds nothing`,
    );
  }
  t.notMatch(textOf(get('nftables').render(empty).artifacts[0]?.bytes ?? new Uint8Array()), 'add element');
  t.match(
    textOf(get('nftables').render(empty).artifacts[0]?.bytes ?? new Uint8Array()),
    'no address is listed',
  );
  t.same(
    get('squid')
      .render(empty)
      .artifacts.map(({ name }) => name),
    ['squid.conf'],
    'squid gets no list that it would take for a missing one',
  );
});

t.test('too much is refused, never cut', async (t) => {
  const base = makeSet(LAB);
  const crowd = {
    ...base,
    entries: { ...base.entries, names: { ...base.entries.names, count: 1_000_001 } },
  } as EnforcedSet;
  const everything = makeSet({ prefixes: ['0.0.0.0/1', '128.0.0.0/1'] });
  const one = account({ id: 'handle' });
  const handles = setOf(platform({ id: 'many', accounts: Array(20_001).fill(one) }));
  const refusal = (run: () => unknown) => {
    try {
      run();
      return 'accepted';
    } catch (error) {
      return error instanceof CordonError ? `${error.kind}: ${error.message}` : String(error);
    }
  };
  t.match(
    refusal(() => get('dnsmasq').render(crowd)),
    /^guard: .*1000001 names/,
  );
  t.match(
    refusal(() => get('nftables').render(everything)),
    /^guard: .*every address/,
  );
  t.equal(
    refusal(() => get('hosts').render(everything)),
    'accepted',
    'but only where it would be written',
  );
  t.match(
    refusal(() => get('intel-stix').render(handles)),
    /^guard: .*20001 accounts/,
  );
  for (const folder of ['relative', '/with space', '/quote"', '/line\nbreak', '/'])
    t.match(
      refusal(() => get('squid').render(base, { folder })),
      /^usage: /,
      JSON.stringify(folder),
    );
});

t.test('names that a policy zone has no room for, or would misread, are losses', async (t) => {
  const long = (octets: number) => `${`${'a'.repeat(60)}.`.repeat(4)}${'a'.repeat(60)}`.slice(-octets);
  const set = makeSet({ names: [long(240), long(241), long(242), long(243), '32.1.2.0.192.rpz-ip'] });
  const zone = textOf(get('rpz').render(set).artifacts[0]?.bytes ?? new Uint8Array());
  const rows = get('rpz').losses(set);
  const fate = (name: string) => rows.find(({ value }) => value === name)?.effect;
  t.same(
    [240, 241, 242, 243].map((octets) => fate(long(octets))),
    [undefined, 'narrowed', 'narrowed', 'dropped'],
  );
  t.equal(fate('32.1.2.0.192.rpz-ip'), 'dropped');
  t.notMatch(zone, 'rpz-ip CNAME', 'no listed name becomes a trigger by address');
  t.notMatch(zone, `*.${long(241)} `);
  t.match(zone, `\n${long(242)} CNAME`);
});

t.test('losses are grouped, and complete on demand', async (t) => {
  const set = makeSet(LAB);
  for (const target of targets) {
    const grouped = target.render(set).losses;
    const rows = target.losses(set);
    t.equal(
      grouped.reduce((sum, { count }) => sum + count, 0),
      rows.length,
      `${target.id}: all rows are counted`,
    );
    for (const loss of grouped) {
      const own = rows.filter(
        ({ feature, effect, why }) =>
          `${feature}${effect}${why}` === `${loss.feature}${loss.effect}${loss.why}`,
      );
      t.equal(own.length, loss.count);
      t.same(
        loss.examples,
        own.slice(0, 3).map(({ value }) => value),
      );
    }
  }
});

t.test('addresses are written in their canonical forms', async (t) => {
  for (const [prefix, text, owner] of [
    ['192.0.2.7/32', '192.0.2.7', '32.7.2.0.192'],
    ['198.51.100.128/25', '198.51.100.128/25', '25.128.100.51.198'],
    ['2001:db8::/32', '2001:db8::/32', '32.zz.db8.2001'],
    ['2001:db8:bad::10/128', '2001:db8:bad::10', '128.10.zz.bad.db8.2001'],
    ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1', '128.1.1.1.1.1.0.db8.2001'],
    ['2001:0:0:1::1/128', '2001:0:0:1::1', '128.1.zz.1.0.0.2001'],
    ['2001:db8:0:0:1::/80', '2001:db8:0:0:1::/80', '80.zz.1.0.0.db8.2001'],
    ['2001:db8:0:0:1:0:0:1/128', '2001:db8::1:0:0:1', '128.1.0.0.1.zz.db8.2001'],
    ['::1/128', '::1', '128.1.zz'],
  ] as const) {
    const { v4, v6 } = makeSet({ prefixes: [prefix] }).entries.prefixes;
    const columns = v4.count > 0 ? v4 : v6;
    t.equal(textOf(new ByteWriter().prefix(columns, 0).finish()), text);
    t.equal(textOf(new ByteWriter().rpzAddress(columns, 0).finish()), owner);
  }
});

const label = fc.constantFrom('a', 'b', 'a-b');
const name = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map((labels) => [...labels, 'cordonlab'].join('.'));
const scope = fc.constantFrom('subtree' as const, 'exact' as const);
const nameLine: fc.Arbitrary<NameLine> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, scope) },
  { weight: 1, arbitrary: fc.tuple(name, scope, fc.constant('monitor' as const)) },
);
const prefix = fc
  .tuple(fc.constantFrom(28, 29, 30, 31, 32), fc.nat(15), fc.boolean())
  .map(([length, host, six]) => {
    const base = host & ~((1 << (32 - length)) - 1);
    return six ? `2001:db8::${base.toString(16)}/${length + 96}` : `192.0.2.${base}/${length}`;
  });
const prefixLine: fc.Arbitrary<PrefixLine> = fc.oneof(
  { weight: 4, arbitrary: prefix },
  { weight: 1, arbitrary: fc.tuple(prefix, fc.constant('monitor' as const)) },
);
const lines = fc.record({
  names: fc.array(nameLine, { maxLength: 6 }),
  protectedNames: fc.array(fc.tuple(name, scope), { maxLength: 3 }),
  knownHosts: fc.array(name, { maxLength: 3 }),
  prefixes: fc.array(prefixLine, { maxLength: 4 }),
  protectedPrefixes: fc.array(prefix, { maxLength: 2 }),
});

/** Every name of up to four labels; every address of the small blocks. */
const NAMES = ['a', 'b', 'a-b']
  .flatMap((x) => [
    x,
    ...['a', 'b', 'a-b'].flatMap((y) => [`${y}.${x}`, `a.${y}.${x}`, `b.${y}.${x}`, `a.b.${y}.${x}`]),
  ])
  .map((text) => `${text}.cordonlab`);
const ADDRESSES = Array.from({ length: 16 }, (_, i) => [
  `192.0.2.${i}`,
  `2001:db8::${i.toString(16)}`,
]).flat();

const reaches = (line: NameLine, host: string): boolean =>
  typeof line === 'string' || !(line as readonly string[]).includes('exact')
    ? covers(typeof line === 'string' ? line : line[0], host)
    : line[0] === host;
const isMonitor = (line: NameLine | PrefixLine): boolean =>
  typeof line !== 'string' && [...line].includes('monitor');

/** What the release asks for. */
function shouldBlockName(set: SetLines, host: string): boolean {
  const spared = (set.protectedNames ?? []).some((line) => reaches(line, host));
  return !spared && (set.names ?? []).some((line) => !isMonitor(line) && reaches(line, host));
}
function shouldBlockAddress(set: SetLines, address: string): boolean {
  const inside = (prefix: string) => holdsAddress(prefix, address);
  const spared = (set.protectedPrefixes ?? []).some(inside);
  return !spared && (set.prefixes ?? []).some((line) => typeof line === 'string' && inside(line));
}
function holdsAddress(text: string, address: string): boolean {
  const [base = '', length = ''] = text.split('/');
  const six = base.includes(':');
  if (six !== address.includes(':')) return false;
  const last = (value: string) =>
    Number.parseInt(value.slice(value.lastIndexOf(six ? ':' : '.') + 1) || '0', six ? 16 : 10);
  const shift = (six ? 128 : 32) - Number(length);
  return last(base) >> shift === last(address) >> shift;
}

/** A difference between what is asked and what is written that no loss explains. */
function unexplained(
  host: string,
  asked: boolean,
  written: boolean,
  rows: readonly LossRow[],
): string | undefined {
  if (asked === written) return undefined;
  const effects = written ? ['widened'] : ['narrowed', 'dropped'];
  const explains = ({ effect, kind, value }: LossRow) =>
    effects.includes(effect) && (kind === 'name' ? covers(value, host) : holdsAddress(value, host));
  return rows.some(explains) ? undefined : `${host} is ${written ? '' : 'not '}blocked`;
}

t.test(
  'whatever is listed is blocked, and nothing else is, but for what is reported as a loss',
  async (t) => {
    for (const [id, read] of Object.entries(READERS)) {
      const target = get(id);
      const check = (given: SetLines) => {
        const set = makeSet(given);
        const reader = read(target.render(set).artifacts, get('rpz-passthru').render(set).artifacts);
        const rows = target.losses(set);
        const problems = [
          ...NAMES.map((host) =>
            unexplained(host, shouldBlockName(given, host), reader.blocksName?.(host) ?? false, rows),
          ),
          ...ADDRESSES.map((address) =>
            unexplained(
              address,
              shouldBlockAddress(given, address),
              reader.blocksAddress?.(address) ?? false,
              rows,
            ),
          ),
        ].filter((problem) => problem !== undefined);
        if (problems.length > 0) throw new Error(problems.join('\n'));
      };
      t.doesNotThrow(() => fc.assert(fc.property(lines, check), { numRuns: 300 }), id);
    }
  },
);

t.test('the same release gives the same bytes, in whatever order it was put together', async (t) => {
  const reversed = Object.fromEntries(Object.entries(LAB).map(([key, value]) => [key, [...value].reverse()]));
  for (const target of targets)
    t.same(
      target.render(makeSet(reversed)).artifacts.map(({ bytes }) => textOf(bytes)),
      target.render(makeSet(LAB)).artifacts.map(({ bytes }) => textOf(bytes)),
      target.id,
    );
});

const REPORTS = targets.filter(({ role }) => role === 'reports');
const utf8 = (target: Target, set: EnforcedSet): string =>
  Buffer.from(target.render(set).artifacts[0]?.bytes ?? []).toString('utf8');
const csvOf = (set: EnforcedSet) => parseCsv(utf8(get('intel-csv'), set));
const documentOf = (set: EnforcedSet) =>
  JSON.parse(utf8(get('intel-json'), set)) as {
    release: object;
    withheld: number;
    platforms: { id: string; sites: { name: string }[]; accounts: { service: string; id: string }[] }[];
  };
const bundleOf = (set: EnforcedSet) => JSON.parse(utf8(get('intel-stix'), set)) as StixBundle;
/** A cell as it was before it was made safe for spreadsheets. */
const told = (cell: string): string => cell.replace(/^'/, '');
/** Everything that the schemas and their texts say against the three reports of a set. */
const reportProblems = (set: EnforcedSet): string[] => [
  ...documentProblems(documentOf(set)),
  ...schemaProblems(bundleOf(set)),
  ...textProblems(bundleOf(set)),
];
const releaseOf = (profile: string, serial: number) => {
  const folder = new URL(`lists/releases/${profile}/${serial}/`, ROOT);
  return readRelease({ folder: folder.pathname, read: (path) => readFileSync(new URL(path, folder)) });
};
const bundled = (profile: string, serial: number): EnforcedSet =>
  enforcedSet(releaseOf(profile, serial), { enforceProposed: false });
const setOf = (...records: readonly PlatformRecord[]) => makeSet({ records });

t.test('reports hold to their schemas, with accounts, without any, and without platforms', async (t) => {
  for (const [what, set] of [
    ['the fixture', makeSet(LAB)],
    ['a bundled release, made before there were accounts', bundled('cn', 2)],
    ['a release of another profile', bundled('in', 1)],
    ['a platform without names and accounts', setOf(platform({ id: 'bare' }))],
    ['a platform with an empty list of accounts', setOf(platform({ id: 'bare', accounts: [] }))],
    ['nothing', makeSet({})],
  ] as const) {
    t.same(reportProblems(set), [], what);
    const json = utf8(get('intel-json'), set);
    t.equal(json, `${canonicalJson(JSON.parse(json) as Json)}\n`, 'canonical JSON');
    t.equal(new Set(csvOf(set).map(({ length }) => length)).size, 1, 'every record has all columns');
  }
  t.same(csvOf(makeSet({})).length, 1, 'an empty table is its header');
});

t.test('the checks of the bundle bite', async (t) => {
  const sound = bundleOf(makeSet(LAB));
  const damaged = (type: string, change: Record<string, unknown>): StixBundle => {
    const at = sound.objects.findIndex((object) => object.type === type);
    const objects = sound.objects.map((object, i) => (i === at ? { ...object, ...change } : object));
    return { ...sound, objects: JSON.parse(JSON.stringify(objects)) as StixBundle['objects'] };
  };
  for (const [type, change] of [
    ['report', { object_refs: [] }],
    ['report', { published: '2026-11-22' }],
    ['identity', { created: '2026-11-22T00:00:00Z' }],
    ['identity', { spec_version: '1.2' }],
    ['indicator', { pattern_type: undefined }],
    ['relationship', { relationship_type: 'Related To' }],
    ['user-account', { id: 'account--1' }],
    ['software', { name: undefined }],
    ['domain-name', { value: undefined }],
  ] as const)
    t.not(schemaProblems(damaged(type, change)).length, 0, `${type} ${JSON.stringify(change)}`);
  for (const [type, change] of [
    ['indicator', { pattern: "[user-account:user_id = 'a'b']" }],
    ['indicator', { valid_until: '2026-11-22T00:00:00.000Z' }],
    ['relationship', { target_ref: 'identity--00000000-0000-4000-8000-000000000000' }],
    ['domain-name', { value: 'other.cordonlab' }],
    ['user-account', { user_id: 'other' }],
  ] as const)
    t.equal(textProblems(damaged(type, change)).length, 1, `${type} ${JSON.stringify(change)}`);
  t.not(documentProblems({ ...documentOf(makeSet(LAB)), by: 'A. Person' }).length, 0);
});

t.test('identifiers are those that every other writer of STIX makes', async (t) => {
  t.equal(
    uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com'),
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    'RFC 9562 A.4',
  );
  const domain = observable('domain-name', { value: 'example.com' });
  t.equal(domain.id, 'domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7', 'STIX 2.1 Errata 01 §6.4');
  t.equal(observableId(domain), domain.id);
  const [one, other] = [makeSet(LAB), { ...makeSet(LAB), digest: '5f'.repeat(32) }].map(
    (set) => new Set(bundleOf(set).objects.map(({ id }) => id)),
  );
  const shared = [...(one ?? [])].filter((id) => other?.has(id)).map((id) => id.split('--')[0]);
  t.same(
    [...new Set(shared)].sort(),
    ['domain-name', 'identity', 'software', 'user-account'],
    'of two releases only observables are the same things',
  );
  t.equal(shared.filter((type) => type === 'identity').length, 1, 'and the program');
});

t.test(
  'reports name every listed name, account and document, and the release that they are of',
  async (t) => {
    for (const set of [makeSet(LAB), bundled('cn', 2)]) {
      const [header = [], ...rows] = csvOf(set);
      const at = (row: readonly string[], column: string) => told(row[header.indexOf(column)] ?? '');
      const { platforms, release } = documentOf(set);
      const { objects } = bundleOf(set);
      const listed = set.records.flatMap(({ sites }) => sites.map(({ name }) => name)).sort();
      t.same(
        rows
          .filter((row) => at(row, 'record') === 'site')
          .map((row) => at(row, 'id'))
          .sort(),
        listed,
      );
      t.same(platforms.flatMap(({ sites }) => sites.map(({ name }) => name)).sort(), listed);
      t.same(
        objects
          .filter(({ type }) => type === 'domain-name')
          .map(({ value }) => value)
          .sort(),
        [...new Set(listed)],
      );
      const accounts = platforms.flatMap(({ accounts }) =>
        accounts.map(({ service, id }) => `${service} ${id}`),
      );
      const inRows = rows.filter((row) => ['messaging', 'app', 'payment'].includes(at(row, 'record')));
      t.same(
        [...new Set(inRows.map((row) => `${at(row, 'service')} ${at(row, 'id')}`))].sort(),
        [...accounts].sort(),
      );
      const things = objects.filter(({ type }) => type === 'software' || type === 'user-account');
      t.same(
        things.map(({ name, user_id }) => name ?? user_id).sort(),
        accounts.map((text) => text.slice(text.indexOf(' ') + 1)).sort(),
      );
      t.same([...new Set(rows.map((row) => at(row, 'release_sha256')))], [set.digest]);
      const { profile, serial, digest, created, expires } = set;
      t.same(release, { profile, serial, digest, created, expires });
      t.match(objects.find(({ type }) => type === 'report')?.external_references as object, [
        { external_id: `sha256:${digest}` },
      ]);
    }
  },
);

t.test('a bundled release says the same names in its entries and in its reports', async (t) => {
  const set = bundled('cn', 2);
  const names = textOf(readFileSync(new URL('lists/releases/cn/2/entries.jsonl', ROOT)))
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { value: string }).value);
  t.same(
    documentOf(set)
      .platforms.flatMap(({ sites }) => sites.map(({ name }) => name))
      .sort(),
    names.sort(),
  );
});

t.test(
  'what may reach a person, or is no handle, is left out, counted and not even told in the loss',
  async (t) => {
    const set = makeSet(LAB);
    const output = targets.flatMap((target) =>
      target.render(set).artifacts.map(({ bytes }) => Buffer.from(bytes).toString()),
    );
    const all = output.join('\n').normalize('NFKC');
    for (const { id } of WITHHELD_IDS)
      if (!['desk', 'bad-service', 'bad-time', 'bad-digest'].includes(id))
        t.notOk(all.includes(id.normalize('NFKC')), JSON.stringify(id).slice(0, 60));
    for (const id of ['bad-service', 'bad-time', 'bad-digest', 'A. Person', 'secret', 'session=77', '202'])
      t.notOk(all.replaceAll('2026', '').includes(id === '202' ? '(202)' : id), id);
    t.notMatch(
      all.replaceAll(/(?<![\w.])pay@exch-alpha\.cordonlab(?![\w.])/g, ''),
      /[\w.]@[\w-]+\.\w/,
      'no e-mail address in any file but the handle of the business',
    );
    t.equal(documentOf(set).withheld, WITHHELD_IDS.length);
    for (const target of REPORTS) {
      const rows = target.losses(set).filter(({ kind }) => kind === 'account');
      const dropped = rows.filter(({ effect }) => effect === 'dropped');
      t.equal(dropped.length, WITHHELD_IDS.length, `${target.id} counts them`);
      t.same([...new Set(rows.map(({ source, feature }) => `${source} ${feature}`))], ['account accounts']);
      const words = JSON.stringify(rows);
      t.notOk(WITHHELD_IDS.some(({ id }) => id !== 'desk' && words.includes(id)));
    }
    for (const id of ['10001234', '1234567890', '@watched'])
      t.ok(all.includes(id), `${id} is a handle that its service gives`);
  },
);

t.test(
  'a payment handle on a site of the platform is told, and no other that looks like an e-mail address',
  async (t) => {
    const sites = [
      site('exch.cordonlab', 'subtree', 'block'),
      site('shop.mall.cordonlab', 'exact', 'block'),
      { ...site('claimed.cordonlab', 'subtree', 'monitor'), confidence: 'low' as const },
    ];
    for (const [id, isTold, more] of [
      ['pay@exch.cordonlab', true, {}],
      ['Pay.Desk+1@OTC.exch.cordonlab', true, {}],
      ['pay@shop.mall.cordonlab', true, {}],
      ['pay@exch.cordonlab', false, { kind: 'messaging', service: 'telegram' }],
      ['pay@exch.cordonlab', false, { service: 'email' }],
      ['pay@mall.cordonlab', false, {}],
      ['pay@a.shop.mall.cordonlab', false, {}],
      ['pay@claimed.cordonlab', false, {}],
      ['pay@myexch.cordonlab', false, {}],
      ['pay@exch.cordonlab.mail.example', false, {}],
      ['pay＠exch.cordonlab', false, {}],
      ['jane@mail.example@exch.cordonlab', false, {}],
      ['jane%40mail.example@exch.cordonlab', false, {}],
      ['12025550143@exch.cordonlab', false, {}],
      ['jane.202-555-0143@exch.cordonlab', false, {}],
    ] as const) {
      const one = account({ id, service: 'pay-lab', kind: 'payment', role: 'otc', ...more });
      const set = setOf(platform({ id: 'otc', sites, accounts: [one] }));
      const told = documentOf(set).platforms[0]?.accounts.map((written) => written.id);
      t.same(told, isTold ? [id] : [], `${id} ${JSON.stringify(more)}`);
      t.same(reportProblems(set), []);
      for (const target of REPORTS) t.equal(utf8(target, set).includes(id), isTold, target.id);
    }
  },
);

t.test('text around an account keeps its words and dates, and loses contact data', async (t) => {
  for (const [text, own, left] of [
    ['write to a.b+c@mail.example, please', 'desk', 'write to [e-mail], please'],
    ['a@b.examplex%40y.example run together', 'desk', '[e-mail] run together'],
    ['a＠b.example, a[at]b.example', 'desk', '[e-mail], [e-mail]'],
    ['a@mail.example', 'il', '[e-mail]'],
    ['支付宝pay@x.example或a@x.example', 'pay@x.example', '支付宝pay@x.example[e-mail]'],
    ['to PAY@x.example.', 'pay@x.example', 'to PAY@x.example.'],
    ['my.pay@x.example, pay@x.example.org', 'pay@x.example', '[e-mail], [e-mail]'],
    ['иpay@x.example, a@pay@x.example', 'pay@x.example', '[e-mail], a@[e-mail]'],
    ['电话１２０２５５５０１４３ or +1 (202) 555-0143', 'desk', '电话[number] or [number]'],
    ['since 2026-11-22: QQ 10001234', '10001234', 'since 2026-11-22: QQ 10001234'],
    ['since 2026-11-22: QQ 10001234', 'desk', 'since 2026-11-22: QQ [number]'],
    ['12 coins for 3,400 @desk', '@desk', '12 coins for 3,400 @desk'],
  ] as const)
    t.equal(withoutPersonal(text, own), left);
});

t.test('an indicator stands only for accounts of a block decision that still runs', async (t) => {
  const set = makeSet(LAB);
  const patterns = bundleOf(set)
    .objects.filter(({ type }) => type === 'indicator')
    .map(({ pattern }) => pattern as string);
  const has = (id: string) => patterns.some((pattern) => pattern.includes(`'${id}'`));
  t.same(
    ['alpha_support', 'alpha_otc', 'example.lab.trade', '=cmd(1)', '@watched', 'overdue_desk'].map(has),
    [true, true, true, true, false, false],
  );
  t.ok(patterns.includes("[user-account:account_type = 'twitter' AND user-account:user_id = 'alpha_news']"));
  t.same(
    get('intel-stix')
      .losses(set)
      .filter(({ effect, kind }) => effect === 'narrowed' && kind === 'account')
      .map(({ value }) => value)
      .sort(),
    ['line of lab-proposed', 'telegram of lab-overdue'],
  );
  const release = { ...releaseOf('cn', 2), platforms: set.records };
  const indicators = (enforceProposed: boolean) =>
    utf8(get('intel-stix'), enforcedSet(release, { enforceProposed })).includes("user_id = '@watched'");
  t.same([indicators(false), indicators(true)], [false, true], 'as who exports decides');
});

t.test('evidence goes into reports only, as one short line', async (t) => {
  const set = makeSet(LAB);
  const words = [
    ...set.records.flatMap(({ accounts }) => accounts ?? []).map(({ id }) => id),
    'Ask us',
    '场外',
  ];
  for (const target of targets.filter(({ role }) => role !== 'reports')) {
    const text = target
      .render(set)
      .artifacts.map(({ bytes }) => Buffer.from(bytes).toString())
      .join();
    t.same(
      words.filter((word) => word !== 'desk' && text.includes(word)),
      [],
      `${target.id} has none`,
    );
  }
  for (const target of REPORTS)
    t.notMatch(
      utf8(target, set).replace(/\r?\n/g, ''),
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
      `${target.id}: no control characters`,
    );
  t.match(utf8(get('intel-json'), set), /长{279}…"/);
  t.notMatch(utf8(get('intel-json'), set), /javascript:|hostile\.cordonlab\/jane/);
});

t.test('a spreadsheet runs nothing of the table, wherever it splits', async (t) => {
  const text = utf8(get('intel-csv'), makeSet(LAB));
  for (const cell of csvOf(makeSet(LAB)).flat()) t.notMatch(cell, /^[=+\-@\t\r＝＋－＠]/u, cell);
  t.notMatch(text, ';', 'no semicolon, which separates cells in many places');
  t.match(text, /\r\n$/);
  t.notMatch(text, /[^\r]\n|\r[^\n]|^\ufeff/);
  t.match(text, ",'=cmd(1),");
  t.match(text, ",''Overdue,", 'a leading apostrophe is told from ours');
});

t.test('whatever is written as CSV is read back', async (t) => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+\-@'",;\r\n\t a]{0,6}$/));
  const check = (records: string[][]) => {
    const cells = parseCsv(Buffer.from(records.map(csvRecord).join('')).toString());
    if (
      !isDeepStrictEqual(
        cells.map((record) => record.map(told)),
        records,
      )
    )
      throw new Error('another table');
    if (cells.flat().some((one) => /^[=+\-@\t\r]/.test(one))) throw new Error('a formula');
  };
  const records = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 });
  t.doesNotThrow(() => fc.assert(fc.property(records, check), { numRuns: 300 }));
});

t.test('no account, however odd, breaks a report or brings contact data into it', async (t) => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.stringMatching(/^[a-c0-9@+.'"\\;=() -]{0,24}$/),
    fc.constantFrom('a@b.example', 'x%40y.example', '+12025550143', '(202) 555-0143 call', '2026-11-22'),
  );
  const odd = fc
    .record({
      id: text,
      service: fc.constantFrom('telegram', 'qq', 'pay-lab', 'BAD'),
      kind: fc.constantFrom('messaging' as const, 'payment' as const, 'app' as const),
      excerpt: fc.array(text, { maxLength: 4 }).map((parts) => parts.join('')),
      url: fc.oneof(
        text,
        text.map((end) => `https://exch.cordonlab/${end}`),
      ),
    })
    .map(({ excerpt, url, ...rest }) =>
      account({ ...rest, evidence: [{ digest: '0a'.repeat(32), url, excerpt }] }),
    );
  const check = (accounts: ReturnType<typeof account>[]) => {
    const set = setOf(platform({ id: 'odd', accounts }));
    const problems = reportProblems(set);
    const written = documentOf(set).platforms[0]?.accounts ?? [];
    const contact = written.filter((one) =>
      /[\w.]@[\w.-]+\.[a-z]{2}|%40|\+1?\s?202|\b202\) ?555/i.test(JSON.stringify(one).normalize('NFKC')),
    );
    if (documentOf(set).withheld + written.length !== accounts.length)
      problems.push('some are not accounted for');
    csvOf(set);
    if (problems.length + contact.length > 0)
      throw new Error([...problems, JSON.stringify(contact)].join('\n'));
  };
  t.doesNotThrow(() => fc.assert(fc.property(fc.array(odd, { maxLength: 4 }), check), { numRuns: 300 }));
});

t.test('reports do not depend on the order of accounts, names and documents', async (t) => {
  const backwards = <T>(list: readonly T[] | undefined) => [...(list ?? [])].reverse();
  const set = makeSet(LAB);
  const records = backwards(set.records).map((record) => ({
    ...record,
    sites: backwards(record.sites),
    accounts: backwards(record.accounts).map((one) => ({ ...one, evidence: backwards(one.evidence) })),
  }));
  for (const target of REPORTS) t.equal(utf8(target, { ...set, records }), utf8(target, set), target.id);
});
