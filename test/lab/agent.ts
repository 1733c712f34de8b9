/**
 * Runs inside one network namespace of the lab and does there what the test asks for: one JSON request a line on
 * standard input, one answer a line on standard output. Uses nothing but Node, so that it can be transpiled alone.
 */
import { createSocket } from 'node:dgram';
import { createServer as createHttp } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls, createServer as createTls } from 'node:tls';

export type Request =
  | {
      readonly op: 'dns';
      readonly server: string;
      readonly port: number;
      readonly name: string;
      readonly type: string;
    }
  | { readonly op: 'connect'; readonly address: string; readonly port: number }
  | { readonly op: 'get'; readonly proxy: string; readonly url: string }
  | { readonly op: 'tunnel'; readonly proxy: string; readonly target: string; readonly serverName: string }
  | { readonly op: 'serve'; readonly key: string; readonly cert: string };

/** One word that an assertion can compare, and what else was seen. */
export interface Answer {
  readonly outcome: string;
  readonly detail?: readonly string[];
  /** Extended DNS error (RFC 8914). */
  readonly extendedError?: number;
}

const TYPES: Readonly<Record<string, number>> = { A: 1, CNAME: 5, TXT: 16, AAAA: 28 };
const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];
const TIMEOUT_MS = 4000;
const DNS_TIMEOUT_MS = 1500;

function encodeQuery(id: number, name: string, type: number): Buffer {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  const head = Buffer.from([id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
  const tail = Buffer.from([0, type >> 8, type & 255, 0, 1, 0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, ...labels, tail]);
}

function skipName(message: Buffer, from: number): number {
  let at = from;
  while (message[at]) {
    if ((message[at] as number) >= 0xc0) return at + 2;
    at += (message[at] as number) + 1;
  }
  return at + 1;
}

/** RFC 1035 §4.1, as far as the lab needs it: the code, the addresses and the extended error. */
function decodeAnswer(message: Buffer): Answer {
  const code = RCODES[message.readUInt8(3) & 15] ?? 'OTHER';
  const answers = message.readUInt16BE(6);
  const records = answers + message.readUInt16BE(8) + message.readUInt16BE(10);
  const addresses: string[] = [];
  let extendedError: number | undefined;
  let at = skipName(message, 12) + 4;
  for (let i = 0; i < records; i++) {
    at = skipName(message, at);
    const type = message.readUInt16BE(at);
    const data = message.subarray(at + 10, at + 10 + message.readUInt16BE(at + 8));
    if (i < answers && (type === 1 || type === 28 || type === 16)) addresses.push(data.toString('hex'));
    if (type === 41 && data.length >= 6 && data.readUInt16BE(0) === 15) extendedError = data.readUInt16BE(4);
    at += 10 + data.length;
  }
  const outcome = code === 'NOERROR' ? (addresses.length > 0 ? 'resolves' : 'NODATA') : code;
  return { outcome, detail: addresses, ...(extendedError === undefined ? {} : { extendedError }) };
}

function dns(server: string, port: number, name: string, type: string): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const finish = (answer: Answer) => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => finish({ outcome: 'timeout' }), DNS_TIMEOUT_MS);
    socket.on('error', (error) => finish({ outcome: (error as NodeJS.ErrnoException).code ?? 'error' }));
    socket.on('message', (message) => finish(decodeAnswer(message)));
    socket.connect(port, server, () => socket.send(encodeQuery(4711, name, TYPES[type] ?? 1)));
  });
}

function tcp(address: string, port: number): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const finish = (outcome: string) => {
      socket.destroy();
      resolve({ outcome });
    };
    socket.setTimeout(TIMEOUT_MS, () => finish('timeout'));
    socket.on('connect', () => finish('connected'));
    socket.on('error', (error) => finish((error as NodeJS.ErrnoException).code ?? 'error'));
  });
}

/** Sends one request to the proxy and gives its status and the socket behind it. */
function askProxy(proxy: string, request: string): Promise<{ status: string; socket: Socket }> {
  const [host, port] = proxy.split(':');
  return new Promise((resolve, reject) => {
    const socket = connect({ host: host as string, port: Number(port) });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('timeout')));
    socket.on('error', reject);
    socket.on('connect', () => socket.write(request));
    socket.once('data', (data) => resolve({ status: String(data).split(' ')[1] ?? '', socket }));
  });
}

async function get(proxy: string, url: string): Promise<Answer> {
  const host = new URL(url).host;
  const { status, socket } = await askProxy(
    proxy,
    `GET ${url} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
  );
  socket.destroy();
  return { outcome: status };
}

/** CONNECT, then TLS with a server name: `tls` when the handshake ends well. */
async function tunnel(proxy: string, target: string, serverName: string): Promise<Answer> {
  const { status, socket } = await askProxy(proxy, `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  if (status !== '200') {
    socket.destroy();
    return { outcome: status };
  }
  return new Promise((resolve) => {
    const finish = (outcome: string) => {
      socket.destroy();
      resolve({ outcome });
    };
    const secure = connectTls({ socket, servername: serverName, rejectUnauthorized: false });
    secure.on('secureConnect', () => finish('tls'));
    secure.on('error', () => finish('terminated'));
    secure.on('close', () => finish('terminated'));
  });
}

/** Port 80 answers every request, port 443 every handshake, port 7 every connection; on all addresses. */
async function serve(key: string, cert: string): Promise<Answer> {
  const servers = [
    createHttp((_request, response) => response.end('served\n')).listen(80, '::'),
    createTls({ key, cert }, (socket) => socket.end('served\n')).listen(443, '::'),
    createServer((socket) => socket.end()).listen(7, '::'),
  ];
  for (const server of servers)
    await new Promise((resolve) => (server.listening ? resolve(0) : server.once('listening', resolve)));
  return { outcome: 'serving' };
}

function perform(request: Request): Promise<Answer> {
  switch (request.op) {
    case 'dns':
      return dns(request.server, request.port, request.name, request.type);
    case 'connect':
      return tcp(request.address, request.port);
    case 'get':
      return get(request.proxy, request.url);
    case 'tunnel':
      return tunnel(request.proxy, request.target, request.serverName);
    case 'serve':
      return serve(request.key, request.cert);
  }
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const { id, request } = JSON.parse(line) as { id: number; request: Request };
  const say = (answer: Answer) => process.stdout.write(`${JSON.stringify({ id, answer })}\n`);
  perform(request).then(say, (error: Error) => say({ outcome: error.message }));
});
lines.on('close', () => process.exit(0));
