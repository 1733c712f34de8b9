import { createSocket, type SocketOptions } from 'node:dgram';
import t from 'tap';
import { canonicalJson } from '../src/model/canonical-json.js';
import { compareViews } from '../src/observe/dns/agreement.js';
import { IdTable } from '../src/observe/dns/id-table.js';
import { type Outcome, toObservation } from '../src/observe/dns/outcome.js';
import { queriesFor } from '../src/observe/dns/plan.js';
import { createResolver, type Query, type Resolver } from '../src/observe/dns/resolver.js';
import type { ServerConfig } from '../src/observe/dns/server.js';
import { Timer, TimerWheel } from '../src/observe/dns/timer-wheel.js';
import { TokenBucket } from '../src/observe/dns/token-bucket.js';
import type { RecordType } from '../src/observe/dns/types.js';
import type { VantageConfig } from '../src/observe/dns/vantage.js';
import { AGREEMENT, KNOWLEDGE, outcome } from './helpers/dns-agreement.js';
import { a, BAD, bad, FAULTS, good, lower, reply } from './helpers/dns-faults.js';
import {
  type Closable,
  framed,
  hasProgram,
  makeCertificate,
  mockDoh,
  mockStream,
  mockUdp,
  type Seen,
  startNsd,
} from './helpers/dns-servers.js';
import { message, opt, option, readQuery, u8 } from './helpers/dns-wire.js';
import { ZONES, zoneCases } from './helpers/dns-zones.js';

function open(
  t: Closable,
  servers: readonly Partial<ServerConfig>[],
  more: Partial<VantageConfig> & { timeoutMs?: number; attempts?: number } = {},
): Resolver {
  const { timeoutMs = 2000, attempts = 2, ...vantage } = more;
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

      for (const [name, type, expected] of zoneCases(transport))
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

t.test('faults of servers and of the way to them', async (t) => {
  for (const { what, behave, expected, strays, timeoutMs } of FAULTS) {
    const { port } = await mockUdp(t, behave);
    const resolver = open(t, [{ port }], timeoutMs === undefined ? {} : { timeoutMs });
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
        { timeoutMs: 150 },
      ),
    );
    t.match(outcome, { kind: 'answer', attempts: 2, server: `127.0.0.1#${working.port}` });
  }
  const all = await ask(
    open(
      t,
      [silent, failing, refusing].map(({ port }) => ({ port })),
      { attempts: 3, timeoutMs: 100 },
    ),
  );
  t.match(all, { kind: 'servfail', attempts: 3 }, 'of several failures, the one that says most');

  const resting = open(
    t,
    [silent, working].map(({ port }) => ({ port })),
    { timeoutMs: 100 },
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

t.test('a socket that cannot be opened is an error of every question', async (t) => {
  const resolver = createResolver({
    vantages: [{ id: 'lab', servers: [{ address: '127.0.0.1', transport: 'udp', ratePerSecond: 1000 }] }],
    attempts: 2,
    backOffMs: 10,
    createSocket: ((options: SocketOptions) => {
      const socket = createSocket(options);
      const error = Object.assign(new Error('no way'), { code: 'ENETUNREACH' });
      socket.connect = () => process.nextTick(() => socket.emit('error', error));
      return socket;
    }) as typeof createSocket,
  });
  t.teardown(() => resolver.close());
  const outcomes = await resolver.resolve('a.example', ['A', 'AAAA'], 'lab');
  t.match(
    outcomes,
    [1, 2].map(() => ({ kind: 'error', problem: 'ENETUNREACH', attempts: 0 })),
  );
});

t.test(
  'of many in flight each gets its own answer, whatever is swapped, repeated or out of order',
  async (t) => {
    /** Answers ten queries in one go, last one first: forged for the id, true, and forged once more. */
    const behaveInTens = (): ((bytes: Buffer) => Buffer[]) => {
      let held: Buffer[] = [];
      return (bytes) => {
        held.push(bytes);
        if (held.length < 10) return [];
        const ten = held.reverse();
        held = [];
        return ten.flatMap((query, i) => {
          const { id, name } = readQuery(query);
          const { question } = readQuery(ten[(i + 1) % 10] as Buffer);
          const address = u8(192, 0, 2, Number(/\d+/.exec(name)?.[0]));
          return [
            message({ id, question, answers: [a(BAD)] }),
            reply(query, { answers: [a(address)] }),
            bad(query),
          ];
        });
      };
    };
    const overUdp = behaveInTens();
    const overTcp = behaveInTens();
    const udp = await mockUdp(t, ({ bytes }, send) => overUdp(bytes).forEach(send));
    const tcp = await mockStream(t, (query, socket) => {
      const frames = overTcp(query).map(framed);
      if (frames.length > 0) socket.write(Buffer.concat(frames));
    });
    for (const server of [
      { port: udp.port, transport: 'udp' as const },
      { port: tcp.port, transport: 'tcp' as const },
    ]) {
      const resolver = open(t, [{ ...server, connections: 1, window: 10 }]);
      const names = Array.from({ length: 50 }, (_, i) => `n${i}.example`);
      const queries = names.map((name): Query => ({ name, type: 'A', vantage: 'lab' }));
      const seen = new Map<string, unknown>();
      for await (const outcome of resolver.resolveAll(queries, { inFlight: 10 })) {
        t.match(outcome, { kind: 'answer', attempts: 1 });
        seen.set(outcome.name, addresses(outcome));
      }
      t.same([...seen].sort(), names.map((name, i) => [name, [`192.0.2.${i}`]]).sort(), server.transport);
      t.ok(resolver.counters.strays >= 50, 'what is forged or repeated is dropped');
    }
  },
);

t.test('ids: free ones are found to the last, across the end of their range, and come back', (t) => {
  const table = new IdTable<number>();
  let next = 65_000;
  const random = { u16: () => next++ & 0xffff };
  const ids: number[] = [];
  for (let i = 0; i < 32_768; i++) {
    const id = table.freeId(random);
    ids.push(id);
    table.set(id, i);
    next += i % 1000 === 999 ? 1 : 0;
  }
  t.equal(new Set(ids).size, 32_768, 'no id stands for two');
  t.ok(ids.includes(65_535) && ids.includes(0));
  t.ok(ids.every((id, i) => table.get(id) === i));
  for (const id of ids.slice(0, 20_000)) table.delete(id);
  table.delete(ids[0] as number);
  t.equal(table.size, 12_768);
  t.equal(table.get(ids[19_999] as number), undefined);
  t.equal(table.get(ids[20_000] as number), 20_000);
  table.set(ids[5] as number, -5);
  t.equal(table.get(ids[5] as number), -5);
  t.equal(table.get(ids[6] as number), undefined, 'a place that is used again has one id');
  t.same(
    table.items().sort((x, y) => x - y),
    [-5, ...ids.keys()].filter((i) => i < 0 || i >= 20_000),
  );
  t.end();
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
    // One after the other: timers of different lengths may fire in another order on a busy machine.
    const writeFrom = (i: number): void => {
      socket.write(bytes.subarray(i, i + 1));
      if (i + 1 < bytes.length) setImmediate(writeFrom, i + 1);
    };
    writeFrom(0);
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
  t.match(await ask(open(t, [{ port: mute.port, transport: 'tcp' }], { timeoutMs: 100 })), {
    kind: 'timeout',
    attempts: 2,
  });
});

t.test(
  'TLS: the certificate must be right, and nothing weaker is tried',
  { skip: !hasProgram('openssl') && 'openssl is missing' },
  async (t) => {
    const certificate = makeCertificate(t, 'dns.example');
    const { cert: ca } = certificate;
    let plainText = 0;
    const dot = await mockStream(t, (query, socket) => socket.write(framed(good(query))), { certificate });
    const plain = await mockStream(t, () => plainText++);
    const doh = await mockDoh(t, certificate, (query) => ({ body: good(query) }));
    const cases: [what: string, server: Partial<ServerConfig>, expected: object][] = [
      [
        'DoT',
        { transport: 'dot', port: dot.port, tlsName: 'dns.example', ca },
        { kind: 'answer', transport: 'dot' },
      ],
      [
        'DoT, another name',
        { transport: 'dot', port: dot.port, tlsName: 'other.example', ca },
        { kind: 'error', problem: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      ],
      [
        'DoT, no name and no such address in the certificate',
        { transport: 'dot', port: dot.port, ca },
        { kind: 'error', problem: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      ],
      [
        'DoT, unknown authority',
        { transport: 'dot', port: dot.port, tlsName: 'dns.example' },
        { kind: 'error', problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      ],
      [
        'DoT, a server without TLS',
        { transport: 'dot', port: plain.port, tlsName: 'dns.example', ca },
        { kind: 'timeout' },
      ],
      [
        'DoH',
        { transport: 'doh', port: doh.port, tlsName: 'dns.example', ca },
        { kind: 'answer', transport: 'doh' },
      ],
      [
        'DoH by GET',
        { transport: 'doh', port: doh.port, tlsName: 'dns.example', ca, method: 'GET', path: '/q' },
        { kind: 'answer' },
      ],
      [
        'DoH, another name',
        { transport: 'doh', port: doh.port, tlsName: 'other.example', ca },
        { kind: 'error', problem: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      ],
      [
        'DoH, unknown authority',
        { transport: 'doh', port: doh.port, tlsName: 'dns.example' },
        { kind: 'error', problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      ],
      [
        'DoH, nobody there',
        { transport: 'doh', port: 9, tlsName: 'dns.example', ca },
        { kind: 'error', problem: 'ECONNREFUSED' },
      ],
    ];
    for (const [what, server, expected] of cases)
      t.match(await ask(open(t, [server], { timeoutMs: 1500, attempts: 1 })), expected, what);
    t.equal(plainText, 0, 'no query in the clear');
  },
);

t.test(
  'DoH: one connection, and what is no DNS message is an error',
  { skip: !hasProgram('openssl') && 'openssl is missing' },
  async (t) => {
    const certificate = makeCertificate(t, 'dns.example');
    const queries: Buffer[] = [];
    const replies: Record<string, (query: Buffer) => { status?: number; type?: string; body: Uint8Array }> = {
      'a.example': (query) => ({ body: good(query) }),
      'status.example': (query) => ({ status: 503, body: good(query) }),
      'html.example': (query) => ({ type: 'text/html', body: good(query) }),
      'long.example': () => ({ body: Buffer.alloc(70_000) }),
      'other.example': () => ({ body: message({ name: 'b.example', answers: [a(BAD)] }) }),
      'empty.example': () => ({ body: u8() }),
      'truncated.example': (query) => ({ body: reply(query, { flags: 0x8380 }) }),
    };
    const { port, sessions } = await mockDoh(t, certificate, (query) => {
      queries.push(query);
      return (replies[readQuery(query).name] as (query: Buffer) => { body: Uint8Array })(query);
    });
    const resolver = open(t, [{ transport: 'doh', port, tlsName: 'dns.example', ca: certificate.cert }], {
      timeoutMs: 3000,
      attempts: 1,
    });
    const expected: [name: string, expected: object][] = [
      ['status.example', { kind: 'error', problem: 'HTTP status 503' }],
      ['html.example', { kind: 'error', problem: /application/ }],
      ['long.example', { kind: 'error', problem: /longer/ }],
      ['other.example', { kind: 'error', problem: /another question/ }],
      ['empty.example', { kind: 'error', problem: /another question/ }],
      ['truncated.example', { kind: 'malformed' }],
      ['a.example', { kind: 'answer' }],
    ];
    for (const [name, outcome] of expected) t.match(await ask(resolver, name), outcome, name);
    const many = await Promise.all(Array.from({ length: 50 }, () => ask(resolver)));
    t.ok(many.every(({ kind }) => kind === 'answer'));
    t.equal(sessions(), 1);
    t.ok(
      queries.every((query) => query.length === 128 && query.readUInt16BE(0) === 0),
      'padded, and with the id 0',
    );
  },
);

t.test('client subnets: one outcome each, with its scope', async (t) => {
  const { port } = await mockUdp(t, ({ bytes }, send) => {
    // The option begins behind the question and the eleven octets of OPT.
    const at = 12 + readQuery(bytes).question.length + 11;
    const subnet = Buffer.from(bytes.subarray(at + 4, at + 4 + bytes.readUInt16BE(at + 2)));
    subnet[3] = 20;
    const pool = u8(192, 0, 2, subnet[4] as number);
    send(reply(bytes, { answers: [a(pool)], additional: [opt([option(8, subnet)])] }));
  });
  const resolver = open(t, [{ port }], { subnets: ['203.0.113.0/24', '198.51.100.0/24'] });
  const outcomes = await resolver.resolve('a.example', ['A'], 'lab');
  t.match(outcomes, [
    {
      askedSubnet: '203.0.113.0/24',
      subnet: { subnet: '203.0.113.0/24', scope: 20 },
      records: [{ data: '192.0.2.203' }],
    },
    { askedSubnet: '198.51.100.0/24', subnet: { scope: 20 }, records: [{ data: '192.0.2.198' }] },
  ]);
});

t.test('streams of questions', async (t) => {
  let underWay = 0;
  let most = 0;
  const { port } = await mockUdp(t, ({ bytes, query }, send) => {
    most = Math.max(most, ++underWay);
    setTimeout(() => {
      underWay--;
      if (!query.name.toLowerCase().startsWith('drop')) send(good(bytes));
    }, 5);
  });
  const resolver = open(t, [{ port }], { attempts: 1, timeoutMs: 400 });
  const query = (name: string): Query => ({ name, type: 'A', vantage: 'lab' });
  let pulled = 0;
  function* names(count: number): Generator<Query> {
    for (let i = 0; i < count; i++) {
      pulled++;
      yield query(i % 40 === 7 ? 'drop.example' : i % 40 === 8 ? 'not..a.name' : `n${i}.example`);
    }
  }
  const kinds: Record<string, number> = {};
  for await (const { kind, name } of resolver.resolveAll(names(200), { inFlight: 20 })) {
    kinds[name === 'not..a.name' ? 'invalid' : kind] =
      (kinds[name === 'not..a.name' ? 'invalid' : kind] ?? 0) + 1;
  }
  t.same(kinds, { answer: 190, timeout: 5, invalid: 5 });
  t.ok(most <= 20, `${most} at a time`);

  pulled = 0;
  for await (const _ of resolver.resolveAll(names(200), { inFlight: 20 })) break;
  t.ok(pulled <= 21, 'who stops reading stops the asking');

  async function* failing(): AsyncGenerator<readonly Query[]> {
    yield [query('a.example')];
    yield [];
    yield [query('b.example'), query('c.example')];
    throw new RangeError('the source broke');
  }
  let read = 0;
  await t.rejects(async () => {
    for await (const _ of resolver.resolveAll(failing())) read++;
  }, /the source broke/);
  t.equal(read, 3, 'what came before is not lost');
  await t.rejects(async () => {
    for await (const _ of resolver.resolveAll([{ name: 'a.example', type: 'A', vantage: 'nowhere' }])) read++;
  }, /no vantage nowhere/);
  t.same(await resolver.resolveAll([])[Symbol.asyncIterator]().next(), { done: true, value: undefined });
});

t.test('names that cannot be asked for never reach the wire', async (t) => {
  const { port, seen } = await mockUdp(t, ({ bytes }, send) => send(good(bytes)));
  const resolver = open(t, [{ port }]);
  for (const name of [
    '',
    'a..example',
    `${'x'.repeat(64)}.example`,
    'a example',
    'ä.example',
    'x.'.repeat(128),
  ])
    t.match(
      await ask(resolver, name),
      { kind: 'error', attempts: 0, problem: /not a name/ },
      JSON.stringify(name),
    );
  t.equal(seen.length, 0);
});

t.test('closing ends everything', async (t) => {
  const { port } = await mockUdp(t, () => undefined);
  const mute = await mockStream(t, () => undefined);
  for (const server of [
    { port },
    { port: mute.port, transport: 'tcp' as const },
    { port, ratePerSecond: 0.01, burst: 1 },
  ]) {
    const resolver = open(t, [server], { timeoutMs: 60_000 });
    const asked = Promise.all([ask(resolver), ask(resolver), ask(resolver)]);
    await new Promise((done) => setTimeout(done, 20));
    resolver.close();
    t.match(
      await asked,
      [1, 2, 3].map(() => ({ kind: 'error', problem: 'closed' })),
    );
    t.match(await ask(resolver), { kind: 'error', problem: 'closed' });
  }
});

t.test('the rate limit of a server holds', async (t) => {
  const { port, seen } = await mockUdp(t, ({ bytes }, send) => send(good(bytes)));
  const resolver = open(t, [{ port, ratePerSecond: 200, burst: 5 }]);
  const asked = Promise.all(Array.from({ length: 25 }, () => ask(resolver)));
  await new Promise((done) => setTimeout(done, 1));
  t.ok(seen.length <= 6, 'no more than the burst at once');
  t.ok(
    (await asked).every(({ kind }) => kind === 'answer'),
    'the others follow',
  );

  const bucket = new TokenBucket(10, 2, 0);
  const takes = [0, 0, 0, 50, 100, 100, 1000, 1000, 1000].map((ms) => bucket.take(ms));
  t.same(takes, [true, true, false, false, true, false, true, true, false]);
  t.equal(bucket.waitMs(), 100);
  t.ok(new TokenBucket(Number.POSITIVE_INFINITY, 1, 0).take(0));
});

t.test('timers are due in their time, once, unless they are called off', (t) => {
  let now = 5;
  let running = 0;
  const wheel = new TimerWheel({
    now: () => now,
    every: () => {
      running++;
      return () => running--;
    },
  });
  const due: string[] = [];
  class Note extends Timer {
    readonly name: string;
    constructor(name: string) {
      super();
      this.name = name;
    }
    override onDue(): void {
      due.push(`${this.name}@${now}`);
      if (this.name === 'again' && due.length < 8) wheel.arm(this, 30);
    }
  }
  const [soon, late, never, far, again] = ['soon', 'late', 'never', 'far', 'again'].map(
    (name) => new Note(name),
  ) as [Note, Note, Note, Note, Note];
  for (const [timer, delay] of [
    [soon, 1],
    [late, 100],
    [never, 100],
    [far, 25_000],
    [again, 95],
  ] as const)
    wheel.arm(timer, delay);
  wheel.arm(soon, 40);
  wheel.disarm(never);
  t.equal(running, 1);
  for (const time of [40, 50, 105, 110, 140, 20_000, 25_020]) {
    now = time;
    wheel.advance();
  }
  t.same(due, ['soon@50', 'again@105', 'late@110', 'again@140', 'again@20000', 'again@25020', 'far@25020']);
  now = 60_000;
  wheel.advance();
  t.equal(running, 0, 'it stands still when nothing is left');
  t.end();
});

t.test('vantages that cannot be used are refused, with all that is wrong', (t) => {
  const vantage = (server: Partial<ServerConfig>, more: Partial<VantageConfig> = {}): VantageConfig => ({
    id: 'v',
    servers: [{ address: '127.0.0.1', transport: 'udp', ...server }],
    ...more,
  });
  const cases: [VantageConfig[], RegExp][] = [
    [[vantage({ address: 'dns.example' })], /not an IP address/],
    [[vantage({ port: 0 })], /port 0/],
    [[vantage({ path: 'dns-query' })], /slash/],
    [[vantage({ ratePerSecond: 0 })], /ratePerSecond/],
    [[vantage({ window: 40_000 })], /window/],
    [[vantage({}, { servers: [] })], /no server/],
    [[vantage({}, { subnets: ['192.0.2.1/24'] })], /bits set/],
    [[vantage({}), vantage({})], /stands for two/],
    [[vantage({ address: '::1%lo', port: -1 })], /not an IP address\n.*port -1/],
  ];
  for (const [vantages, message] of cases)
    t.throws(() => createResolver({ vantages }), { kind: 'config', message }, String(message));
  t.end();
});

t.test('agreement: difference is not forgery, and forgery is no address', (t) => {
  for (const { what, views, standings, addresses } of AGREEMENT) {
    const agreement = compareViews(views, KNOWLEDGE);
    t.same(
      agreement.verdicts.map(({ standing, reasons }) => [standing, ...reasons].join(' ')),
      standings,
      what,
    );
    t.same(agreement.addresses, addresses, `${what}: addresses`);
    t.equal(
      agreement.agreed,
      standings.every((one) => one === 'agrees' || one === 'silent'),
      `${what}: agreed`,
    );
  }
  t.end();
});

t.test('observations: what was seen apart from what changes each time', (t) => {
  const at = '2026-11-22T00:00:00.000Z';
  const first = toObservation(outcome({ rttMs: 3 }, '192.0.2.2', '192.0.2.1', '192.0.2.2'), at);
  const second = toObservation(outcome({ rttMs: 9, attempts: 2 }, '192.0.2.1', '192.0.2.2'), at);
  t.same(first.value, second.value, 'order, repetition and time do not count');
  t.match(first, {
    subject: 'a.example',
    type: 'dns/A',
    vantage: 'v',
    at,
    outcome: 'answer',
    conclusive: true,
  });
  t.match(first, {
    value: { records: ['192.0.2.1', '192.0.2.2'], chain: [] },
    detail: { ttlSeconds: 300, rttMs: 3 },
  });
  t.match(toObservation(outcome({ askedSubnet: '192.0.2.0/24' }), at), {
    vantage: 'v/192.0.2.0/24',
    outcome: 'nxdomain',
    conclusive: true,
  });
  for (const kind of ['servfail', 'refused', 'timeout', 'malformed', 'error'] as const)
    t.match(toObservation(outcome({ kind, problem: 'x' }), at), { outcome: kind, conclusive: false }, kind);
  const verdict = { standing: 'suspect', reasons: ['contradicted'] };
  t.match(toObservation(outcome({}, '192.0.2.7'), at, verdict), {
    outcome: 'suspect',
    conclusive: false,
    value: { kind: 'answer', reasons: ['contradicted'], records: ['192.0.2.7'] },
  });
  t.match(toObservation(outcome(), at, { standing: 'disagrees', reasons: [] }), {
    outcome: 'disagrees',
    conclusive: false,
  });
  t.equal(canonicalJson(first.value).includes('undefined'), false);

  const planned = [
    ...queriesFor('a.example', 'site', [
      { id: 'v', subnets: ['192.0.2.0/24', '198.51.100.0/24'] },
      { id: 'w' },
    ]),
  ];
  t.equal(planned.length, 7 + 7 + 3, 'address types once for each client subnet');
  t.same(
    [...queriesFor('w.a.example', 'host', [{ id: 'w' }])].map(({ type }) => type),
    ['A', 'AAAA', 'HTTPS'],
  );
  t.end();
});
