/** One page: fetched, read, and told as an outcome. */
import type { Json } from '../../model/canonical-json.js';
import type { Observation } from '../../model/observation.js';
import type { Fetcher } from './fetch.js';
import { type FetchOutcome, type FetchResult, isConclusive, type ResponseHead } from './fetch-types.js';
import type { PageCondition, PageFacts } from './page-facts.js';
import type { PageReader, PageReaderFactory } from './page-reader.js';

/** Outcomes that come from what was read, or from rules of conduct, instead of from the fetch. */
export const PAGE_ONLY_OUTCOMES = ['not-text', 'robots-disallowed', 'shell-not-rendered'] as const;
/** Closed vocabulary of `page` observations. `content` is the only one that speaks for the service. */
export type PageOutcomeWord =
  | Exclude<FetchOutcome, 'ok'>
  | Exclude<PageCondition, 'shell'>
  | (typeof PAGE_ONLY_OUTCOMES)[number];

export interface PageOutcome {
  /** The URL that was asked for. */
  readonly url: string;
  readonly outcome: PageOutcomeWord;
  /** False where nothing was learned about the site; such an outcome deletes nothing. */
  readonly conclusive: boolean;
  readonly detail: string;
  /** What was read, also where the body was cut off; null where there was nothing to read. */
  readonly facts: PageFacts | null;
  /** Null where nothing was sent. */
  readonly fetch: FetchResult | null;
  /** Decoded octets, where they were asked for. */
  readonly body: Uint8Array | null;
  /** Of other media than HTML: the decoded text. */
  readonly text: string;
}

export interface PageRequest {
  readonly keepBody?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly mayFollow?: ((url: string) => Promise<boolean>) | undefined;
}

/** Never rejects. */
export async function fetchPage(
  fetcher: Fetcher,
  makeReader: PageReaderFactory,
  url: string,
  request: PageRequest = {},
): Promise<PageOutcome> {
  let reader: PageReader | null = null;
  const onResponse = (head: ResponseHead) => {
    reader = makeReader(head, { keepBody: request.keepBody });
    return reader?.sink ?? null;
  };
  const { signal, mayFollow } = request;
  const fetch = await fetcher.fetch(url, { signal, mayFollow, onResponse });
  return pageOutcome(url, fetch, reader);
}

function pageOutcome(url: string, fetch: FetchResult, reader: PageReader | null): PageOutcome {
  const facts = reader?.finish(fetch) ?? null;
  const common = {
    url,
    facts,
    fetch,
    body: reader?.body ?? null,
    text: reader?.text ?? '',
    detail: fetch.detail,
  };
  if (fetch.outcome !== 'ok')
    return { ...common, outcome: fetch.outcome, conclusive: isConclusive(fetch.outcome) };
  if (!facts) return { ...common, outcome: 'not-text', conclusive: true };
  const outcome = facts.condition === 'shell' ? 'shell-not-rendered' : facts.condition;
  return { ...common, outcome, conclusive: speaks(facts) };
}

/** A wall, an unfilled shell or a server in trouble tells nothing about the service. */
function speaks({ condition, status }: PageFacts): boolean {
  if (condition === 'error-status') return status === 404 || status === 410 || status === 451;
  return condition === 'content' || condition === 'parked' || condition === 'empty';
}

/**
 * The observation to keep. `value` leaves out what changes at every look (text, body digest, link lists), which
 * goes to `detail`, so that an unchanged site is one fact seen again.
 * @param at RFC 3339, UTC, milliseconds. @param vantage id of the vantage.
 */
export function toObservation(page: PageOutcome, vantage: string, at: string): Observation {
  const { fetch, facts } = page;
  return {
    subject: page.url,
    type: 'page',
    vantage,
    at,
    outcome: page.outcome,
    conclusive: page.conclusive,
    value: asJson({
      url: fetch?.url ?? page.url,
      hops: fetch?.hops.map(({ url, status }) => ({ url, status })) ?? [],
      certificate: fetch?.certificate ?? null,
      facts: facts && stableFacts(facts),
    }),
    detail: asJson({
      message: page.detail,
      address: fetch?.address ?? null,
      durationMs: fetch?.durationMs ?? 0,
      wireBytes: fetch?.wireBytes ?? 0,
      bodySha256: facts?.bodySha256 ?? null,
      bodyBytes: facts?.bodyBytes ?? 0,
      complete: facts?.complete ?? false,
      links: facts?.links ?? [],
      images: facts?.images ?? [],
      text: facts?.text ?? [],
      configs: facts?.configs ?? [],
      sketch: facts?.sketch ?? [],
    }),
  };
}

function stableFacts(facts: PageFacts): object {
  const { status, mediaType, charset, condition, language, title, description, generator, canonical } = facts;
  const { alternates, refresh, resources, apiHosts, forms, analytics, accounts, apps, manifest, icon } =
    facts;
  const head = { status, mediaType, charset, condition, language, title, description, generator, canonical };
  return {
    ...head,
    alternates,
    refresh,
    resources,
    apiHosts,
    forms,
    analytics,
    accounts,
    apps,
    manifest,
    icon,
  };
}

/** Facts are plain data by construction; the type system cannot see that of interfaces. */
const asJson = (value: object): Json => value as unknown as Json;
