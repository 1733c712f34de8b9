/**
 * DNS over TCP (RFC 7766) and over TLS (RFC 7858): queries pipelined on few connections, replies in any order.
 * Over TLS the certificate must be valid for the configured name; there is no way back to anything weaker.
 */
import net from 'node:net';
import tls from 'node:tls';
import { type Carrier, type Exchange, NOT_A_NAME, type Transport, type TransportHooks } from './exchange.js';
import { IdTable } from './id-table.js';
import { encodeQuestion, finishQuery, MAX_QUERY_OCTETS } from './message.js';
import { compareQuestion, type RandomSource } from './names.js';
import { HEADER_OCTETS } from './reader.js';

export interface StreamOptions {
  readonly kind: 'tcp' | 'dot';
  readonly address: string;
  readonly port: number;
  /** Name that the certificate must be valid for; without it, the address itself. */
  readonly tlsName?: string | undefined;
  /** Trust anchors in PEM, instead of the bundled ones. */
  readonly ca?: string | readonly string[] | undefined;
  readonly connections: number;
  /** Queries in flight on one connection. */
  readonly window: number;
  /** A connection that is silent for so long is closed. */
  readonly idleMs: number;
  readonly random: RandomSource;
}

const OUT_BUFFER_OCTETS = 32_768;
const IN_BUFFER_OCTETS = 65_536;
const LENGTH_OCTETS = 2;
/** So many queries without any answer mean that the connection is dead, though the system does not know it yet. */
const MAX_GIVEN_UP = 3;

/** One query in flight, with the place of the question as it was sent. */
class Pending {
  exchange: Exchange | undefined = undefined;
  sent: Uint8Array = NOTHING;
  start = 0;
  questionEnd = 0;
}

const NOTHING = new Uint8Array(0);

class Connection implements Carrier {
  readonly #owner: StreamTransport;
  readonly #socket: net.Socket;
  readonly #byId = new IdTable<Pending>();
  readonly #free: Pending[] = [];
  #out = Buffer.allocUnsafeSlow(OUT_BUFFER_OCTETS);
  #from = 0;
  #to = 0;
  #unsent = 0;
  #flushSoon = false;
  #flushLater: NodeJS.Timeout | undefined;
  #carry: Buffer | undefined;
  #usable = true;
  /** Queries given up since something last came in. */
  #givenUp = 0;

  constructor(owner: StreamTransport) {
    const { options } = owner;
    this.#owner = owner;
    this.#socket = options.kind === 'dot' ? connectTls(options) : this.#connectTcp(options);
    this.#socket.setNoDelay(true);
    this.#socket.unref();
    this.#socket.setTimeout(options.idleMs, () => this.#end('the connection is silent'));
    if (options.kind === 'dot') this.#socket.on('data', (chunk) => this.#onData(chunk));
    this.#socket.on('error', (error: NodeJS.ErrnoException) => this.#end(error.code ?? error.message));
    this.#socket.on('close', () => this.#end('the connection was closed'));
  }

  /** Reads into one buffer that is used again and again: nothing of a reply outlives its decoding. */
  #connectTcp(options: StreamOptions): net.Socket {
    const onRead = (octets: number, buffer: Uint8Array): boolean => {
      this.#onData((buffer as Buffer).subarray(0, octets));
      return true;
    };
    return net.connect({
      host: options.address,
      port: options.port,
      onread: { buffer: Buffer.allocUnsafeSlow(IN_BUFFER_OCTETS), callback: onRead },
    });
  }

  /** Queries that may be sent now. */
  get room(): number {
    return this.#usable ? this.#owner.options.window - this.#byId.size : 0;
  }

  send(exchange: Exchange): void {
    const { random, kind } = this.#owner.options;
    if (this.#out.length - this.#to < MAX_QUERY_OCTETS + LENGTH_OCTETS) this.#flush(true);
    const id = this.#byId.freeId(random);
    const out = this.#out;
    const start = this.#to + LENGTH_OCTETS;
    const questionEnd = encodeQuestion(
      out,
      start,
      id,
      exchange.name,
      exchange.type,
      exchange.opt !== undefined,
    );
    if (questionEnd < 0) {
      exchange.onFailure(NOT_A_NAME, kind);
      return;
    }
    exchange.id = id;
    exchange.carrier = this;
    const end = finishQuery(out, start, questionEnd, exchange.opt, kind === 'dot');
    out[this.#to] = (end - start) >>> 8;
    out[this.#to + 1] = (end - start) & 255;
    const pending = this.#free.pop() ?? new Pending();
    pending.exchange = exchange;
    pending.sent = out;
    pending.start = start;
    pending.questionEnd = questionEnd;
    this.#byId.set(id, pending);
    this.#to = end;
    this.#unsent++;
    this.#scheduleFlush();
  }

  /**
   * Queries share writes: those of one turn of the event loop, and where many are in flight, those of a millisecond.
   * That makes system calls rare on both sides, which costs more than all else here. (It also keeps a server that
   * waits for acknowledgements, by Nagle's algorithm, from waiting for ours.)
   */
  #scheduleFlush(): void {
    if (this.#flushSoon) return;
    const isMuch = this.#unsent * 4 >= this.#byId.size;
    if (isMuch) {
      this.#flushSoon = true;
      setImmediate(() => this.#flush(false));
    } else this.#flushLater ??= setTimeout(() => this.#flush(false), 1);
  }

  /** Writes what has gathered. The old bytes stay as they are: they are compared with the replies. */
  #flush(renew: boolean): void {
    clearTimeout(this.#flushLater);
    this.#flushLater = undefined;
    this.#flushSoon = false;
    this.#unsent = 0;
    if (this.#to > this.#from && this.#usable) this.#socket.write(this.#out.subarray(this.#from, this.#to));
    this.#from = this.#to;
    if (!renew) return;
    this.#out = Buffer.allocUnsafeSlow(OUT_BUFFER_OCTETS);
    this.#from = 0;
    this.#to = 0;
  }

  cancel(exchange: Exchange): void {
    const pending = this.#byId.get(exchange.id);
    if (pending?.exchange !== exchange) return;
    this.#release(pending, exchange);
    if (++this.#givenUp >= MAX_GIVEN_UP) this.#end('the connection is silent');
  }

  #release(pending: Pending, exchange: Exchange): void {
    this.#byId.delete(exchange.id);
    exchange.carrier = undefined;
    pending.exchange = undefined;
    pending.sent = NOTHING;
    this.#free.push(pending);
  }

  #onData(chunk: Buffer): void {
    this.#givenUp = 0;
    const bytes = this.#carry ? Buffer.concat([this.#carry, chunk]) : chunk;
    let at = 0;
    while (at + LENGTH_OCTETS <= bytes.length) {
      const start = at + LENGTH_OCTETS;
      const end = start + bytes.readUInt16BE(at);
      if (end > bytes.length) break;
      this.#onMessage(bytes, start, end);
      at = end;
    }
    this.#carry = at < bytes.length ? Buffer.from(bytes.subarray(at)) : undefined;
    this.#owner.hooks.onRoom();
  }

  #onMessage(bytes: Buffer, start: number, end: number): void {
    const { hooks, options } = this.#owner;
    const id = end - start >= HEADER_OCTETS ? bytes.readUInt16BE(start) : -1;
    const pending = this.#byId.get(id);
    const exchange = pending?.exchange;
    if (!pending || !exchange || ((bytes[start + 2] as number) & 0x80) === 0) {
      hooks.onStray();
      return;
    }
    const { sent, questionEnd } = pending;
    const questionOctets = questionEnd - pending.start;
    const isBare = end - start === HEADER_OCTETS && ((bytes[start + 3] as number) & 15) !== 0;
    if (!isBare && compareQuestion(sent, pending.start, questionEnd, bytes, start, end) === 'other') {
      hooks.onStray();
      return;
    }
    this.#release(pending, exchange);
    const replyQuestionEnd = start + (isBare ? HEADER_OCTETS : questionOctets);
    exchange.onReply(bytes, start, end, replyQuestionEnd, options.kind);
  }

  #end(problem: string): void {
    if (!this.#usable) return;
    this.#usable = false;
    this.#socket.destroy();
    this.#owner.drop(this);
    this.fail(problem);
    this.#owner.hooks.onRoom();
  }

  fail(problem: string): void {
    for (const pending of this.#byId.items()) {
      const { exchange } = pending;
      if (!exchange) continue;
      this.#release(pending, exchange);
      exchange.onFailure(problem, this.#owner.options.kind);
    }
  }

  close(problem: string): void {
    this.#end(problem);
  }
}

function connectTls(options: StreamOptions): tls.TLSSocket {
  return tls.connect({
    host: options.address,
    port: options.port,
    ...(options.tlsName === undefined ? {} : { servername: options.tlsName }),
    ...(options.ca === undefined ? {} : { ca: options.ca as string | string[] }),
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
  });
}

export class StreamTransport implements Transport {
  readonly options: StreamOptions;
  readonly hooks: TransportHooks;
  readonly #connections: Connection[] = [];
  #closed = false;

  constructor(options: StreamOptions, hooks: TransportHooks) {
    this.options = options;
    this.hooks = hooks;
  }

  room(): number {
    if (this.#closed) return 0;
    const { connections, window } = this.options;
    let room = (connections - this.#connections.length) * window;
    for (const one of this.#connections) room += one.room;
    return room;
  }

  /** Over the least busy connection; a new one only where all others are half full. */
  send(exchange: Exchange): void {
    let best: Connection | undefined;
    for (const one of this.#connections) if (one.room > 0 && (!best || one.room > best.room)) best = one;
    const crowded = !best || best.room < this.options.window / 2;
    if (crowded && this.#connections.length < this.options.connections) {
      best = new Connection(this);
      this.#connections.push(best);
    }
    if (!best) throw new Error('no connection has room');
    best.send(exchange);
  }

  drop(connection: Connection): void {
    const at = this.#connections.indexOf(connection);
    if (at >= 0) this.#connections.splice(at, 1);
  }

  close(): void {
    this.#closed = true;
    for (const connection of [...this.#connections]) connection.close('closed');
  }
}
