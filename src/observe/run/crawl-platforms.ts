/**
 * Reads the pages of the platforms of a run, follows their leads one step, and grades what joins other names to
 * them. What was read is kept as soon as it is known; grading needs it all and comes last for each platform.
 */
import type { Json } from '../../model/canonical-json.js';
import { type Host, parseHost, siteOf } from '../../model/names/host.js';
import type { Observation } from '../../model/observation.js';
import type { Platform } from '../../model/registry/platform.js';
import { type CrawlOutcome, type CrawlTools, crawlPlatform } from '../crawl/crawl-platform.js';
import { toObservation } from '../crawl/fetch-page.js';
import { fetchIcon, iconObservation, iconUrlOf } from '../crawl/icon.js';
import type { AppClaims, PageFacts } from '../crawl/page-facts.js';
import { gradeJoins } from '../footprint/grade-joins.js';
import type { Candidate, FootprintContext, NetworkFacts } from '../footprint/types.js';
import { sharedValuesOf } from '../footprint/weak-signals.js';
import { inLanes } from './lanes.js';
import type { SharedValues } from './shared-values.js';
import type { Tally } from './tally.js';

export interface CrawlRun {
  readonly platforms: readonly Platform[];
  readonly tools: CrawlTools;
  /** Whether a URL was observed lately. */
  readonly isFresh: (url: string) => boolean;
  /** Pages of a site that earlier runs found. */
  readonly seedsOf: (site: string) => readonly string[];
  readonly networkOf: (site: string) => Promise<NetworkFacts | undefined>;
  /** Digest of a site's icon where it was looked at lately; null where it had none, undefined where it is to be asked. */
  readonly iconOf: (site: string) => string | null | undefined;
  /** What was seen of icons in earlier runs; grows with what this run sees. */
  readonly shared: SharedValues;
  readonly context: Pick<FootprintContext, 'isProtected' | 'isCdn'>;
  readonly now: () => Date;
  readonly tally: Tally;
  readonly signal?: AbortSignal | undefined;
  /** Keeps a page; called before its observation is yielded. */
  readonly keepBody: (body: Uint8Array) => Promise<void>;
  /** Platforms at a time, default 8. */
  readonly atOnce?: number | undefined;
}

export type CrawlEvent =
  | { readonly kind: 'page' | 'icon'; readonly platform: string; readonly observation: Observation }
  | {
      readonly kind: 'candidates';
      readonly platform: string;
      readonly candidates: readonly Candidate[];
      readonly observations: readonly Observation[];
    };

/** Names at which a lead is looked at: its front page and what it vouches for, not its whole site. */
const LEAD_BUDGET = { maxPages: 6, maxBytes: 4 * 1024 * 1024, maxMs: 60_000 };
const MAX_LEADS = 20;
const MAX_HOSTS = 12;
/** Pages as the world sees them. */
export const VANTAGE = 'crawl';

export async function* crawlPlatforms(run: CrawlRun): AsyncGenerator<CrawlEvent> {
  run.tally.total += run.platforms.length;
  yield* inLanes(run.platforms, run.atOnce ?? 8, (platform) => crawlOne(platform, run), run.signal);
}

async function* crawlOne(platform: Platform, run: CrawlRun): AsyncGenerator<CrawlEvent> {
  const gathered = new Gathered();
  const known = hostsOf(platform);
  let fresh = 0;
  const isFresh = (url: string) => {
    if (!run.isFresh(url)) return false;
    fresh++;
    return true;
  };
  const seeds = platform.sites.flatMap((site) => run.seedsOf(site.name));
  const outcomes = crawlPlatform({ platform: platform.id, hosts: known, seeds }, run.tools, {
    fresh: isFresh,
    keepBody: true,
    signal: run.signal,
  });
  yield* pagesOf(platform, outcomes, gathered, run);
  run.tally.finish(gathered.learned || fresh > 0);
  if (gathered.pages.length === 0) return;
  for (const { name, scope } of platform.sites)
    if (scope !== 'none') yield* networkOf(siteOf(name), platform, gathered, run);
  const leads = grade(platform, gathered, run)
    .filter(({ grade: rank }) => rank !== 'noise')
    .slice(0, MAX_LEADS);
  for (const { site, hosts } of leads) {
    if (run.signal?.aborted) return;
    const target = {
      platform: platform.id,
      hosts: [site, ...hosts.filter((host) => host !== site).slice(0, 2)],
    };
    yield* pagesOf(
      platform,
      crawlPlatform(target, run.tools, { budget: LEAD_BUDGET, keepBody: true, signal: run.signal }),
      gathered,
      run,
    );
    yield* networkOf(site, platform, gathered, run);
  }
  const candidates = grade(platform, gathered, run).filter(({ grade: rank }) => rank !== 'noise');
  yield {
    kind: 'candidates',
    platform: platform.id,
    candidates,
    observations: candidates.map((one) => candidateObservation(one, platform, run)),
  };
}

class Gathered {
  readonly pages: PageFacts[] = [];
  readonly claims = new Map<string, AppClaims>();
  readonly network = new Map<string, NetworkFacts>();
  learned = false;
}

async function* pagesOf(
  platform: Platform,
  outcomes: AsyncIterable<CrawlOutcome>,
  gathered: Gathered,
  run: CrawlRun,
): AsyncGenerator<CrawlEvent> {
  for await (const { page, claims } of outcomes) {
    if (page.facts) gathered.pages.push(page.facts);
    if (claims.android.length + claims.apple.length > 0)
      gathered.claims.set(new URL(page.url).hostname, claims);
    gathered.learned ||= page.conclusive;
    if (page.body && page.facts) await run.keepBody(page.body);
    run.tally.count(page.outcome);
    yield {
      kind: 'page',
      platform: platform.id,
      observation: toObservation(page, VANTAGE, run.now().toISOString()),
    };
  }
}

/** What a site has in common with others: DNS, and its icon, which is asked for once. */
async function* networkOf(
  site: Host,
  platform: Platform,
  gathered: Gathered,
  run: CrawlRun,
): AsyncGenerator<CrawlEvent> {
  if (run.signal?.aborted || gathered.network.has(site)) return;
  const network = await run.networkOf(site);
  let faviconHash = run.iconOf(site) ?? undefined;
  const url = iconUrlOf(gathered.pages.filter((page) => isOf(site, page.url)));
  if (url !== null && run.iconOf(site) === undefined) {
    const found = await fetchIcon(url, run.tools, run.signal);
    faviconHash = found.icon?.sha256;
    yield {
      kind: 'icon',
      platform: platform.id,
      observation: iconObservation(found, site, VANTAGE, run.now().toISOString()),
    };
  }
  const facts = { ...network, faviconHash };
  gathered.network.set(site, facts);
  for (const [kind, value] of sharedValuesOf(facts)) run.shared.add(kind, value, site);
}

function isOf(site: Host, url: string): boolean {
  const host = parseHost(new URL(url).hostname);
  return host.ok && siteOf(host.value) === site;
}

/** The sites first, then the hosts that serve people; API hosts show nothing that a crawler could read. */
function hostsOf(platform: Platform): Host[] {
  const rest = platform.sites
    .filter((site) => site.scope !== 'none')
    .flatMap((site) => site.hosts.map((host) => host.name));
  return [...new Set([...frontsOf(platform), ...rest])].slice(0, MAX_HOSTS);
}

/** Hosts that people come to first: the sites, then their www hosts. */
export function frontsOf({ sites }: Platform): Host[] {
  const enforced = sites.filter((site) => site.scope !== 'none');
  const www = enforced.flatMap((site) =>
    site.hosts.filter((host) => host.roles.includes('www')).map((host) => host.name),
  );
  const fronts = enforced
    .filter((site) => site.scope === 'subtree' && site.class !== 'api')
    .map((site) => site.name);
  return [...new Set([...fronts, ...www])].slice(0, MAX_HOSTS);
}

function grade(platform: Platform, gathered: Gathered, run: CrawlRun): Candidate[] {
  const footprint = {
    platform: platform.id,
    brands: [platform.name, ...platform.names],
    sites: platform.sites.map((site) => siteOf(site.name)),
  };
  return gradeJoins(gathered.pages, footprint, {
    ...run.context,
    network: gathered.network,
    sitesSharing: (kind, value) => run.shared.besides(platform.id, kind, value),
    claims: gathered.claims,
  });
}

function candidateObservation(candidate: Candidate, platform: Platform, run: CrawlRun): Observation {
  const { site, hosts, grade: rank, relation, signals, weight } = candidate;
  return {
    subject: site,
    type: `footprint/${platform.id}`,
    vantage: VANTAGE,
    at: run.now().toISOString(),
    outcome: relation,
    conclusive: true,
    value: JSON.parse(JSON.stringify({ grade: rank, hosts, signals, weight })) as Json,
  };
}
