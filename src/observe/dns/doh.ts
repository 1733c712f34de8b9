/**
 * DNS over HTTPS (RFC 8484) over one HTTP/2 connection, which RFC 8484 §5.2 recommends as the least version: queries
 * are its streams. The certificate must be valid; redirects are not followed.
 */
import type {
  ClientHttp2Session,
  ClientHttp2Stream,
  IncomingHttpHeaders,
  IncomingHttpStatusHeader,
} from 'node:http2';
import { type Carrier, type Exchange, NOT_A_NAME, type Transport, type TransportHooks } from './exchange.js';
import { encodeQuestion, finishQuery, MAX_QUERY_OCTETS } from './message.js';
import { compareQuestion, encodeName } from './names.js';

export interface DohOptions {
  readonly address: string;
  readonly port: number;
  /** Name in the URL and in the certificate; without it, the address itself. */
  readonly tlsName?: string | undefined;
  /** Path of the URL, without the `?dns=` part. */
  readonly path: string;
  /** GET can be cached on the way; POST is smaller. */
  readonly method: 'GET' | 'POST';
  readonly ca?: string | readonly string[] | undefined;
  /** Streams at a time. */
  readonly window: number;
  readonly idleMs: number;
}

const scratch = new Uint8Array(MAX_QUERY_OCTETS);
const MEDIA_TYPE = 'application/dns-message';
const MAX_MESSAGE_OCTETS = 65_535;

class Stream implements Carrier {
  readonly #owner: DohTransport;
  readonly #exchange: Exchange;
  readonly #sent: Uint8Array;
  readonly #questionEnd: number;
  readonly #stream: ClientHttp2Stream;
  readonly #chunks: Buffer[] = [];
  #octets = 0;
  #status = 0;
  #mediaType = '';
  #done = false;

  constructor(owner: DohTransport, session: ClientHttp2Session, exchange: Exchange) {
    const { options } = owner;
    this.#owner = owner;
    this.#exchange = exchange;
    exchange.carrier = this;
    // The id is 0 so that equal questions are equal requests (RFC 8484 §4.1); the stream tells replies apart.
    const out = Buffer.alloc(MAX_QUERY_OCTETS);
    this.#questionEnd = encodeQuestion(out, 0, 0, exchange.name, exchange.type, exchange.opt !== undefined);
    this.#sent = out.subarray(0, finishQuery(out, 0, this.#questionEnd, exchange.opt, true));
    this.#stream = session.request(this.#headers(options), { endStream: options.method === 'GET' });
    if (options.method === 'POST') this.#stream.end(this.#sent);
    this.#stream.on('response', (headers) => this.#onHeaders(headers));
    this.#stream.on('data', (chunk: Buffer) => this.#onData(chunk));
    this.#stream.on('end', () => this.#onEnd());
    this.#stream.on('error', (error: NodeJS.ErrnoException) => this.fail(error.code ?? error.message));
    this.#stream.on('close', () => this.fail('the stream was closed'));
  }

  #headers(options: DohOptions): Record<string, string | number> {
    if (options.method === 'GET') {
      const dns = Buffer.from(this.#sent).toString('base64url');
      return { ':method': 'GET', ':path': `${options.path}?dns=${dns}`, accept: MEDIA_TYPE };
    }
    return {
      ':method': 'POST',
      ':path': options.path,
      accept: MEDIA_TYPE,
      'content-type': MEDIA_TYPE,
      'content-length': this.#sent.length,
    };
  }

  #onHeaders(headers: IncomingHttpHeaders & IncomingHttpStatusHeader): void {
    this.#status = headers[':status'] ?? 0;
    this.#mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  }

  #onData(chunk: Buffer): void {
    this.#octets += chunk.length;
    if (this.#octets > MAX_MESSAGE_OCTETS) this.fail('the body is longer than any DNS message');
    else this.#chunks.push(chunk);
  }

  #onEnd(): void {
    if (this.#done) return;
    if (this.#status !== 200) {
      this.fail(`HTTP status ${this.#status}`);
      return;
    }
    if (this.#mediaType !== MEDIA_TYPE) {
      this.fail(`the body is not ${MEDIA_TYPE}`);
      return;
    }
    const bytes = Buffer.concat(this.#chunks);
    if (compareQuestion(this.#sent, 0, this.#questionEnd, bytes, 0, bytes.length) === 'other') {
      this.fail('the reply is to another question');
      return;
    }
    this.#finish();
    this.#exchange.onReply(bytes, 0, bytes.length, this.#questionEnd, 'doh');
    this.#owner.hooks.onRoom();
  }

  fail(problem: string): void {
    if (this.#done) return;
    this.cancel();
    this.#exchange.onFailure(problem, 'doh');
    this.#owner.hooks.onRoom();
  }

  cancel(): void {
    this.#finish();
    this.#stream.destroy();
  }

  #finish(): void {
    this.#done = true;
    this.#exchange.carrier = undefined;
    this.#owner.release(this);
  }
}

export class DohTransport implements Transport, Carrier {
  readonly options: DohOptions;
  readonly hooks: TransportHooks;
  readonly #streams = new Set<Stream>();
  /** Queries that wait for the connection; their timeouts run. */
  readonly #waiting = new Set<Exchange>();
  #session: ClientHttp2Session | undefined;
  #isOpen = false;
  #closed = false;

  constructor(options: DohOptions, hooks: TransportHooks) {
    this.options = options;
    this.hooks = hooks;
  }

  room(): number {
    return this.#closed ? 0 : this.options.window - this.#streams.size - this.#waiting.size;
  }

  send(exchange: Exchange): void {
    if (encodeName(exchange.name, scratch, 0) < 0) {
      exchange.onFailure(NOT_A_NAME, 'doh');
      return;
    }
    if (this.#session && this.#isOpen) {
      this.#streams.add(new Stream(this, this.#session, exchange));
      return;
    }
    exchange.carrier = this;
    this.#waiting.add(exchange);
    // HTTP/2 is loaded only by those who ask over it.
    if (this.#waiting.size === 1) void import('node:http2').then(({ connect }) => this.#open(connect));
  }

  cancel(exchange: Exchange): void {
    this.#waiting.delete(exchange);
    exchange.carrier = undefined;
  }

  #open(connect: typeof import('node:http2').connect): void {
    if (this.#session || this.#closed) return;
    const { address, port, tlsName, ca, idleMs } = this.options;
    const authority = tlsName ?? (address.includes(':') ? `[${address}]` : address);
    const session = connect(`https://${authority}:${port}`, {
      host: address,
      ...(tlsName === undefined ? {} : { servername: tlsName }),
      ...(ca === undefined ? {} : { ca: ca as string | string[] }),
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
    });
    this.#session = session;
    session.unref();
    session.setTimeout(idleMs, () => this.#end(session, 'the connection is silent'));
    session.on('connect', () => this.#onOpen(session));
    session.on('error', (error: NodeJS.ErrnoException) => this.#end(session, error.code ?? error.message));
    session.on('goaway', () => this.#end(session, 'the server went away'));
    session.on('close', () => this.#end(session, 'the connection was closed'));
  }

  #onOpen(session: ClientHttp2Session): void {
    this.#isOpen = true;
    for (const exchange of this.#waiting) {
      this.#waiting.delete(exchange);
      this.#streams.add(new Stream(this, session, exchange));
    }
  }

  #end(session: ClientHttp2Session, problem: string): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    this.#isOpen = false;
    for (const stream of [...this.#streams]) stream.fail(problem);
    for (const exchange of [...this.#waiting]) {
      this.cancel(exchange);
      exchange.onFailure(problem, 'doh');
    }
    session.destroy();
    this.hooks.onRoom();
  }

  release(stream: Stream): void {
    this.#streams.delete(stream);
  }

  close(): void {
    this.#closed = true;
    if (this.#session) this.#end(this.#session, 'closed');
  }
}
