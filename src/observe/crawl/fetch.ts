/**
 * Safe fetch: GET of a URL that a stranger chose. Each hop is resolved once, all answers must be public, the
 * connection is pinned to a checked address, and size, time and redirects are bounded. Every way to fail is an
 * outcome; nothing here throws because of what a server did.
 */
import { isIPv6 } from 'node:net';
import { strictPolicy } from './address-policy.js';
import type { Endpoint } from './connect.js';
import { type ExchangeRequest, type ExchangeResult, type ExchangeSettings, Line } from './exchange.js';
import {
  DEFAULT_LIMITS,
  type FetcherOptions,
  type FetchOutcome,
  type FetchRequest,
  type FetchResult,
} from './fetch-types.js';
import { Run } from './run.js';
import { type Failure, failWith, parseTarget, resolveInTime, type Target } from './target.js';

export interface Fetcher {
  /** Never rejects. */
  fetch(url: string, request?: FetchRequest): Promise<FetchResult>;
  close(): void;
}

/** Addresses tried for one hop, so that one dead server of a pool is not the whole site. */
const MAX_ADDRESSES = 3;
const RETRY_ON: ReadonlySet<FetchOutcome> = new Set(['connect-refused', 'connect-timeout', 'connect-failed']);

export async function createFetcher(options: FetcherOptions): Promise<Fetcher> {
  const undici = await import('undici');
  return new SafeFetcher(undici, options);
}

class SafeFetcher implements Fetcher {
  readonly #undici: typeof import('undici');
  readonly #options: FetcherOptions;
  readonly #settings: ExchangeSettings;
  readonly #idle = new Map<string, Line>();
  readonly #maxIdle: number;

  constructor(undici: typeof import('undici'), options: FetcherOptions) {
    this.#undici = undici;
    this.#options = options;
    this.#maxIdle = options.maxIdleConnections ?? 32;
    this.#settings = {
      policy: options.policy ?? strictPolicy,
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      ca: options.ca,
      localAddress: options.localAddress,
    };
  }

  async fetch(url: string, request: FetchRequest = {}): Promise<FetchResult> {
    const run = new Run(url, request, this.#settings.limits);
    try {
      return run.result(await this.#follow(run));
    } finally {
      run.watchdog.stop();
    }
  }

  close(): void {
    for (const line of this.#idle.values()) line.destroy();
    this.#idle.clear();
  }

  async #follow(run: Run): Promise<Failure | null> {
    for (;;) {
      const target = parseTarget(run.url, this.#settings.limits);
      if ('outcome' in target) return target;
      const failure = await this.#hop(run, target);
      if (failure) return failure;
      if (run.location === null) return null;
      const next = run.redirect(target.url);
      if (next) return next;
      if (run.request.mayFollow && !(await run.request.mayFollow(run.url)))
        return failWith('redirect-refused', `not to ${run.url}`);
    }
  }

  /** One hop: take an open connection, or resolve, judge and connect. */
  async #hop(run: Run, target: Target): Promise<Failure | null> {
    const open = this.#take(target.url.origin);
    if (open) {
      const result = await this.#exchange(run, target, open);
      // A kept connection may have died unnoticed; only then is the request made again.
      if (result.outcome !== 'connection-lost' || run.head) return failureOf(result);
    }
    const addresses = await this.#addressesOf(target, run);
    if ('outcome' in addresses) return addresses;
    let failure: Failure | null = null;
    for (const address of addresses.list.slice(0, MAX_ADDRESSES)) {
      const endpoint: Endpoint = { ...target.endpoint, address };
      const line = new Line(this.#undici, endpoint, target.url.origin, this.#settings);
      failure = failureOf(await this.#exchange(run, target, line));
      if (!failure || !RETRY_ON.has(failure.outcome) || !run.watchdog.restart()) return failure;
    }
    return failure;
  }

  async #exchange(run: Run, target: Target, line: Line): Promise<ExchangeResult> {
    run.address = line.endpoint.address;
    // A name of its own, because of where V8 would put it: see Attempt.
    const onHead: ExchangeRequest['onHead'] = (status, headers, certificate) =>
      run.onHead({ status, headers, certificate, url: target.url.href });
    const result = await line.run({
      path: target.url.pathname + target.url.search,
      headers: this.#headers(run.request, target.url.host),
      watchdog: run.watchdog,
      signal: run.request.signal,
      onHead,
    });
    run.certificate = line.certificate;
    run.wireBytes += result.wireBytes;
    run.decodedBytes += result.decodedBytes;
    if (result.outcome === 'ok' && line.reusable) this.#keep(target.url.origin, line);
    else line.destroy();
    return result;
  }

  #headers(request: FetchRequest, host: string): Record<string, string> {
    const { acceptLanguage, userAgent } = this.#options;
    return {
      host,
      'user-agent': userAgent,
      accept: request.accept ?? 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.5',
      'accept-encoding': 'gzip, br',
      ...(acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage }),
    };
  }

  async #addressesOf(target: Target, run: Run): Promise<{ readonly list: readonly string[] } | Failure> {
    const { policy } = this.#settings;
    let list: readonly string[] = [target.endpoint.host];
    if (target.name !== null) {
      const answer = await resolveInTime(
        this.#options.resolveHost,
        target.name,
        run.watchdog,
        run.request.signal,
      );
      if ('outcome' in answer) return answer;
      list = answer.list;
    }
    // One bad answer refuses all: whoever mixes a private address in is steering, and would be asked again.
    for (const address of list) {
      const judgement = policy(address);
      if (!judgement.allowed)
        return failWith(
          'address-not-public',
          `${target.endpoint.host} has the address ${address} (${judgement.block})`,
        );
    }
    const from = this.#settings.localAddress;
    const reachable = from === undefined ? list : list.filter((address) => isIPv6(address) === isIPv6(from));
    if (reachable.length === 0)
      return failWith('connect-failed', `no address of ${target.endpoint.host} is of the family of ${from}`);
    // IPv4 first: it works from every vantage.
    return { list: [...new Set(reachable)].sort((a, b) => Number(isIPv6(a)) - Number(isIPv6(b))) };
  }

  #take(origin: string): Line | null {
    const line = this.#idle.get(origin);
    if (!line) return null;
    this.#idle.delete(origin);
    if (line.reusable) return line;
    line.destroy();
    return null;
  }

  #keep(origin: string, line: Line): void {
    const before = this.#idle.get(origin);
    this.#idle.delete(origin);
    before?.destroy();
    this.#idle.set(origin, line);
    if (this.#idle.size <= this.#maxIdle) return;
    const [oldest] = this.#idle.entries().next().value as [string, Line];
    this.#idle.get(oldest)?.destroy();
    this.#idle.delete(oldest);
  }
}

const failureOf = (result: ExchangeResult): Failure | null =>
  result.outcome === 'ok' ? null : { outcome: result.outcome, detail: result.detail };
