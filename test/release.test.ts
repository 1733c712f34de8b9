import fc from 'fast-check';
import t from 'tap';
import { decideStates } from '../src/decide/states.js';
import { canonicalJson, type Json } from '../src/model/canonical-json.js';
import { sha256 } from '../src/model/digest.js';
import { CordonError } from '../src/model/errors.js';
import { nameAt } from '../src/model/names/name-table.js';
import type { Platform } from '../src/model/registry/platform.js';
import type { Entry } from '../src/model/release/entry.js';
import { type BuiltRelease, buildRelease } from '../src/release/build.js';
import { differs, diffReleases } from '../src/release/diff.js';
import { enforcedSet } from '../src/release/enforced-set.js';
import { differingLines } from '../src/release/merge-lines.js';
import { saysNothingNew } from '../src/release/novelty.js';
import { iterateLines, type Release, readRelease } from '../src/release/read.js';
import { findEntries, formerListing } from '../src/release/why.js';
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
const market = {
  kind: 'fiat-market',
  currency: 'XXC',
  rails: ['wallet'],
  date: '2026-05-01',
  sources: ['s'],
} as const;

const states = (parts: RegistryParts, today = TODAY) =>
  decideStates({ registry: registry(parts), profile: parts.profile ?? profile, asOf: today, today });

function build(parts: RegistryParts, previous?: Release, today = TODAY): BuiltRelease {
  const used = parts.profile ?? profile;
  return buildRelease({
    registry: registry(parts),
    profile: used,
    states: states(parts, today),
    asOf: today,
    created: `${today}T00:00:00Z`,
    previous,
    title: 'test',
    statement: 'test',
    toolVersion: '0.0.0',
  });
}

/** Reads back what was built, with single files changed. */
function reread(built: BuiltRelease, changed: Readonly<Record<string, string | null>> = {}): Release {
  return readRelease({
    folder: 'xx/1',
    read: (path) => {
      const text = path in changed ? changed[path] : built.files.get(path);
      return text === undefined || text === null ? null : Buffer.from(text);
    },
  });
}

t.test('sites are enforced as far as the registry allows', (t) => {
  const seen = (lastSeen: string) => ({ firstSeen: '2020-01-01', lastSeen, sources: ['s'] });
  const sites = [
    site('alpha.example', {
      hosts: [{ name: host('api.alpha.example'), roles: ['api'], ...seen('2026-01-01') }],
    }),
    site('wide.example', {
      scope: 'hosts',
      hosts: [{ name: host('trade.wide.example'), roles: ['www'], ...seen('2026-01-01') }],
    }),
    site('old.example', { lastSeen: '2024-04' }),
    site('none.example', { scope: 'none', class: 'aux' }),
    site('maybe.example', { class: 'mirror', confidence: 'low' }),
  ];
  const parts = { platforms: [platform('alpha', { sites })], decisions: [flag('alpha')] };
  const [record] = reread(build(parts)).platforms;
  const shown = record?.sites.map(({ name, scope, action, hosts }) =>
    `${name} ${scope} ${action} ${hosts.join()}`.trim(),
  );
  t.same(shown, [
    'alpha.example subtree block api.alpha.example',
    'maybe.example subtree monitor',
    'trade.wide.example exact block',
  ]);
  t.equal(record?.addresses.listed, 0);
  t.match(record?.addresses.note, /no address .* has been observed/);
  t.end();
});

t.test('entries are canonical JSON lines in byte order, and the same input gives the same bytes', (t) => {
  const parts = {
    platforms: ['b', 'a', 'c-d', 'c'].map((id) => platform(id)),
    decisions: ['b', 'a', 'c-d', 'c'].map((id) => flag(id)),
  };
  const built = build(parts);
  t.same([...build(parts).files], [...built.files]);
  const lines = (built.files.get('entries.jsonl') ?? '').trimEnd().split('\n');
  t.same(
    lines,
    [...lines].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
  );
  for (const line of lines) t.equal(line, canonicalJson(JSON.parse(line) as Json));
  t.match(JSON.parse(lines[0] as string), {
    action: 'block',
    basis: 'override:xx/a',
    expires: '2026-12-31',
    kind: 'name',
    platform: 'a',
    scope: 'subtree',
    value: 'a.example',
  });
  const sums = built.files.get('SHA256SUMS') ?? '';
  for (const [path, text] of built.files)
    if (path !== 'SHA256SUMS') t.ok(sums.includes(`${sha256(text)}  ${path}\n`), path);
  t.end();
});

t.test('the protected set stops a release, value by value', (t) => {
  const lists = [
    protectedList('popular', {
      names: [
        { name: host('alpha.example'), scope: 'subtree' },
        { name: host('pay.beta.example'), scope: 'exact' },
        { name: host('gamma.example'), scope: 'subtree' },
      ],
    }),
    protectedList('cdn', { use: 'shared', names: [{ name: host('delta.example'), scope: 'subtree' }] }),
  ];
  const attempt = (
    ids: readonly string[],
    accept: readonly string[],
    sites?: Platform['sites'],
    expires = '2026-12-31',
  ) => {
    try {
      const built = build({
        platforms: ids.map((id) => platform(id, sites ? { sites } : {})),
        decisions: ids.map((id) => flag(id)),
        protectedLists: lists,
        accept: accept.map((value) => ({
          guard: 'protected-name',
          value,
          basis: 'meant',
          by: 'A. Person',
          decided: '2026-06-01',
          expires,
        })),
      });
      return built.manifest.guards[0]?.verdict ?? 'none';
    } catch (error) {
      if (!(error instanceof CordonError) || error.kind !== 'guard') throw error;
      return error.problems.map((problem) => problem.message).join('\n');
    }
  };
  const cases: [what: string, result: string, expected: RegExp][] = [
    [
      'the entry is the protected name',
      attempt(['alpha'], []),
      /alpha\.example .* would cut off the protected name alpha\.example \(list popular\)/,
    ],
    [
      'a protected name lies below the entry',
      attempt(['beta'], []),
      /beta\.example .* would cut off the protected name pay\.beta\.example/,
    ],
    [
      'the entry lies below a protected name',
      attempt(['x'], [], [site('trade.gamma.example')]),
      /trade\.gamma\.example .* lies below the protected name gamma\.example/,
    ],
    ['one acceptance lets that one value through', attempt(['alpha'], ['alpha.example']), /^accepted$/],
    ['an acceptance of another value does not', attempt(['alpha'], ['example']), /protected-name/],
    [
      'an acceptance that ran out does not',
      attempt(['alpha'], ['alpha.example'], undefined, '2026-06-14'),
      /protected-name/,
    ],
    ['all violations are told at once', attempt(['alpha', 'beta'], []), /alpha\.example[\s\S]*beta\.example/],
    ['shared infrastructure is not a protected name', attempt(['delta'], []), /^passed$/],
  ];
  for (const [what, result, expected] of cases) t.match(result, expected, what);
  t.end();
});

t.test('an accepted value is not protected again in what targets get', (t) => {
  const names = [
    { name: host('alpha.example'), scope: 'subtree' as const },
    { name: host('bank.example'), scope: 'subtree' as const },
  ];
  const accept = [
    {
      guard: 'protected-name',
      value: 'alpha.example',
      basis: 'meant',
      by: 'A. Person',
      decided: '2026-06-01',
      expires: '2026-12-31',
    },
  ];
  const release = reread(
    build({
      platforms: [platform('alpha')],
      decisions: [flag('alpha')],
      protectedLists: [protectedList('p', { names })],
      accept,
    }),
  );
  const set = enforcedSet(release, { enforceProposed: false });
  t.same(
    Array.from({ length: set.protectedNames.count }, (_, row) => nameAt(set.protectedNames, row)),
    ['bank.example'],
  );
  t.end();
});

t.test('no release is made when', (t) => {
  const parts = { platforms: [platform('alpha')], decisions: [flag('alpha')] };
  const first = reread(build(parts));
  t.throws(
    () => build(parts, first, '2026-06-14'),
    { kind: 'guard', message: /clock: it is 2026-06-14/ },
    'the clock stands before the last one',
  );
  t.throws(
    () => build({ platforms: [platform('alpha')] }),
    { kind: 'guard', message: /empty/ },
    'there would be no entry',
  );
  t.end();
});

t.test('--enforce proposed turns monitor into block', (t) => {
  const release = reread(build({ platforms: [platform('alpha', { evidence: [market] })] }));
  t.same([...enforcedSet(release, { enforceProposed: false }).entries.names.flags], [3]);
  t.same([...enforcedSet(release, { enforceProposed: true }).entries.names.flags], [1]);
  t.end();
});

t.test('a release that was changed is not trusted', (t) => {
  const built = build({
    platforms: [platform('alpha')],
    decisions: [flag('alpha')],
    protectedLists: [protectedList('p', { names: [{ name: host('bank.example'), scope: 'exact' }] })],
  });
  t.equal(reread(built).manifest.serial, 1);
  const manifest = built.files.get('manifest.json') ?? '';
  const protectedPath = [...built.files.keys()].find((path) => path.includes('protected')) ?? '';
  const cases: [what: string, changed: Record<string, string | null>, expected: RegExp][] = [
    ['an entry was taken out', { 'entries.jsonl': '' }, /entries\.jsonl: sha256 is not/],
    ['a file is missing', { 'platforms.jsonl': null }, /platforms\.jsonl: the file is missing/],
    ['the protected set was changed', { [protectedPath]: '{}\n' }, /sha256 is not/],
    [
      'the manifest was changed',
      { 'manifest.json': manifest.replace('"test"', '"best"') },
      /digest of manifest\.json/,
    ],
    ['the sums were changed', { SHA256SUMS: '' }, /digest of entries\.jsonl/],
    ['the manifest is cut', { 'manifest.json': manifest.slice(0, 40) }, /not a release manifest/],
    [
      'the manifest points elsewhere',
      { 'manifest.json': manifest.replace('entries.jsonl', '../../../etc/passwd') },
      /which is no file of a release/,
    ],
  ];
  for (const [what, changed, expected] of cases)
    t.throws(() => reread(built, changed), { kind: 'untrusted', message: expected }, what);
  t.end();
});

t.test('a diff tells who came, who went, what changed, and why', (t) => {
  const old = [
    platform('alpha', { sites: [site('alpha.example'), site('alpha-old.example')] }),
    platform('gone', { evidence: [market] }),
    platform('same'),
  ];
  const first = reread(build({ platforms: old, decisions: [flag('alpha'), flag('same')] }));
  const later = [
    platform('alpha', {
      sites: [site('alpha.example'), site('alpha-old.example', { lastSeen: '2023-01-01' })],
    }),
    platform('gone'),
    platform('new'),
    platform('same'),
  ];
  const second = reread(
    build(
      {
        platforms: later,
        decisions: [flag('alpha'), flag('same'), flag('new')],
        accept: [
          {
            guard: 'shrink',
            value: '0.5',
            basis: 'meant',
            by: 'A. Person',
            decided: '2026-06-01',
            expires: '2026-12-31',
          },
        ],
      },
      first,
    ),
  );
  const diff = diffReleases({ from: first, to: second, between: [second.manifest] });
  t.match(diff.platforms, [
    { change: 'changed', platform: 'alpha', fields: ['sites'] },
    { change: 'removed', platform: 'gone', before: 'proposed', cause: /no condition of the rule/ },
    { change: 'added', platform: 'new', cause: /override xx\/new of 2026-06-01 by A\. Person/ },
  ]);
  t.match(
    diff.entries.map((one) => `${one.change} ${(one.after ?? one.before)?.value}: ${one.cause}`).sort(),
    [
      'added new.example: platform new came',
      /removed alpha-old\.example: alpha-old\.example was last seen 2023-01-01, before/,
      'removed gone.example: platform gone went',
    ],
  );
  t.equal(
    second.platforms.find((record) => record.id === 'same')?.since,
    1,
    'what stays keeps its first serial',
  );
  t.equal(differs(diffReleases({ from: second, to: second, between: [] })), false);
  t.same(formerListing([first, second], { kind: 'name', name: 'www.gone.example' }), {
    serial: 1,
    platform: 'gone',
    leftIn: 2,
    cause: second.manifest.departures.find((one) => one.platform === 'gone')?.cause,
  });
  t.end();
});

t.test('property: applying the entry changes of a diff to one side gives the other', (t) => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const subset = fc.subarray(ids, { minLength: 1 });
  const make = (chosen: readonly string[], expires: string) =>
    reread(
      build({
        platforms: ids.map((id) => platform(id)),
        decisions: chosen.map((id) => flag(id, { expires })),
      }),
    );
  fc.assert(
    fc.property(subset, subset, fc.boolean(), (one, other, extend) => {
      const from = make(one, '2026-12-31');
      const to = make(other, extend ? '2027-03-31' : '2026-12-31');
      const entries = new Map([...iterateLines<Entry>(from.entryBytes)].map((entry) => [entry.value, entry]));
      for (const change of diffReleases({ from, to, between: [] }).entries) {
        if (change.after) entries.set(change.after.value, change.after);
        else entries.delete(change.before?.value ?? '');
      }
      const expected = new Map([...iterateLines<Entry>(to.entryBytes)].map((entry) => [entry.value, entry]));
      t.same(Object.fromEntries([...entries].sort()), Object.fromEntries([...expected].sort()));
    }),
    { numRuns: 50 },
  );
  t.end();
});

t.test('property: differing lines are the set differences of both texts', (t) => {
  const lines = fc.uniqueArray(fc.stringMatching(/^[a-c]{1,4}$/), { maxLength: 12 });
  const text = (all: readonly string[]) => Buffer.from(all.map((line) => `${line}\n`).join(''));
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const [x, y] = [[...a].sort(), [...b].sort()];
      const found = differingLines(text(x), text(y));
      const strings = (some: readonly Uint8Array[]) => some.map((line) => Buffer.from(line).toString());
      t.same(
        strings(found.onlyA),
        x.filter((line) => !y.includes(line)),
      );
      t.same(
        strings(found.onlyB),
        y.filter((line) => !x.includes(line)),
      );
    }),
    { numRuns: 100 },
  );
  t.end();
});

t.test('a release that would only move dates of expiry is not made while the last one is young', (t) => {
  const parts = { platforms: [platform('alpha')], notices: [notice('n1', ['alpha'])] };
  const first = reread(build(parts));
  const cases: [today: string, parts: RegistryParts, expected: boolean][] = [
    ['2026-06-16', parts, true],
    ['2026-07-30', parts, true],
    ['2026-08-15', parts, false],
    [
      '2026-06-16',
      { ...parts, platforms: [platform('alpha', { sites: [site('alpha.example'), site('more.example')] })] },
      false,
    ],
    [
      '2026-06-16',
      {
        ...parts,
        protectedLists: [protectedList('p', { names: [{ name: host('bank.example'), scope: 'exact' }] })],
      },
      false,
    ],
  ];
  for (const [today, next, expected] of cases)
    t.equal(saysNothingNew(first, build(next, first, today), 90), expected, `on ${today}`);
  t.end();
});

t.test('why finds the entry of a name, its subdomains, and the entries of a platform', (t) => {
  const sites = [
    site('alpha.example'),
    site('wide.example', {
      scope: 'hosts',
      hosts: [
        {
          name: host('trade.wide.example'),
          roles: [],
          firstSeen: '2026-01-01',
          lastSeen: '2026-01-01',
          sources: [],
        },
      ],
    }),
  ];
  const release = reread(build({ platforms: [platform('alpha', { sites })], decisions: [flag('alpha')] }));
  const cases: [name: string, expected: readonly string[]][] = [
    ['alpha.example', ['alpha.example']],
    ['deep.api.alpha.example', ['alpha.example']],
    ['notalpha.example', []],
    ['trade.wide.example', ['trade.wide.example']],
    ['x.trade.wide.example', []],
    ['wide.example', []],
  ];
  for (const [name, expected] of cases)
    t.same(
      findEntries(release, { kind: 'name', name }).map((one) => one.entry.value),
      expected,
      name,
    );
  t.same(findEntries(release, { kind: 'platform', id: 'alpha' }).length, 2);
  t.end();
});
