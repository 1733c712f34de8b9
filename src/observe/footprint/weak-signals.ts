/** Leads, weighed by rarity, and noise, kept so that it can be shown why a name was not taken. */
import { parseHost, siteOf } from '../../model/names/host.js';
import type { Brand } from './brand.js';
import { hostOf } from './owner-signals.js';
import type {
  FootprintContext,
  GradedPage,
  NetworkFacts,
  PlatformFootprint,
  Report,
  SignalKind,
} from './types.js';

/** Below this a lead leads nowhere: every customer of a name service shares its servers. */
const MIN_WEIGHT = 0.05;

const SHARED_FACTS: readonly {
  readonly kind: SignalKind;
  readonly of: (facts: NetworkFacts) => readonly string[];
}[] = [
  { kind: 'name-server', of: ({ nameServers }) => nameServers ?? [] },
  { kind: 'mail-server', of: ({ mailServers }) => mailServers ?? [] },
  { kind: 'spf', of: ({ spf }) => spf ?? [] },
  { kind: 'verification-token', of: ({ verificationTokens }) => verificationTokens ?? [] },
  { kind: 'address', of: ({ addresses }) => addresses ?? [] },
  { kind: 'favicon', of: ({ faviconHash }) => (faviconHash === undefined ? [] : [faviconHash]) },
];

/** All values of a site that others may share, with their kind: to count on how many they are seen. */
export const sharedValuesOf = (facts: NetworkFacts): (readonly [kind: SignalKind, value: string])[] =>
  SHARED_FACTS.flatMap(({ kind, of }) => of(facts).map((value) => [kind, value] as const));

export function reportWeakSignals(
  pages: readonly GradedPage[],
  known: PlatformFootprint,
  context: FootprintContext,
  report: Report,
): void {
  const network = context.network ?? new Map<string, NetworkFacts>();
  for (const { kind, of } of SHARED_FACTS) reportShared(kind, of, network, known, context, report);
  for (const site of known.sites) {
    const { cnameTargets = [], caaIssuers = [] } = network.get(site) ?? {};
    for (const host of cnameTargets) report(host, noise('cname-target', `CNAME of ${site}`, []));
    for (const host of caaIssuers) report(host, noise('caa', `CAA of ${site}`, []));
  }
  for (const { facts, isKnown } of pages) {
    if (!isKnown) continue;
    for (const { url } of facts.links) {
      const host = hostOf(url);
      if (host) report(host, noise('anchor', 'linked', [facts.url]));
    }
    for (const { host } of facts.resources) report(host, noise('resource', 'loaded from', [facts.url]));
  }
}

const noise = (kind: SignalKind, detail: string, pages: readonly string[]) =>
  ({ kind, grade: 'noise', side: 'known', weight: 0, detail, pages }) as const;

function reportShared(
  kind: SignalKind,
  valuesOf: (facts: NetworkFacts) => readonly string[],
  network: ReadonlyMap<string, NetworkFacts>,
  known: PlatformFootprint,
  context: FootprintContext,
  report: Report,
): void {
  const own = new Set(known.sites.flatMap((site) => valuesOf(network.get(site) ?? {})));
  const strangers = new Map<string, string[]>();
  for (const [site, facts] of network) {
    const parsed = parseHost(site);
    if (!parsed.ok || known.sites.includes(siteOf(parsed.value))) continue;
    for (const value of valuesOf(facts))
      if (own.has(value)) strangers.set(value, [...(strangers.get(value) ?? []), site]);
  }
  for (const [value, sites] of strangers) {
    const weight = 1 / Math.max(context.sitesSharing?.(kind, value) ?? 0, sites.length);
    if (weight < MIN_WEIGHT || (kind === 'address' && context.isCdn(value))) continue;
    for (const site of sites)
      report(site, { kind, grade: 'weak', side: 'candidate', weight, detail: value, pages: [] });
  }
}

/** Said only of names that are candidates already: the whole of the DNS is full of names that look alike. */
export function reportLookalikes(hosts: Iterable<string>, brand: Brand, report: Report): void {
  for (const name of [...hosts]) {
    const host = parseHost(name);
    if (!host.ok || !brand.isLookalike(host.value)) continue;
    const detail = brand.isSame(host.value) ? 'the brand stands in the name' : 'looks like the brand';
    report(name, {
      kind: 'lookalike-name',
      grade: 'weak',
      side: 'candidate',
      weight: 0.3,
      detail,
      pages: [],
    });
  }
}
