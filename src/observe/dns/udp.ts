/**
 * DNS over UDP: many queries in flight on few sockets.
 *
 * A forger off the path must guess the source port, the id and the case of the letters, and is refused by the kernel
 * unless he also writes the server's address and port as source, because the sockets are connected. Sockets are
 * replaced after a number of queries, so that a port that was found out is worth little.
 */
import type dgram from 'node:dgram';
import { type Carrier, type Exchange, NOT_A_NAME, type Transport, type TransportHooks } from './exchange.js';
import { IdTable } from './id-table.js';
import { encodeQuestion, finishQuery, MAX_QUERY_OCTETS } from './message.js';
import { compareQuestion, mixCase, type RandomSource } from './names.js';
import { HEADER_OCTETS } from './reader.js';

export interface UdpOptions {
  readonly address: string;
  readonly port: number;
  /** Sockets in use at a time; each has its own random port. */
  readonly sockets: number;
  /** Queries in flight on one socket: what its receive buffer surely holds. */
  readonly window: number;
  /** Queries after which a socket gives way to one with a new port. */
  readonly queriesPerSocket: number;
  readonly random: RandomSource;
  readonly createSocket: typeof dgram.createSocket;
}

/** One query in flight, with the bytes that were sent: the reply's question is compared with them. */
class Slot {
  readonly bytes = Buffer.allocUnsafeSlow(MAX_QUERY_OCTETS);
  questionEnd = 0;
  /** Letters sent in upper case. */
  raised = 0;
  exchange: Exchange | undefined = undefined;
  readonly #views: (Buffer | undefined)[] = [];

  /** The first octets; each view is made once, because making one costs as much as encoding a query. */
  view(octets: number): Buffer {
    let view = this.#views[octets];
    if (!view) {
      view = this.bytes.subarray(0, octets);
      this.#views[octets] = view;
    }
    return view;
  }
}

class UdpSocket implements Carrier {
  readonly #owner: UdpTransport;
  readonly #socket: dgram.Socket;
  readonly #byId = new IdTable<Slot>();
  readonly #free: Slot[] = [];
  #sent = 0;
  #retired = false;
  ready = false;

  constructor(owner: UdpTransport) {
    const { address, port, createSocket } = owner.options;
    this.#owner = owner;
    const family = address.includes(':') ? 6 : 4;
    this.#socket = createSocket({
      type: family === 6 ? 'udp6' : 'udp4',
      recvBufferSize: RECEIVE_BUFFER_OCTETS,
      // The address is one already; asking the system resolver would only cost a thread.
      lookup: (_host, _options, done) => done(null, address, family),
    });
    this.#socket.on('message', (bytes) => this.#onMessage(bytes));
    this.#socket.on('error', (error) => this.#onError(error));
    this.#socket.once('connect', () => {
      this.ready = true;
      this.#socket.unref();
      owner.hooks.onRoom();
    });
    this.#socket.connect(port, address);
  }

  /** Queries that may be sent now. */
  get room(): number {
    return this.ready && !this.#retired ? this.#owner.options.window - this.#byId.size : 0;
  }

  send(exchange: Exchange): void {
    const { random, queriesPerSocket } = this.#owner.options;
    const slot = this.#free.pop() ?? new Slot();
    const { bytes } = slot;
    const id = this.#byId.freeId(random);
    const { opt } = exchange;
    const end = encodeQuestion(bytes, 0, id, exchange.name, exchange.type, opt !== undefined);
    if (end < 0) {
      this.#free.push(slot);
      exchange.onFailure(NOT_A_NAME, 'udp');
      return;
    }
    slot.raised = exchange.mixedCase ? mixCase(bytes, HEADER_OCTETS, end - 4, random) : 0;
    slot.questionEnd = end;
    slot.exchange = exchange;
    exchange.id = id;
    exchange.carrier = this;
    this.#byId.set(id, slot);
    this.#socket.send(slot.view(finishQuery(bytes, 0, end, opt, false)));
    if (++this.#sent >= queriesPerSocket) this.retire();
  }

  cancel(exchange: Exchange): void {
    const slot = this.#byId.get(exchange.id);
    if (slot?.exchange === exchange) this.#release(slot, exchange);
  }

  #release(slot: Slot, exchange: Exchange): void {
    this.#byId.delete(exchange.id);
    slot.exchange = undefined;
    exchange.carrier = undefined;
    this.#free.push(slot);
    if (this.#retired && this.#byId.size === 0) this.#socket.close();
  }

  #onMessage(bytes: Uint8Array): void {
    const { hooks } = this.#owner;
    if (bytes.length < HEADER_OCTETS || ((bytes[2] as number) & 0x80) === 0) {
      hooks.onStray();
      return;
    }
    const slot = this.#byId.get(((bytes[0] as number) << 8) | (bytes[1] as number));
    const exchange = slot?.exchange;
    if (!slot || !exchange) {
      hooks.onStray();
      return;
    }
    const { questionEnd } = slot;
    if (isBareError(bytes)) {
      this.#release(slot, exchange);
      exchange.onReply(bytes, 0, bytes.length, HEADER_OCTETS, 'udp');
      return;
    }
    const echo = compareQuestion(slot.bytes, 0, questionEnd, bytes, 0, bytes.length);
    if (echo === 'other') {
      hooks.onStray();
      return;
    }
    if (echo === 'exact' && slot.raised > 0) hooks.onCaseCopied();
    const verdict = echo === 'case' && exchange.mixedCase ? hooks.onCaseMissed() : 'accept';
    if (verdict === 'drop') {
      exchange.caseLost = true;
      hooks.onStray();
      return;
    }
    this.#release(slot, exchange);
    if (verdict === 'ask-again') exchange.onCaseLost();
    else exchange.onReply(bytes, 0, bytes.length, questionEnd, 'udp');
  }

  #onError(error: NodeJS.ErrnoException): void {
    if (!this.ready) {
      this.retire();
      this.#owner.onUnopened(error.code ?? error.message);
      return;
    }
    // Buffers of the kernel that are full lose a datagram, as the network may; the timeout deals with that.
    if (HARD_ERRORS.has(error.code ?? '')) this.fail(error.code ?? error.message);
  }

  fail(problem: string): void {
    for (const slot of this.#byId.items()) {
      const { exchange } = slot;
      if (!exchange) continue;
      this.#release(slot, exchange);
      exchange.onFailure(problem, 'udp');
    }
  }

  /** Takes no more queries, and closes when the last one is answered or given up. */
  retire(): void {
    if (this.#retired) return;
    this.#retired = true;
    this.#owner.drop(this);
    if (this.#byId.size === 0) this.#socket.close();
  }
}

const RECEIVE_BUFFER_OCTETS = 4 << 20;
const HARD_ERRORS: ReadonlySet<string> = new Set(
  'ECONNREFUSED EHOSTUNREACH ENETUNREACH EHOSTDOWN ENETDOWN EACCES EPERM EINVAL EADDRNOTAVAIL'.split(' '),
);

/** Servers that do not know EDNS may answer with nothing but a header (RFC 6891 §7). It can carry only a failure. */
function isBareError(bytes: Uint8Array): boolean {
  return (
    bytes.length === HEADER_OCTETS && ((bytes[3] as number) & 15) !== 0 && bytes[4] === 0 && bytes[5] === 0
  );
}

export class UdpTransport implements Transport {
  readonly options: UdpOptions;
  readonly hooks: TransportHooks;
  readonly #sockets: UdpSocket[] = [];
  #closed = false;

  constructor(options: UdpOptions, hooks: TransportHooks) {
    this.options = options;
    this.hooks = hooks;
  }

  room(): number {
    while (this.#sockets.length < this.options.sockets && !this.#closed)
      this.#sockets.push(new UdpSocket(this));
    let room = 0;
    for (const socket of this.#sockets) room += socket.room;
    return room;
  }

  /** Over a random one of the sockets that have room: {@link room} has said that there is one. */
  send(exchange: Exchange): void {
    const sockets = this.#sockets;
    const first = this.options.random.u16() % sockets.length;
    for (let i = 0; i < sockets.length; i++) {
      const socket = sockets[(first + i) % sockets.length] as UdpSocket;
      if (socket.room > 0) {
        socket.send(exchange);
        return;
      }
    }
    throw new Error('no socket has room');
  }

  /** A socket could not be opened: where there is no other, nothing can be sent. */
  onUnopened(problem: string): void {
    if (!this.#sockets.some(({ ready }) => ready)) this.hooks.onUnable(problem);
  }

  /** A socket that takes no more. */
  drop(socket: UdpSocket): void {
    const at = this.#sockets.indexOf(socket);
    if (at >= 0) this.#sockets.splice(at, 1);
  }

  close(): void {
    this.#closed = true;
    for (const socket of [...this.#sockets]) {
      socket.fail('closed');
      socket.retire();
    }
  }
}
