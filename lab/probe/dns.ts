/** Asks one DNS question over any transport, with its own encoder and decoder: it also checks the lab's own server. */
import { createSocket } from 'node:dgram';
import { connect as connectHttp2 } from 'node:http2';
import { connect, isIPv4, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface DnsQuestion {
  readonly server: string;
  readonly name: string;
  /** Number of the record type. Default 1 (A). */
  readonly type?: number | undefined;
  /** `udp` does not fall back to TCP here. Default `udp`. */
  readonly over?: 'udp' | 'tcp' | 'dot' | 'doh' | undefined;
  /** For DoT and DoH: what the certificate must be valid for. */
  readonly tlsName?: string | undefined;
  /** IPv4 client subnet (RFC 7871), e.g. `192.0.2.0/24`. */
  readonly subnet?: string | undefined;
}

export interface DnsAnswer {
  /** `NOERROR`, `NXDOMAIN`…, or `timeout`, or the code of a system error. */
  readonly outcome: string;
  readonly truncated?: boolean | undefined;
  /** The server says that it validated the answer. */
  readonly authentic?: boolean | undefined;
  /** Addresses as text, names of aliases, the octets of all else in hexadecimal; in order. */
  readonly answers?: readonly string[] | undefined;
}

const CODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

function encode({ name, type = 1, subnet }: DnsQuestion): Buffer {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  const [network, length] = subnet?.split('/') ?? [];
  const octets =
    network
      ?.split('.')
      .map(Number)
      .slice(0, Math.ceil(Number(length) / 8)) ?? [];
  const option = subnet ? [0, 8, 0, 4 + octets.length, 0, 1, Number(length), 0, ...octets] : [];
  return Buffer.concat([
    Buffer.from([0x2b, 0x67, 1, 0x20, 0, 1, 0, 0, 0, 0, 0, 1]),
    ...labels,
    Buffer.from([0, type >> 8, type & 255, 0, 1]),
    Buffer.from([0, 0, 41, 4, 208, 0, 0, 0, 0, 0, option.length, ...option]),
  ]);
}

/** The name and where what follows it begins. */
function readName(message: Buffer, from: number): { name: string; next: number } {
  const labels: string[] = [];
  let next = -1;
  for (let at = from, hops = 0; hops < 64; hops++) {
    const length = message.readUInt8(at);
    if (length === 0) return { name: labels.join('.'), next: next < 0 ? at + 1 : next };
    if (length >= 0xc0) {
      if (next < 0) next = at + 2;
      at = message.readUInt16BE(at) & 0x3fff;
    } else {
      labels.push(message.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
  }
  throw new Error('a name without end');
}

function decode(message: Buffer): DnsAnswer {
  const outcome = CODES[message.readUInt8(3) & 15] ?? 'OTHER';
  const answers: string[] = [];
  let at = readName(message, 12).next + 4;
  for (let i = 0; i < message.readUInt16BE(6); i++) {
    at = readName(message, at).next;
    const type = message.readUInt16BE(at);
    const data = message.subarray(at + 10, at + 10 + message.readUInt16BE(at + 8));
    if (type === 1) answers.push(data.join('.'));
    else if (type === 5) answers.push(readName(message, at + 10).name);
    else answers.push(data.toString('hex'));
    at += 10 + data.length;
  }
  const authentic = (message.readUInt8(3) & 0x20) !== 0;
  return { outcome, truncated: (message.readUInt8(2) & 2) !== 0, authentic, answers };
}

export function askDns(question: DnsQuestion, timeoutMs: number): Promise<DnsAnswer> {
  return new Promise((resolve) => {
    let end = () => {};
    const finish = (answer: DnsAnswer) => {
      clearTimeout(timer);
      end();
      end = () => {};
      resolve(answer);
    };
    const timer = setTimeout(() => finish({ outcome: 'timeout' }), timeoutMs);
    const onError = (error: NodeJS.ErrnoException) => finish({ outcome: error.code ?? error.message });
    const onMessage = (message: Buffer) => {
      try {
        finish(decode(message));
      } catch (error) {
        onError(error as Error);
      }
    };
    end = send(question, onMessage, onError);
  });
}

type OnError = (error: NodeJS.ErrnoException) => void;

/** Gives what ends it. */
function send(question: DnsQuestion, onMessage: (message: Buffer) => void, onError: OnError): () => void {
  const { server, over = 'udp', tlsName } = question;
  const message = encode(question);
  if (over === 'udp') {
    const socket = createSocket(isIPv4(server) ? 'udp4' : 'udp6');
    socket.on('message', onMessage).on('error', onError);
    // The callback gets the error of a network that cannot be reached.
    socket.connect(53, server, (error?: Error) => (error ? onError(error) : socket.send(message)));
    return () => socket.close();
  }
  if (over === 'doh') return sendOverHttps(question, message, onMessage, onError);
  const socket: Socket =
    over === 'tcp'
      ? connect(53, server)
      : connectTls({ host: server, port: 853, ...(tlsName === undefined ? {} : { servername: tlsName }) });
  let held = Buffer.alloc(0);
  socket.on('error', onError).on('data', (data) => {
    held = Buffer.concat([held, data]);
    if (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) onMessage(held.subarray(2));
  });
  socket.write(Buffer.concat([Buffer.from([message.length >> 8, message.length & 255]), message]));
  return () => socket.destroy();
}

/** HTTP/2, the only version that the resolver speaks. */
function sendOverHttps(
  { server, tlsName }: DnsQuestion,
  message: Buffer,
  onMessage: (message: Buffer) => void,
  onError: OnError,
): () => void {
  const session = connectHttp2(`https://${server}`, tlsName === undefined ? {} : { servername: tlsName });
  session.on('error', onError);
  const stream = session.request({
    ':method': 'POST',
    ':path': '/dns-query',
    'content-type': 'application/dns-message',
  });
  const parts: Buffer[] = [];
  stream.on('error', onError);
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => onMessage(Buffer.concat(parts)));
  stream.end(message);
  return () => session.destroy();
}
