/** From a response to the facts of a page: picks the reader by media type, and feeds it as the body arrives. */
import { createHash } from 'node:crypto';
import { findAnalytics } from './extract/analytics.js';
import { conditionOf } from './extract/condition.js';
import { cspHosts } from './extract/csp.js';
import { findEndpoints } from './extract/endpoints.js';
import { createHtmlExtractor, type HtmlExtractor, type HtmlSigns, loadDecoders } from './extract/html.js';
import { createPageDecoder, type PageDecoder } from './extract/text-decoder.js';
import type { BodySink, FetchResult, ResponseHead } from './fetch-types.js';
import type { ApiSource, HostUse, MarkupFacts, PageFacts } from './page-facts.js';

export type MediaKind = 'html' | 'json' | 'script' | 'xml' | 'text';

export interface PageReader {
  readonly kind: MediaKind;
  readonly sink: BodySink;
  /** After the fetch has ended, in whatever way: what was read up to there. */
  finish(result: FetchResult): PageFacts;
  /** Decoded text of all but HTML. */
  readonly text: string;
  /** Decoded octets, where they were asked for. */
  readonly body: Uint8Array | null;
}

export interface PageReaderOptions {
  /** Keep the octets, to store the page as evidence. */
  readonly keepBody?: boolean | undefined;
}

/** Makes readers; null for media that holds no text (images, archives, fonts). */
export type PageReaderFactory = (head: ResponseHead, options?: PageReaderOptions) => PageReader | null;

/** Loads what pages need once. */
export async function createPageReaderFactory(): Promise<PageReaderFactory> {
  const decoders = await loadDecoders();
  return (head, options = {}) => {
    const kind = mediaKind(head.headers['content-type'] ?? '', head.url);
    if (kind === null) return null;
    return new Reader(
      head,
      kind,
      kind === 'html' ? createHtmlExtractor(decoders, head.url) : null,
      options.keepBody ?? false,
    );
  };
}

const EMPTY_SIGNS: HtmlSigns = {
  scriptCount: 0,
  textLength: 0,
  noscript: '',
  hasMount: false,
  references: [],
};

class Reader implements PageReader {
  readonly kind: MediaKind;
  readonly sink: BodySink;
  text = '';
  readonly #head: ResponseHead;
  readonly #extractor: HtmlExtractor | null;
  readonly #hash = createHash('sha256');
  readonly #kept: Uint8Array[] | null;
  #decoder: PageDecoder | null = null;
  #bytes = 0;

  constructor(head: ResponseHead, kind: MediaKind, extractor: HtmlExtractor | null, keepBody: boolean) {
    this.kind = kind;
    this.#head = head;
    this.#extractor = extractor;
    this.#kept = keepBody ? [] : null;
    // A name of its own, because of where V8 would put it: see Attempt.
    const sink: BodySink = (chunk) => this.#take(chunk);
    this.sink = sink;
  }

  get body(): Uint8Array | null {
    return this.#kept && Buffer.concat(this.#kept);
  }

  finish(result: FetchResult): PageFacts {
    const { headers, status } = this.#head;
    if (this.#decoder) this.#write(this.#decoder.end());
    const page = this.#extractor?.end() ?? { facts: plainFacts(this.kind, this.text), signs: EMPTY_SIGNS };
    const markup = page.facts;
    const condition = this.#extractor
      ? conditionOf({ status, headers, title: markup.title, text: markup.text, signs: page.signs })
      : conditionOfPlain(status, this.#bytes);
    return {
      ...markup,
      apiHosts: withPolicyHosts(markup.apiHosts, headers['content-security-policy']),
      requestedUrl: result.requestedUrl,
      url: this.#head.url,
      status,
      hops: result.hops,
      address: this.#head.address,
      certificate: this.#head.certificate,
      mediaType: mediaType(headers['content-type'] ?? ''),
      charset: this.#decoder?.encoding ?? 'utf-8',
      condition,
      bodySha256: this.#hash.digest('hex'),
      bodyBytes: this.#bytes,
      complete: result.outcome === 'ok',
    };
  }

  #take(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
    this.#kept?.push(chunk);
    this.#decoder ??= createPageDecoder(this.#head.headers['content-type'] ?? '', chunk);
    this.#write(this.#decoder.decode(chunk));
  }

  #write(text: string): void {
    if (text === '') return;
    if (this.#extractor) this.#extractor.write(text);
    else this.text += text;
  }
}

function conditionOfPlain(status: number, bytes: number): PageFacts['condition'] {
  if (status >= 400) return 'error-status';
  return bytes === 0 ? 'empty' : 'content';
}

const mediaType = (contentType: string): string => contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';

function mediaKind(contentType: string, url: string): MediaKind | null {
  const type = mediaType(contentType);
  if (type === '' || type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (/[/+]json$/.test(type) || type === 'application/manifest+json') return 'json';
  if (/(?:java|ecma)script$/.test(type)) return 'script';
  if (/[/+]xml$/.test(type)) return 'xml';
  // Association files come as anything.
  if (/\/\.well-known\/|apple-app-site-association$|\.json(?:\?|$)/.test(url)) return 'json';
  return type.startsWith('text/') ? 'text' : null;
}

function withPolicyHosts(
  hosts: readonly HostUse<ApiSource>[],
  policy: string | undefined,
): readonly HostUse<ApiSource>[] {
  if (policy === undefined) return hosts;
  const all = new Map(hosts.map(({ host, as }) => [host, new Set(as)]));
  for (const host of cspHosts(policy)) all.set(host, (all.get(host) ?? new Set()).add('csp'));
  return [...all].map(([host, as]) => ({ host, as: [...as].sort() }));
}

/** Configuration, message catalogues and bundles: the hosts and ids in them, and JSON as it stands. */
function plainFacts(kind: MediaKind, text: string): MarkupFacts {
  const source: ApiSource = kind === 'json' ? 'config' : 'script';
  const useful = kind === 'json' || kind === 'script';
  return {
    ...NO_MARKUP,
    apiHosts: useful
      ? findEndpoints(text).map(({ host, websocket }) => ({ host, as: [websocket ? 'websocket' : source] }))
      : [],
    analytics: kind === 'script' ? findAnalytics(text) : [],
    configs: kind === 'json' ? [text.slice(0, MAX_CONFIG_LENGTH)] : [],
  };
}

const MAX_CONFIG_LENGTH = 64 * 1024;

const NO_MARKUP: MarkupFacts = {
  language: null,
  title: null,
  description: null,
  generator: null,
  canonical: null,
  alternates: [],
  refresh: null,
  links: [],
  resources: [],
  apiHosts: [],
  images: [],
  forms: [],
  analytics: [],
  accounts: [],
  apps: [],
  manifest: null,
  icon: null,
  scripts: [],
  text: [],
  configs: [],
  sketch: [],
};
