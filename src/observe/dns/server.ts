/** One server of a vantage: its transports, its queue, its rate limit, and what was learned about its habits. */
import type dgram from 'node:dgram';
import { DohTransport } from './doh.js';
import type { CaseVerdict, Exchange, Transport, TransportHooks } from './exchange.js';
import { Fifo } from './fifo.js';
import type { RandomSource } from './names.js';
import type { TransportKind } from './outcome.js';
import { StreamTransport } from './stream.js';
import { type Clock, Timer, type TimerWheel } from './timer-wheel.js';
import { TokenBucket } from './token-bucket.js';
import { UdpTransport } from './udp.js';

export interface ServerConfig {
  /** IPv4 or IPv6 address: never a name, which would have to be resolved by somebody else. */
  readonly address: string;
  /** Default: 53 for udp and tcp, 853 for dot, 443 for doh. */
  readonly port?: number | undefined;
  /** `udp` falls back to TCP for truncated answers; `dot` and `doh` never fall back. */
  readonly transport: TransportKind;
  /** For dot and doh: name that the certificate must be valid for. */
  readonly tlsName?: string | undefined;
  /** For doh: path of the URL, default `/dns-query`. */
  readonly path?: string | undefined;
  /** For doh, default `POST`. */
  readonly method?: 'GET' | 'POST' | undefined;
  /** Trust anchors in PEM, instead of the bundled ones. */
  readonly ca?: string | readonly string[] | undefined;
  /** Queries a second on average; default 200, Infinity for a server of one's own. */
  readonly ratePerSecond?: number | undefined;
  /** Queries at once; default a tenth of a second's worth, at least 10. */
  readonly burst?: number | undefined;
  /** Sockets or connections at a time; default 2 (doh: 1, always). */
  readonly connections?: number | undefined;
  /** Queries in flight on each of them; default 100. */
  readonly window?: number | undefined;
}

/** What tests replace. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly createSocket: typeof dgram.createSocket;
  readonly wheel: TimerWheel;
  readonly counters: Counters;
}

export interface Counters {
  /** Queries sent, repeated ones included. */
  queries: number;
  /** Messages that belonged to nothing under way: late, forged or broken. */
  strays: number;
  /** Truncated answers that were asked for again over TCP. */
  tcpFallbacks: number;
  /** Queries repeated after a timeout or a failure. */
  retries: number;
}

const DEFAULT_PORT: { readonly [T in TransportKind]: number } = { udp: 53, tcp: 53, dot: 853, doh: 443 };
const DEFAULT_RATE = 200;
const DEFAULT_WINDOW = 100;
const DEFAULT_CONNECTIONS = 2;
const IDLE_MS = 10_000;
const QUERIES_PER_SOCKET = 10_000;
/** Replies in another case, without one in the right case, after which the server counts as one that does not copy. */
const CASE_MISSES = 3;
/** After so many failures in a row a server is passed over, first for a second, then twice as long each time. */
const FAILURES_TO_REST = 3;
const FIRST_REST_MS = 1000;
const MAX_REST_MS = 60_000;

export class Server extends Timer {
  readonly label: string;
  readonly config: ServerConfig;
  /** False once it has answered FORMERR to a query with EDNS and without OPT in the reply (RFC 6891 §7). */
  takesEdns = true;
  /** Whether the server copies the case of the question; undefined until it is known. */
  #copiesCase: boolean | undefined = undefined;
  /** Other servers are asked before this time. */
  restsUntilMs = 0;
  readonly #port: number;
  readonly #env: Surroundings;
  readonly #bucket: TokenBucket;
  readonly #main: Transport;
  #tcp: StreamTransport | undefined;
  readonly #queue = new Fifo<Exchange>();
  readonly #tcpQueue = new Fifo<Exchange>();
  #caseMisses = 0;
  #failures = 0;
  #pumping = false;
  #wasFull = false;
  /** Free places from which on a full window is filled again. */
  readonly #refill: number;

  constructor(config: ServerConfig, env: Surroundings) {
    super();
    this.config = config;
    this.#env = env;
    const port = config.port ?? DEFAULT_PORT[config.transport];
    this.#port = port;
    this.label = `${config.address}#${port}`;
    const rate = config.ratePerSecond ?? DEFAULT_RATE;
    this.#bucket = new TokenBucket(rate, config.burst ?? Math.max(10, rate / 10), env.clock.now());
    this.#main = this.#transport(config.transport, port);
    const window = config.window ?? DEFAULT_WINDOW;
    const sockets = config.connections ?? DEFAULT_CONNECTIONS;
    // At most the window of one socket: the others may be just opening.
    this.#refill = config.transport === 'udp' ? Math.max(1, Math.min(window, (window * sockets) >> 2)) : 1;
  }

  #transport(kind: TransportKind, port: number): Transport {
    const { config } = this;
    const { random, createSocket } = this.#env;
    const window = config.window ?? DEFAULT_WINDOW;
    const connections = config.connections ?? DEFAULT_CONNECTIONS;
    const base = { address: config.address, port, window, random };
    const secure = { tlsName: config.tlsName, ca: config.ca, idleMs: IDLE_MS };
    switch (kind) {
      case 'udp':
        return new UdpTransport(
          { ...base, sockets: connections, queriesPerSocket: QUERIES_PER_SOCKET, createSocket },
          this.#hooks,
        );
      case 'tcp':
      case 'dot':
        return new StreamTransport({ ...base, ...secure, kind, connections }, this.#hooks);
      case 'doh':
        return new DohTransport(
          { ...base, ...secure, path: config.path ?? '/dns-query', method: config.method ?? 'POST' },
          this.#hooks,
        );
    }
  }

  readonly #hooks: TransportHooks = {
    onRoom: () => this.pump(),
    onUnable: (problem) => {
      for (const exchange of this.#queue.takeAll()) exchange.onFailure(problem, this.config.transport);
    },
    onStray: () => {
      this.#env.counters.strays++;
    },
    onCaseCopied: () => {
      this.#copiesCase = true;
    },
    onCaseMissed: () => this.#caseMissed(),
  };

  /** A server that copies is held to it; one that never did is asked in lower case from the third time on. */
  #caseMissed(): CaseVerdict {
    if (this.#copiesCase === true) return 'drop';
    if (this.#copiesCase === false) return 'accept';
    if (++this.#caseMisses >= CASE_MISSES) this.#copiesCase = false;
    return 'ask-again';
  }

  /** Sends as soon as window and rate limit allow. */
  submit(exchange: Exchange, overTcp: boolean): void {
    if (overTcp && this.config.transport === 'udp') this.#tcpQueue.push(exchange);
    else this.#queue.push(exchange);
    this.pump();
  }

  /** Sends what may be sent now. */
  pump(): void {
    if (this.#pumping || (this.#queue.size === 0 && this.#tcpQueue.size === 0)) return;
    this.#pumping = true;
    this.#drain(this.#queue, this.#main);
    if (this.#tcpQueue.size > 0) {
      this.#tcp ??= this.#transport('tcp', this.#port) as StreamTransport;
      this.#drain(this.#tcpQueue, this.#tcp);
    }
    this.#pumping = false;
  }

  /**
   * A UDP window that was full is filled again only once a quarter of it is free: then sockets are read and written in
   * runs, not in turns, and each run costs one wake-up instead of many. (Connections gather their writes themselves,
   * and to hold them back makes servers wait for acknowledgements.)
   */
  #drain(queue: Fifo<Exchange>, transport: Transport): void {
    const { clock, wheel, counters } = this.#env;
    let room = transport.room();
    if (transport === this.#main && this.#wasFull && room < this.#refill) return;
    while (queue.size > 0 && room > 0) {
      const nowMs = clock.now();
      if (!this.#bucket.take(nowMs)) {
        wheel.arm(this, this.#bucket.waitMs());
        return;
      }
      const exchange = queue.shift() as Exchange;
      exchange.mixedCase = transport === this.#main && this.#mixesCase && !exchange.caseLost;
      counters.queries++;
      exchange.onSent(nowMs);
      transport.send(exchange);
      room = transport.room();
    }
    if (transport === this.#main) this.#wasFull = room === 0;
  }

  get #mixesCase(): boolean {
    return this.config.transport === 'udp' && this.#copiesCase !== false;
  }

  /** There is a token again. */
  override onDue(): void {
    this.pump();
  }

  noteReply(): void {
    this.#failures = 0;
    this.restsUntilMs = 0;
  }

  noteFailure(): void {
    const over = ++this.#failures - FAILURES_TO_REST;
    if (over >= 0)
      this.restsUntilMs =
        this.#env.clock.now() + Math.min(MAX_REST_MS, FIRST_REST_MS * 2 ** Math.min(over, 16));
  }

  /** All that is under way fails. */
  close(): void {
    this.#env.wheel.disarm(this);
    const queued = [...this.#queue.takeAll(), ...this.#tcpQueue.takeAll()];
    this.#main.close();
    this.#tcp?.close();
    for (const exchange of queued) exchange.onFailure('closed', this.config.transport);
  }
}
