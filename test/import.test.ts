import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { select } from '../src/decide/selection.js';
import { sha256 } from '../src/model/digest.js';
import { CordonError } from '../src/model/errors.js';
import { covers } from '../src/model/names/host.js';
import type { ProtectedList, Registry } from '../src/model/registry/jurisdiction.js';
import { appendItems } from '../src/sources/import/append-yaml.js';
import type { FootprintCandidate } from '../src/sources/import/footprint.js';
import {
  actionFor,
  IMPORT_MANIFEST,
  type ImportPlan,
  type ImportRequest,
  planImport,
} from '../src/sources/import/plan.js';
import { writeYaml } from '../src/sources/import/write-yaml.js';
import { isListFile, readRegistry } from '../src/sources/registry.js';
import { parseYaml } from '../src/sources/yaml.js';
import { BUNDLE } from './helpers/bundle.js';

const bundle = (files: ReadonlyMap<string, string> = BUNDLE): ImportRequest => ({ source: 'bundle', files });
const none: ReadonlyMap<string, string> = new Map();

/** The lists folder after a plan was carried out. */
function carriedOut(plan: ImportPlan, existing: ReadonlyMap<string, string>): Map<string, string> {
  const lists = new Map(existing);
  for (const { path, action, text } of plan.steps)
    if (action === 'create' || action === 'update') lists.set(path, text);
  return lists.set(IMPORT_MANIFEST, plan.manifest);
}

const readLists = (lists: ReadonlyMap<string, string>): Registry =>
  readRegistry(
    [...lists, ['profiles/xx.yaml', 'id: xx\nname: Exland\nhome: XX\n'] as const].map(([path, text]) => ({
      path,
      text,
    })),
  );

t.test('a file that a person touched is kept, whatever the import would write', async (t) => {
  const digest = sha256('old');
  const cases = [
    { now: undefined, written: undefined, action: 'create', why: 'new' },
    { now: 'next', written: undefined, action: 'unchanged', why: 'the same bytes, whoever wrote them' },
    { now: 'next', written: digest, action: 'unchanged', why: 'the same bytes' },
    { now: 'old', written: digest, action: 'update', why: 'as the last import left it' },
    { now: 'old', written: undefined, action: 'keep', why: 'a person made it' },
    { now: 'edited', written: digest, action: 'keep', why: 'a person edited it' },
    { now: undefined, written: digest, action: 'keep', why: 'a person removed it' },
  ] as const;
  for (const { now, written, action, why } of cases) t.equal(actionFor(now, 'next', written), action, why);
});

t.test('a bundle becomes platforms, notices and protected lists that read without a problem', async (t) => {
  const plan = planImport(bundle(), none);
  const registry = readLists(carriedOut(plan, none));
  t.match(registry.platforms.get('acme_ex'), {
    name: 'ACME.EX',
    kind: 'otc',
    names: ['acme.ex Exchange'],
    status: ['in-ccxt-4.5.84', 'halted-2020', 'inactive-2019'],
    operator: [{ country: 'GB', lastSeen: '2026-09-25', sources: ['ccxt-4.5.84'] }],
    sites: [{ name: 'acme.example', hosts: [{ name: 'www.acme.example' }] }],
    related: [{ site: 'shared.example', platform: 'beta' }],
    sharedHosts: ['docs.github.io'],
    evidence: [
      { kind: 'access-list', list: 'gfwlist', first: '2021-01-01', last: '2026-08-06' },
      { kind: 'fiat-market', currency: 'EUR', rails: ['alipay', 'bank-card'], date: '2022-02-11' },
    ],
  });
  t.strictSame(
    registry.platforms.get('beta')?.sites[0]?.hosts.map(({ name }) => name),
    ['beta.shared.example'],
  );
  const [counted, read] = [registry.notices.get('xx-2018-08-01'), registry.notices.get('xx-2019-01')];
  t.match(counted, {
    authority: 'Office',
    namedBy: 'press',
    named: [
      { name: 'BETA', platform: 'beta' },
      { name: 'Gone', platform: undefined },
    ],
    urls: ['https://news.example/1'],
  });
  t.match(read, { namedBy: 'authority', named: [{ name: 'Acme', platform: 'acme_ex', namedBy: 'press' }] });
  t.strictSame(
    counted?.reconstruction?.platforms.map(({ rank, platform }) => `${rank} ${platform}`),
    ['1 beta', '2 acme_ex'],
  );
  t.strictSame(counted?.reconstruction?.platforms[0]?.sources, [
    'gfwlist-2026-08',
    'ccxt-4.5.84',
    'p2p-clients',
  ]);
  t.notOk(
    [...registry.sources.values()].find(
      ({ licence, date, id }) => licence === 'unknown' || !(date ?? id === 'p2p-clients'),
    ),
  );
  t.strictSame(counted?.reconstruction?.platforms[0]?.why, [
    'access-list gfwlist since 2018-04-08',
    'operator base GB',
    'fiat market EUR',
    'host below .ex',
    'reported-volume rank 6 in 2019',
  ]);
  const list = (id: string) => registry.protectedLists.find((one) => one.id === id);
  t.strictSame(list('popular')?.names, [
    { name: 'github.io', scope: 'exact' },
    { name: 'popular.example', scope: 'subtree' },
  ]);
  t.equal(list('parking')?.prefixes.length, 1, 'ranges are aggregated');
  t.match(
    plan.left.join('\n'),
    /stranger\.example is not below acme\.example[\s\S]*bad name\.example[\s\S]*bad_name[\s\S]*10\.0\.0\.1\/8/,
  );
});

t.test('the same import again changes nothing, and never takes back what a person wrote', async (t) => {
  const first = planImport(bundle(), none);
  t.ok(first.steps.every(({ action }) => action === 'create'));
  const lists = carriedOut(first, none);
  const again = planImport(bundle(), lists);
  t.ok(again.steps.every(({ action }) => action === 'unchanged'));
  t.equal(again.manifest, first.manifest);

  lists.set('platforms/beta.yaml', `${lists.get('platforms/beta.yaml')}# a person's note\n`);
  lists.delete('platforms/acme_ex.yaml');
  const newer = new Map(BUNDLE).set('popular/majestic_million.txt', 'popular.example\nmore.example\n');
  const next = planImport(bundle(newer), lists);
  t.strictSame(
    next.steps.filter(({ action }) => action !== 'unchanged').map(({ path, action }) => `${action} ${path}`),
    ['keep platforms/acme_ex.yaml', 'keep platforms/beta.yaml', 'update protected/popular.yaml'],
  );
  const third = planImport(bundle(newer), carriedOut(next, lists));
  t.strictSame(
    third.steps.map(({ action }) => action).filter((action) => action === 'update'),
    [],
  );
});

t.test('what does not have the form of its source is refused with the place', async (t) => {
  const cases: readonly [ImportRequest, RegExp][] = [
    [bundle(new Map()), /has no exchanges.json/],
    [bundle(new Map([['exchanges.json', '{']])), /exchanges.json: not JSON/],
    [
      bundle(new Map([['exchanges.json', '{"meta":{"sources":{}},"exchanges":[{"id":"a"}]}']])),
      /exchanges\[0\] has no domains/,
    ],
    [
      { source: 'csv', file: 'x.csv', text: 'title,url\nA,a.example\n' },
      /x.csv:1: the header has no column name\n.*no column site/,
    ],
    [{ source: 'csv', file: 'x.csv', text: 'name,site\nA "B",a.example\n' }, /x.csv:2: a quote stands where/],
    [{ source: 'ccxt', file: 'x.json', text: '[{"name":"A"}]' }, /\[0\] has no id/],
  ];
  for (const [request, expected] of cases) {
    t.throws(() => planImport(request, none), CordonError);
    t.throws(() => planImport(request, none), { message: expected });
  }
  t.throws(() => planImport(bundle(), new Map([[IMPORT_MANIFEST, '{"format":"x"}']])), { message: /format/ });
});

t.test('candidates from CSV: new platforms only, and what cannot be used is told', async (t) => {
  const text =
    '\uFEFFname,site,kind,country\r\n' +
    '"Acme, Inc.",https://www.acme.example:443/trade?x=1,dex,sg\r\n' +
    '"Two ""lines""\r\nand more",two.example,,\r\n' +
    'Known,known.example,cex,\r\n' +
    'Evil,"evil.example;rm -rf",cex,\r\n' +
    'Thief,acme.example,cex,\r\n' +
    'Alias,known.example,cex,\r\n' +
    'Docs,docs.example,cex,\r\n' +
    '\r\n' +
    '!!!,bang.example,cex,\r\n';
  const existing = new Map([
    [
      'platforms/known.yaml',
      'id: known\nname: Known\nkind: cex\nsites: [{ name: known.example }]\nshared_hosts: [docs.example]\n',
    ],
  ]);
  const plan = planImport({ source: 'csv', file: 'x.csv', text }, existing);
  t.strictSame(
    plan.steps.map(({ path, action }) => `${action} ${path}`),
    ['create platforms/acme_inc.yaml', 'create platforms/two_lines_and_more.yaml'],
  );
  const registry = readLists(carriedOut(plan, existing));
  t.match(registry.platforms.get('acme_inc'), {
    name: 'Acme, Inc.',
    kind: 'dex',
    operator: [{ country: 'SG' }],
    sites: [{ name: 'acme.example', hosts: [{ name: 'www.acme.example' }] }],
  });
  t.match(plan.left, [
    /x.csv:11: no id can be made of the name/,
    /x.csv:8: known.example belongs to known already/,
    /no site of alias/,
    /x.csv:9: docs.example is a host that others share/,
    /no site of docs/,
    /x.csv:6: .*the character ;/,
    /no site of evil can be used/,
    /x.csv:7: acme.example belongs to acme_inc already/,
    /no site of thief/,
    /platforms\/known.yaml: is in the list already/,
  ]);
  const lists = carriedOut(plan, existing);
  t.ok(
    planImport({ source: 'csv', file: 'x.csv', text }, lists).steps.every(
      ({ action }) => action === 'unchanged',
    ),
  );
});

t.test("candidates from ccxt descriptions take the platform's own urls only", async (t) => {
  const described = {
    name: 'Acme',
    countries: ['SG', 'x'],
    hostname: 'acme.example',
    urls: {
      www: 'https://www.acme.example',
      api: { public: 'https://api.{hostname}', private: ['https://private.acme.example/v1'] },
      doc: ['https://github.com/acme/docs'],
    },
  };
  for (const text of [JSON.stringify({ acme: described }), JSON.stringify([{ id: 'acme', ...described }])]) {
    const plan = planImport({ source: 'ccxt', file: 'x.json', text }, none);
    const acme = readLists(carriedOut(plan, none)).platforms.get('acme');
    t.strictSame(
      acme?.sites.map(({ name }) => name as string),
      ['acme.example'],
    );
    t.strictSame(
      acme?.sites[0]?.hosts.map(({ name }) => name as string),
      ['api.acme.example', 'private.acme.example', 'www.acme.example'],
    );
    t.strictSame(
      acme?.operator.map(({ country }) => country),
      ['SG'],
    );
  }
});

/** A name that the crawl joined to acme: owned, and borne out by both sides unless told otherwise. */
const joined = (site: string, rest: Partial<FootprintCandidate> = {}): FootprintCandidate => ({
  platform: 'acme',
  site,
  hosts: [site, `www.${site}`],
  relation: 'mirror-of',
  grade: 'owner',
  signs: [{ kind: 'mutual-canonical', grade: 'owner', side: 'both' }],
  firstSeen: '2026-11-01',
  lastSeen: '2026-11-20',
  ...rest,
});
const NEVER = {
  id: 'popular',
  title: 'Popular',
  use: 'never',
  category: 'popular',
  emit: true,
  names: [
    { name: 'northbank.example', scope: 'subtree' },
    { name: 'pay.wallet.example', scope: 'exact' },
  ],
  prefixes: [],
  cnameSuffixes: ['cdn.example'],
} as unknown as ProtectedList;
const footprint = (...candidates: readonly FootprintCandidate[]): ImportRequest => ({
  source: 'footprint',
  candidates,
  protectedLists: [NEVER],
});
const HAND_WRITTEN = `# mine
id: acme   # do not touch
name: "Acme"
kind: cex
sites:
    # where people trade
    - name: acme.example
      hosts: [{ name: www.acme.example }]   # flow, by hand

    - name: acme-two.example # the second
# the rest
names: [ACME]
`;
const WORKSPACE: ReadonlyMap<string, string> = new Map([
  ['platforms/acme.yaml', HAND_WRITTEN],
  [
    'platforms/beta.yaml',
    'id: beta\nname: Beta\nkind: otc\nshared_hosts: [chat.example]\nsites:\n- name: beta.example',
  ],
  ['sources.yaml', 'sources: []\n'],
]);

t.test(
  'names that the crawl joined to a platform become further sites of it, as sure as they are',
  async (t) => {
    const known = { kind: 'official-domains-page', grade: 'owner', side: 'known' };
    const key = { kind: 'tls-key', grade: 'strong', side: 'both' };
    const api = { kind: 'api-host', grade: 'strong', side: 'known' };
    const cases: readonly (readonly [site: string, rest: Partial<FootprintCandidate>, expected: string])[] = [
      ['both.example', {}, 'mirror subtree medium'],
      ['said.example', { signs: [known] }, 'mirror subtree low'],
      ['borne.example', { signs: [known, key] }, 'mirror subtree medium'],
      ['gateway.example', { relation: 'belongs-to', signs: [known, key, api] }, 'api subtree medium'],
      ['strong.example', { relation: 'belongs-to', grade: 'strong', signs: [key, api] }, 'api subtree low'],
      ['thing.example', { relation: 'belongs-to', signs: [known, key] }, 'aux none medium'],
    ];
    const plan = planImport(footprint(...cases.map(([site, rest]) => joined(site, rest))), WORKSPACE);
    const lists = carriedOut(plan, WORKSPACE);
    const { platforms, sources } = readLists(lists);
    const sites = platforms.get('acme')?.sites ?? [];
    for (const [name, , expected] of cases) {
      const site = sites.find((one) => one.name === name);
      t.equal(`${site?.class} ${site?.scope} ${site?.confidence}`, expected, name);
      t.match(site, { firstSeen: '2026-11-01', lastSeen: '2026-11-20', sources: ['footprint-2026-11-20'] });
    }
    t.equal(sources.get('footprint-2026-11-20')?.date, '2026-11-20');
    t.same(plan.left, []);

    const text = lists.get('platforms/acme.yaml') ?? '';
    const at = text.indexOf('    # owner: ');
    const block = text.slice(at, text.indexOf('# the rest'));
    t.equal(text.replace(block, ''), HAND_WRITTEN, 'every octet that a person wrote is where it was');
    const again = planImport(footprint(...cases.map(([site, rest]) => joined(site, rest))), lists);
    t.same(again.steps, [], 'the same again changes nothing');
    t.match(again.left[0], /in the list already/);
  },
);

t.test('nobody else gets into the list, however the footprint was brought about', async (t) => {
  const cases: readonly (readonly [what: string, candidate: FootprintCandidate, why: RegExp])[] = [
    ['a clone', joined('acne.example', { relation: 'imitates', grade: 'weak' }), /imitates/],
    ['a lead', joined('lead.example', { relation: 'lead', grade: 'weak' }), /only a lead/],
    ['noise', joined('noise.example', { relation: 'mentioned', grade: 'noise' }), /only a lead/],
    ['a bank', joined('northbank.example'), /protected \(popular\)/],
    ['what holds a protected name', joined('wallet.example'), /protected \(popular\)/],
    ['a CDN', joined('cdn.example'), /protected \(popular\)/],
    ['a site of another platform', joined('beta.example'), /belongs to beta already/],
    ['a host that others share', joined('chat.example'), /others share/],
    ['a public suffix', joined('github.io'), /suffix/],
    ['a host', joined('www.somebody.example'), /./],
    ['no name', joined('a b;{}.example'), /./],
    ['a platform without a file', joined('ghost.example', { platform: 'ghost' }), /no file of ghost/],
  ];
  for (const [what, candidate, why] of cases) {
    const plan = planImport(footprint(candidate), WORKSPACE);
    t.same(plan.steps, [], what);
    t.match(plan.left.join(), why, what);
  }
  const both = planImport(
    footprint(joined('two.example'), joined('two.example', { platform: 'beta' })),
    WORKSPACE,
  );
  t.same(both.steps, [], 'a name that two platforms claim');
  t.match(both.left, [/claimed for acme and beta/, /claimed for acme and beta/]);
});

t.test('a flood of names is cut, and one that a person took out does not come back', async (t) => {
  const flood = Array.from({ length: 3000 }, (_, i) =>
    joined(`n${i}.example`, i === 2999 ? {} : { grade: 'strong' }),
  );
  const plan = planImport(footprint(...flood), WORKSPACE);
  const added = plan.steps.find(({ path }) => path === 'platforms/acme.yaml')?.added ?? [];
  t.equal(added.length, 50);
  t.equal(added[0], 'n2999.example mirror medium', 'the surest first');
  t.same(plan.left, ['acme: 2950 more names: no more than 50 in one run']);
  const lists = carriedOut(plan, WORKSPACE);
  lists.set('platforms/acme.yaml', HAND_WRITTEN);
  const again = planImport(footprint(joined('n2999.example')), lists);
  t.same(again.steps, []);
  t.match(again.left, [/proposed on 2026-11-20, and taken out by a person since/]);
});

t.test('a list is added to wherever that changes nothing else, and left alone elsewhere', async (t) => {
  const head = 'id: acme\nname: A\nkind: cex\n';
  const cases: readonly (readonly [what: string, text: string, added: boolean])[] = [
    ['none', head, true],
    ['empty', `${head}sites: []\n`, true],
    ['without an end of line', `${head}sites:\n  - name: acme.example`, true],
    ['not indented, and more behind it', `${head}sites:\n- name: acme.example\nstatus: [x]\n`, true],
    ['with a comment behind the last', `${head}sites:\n  - name: acme.example # one\n# end\n`, true],
    ['in brackets', `${head}sites: [{ name: acme.example }]\n`, false],
    ['no YAML', `${head}sites:\n  - name: "acme\n`, false],
  ];
  for (const [what, text, added] of cases) {
    const next = appendItems(text, 'sites', [
      { item: { name: 'new.example', class: 'mirror' }, comment: 'why' },
    ]);
    t.equal(next !== null, added, what);
    if (next === null) continue;
    const sites = parseYaml('x', next, [])?.get('sites')?.items ?? [];
    t.equal(sites.at(-1)?.get('name')?.scalar, 'new.example', what);
  }
});

t.test('written YAML reads back as the same text, whatever it holds', async (t) => {
  const nasty = [
    'a: b',
    '# c',
    '- d',
    'true',
    'null',
    '1e3',
    '0x1f',
    '',
    ' lead',
    'tail ',
    '*x',
    '&y',
    '!z',
    "it's",
    '"q"',
    'é',
    '2018-08',
    '@',
    'x #y',
    '%',
    '~',
    `${'long words '.repeat(20)}end`,
  ];
  const root = parseYaml('x.yaml', writeYaml({ names: nasty, map: { why: nasty, one: nasty.at(-1) } }), []);
  const texts = (key: string, of = root) => of?.get(key);
  t.strictSame(
    texts('names')?.items?.map(({ scalar }) => scalar),
    nasty,
  );
  t.strictSame(
    texts('why', texts('map'))?.items?.map(({ scalar }) => scalar),
    nasty,
  );
  t.equal(texts('one', texts('map'))?.scalar, nasty.at(-1));
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.string(), (list, one) => {
      const read = parseYaml('x.yaml', writeYaml({ list, deeper: [{ one, list }] }), []);
      const items = (of = read) => of?.get('list')?.items?.map(({ scalar }) => scalar) ?? [];
      const deeper = read?.get('deeper')?.items?.[0];
      return isDeepStrictEqual([items(), items(deeper), deeper?.get('one')?.scalar], [list, list, one]);
    }),
    { numRuns: 200 },
  );
});

t.test('the bundled lists', async (t) => {
  const lists = new URL('../lists/', import.meta.url);
  const paths = readdirSync(lists, { recursive: true, encoding: 'utf8' }).filter((path) => isListFile(path));
  const files = paths.map((path) => ({ path, text: readFileSync(new URL(path, lists), 'utf8') }));
  const registry = readRegistry(files);
  const platforms = [...registry.platforms.values()];
  const sites = platforms.flatMap((platform) => platform.sites);

  t.test('hold every platform of the bundle that they were made from', async (t) => {
    t.equal(platforms.length, 645);
    t.equal(sites.length, 841);
    t.equal(sites.flatMap((one) => one.hosts).length, 1327);
    t.equal(new Set(sites.map(({ name }) => name)).size, sites.length, 'a site has one owner');
    t.equal(registry.notices.size, 15);
  });

  t.test('say of a reconstruction that it is one', async (t) => {
    const rebuilt = [...registry.notices.values()].filter((notice) => notice.reconstruction);
    t.equal(rebuilt.length, 1);
    const reconstruction = rebuilt[0]?.reconstruction;
    t.equal(reconstruction?.platforms.length, 124);
    t.equal(rebuilt[0]?.countClaimed, 124);
    t.match(reconstruction?.statement, /reconstruction.*published the count of 124 and never the names/);
    t.ok(reconstruction?.platforms.every(({ hosts, sources }) => hosts.length > 0 && sources.length > 0));
  });

  t.test('have a profile for each notice, and only names of known platforms flag', async (t) => {
    for (const profile of registry.profiles.keys()) {
      const notices = [...registry.notices.values()].filter((notice) => notice.profile === profile);
      t.ok(notices.length > 0, `${profile} has a notice`);
      const named = notices
        .filter(({ namedBy }) => namedBy === 'authority')
        .flatMap((notice) => notice.named);
      const flagged = named.filter((one) => one.platform !== undefined && one.namedBy !== 'press');
      const rebuilt = notices.some((notice) => notice.reconstruction);
      t.ok(flagged.length > 0 || rebuilt, `${profile} has somebody to flag`);
    }
  });

  t.test('hold no address outside the protected sets', async (t) => {
    const address = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/;
    const found = files.filter(({ path, text }) => !path.startsWith('protected/') && address.test(text));
    t.strictSame(
      found.map(({ path }) => path),
      [],
    );
    t.ok(registry.protectedLists.some(({ prefixes }) => prefixes.length > 0));
  });

  t.test('list no shared host, and protect each', async (t) => {
    const shared = new Set(platforms.flatMap((platform) => platform.sharedHosts));
    t.strictSame(
      sites.filter(({ name }) => shared.has(name)),
      [],
    );
    const guarded = new Set(
      registry.protectedLists
        .filter(({ use }) => use === 'never')
        .flatMap(({ names }) => names.map(({ name }) => name)),
    );
    t.strictSame(
      [...shared].filter((name) => !guarded.has(name)),
      [],
    );
  });

  t.test(
    'flag whom the stated rule picks on the day of the decision, and accept only popular sites',
    async (t) => {
      for (const profile of registry.profiles.values()) {
        const overrides = registry.overrides.get(profile.id);
        const { selection } = profile;
        const asOf = overrides?.decisions[0]?.decided;
        if (selection && asOf) {
          const picked = platforms
            .filter((platform) => select(platform, selection, asOf).picked)
            .map(({ id }) => id);
          const flagged = overrides.decisions.flatMap(({ subject }) =>
            'platform' in subject ? [subject.platform] : [],
          );
          t.strictSame([...flagged].sort(), picked.sort());
        }
        const popular = registry.protectedLists.find(({ id }) => id === 'popular');
        const strange = (overrides?.accept ?? []).filter(
          ({ value }) =>
            !sites.some(({ name }) => name === value) || !popular?.names.some(({ name }) => name === value),
        );
        t.strictSame(
          strange,
          [],
          `${profile.id}: every accepted value is itself a popular site of a platform`,
        );
      }
    },
  );

  t.test('put every host below its site', async (t) => {
    const astray = sites.flatMap((one) => one.hosts.filter(({ name }) => !covers(one.name, name)));
    t.strictSame(astray, []);
  });
});
