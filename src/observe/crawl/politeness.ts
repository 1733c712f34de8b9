/** How much, and how fast, one platform is read. */

export interface CrawlBudget {
  readonly maxPages: number;
  /** Octets on the wire. */
  readonly maxBytes: number;
  readonly maxMs: number;
  /** Between the end of one request to a host and the start of the next. */
  readonly delayMs: number;
}

export const DEFAULT_BUDGET: CrawlBudget = {
  maxPages: 40,
  maxBytes: 20 * 1024 * 1024,
  maxMs: 10 * 60 * 1000,
  delayMs: 2_000,
};

/** Time as this module needs it; tests and the laboratory bring their own. */
export interface Clock {
  /** Milliseconds that only grow. */
  now(): number;
  /** Resolves early when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One connection a host, with a pause between requests. Shared by all platforms of a run. */
export class HostGate {
  readonly #clock: Clock;
  readonly #delayMs: number;
  readonly #hosts = new Map<string, { tail: Promise<void>; freeAt: number; delayMs: number }>();

  constructor(clock: Clock, delayMs: number) {
    this.#clock = clock;
    this.#delayMs = delayMs;
  }

  /** A site's crawl-delay; only ever slower than the gate's own. */
  slowDown(host: string, seconds: number): void {
    const entry = this.#entry(host);
    entry.delayMs = Math.max(entry.delayMs, seconds * 1000);
  }

  /** Runs the task when the host is free; tasks of one host run one after the other. */
  async run<T>(host: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const entry = this.#entry(host);
    const before = entry.tail;
    let release: () => void = () => {};
    entry.tail = new Promise((resolve) => {
      release = resolve;
    });
    try {
      await before;
      const wait = entry.freeAt - this.#clock.now();
      if (wait > 0) await this.#clock.sleep(wait, signal);
      return await task();
    } finally {
      entry.freeAt = this.#clock.now() + entry.delayMs;
      release();
    }
  }

  #entry(host: string): { tail: Promise<void>; freeAt: number; delayMs: number } {
    const known = this.#hosts.get(host);
    if (known) return known;
    const entry = { tail: Promise.resolve(), freeAt: Number.NEGATIVE_INFINITY, delayMs: this.#delayMs };
    this.#hosts.set(host, entry);
    return entry;
  }
}

/** What one platform has used up. */
export class BudgetMeter {
  pages = 0;
  bytes = 0;
  readonly #budget: CrawlBudget;
  readonly #clock: Clock;
  readonly #startedAt: number;

  constructor(budget: CrawlBudget, clock: Clock) {
    this.#budget = budget;
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  spend(wireBytes: number): void {
    this.pages++;
    this.bytes += wireBytes;
  }

  /** For what is part of a page, and no page of its own. */
  spendBytes(wireBytes: number): void {
    this.bytes += wireBytes;
  }

  /** Which limit is reached, or null while there is room for another page. */
  exhausted(): 'pages' | 'bytes' | 'time' | null {
    if (this.pages >= this.#budget.maxPages) return 'pages';
    if (this.bytes >= this.#budget.maxBytes) return 'bytes';
    return this.#clock.now() - this.#startedAt >= this.#budget.maxMs ? 'time' : null;
  }
}

/**
 * Paths that repeat themselves without end: calendars, session ids, relative links that pile up. A page that was
 * read under another address counts once, by its digest.
 */
export class LoopGuard {
  readonly #patterns = new Map<string, number>();
  readonly #digests = new Map<string, number>();

  /** Whether a URL is worth a request, given how many like it were taken. */
  admits(url: string): boolean {
    const { host, pathname, search } = new URL(url);
    const segments = pathname.split('/').filter((segment) => segment !== '');
    if (segments.length > MAX_DEPTH || hasRepetition(segments) || search.length > MAX_QUERY) return false;
    const pattern = `${host} ${segments.map(shapeOf).join('/')}`;
    const count = (this.#patterns.get(pattern) ?? 0) + 1;
    this.#patterns.set(pattern, count);
    return count <= MAX_OF_ONE_PATTERN;
  }

  /** False once the same body has come back so often that the site answers anything with it. */
  isNew(host: string, bodySha256: string): boolean {
    const key = `${host} ${bodySha256}`;
    const count = (this.#digests.get(key) ?? 0) + 1;
    this.#digests.set(key, count);
    return count <= MAX_OF_ONE_BODY;
  }
}

const MAX_DEPTH = 10;
const MAX_QUERY = 300;
const MAX_OF_ONE_PATTERN = 4;
const MAX_OF_ONE_BODY = 3;

/** `/trade/BTC_USDT` and `/trade/ETH_USDT` are one page for this purpose; `/fees` and `/about` are not. */
function shapeOf(segment: string): string {
  if (/^[a-z-]{1,24}$/.test(segment)) return segment;
  return segment.replace(/[A-Za-z]+/g, 'a').replace(/\d+/g, '0');
}

/** A run of segments that comes three times in a row: `/a/b/a/b/a/b`. */
function hasRepetition(segments: readonly string[]): boolean {
  for (let size = 1; size * 3 <= segments.length; size++)
    for (let start = 0; start + size * 3 <= segments.length; start++) {
      const part = (n: number) => segments.slice(start + n * size, start + (n + 1) * size).join('/');
      if (part(0) === part(1) && part(1) === part(2)) return true;
    }
  return false;
}
