/**
 * Reads one platform within its budget: front pages, what its hosts vouch for under .well-known, the pages that
 * decisions rest on, and a sample of the rest. Yields each outcome as it is known, so that an interrupted run
 * loses nothing that it has yielded.
 */
import { type Host, parseHost, siteOf } from '../../model/names/host.js';
import { CrawlQueue, type CrawlTask } from './crawl-queue.js';
import { findConfigPaths } from './extract/endpoints.js';
import { createSitemapReader } from './extract/sitemap.js';
import { NO_CLAIMS, parseAppleAssociation, parseAssetLinks } from './extract/well-known.js';
import type { Fetcher } from './fetch.js';
import { fetchPage, type PageOutcome } from './fetch-page.js';
import { type FetchOutcome, isConclusive } from './fetch-types.js';
import type { AppClaims } from './page-facts.js';
import type { PageReaderFactory } from './page-reader.js';
import { BudgetMeter, type Clock, type CrawlBudget, DEFAULT_BUDGET, type HostGate } from './politeness.js';
import { renderPage } from './render-page.js';
import type { AskForPart, Renderer } from './renderer.js';
import type { RobotsCache, RobotsRules } from './robots.js';
import { type PageTopic, topicOf } from './usefulness.js';

export interface CrawlTarget {
  readonly platform: string;
  /** Known hosts, the most important first. Pages of their sites are read, pages of other sites are not. */
  readonly hosts: readonly Host[];
  /** Pages known from earlier runs, so that a resumed run need not find them again. */
  readonly seeds?: readonly string[] | undefined;
}

export interface CrawlTools {
  readonly fetcher: Fetcher;
  readonly makeReader: PageReaderFactory;
  readonly robots: RobotsCache;
  /** Shared by all platforms of a run. */
  readonly gate: HostGate;
  readonly clock: Clock;
  /** Absent: pages that scripts fill are told as `shell-not-rendered`. */
  readonly renderer?: Renderer | undefined;
}

export interface CrawlOptions {
  readonly budget?: Partial<CrawlBudget> | undefined;
  /** Whether a URL was observed lately; it is passed over without a request. */
  readonly fresh?: ((url: string) => boolean) | undefined;
  readonly keepBody?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** `https` and `http` with other ports than the usual, for a laboratory: `{ https: 8443 }`. */
  readonly ports?: { readonly https?: number; readonly http?: number } | undefined;
}

export interface CrawlOutcome {
  readonly platform: string;
  readonly topic: PageTopic;
  readonly page: PageOutcome;
  /** Of the two association files. */
  readonly claims: AppClaims;
}

/** Outcomes after which a host is asked over plain http. */
const NO_HTTPS: ReadonlySet<FetchOutcome> = new Set([
  'connect-refused',
  'connect-timeout',
  'connect-failed',
  'tls-failed',
  'tls-timeout',
  'tls-untrusted',
  'tls-expired',
  'tls-name-mismatch',
]);

/** Topics of files: a shell that a site answers there with is not what was asked for. */
const FOR_MACHINES: ReadonlySet<PageTopic> = new Set(['app-claims', 'sitemap', 'config', 'script']);

export function crawlPlatform(
  target: CrawlTarget,
  tools: CrawlTools,
  options: CrawlOptions = {},
): AsyncIterable<CrawlOutcome> {
  return new PlatformCrawl(target, tools, options).run();
}

class PlatformCrawl {
  readonly #target: CrawlTarget;
  readonly #tools: CrawlTools;
  readonly #options: CrawlOptions;
  readonly #queue: CrawlQueue;
  readonly #meter: BudgetMeter;
  readonly #sites: ReadonlySet<string>;
  readonly #sitemapsOf = new Set<string>();

  constructor(target: CrawlTarget, tools: CrawlTools, options: CrawlOptions) {
    this.#target = target;
    this.#tools = tools;
    this.#options = options;
    this.#queue = new CrawlQueue(options.fresh ?? (() => false));
    this.#meter = new BudgetMeter({ ...DEFAULT_BUDGET, ...options.budget }, tools.clock);
    this.#sites = new Set(target.hosts.map((host) => siteOf(host)));
  }

  async *run(): AsyncGenerator<CrawlOutcome> {
    this.#seed();
    for (let task = this.#queue.take(); task !== null; task = this.#queue.take()) {
      if (this.#options.signal?.aborted || this.#meter.exhausted() !== null) return;
      const outcome = await this.#perform(task);
      await this.#learn(task, outcome);
      yield outcome;
    }
  }

  #seed(): void {
    for (const host of this.#target.hosts) {
      const origin = this.#origin('https', host);
      this.#queue.add(`${origin}/`, 'front', true);
      this.#queue.add(`${origin}/.well-known/assetlinks.json`, 'app-claims');
      this.#queue.add(`${origin}/.well-known/apple-app-site-association`, 'app-claims');
    }
    for (const url of this.#target.seeds ?? [])
      if (this.#isOwn(url)) this.#queue.add(url, topicOf({ url, rel: [], text: '' }));
  }

  #origin(scheme: 'https' | 'http', host: string): string {
    const port = this.#options.ports?.[scheme];
    return `${scheme}://${host}${port === undefined ? '' : `:${port}`}`;
  }

  async #perform(task: CrawlTask): Promise<CrawlOutcome> {
    const { gate, robots } = this.#tools;
    const { host, origin } = new URL(task.url);
    const { signal } = this.#options;
    const rules = await gate.run(host, () => robots.rulesFor(origin, signal), signal);
    if (rules.crawlDelaySeconds !== null) gate.slowDown(host, rules.crawlDelaySeconds);
    if (rules.state === 'read' && !this.#sitemapsOf.has(origin)) {
      this.#sitemapsOf.add(origin);
      for (const url of rules.sitemaps) if (this.#isOwn(url)) this.#queue.add(url, 'sitemap');
    }
    if (!rules.allows(task.url)) return this.#told(task, robotsOutcome(task.url, rules));
    const page = await gate.run(host, () => this.#fetch(task.url), signal);
    this.#meter.spend(page.fetch?.wireBytes ?? 0);
    return this.#told(task, await this.#rendered(task, page));
  }

  #fallBack(hostname: string): void {
    this.#queue.add(`${this.#origin('http', hostname)}/`, 'front');
  }

  #fetch(url: string): Promise<PageOutcome> {
    const { fetcher, makeReader } = this.#tools;
    const { keepBody, signal } = this.#options;
    return fetchPage(fetcher, makeReader, url, { keepBody, signal, mayFollow: this.#mayFollow });
  }

  readonly #mayFollow = async (next: string): Promise<boolean> => {
    // Other schemes fail in the fetch itself, with an outcome of their own; so does a host that does not answer.
    if (!/^https?:/.test(next)) return true;
    const rules = await this.#tools.robots.rulesFor(new URL(next).origin, this.#options.signal);
    return rules.failure !== null || rules.allows(next);
  };

  async #rendered({ topic }: CrawlTask, page: PageOutcome): Promise<PageOutcome> {
    const { renderer, makeReader } = this.#tools;
    if (page.outcome !== 'shell-not-rendered' || !renderer || FOR_MACHINES.has(topic)) return page;
    return renderPage(renderer, page, makeReader, this.#askForPart, this.#options.signal);
  }

  /** What a rendered page asks for is fetched as politely as the page itself, and counts as much. */
  readonly #askForPart: AskForPart = async (url) => {
    if (this.#options.signal?.aborted || this.#meter.exhausted() !== null || !/^https?:/.test(url))
      return null;
    const { gate, robots, fetcher } = this.#tools;
    const { signal } = this.#options;
    const { host, origin } = new URL(url);
    const rules = await gate.run(host, () => robots.rulesFor(origin, signal), signal);
    if (rules.crawlDelaySeconds !== null) gate.slowDown(host, rules.crawlDelaySeconds);
    if (!rules.allows(url)) return null;
    const chunks: Uint8Array[] = [];
    const result = await gate.run(
      host,
      () =>
        fetcher.fetch(url, {
          signal,
          mayFollow: this.#mayFollow,
          onResponse: () => (part) => void chunks.push(part),
        }),
      signal,
    );
    this.#meter.spendBytes(result.wireBytes);
    if (result.outcome !== 'ok' || !result.head) return null;
    return { status: result.head.status, headers: result.head.headers, body: Buffer.concat(chunks) };
  };

  #told(task: CrawlTask, page: PageOutcome): CrawlOutcome {
    return { platform: this.#target.platform, topic: task.topic, page, claims: claimsOf(page) };
  }

  /** Where to go on from what was read. */
  async #learn(task: CrawlTask, { page }: CrawlOutcome): Promise<void> {
    if (task.httpFallback && (NO_HTTPS as ReadonlySet<string>).has(page.outcome))
      this.#fallBack(new URL(task.url).hostname);
    const { facts } = page;
    if (!facts || facts.status >= 400 || !this.#isOwn(facts.url)) return;
    if (task.topic === 'sitemap') return this.#learnSitemap(page);
    if (!this.#queue.loops.isNew(new URL(facts.url).host, facts.bodySha256)) return;
    for (const link of facts.links) if (this.#isOwn(link.url)) this.#queue.add(link.url, topicOf(link));
    for (const { url } of facts.alternates) if (this.#isOwn(url)) this.#queue.add(url, 'language');
    for (const url of facts.scripts) if (this.#isOwn(url)) this.#queue.add(url, 'script');
    if (facts.refresh !== null && this.#isOwn(facts.refresh)) this.#queue.add(facts.refresh, 'front');
    for (const path of findConfigPaths([page.text, ...facts.configs].join('\n')))
      this.#addConfig(path, facts.url);
  }

  #addConfig(path: string, base: string): void {
    if (!URL.canParse(path, base)) return;
    const { href } = new URL(path, base);
    if (this.#isOwn(href)) this.#queue.add(href, 'config');
  }

  async #learnSitemap(page: PageOutcome): Promise<void> {
    const reader = await createSitemapReader(page.url);
    reader.write(page.text);
    const { kind, locations } = reader.end();
    for (const url of locations)
      if (this.#isOwn(url))
        this.#queue.add(url, kind === 'index' ? 'sitemap' : topicOf({ url, rel: [], text: '' }));
  }

  /** Of one of the platform's sites, http(s), on a port that is in use. */
  #isOwn(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'https:' && protocol !== 'http:') return false;
    const host = parseHost(hostname);
    return host.ok && this.#sites.has(siteOf(host.value));
  }
}

/** A page that was not asked for: the file forbids it, or cannot be had. */
export function robotsOutcome(url: string, { failure, state, detail }: RobotsRules): PageOutcome {
  const common = { url, facts: null, fetch: failure, body: null, text: '' };
  if (failure && failure.outcome !== 'ok')
    return {
      ...common,
      outcome: failure.outcome,
      conclusive: isConclusive(failure.outcome),
      detail: failure.detail,
    };
  const why = state === 'unreachable' ? `robots.txt is out of reach: ${detail}` : 'robots.txt forbids it';
  return { ...common, outcome: 'robots-disallowed', conclusive: false, detail: why };
}

function claimsOf({ url, text, facts }: PageOutcome): AppClaims {
  if (facts?.status !== 200) return NO_CLAIMS;
  if (url.endsWith('/assetlinks.json')) return { ...NO_CLAIMS, android: parseAssetLinks(text) };
  if (url.endsWith('/apple-app-site-association'))
    return { ...NO_CLAIMS, apple: parseAppleAssociation(text) };
  return NO_CLAIMS;
}
