/** The resolver client: many questions to many resolvers, and for each of them an outcome, never an exception. */
import dgram from 'node:dgram';
import { CordonError } from '../../model/errors.js';
import { Job, type JobSettings } from './job.js';
import type { RandomSource } from './names.js';
import type { Outcome } from './outcome.js';
import { OutcomeStream } from './outcome-stream.js';
import { RandomPool } from './random-pool.js';
import type { Counters, Surroundings } from './server.js';
import { type Clock, systemClock, TimerWheel } from './timer-wheel.js';
import type { RecordType } from './types.js';
import { Vantage, type VantageConfig } from './vantage.js';

export interface ResolverOptions {
  readonly vantages: readonly VantageConfig[];
  /** Of the first try, default 1,500; doubled for each further one. */
  readonly timeoutMs?: number | undefined;
  /** Tries for one question, default 3. */
  readonly attempts?: number | undefined;
  /** Pause before the same server is asked again after a failure, default 200; doubled each time. */
  readonly backOffMs?: number | undefined;
  /** Ask for DNSSEC signatures (DO); without it the resolver's AD bit still comes. Default false. */
  readonly dnssecOk?: boolean | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: RandomSource | undefined;
  readonly createSocket?: typeof dgram.createSocket | undefined;
}

export interface Query {
  /** Host name in presentation form, e.g. `www.example.com` or `_dmarc.example.com`. */
  readonly name: string;
  readonly type: RecordType;
  /** Id of the vantage. */
  readonly vantage: string;
  /** One of the client subnets of the vantage, canonical text. */
  readonly subnet?: string | undefined;
}

export interface Resolver {
  /** All types, each once for every client subnet of the vantage; in this order. */
  resolve(name: string, types: readonly RecordType[], vantage: string): Promise<readonly Outcome[]>;
  /**
   * A stream of questions becomes a stream of outcomes, in the order in which they come in. At most `inFlight`
   * questions (default 1,000) are open or waiting to be read: memory stays flat, and a slow reader slows the asking.
   * An asynchronous source gives them in batches: a promise for each would cost as much as asking it.
   */
  resolveAll(
    queries: Iterable<Query> | AsyncIterable<readonly Query[]>,
    options?: { readonly inFlight?: number | undefined },
  ): AsyncIterableIterator<Outcome>;
  /** One question; `done` is called once, never before `ask` returns. */
  ask(query: Query, done: (outcome: Outcome) => void): void;
  readonly counters: Readonly<Counters>;
  /** Ends what is under way with outcomes of kind `error`, and closes all sockets. */
  close(): void;
}

/** @throws CordonError of kind `config` for vantages that cannot be used. */
export function createResolver(options: ResolverOptions): Resolver {
  return new ResolverClient(options);
}

class ResolverClient implements Resolver {
  readonly counters: Counters = { queries: 0, strays: 0, tcpFallbacks: 0, retries: 0 };
  readonly #env: Surroundings;
  readonly #settings: JobSettings;
  readonly #vantages = new Map<string, Vantage>();
  #closed = false;

  constructor(options: ResolverOptions) {
    const clock = options.clock ?? systemClock;
    this.#env = {
      clock,
      random: options.random ?? new RandomPool(),
      createSocket: options.createSocket ?? dgram.createSocket,
      wheel: new TimerWheel(clock),
      counters: this.counters,
    };
    this.#settings = {
      timeoutMs: options.timeoutMs ?? 1500,
      attempts: options.attempts ?? 3,
      backOffMs: options.backOffMs ?? 200,
    };
    for (const config of options.vantages) {
      if (this.#vantages.has(config.id))
        throw new CordonError('config', { message: `the vantage id ${config.id} stands for two` });
      this.#vantages.set(config.id, Vantage.create(config, options.dnssecOk ?? false, this.#env));
    }
  }

  resolve(name: string, types: readonly RecordType[], vantage: string): Promise<readonly Outcome[]> {
    const subnets = this.#subnetsOf(vantage);
    const queries = types.flatMap((type) => subnets.map((subnet) => ({ name, type, vantage, subnet })));
    return Promise.all(queries.map((query) => new Promise<Outcome>((done) => this.ask(query, done))));
  }

  resolveAll(
    queries: Iterable<Query> | AsyncIterable<readonly Query[]>,
    options: { readonly inFlight?: number | undefined } = {},
  ): AsyncIterableIterator<Outcome> {
    return new OutcomeStream(queries, options.inFlight ?? 1000, (query, done) => this.ask(query, done));
  }

  ask(query: Query, done: (outcome: Outcome) => void): void {
    const vantage = this.#vantageOf(query.vantage);
    const subnet = query.subnet === undefined ? undefined : vantage.subnets.get(query.subnet);
    if (query.subnet !== undefined && !subnet)
      throw new RangeError(`the vantage ${query.vantage} has no client subnet ${query.subnet}`);
    const name = canonicalName(query.name);
    const job = new Job({ name, type: query.type }, vantage, subnet, this.#env, this.#settings, done);
    if (this.#closed) queueMicrotask(() => job.giveUp('closed'));
    else job.start();
  }

  #subnetsOf(vantage: string): readonly (string | undefined)[] {
    const { subnets } = this.#vantageOf(vantage);
    return subnets.size === 0 ? [undefined] : [...subnets.keys()];
  }

  #vantageOf(id: string): Vantage {
    const vantage = this.#vantages.get(id);
    if (!vantage) throw new RangeError(`there is no vantage ${id}`);
    return vantage;
  }

  close(): void {
    this.#closed = true;
    for (const vantage of this.#vantages.values()) for (const server of vantage.servers) server.close();
    this.#env.wheel.stop();
  }
}

const DOT = 46;
const BACKSLASH = 92;

/** Lower case, without the dot of the root. Most names are so already, and looking is cheaper than converting. */
function canonicalName(name: string): string {
  let isLower = true;
  for (let i = 0; i < name.length && isLower; i++)
    isLower = name.charCodeAt(i) < 65 || name.charCodeAt(i) > 90;
  const lower = isLower ? name : name.toLowerCase();
  const last = lower.length - 1;
  const hasRoot = last > 0 && lower.charCodeAt(last) === DOT && lower.charCodeAt(last - 1) !== BACKSLASH;
  return hasRoot ? lower.slice(0, last) : lower;
}
