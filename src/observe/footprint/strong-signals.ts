/** Signs of a common operator; two of different kinds are needed, because each has innocent explanations. */
import { parseHost, siteOf } from '../../model/names/host.js';
import { resemblance } from '../crawl/extract/sketch.js';
import type { PageFacts } from '../crawl/page-facts.js';
import type { FootprintContext, GradedPage, PlatformFootprint, Report } from './types.js';

/** Sites on which a key or id may be seen before it says nothing about one owner. */
const RARE_SITES = 5;
/** Estimated share of equal text above which two pages are one page. */
const NEAR_IDENTICAL = 0.7;
const MAX_PAGES_COMPARED = 60;

export function reportStrongSignals(
  pages: readonly GradedPage[],
  known: PlatformFootprint,
  context: FootprintContext,
  report: Report,
): void {
  reportApiHosts(pages, known, report);
  reportKeys(pages, context, report);
  reportAnalytics(pages, context, report);
  reportResemblance(pages, context, report);
}

/** Hosts that the platform's own pages connect to. One page may be an accident; two are a habit. */
function reportApiHosts(pages: readonly GradedPage[], known: PlatformFootprint, report: Report): void {
  const seen = new Map<string, { pages: Set<string>; as: Set<string> }>();
  for (const { facts, isKnown } of pages) {
    if (!isKnown) continue;
    for (const { host, as } of facts.apiHosts) {
      const parsed = parseHost(host);
      if (!parsed.ok || known.sites.includes(siteOf(parsed.value))) continue;
      const entry = seen.get(host) ?? { pages: new Set(), as: new Set() };
      entry.pages.add(facts.url);
      // Script text names every vocabulary and help page; it is a mention and no connection.
      for (const source of as) if (source !== 'script') entry.as.add(source);
      seen.set(host, entry);
    }
  }
  for (const [host, { pages: on, as }] of seen) {
    const common = { side: 'known', pages: [...on].slice(0, 4) } as const;
    const detail = `${[...as].sort().join(', ') || 'script'} host on ${on.size} page${on.size === 1 ? '' : 's'}`;
    if (on.size >= 2 && as.size > 0)
      report(host, { ...common, kind: 'api-host', grade: 'strong', weight: 1, detail });
    else report(host, { ...common, kind: 'resource', grade: 'noise', weight: 0, detail });
  }
}

/** One private key on both sides. Behind a CDN the key is the CDN's. */
function reportKeys(pages: readonly GradedPage[], context: FootprintContext, report: Report): void {
  const own = new Map<string, string>();
  const usable = pages.filter(
    ({ facts, host }) => facts.certificate && !context.isCdn(host) && !context.isCdn(facts.address),
  );
  for (const { facts, isKnown } of usable)
    if (isKnown) own.set(facts.certificate?.spkiSha256 ?? '', facts.url);
  const sitesOf = countSites(usable, ({ certificate }) => (certificate ? [certificate.spkiSha256] : []));
  for (const { facts, host, isKnown } of usable) {
    const key = facts.certificate?.spkiSha256 ?? '';
    const page = own.get(key);
    if (isKnown || page === undefined || sharing(context, 'tls-key', key, sitesOf) > RARE_SITES) continue;
    const detail = `TLS key ${key.slice(0, 16)}…`;
    report(host, {
      kind: 'tls-key',
      grade: 'strong',
      side: 'both',
      weight: 1,
      detail,
      pages: [page, facts.url],
    });
  }
}

/** Whoever copies a page copies its ids, so this never stands alone against a suspicion of copying. */
function reportAnalytics(pages: readonly GradedPage[], context: FootprintContext, report: Report): void {
  const idsOf = (facts: PageFacts) => facts.analytics.map(({ service, id }) => `${service} ${id}`);
  const sitesOf = countSites(pages, idsOf);
  const own = new Map<string, string>();
  for (const { facts, isKnown } of pages) if (isKnown) for (const id of idsOf(facts)) own.set(id, facts.url);
  for (const { facts, host, isKnown } of pages) {
    if (isKnown) continue;
    for (const id of idsOf(facts)) {
      const page = own.get(id);
      if (page === undefined || sharing(context, 'analytics', id, sitesOf) > RARE_SITES) continue;
      const common = { side: 'candidate', weight: 1, pages: [page, facts.url] } as const;
      report(host, { ...common, kind: 'analytics-id', grade: 'strong', detail: id });
    }
  }
}

function reportResemblance(pages: readonly GradedPage[], context: FootprintContext, report: Report): void {
  const own = pages
    .filter(({ isKnown, facts }) => isKnown && facts.condition === 'content')
    .slice(0, MAX_PAGES_COMPARED);
  for (const { facts, host, isKnown } of pages) {
    if (isKnown || facts.condition !== 'content') continue;
    const twin = own.find((page) => resemblance(page.facts.sketch, facts.sketch) >= NEAR_IDENTICAL);
    if (!twin) continue;
    const shared = sharedBackEnd(twin.facts, facts, context);
    const common = { side: 'candidate', weight: 1, pages: [twin.facts.url, facts.url] } as const;
    report(host, { ...common, kind: 'near-identical-page', grade: 'weak', detail: `like ${twin.facts.url}` });
    if (shared !== null)
      report(host, {
        ...common,
        kind: 'same-page-and-back-end',
        grade: 'strong',
        detail: `both use ${shared}`,
      });
  }
}

function sharedBackEnd(a: PageFacts, b: PageFacts, context: FootprintContext): string | null {
  const of = ({ apiHosts }: PageFacts) =>
    apiHosts.filter(({ as }) => as.some((source) => source !== 'script'));
  const hosts = new Set(of(a).map(({ host }) => host));
  return (
    of(b).find(({ host }) => hosts.has(host) && !context.isProtected(host) && !context.isCdn(host))?.host ??
    null
  );
}

/** On how many sites of this run each value was seen. */
function countSites(
  pages: readonly GradedPage[],
  valuesOf: (facts: PageFacts) => readonly string[],
): ReadonlyMap<string, Set<string>> {
  const sites = new Map<string, Set<string>>();
  for (const { facts, site } of pages)
    for (const value of valuesOf(facts)) sites.set(value, (sites.get(value) ?? new Set()).add(site));
  return sites;
}

function sharing(
  context: FootprintContext,
  kind: string,
  value: string,
  here: ReadonlyMap<string, ReadonlySet<string>>,
): number {
  return Math.max(context.sitesSharing?.(kind, value) ?? 0, here.get(value)?.size ?? 0);
}
