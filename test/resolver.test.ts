import t from 'tap';
import type { Outcome } from '../src/observe/dns/outcome.js';
import { createResolver, type Resolver } from '../src/observe/dns/resolver.js';
import type { ServerConfig } from '../src/observe/dns/server.js';
import type { RecordType } from '../src/observe/dns/types.js';
import type { VantageConfig } from '../src/observe/dns/vantage.js';
import {
  type Closable,
  framed,
  hasProgram,
  makeCertificate,
  mockStream,
  mockUdp,
  type Seen,
  startNsd,
  type UdpBehaviour,
} from './helpers/dns-servers.js';
import {
  hex,
  type MessageFields,
  message,
  opt,
  option,
  readQuery,
  record,
  u8,
  u16,
  wireName,
} from './helpers/dns-wire.js';

const GOOD = u8(192, 0, 2, 1);
const BAD = u8(198, 51, 100, 66);

function open(
  t: Closable,
  servers: readonly Partial<ServerConfig>[],
  more: Partial<VantageConfig> & { timeoutMs?: number; attempts?: number } = {},
): Resolver {
  const { timeoutMs = 150, attempts = 2, ...vantage } = more;
  const resolver = createResolver({
    vantages: [
      {
        id: 'lab',
        servers: servers.map((one) => ({
          address: '127.0.0.1',
          transport: 'udp',
          ratePerSecond: Number.POSITIVE_INFINITY,
          ...one,
        })),
        ...vantage,
      },
    ],
    timeoutMs,
    attempts,
    backOffMs: 10,
  });
  t.teardown(() => resolver.close());
  return resolver;
}

async function ask(resolver: Resolver, name = 'a.example', type: RecordType = 'A'): Promise<Outcome> {
  const [outcome] = await resolver.resolve(name, [type], 'lab');
  return outcome as Outcome;
}

const addresses = (outcome: Outcome): unknown[] => outcome.records.map((one) => one.data);

/** A reply to this query. */
function reply(query: Uint8Array, fields: MessageFields = {}): Buffer {
  const { id, question } = readQuery(query);
  return message({ id, question, ...fields });
}
const a = (data: Uint8Array) => record({ type: 'A', data });
const good = (query: Uint8Array): Buffer => reply(query, { answers: [a(GOOD)] });
const bad = (query: Uint8Array): Buffer => reply(query, { answers: [a(BAD)] });
const lower = (bytes: Uint8Array, of: (query: Uint8Array) => Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  for (let i = 12; i < readQuery(copy).question.length + 12 - 4; i++) {
    const code = copy[i] as number;
    if (code >= 65 && code <= 90) copy[i] = code + 32;
  }
  return of(copy);
};

const BIG = `"${'x'.repeat(200)}" `.repeat(15);
const ZONES = {
  'lab.example': `@ SOA ns root 1 3600 600 86400 60
@ NS ns
@ MX 10 mx
@ TXT "v=spf1 -all"
@ CAA 0 issue "ca.example"
ns A 127.0.0.1
www 120 A 192.0.2.1
www 120 A 192.0.2.2
www AAAA 2001:db8::1
www TYPE65 \\# 14 0001 00 0001 0003 02 6832 0003 0002 01bb
alias CNAME alias2
alias2 60 CNAME www
gone CNAME nowhere
empty.tree A 192.0.2.9
loop1 CNAME loop2
loop2 CNAME loop1
out CNAME www.other.example.
sub NS ns.elsewhere.example.
big TXT ${BIG}
`.replace('\\# 14 0001 00 0001 0003 02 6832 0003 0002 01bb', '\\# 16 000100 00010003026832 0003000201bb'),
  'other.example': '@ SOA ns root 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\nwww A 198.51.100.7\n',
  'broken.example': undefined,
};

t.test(
  'against a real name server',
  { skip: !(hasProgram('nsd') && hasProgram('openssl')) && 'nsd or openssl is missing' },
  async (t) => {
    const certificate = makeCertificate(t, 'dns.example');
    const { port, tlsPort } = await startNsd(t, ZONES, certificate);
    const ways: [transport: ServerConfig['transport'], config: Partial<ServerConfig>][] = [
      ['udp', { port }],
      ['tcp', { port }],
      ['dot', { port: tlsPort, tlsName: 'dns.example', ca: certificate.cert }],
    ];
    for (const [transport, config] of ways) {
      const resolver = open(t, [{ transport, ...config }], { timeoutMs: 3000 });
      const cases: [name: string, type: RecordType, expected: object][] = [
        ['www.lab.example', 'A', { kind: 'answer', transport, attempts: 1, problem: undefined }],
        [
          'WWW.Lab.Example.',
          'AAAA',
          { kind: 'answer', name: 'www.lab.example', records: [{ data: '2001:db8::1', ttlSeconds: 300 }] },
        ],
        [
          'www.lab.example',
          'HTTPS',
          { kind: 'answer', records: [{ data: { priority: 1, target: '.', alpn: ['h2'], port: 443 } }] },
        ],
        [
          'lab.example',
          'MX',
          { kind: 'answer', records: [{ data: { preference: 10, exchange: 'mx.lab.example' } }] },
        ],
        ['lab.example', 'NS', { kind: 'answer', records: [{ data: 'ns.lab.example' }] }],
        ['lab.example', 'TXT', { kind: 'answer', records: [{ data: ['v=spf1 -all'] }] }],
        [
          'lab.example',
          'CAA',
          { kind: 'answer', records: [{ data: { critical: false, tag: 'issue', value: 'ca.example' } }] },
        ],
        ['lab.example', 'SOA', { kind: 'answer', records: [{ data: { serial: 1, minimumSeconds: 60 } }] }],
        [
          'alias.lab.example',
          'CNAME',
          { kind: 'answer', records: [{ data: 'alias2.lab.example' }], chain: [] },
        ],
        [
          'alias.lab.example',
          'MX',
          { kind: 'nodata', chain: [{ data: 'alias2.lab.example' }, { data: 'www.lab.example' }] },
        ],
        ['www.lab.example', 'TXT', { kind: 'nodata', records: [], negativeTtlSeconds: 60 }],
        ['tree.lab.example', 'A', { kind: 'nodata' }],
        ['nope.lab.example', 'A', { kind: 'nxdomain', negativeTtlSeconds: 60 }],
        ['gone.lab.example', 'A', { kind: 'nxdomain', chain: [{ data: 'nowhere.lab.example' }] }],
        [
          'out.lab.example',
          'A',
          {
            kind: 'answer',
            records: [{ data: '198.51.100.7' }],
            chain: [{ name: 'out.lab.example', data: 'www.other.example' }],
          },
        ],
        ['loop1.lab.example', 'A', { kind: 'error', problem: /loop/, records: [] }],
        ['x.sub.lab.example', 'A', { kind: 'error', problem: /referral/ }],
        ['unknown.example', 'A', { kind: 'refused', attempts: 1 }],
        ['www.broken.example', 'A', { kind: 'servfail', attempts: 2 }],
        ['big.lab.example', 'TXT', { kind: 'answer', transport: transport === 'udp' ? 'tcp' : transport }],
      ];
      for (const [name, type, expected] of cases)
        t.match(await ask(resolver, name, type), expected, `${transport}: ${name} ${type}`);
      t.same(
        addresses(await ask(resolver, 'alias.lab.example')).sort(),
        ['192.0.2.1', '192.0.2.2'],
        `${transport}: a chain is followed`,
      );
    }

    const stream = open(t, [{ port, window: 50 }], { timeoutMs: 3000 });
    const names = Array.from({ length: 1500 }, (_, i) =>
      i % 3 === 0 ? `n${i}.lab.example` : 'www.lab.example',
    );
    const kinds = { answer: 0, nxdomain: 0 };
    for await (const outcome of stream.resolveAll(
      names.map((name) => ({ name, type: 'A', vantage: 'lab' })),
      { inFlight: 200 },
    ))
      kinds[outcome.kind as 'answer']++;
    t.same(kinds, { answer: 1000, nxdomain: 500 }, 'a stream of questions loses none');
    t.equal(stream.counters.strays, 0);
  },
);

/** What a server does with the n-th query, and what must come of it. */
interface Fault {
  readonly what: string;
  readonly behave: UdpBehaviour;
  readonly expected: object;
  readonly strays?: number;
}

const FAULTS: readonly Fault[] = [
  {
    what: 'a reply with another id is dropped',
    behave: ({ bytes }, send) => {
      const forged = bad(bytes);
      forged.writeUInt16BE(forged.readUInt16BE(0) ^ 0x5555, 0);
      send(forged);
      send(good(bytes));
    },
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }], attempts: 1 },
    strays: 1,
  },
  {
    what: 'a reply to another question is dropped',
    behave: ({ bytes, query }, send) => {
      send(message({ id: query.id, name: 'b.example', answers: [a(BAD)] }));
      send(message({ id: query.id, name: 'a.example', type: 'AAAA' }));
      send(good(bytes));
    },
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }], attempts: 1 },
    strays: 2,
  },
  {
    what: 'a reply from another port never arrives',
    behave: ({ bytes }, send, sendElsewhere) => {
      sendElsewhere(bad(bytes));
      setTimeout(() => send(good(bytes)), 20);
    },
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }], attempts: 1 },
    strays: 0,
  },
  {
    what: 'a reply that comes late is dropped, and the second try counts',
    behave: ({ bytes, before }, send) => {
      if (before > 0) setTimeout(() => send(good(bytes)), 100);
      else setTimeout(() => send(bad(bytes)), 190);
    },
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }], attempts: 2 },
    strays: 1,
  },
  {
    what: 'silence is a timeout',
    behave: () => undefined,
    expected: { kind: 'timeout', attempts: 2 },
    strays: 0,
  },
  {
    what: 'a lost datagram is asked for again',
    behave: ({ bytes, before }, send) => before > 0 && send(good(bytes)),
    expected: { kind: 'answer', attempts: 2 },
  },
  {
    what: 'garbage is dropped',
    behave: (_seen, send) => {
      for (const garbage of [u8(), u8(0), Buffer.alloc(11, 0xff), Buffer.alloc(600, 0xc0)]) send(garbage);
    },
    expected: { kind: 'timeout' },
  },
  {
    what: 'the query itself, sent back, is dropped',
    behave: ({ bytes }, send) => send(bytes),
    expected: { kind: 'timeout' },
    strays: 2,
  },
  {
    what: 'a reply that cannot be read is malformed',
    behave: ({ bytes }, send) => send(reply(bytes, { answers: [a(u8(1, 2, 3))] })),
    expected: { kind: 'malformed', problem: /too early/, attempts: 2 },
  },
  {
    what: 'records that no chain leads to are left out',
    behave: ({ bytes }, send) =>
      send(
        reply(bytes, { answers: [record({ owner: wireName('b.example'), type: 'A', data: BAD }), a(GOOD)] }),
      ),
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }] },
  },
  {
    what: 'a server that forgets the case of the question is asked again without',
    behave: ({ bytes }, send) => send(lower(bytes, good)),
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }] },
  },
  {
    what: 'truncated without TCP is an error',
    behave: ({ bytes }, send) => send(reply(bytes, { flags: 0x8380 })),
    expected: { kind: 'error', problem: 'ECONNREFUSED', transport: 'tcp' },
  },
  {
    what: 'a server that does not know EDNS is asked again without',
    behave: ({ query, bytes }, send) =>
      send(
        query.hasOpt
          ? message({ id: query.id, rcode: 1, question: u8(), counts: [0, 0, 0, 0] })
          : good(bytes),
      ),
    expected: { kind: 'answer', attempts: 2 },
  },
  {
    what: 'SERVFAIL comes with its extended errors',
    behave: ({ bytes }, send) =>
      send(
        reply(bytes, {
          rcode: 2,
          additional: [opt([option(15, Buffer.concat([u16(9), Buffer.from('no key')]))])],
        }),
      ),
    expected: { kind: 'servfail', extendedErrors: [{ code: 9, text: 'no key' }], attempts: 2 },
  },
  {
    what: 'a code without an outcome of its own is an error',
    behave: ({ bytes }, send) => send(reply(bytes, { rcode: 4, additional: [opt()] })),
    expected: { kind: 'error', problem: 'response code NOTIMP' },
  },
  {
    what: 'AD and EDNS client subnet are passed on',
    behave: ({ bytes }, send) => send(reply(bytes, { flags: 0x81a0, answers: [a(GOOD)] })),
    expected: { kind: 'answer', authenticData: true, subnet: undefined },
  },
  {
    what: 'a subnet that nobody asked for is malformed',
    behave: ({ bytes }, send) =>
      send(reply(bytes, { answers: [a(BAD)], additional: [opt([option(8, hex('0001 18 18 c00002'))])] })),
    expected: { kind: 'malformed', problem: /another client subnet/ },
  },
  {
    what: 'a chain of seventeen CNAMEs is an error',
    behave: ({ bytes }, send) => {
      const name = (i: number) => wireName(i === 0 ? 'a.example' : `c${i}.example`);
      send(
        reply(bytes, {
          answers: Array.from({ length: 17 }, (_, i) =>
            record({ owner: name(i), type: 'CNAME', data: name(i + 1) }),
          ),
        }),
      );
    },
    expected: { kind: 'error', problem: /16 CNAMEs/ },
  },
];

t.test('faults of servers and of the way to them', async (t) => {
  for (const { what, behave, expected, strays } of FAULTS) {
    const { port } = await mockUdp(t, behave);
    const resolver = open(t, [{ port }]);
    t.match(await ask(resolver), expected, what);
    if (strays !== undefined) t.equal(resolver.counters.strays, strays, `${what}: stray messages`);
  }
});

t.test('the next server is asked', async (t) => {
  const silent = await mockUdp(t, () => undefined);
  const failing = await mockUdp(t, ({ bytes }, send) => send(reply(bytes, { rcode: 2 })));
  const refusing = await mockUdp(t, ({ bytes }, send) => send(reply(bytes, { rcode: 5 })));
  const working = await mockUdp(t, ({ bytes }, send) => send(good(bytes)));
  for (const first of [silent, failing, refusing]) {
    const outcome = await ask(
      open(
        t,
        [first, working].map(({ port }) => ({ port })),
      ),
    );
    t.match(outcome, { kind: 'answer', attempts: 2, server: `127.0.0.1#${working.port}` });
  }
  const all = await ask(
    open(
      t,
      [silent, failing, refusing].map(({ port }) => ({ port })),
      { attempts: 3 },
    ),
  );
  t.match(all, { kind: 'servfail', attempts: 3 }, 'of several failures, the one that says most');

  const resting = open(
    t,
    [silent, working].map(({ port }) => ({ port })),
  );
  for (let i = 0; i < 3; i++) await ask(resting);
  t.match(
    await ask(resting),
    { kind: 'answer', attempts: 1 },
    'a server that failed three times is passed over',
  );
  const closed = open(t, [{ port: 9 }], { attempts: 1 });
  t.match(await ask(closed), { kind: 'error', problem: 'ECONNREFUSED', attempts: 1 });
});

t.test('ids, ports and case cannot be foreseen, and a copied case is insisted on', async (t) => {
  const { port, seen } = await mockUdp(t, ({ bytes, before }, send) => {
    if (before >= 40) send(lower(bytes, bad));
    send(good(bytes));
  });
  const resolver = open(t, [{ port, connections: 3 }]);
  const outcomes: Outcome[] = [];
  for (let i = 0; i < 50; i++) outcomes.push(await ask(resolver, 'abcdefghijklmnop.example'));
  const distinct = (of: (one: Seen) => unknown): number => new Set(seen.map(of)).size;
  t.ok(distinct(({ query }) => query.id) > 45, 'ids differ');
  t.ok(distinct(({ query }) => query.name) > 45, 'case differs');
  t.equal(
    distinct((one) => one.port),
    3,
    'all sockets are used',
  );
  const steps = seen.slice(1).map(({ query }, i) => (query.id - (seen[i] as Seen).query.id) & 0xffff);
  t.ok(new Set(steps).size > 40, 'ids do not follow a pattern');
  t.same(
    new Set(outcomes.flatMap(addresses)),
    new Set(['192.0.2.1']),
    'a forged reply in another case never counts',
  );
  t.ok(resolver.counters.strays >= 9);
});

t.test('a server that never copies case is asked in lower case from then on', async (t) => {
  const { port, seen } = await mockUdp(t, ({ bytes }, send) => send(lower(bytes, good)));
  const resolver = open(t, [{ port }]);
  for (let i = 0; i < 10; i++) t.match(await ask(resolver, 'abcdefghijklmnop.example'), { kind: 'answer' });
  t.equal(seen.length, 13, 'three were asked twice');
  t.ok(seen.slice(-7).every(({ query }) => query.name === query.name.toLowerCase()));
});

t.test('TCP: frames in pieces, out of order, and connections that end', async (t) => {
  const held: Buffer[] = [];
  const slow = await mockStream(t, (query, socket) => {
    held.push(framed(good(query)));
    if (held.length < 3) return;
    const bytes = Buffer.concat(held.reverse());
    for (let i = 0; i < bytes.length; i++) setTimeout(() => socket.write(bytes.subarray(i, i + 1)), i / 4);
  });
  const resolver = open(t, [{ port: slow.port, transport: 'tcp' }], { timeoutMs: 2000 });
  const outcomes = await Promise.all(['a', 'b', 'c'].map((one) => ask(resolver, `${one}.example`)));
  t.same(outcomes.map(addresses), [['192.0.2.1'], ['192.0.2.1'], ['192.0.2.1']]);
  t.equal(slow.connections(), 1, 'over one connection');

  let dropped = 0;
  const dropping = await mockStream(t, (query, socket) =>
    dropped++ === 0 ? socket.destroy() : socket.write(framed(good(query))),
  );
  const again = open(t, [{ port: dropping.port, transport: 'tcp' }]);
  t.match(await ask(again), { kind: 'answer', attempts: 2 }, 'a connection that was closed is opened again');

  const truncating = await mockStream(t, (query, socket) =>
    socket.write(framed(reply(query, { flags: 0x8380 }))),
  );
  t.match(await ask(open(t, [{ port: truncating.port, transport: 'tcp' }])), {
    kind: 'malformed',
    problem: /truncated/,
  });
  const mute = await mockStream(t, () => undefined);
  t.match(await ask(open(t, [{ port: mute.port, transport: 'tcp' }])), { kind: 'timeout', attempts: 2 });
});
