/**
 * Looks at the front pages of platforms from one more place: what a site answers to the people there. Names come from
 * that place's own resolvers, which may lie, and the way there may be tampered with. So only what came over TLS with a
 * certificate that is valid for the name is learned; plain http is neither fallen back to nor followed.
 */
import type { Observation } from '../../model/observation.js';
import type { Platform } from '../../model/registry/platform.js';
import { type CrawlTools, robotsOutcome } from '../crawl/crawl-platform.js';
import { fetchPage, type PageOutcome, toObservation } from '../crawl/fetch-page.js';
import { frontsOf, VANTAGE } from './crawl-platforms.js';
import { inLanes } from './lanes.js';
import type { Tally } from './tally.js';

export interface PlaceLook {
  /** Id of the vantage. */
  readonly place: string;
  readonly platforms: readonly Platform[];
  /** Connecting from the place; the gate is that of the whole run. Nothing is rendered. */
  readonly tools: CrawlTools;
  /** Whether a URL was observed from the place lately. */
  readonly isFresh: (url: string) => boolean;
  readonly now: () => Date;
  /** Counts front pages; observed is what answered, now or lately. */
  readonly tally: Tally;
  readonly signal?: AbortSignal | undefined;
  /** Keeps a page; called before its observation is yielded. */
  readonly keepBody: (body: Uint8Array) => Promise<void>;
  /** Pages at a time, default 16. */
  readonly atOnce?: number | undefined;
}

/** What pages seen from a place are kept under. @param place id of a vantage */
export const placeVantage = (place: string): string => `${VANTAGE}/${place}`;

export async function* lookFrom(run: PlaceLook): AsyncGenerator<Observation> {
  const urls = run.platforms.flatMap((platform) => frontsOf(platform).map((host) => `https://${host}/`));
  const fronts = [...new Set(urls)];
  run.tally.total += fronts.length;
  yield* inLanes(fronts, run.atOnce ?? 16, (url) => lookAt(url, run), run.signal);
}

async function* lookAt(url: string, run: PlaceLook): AsyncGenerator<Observation> {
  if (run.isFresh(url)) return run.tally.finish(true);
  const page = await askPolitely(url, run);
  if (page.body && page.facts) await run.keepBody(page.body);
  run.tally.count(page.outcome);
  run.tally.finish(page.facts !== null);
  // A wrong address or certificate is the doing of a resolver as likely as of the site: it says nothing of the site.
  const told = { ...page, conclusive: page.conclusive && page.facts !== null };
  yield toObservation(told, placeVantage(run.place), run.now().toISOString());
}

async function askPolitely(url: string, { tools, signal }: PlaceLook): Promise<PageOutcome> {
  const { gate, robots, fetcher, makeReader } = tools;
  const { host, origin } = new URL(url);
  const rules = await gate.run(host, () => robots.rulesFor(origin, signal), signal);
  if (rules.crawlDelaySeconds !== null) gate.slowDown(host, rules.crawlDelaySeconds);
  if (!rules.allows(url)) return robotsOutcome(url, rules);
  const mayFollow = async (next: string): Promise<boolean> => {
    if (!next.startsWith('https:')) return false;
    const there = await robots.rulesFor(new URL(next).origin, signal);
    return there.failure !== null || there.allows(next);
  };
  return gate.run(
    host,
    () => fetchPage(fetcher, makeReader, url, { keepBody: true, signal, mayFollow }),
    signal,
  );
}
