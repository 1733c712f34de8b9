import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { Reader } from 'maxmind';
import t, { type Test } from 'tap';
import { canonicalJson } from '../src/model/canonical-json.js';
import { sha256 } from '../src/model/digest.js';
import { CordonError } from '../src/model/errors.js';
import type { Host } from '../src/model/names/host.js';
import {
  formatAddress,
  formatPrefix,
  networkOf,
  type Prefix,
  parseAddress,
  parsePrefix,
} from '../src/model/prefixes/prefix.js';
import { PrefixTableBuilder } from '../src/model/prefixes/prefix-table.js';
import type { GeolocationSetting } from '../src/model/registry/geolocation.js';
import type { ProtectedList } from '../src/model/registry/jurisdiction.js';
import { bulkCountries, dottedQuad } from '../src/observe/locate/bulk-countries.js';
import { Classifier, classOfList } from '../src/observe/locate/classify.js';
import {
  BULK_LOOKUPS,
  EMBEDDED_DATABASE,
  type GeoDatabase,
  openDatabase,
  parseDatabase,
} from '../src/observe/locate/database.js';
import { readCountry, readOriginAs } from '../src/observe/locate/layouts.js';
import { locate, toObservation } from '../src/observe/locate/locate.js';
import { MmdbProblem, type MmdbValue } from '../src/observe/locate/mmdb-data.js';
import { parseMmdb } from '../src/observe/locate/mmdb-file.js';
import { MmdbBulkReader } from '../src/observe/locate/mmdb-reader.js';
import { RangeIndex } from '../src/observe/locate/range-index.js';
import { type MmdbRecipe, RawBytes, typed, writeMmdb } from './helpers/mmdb-writer.js';

const REAL_FILE = path.join(
  path.dirname(
    createRequire(import.meta.url).resolve('@ip-location-db/geo-whois-asn-country-mmdb/package.json'),
  ),
  'geo-whois-asn-country.mmdb',
);
const words = (text: string): number[] => parseAddress(text) as number[];

/** A seeded stream of 32-bit words (xorshift). */
function stream(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
}

t.test('the embedded database is the pinned one and knows well-known addresses', async (t) => {
  for (const lookups of [1, BULK_LOOKUPS]) {
    const database = await openDatabase(EMBEDDED_DATABASE, { lookups });
    t.match(database.identity, {
      id: EMBEDDED_DATABASE.id,
      sha256: EMBEDDED_DATABASE.sha256,
      built: /^2026-/,
    });
    t.same(database.countryOf(words('8.8.8.8')), { country: 'US', basis: 'used' });
    t.same(database.countryOf(words('2001:4860:4860::8888')), { country: 'US', basis: 'used' });
    t.equal(database.countryOf(words('10.0.0.1')), null);
    t.equal(database.originAsOf(words('8.8.8.8')), null, 'not its question');
  }
});

t.test('the bulk reader agrees with maxmind on 300,000 random addresses of the real file', (t) => {
  const bytes = readFileSync(REAL_FILE);
  const peer = new Reader(bytes, { cache: new Map() });
  const own = new MmdbBulkReader(parseMmdb(bytes));
  const next = stream(7);
  let different = 0;
  const seen = new Set<string>();
  for (let i = 0; i < 300_000; i++) {
    // Two thirds IPv4; IPv6 within the allocated 2000::/5, where answers differ.
    const address = i % 3 < 2 ? [next()] : [0x20000000 | (next() & 0x07ffffff), next(), next(), next()];
    const [value, prefixLength] = peer.getWithPrefixLength(formatAddress(address));
    const answer = own.lookup(address);
    const country = readCountry(answer.value)?.country ?? null;
    const fast = own.recordAt(
      address.length === 1 ? own.slotOf4(address[0] as number) : own.slotOf6(address),
    );
    const expected = readCountry(value as unknown as MmdbValue | null)?.country ?? null;
    if (expected !== country || prefixLength !== answer.prefixLength || fast !== answer.value) different++;
    seen.add(country ?? '-');
  }
  t.equal(different, 0);
  t.ok(seen.size > 100, `${seen.size} different countries came up`);
  t.end();
});

const everyType: MmdbValue = {
  country_code: 'DE',
  text: 'ü'.repeat(40),
  long: 'x'.repeat(300),
  huge: 'y'.repeat(70_000),
  yes: true,
  no: false,
  list: [1, 'two', [], {}],
  int: typed.int32(-5),
  small: typed.uint16(7),
  zero: 0,
  big: 2n ** 63n,
  bigger: 2n ** 127n,
  double: typed.double(1.5),
  float: typed.float(0.25),
  // Empty text, and a pointer by hand is covered below.
  empty: '',
} as unknown as MmdbValue;

t.test('record sizes, IP versions and value types read as maxmind reads them', (t) => {
  for (const ipVersion of [4, 6] as const)
    for (const recordSize of [24, 28, 32] as const) {
      const bytes = writeMmdb({
        ipVersion,
        recordSize,
        entries: [
          ['192.0.2.0/24', everyType],
          ['198.51.100.0/25', { country_code: 'FR' }],
          ...(ipVersion === 6 ? ([['2001:db8::/33', { country_code: 'JP' }]] as const) : []),
        ],
      });
      const peer = new Reader(bytes);
      const own = new MmdbBulkReader(parseMmdb(bytes));
      const asked = ['192.0.2.77', '198.51.100.127', '198.51.100.128', '0.0.0.0', '255.255.255.255'];
      const asked6 = ['2001:db8:7fff::1', '2001:db8:8000::1', '::ffff:192.0.2.77', '::192.0.2.77'];
      for (const address of ipVersion === 6 ? [...asked, ...asked6] : asked) {
        const [value, prefixLength] = peer.getWithPrefixLength(formatAddress(words(address)));
        t.same(
          own.lookup(words(address)),
          { value, prefixLength },
          `${address}, IPv${ipVersion}, ${recordSize} bits`,
        );
      }
      if (ipVersion === 4)
        t.equal(own.lookup(words('2001:db8::1')).value, null, 'IPv6 is not in an IPv4 file');
    }
  t.end();
});

const prefixes = fc
  .array(fc.tuple(fc.boolean(), fc.array(fc.nat(0xffffffff), { minLength: 4, maxLength: 4 }), fc.nat(128)), {
    minLength: 1,
    maxLength: 40,
  })
  // Close together, so that they nest; never 0 bits, which would be the whole tree.
  .map((all) =>
    all.map(([v6, [a, b, c, d], length]) =>
      v6
        ? networkOf(
            [0x20010db8, (a as number) & 0xf, b as number, (c as number) ^ (d as number)],
            1 + (length % 128),
          )
        : networkOf([(0xc0000200 | ((a as number) & 0xff)) >>> 0], 1 + (length % 32)),
    ),
  );

t.test('any nesting of prefixes reads as it was written, and as maxmind reads it', (t) => {
  fc.assert(
    fc.property(prefixes, fc.constantFrom(24 as const, 28 as const, 32 as const), (all, recordSize) => {
      // The longest last, as later entries of the writer cut into earlier ones.
      const sorted = [...all].sort((a, b) => depthOf(a) - depthOf(b));
      const bytes = writeMmdb({
        recordSize,
        entries: sorted.map((prefix, i) => [formatPrefix(prefix), { country_code: 'AT', n: i }]),
      });
      const own = new MmdbBulkReader(parseMmdb(bytes));
      const peer = new Reader(bytes);
      for (const prefix of all) {
        const [value, prefixLength] = peer.getWithPrefixLength(formatAddress(prefix.words));
        t.same(own.lookup(prefix.words), { value, prefixLength });
      }
    }),
    { numRuns: 60 },
  );
  t.end();
});

const depthOf = (prefix: Prefix) => prefix.length + (prefix.family === 4 ? 96 : 0);

/** Few nodes, so that every bit can be flipped. */
const TINY: MmdbRecipe = {
  ipVersion: 4,
  entries: [
    ['192.0.0.0/9', { country_code: 'DE' }],
    ['203.0.0.0/9', { country_code: 'JP' }],
  ],
};
const SMALL: MmdbRecipe = {
  entries: [
    ['192.0.2.0/24', { country_code: 'DE' }],
    ['2001:db8::/32', { country_code: 'JP' }],
  ],
};
const settingFor = (bytes: Uint8Array, more: Partial<GeolocationSetting> = {}): GeolocationSetting => ({
  id: 'fixture',
  role: 'country',
  path: 'fixture.mmdb',
  sha256: sha256(bytes),
  ...more,
});

/** Opens bytes and asks for addresses, without a digest: an answer, or why there is none. Anything else fails. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const database = await parseDatabase(settingFor(bytes), bytes, BULK_LOOKUPS);
    for (const address of ['192.0.2.1', '203.0.113.1', '2001:db8::1', 'ffff::1'])
      database.countryOf(words(address));
    return 'answers';
  } catch (error) {
    if (error instanceof CordonError && error.kind === 'config') return 'refused';
    throw error;
  }
}

t.test('a file cut short anywhere is refused', async (t) => {
  const whole = writeMmdb(TINY);
  t.equal(await outcomeOf(whole), 'answers');
  const kept = new Set<number>();
  for (let length = 0; length < whole.length; length++)
    if ((await outcomeOf(whole.subarray(0, length))) !== 'refused') kept.add(length);
  t.same([...kept], []);
});

t.test(
  'every single flipped bit is found by the digest, and without it does no more than answer or be refused',
  async (t) => {
    const whole = writeMmdb(TINY);
    const folder = mkdtempSync(path.join(t.testdir(), 'flips-'));
    const outcomes = new Map<string, number>();
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bytes = Buffer.from(whole);
      bytes[bit >>> 3] = (bytes[bit >>> 3] as number) ^ (1 << (bit & 7));
      if (sha256(bytes) === sha256(whole)) t.fail(`bit ${bit} does not change the digest`);
      const outcome = await outcomeOf(bytes);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (bit % 499 !== 0) continue;
      writeFileSync(path.join(folder, 'fixture.mmdb'), bytes);
      await rejects(
        t,
        openDatabase(settingFor(whole), { folder, lookups: 1 }),
        'untrusted',
        'not the one that was pinned',
      );
    }
    t.ok((outcomes.get('refused') ?? 0) > 100, JSON.stringify([...outcomes]));
  },
);

t.test('a flipped bit anywhere in the real file is found', async (t) => {
  const bytes = readFileSync(REAL_FILE);
  const folder = t.testdir();
  for (const at of [0, 3_000_001, bytes.length - 2_000, bytes.length - 1]) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] as number) ^ 1;
    writeFileSync(path.join(folder, 'real.mmdb'), flipped);
    const setting = { ...EMBEDDED_DATABASE, path: 'real.mmdb' };
    await rejects(t, openDatabase(setting, { folder, lookups: 1 }), 'untrusted', 'expected c5f7c0e9');
  }
});

async function rejects(t: Test, promise: Promise<unknown>, kind: string, message: string): Promise<void> {
  try {
    await promise;
    t.fail(`no error where ${message} was expected`);
  } catch (error) {
    if (!(error instanceof CordonError)) throw error;
    t.equal(error.kind, kind);
    t.match(error.message, message);
  }
}

t.test('data made to harm is refused, quickly', (t) => {
  /** A map of one member whose value is given by its bytes. */
  const map = (...bytes: number[]) => new RawBytes([0xe1, 0x41, 0x61, ...bytes]);
  // Each array points twice at the next one: 16,384 values in 85 bytes, and twice as many with each further array.
  const laughs = [
    ...Array.from({ length: 14 }, (_, i) => [2, 4, 0x20, 6 * (i + 1), 0x20, 6 * (i + 1)]).flat(),
    0x40,
  ];
  const cases: [name: string, value: RawBytes, reason: RegExp][] = [
    ['pointer to itself', new RawBytes([0x20, 0x00]), /pointer leads to another/],
    ['pointer beyond the section', map(0x38, 0xff, 0xff, 0xff, 0xff), /beyond the data section/],
    ['map that holds itself', new RawBytes([0xe1, 0x41, 0x61, 0x20, 0x00]), /more values/],
    ['text longer than the file', map(0x5f, 0xff, 0xff, 0xff), /beyond the data section/],
    ['map of sixteen million members', new RawBytes([0xff, 0xff, 0xff, 0xff]), /beyond the data section/],
    [
      'array of empty maps without end',
      new RawBytes([0x1f, 0x04, 0x00, 0xff, 0xff, ...new Array(70_000).fill(0xe0)]),
      /more values/,
    ],
    ['billion laughs', new RawBytes(laughs), /more values/],
    ['key that is a number', new RawBytes([0xe1, 0xa1, 0x01, 0x40]), /not text/],
    ['key __proto__', new RawBytes([0xe1, 0x49, ...Buffer.from('__proto__'), 0xe0]), /__proto__/],
    ['unknown type', new RawBytes([0x01, 0x05, 0x00]), /unknown type/],
    ['boolean of value 2', new RawBytes([0x02, 0x07]), /boolean/],
    ['double of 4 bytes', new RawBytes([0x64, 0, 0, 0, 0]), /double/],
    ['float of 8 bytes', new RawBytes([0x08, 0x08, 0, 0, 0, 0, 0, 0, 0, 0]), /float/],
    ['uint16 of 3 bytes', new RawBytes([0xa3, 0, 0, 0]), /integer of 3 bytes/],
  ];
  for (const [name, value, reason] of cases) {
    const reader = new MmdbBulkReader(parseMmdb(writeMmdb({ entries: [['192.0.2.0/24', value]] })));
    try {
      reader.lookup(words('192.0.2.1'));
      t.fail(`${name}: read`);
    } catch (error) {
      t.ok(error instanceof MmdbProblem, `${name}: ${error}`);
      t.match(String(error), reason, name);
    }
  }
  t.end();
});

t.test('a tree that runs in a circle ends after as many steps as an address has bits', (t) => {
  const bytes = writeMmdb({ entries: [['128.0.0.0/1', { country_code: 'DE' }]], ipVersion: 4 });
  bytes.writeUIntBE(0, 0, 3);
  const reader = new MmdbBulkReader(parseMmdb(bytes));
  t.throws(() => reader.lookup([0]), MmdbProblem);
  t.throws(() => reader.slotOf4(0), MmdbProblem);
  t.same(reader.lookup([0xf0000000]).value, { country_code: 'DE' });
  t.throws(() => reader.recordAt(99), RangeError);
  t.end();
});

t.test('what is wrong with a file or a setting is said, with what to do', async (t) => {
  const good = writeMmdb(SMALL);
  const separator = Buffer.from(good);
  separator[parseMmdb(good).metadata.nodeCount * 6] = 1;
  const pointer = Buffer.from(good);
  pointer.writeUIntBE(parseMmdb(good).metadata.nodeCount + 3, 0, 3);
  const asn = writeMmdb({
    databaseType: 'GeoLite2-ASN',
    entries: [['192.0.2.0/24', { autonomous_system_number: 64_496 }]],
  });
  const cases: [Buffer, Partial<GeolocationSetting>, RegExp][] = [
    [Buffer.from('GeoIP2, honestly'), {}, /no metadata marker/],
    [Buffer.alloc(0), {}, /no metadata marker/],
    [separator, {}, /no zeros/],
    [pointer, {}, /points|search tree/],
    [asn, {}, /type "GeoLite2-ASN"\) name no countries/],
    [good, { role: 'asn' }, /name no autonomous systems/],
    ...(
      [
        [{ record_size: 20 }, /record_size is 20/],
        [{ ip_version: 5 }, /ip_version is 5/],
        [{ binary_format_major_version: 3 }, /format version 3/],
        [{ node_count: 0 }, /empty/],
        [{ node_count: 1_000_000 }, /ends early/],
        [{ node_count: 'many' }, /no number node_count/],
        [{ build_epoch: 2n ** 63n }, /build_epoch/],
        [{ database_type: 7 }, /no database_type/],
      ] as [Record<string, MmdbValue>, RegExp][]
    ).map(([metadata, reason]): [Buffer, object, RegExp] => [writeMmdb({ ...SMALL, metadata }), {}, reason]),
  ];
  for (const [bytes, more, reason] of cases)
    for (const lookups of [1, BULK_LOOKUPS]) {
      const error = await parseDatabase(settingFor(bytes, more), bytes, lookups).catch((e: unknown) => e);
      t.ok(error instanceof CordonError && error.kind === 'config', String(error));
      t.match(String(error), reason);
      t.match((error as CordonError).problems[0]?.hint, /publisher/);
    }
  const folder = t.testdir();
  const open = (path: string) => openDatabase({ ...EMBEDDED_DATABASE, path }, { folder, lookups: 1 });
  await rejects(t, open('missing.mmdb'), 'config', 'cannot be read');
  await rejects(t, open('npm:@example/absent-mmdb/file.mmdb'), 'config', 'is not installed');
  await rejects(t, open('npm:../../etc/passwd'), 'config', 'not npm:<package>/<file>');
});

t.test('the layouts of the publishers', (t) => {
  const countries: [MmdbValue | null, string | null, string?][] = [
    [{ country_code: 'JP' }, 'JP', 'used'],
    [{ country: { iso_code: 'DE' }, registered_country: { iso_code: 'US' } }, 'DE', 'used'],
    [{ registered_country: { iso_code: 'US' }, continent: { code: 'NA' } }, 'US', 'registered'],
    [{ country_code: 'ZZ' }, null],
    [{ country_code: '' }, null],
    [{ country_code: 'Japan' }, null],
    [{ country: 'DE' }, null],
    [['DE'], null],
    ['DE', null],
    [null, null],
  ];
  for (const [record, country, basis] of countries)
    t.same(readCountry(record), country === null ? null : { country, basis }, JSON.stringify(record));
  const systems: [MmdbValue | null, object | null][] = [
    [
      { autonomous_system_number: 64_496, autonomous_system_organization: 'Example' },
      { number: 64_496, organisation: 'Example' },
    ],
    [{ autonomous_system_number: 64_496 }, { number: 64_496 }],
    [
      { as_number: 4_200_000_000, as_organization: 'Example' },
      { number: 4_200_000_000, organisation: 'Example' },
    ],
    [
      { asn: 'AS64500', as_name: 'Example' },
      { number: 64_500, organisation: 'Example' },
    ],
    [{ autonomous_system_number: 0 }, null],
    [{ autonomous_system_number: 'none' }, null],
    [{ country_code: 'JP' }, null],
    [null, null],
  ];
  for (const [record, expected] of systems) t.same(readOriginAs(record), expected, JSON.stringify(record));
  t.end();
});

const list = (
  id: string,
  category: string,
  prefixes: string[],
  cnames: string[] = [],
  use: 'shared' | 'never' = 'shared',
): ProtectedList => ({
  id,
  title: id,
  use,
  category,
  emit: false,
  source: 'test',
  licence: 'CC0-1.0',
  names: [],
  prefixes: prefixes.map((text) => {
    const prefix = parsePrefix(text);
    if (!prefix.ok) throw new Error(prefix.problem.message);
    return prefix.value;
  }),
  cnameSuffixes: cnames as Host[],
});

const tables = {
  lists: [
    list('clouds', 'cloud', ['198.51.100.0/24', '2001:db8:c::/48'], ['cloud.example']),
    list('fronts', 'cdn', ['198.51.100.0/26', '203.0.113.0/24'], ['cdn.example', 'edge.cloud.example']),
    list('walls', 'waf', ['203.0.113.128/25'], ['waf.example']),
    list('empty-sites', 'parking', ['203.0.113.7']),
    list('open', 'resolver', ['192.0.2.53'], [], 'never'),
    list('iana', 'special', ['10.0.0.0/8'], [], 'never'),
    list('banks', 'bank', ['192.0.2.99'], [], 'never'),
    list('odd', 'something-shared', ['192.0.2.64/26']),
  ],
  autonomousSystems: [{ number: 64_496, class: 'hosting' as const, list: 'hosters' }],
};

t.test('classes come from prefixes, CNAME chains and origin ASes, the most telling first', (t) => {
  const classifier = new Classifier(tables);
  const cases: [string, string[], number | undefined, object][] = [
    [
      '198.51.100.200',
      [],
      undefined,
      { class: 'cloud', list: 'clouds', basis: 'prefix', match: '198.51.100.0/24' },
    ],
    [
      '198.51.100.3',
      [],
      undefined,
      { class: 'cdn', list: 'fronts', basis: 'prefix', match: '198.51.100.0/26' },
    ],
    [
      '203.0.113.200',
      [],
      undefined,
      { class: 'waf', list: 'walls', basis: 'prefix', match: '203.0.113.128/25' },
    ],
    [
      '203.0.113.7',
      [],
      undefined,
      { class: 'parking', list: 'empty-sites', basis: 'prefix', match: '203.0.113.7/32' },
    ],
    [
      '192.0.2.53',
      ['x.cdn.example'],
      undefined,
      { class: 'public-resolver', list: 'open', basis: 'prefix', match: '192.0.2.53/32' },
    ],
    ['10.1.2.3', [], undefined, { class: 'special', list: 'iana', basis: 'prefix', match: '10.0.0.0/8' }],
    ['192.0.2.70', [], undefined, { class: 'hosting', list: 'odd', basis: 'prefix', match: '192.0.2.64/26' }],
    ['192.0.2.1', [], undefined, { class: 'dedicated' }],
    [
      '192.0.2.1',
      ['a.example', 'b.waf.example'],
      undefined,
      { class: 'waf', list: 'walls', basis: 'cname', match: 'b.waf.example' },
    ],
    [
      '192.0.2.1',
      ['cdn.example'],
      undefined,
      { class: 'cdn', list: 'fronts', basis: 'cname', match: 'cdn.example' },
    ],
    [
      '192.0.2.1',
      ['x.edge.cloud.example'],
      undefined,
      { class: 'cdn', list: 'fronts', basis: 'cname', match: 'x.edge.cloud.example' },
    ],
    ['192.0.2.1', ['notcdn.example', 'cdn.example.org'], undefined, { class: 'dedicated' }],
    [
      '198.51.100.200',
      ['x.cdn.example'],
      undefined,
      { class: 'cdn', list: 'fronts', basis: 'cname', match: 'x.cdn.example' },
    ],
    ['192.0.2.1', [], 64_496, { class: 'hosting', list: 'hosters', basis: 'origin-as', match: 'AS64496' }],
    [
      '2001:db8:c::1',
      [],
      64_496,
      { class: 'cloud', list: 'clouds', basis: 'prefix', match: '2001:db8:c::/48' },
    ],
    ['2001:db8:d::1', [], undefined, { class: 'dedicated' }],
  ];
  for (const [address, cnames, originAs, expected] of cases)
    t.same(classifier.classify(words(address), cnames, originAs), expected, `${address} ${cnames.join(' ')}`);
  t.equal(classOfList(tables.lists[6] as ProtectedList), null, 'banks are protected, not shared');
  t.same(
    new Classifier({ lists: [] }).classify(words('192.0.2.1')),
    { class: 'unknown' },
    'no tables, no verdict',
  );
  t.end();
});

t.test('the range index gives the best covering prefix, whatever nests in what', (t) => {
  const ranks = fc.array(fc.nat(3), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(prefixes, ranks, (all, rank) => {
      const whole: Prefix[] = rank[0] === 0 ? [networkOf([0], 0), networkOf([0, 0, 0, 0], 0), ...all] : all;
      const last: Prefix[] = [...whole, networkOf([0xffffffff], 31), networkOf([0xffffffff], 32)];
      const builder = new PrefixTableBuilder();
      for (const prefix of last) builder.add(prefix);
      const rows = { 4: last.filter((p) => p.family === 4), 6: last.filter((p) => p.family === 6) };
      const rankOf = (_: 4 | 6, row: number) => rank[row % 40] as number;
      const index = new RangeIndex(builder.build(), rankOf);
      for (const prefix of last) {
        // The ends of each block and what lies just beside them.
        for (const address of edgesOf(prefix)) {
          const found = index.find(address);
          const covering = rows[prefix.family].flatMap((p, row) => (holds(p, address) ? [row] : []));
          const best = Math.min(...covering.map((row) => rankOf(4, row)));
          const longest = Math.max(
            ...covering
              .filter((row) => rankOf(4, row) === best)
              .map((row) => (rows[prefix.family][row] as Prefix).length),
          );
          if (covering.length === 0) t.equal(found, -1);
          else if (rankOf(4, found) !== best || (rows[prefix.family][found] as Prefix).length !== longest)
            t.fail(`${formatAddress(address)}: row ${found}`);
        }
      }
    }),
    { numRuns: 100 },
  );
  t.end();
});

const holds = (prefix: Prefix, address: readonly number[]) =>
  networkOf(address, prefix.length).words.every((word, i) => word === prefix.words[i]);

function edgesOf(prefix: Prefix): number[][] {
  const bits = prefix.words.length * 32;
  const value = prefix.words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const size = 1n << BigInt(bits - prefix.length);
  return [value - 1n, value, value + size - 1n, value + size]
    .filter((n) => n >= 0n && n < 1n << BigInt(bits))
    .map((n) => prefix.words.map((_, i) => Number((n >> BigInt(bits - 32 * (i + 1))) & 0xffffffffn)));
}

async function fixture(
  id: string,
  recipe: MmdbRecipe,
  role: 'country' | 'asn' = 'country',
  lookups = 1,
): Promise<GeoDatabase> {
  const bytes = writeMmdb(recipe);
  return parseDatabase(settingFor(bytes, { id, role }), bytes, lookups);
}

t.test('verdicts: opinions, disagreement, confidence, and the databases behind them', async (t) => {
  for (const lookups of [1, BULK_LOOKUPS]) {
    const first = await fixture(
      'first',
      {
        buildEpoch: 1_790_000_000,
        entries: [
          ['192.0.2.0/24', { country_code: 'DE' }],
          ['198.51.100.0/24', { country_code: 'US' }],
          ['2001:db8::/32', { country_code: 'JP' }],
        ],
      },
      'country',
      lookups,
    );
    const second = await fixture(
      'second',
      {
        databaseType: 'GeoLite2-Country',
        ipVersion: 4,
        entries: [
          ['192.0.2.0/25', { country: { iso_code: 'DE' } }],
          ['192.0.2.128/25', { country: { iso_code: 'FR' } }],
          ['203.0.113.0/24', { registered_country: { iso_code: 'GB' } }],
        ],
      },
      'country',
      lookups,
    );
    const systems = await fixture(
      'systems',
      { entries: [['192.0.2.0/24', { autonomous_system_number: 64_496 }]] },
      'asn',
      lookups,
    );
    const verdicts = locate(
      [
        '192.0.2.1',
        '192.0.2.200',
        '198.51.100.200',
        '203.0.113.7',
        '2001:db8::1',
        '8.8.8.8',
        '::ffff:c000:201',
        '2001:DB8:0::1',
        '192.0.2.300',
        '010.0.0.1',
        { address: '192.0.2.1', cnames: ['x.cdn.example'] },
      ],
      [first, second, systems],
      new Classifier(tables),
    );
    t.same(
      verdicts.map((v) => [
        v.address,
        v.outcome,
        v.country,
        v.confidence,
        v.infrastructure.class,
        v.originAs?.number,
      ]),
      [
        ['192.0.2.1', 'located', 'DE', 'high', 'hosting', 64_496],
        ['192.0.2.200', 'disagreement', null, 'none', 'hosting', 64_496],
        ['198.51.100.200', 'located', 'US', 'medium', 'cloud', undefined],
        ['203.0.113.7', 'located', 'GB', 'low', 'parking', undefined],
        ['2001:db8::1', 'located', 'JP', 'low', 'dedicated', undefined],
        ['8.8.8.8', 'unknown', null, 'none', 'dedicated', undefined],
        ['192.0.2.1', 'located', 'DE', 'high', 'hosting', 64_496],
        ['2001:db8::1', 'located', 'JP', 'low', 'dedicated', undefined],
        ['192.0.2.300', 'not-an-address', null, 'none', 'unknown', undefined],
        ['010.0.0.1', 'not-an-address', null, 'none', 'unknown', undefined],
        ['192.0.2.1', 'located', 'DE', 'low', 'cdn', 64_496],
      ],
    );
    t.same(verdicts[1]?.opinions, [
      { database: 'first', country: 'DE', basis: 'used' },
      { database: 'second', country: 'FR', basis: 'used' },
    ]);
    t.same(
      verdicts[0]?.databases.map(({ id, role, built, type }) => [id, role, built, type]),
      [
        ['first', 'country', '2026-09-21T14:13:20.000Z', 'Test-Country'],
        ['second', 'country', '2026-05-28T20:26:40.000Z', 'GeoLite2-Country'],
        ['systems', 'asn', '2026-05-28T20:26:40.000Z', 'Test-Country'],
      ],
    );
  }
});

t.test('a verdict becomes an observation that carries the digests', async (t) => {
  const database = await fixture('first', SMALL);
  const classifier = new Classifier(tables);
  const at = '2026-11-22T10:00:00.000Z';
  const seen = locate(['192.0.2.1', '8.8.8.8', 'nonsense'], [database], classifier).map((one) =>
    toObservation(one, 'here', at),
  );
  t.same(
    seen.map(({ subject, type, vantage, at, outcome, conclusive }) => ({
      subject,
      type,
      vantage,
      at,
      outcome,
      conclusive,
    })),
    [
      { subject: '192.0.2.1', type: 'location', vantage: 'here', at, outcome: 'located', conclusive: true },
      { subject: '8.8.8.8', type: 'location', vantage: 'here', at, outcome: 'unknown', conclusive: false },
      {
        subject: 'nonsense',
        type: 'location',
        vantage: 'here',
        at,
        outcome: 'not-an-address',
        conclusive: false,
      },
    ],
  );
  for (const one of seen) t.match(canonicalJson(one.value), database.identity.sha256);
});

t.test('countries in bulk are those of single look-ups', async (t) => {
  const database = await fixture('first', SMALL, 'country', BULK_LOOKUPS);
  const addresses = [
    '192.0.2.1',
    '8.8.8.8',
    '2001:db8::9',
    '::ffff:192.0.2.1',
    'junk',
    '192.0.2.01',
    '192.0.2.255',
  ];
  const { countries, rows } = bulkCountries(database, addresses);
  t.same(
    [...rows].map((row) => countries[row]),
    ['DE', null, 'JP', 'DE', null, null, 'DE'],
  );
  const slow = await fixture('first', SMALL);
  t.throws(() => bulkCountries(slow, addresses), /few look-ups/);
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.stringMatching(/^[0-9.]{1,16}$/), fc.ipV4Extended(), fc.string()),
      (text) => {
        const expected = text.includes(':') ? -1 : (parseAddress(text)?.[0] ?? -1);
        t.equal(dottedQuad(text), expected, text);
      },
    ),
  );
});
