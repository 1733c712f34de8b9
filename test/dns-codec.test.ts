import dnsPacket from 'dns-packet';
import fc from 'fast-check';
import t from 'tap';
import { canonicalJson, type Json } from '../src/model/canonical-json.js';
import { formatAddress, parsePrefix } from '../src/model/prefixes/prefix.js';
import { optRecord } from '../src/observe/dns/edns.js';
import {
  decodeReply,
  encodeQuestion,
  finishQuery,
  type Malformed,
  type Reply,
} from '../src/observe/dns/message.js';
import { compareQuestion, encodeName, mixCase } from '../src/observe/dns/names.js';
import { Reader } from '../src/observe/dns/reader.js';
import { type RecordType, TYPE_CODE } from '../src/observe/dns/types.js';
import { HOSTILE, NAME, RECORD_DATA, RICH, text } from './helpers/dns-cases.js';
import { hex, message, opt, option, questionOf, record, soa, u8, u16, wireName } from './helpers/dns-wire.js';

function decode(bytes: Uint8Array, type: RecordType = 'A', name = NAME): Reply | Malformed {
  return decodeReply(bytes, 0, bytes.length, { name, type, end: 12 + questionOf(name, type).length });
}

function encode(name: string, type: RecordType, optional?: Uint8Array, padded = false): Buffer {
  const out = Buffer.alloc(512);
  const questionEnd = encodeQuestion(out, 0, 0x1234, name, type, optional !== undefined);
  return out.subarray(0, finishQuery(out, 0, questionEnd, optional, padded));
}

const prefix = (value: string) => {
  const parsed = parsePrefix(value);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value;
};

t.test('record data of every type is decoded', (t) => {
  for (const [type, data, expected] of RECORD_DATA) {
    const reply = decode(message({ type, answers: [record({ type, data, ttl: 60 })] }), type);
    t.same(
      'malformed' in reply ? reply : reply.answers,
      [{ name: NAME, type, ttlSeconds: 60, data: expected }],
      `${type} ${JSON.stringify(expected)}`,
    );
  }
  t.end();
});

t.test('header, authority and EDNS of a reply', (t) => {
  const edns = opt(
    [
      option(15, Buffer.concat([u16(18), text('filtered\0')])),
      option(8, hex('0001 18 14 c00002')),
      option(10, hex('00')),
    ],
    0x01000000,
  );
  const reply = decode(
    message({
      flags: 0x8420,
      rcode: 3,
      authority: [soa(60, 30)],
      additional: [record({ type: 'A', data: u8(1, 2, 3, 4) }), edns],
    }),
  );
  t.match(reply, {
    rcode: 19,
    authoritative: true,
    truncated: false,
    recursionAvailable: false,
    authenticData: true,
    answers: [],
    authority: { soaTtlSeconds: 30, hasNs: false },
    edns: { errors: [{ code: 18, text: 'filtered' }], subnet: { subnet: '192.0.2.0/24', scope: 20 } },
  });
  const other = decode(
    message({
      answers: [
        record({ type: 46, data: hex('00') }),
        record({ type: 'A', class: 3, data: u8(1, 2, 3, 4) }),
        record({ type: 'A', ttl: 0x80000000, data: u8(192, 0, 2, 1) }),
      ],
    }),
  );
  t.match(other, { answers: [{ data: '192.0.2.1', ttlSeconds: 0 }], edns: undefined });
  t.equal((other as Reply).answers.length, 1, 'other types and classes are left out');
  t.end();
});

t.test('hostile messages are malformed, each for its reason', (t) => {
  for (const [what, fields, reason] of HOSTILE) {
    const reply = decode(message(fields), fields.type ?? 'A');
    t.match('malformed' in reply ? reply.malformed : 'was taken', reason, what);
  }
  t.end();
});

t.test('a message that is cut at any octet is malformed', (t) => {
  for (const [type, bytes] of RICH) {
    t.notOk('malformed' in decode(bytes, type), `${type}: whole, it is read`);
    const taken = Array.from({ length: bytes.length }, (_, end) => end).filter(
      (end) => !('malformed' in decode(bytes.subarray(0, end), type)),
    );
    t.same(taken, [], `${type}: none of its beginnings is taken`);
  }
  t.end();
});

/** Numbers that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return (x ^ (x >>> 14)) >>> 0;
  };
}

t.test('mutated messages decode to a value, with bounded content', (t) => {
  let read = 0;
  let malformed = 0;
  let excess = 0;
  for (const seed of [1, 2, 3, 4, 5]) {
    const next = seeded(seed);
    for (let round = 0; round < 6000; round++) {
      const [type, original] = RICH[next() % RICH.length] as (typeof RICH)[number];
      const bytes = Buffer.from(original);
      for (let hits = 1 + (next() % 6); hits > 0; hits--) {
        const at = 12 + (next() % (bytes.length - 12));
        const kind = next() % 4;
        if (kind === 0) bytes[at] = next() & 255;
        else if (kind === 1) bytes[at] = 0xc0 | (next() & 1);
        else if (kind === 2) bytes[at] = (bytes[at] as number) ^ (1 << (next() & 7));
        else bytes.copyWithin(at, 12 + (next() % (bytes.length - 12)));
      }
      if (next() % 4 === 0) bytes[7] = next() % 8;
      const reply = decode(bytes, type);
      if ('malformed' in reply) malformed++;
      else {
        read++;
        if (
          reply.answers.length * 11 > bytes.length ||
          JSON.stringify(reply).length > 4096 * (reply.answers.length + 1)
        )
          excess++;
      }
    }
  }
  t.equal(read + malformed, 30_000);
  t.ok(read > 500 && malformed > 5000, `both happen: ${read} read, ${malformed} malformed`);
  t.equal(excess, 0);
  t.end();
});

t.test('names: round trip through the wire, whatever the octets', (t) => {
  const label = fc.uint8Array({ minLength: 1, maxLength: 63 });
  fc.assert(
    fc.property(fc.array(label, { maxLength: 3 }), (labels) => {
      const wire = Buffer.concat([...labels.flatMap((one) => [u8(one.length), one]), u8(0)]);
      const shown = new Reader(wire, 0, wire.length).name();
      const again = wireName(shown);
      return (
        again.toString('latin1').toLowerCase() ===
        wire
          .toString('latin1')
          .replace(/[A-Z]/g, (c) => c.toLowerCase())
          .toLowerCase()
      );
    }),
  );
  const refused = [
    '',
    '..',
    '.a',
    'a..b',
    'a b',
    'é.example',
    'a\n',
    `${'x'.repeat(64)}.example`,
    'a\\',
    'a\\99',
    'a\\256',
    'a\\1234',
  ];
  refused.push(Array.from({ length: 64 }, () => 'xyz').join('.'));
  for (const name of refused.slice(0, -2))
    t.ok(encodeName(name, Buffer.alloc(512), 0) < 0, JSON.stringify(name));
  t.ok(encodeName(refused.at(-1) as string, Buffer.alloc(512), 0) < 0, 'a name of 256 octets');
  t.equal(encodeName(`${Array.from({ length: 63 }, () => 'xyz').join('.')}.z`, Buffer.alloc(512), 0), 255);
  t.same(wireName('a.example.'), wireName('a.example'));
  t.same(wireName('.'), u8(0));
  t.end();
});

t.test('random case: the exact echo is told from another case and from another question', (t) => {
  fc.assert(
    fc.property(fc.domain(), fc.integer({ min: 0, max: 65_535 }), (name, bits) => {
      const sent = encode(name, 'A');
      const plain = Buffer.from(sent);
      const raised = mixCase(sent, 12, sent.length - 4, { u16: () => bits });
      const compare = (reply: Buffer) => compareQuestion(sent, 0, sent.length, reply, 0, reply.length);
      const changed = Buffer.from(sent);
      changed[13] = (changed[13] as number) ^ 0x01;
      return (
        compare(sent) === 'exact' &&
        compare(plain) === (sent.equals(plain) ? 'exact' : 'case') &&
        [...sent.subarray(12, -4)].filter((c) => c >= 65 && c <= 90).length === raised &&
        compare(changed) === 'other' &&
        compare(sent.subarray(0, -1)) === 'other'
      );
    }),
  );
  t.end();
});

t.test('queries: what another decoder reads in them', (t) => {
  const plain = dnsPacket.decode(encode('www.a.example', 'AAAA'));
  t.match(plain, {
    id: 0x1234,
    flag_rd: true,
    flag_ad: true,
    questions: [{ name: 'www.a.example', type: 'AAAA', class: 'IN' }],
  });
  t.same(plain.additionals, []);
  const cases: [subnet: string, family: number, bits: number, ip: string][] = [
    ['192.0.2.0/24', 1, 24, '192.0.2.0'],
    ['198.51.100.128/25', 1, 25, '198.51.100.128'],
    ['2001:db8::/48', 2, 48, '2001:db8::'],
    ['0.0.0.0/0', 1, 0, '0.0.0.0'],
  ];
  for (const [subnet, family, bits, ip] of cases) {
    const query = encode('a.example', 'A', optRecord({ subnet: prefix(subnet), dnssecOk: true }));
    const [edns] = dnsPacket.decode(query).additionals ?? [];
    t.match(
      edns,
      {
        type: 'OPT',
        udpPayloadSize: 1232,
        flag_do: true,
        options: [{ code: 8, family, sourcePrefixLength: bits, scopePrefixLength: 0, ip }],
      },
      subnet,
    );
  }
  for (const name of [
    'a.example',
    `${'x'.repeat(60)}.example`,
    `${'x'.repeat(60)}.${'y'.repeat(58)}.example`,
  ]) {
    const query = encode(name, 'HTTPS', optRecord({ subnet: prefix('192.0.2.0/24') }), true);
    t.equal(query.length % 128, 0, 'padded to a multiple of 128 octets');
    t.match(dnsPacket.decode(query).additionals, [{ options: [{ code: 8 }, { code: 12 }] }]);
  }
  t.end();
});

t.test('replies of another encoder are read as it meant them', (t) => {
  const name = fc.domain().filter((one) => one.length < 100);
  const ttl = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  const string = fc.string({ minLength: 1, maxLength: 40 }).filter((one) => /^[ !#-[\]-~]+$/.test(one));
  const data: {
    readonly [T in Exclude<RecordType, 'SVCB' | 'HTTPS' | 'PTR'>]: fc.Arbitrary<readonly [unknown, unknown]>;
  } = {
    A: fc.ipV4().map((one) => [one, one] as const),
    AAAA: fc
      .array(fc.nat(0xffffffff), { minLength: 4, maxLength: 4 })
      .map(formatAddress)
      .map((one) => [one, one] as const),
    NS: name.map((one) => [one, one] as const),
    CNAME: name.map((one) => [one, one] as const),
    MX: fc.tuple(name, fc.nat(65_535)).map(
      ([exchange, preference]) =>
        [
          { exchange, preference },
          { exchange, preference },
        ] as const,
    ),
    TXT: fc.array(string, { minLength: 1, maxLength: 3 }).map((one) => [[...one], one] as const),
    CAA: string.map(
      (value) =>
        [
          { flags: 0, tag: 'issue', value },
          { critical: false, tag: 'issue', value },
        ] as const,
    ),
    SOA: fc.tuple(name, name, fc.nat()).map(
      ([mname, rname, n]) =>
        [
          { mname, rname, serial: n, refresh: 1, retry: 2, expire: 3, minimum: 4 },
          {
            primary: mname,
            mailbox: rname,
            serial: n,
            refreshSeconds: 1,
            retrySeconds: 2,
            expireSeconds: 3,
            minimumSeconds: 4,
          },
        ] as const,
    ),
  };
  for (const type of Object.keys(data) as (keyof typeof data)[]) {
    fc.assert(
      fc.property(name, fc.array(fc.tuple(data[type], ttl), { maxLength: 5 }), (owner, records) => {
        const bytes = dnsPacket.encode({
          type: 'response',
          questions: [{ type, name: owner }],
          answers: records.map(
            ([[theirs], seconds]) =>
              ({ type, name: owner, ttl: seconds, data: theirs, flags: 0 }) as dnsPacket.Answer,
          ),
        });
        const reply = decode(bytes, type, owner.toLowerCase());
        if ('malformed' in reply) return false;
        const seen = reply.answers.map((one) => one.data);
        return canonicalJson(seen as Json) === canonicalJson(records.map(([[, ours]]) => ours) as Json);
      }),
      { numRuns: 60 },
    );
  }
  t.same(Object.keys(data).length, Object.keys(TYPE_CODE).length - 3);
  t.end();
});
