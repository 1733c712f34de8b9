/** The course of one fetch over its redirects. */
import type { Certificate } from './certificate.js';
import type { BodySink, FetchLimits, FetchRequest, FetchResult, Hop, ResponseHead } from './fetch-types.js';
import { type Failure, failWith } from './target.js';
import { Watchdog } from './watchdog.js';

/** Where a redirect goes; an answer that has no place to go is final. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What one fetch has come to so far. */
export class Run {
  readonly request: FetchRequest;
  readonly watchdog: Watchdog;
  url: string;
  address: string | null = null;
  certificate: Certificate | null = null;
  head: ResponseHead | null = null;
  location: string | null = null;
  wireBytes = 0;
  decodedBytes = 0;
  readonly #requestedUrl: string;
  readonly #limits: FetchLimits;
  readonly #hops: Hop[] = [];
  readonly #seen = new Set<string>();

  constructor(url: string, request: FetchRequest, limits: FetchLimits) {
    this.#requestedUrl = url;
    this.url = url;
    this.request = request;
    this.#limits = limits;
    this.watchdog = new Watchdog(limits);
  }

  onHead(part: Omit<ResponseHead, 'address' | 'hops'>): BodySink | null {
    const location = part.headers.location;
    const address = this.address ?? '';
    if (REDIRECTS.has(part.status) && location !== undefined && location !== '') {
      this.location = location;
      this.#hops.push({ url: part.url, status: part.status, location, address });
      return null;
    }
    this.location = null;
    this.head = { ...part, address, hops: this.#hops };
    return this.request.onResponse?.(this.head) ?? null;
  }

  /** Moves on to the redirect's target, or says why not. */
  redirect(from: URL): Failure | null {
    const location = this.location ?? '';
    this.#seen.add(from.href);
    if (!URL.canParse(location, from.href)) return failWith('redirect-invalid', `location ${location}`);
    const next = new URL(location, from.href);
    next.hash = '';
    this.url = next.href;
    if (this.#seen.has(next.href)) return failWith('redirect-loop', `back to ${next.href}`);
    if (this.#hops.length > this.#limits.maxRedirects)
      return failWith('redirect-limit', `more than ${this.#limits.maxRedirects} redirects`);
    return null;
  }

  result(failure: Failure | null): FetchResult {
    return {
      outcome: failure?.outcome ?? 'ok',
      detail: failure?.detail ?? '',
      requestedUrl: this.#requestedUrl,
      url: this.url,
      hops: this.#hops,
      head: this.head,
      certificate: this.certificate,
      address: this.address,
      wireBytes: this.wireBytes,
      decodedBytes: this.decodedBytes,
      durationMs: Math.round(this.watchdog.elapsedMs),
    };
  }
}
