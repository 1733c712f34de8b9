import t from 'tap';
import { CordonError, formatProblem } from '../src/model/errors.js';
import { formatPrefix } from '../src/model/prefixes/prefix.js';
import type { Registry } from '../src/model/registry/jurisdiction.js';
import { UNDATED_FIRST, UNDATED_LAST } from '../src/model/registry/platform.js';
import { readSettings } from '../src/sources/read-settings.js';
import { readRegistry } from '../src/sources/registry.js';
import { decodeRegistry, encodeRegistry } from '../src/sources/registry-cache.js';

type Files = Readonly<Record<string, string>>;

const read = (files: Files): Registry =>
  readRegistry(Object.entries(files).map(([path, text]) => ({ path, text })));

/** Every problem as `file:line:column: message (hint)`. */
function problemsOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof CordonError) || error.kind !== 'config') throw error;
    return error.problems.map((problem) => `${formatProblem(problem)} (${problem.hint})`);
  }
}

const platform = (site: string): string => `id: acme\nname: Acme\nkind: cex\nsites:\n${site}`;
const ACME = platform('  - name: acme.example\n');
const BETA = 'id: beta\nname: Beta\nkind: p2p\nsites:\n  - name: beta.example\n';
const PROFILE = 'id: xx\nname: Exland\nhome: XX\n';
const WORKSPACE: Files = {
  'cordon.yaml': 'default_profile: xx\n',
  'sources.yaml': 'sources:\n  - id: s1\n    title: First source\n    date: 2026-01\n    licence: MIT\n',
  'platforms/acme.yaml': ACME,
  'platforms/beta.yaml': BETA,
  'profiles/xx.yaml': PROFILE,
};

t.test('a name that must not be listed is refused where it stands', async (t) => {
  const cases: readonly [site: string, expected: RegExp][] = [
    ['com.br', /^5:11: "com.br" is a public suffix \(list the names below it that are meant\)$/],
    ['github.io', /^5:11: "github.io" is a suffix under which strangers register names/],
    ['www.acme.example', /^5:11: .* is not a registrable domain \(its registrable domain is acme.example\)$/],
    ['"acme.example\\nevil.example"', /^5:11: .* holds a line break \(give a bare host name/],
    ['"acme\\".example"', /^5:11: .* holds a quote \(give a bare host name/],
    ['acme.example;drop', /^5:11: .* holds the character ; \(give a bare host name/],
    ['"*.acme.example"', /^5:11: .* holds a wildcard \(give the name alone and set its scope to subtree\)$/],
    ['192.0.2.7', /^5:11: .* ends in a number, as only addresses do \(list an address as a prefix\)$/],
    ['localhost', /^5:11: .* special-use/],
    ['12', /^5:11: text is wanted, not a number \(put it in quotes: "12"\)$/],
  ];
  for (const [site, expected] of cases) {
    const found = problemsOf(() => read({ 'platforms/acme.yaml': platform(`  - name: ${site}\n`) }));
    t.equal(found.length, 1, site);
    t.match(found[0]?.replace('platforms/acme.yaml:', ''), expected, site);
  }
});

t.test('YAML beyond the strict core is refused with its place', async (t) => {
  const cases: readonly [text: string, expected: RegExp][] = [
    [
      'id: acme\nname: A\nname: B\nkind: cex\n',
      /^3:1: the key "name" appears twice in one map \(keep one of them\)$/,
    ],
    ['id: acme\nname: &n A\nkind: cex\n', /^2:7: &n is an anchor \(leave it out/],
    ['id: acme\nname: *n\nkind: cex\n', /^2:7: \*n is an alias \(write the value out\)$/],
    [
      'id: acme\nname: !!str A\nkind: cex\n',
      /^2:7: an explicit tag gives the value a type \(leave the tag out\)$/,
    ],
    ['id: acme\nname: A\nkind: cex\n<<: {}\n', /^4:1: a merge key is refused \(write the fields out\)$/],
    ['id: acme\nname: A\nkind: cex\n__proto__: {}\n', /^4:1: the key __proto__ is refused \(leave it out\)$/],
    ['id: acme\nname: A\nkind: cex\n1: x\n', /^4:1: a key is not text \(put it in quotes\)$/],
    ['%YAML 1.1\n---\nid: acme\nname: A\nkind: cex\n', /^1:1: a directive changes what the file means/],
    [
      'id: acme\nname: A\nkind: cex\n---\nid: b\n',
      /^4:1: a second document begins \(one file holds one document\)$/,
    ],
    ['id: acme\n\tname: A\n', /^2:1: .*\(indent with spaces\)$/],
    [
      'id: acme\nname: A: B\nkind: cex\n',
      /^2:7: a second colon follows on one line \(put text with a colon in quotes\)$/,
    ],
    ['id: acme\nname: "A\nkind: cex\n', /^\d:\d+: /],
    [`a: ${'['.repeat(20_000)}\n`, /nested too deeply|not closed/],
  ];
  for (const [text, expected] of cases) {
    const found = problemsOf(() => read({ 'platforms/acme.yaml': text }));
    t.ok(
      found.some((problem) => expected.test(problem.replace('platforms/acme.yaml:', ''))),
      JSON.stringify(text.slice(0, 60)),
      { found },
    );
  }
});

t.test('a field that does not fit its schema is refused with its place', async (t) => {
  const cases: readonly [file: string, text: string, expected: string][] = [
    [
      'platforms/acme.yaml',
      `${ACME}countries: []\n`,
      '6:1: a platform has no field "countries" (known: id, ',
    ],
    [
      'platforms/acme.yaml',
      `${ACME}evidense: []\n`,
      '6:1: a platform has no field "evidense" (did you mean evidence?)',
    ],
    ['platforms/acme.yaml', 'id: acme\nkind: cex\n', '1:1: a platform has no name (add name: …)'],
    [
      'platforms/acme.yaml',
      'id: acme\nname: A\nkind: sex\n',
      '3:7: "sex" is not one of cex, dex, p2p, otc, swap, ico (did you mean cex, dex?)',
    ],
    [
      'platforms/acme.yaml',
      'id: acme\nname: "A\\u0007"\nkind: cex\n',
      '2:7: "A\\u{7}" holds a control character or a line break (',
    ],
    ['platforms/acme.yaml', 'id: acme\nname: ""\nkind: cex\n', '2:7: the text is empty ('],
    ['platforms/acme.yaml', 'id: acme\nname:\nkind: cex\n', '2:1: name has no value ('],
    [
      'platforms/acme.yaml',
      'id: other\nname: A\nkind: cex\n',
      "1:5: the id other is not the file's name (rename the file to other.yaml, or write acme)",
    ],
    ['platforms/acme.yaml', 'id: Acme\nname: A\nkind: cex\n', '1:5: "Acme" is not lower-case letters'],
    ['platforms/acme.yaml', `${ACME}first_seen: 2026-02-30\n`, '6:13: "2026-02-30" is not a date'],
    [
      'platforms/acme.yaml',
      `${ACME}first_seen: 2026-02-03\nlast_seen: 2025-01\n`,
      '7:12: 2025-01 is before 2026-02-03 (',
    ],
    [
      'platforms/acme.yaml',
      `${ACME}operator:\n  - country: sg\n`,
      '7:14: "sg" is not a country code of ISO 3166-1 in upper case, e.g. SG (',
    ],
    [
      'platforms/acme.yaml',
      `${ACME}    hosts: [{ name: www.beta.example }]\n`,
      '6:21: www.beta.example is not below acme.example (',
    ],
    ['platforms/acme.yaml', `${ACME}    hosts: www\n`, '6:12: a list is wanted, not text ('],
    [
      'platforms/acme.yaml',
      `${ACME}  - acme.net\n`,
      '6:5: a site is a map of fields, not text (fields: name, ',
    ],
    [
      'platforms/acme.yaml',
      `${ACME}evidence:\n  - { kind: fiat, currency: EUR }\n`,
      '7:13: "fiat" is not one of access-list, fiat-market',
    ],
    [
      'platforms/acme.yaml',
      `${ACME}evidence:\n  - { kind: access-list, list: l, site: beta.example, first: 2020-01-01, last: 2021-01-01 }\n`,
      "7:5: beta.example is not among the platform's sites (",
    ],
    ['platforms/acme.yml', ACME, 'acme.yml: the file would not be read (rename it to platforms/acme.yaml)'],
    [
      'corden.yaml',
      'default_profile: xx\n',
      'corden.yaml: the file would not be read (did you mean cordon.yaml?)',
    ],
    ['profiles/xx.yaml', `${PROFILE}review_days: 0\n`, '4:14: a whole number from 1 to 3650 is wanted ('],
    [
      'profiles/xx.yaml',
      `${PROFILE}residents: { look_alike: [New Exland] }\n`,
      '4:14: the signs of residents has no field "look_alike" (did you mean look_alikes?)',
    ],
    [
      'profiles/xx.yaml',
      `${PROFILE}residents: { names: [X] }\n`,
      '4:22: a term has 2 to 60 characters, not 1 (',
    ],
    [
      'profiles/xx.yaml',
      `${PROFILE}payment_rails: [expay]\nresidents: { rails: [{ id: expey, terms: [ExPay] }] }\n`,
      '5:28: expey is not among payment_rails (did you mean expay?)',
    ],
    [
      'profiles/xx.yaml',
      `${PROFILE}thresholds: { residents: 0 }\n`,
      '4:26: a whole number from 1 to 30 is wanted (',
    ],
    [
      'profiles/xx.yaml',
      `${PROFILE}selection: { id: r, statement: S., window_months: 24, any_of: [{ kind: operators }] }\n`,
      '4:72: "operators" is not one of access-list, fiat-market, operator (did you mean operator?)',
    ],
    [
      'notices/n.yaml',
      'id: n\nprofile: xx\nauthority: A\ndate: 2026\naction: B\n',
      '4:7: text is wanted, not a number (',
    ],
    [
      'notices/n.yaml',
      'id: n\nprofile: xx\nauthority: A\ndate: 2026-01\naction: B\nurls: ["javascript:alert(1)"]\n',
      '6:8: "javascript:alert(1)" is not an http or https URL',
    ],
    [
      'overrides/xx.yaml',
      'profile: xx\ndecisions:\n  - { decide: flag, basis: B, by: C, decided: 2026-01-01, expires: 2026-02-01 }\n',
      '3:5: a decision is about one platform or one reconstruction (',
    ],
    [
      'protected/p.yaml',
      'id: p\ntitle: P\nuse: never\ncategory: c\nprefixes: [192.0.2.1/24]\n',
      '5:12: "192.0.2.1/24" has bits set beyond its length (write 192.0.2.0/24 for the block',
    ],
    [
      'protected/p.yaml',
      'id: p\ntitle: P\nuse: never\ncategory: c\nvalues_file: p.txt\n',
      '5:14: there is no protected/p.txt (',
    ],
    ['protected/stray.txt', 'a.example\n', 'protected/stray.txt: no protected list names this file ('],
  ];
  for (const [file, text, expected] of cases) {
    const { [file]: _replaced, 'platforms/acme.yaml': acme = '', ...rest } = WORKSPACE;
    const files = {
      ...(file.includes('acme') ? {} : { 'platforms/acme.yaml': acme }),
      ...rest,
      [file]: text,
    };
    const found = problemsOf(() => read(files));
    t.equal(found.length, 1, `${file}: one problem for ${expected}`, { found });
    t.ok(found[0]?.includes(expected), expected, { found });
  }
});

t.test('what only all files together can tell is refused with its place', async (t) => {
  const cases: readonly [files: Files, expected: readonly string[]][] = [
    [
      { 'platforms/beta.yaml': BETA.replace('beta.example', 'acme.example') },
      [
        'platforms/beta.yaml:5:11: acme.example is a site of acme already (a site belongs to one platform; write it under related)',
      ],
    ],
    [
      { 'platforms/beta.yaml': `${BETA}shared_hosts: [acme.example]\n` },
      [
        'platforms/acme.yaml:5:11: acme.example is a shared host of beta (a host that others share is never a site)',
      ],
    ],
    [
      { 'platforms/acme.yaml': `${ACME}    sources: [s2, s1]\n` },
      ['platforms/acme.yaml:6:15: there is no source s2 (did you mean s1?)'],
    ],
    [
      { 'platforms/acme.yaml': `${ACME}related: [{ site: gamma.example, platform: beta }]\n` },
      [
        'platforms/acme.yaml:6:19: gamma.example is not a site of any platform (add it to platforms/beta.yaml)',
      ],
    ],
    [
      { 'cordon.yaml': 'default_profile: yy\n' },
      ['cordon.yaml:1:18: there is no profile yy (did you mean xx?)'],
    ],
    [
      {
        'notices/n.yaml':
          'id: n\nprofile: xx\nauthority: A\ndate: 2026-01\naction: B\nnamed: [{ name: Acm, platform: acm }]\n',
      },
      ['notices/n.yaml:6:32: there is no platform acm (did you mean acme?)'],
    ],
    [
      {
        'overrides/xx.yaml':
          'profile: xx\ndecisions:\n  - { decide: flag, reconstruction: n1, basis: B, by: C, decided: 2026-01-01, expires: 2026-02-01 }\n',
      },
      ['overrides/xx.yaml:3:37: there is no notice n1 (add its file to notices/)'],
    ],
    [
      {
        'notices/n.yaml':
          'id: n\nprofile: xx\nauthority: A\ndate: 2026-01\naction: B\nreconstruction:\n  as_of: 2026-01-02\n  statement: S.\n  platforms:\n' +
          '    - { rank: 1, platform: acme, hosts: [www.acme.example] }\n    - { rank: 3, platform: acme, hosts: [beta.example] }\n',
      },
      [
        'notices/n.yaml:11:15: rank 3 stands where 2 is due (ranks run from 1 without gaps, in order)',
        'notices/n.yaml:11:28: acme is ranked twice (keep one of them)',
        'notices/n.yaml:11:42: beta.example is not below any site of acme (add its site to platforms/acme.yaml)',
      ],
    ],
  ];
  for (const [files, expected] of cases)
    t.strictSame(
      problemsOf(() => read({ ...WORKSPACE, ...files })),
      expected,
    );
});

t.test('all problems of all files come at once, in the order of their places', async (t) => {
  const found = problemsOf(() =>
    read({
      'platforms/b.yaml':
        'id: b\nname: B\nkind: cex\nsite: []\nsites:\n  - name: com\n  - name: "x;y.example"\n',
      'platforms/a.yaml': 'id: a\nid: a\nname: A\nkind: none\n',
      'protected/p.yaml': 'id: p\ntitle: P\nuse: never\ncategory: c\nvalues_file: p.txt\n',
      'protected/p.txt':
        '# comment\nok.example\n\nbad name.example\n10.0.0.1/8\n::ffff:192.0.2.0/120\nok.example all\r\n',
    }),
  );
  t.strictSame(
    found.map((problem) => problem.replace(/^(\S+:) .*$/, '$1')),
    [
      'platforms/a.yaml:2:1:',
      'platforms/a.yaml:4:7:',
      'platforms/b.yaml:4:1:',
      'platforms/b.yaml:6:11:',
      'platforms/b.yaml:7:11:',
      'protected/p.txt:4:5:',
      'protected/p.txt:5:1:',
      'protected/p.txt:6:1:',
      'protected/p.txt:7:12:',
    ],
    { found },
  );
  t.ok(
    found.every((problem) => !problem.endsWith('(undefined)')),
    'each with a hint',
  );
});

t.test('the smallest files that a person writes read with defaults', async (t) => {
  const registry = read({ 'platforms/acme.yaml': ACME, 'profiles/xx.yaml': PROFILE });
  t.match(registry.platforms.get('acme'), {
    names: [],
    operator: [],
    evidence: [],
    firstSeen: UNDATED_FIRST,
    lastSeen: UNDATED_LAST,
    sites: [
      {
        name: 'acme.example',
        class: 'primary',
        scope: 'subtree',
        confidence: 'high',
        hosts: [],
        sources: [],
      },
    ],
  });
  t.match(registry.profiles.get('xx'), {
    licensed: [],
    reviewDays: 90,
    siteWindowMonths: 24,
    selection: undefined,
    residents: undefined,
    thresholds: undefined,
  });
  const told = `${PROFILE}payment_rails: [expay]\nresidents: { currency_terms: [₸], rails: [{ id: expay, shared_terms: [card] }] }\nthresholds: { residents: 6 }\n`;
  t.match(read({ 'profiles/xx.yaml': told }).profiles.get('xx'), {
    residents: {
      names: [],
      currencyTerms: ['₸'],
      rails: [{ id: 'expay', terms: [], sharedTerms: ['card'] }],
      diallingCodeShared: false,
    },
    thresholds: { trading: 5, residents: 6 },
  });
  t.equal(registry.settings.defaultProfile, 'xx');
  t.strictSame(read({}).platforms.size, 0);
});

t.test('dates and sources that a site does not state come from its hosts', async (t) => {
  const hosts =
    '    sources: [s1]\n    hosts:\n' +
    '      - { name: www.acme.example, first_seen: 2019-05, last_seen: 2020-01-01, sources: [s2] }\n' +
    '      - { name: api.acme.example, first_seen: 2018-01-01, last_seen: 2019-01-01, sources: [s2, s1] }\n';
  const sources = ['s1', 's2'].map((id) => `  - { id: ${id}, title: T, licence: MIT }\n`).join('');
  const registry = read({ 'sources.yaml': `sources:\n${sources}`, 'platforms/acme.yaml': ACME + hosts });
  const acme = registry.platforms.get('acme');
  t.match(acme?.sites[0], { firstSeen: '2018-01-01', lastSeen: '2020-01-01' });
  t.strictSame(acme?.sites[0]?.sources, ['s1', 's2']);
  t.match(acme, { firstSeen: '2018-01-01', lastSeen: '2020-01-01' });
});

t.test('a protected list takes its values from YAML and from the text beside it', async (t) => {
  const registry = read({
    'protected/p.yaml':
      'id: p\ntitle: P\nuse: never\ncategory: c\nscope: exact\nnames: [gov.uk, { name: b.example, scope: subtree }]\nprefixes: ["2001:db8::/32"]\nvalues_file: p.txt\n',
    'protected/p.txt':
      '# one a line\r\nc.example\r\ngithub.io subtree\n192.0.2.0/24\n2001:db8::1\nface.example',
  });
  const [list] = registry.protectedLists;
  t.strictSame(
    list?.names.map(({ name, scope }) => `${name} ${scope}`),
    ['gov.uk exact', 'b.example subtree', 'c.example exact', 'github.io subtree', 'face.example exact'],
  );
  t.strictSame(list?.prefixes.map(formatPrefix), ['2001:db8::/32', '192.0.2.0/24', '2001:db8::1/128']);
});

t.test('the cache gives back the same registry, and refuses another format', async (t) => {
  const registry = read({
    ...WORKSPACE,
    'notices/n.yaml':
      'id: n\nprofile: xx\nauthority: A\ndate: 2026-01\naction: B\ncount_claimed: 1\nreconstruction:\n  as_of: 2026-01-02\n  statement: S.\n  platforms: [{ rank: 1, platform: acme, hosts: [acme.example], why: [w] }]\n',
    'overrides/xx.yaml':
      'profile: xx\ndecisions:\n  - { decide: flag, reconstruction: n, basis: B, by: C, decided: 2026-01-01, expires: 2026-02-01 }\n',
    'protected/p.yaml':
      'id: p\ntitle: P\nuse: shared\ncategory: c\nnames: [{ name: a.example, scope: exact }, b.example]\nprefixes: [192.0.2.0/24, "2001:db8::/32"]\ncname_suffixes: [cdn.example]\n',
  });
  // A field that is absent and one that is undefined mean the same.
  const plain = (value: Registry): unknown =>
    JSON.parse(JSON.stringify(value, (_, held) => (held instanceof Map ? [...held] : held)));
  t.strictSame(plain(decodeRegistry(encodeRegistry(registry))), plain(registry));
  for (const text of ['', '{', 'null', '{"format":"cordon-registry-cache/0"}'])
    t.match(
      problemsOf(() => decodeRegistry(text)),
      [/not of the format/],
    );
});

t.test('settings can be read alone', async (t) => {
  const read = (text: string) => readSettings({ path: 'cordon.yaml', text });
  t.match(read('default_profile: xx\n'), {
    defaultProfile: 'xx',
    vantages: [],
    geolocation: [],
    crawl: { contact: undefined, delaySeconds: 2 },
    freshHours: 48,
  });
  const full = [
    'default_profile: xx',
    'vantages:',
    '  - id: home',
    '    country: SG',
    '    in_country: true',
    '    subnets: [192.0.2.0/24]',
    '    local_address: 2001:DB8:0::7',
    '    servers:',
    '      - address: 2001:DB8::53',
    '        transport: dot',
    '        tls_name: dns.resolver.example',
    'crawl: {contact: "https://operator.example/bot", delay_seconds: 5}',
    'fresh_hours: 12',
    '',
  ].join('\n');
  t.match(read(full), {
    vantages: [
      {
        id: 'home',
        inCountry: true,
        subnets: ['192.0.2.0/24'],
        localAddress: '2001:db8::7',
        servers: [{ address: '2001:db8::53', transport: 'dot', tlsName: 'dns.resolver.example' }],
      },
    ],
    crawl: { contact: 'https://operator.example/bot', delaySeconds: 5 },
    freshHours: 12,
  });
  const cases: [text: string, problem: RegExp][] = [
    ['{}\n', /no default profile is named/],
    ['profile: xx\n', /^cordon.yaml:1:1: .* has no field "profile"/],
    [
      'default_profile: xx\nvantages: [{id: a, servers: [{address: dns.example}]}]\n',
      /:2:\d+: "dns.example" is not an IP address/,
    ],
    [
      'default_profile: xx\nvantages: [{id: a, servers: [{address: 192.0.2.1, transport: doh}]}]\n',
      /:2:\d+: doh needs tls_name/,
    ],
    ['default_profile: xx\nvantages: [{id: a, servers: []}]\n', /:2:\d+: a vantage without a server/],
    [
      'default_profile: xx\nvantages: [{id: a, servers: [{address: 192.0.2.1}], local_address: 192.0.2.7}]\n',
      /:2:\d+: local_address needs country/,
    ],
    [
      'default_profile: xx\nvantages: [{id: a, country: SG, servers: [{address: 192.0.2.1}], local_address: tun0}]\n',
      /:2:\d+: "tun0" is not an IP address/,
    ],
    [
      'default_profile: xx\ngeolocation: [{id: a, role: country, path: a.mmdb, sha256: ff}]\n',
      /:2:\d+: .*sha256/,
    ],
  ];
  for (const [text, problem] of cases)
    t.match(
      problemsOf(() => read(text)),
      [problem],
      text,
    );
});
