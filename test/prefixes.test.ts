import { isIP } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import IPCIDR from 'ip-cidr';
import t from 'tap';
import { aggregate, intersect, subtract } from '../src/model/prefixes/aggregate.js';
import { parsePrefixLines } from '../src/model/prefixes/parse-lines.js';
import {
  formatAddress,
  formatPrefix,
  networkOf,
  type Prefix,
  parsePrefix,
} from '../src/model/prefixes/prefix.js';
import { PrefixIndex } from '../src/model/prefixes/prefix-index.js';
import {
  PREFIX_MONITOR,
  type PrefixTable,
  PrefixTableBuilder,
  prefixAt,
} from '../src/model/prefixes/prefix-table.js';

const prefixOf = (text: string): Prefix => {
  const prefix = parsePrefix(text);
  if (!prefix.ok) throw new Error(prefix.problem.message);
  return prefix.value;
};
const tableOf = (prefixes: readonly Prefix[]): PrefixTable => {
  const builder = new PrefixTableBuilder();
  for (const prefix of prefixes) builder.add(prefix);
  return builder.build();
};
/** A table of the prefixes in a text. */
const read = (text: string) => tableOf(text === '' ? [] : text.split(' ').map(prefixOf));
const listOf = (table: PrefixTable): Prefix[] =>
  [table.v4, table.v6].flatMap((columns) => [...columns.length.keys()].map((row) => prefixAt(columns, row)));
const textsOf = (table: PrefixTable): string[] => listOf(table).map(formatPrefix);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const LAST6 = 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';
const numRuns = 150;

t.test('a prefix has one canonical form', async (t) => {
  const cases: readonly (readonly [raw: string, canonical: string])[] = [
    ['192.0.2.0/24', '192.0.2.0/24'],
    ['192.0.2.7', '192.0.2.7/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255', '255.255.255.255/32'],
    ['128.0.0.0/1', '128.0.0.0/1'],
    ['::/0', '::/0'],
    ['::', '::/128'],
    ['::1', '::1/128'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:0db8:0:0:0:0:0:1', '2001:db8::1/128'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8/128'],
    // RFC 5952: no :: for a single group, the longest run, the leftmost of two.
    ['1::3:4:5:6:7:8', '1:0:3:4:5:6:7:8/128'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0/128'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8/128'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1/128'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1/128'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201/128'],
    ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4:5:6:c000:201/128'],
    [LAST6, `${LAST6}/128`],
  ];
  for (const [raw, canonical] of cases) t.equal(formatPrefix(prefixOf(raw)), canonical, raw);
});

/** Refused by parsing one, and by parsing lists. What others read instead stands in the comments. */
const REFUSED: Record<string, readonly string[]> = {
  syntax: [
    ...['', '/24', ' 192.0.2.1', '１９２.0.2.1', '0x7f.0.0.1', '192.0.2.256', '192.0.2.1000', '192.0.2.-1'],
    ...['192.0.2.0.1', '192.0.2.', '.192.0.2.1', '[::1]', ':', ':::', '1::2::3', '1:::2', '12345::', 'g::'],
    ...[':1:2:3:4:5:6:7', '1:2:3:4:5:6:7:', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8::'],
    '::1:2:3:4:5:6:7:8',
    // 8.0.0.1 in nftables, ipset and iprange.
    '010.0.0.1',
    '192.0.2.01/32',
    // 10.0.0.1 in ipset.
    '10.1',
    '10',
    // nftables, ipset, squid and iprange ask the DNS for it.
    'host.example',
    // A dotted quad stands at the very end or nowhere.
    ...['1.2.3.4::', '1.2.3.4::1', '::1.2.3.4:1', '1:2:3:4:5:6:7:1.2.3.4', '::1.2.3', '::01.2.3.4'],
  ],
  length: [
    ...['192.0.2.0/', '192.0.2.0/33', '192.0.2.0/024', '192.0.2.0/+24', '192.0.2.0/24/24'],
    ...['::/129', '::/1e1', '192.0.2.0/255.255.255.0'],
  ],
  // nftables masks them in silence, ip-cidr takes them.
  'host-bits': ['10.0.0.1/8', '192.0.2.255/31', '0.0.0.1/0', '2001:db8::1/32', '8000::/0'],
  mapped: ['::ffff:192.0.2.1', '::ffff:1.2.3.0/120', '::ffff:0:0/96', '0:0:0:0:0:FFFF:c000:201'],
  zone: ['fe80::1%eth0', 'fe80::%1/64'],
};

const HINTS: readonly (readonly [raw: string, hint: RegExp])[] = [
  ['010.0.0.1', /leading zeros/],
  ['10.1', /all four octets/],
  ['10.0.0.1/8', /10\.0\.0\.0\/8 .*10\.0\.0\.1/],
  ['2001:db8::1/32', /2001:db8::\/32/],
  ['::ffff:192.0.2.1', /192\.0\.2\.1\/32/],
  ['::ffff:1.2.3.0/120', /1\.2\.3\.0\/24/],
];

t.test('what is no prefix is refused with its reason', async (t) => {
  const problemOf = (raw: string) => {
    const prefix = parsePrefix(raw);
    return prefix.ok ? undefined : prefix.problem;
  };
  for (const [code, cases] of Object.entries(REFUSED))
    for (const raw of cases) t.equal(problemOf(raw)?.code, code, raw);
  for (const [raw, hint] of HINTS) t.match(problemOf(raw)?.hint, hint, `the hint for ${raw}`);
  t.notMatch(problemOf('\u001b[31m\u202e')?.message, /[\u001b\u202e]/u, 'the message is safe to print');
});

t.test('the set algebra', async (t) => {
  const cases: Record<string, readonly [made: PrefixTable, expected: string]> = {
    'halves join as far as they can': [
      aggregate(read('10.0.0.128/25 10.0.1.0/24 10.0.0.0/25 2001:db8:1::/48 2001:db8::/48')),
      '10.0.0.0/23 2001:db8::/47',
    ],
    'neighbours that are not aligned do not': [
      aggregate(read('192.0.2.1 192.0.2.2 10.0.1.0/24 10.0.2.0/24')),
      '10.0.1.0/24 10.0.2.0/24 192.0.2.1/32 192.0.2.2/32',
    ],
    // squid drops the net when its host stands first.
    'what is covered goes, in either order': [
      aggregate(read('203.0.113.5 203.0.113.0/24 203.0.113.128/25 203.0.113.0/24')),
      '203.0.113.0/24',
    ],
    'the last address of the space has no next one': [
      aggregate(read(`0.0.0.0 255.255.255.255 255.255.255.254 :: ${LAST6}`)),
      `0.0.0.0/32 255.255.255.254/31 ::/128 ${LAST6}/128`,
    ],
    'both halves are the whole': [aggregate(read('128.0.0.0/1 0.0.0.0/1 8000::/1 ::/1')), '0.0.0.0/0 ::/0'],
    'the whole covers all': [aggregate(read('255.255.255.255 0.0.0.0/0 0.0.0.0 ::1 ::/0')), '0.0.0.0/0 ::/0'],
    'halves join across words': [
      aggregate(read('2001:db8:0:1::/64 2001:db8::/64 2001:db8:0:0:8000::/65')),
      '2001:db8::/63',
    ],
    'a hole is cut': [
      subtract(read('192.0.2.0/29 ::/126'), read('192.0.2.2 ::3')),
      '192.0.2.0/31 192.0.2.3/32 192.0.2.4/30 ::/127 ::2/128',
    ],
    'the ends of the space are cut': [
      subtract(read('255.255.255.252/30 0.0.0.0/1'), read('255.255.255.255 0.0.0.0/2')),
      '64.0.0.0/2 255.255.255.252/31 255.255.255.254/32',
    ],
    'all of it goes': [subtract(read('10.0.0.0/8 2001:db8::/32'), read('0.0.0.0/0 ::/0')), ''],
    'the other family stays': [subtract(read('10.0.0.0/8 ::1'), read('::/0')), '10.0.0.0/8'],
    'nothing taken away': [subtract(read('10.0.0.0/9 10.128.0.0/9'), read('')), '10.0.0.0/8'],
    'what is in both': [
      intersect(
        read('10.0.0.0/8 192.0.2.0/25 ::/0'),
        read('10.1.0.0/16 10.3.0.0/16 192.0.2.0/24 2001:db8::/32'),
      ),
      '10.1.0.0/16 10.3.0.0/16 192.0.2.0/25 2001:db8::/32',
    ],
    'nothing in both': [intersect(read('10.0.0.0/8'), read('11.0.0.0/8 ::/0')), ''],
    'nothing at all': [aggregate(read('')), ''],
  };
  for (const [name, [made, expected]] of Object.entries(cases))
    t.equal(textsOf(made).join(' '), expected, name);
  const flagged = new PrefixTableBuilder().add(prefixOf('192.0.2.1'), PREFIX_MONITOR).build();
  t.same([...aggregate(flagged).v4.flags], [0], 'flags are dropped');
});

/**
 * Six free bits in different places of the address, so that the oracle can count members: the end of the space, the
 * boundary of two words, and the lengths of which shifts go wrong (0 and 32).
 */
interface Space {
  readonly family: 4 | 6;
  readonly base: readonly number[];
  readonly bits: number;
}
const FREE = 6;
const SPACES: readonly Space[] = [
  { family: 4, base: [0], bits: 0 },
  { family: 4, base: [0xffffffff], bits: 26 },
  { family: 6, base: [0, 0, 0, 0], bits: 0 },
  { family: 6, base: [0x20010db8, 0xffffffff, 0, 0], bits: 61 },
  { family: 6, base: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], bits: 122 },
];

/** The prefix of the space that begins at member `value` and leaves `6 - length` bits free. */
const inSpace = (space: Space, value: number, length: number): Prefix => {
  const width = space.base.length * 32;
  const { words } = networkOf(space.base, space.bits);
  const number = words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const kept = length === 0 ? 0 : (value >> (FREE - length)) << (FREE - length);
  const shifted = number | (BigInt(kept) << BigInt(width - space.bits - FREE));
  const at = words.map((_, i) => Number((shifted >> BigInt(width - 32 * (i + 1))) & 0xffffffffn));
  return { family: space.family, words: at, length: space.bits + length };
};
const space = fc.constantFrom(...SPACES);
const drawn = (most: number) =>
  fc.array(fc.tuple(fc.nat(2 ** FREE - 1), fc.integer({ min: 0, max: FREE })), { maxLength: most });
const draw = (space: Space, list: readonly (readonly [number, number])[]): Prefix[] =>
  list.map(([value, length]) => inSpace(space, value, length));

const holds = (outer: Prefix, inner: Prefix): boolean =>
  outer.family === inner.family &&
  outer.length <= inner.length &&
  isDeepStrictEqual(networkOf(inner.words, outer.length).words, outer.words);
/** Which of the 64 smallest blocks of the space are in the list. */
const membersOf = (space: Space, list: readonly Prefix[]): boolean[] =>
  Array.from({ length: 2 ** FREE }, (_, value) =>
    list.some((one) => holds(one, inSpace(space, value, FREE))),
  );
/** The fewest prefixes with these members: the largest blocks that are full. */
const fewest = (space: Space, members: readonly boolean[], value = 0, length = 0): Prefix[] => {
  const size = 2 ** (FREE - length);
  const part = members.slice(value, value + size);
  if (part.every(Boolean)) return [inSpace(space, value, length)];
  if (!part.some(Boolean)) return [];
  return [
    ...fewest(space, members, value, length + 1),
    ...fewest(space, members, value + size / 2, length + 1),
  ];
};

t.test('results have the right members in the fewest prefixes, ascending', async () => {
  const twoLists = fc.tuple(space, drawn(24), drawn(8));
  const property = (
    made: (a: PrefixTable, b: PrefixTable) => PrefixTable,
    member: (inA: boolean, inB: boolean) => boolean,
  ) =>
    fc.assert(
      fc.property(twoLists, ([space, first, second]) => {
        const [a, b] = [draw(space, first), draw(space, second)];
        const [inA, inB] = [membersOf(space, a), membersOf(space, b)];
        const members = inA.map((value, i) => member(value, inB[i] === true));
        return isDeepStrictEqual(listOf(made(tableOf(a), tableOf(b))), fewest(space, members));
      }),
      { numRuns },
    );
  property(
    (a) => aggregate(a),
    (inA) => inA,
  );
  property(subtract, (inA, inB) => inA && !inB);
  property(intersect, (inA, inB) => inA && inB);
});

t.test('a prefix index', async (t) => {
  const table = read(
    '10.0.0.0/8 10.1.0.0/16 0.0.0.0/0 10.1.0.0/16 10.1.2.3 255.255.255.255 ::/0 2001:db8::/32',
  );
  const index = new PrefixIndex(table);
  t.same(index.covering(prefixOf('10.1.2.0/24')), [1, 3, 0, 2], 'the nearest first');
  t.same(index.covering(prefixOf('10.1.0.0/16')), [1, 3, 0, 2], 'itself included');
  t.same(index.overlapping(prefixOf('10.0.0.0/8')), [0, 2, 1, 3, 4], 'above, then inside');
  t.same(index.covering(prefixOf('0.0.0.0/0')), [2]);
  t.same(index.overlapping(prefixOf('0.0.0.0/0')), [2, 0, 1, 3, 4, 5], 'to the end of the space');
  t.same(index.overlapping(prefixOf('11.0.0.0/8')), [2]);
  t.same(index.overlapping(prefixOf('::/1')), [0, 1], 'rows of the family that was asked for');
  t.same(new PrefixIndex(read('')).overlapping(prefixOf('::/0')), []);

  fc.assert(
    fc.property(space, drawn(30), drawn(5), (space, list, asked) => {
      const all = draw(space, list);
      const index = new PrefixIndex(tableOf(all));
      const where = (test: (row: Prefix) => boolean) => all.flatMap((row, i) => (test(row) ? [i] : []));
      return draw(space, asked).every((prefix) => {
        const above = index.covering(prefix);
        const lengths = above.map((row) => all[row]?.length ?? 0);
        return (
          isDeepStrictEqual(
            above.toSorted(byNumber),
            where((row) => holds(row, prefix)),
          ) &&
          lengths.every((length, i) => i === 0 || length <= (lengths[i - 1] ?? 0)) &&
          isDeepStrictEqual(
            index.overlapping(prefix).toSorted(byNumber),
            where((row) => holds(row, prefix) || holds(prefix, row)),
          )
        );
      });
    }),
    { numRuns },
  );
});
const byNumber = (a: number, b: number) => a - b;

t.test('reading lists of prefixes', async (t) => {
  const good = ['192.0.2.0/24', '2001:DB8::/32', '64:ff9b::192.0.2.1'];
  const bad = Object.values(REFUSED)
    .flat()
    .filter((raw) => raw.trim() === raw && raw !== '');
  const { table, rejected, firstRejected } = parsePrefixLines(
    bytesOf(
      [
        '# comment',
        '',
        `  ${good[0]}\t# note\r`,
        ...bad,
        good[1],
        good[2],
        '192.0.2.1#x',
        '192.0.2.1 192.0.2.2',
      ].join('\n'),
    ),
  );
  t.same(textsOf(table), ['192.0.2.0/24', '2001:db8::/32', '64:ff9b::c000:201/128']);
  t.equal(rejected, bad.length + 2);
  t.same(firstRejected[0], { line: 4, text: '"/24"' });
  t.same([...parsePrefixLines(bytesOf('::1'), PREFIX_MONITOR).table.v6.flags], [PREFIX_MONITOR]);
  for (const raw of bad) t.equal(parsePrefixLines(bytesOf(raw)).rejected, 1, raw);
});

const octets4 = fc.tuple(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 }));
const group = fc.oneof(fc.constant(0), fc.constant(0), fc.constant(0xffff), fc.nat(0xffff));
const groups6 = fc.tuple(fc.array(group, { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 128 }));
const anyPrefix = fc.oneof(
  octets4.map(([word, length]) => networkOf([word], length)),
  groups6.map(([groups, length]) =>
    networkOf(
      [0, 2, 4, 6].map((i) => (groups[i] ?? 0) * 65536 + (groups[i + 1] ?? 0)),
      length,
    ),
  ),
);

t.test('formatting and parsing are inverse, one by one and in lists', async () => {
  fc.assert(
    fc.property(anyPrefix, (prefix) => {
      const text = formatPrefix(prefix);
      const parsed = parsePrefix(text);
      // The one exception is what is never written: IPv4-mapped.
      if (!parsed.ok) return parsed.problem.code === 'mapped';
      const { table, rejected } = parsePrefixLines(bytesOf(text));
      return rejected === 0 && isDeepStrictEqual([parsed.value, ...listOf(table)], [prefix, prefix]);
    }),
    { numRuns: 200 },
  );
});

t.test(
  'on damaged text lists are as strict as the gate, and the gate takes no more than addresses',
  async () => {
    const piece = fc.constantFrom(
      ':',
      '::',
      '.',
      '/',
      '0',
      '1',
      'f',
      '00',
      '255',
      '256',
      '1.2.3.4',
      'ffff',
      '2001:db8',
      '24',
      '%',
      '/128',
    );
    const damaged = fc.oneof(
      fc.array(piece, { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join('')),
      fc
        .tuple(anyPrefix, fc.nat(40), fc.constantFrom('', ':', '.', '0', '1', '/', 'f'))
        .map(
          ([prefix, at, put]) => formatPrefix(prefix).slice(0, at) + put + formatPrefix(prefix).slice(at + 1),
        ),
    );
    fc.assert(
      fc.property(damaged, (text) => {
        const gate = parsePrefix(text);
        const list = listOf(parsePrefixLines(bytesOf(text)).table);
        const isAddress = gate.ok || gate.problem.code === 'mapped';
        return (
          isDeepStrictEqual(list, gate.ok ? [gate.value] : []) &&
          (/[/%]/.test(text) || isAddress === (isIP(text) !== 0))
        );
      }),
      { numRuns: 200 },
    );
  },
);

t.test('ip-cidr agrees where it is strict', async (t) => {
  fc.assert(
    fc.property(anyPrefix, (prefix) => {
      if (!parsePrefix(formatPrefix(prefix)).ok) return true;
      const theirs = new IPCIDR(formatPrefix(prefix));
      const first = theirs.start<bigint>({ type: 'bigInteger' });
      const ours = prefix.words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
      return (
        ours === BigInt(first) &&
        BigInt(theirs.size.toString()) === 1n << BigInt(prefix.words.length * 32 - prefix.length) &&
        formatAddress(prefixOf(theirs.start<string>()).words) === formatAddress(prefix.words)
      );
    }),
    { numRuns: 100 },
  );
  t.ok(IPCIDR.isValidCIDR('10.0.0.1/8'), 'it takes host bits, which are an error here');
  t.notOk(IPCIDR.isValidCIDR('::ffff:1.2.3.0/120'), 'it has no hint for this');
});
