/** Safe fetch against hostile servers: each on loopback, with limits shortened so that the suite is fast. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { parsePrefix } from '../src/model/prefixes/prefix.js';
import { permitting, strictPolicy } from '../src/observe/crawl/address-policy.js';
import { createFetcher, type Fetcher } from '../src/observe/crawl/fetch.js';
import type {
  FetcherOptions,
  FetchLimits,
  FetchOutcome,
  FetchResult,
} from '../src/observe/crawl/fetch-types.js';

const PERMITTED = '127.0.0.1';
const policy = permitting([mustParse(`${PERMITTED}/32`)]);
const AGENT = 'Cordon/0 (+https://operator.example/bot)';

function mustParse(text: string) {
  const parsed = parsePrefix(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value;
}

type Respond = (socket: Socket, request: string) => void;

/** A server that answers each request with whatever octets the case wants. */
async function serve(test: Test, respond: Respond, address = PERMITTED, port = 0): Promise<Server> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => respond(socket, data.toString('latin1')));
  });
  server.listen(port, address);
  await once(server, 'listening');
  test.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

interface Setup {
  readonly ports?: readonly number[];
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly options?: Partial<FetcherOptions>;
  readonly limits?: Partial<FetchLimits>;
}

async function fetcherFor(test: Test, setup: Setup): Promise<Fetcher> {
  const names: Readonly<Record<string, readonly string[]>> = setup.names ?? { 'a.example': [PERMITTED] };
  const ports = setup.ports ?? [];
  const fetcher = await createFetcher({
    resolveHost: async (name) => {
      const addresses = names[name];
      return addresses ? { kind: 'addresses', addresses } : { kind: 'none', reason: 'nxdomain' };
    },
    userAgent: AGENT,
    policy,
    limits: {
      phaseMs: 150,
      totalMs: 1_200,
      minBytesPerSecond: 20_000,
      ports: { http: [80, ...ports], https: [443, ...ports] },
      ...setup.limits,
    },
    ...setup.options,
  });
  test.teardown(() => fetcher.close());
  return fetcher;
}

async function read(fetcher: Fetcher, url: string): Promise<FetchResult & { body: Buffer }> {
  const chunks: Uint8Array[] = [];
  const result = await fetcher.fetch(url, { onResponse: () => (chunk) => void chunks.push(chunk) });
  return { ...result, body: Buffer.concat(chunks) };
}

const page = (body: string | Buffer, headers = '') =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`, 'latin1'),
    Buffer.from(body),
  ]);
const redirect = (location: string) =>
  `HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;

t.test('a fetch from an address of this machine comes from it, and stays in its family', async (t) => {
  const seen: (string | undefined)[] = [];
  const server = await serve(t, (socket) => {
    seen.push(socket.remoteAddress);
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  });
  const port = portOf(server);
  const names = { 'a.example': ['2606:4700::1', PERMITTED], 'six.example': ['2606:4700::1'] };
  for (const [localAddress, host, outcome, detail] of [
    ['127.0.0.9', 'a.example', 'ok', /^$/],
    ['127.0.0.9', 'six.example', 'connect-failed', /no address of six\.example is of the family of 127/],
    ['192.0.2.7', 'a.example', 'connect-failed', /EADDRNOTAVAIL/],
  ] as const) {
    const fetcher = await fetcherFor(t, { ports: [port], names, options: { localAddress } });
    const result = await fetcher.fetch(`http://${host}:${port}/`);
    t.match(result, { outcome, detail }, `${localAddress} ${host}`);
  }
  t.same(seen, ['127.0.0.9']);
});

t.test('a plain page: status, headers, body, honest agent, kept connection', async (t) => {
  const requests: string[] = [];
  const peers = new Set<Socket>();
  const server = await serve(t, (socket, request) => {
    requests.push(request);
    peers.add(socket);
    socket.write(page('hello', 'x-note: a\x85b\r\n'));
  });
  const fetcher = await fetcherFor(t, { ports: [portOf(server)] });
  const url = `http://a.example:${portOf(server)}/x?y=1#z`;
  const first = await read(fetcher, url);
  const second = await read(fetcher, url);
  t.equal(first.outcome, 'ok', first.detail);
  t.match(first, { outcome: 'ok', address: PERMITTED, wireBytes: 5, decodedBytes: 5, hops: [] });
  t.equal(first.head?.status, 200);
  t.equal(first.head?.headers['x-note'], 'ab', 'control characters are gone');
  t.equal(first.head?.url, url.replace('#z', ''));
  t.equal(second.body.toString(), 'hello');
  t.match(requests[0], new RegExp(`^GET /x\\?y=1 HTTP/1.1\\r\\nhost: a.example:${portOf(server)}\\r\\n`));
  t.ok(requests[0]?.includes(`user-agent: ${AGENT}\r\n`));
  t.equal(peers.size, 1, 'both came over one connection');
});

t.test('refused before a connection is made', async (t) => {
  const cases: readonly (readonly [string, string, FetchOutcome])[] = [
    ['file scheme', 'file:///etc/passwd', 'bad-scheme'],
    ['ftp scheme', 'ftp://a.example/', 'bad-scheme'],
    ['data scheme', 'data:text/html,hi', 'bad-scheme'],
    ['other port', 'http://a.example:22/', 'bad-port'],
    ['https port over http', 'http://a.example:443/', 'bad-port'],
    ['credentials', 'http://user:secret@a.example/', 'credentials-in-url'],
    ['relative', '/path', 'bad-url'],
    ['endless URL', `http://a.example/${'a'.repeat(3000)}`, 'bad-url'],
    ['special-use name', 'http://localhost/', 'bad-host'],
    ['cloud metadata name', 'http://metadata.google.internal/', 'bad-host'],
    ['quoted host', 'http://a"b.example/', 'bad-host'],
    ['unknown name', 'http://nowhere.example/', 'unresolved'],
    ['loopback', 'http://127.0.0.2/', 'address-not-public'],
    ['decimal address', 'http://2130706434/', 'address-not-public'],
    ['octal address', 'http://0177.0.0.2/', 'address-not-public'],
    ['hexadecimal address', 'http://0x7f000002/', 'address-not-public'],
    ['short address', 'http://127.2/', 'address-not-public'],
    ['full-width digits', 'http://１２７.0.0.2/', 'address-not-public'],
    ['mapped address', 'http://[::ffff:127.0.0.2]/', 'address-not-public'],
    ['mapped address in hex', 'http://[::ffff:7f00:2]/', 'address-not-public'],
    ['compatible address', 'http://[::127.0.0.2]/', 'address-not-public'],
    ['NAT64 address', 'http://[64:ff9b::7f00:2]/', 'address-not-public'],
    ['6to4 address', 'http://[2002:7f00:2::]/', 'address-not-public'],
    ['Teredo address', 'http://[2001:0:7f00:2::1]/', 'address-not-public'],
    ['loopback, IPv6', 'http://[::1]/', 'address-not-public'],
    ['unspecified', 'http://0.0.0.0/', 'address-not-public'],
    ['cloud metadata', 'http://169.254.169.254/latest/meta-data/', 'address-not-public'],
    ['cloud metadata, IPv6', 'http://[fd00:ec2::254]/', 'address-not-public'],
    ['cloud metadata, shared space', 'http://100.100.100.200/', 'address-not-public'],
    ['private', 'http://192.168.1.1/', 'address-not-public'],
  ];
  const fetcher = await fetcherFor(t, {});
  for (const [name, url, outcome] of cases) {
    const result = await read(fetcher, url);
    t.equal(result.outcome, outcome, name);
    t.equal(result.address, null, `${name}: nothing was connected`);
  }
});

t.test('answers of the resolver', async (t) => {
  const cases: readonly (readonly [string, readonly string[], FetchOutcome])[] = [
    ['mixed public and private', ['198.18.0.1', PERMITTED], 'address-not-public'],
    ['mixed over families', [PERMITTED, '::1'], 'address-not-public'],
    ['private', ['10.0.0.1'], 'address-not-public'],
    ['mapped private', ['::ffff:10.0.0.1'], 'address-not-public'],
    ['not in canonical text', ['127.1'], 'address-not-public'],
    ['a name instead of an address', ['localhost'], 'address-not-public'],
    ['empty', [], 'unresolved'],
  ];
  for (const [name, addresses, outcome] of cases) {
    const fetcher = await fetcherFor(t, { names: { 'a.example': addresses } });
    t.equal((await read(fetcher, 'http://a.example/')).outcome, outcome, name);
  }
  const throwing = await fetcherFor(t, {
    options: { resolveHost: () => Promise.reject(new Error('broken')) },
  });
  t.match(await read(throwing, 'http://a.example/'), { outcome: 'unresolved', detail: 'broken' });
  const silent = await fetcherFor(t, { options: { resolveHost: () => new Promise(() => {}) } });
  t.match(await read(silent, 'http://a.example/'), { outcome: 'unresolved', detail: 'timeout' });
});

t.test('the strict policy lets public unicast through and nothing of the laboratory', async (t) => {
  for (const address of ['1.1.1.1', '2606:4700:4700::1111', '::ffff:1.1.1.1', '64:ff9b::101:101'])
    t.ok(strictPolicy(address).allowed, address);
  for (const address of [
    PERMITTED,
    '198.51.100.1',
    '2001:db8::1',
    '168.63.129.16',
    '2606::5efe:a00:1',
    'fe80::1',
  ])
    t.notOk(strictPolicy(address).allowed, address);
});

t.test('rebinding: one resolve a hop, and the second answer is judged like the first', async (t) => {
  let asked = 0;
  const server = await serve(t, (socket) => socket.write(redirect('/again')));
  const trap = await serve(t, () => {}, '127.0.0.2', portOf(server));
  let trapped = 0;
  trap.on('connection', () => trapped++);
  const fetcher = await fetcherFor(t, {
    ports: [portOf(server)],
    options: {
      resolveHost: async () => ({ kind: 'addresses', addresses: [asked++ === 0 ? PERMITTED : '127.0.0.2'] }),
    },
  });
  const result = await read(fetcher, `http://a.example:${portOf(server)}/`);
  t.equal(result.outcome, 'address-not-public');
  t.equal(asked, 2);
  t.equal(trapped, 0);
  t.match(result.hops, [{ status: 302, location: '/again', address: PERMITTED }]);
});

t.test('a peer that is not the pinned address ends the connection', async (t) => {
  const server = await serve(t, (socket) => socket.write(page('secret')));
  let judged = 0;
  const fetcher = await fetcherFor(t, {
    ports: [portOf(server)],
    options: { policy: (address) => (judged++ === 0 ? { allowed: true } : strictPolicy(address)) },
  });
  t.equal((await read(fetcher, `http://a.example:${portOf(server)}/`)).outcome, 'peer-mismatch');
});

t.test('redirects', async (t) => {
  const cases: readonly (readonly [string, (port: number) => string, FetchOutcome])[] = [
    ['to loopback', (port) => `http://127.0.0.2:${port}/`, 'address-not-public'],
    ['to loopback, decimal', (port) => `http://2130706434:${port}/`, 'address-not-public'],
    ['to loopback, mapped', (port) => `//[::ffff:127.0.0.2]:${port}/`, 'address-not-public'],
    ['to a name on loopback', (port) => `http://inside.example:${port}/`, 'address-not-public'],
    ['to metadata', () => 'http://169.254.169.254/latest/', 'address-not-public'],
    ['to a file', () => 'file:///etc/passwd', 'bad-scheme'],
    ['to a script', () => 'javascript:alert(1)', 'bad-scheme'],
    ['to another port', () => 'http://a.example:6379/', 'bad-port'],
    ['to nonsense', () => 'http://[', 'redirect-invalid'],
    ['to itself', (port) => `http://a.example:${port}/`, 'redirect-loop'],
  ];
  for (const [name, location, outcome] of cases) {
    const server = await serve(t, (socket) => socket.write(redirect(location(portOf(server)))));
    const names = { 'a.example': [PERMITTED], 'inside.example': ['127.0.0.2'] };
    const fetcher = await fetcherFor(t, { ports: [portOf(server)], names });
    const result = await read(fetcher, `http://a.example:${portOf(server)}/`);
    t.equal(result.outcome, outcome, name);
    t.equal(result.hops.length, 1, name);
  }
});

t.test('redirect loop over two pages, endless redirects, five are followed', async (t) => {
  const server = await serve(t, (socket, request) => {
    const path = /^GET (\S+)/.exec(request)?.[1] ?? '/';
    const step = Number(/\d+$/.exec(path)?.[0] ?? 0);
    if (path.startsWith('/pair')) socket.write(redirect(`/pair${1 - step}`));
    else if (path.startsWith('/five') && step === 5) socket.write(page('there'));
    else socket.write(redirect(path.replace(/\d+$/, String(step + 1))));
  });
  const fetcher = await fetcherFor(t, { ports: [portOf(server)] });
  const base = `http://a.example:${portOf(server)}`;
  t.equal((await read(fetcher, `${base}/pair0`)).outcome, 'redirect-loop');
  t.match(await read(fetcher, `${base}/endless0`), { outcome: 'redirect-limit', head: null });
  const five = await read(fetcher, `${base}/five0`);
  t.match(five, { outcome: 'ok', url: `${base}/five5` });
  t.equal(five.hops.length, 5);
});

const zeros = Buffer.alloc(8 * 1024 * 1024);
const gzipBomb = gzipSync(zeros);
const brotliBomb = brotliCompressSync(zeros);
const text = 'The trading pair is open. '.repeat(40);
const chunked = (headers: string) => `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n${headers}\r\n`;
/** Writes a start, and then on and on until the other side is gone. */
function drip(socket: Socket, start: string, everyMs: number, piece: string | Buffer): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(piece), everyMs);
  socket.on('close', () => clearInterval(timer));
}

const RESPONSES: readonly (readonly [string, Respond, FetchOutcome])[] = [
  ['gzip', (s) => s.write(page(gzipSync(text), 'content-encoding: gzip\r\n')), 'ok'],
  ['brotli', (s) => s.write(page(brotliCompressSync(text), 'content-encoding: br\r\n')), 'ok'],
  ['deflate', (s) => s.write(page(deflateSync(text), 'content-encoding: deflate\r\n')), 'ok'],
  [
    'deflate without zlib frame',
    (s) => s.write(page(deflateRawSync(text), 'content-encoding: deflate\r\n')),
    'ok',
  ],
  ['no body', (s) => s.write(page('', 'content-encoding: gzip\r\n')), 'ok'],
  ['gzip bomb', (s) => s.write(page(gzipBomb, 'content-encoding: gzip\r\n')), 'ratio-limit'],
  ['brotli bomb', (s) => s.write(page(brotliBomb, 'content-encoding: br\r\n')), 'ratio-limit'],
  [
    'gzip that is merely large',
    (s) => s.write(page(gzipSync(zeros, { level: 0 }).subarray(0, 500_000), 'content-encoding: gzip\r\n')),
    'decode-failed',
  ],
  [
    'stacked encodings',
    (s) => s.write(page(gzipSync(text), 'content-encoding: gzip, br\r\n')),
    'stacked-encodings',
  ],
  [
    'stacked encodings in two fields',
    (s) => s.write(page(gzipSync(text), 'content-encoding: gzip\r\ncontent-encoding: gzip\r\n')),
    'stacked-encodings',
  ],
  ['zstd', (s) => s.write(page('x', 'content-encoding: zstd\r\n')), 'unknown-encoding'],
  [
    'gzip as transfer coding',
    (s) => s.write('HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n'),
    'unknown-encoding',
  ],
  ['gzip that is none', (s) => s.write(page('plain text', 'content-encoding: gzip\r\n')), 'decode-failed'],
  [
    'gzip cut off',
    (s) => s.write(page(gzipSync(text).subarray(0, 30), 'content-encoding: gzip\r\n')),
    'decode-failed',
  ],
  ['long headers', (s) => s.write(page('x', `x-long: ${'a'.repeat(20_000)}\r\n`)), 'headers-too-large'],
  [
    'many headers',
    (s) => s.write(page('x', Array.from({ length: 4000 }, (_, i) => `x-${i}: a\r\n`).join(''))),
    'headers-too-large',
  ],
  ['endless body', (s) => drip(s, chunked(''), 1, `8000\r\n${'a'.repeat(0x8000)}\r\n`), 'wire-limit'],
  ['announced body over the limit', (s) => s.write(page(Buffer.alloc(600_000, 97))), 'wire-limit'],
  ['endless chunk extension', (s) => drip(s, `${chunked('')}1;`, 1, 'a'.repeat(60_000)), 'wire-limit'],
  ['drip of a body', (s) => drip(s, 'HTTP/1.1 200 OK\r\ncontent-length: 90000\r\n\r\n', 20, 'a'), 'too-slow'],
  ['drip of headers', (s) => drip(s, 'HTTP/1.1 200 OK\r\n', 20, 'x-drip: a\r\n'), 'headers-timeout'],
  [
    'drip of interim responses',
    (s) => drip(s, '', 20, 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'),
    'headers-timeout',
  ],
  ['silence', () => {}, 'headers-timeout'],
  ['silence in the body', (s) => s.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'), 'body-timeout'],
  [
    'length lies: longer than the body',
    (s) => s.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'),
    'length-mismatch',
  ],
  ['length lies: chunked body cut off', (s) => s.end(`${chunked('')}9\r\nabc`), 'length-mismatch'],
  [
    'length lies: two lengths',
    (s) => s.write('HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd'),
    'http-malformed',
  ],
  [
    'length lies: length and chunks',
    (s) => s.write(`${chunked('content-length: 3\r\n')}1\r\na\r\n0\r\n\r\n`),
    'http-malformed',
  ],
  ['negative length', (s) => s.write('HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'), 'http-malformed'],
  ['control character in a header', (s) => s.write(page('abc', 'x-note: a\x07b\r\n')), 'http-malformed'],
  ['not HTTP', (s) => s.write('SSH-2.0-example\r\n'), 'http-malformed'],
  [
    'upgrade',
    (s) => s.write('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    'http-malformed',
  ],
  ['hang-up', (s) => s.destroy(), 'connection-lost'],
];

t.test('responses', async (t) => {
  for (const [name, respond, outcome] of RESPONSES) {
    const server = await serve(t, respond);
    const fetcher = await fetcherFor(t, { ports: [portOf(server)] });
    const result = await read(fetcher, `http://a.example:${portOf(server)}/`);
    t.equal(result.outcome, outcome, `${name}: ${result.detail}`);
    t.ok(result.decodedBytes <= 1024 * 1024, name);
    if (outcome === 'ok' && name !== 'no body') t.equal(result.body.toString(), text, name);
  }
});

t.test(
  'length lies: a body longer than announced is cut, and the connection is not used again',
  async (t) => {
    let connections = 0;
    const server = await serve(t, (socket) =>
      socket.write(`${page('abc')}HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfake`),
    );
    server.on('connection', () => connections++);
    const fetcher = await fetcherFor(t, { ports: [portOf(server)] });
    for (const path of ['1', '2']) {
      const result = await read(fetcher, `http://a.example:${portOf(server)}/${path}`);
      t.match(result, { outcome: 'ok', wireBytes: 3 });
      t.equal(result.body.toString(), 'abc');
    }
    t.equal(connections, 2);
  },
);

t.test('a steady drip within the rate still ends at the deadline', async (t) => {
  const server = await serve(t, (s) => drip(s, chunked(''), 20, '1\r\na\r\n'));
  const fetcher = await fetcherFor(t, {
    ports: [portOf(server)],
    limits: { minBytesPerSecond: 1, totalMs: 300 },
  });
  t.equal((await read(fetcher, `http://a.example:${portOf(server)}/`)).outcome, 'deadline');
});

t.test('nobody listens; the second address answers', async (t) => {
  const server = await serve(t, (socket) => socket.write(page('up')));
  const port = portOf(server);
  const names = { 'a.example': ['127.0.0.3'], 'b.example': ['127.0.0.3', PERMITTED] };
  const open = permitting([mustParse('127.0.0.0/24')]);
  const fetcher = await fetcherFor(t, { ports: [port], names, options: { policy: open } });
  t.equal((await read(fetcher, `http://a.example:${port}/`)).outcome, 'connect-refused');
  t.match(await read(fetcher, `http://b.example:${port}/`), { outcome: 'ok', address: PERMITTED });
});

t.test('a reader that throws, a reader that wants no body, an interrupt', async (t) => {
  const server = await serve(t, (socket, request) => {
    if (!request.startsWith('GET /silent')) socket.write(page('abc'));
  });
  const fetcher = await fetcherFor(t, { ports: [portOf(server)] });
  const base = `http://a.example:${portOf(server)}`;
  const broken = () => () => {
    throw new Error('reader broke');
  };
  t.match(await fetcher.fetch(base, { onResponse: broken }), {
    outcome: 'consumer-failed',
    detail: 'reader broke',
  });
  t.match(await fetcher.fetch(base, { onResponse: () => null }), { outcome: 'ok', decodedBytes: 0 });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 30);
  t.equal((await fetcher.fetch(`${base}/silent`, { signal: controller.signal })).outcome, 'aborted');
  t.equal((await fetcher.fetch(`${base}/silent`, { signal: AbortSignal.abort() })).outcome, 'aborted');
});

t.test('TLS', async (t) => {
  const file = (name: string) => readFileSync(new URL(`./fixtures/tls/${name}`, import.meta.url), 'utf8');
  const server = createTlsServer({ key: file('exchange.key.pem'), cert: file('exchange.pem') }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.write(page('secure')));
  });
  server.on('tlsClientError', () => {});
  server.listen(0, PERMITTED);
  await once(server, 'listening');
  const mute = await serve(t, () => {});
  const garbage = await serve(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const names = { 'www.exchange.example': [PERMITTED], 'clone.example': [PERMITTED] };
  const ports = [server, mute, garbage].map(portOf);
  const fetcher = await fetcherFor(t, { ports, names, options: { ca: file('ca.pem') } });
  t.teardown(() => server.close());

  const good = await read(fetcher, `https://www.exchange.example:${ports[0]}/`);
  t.equal(good.outcome, 'ok', good.detail);
  t.match(good.certificate, {
    organisation: 'Exchange Holdings',
    issuer: 'Test Authority, Test Root',
    names: ['*.exchange.example', 'exchange-mirror.example', 'exchange.example'],
    spkiSha256: /^[0-9a-f]{64}$/,
    notAfter: /^21\d\d-/,
  });
  t.equal(good.head?.certificate?.spkiSha256, good.certificate?.spkiSha256);

  const wrong = await read(fetcher, `https://clone.example:${ports[0]}/`);
  t.match(wrong, {
    outcome: 'tls-name-mismatch',
    head: null,
    certificate: { organisation: 'Exchange Holdings' },
  });
  t.equal((await read(fetcher, `https://${PERMITTED}:${ports[0]}/`)).outcome, 'tls-name-mismatch');
  const stranger = await fetcherFor(t, { ports, names });
  t.equal((await read(stranger, `https://www.exchange.example:${ports[0]}/`)).outcome, 'tls-untrusted');
  t.equal((await read(fetcher, `https://clone.example:${ports[1]}/`)).outcome, 'tls-timeout');
  t.equal((await read(fetcher, `https://clone.example:${ports[2]}/`)).outcome, 'tls-failed');
});
