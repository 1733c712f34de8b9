/** Name servers on the loopback for tests: a real one, and small ones that misbehave on purpose. */
import { execFileSync, spawn } from 'node:child_process';
import dgram from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http2 from 'node:http2';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { readQuery } from './dns-wire.js';

const HOST = '127.0.0.1';
const PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`;

/** Whether a program is there. With CI=true a missing one is an error, so that nothing is skipped unseen. */
export function hasProgram(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { env: { ...process.env, PATH }, stdio: 'ignore' });
    return true;
  } catch {
    if (process.env.CI === 'true')
      throw new Error(`${name} is missing; scripts/install-programs installs it`);
    return false;
  }
}

export interface Closable {
  teardown(callback: () => void | Promise<void>): void;
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly keyFile: string;
  readonly certFile: string;
}

/** A self-signed certificate for the names and 127.0.0.1, valid for a day. */
export function makeCertificate(t: Closable, name: string): Certificate {
  const folder = mkdtempSync(path.join(tmpdir(), 'cordon-tls-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const keyFile = path.join(folder, 'key.pem');
  const certFile = path.join(folder, 'cert.pem');
  const run = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=${name} -addext subjectAltName=DNS:${name} -keyout ${keyFile} -out ${certFile}`;
  execFileSync('openssl', run.split(' '), { stdio: 'ignore' });
  const read = (file: string) => execFileSync('cat', [file], { encoding: 'utf8' });
  return { key: read(keyFile), cert: read(certFile), keyFile, certFile };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, HOST);
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** nsd with these zones (origin → text of the zone file, or undefined for a zone whose file is missing). */
export async function startNsd(
  t: Closable,
  zones: Readonly<Record<string, string | undefined>>,
  certificate: Certificate,
): Promise<{ readonly port: number; readonly tlsPort: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cordon-nsd-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const server = `server:
  ip-address: ${HOST}@${port}
  ip-address: ${HOST}@${tlsPort}
  tls-port: ${tlsPort}
  tls-service-key: "${certificate.keyFile}"
  tls-service-pem: "${certificate.certFile}"
  server-count: 1
  username: ""
  chroot: ""
  pidfile: ""
  database: ""
  xfrdfile: ""
  zonesdir: "${folder}"
  xfrdir: "${folder}"
  zonelistfile: "${folder}/zone.list"
  rrl-ratelimit: 0
remote-control:
  control-enable: no
`;
  const listed = Object.entries(zones).map(([origin, text]) => {
    if (text !== undefined)
      writeFileSync(path.join(folder, `${origin}.zone`), `$ORIGIN ${origin}.\n$TTL 300\n${text}`);
    return `zone:\n  name: ${origin}\n  zonefile: ${origin}.zone\n`;
  });
  writeFileSync(path.join(folder, 'nsd.conf'), server + listed.join(''));
  const child = spawn('nsd', ['-d', '-c', path.join(folder, 'nsd.conf')], { env: { ...process.env, PATH } });
  t.teardown(async () => {
    const ended = new Promise((done) => child.once('exit', done));
    if (child.exitCode === null && child.kill('SIGTERM')) await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  await new Promise<void>((resolve, reject) => {
    let log = '';
    child.stderr.on('data', (chunk) => {
      log += chunk;
      if (log.includes('nsd started')) resolve();
    });
    child.once('exit', () => reject(new Error(`nsd ended:\n${log}`)));
  });
  return { port, tlsPort };
}

export interface Seen {
  readonly bytes: Buffer;
  readonly query: ReturnType<typeof readQuery>;
  /** Source port of the query. */
  readonly port: number;
  /** How many queries came before. */
  readonly before: number;
}

/** `send` answers; `sendElsewhere` does it from another port. */
export type UdpBehaviour = (
  seen: Seen,
  send: (reply: Uint8Array) => void,
  sendElsewhere: (reply: Uint8Array) => void,
) => void;

export async function mockUdp(t: Closable, behave: UdpBehaviour): Promise<{ port: number; seen: Seen[] }> {
  const [socket, other] = [dgram.createSocket('udp4'), dgram.createSocket('udp4')];
  const seen: Seen[] = [];
  let closed = false;
  socket.on('message', (bytes, from) => {
    const one: Seen = { bytes, query: readQuery(bytes), port: from.port, before: seen.length };
    seen.push(one);
    const answer = (through: dgram.Socket) => (reply: Uint8Array) => {
      if (!closed) through.send(reply, from.port, from.address);
    };
    behave(one, answer(socket), answer(other));
  });
  for (const one of [socket, other]) await new Promise<void>((done) => one.bind(0, HOST, done));
  t.teardown(() => {
    closed = true;
    socket.close();
    other.close();
  });
  return { port: socket.address().port, seen };
}

/** Gets each framed query of a connection, and the connection. */
export type StreamBehaviour = (query: Buffer, socket: net.Socket) => void;

export const framed = (reply: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([reply.length >>> 8, reply.length & 255]), reply]);

export async function mockStream(
  t: Closable,
  behave: StreamBehaviour,
  options: { readonly port?: number; readonly certificate?: Certificate } = {},
): Promise<{ port: number; connections: () => number }> {
  const sockets = new Set<net.Socket>();
  let connections = 0;
  const onConnection = (socket: net.Socket): void => {
    connections++;
    sockets.add(socket);
    let bytes = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (bytes.length > 2 && bytes.length >= 2 + bytes.readUInt16BE(0)) {
        const end = 2 + bytes.readUInt16BE(0);
        behave(bytes.subarray(2, end), socket);
        bytes = bytes.subarray(end);
      }
    });
  };
  const { certificate } = options;
  const server = certificate
    ? tls.createServer({ key: certificate.key, cert: certificate.cert }, onConnection)
    : net.createServer(onConnection);
  server.listen(options.port ?? 0, HOST);
  await new Promise((done) => server.once('listening', done));
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as net.AddressInfo).port, connections: () => connections };
}

export interface DohReply {
  readonly status?: number;
  readonly type?: string;
  readonly body: Uint8Array;
}

/** A DoH server; gets the decoded query and the method. */
export async function mockDoh(
  t: Closable,
  certificate: Certificate,
  behave: (query: Buffer, method: string) => DohReply,
): Promise<{ port: number; sessions: () => number }> {
  const server = http2.createSecureServer({ key: certificate.key, cert: certificate.cert });
  const sessions = new Set<http2.ServerHttp2Session>();
  let opened = 0;
  server.on('session', (session) => {
    opened++;
    sessions.add(session);
  });
  server.on('stream', (stream, headers) => {
    const chunks: Buffer[] = [];
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const method = String(headers[':method']);
      const dns = new URL(String(headers[':path']), 'https://a.example').searchParams.get('dns') ?? '';
      const query = method === 'GET' ? Buffer.from(dns, 'base64url') : Buffer.concat(chunks);
      const { status = 200, type = 'application/dns-message', body } = behave(query, method);
      stream.respond({ ':status': status, 'content-type': type });
      stream.end(body);
    });
  });
  server.listen(0, HOST);
  await new Promise((done) => server.once('listening', done));
  t.teardown(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  return { port: (server.address() as net.AddressInfo).port, sessions: () => opened };
}
