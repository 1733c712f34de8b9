/** The Robots Exclusion Protocol, RFC 9309: what a site's owner lets crawlers read. */
import type { Fetcher } from './fetch.js';
import type { FetchResult } from './fetch-types.js';

export interface RobotsRules {
  /** `unreachable`: nothing may be read (§2.3.1.4). `unavailable`: there is no file, all may be read (§2.3.1.3). */
  readonly state: 'read' | 'unavailable' | 'unreachable';
  /** For people: status or fetch outcome. */
  readonly detail: string;
  /** The fetch that brought no answer at all; what it ended with is also the truth about the pages. */
  readonly failure: FetchResult | null;
  /** @param url absolute, on the origin that the rules are for. */
  allows(url: string): boolean;
  /** Seconds between two requests that the site asks for, bounded; null where it asks for nothing. */
  readonly crawlDelaySeconds: number | null;
  readonly sitemaps: readonly string[];
}

export interface RobotsCache {
  /** @param origin `https://host`; each is asked once. */
  rulesFor(origin: string, signal?: AbortSignal): Promise<RobotsRules>;
}

/** RFC 9309 §2.5: at least 500 KiB are read, the rest is passed over. */
const MAX_ROBOTS_BYTES = 500 * 1024;
const MAX_CRAWL_DELAY_SECONDS = 10;
const MAX_SITEMAPS = 10;
/** Rules with wildcards cost path length times rule length to match; a hostile file could stall the run. */
const MAX_WILDCARD_BYTES = 32 * 1024;
const MAX_CACHED_ORIGINS = 2_000;

/** @param productToken what groups name this crawler by, e.g. `cordon` (§2.2.1). */
export function createRobotsCache(fetcher: Fetcher, productToken: string): RobotsCache {
  const known = new Map<string, Promise<RobotsRules>>();
  return {
    rulesFor(origin, signal) {
      const cached = known.get(origin);
      if (cached !== undefined) return cached;
      const rules = loadRobots(fetcher, origin, productToken, signal);
      if (known.size >= MAX_CACHED_ORIGINS) known.delete(known.keys().next().value as string);
      known.set(origin, rules);
      return rules;
    },
  };
}

async function loadRobots(
  fetcher: Fetcher,
  origin: string,
  productToken: string,
  signal: AbortSignal | undefined,
): Promise<RobotsRules> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const url = `${origin}/robots.txt`;
  const result = await fetcher.fetch(url, {
    signal,
    accept: 'text/plain,*/*;q=0.5',
    onResponse: (head) => (chunk) => {
      if (head.status < 200 || head.status > 299 || bytes >= MAX_ROBOTS_BYTES) return;
      chunks.push(chunk.subarray(0, MAX_ROBOTS_BYTES - bytes));
      bytes += chunk.length;
    },
  });
  const status = result.head?.status;
  if (status === undefined) return withoutFile(result);
  if (status >= 500 || status === 429) return closed(`status ${status}`);
  if (status >= 300) return open(`status ${status}`);
  // A file over the size limits was cut, which the standard allows for; a broken one was not read.
  const cut = result.outcome === 'wire-limit' || result.outcome === 'decoded-limit';
  if (result.outcome !== 'ok' && !cut) return closed(result.outcome, result);
  return parseRobots(url, Buffer.concat(chunks).toString('utf8'), productToken);
}

/** More than five redirects may be taken as "unavailable" (§2.3.1.2); everything else is out of reach. */
function withoutFile(result: FetchResult): RobotsRules {
  return result.outcome === 'redirect-limit' ? open(result.outcome) : closed(result.outcome, result);
}

const open = (detail: string): RobotsRules => ({
  ...NO_FILE,
  state: 'unavailable',
  detail,
  failure: null,
  allows: () => true,
});
const closed = (detail: string, failure: FetchResult | null = null): RobotsRules => ({
  ...NO_FILE,
  state: 'unreachable',
  detail,
  failure,
  allows: () => false,
});
const NO_FILE = { crawlDelaySeconds: null, sitemaps: [] } as const;

/** @param url of the file; the rules hold for its origin. */
export async function parseRobots(url: string, text: string, productToken: string): Promise<RobotsRules> {
  const module = await import('robots-parser');
  // The package is CommonJS; its types describe an ES module around it.
  const makeRules = module.default as unknown as (typeof module.default)['default'];
  const rules = makeRules(url, tame(text.replace(/^\uFEFF/, '')));
  const delay = rules.getCrawlDelay(productToken);
  const origin = new URL(url).origin;
  return {
    state: 'read',
    detail: '',
    failure: null,
    // After a redirect the rules still hold for the origin that was asked (§2.3.1.2).
    allows: (target) => new URL(target).origin !== origin || rules.isAllowed(target, productToken) !== false,
    crawlDelaySeconds:
      delay !== undefined && Number.isFinite(delay) && delay > 0
        ? Math.min(delay, MAX_CRAWL_DELAY_SECONDS)
        : null,
    sitemaps: rules.getSitemaps().slice(0, MAX_SITEMAPS),
  };
}

/** Past a budget for wildcards, a rule is cut before its first one: it then forbids more, never less. */
function tame(text: string): string {
  let budget = MAX_WILDCARD_BYTES;
  const lines = text.split(/\r\n|\r|\n/).map((line) => {
    const star = line.indexOf('*');
    const rule = /^\s*(allow|disallow)\s*:/i.exec(line);
    if (!rule || star < 0) return line.length > 8_192 ? '' : line;
    budget -= line.length;
    if (budget > 0) return line;
    return rule[1]?.toLowerCase() === 'allow' ? '' : line.slice(0, star);
  });
  return lines.join('\n');
}
