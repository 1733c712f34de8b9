import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { covers, parseHost, parseHostSyntax, parseSite, quote, siteOf } from '../src/model/names/host.js';
import { NameIndex } from '../src/model/names/name-index.js';
import {
  NAME_MONITOR,
  NAME_SUBTREE,
  type NameTable,
  NameTableBuilder,
  nameAt,
} from '../src/model/names/name-table.js';
import { parseNameLines } from '../src/model/names/parse-lines.js';
import { reduceNames } from '../src/model/names/reduce.js';

const L63 = 'a'.repeat(63);
const N253 = [L63, L63, L63, 'a'.repeat(61)].join('.');
const EXACT = 0;

type Row = readonly [name: string, flags: number];
const tableOf = (rows: readonly Row[]): NameTable => {
  const builder = new NameTableBuilder();
  for (const [name, flags] of rows) builder.add(name, flags);
  return builder.build();
};
/** Rows of a text: `=` before a name is exact, `~` monitor. */
const rowsOfText = (text: string): Row[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => [
      word.replace(/^[~=]+/, ''),
      (word.includes('=') ? EXACT : NAME_SUBTREE) | (word.startsWith('~') ? NAME_MONITOR : 0),
    ]);
const namesOf = (table: NameTable, rows: Iterable<number>) => [...rows].map((row) => nameAt(table, row));
const rowsOf = (table: NameTable, rows: Iterable<number>): Row[] =>
  [...rows].map((row) => [nameAt(table, row), table.flags[row] ?? -1]);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const syntax = (raw: string) => {
  const host = parseHostSyntax(raw);
  return host.ok ? host.value : host.problem.code;
};

t.test('a host name has one canonical form', async (t) => {
  const cases: readonly (readonly [raw: string, canonical: string])[] = [
    ['example.com', 'example.com'],
    ['WWW.Example.COM', 'www.example.com'],
    ['example.com.', 'example.com'],
    ['1.example', '1.example'],
    ['a.0xg', 'a.0xg'],
    [N253, N253],
    [`${N253}.`, N253],
    // Hyphens in the third and fourth place are legal outside of internationalised labels, in either case.
    ['r3---sn-x.example', 'r3---sn-x.example'],
    ['R3---SN-X.example', 'r3---sn-x.example'],
    ['ab--cd.bücher.example', 'ab--cd.xn--bcher-kva.example'],
    ['axn--b.example', 'axn--b.example'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['faß.example', 'xn--fa-hia.example'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['א.example', 'xn--4db.example'],
    ['ｅｘａｍｐｌｅ。ＣＯＭ', 'example.com'],
    ['xn--11b4d3a.example', 'xn--11b4d3a.example'],
  ];
  for (const [raw, canonical] of cases) t.equal(syntax(raw), canonical, raw.slice(0, 40));
});

t.test('what is no host name is refused with its reason', async (t) => {
  const cases: Record<string, readonly string[]> = {
    empty: ['', '.'],
    'too-long': [`a.${N253}`, 'a'.repeat(1025), 'ü'.repeat(1025)],
    wildcard: ['*.example.com', 'example.*', '*'],
    'forbidden-character': [
      ...[...' \t\n\r\0"\'`#;{}$/\\<>()[]|&!%,=@:?^~+'].map((c) => `a${c}b.example`),
      // Invisible, or blank in other scripts.
      ...[...'\u00ad\u200b\u200d\u202e\u034f\ufe0f\ufeff\u00a0\u3000'].map((c) => `a${c}b.example`),
      ...['example.com\n', 'http://example.com/', 'user@example.com', 'example.com:443'],
    ],
    'label-syntax': [
      ...['-a.example', 'a-.example', 'a_b.example', '_dmarc.example.com', `${L63}a.example`],
      ...['a..example', '.example', 'example.com..', '..'],
    ],
    address: [
      ...['192.0.2.1', '192.0.2.1.', '0x7f.1', '2130706433', '１.２.３.４', 'a.²'],
      ...['a.0x1f', 'a.0X1F', 'a.0x', 'a.08', 'a.1'],
    ],
    'not-idna': [
      // A-labels that decode to nothing valid, or do not encode to themselves again.
      ...['xn--tuhe812.com', 'xn--a.com', 'XN--A.com', 'xn--0.com', 'xn--abc-0.com', 'xn--a-ecp.ru'],
      ...['xn--xn---epa.com', 'ab--ü.example', '-ü.example', `${'ü'.repeat(64)}.example`],
      ...[
        'אa.example',
        '1א.example',
        '0à.א.example',
        'xn--0-sfa.xn--4db.example',
        'a／b.example',
        '＂.example',
        '\u2488com.example',
      ],
      ...['\ud800.example', 'example.com。'],
    ],
  };
  for (const [code, names] of Object.entries(cases))
    for (const raw of names) t.equal(syntax(raw), code, quote(raw).slice(0, 40));
});

t.test('a listed host lies below a registrable domain', async (t) => {
  const cases: readonly (readonly [raw: string, verdict: string])[] = [
    ['www.example.com', 'example.com'],
    ['a.b.example.co.uk', 'example.co.uk'],
    ['a.exchange.example', 'exchange.example'],
    ['me.github.io', 'me.github.io'],
    ['a.me.github.io', 'me.github.io'],
    ['huobi.br.com', 'huobi.br.com'],
    ['city.kawasaki.jp', 'city.kawasaki.jp'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['com', 'public-suffix'],
    ['co.uk', 'public-suffix'],
    ['公司.cn', 'public-suffix'],
    ['foo.kawasaki.jp', 'public-suffix'],
    ['github.io', 'private-suffix'],
    ['br.com', 'private-suffix'],
    ['localhost', 'special-use'],
    ['a.test', 'special-use'],
    ['printer.local', 'special-use'],
    ['a.internal', 'special-use'],
    ['abc.onion', 'special-use'],
    ['1.2.0.192.in-addr.arpa', 'special-use'],
    // The suffix list's default rule: private top-level domains of a network have registrable names too.
    ['intranet.corp', 'intranet.corp'],
    ['a.b.unknowntld', 'b.unknowntld'],
    ['unknowntld', 'public-suffix'],
    ['example', 'public-suffix'],
  ];
  for (const [raw, verdict] of cases) {
    const host = parseHost(raw);
    t.equal(host.ok ? siteOf(host.value) : host.problem.code, verdict, raw);
  }
  t.ok(parseSite('huobi.br.com').ok);
  const site = parseSite('www.example.com');
  t.notOk(site.ok);
  if (!site.ok) t.match(site.problem, { code: 'not-registrable', hint: /example\.com/ });
});

t.test('covering ends at a label', async (t) => {
  t.ok(covers('example.com', 'example.com'));
  t.ok(covers('example.com', 'a.b.example.com'));
  t.notOk(covers('example.com', 'notexample.com'));
  t.notOk(covers('a.example.com', 'example.com'));
});

t.test('quoted text cannot steer a terminal', async (t) => {
  t.equal(quote('a\u001b[31m\u202eb\u009b'), '"a\\u{1b}[31m\\u{202e}b\\u{9b}"');
  t.equal(quote(`${'a'.repeat(76)}😀bbbb`), `"${'a'.repeat(76)}\\u{d83d}…"`);
});

t.test('reducing', async (t) => {
  const cases: Record<string, { rows: string; left: string }> = {
    'a hyphenated sibling does not hide what the parent covers': {
      rows: 'foo.com foo-bar.com ads.foo.com',
      left: 'foo.com foo-bar.com',
    },
    'a longer label is not below': {
      rows: 'foo.com xfoo.com foo.com.net',
      left: 'foo.com xfoo.com foo.com.net',
    },
    'the order is that of reversed labels, the parent first': {
      rows: 'b.net =z.a.com =a0.com =a-b.com =a.com',
      left: '=a.com =z.a.com =a-b.com =a0.com b.net',
    },
    'exact covers its duplicate, not what is below': {
      rows: '=a.com =b.a.com =a.com',
      left: '=a.com =b.a.com',
    },
    'subtree covers the exact row of its own name, in either order': {
      rows: '=a.com a.com =a.com x.y.a.com',
      left: 'a.com',
    },
    'monitor never swallows block': {
      rows: '~a.com =b.a.com c.a.com ~=d.a.com ~=x.c.a.com',
      left: '~a.com =b.a.com c.a.com',
    },
    'block swallows the monitor rows that it covers, and no others': {
      rows: '~b.a.com a.com =z.com ~=z.com ~z.com',
      left: 'a.com =z.com ~z.com',
    },
    'a top-level name is as good as any': { rows: 'com example.com community', left: 'com community' },
    nothing: { rows: '', left: '' },
  };
  for (const [name, { rows, left }] of Object.entries(cases)) {
    const table = tableOf(rowsOfText(rows));
    t.same(rowsOf(table, reduceNames(table)), rowsOfText(left), name);
  }

  t.test('of equal rows the first inserted stays', async (t) => {
    const rows = Array.from(
      { length: 200 },
      (_, i): Row => [i % 2 ? 'b.example' : 'a.example', NAME_SUBTREE],
    );
    t.same([...reduceNames(tableOf(rows))], [0, 1]);
  });

  t.test('many names with one long common ending are sorted to their last character', async (t) => {
    const parent = `${L63}.${L63}.example`;
    const names = Array.from({ length: 500 }, (_, i) => `n${(i * 7919) % 500}.${parent}`);
    const table = tableOf(names.map((name) => [name, EXACT]));
    t.same(namesOf(table, reduceNames(table)), names.toSorted());
  });

  t.test('a table with anything but canonical names is a bug', async (t) => {
    for (const name of ['Example.com', 'a_b.com', 'a b', 'ü'])
      t.throws(() => reduceNames(tableOf([[name, EXACT]])), RangeError);
  });
});

/** Few labels and few names, so that parents, siblings and duplicates meet. */
const label = fc.constantFrom('a', 'b', 'a-', 'a-b', 'ab', '0', 'abcdefgh', 'abcdefgi');
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => [...labels, 'net'].join('.'));
const row = fc.tuple(name, fc.constantFrom(0, 1, 2, 3));
const rows = fc.array(row, { maxLength: 80 });

/** The strongest action for a name: 2 block, 1 monitor, 0 none. By definition, one row after the other. */
const actionOf = (list: readonly Row[], asked: string): number =>
  Math.max(
    0,
    ...list
      .filter(([entry, flags]) => (flags & NAME_SUBTREE ? covers(entry, asked) : entry === asked))
      .map(([, flags]) => (flags & NAME_MONITOR ? 1 : 2)),
  );
const isCoveredBy = ([nameA, flagsA]: Row, [nameB, flagsB]: Row): boolean =>
  (flagsB & NAME_MONITOR) <= (flagsA & NAME_MONITOR) &&
  (flagsB & NAME_SUBTREE ? covers(nameB, nameA) : nameA === nameB && !(flagsA & NAME_SUBTREE));

t.test('reducing changes the action for no name and leaves nothing covered', async () => {
  fc.assert(
    fc.property(rows, fc.array(name, { maxLength: 20 }), (list, others) => {
      const table = tableOf(list);
      const left = rowsOf(table, reduceNames(table));
      const asked = [...others, ...list.flatMap(([entry]) => [entry, `x.${entry}`])];
      return (
        asked.every((host) => actionOf(list, host) === actionOf(left, host)) &&
        left.every((one, i) => left.every((other, k) => i === k || !isCoveredBy(one, other)))
      );
    }),
    { numRuns: 150 },
  );
});

t.test('reducing does not depend on the order of insertion', async () => {
  fc.assert(
    fc.property(
      rows.chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
        ),
      ),
      ([list, shuffled]) => {
        const [a, b] = [tableOf(list), tableOf(shuffled)];
        return JSON.stringify(rowsOf(a, reduceNames(a))) === JSON.stringify(rowsOf(b, reduceNames(b)));
      },
    ),
    { numRuns: 100 },
  );
});

t.test('a name index', async (t) => {
  const list = rowsOfText(
    'example.com =api.example.com ~a.api.example.com example-pay.com =com =example.com =a.api.example.com',
  );
  const table = tableOf(list);
  const index = new NameIndex(table);
  t.equal(index.exact('example.com'), 0, 'of two scopes the subtree');
  t.equal(index.exact('a.api.example.com'), 6, 'block before monitor');
  for (const absent of [
    'example.co',
    'xample.com',
    'x.example.com',
    '',
    '.',
    'example.com.',
    'EXAMPLE.com',
    'ü',
  ])
    t.equal(index.exact(absent), -1, `${quote(absent)} is not there`);
  t.same(index.covering('x.a.api.example.com'), [2, 0], 'subtrees above, the nearest first');
  t.same(index.covering('api.example.com'), [1, 0], 'its own name whatever the scope');
  t.same(index.covering('com'), [4]);
  t.same(index.covering('example.org'), []);
  t.same(
    namesOf(table, index.below('example.com')).sort(),
    ['a.api.example.com', 'a.api.example.com', 'api.example.com', 'example.com', 'example.com'],
    'without the hyphenated sibling',
  );
  t.same([...index.below('x.example.com')], []);
  t.same([...index.below('')], []);
  t.same([...index.below('com')].length, list.length);
  t.equal(new NameIndex(tableOf([])).exact('example.com'), -1);
});

t.test('a name index finds what a search row by row finds', async () => {
  fc.assert(
    fc.property(rows, fc.array(name, { maxLength: 10 }), (list, others) => {
      const index = new NameIndex(tableOf(list));
      const where = (test: (name: string, flags: number) => boolean) =>
        list.flatMap(([entry, flags], i) => (test(entry, flags) ? [i] : []));
      return [...others, ...list.map(([entry]) => entry)].every((asked) => {
        const up = index.covering(asked);
        const lengths = up.map((i) => list[i]?.[0].length ?? 0);
        return (
          isDeepStrictEqual(
            up.toSorted(byNumber),
            where(
              (entry, flags) => entry === asked || ((flags & NAME_SUBTREE) !== 0 && covers(entry, asked)),
            ),
          ) &&
          lengths.every((length, i) => i === 0 || length <= (lengths[i - 1] ?? 0)) &&
          isDeepStrictEqual(
            [...index.below(asked)].sort(byNumber),
            where((entry) => covers(asked, entry)),
          ) &&
          list[index.exact(asked)]?.[0] === list.find(([entry]) => entry === asked)?.[0]
        );
      });
    }),
    { numRuns: 100 },
  );
});
const byNumber = (a: number, b: number) => a - b;

t.test('reading lists of names', async (t) => {
  const text = [
    '\ufeff# a comment',
    'example.com',
    '  WWW.Example.COM.\t# folded',
    '',
    '0.0.0.0 hosts.example other.example # two names',
    '127.0.0.1\tlocal.example',
    ':: six.example',
    '::1 six.example\r',
    '127.0.0.1 localhost',
    '192.0.2.7 real.example',
    '0.0.0.0 0.0.0.0',
    'localhost',
    '192.0.2.1',
    'a b.example',
    'site.example##.banner',
    '||blocked.example^',
    'bücher.example',
    '*.example.com',
    'xn--bcher-kva.example\r',
    'last\rline.example',
    'end.example',
  ].join('\n');
  const { table, rejected, firstRejected } = parseNameLines(bytesOf(text));
  t.same(namesOf(table, table.flags.keys()), [
    'example.com',
    'www.example.com',
    'hosts.example',
    'other.example',
    'local.example',
    'six.example',
    'six.example',
    'xn--bcher-kva.example',
    'end.example',
  ]);
  t.same([...new Set(table.flags)], [NAME_SUBTREE]);
  t.equal(rejected, 11);
  t.equal(firstRejected.length, 10, 'only the first few are kept');
  t.same(firstRejected[0], { line: 9, text: '"127.0.0.1 localhost"' });
  t.same(
    firstRejected.map(({ line }) => line),
    [9, 10, 11, 12, 13, 14, 15, 16, 17, 18],
  );

  t.same([...parseNameLines(bytesOf('a.example'), EXACT).table.flags], [EXACT], 'flags are the caller’s');
  t.equal(parseNameLines(new Uint8Array()).table.count, 0);
  t.equal(parseNameLines(bytesOf('a.b\n'.repeat(1000))).table.count, 1000, 'more rows than foreseen');
  const bad = parseNameLines(bytesOf(`\u001b[31m${'x'.repeat(1000)}`));
  t.ok((bad.firstRejected[0]?.text.length ?? 999) < 100, 'a long line is cut');
  t.notMatch(bad.firstRejected[0]?.text, /\u001b/, 'and made safe');
});

t.test('a list and the gate agree on ASCII names, but for single labels', async (t) => {
  const read = (text: string) => {
    const { table, rejected } = parseNameLines(bytesOf(text));
    return [...namesOf(table, table.flags.keys()), rejected];
  };
  const judge = (text: string) => {
    const gate = parseHostSyntax(text);
    return gate.ok && gate.value.includes('.') ? [gate.value, 0] : [1];
  };
  const edges = [
    N253,
    `${N253}.`,
    `a.${N253}`,
    `${L63}.net`,
    `${L63}a.net`,
    `net.${L63}`,
    `net.${L63}a`,
    'a..b',
    'a.b..',
  ];
  for (const text of edges) t.same(read(text), judge(text), quote(text));

  const part = fc.constantFrom(
    'a',
    'B',
    'net',
    '0x',
    '0XF',
    '9',
    'a-b',
    'a--b',
    '0',
    '-',
    'b-',
    '_',
    '',
    '~',
    'g',
  );
  const text = fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.array(part, { minLength: 1, maxLength: 2 }))
    .map(([start, end]) => `${start.join('.')}.${end.join('')}`);
  fc.assert(
    fc.property(text, (name) => isDeepStrictEqual(read(name), judge(name))),
    { numRuns: 200 },
  );
});
