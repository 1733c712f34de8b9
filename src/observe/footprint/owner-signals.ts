/** Proofs of ownership: each is something that only the owner of both names could bring about. */
import { type Host, parseHost, siteOf } from '../../model/names/host.js';
import type { AppClaims } from '../crawl/page-facts.js';
import type { Brand } from './brand.js';
import { readOfficialPage } from './official-page.js';
import type { FootprintContext, GradedPage, PlatformFootprint, Report, Signal } from './types.js';

export interface OwnerInput {
  readonly pages: readonly GradedPage[];
  readonly known: PlatformFootprint;
  readonly brand: Brand;
  readonly context: FootprintContext;
}

const PERMANENT = new Set([301, 308]);
/** Registrable domains on one certificate beyond which it is a hoster's. */
export const FEW_DOMAINS = 10;
/** Organisations that stand in certificates of their customers' names. */
const HOSTER_ORGANISATION =
  /cloudflare|akamai|fastly|amazon|google|microsoft|alibaba|tencent|incapsula|imperva|sucuri|cdn|hosting|vercel|netlify|github|squarespace|shopify|wix/i;

export function reportOwnerSignals(input: OwnerInput, report: Report): void {
  for (const page of input.pages) {
    reportRedirects(page, input, report);
    reportCertificate(page, input, report);
    if (page.isKnown) readOfficialPage(page, report);
  }
  reportMutual(
    input,
    'mutual-canonical',
    ({ facts }) => (facts.canonical === null ? [] : [facts.canonical]),
    report,
  );
  reportMutual(input, 'mutual-hreflang', ({ facts }) => facts.alternates.map(({ url }) => url), report);
  reportAppIdentities(input, report);
}

const signal = (
  kind: Signal['kind'],
  side: Signal['side'],
  detail: string,
  pages: readonly string[],
): Signal => ({
  kind,
  grade: 'owner',
  side,
  weight: 1,
  detail,
  pages,
});

/** A hop from a known site straight to another one; a permanent one to the same brand is a move of house. */
function reportRedirects({ facts }: GradedPage, { known, brand }: OwnerInput, report: Report): void {
  for (const [i, hop] of facts.hops.entries()) {
    const from = hostOf(hop.url);
    const next = facts.hops[i + 1]?.url ?? facts.url;
    const to = hostOf(next);
    if (!from || !to || !known.sites.includes(siteOf(from)) || known.sites.includes(siteOf(to))) continue;
    const titled = next === facts.url && facts.condition === 'content' && brand.isNamedIn(facts.title ?? '');
    const proof = PERMANENT.has(hop.status) && (brand.isSame(to) || titled) && !isOpenRedirect(hop.url, to);
    const found = signal('permanent-redirect', 'known', `${hop.status} from ${from}`, [facts.requestedUrl]);
    report(to, proof ? found : { ...found, kind: 'redirect', grade: 'weak', weight: 0.5 });
  }
}

/** A redirector that takes its target from the request says nothing about the target. */
function isOpenRedirect(url: string, target: string): boolean {
  const { search, pathname } = new URL(url);
  const asked = `${pathname}${search}`.toLowerCase();
  return (
    asked.includes(target) ||
    asked.includes(encodeURIComponent(target)) ||
    /[?&](?:url|to|target|next|redirect|go)=/.test(asked)
  );
}

/** An authority checked the holder of the names. On the certificate of a hoster that says nothing about any one. */
function reportCertificate({ facts }: GradedPage, { known }: OwnerInput, report: Report): void {
  const { certificate } = facts;
  if (!certificate) return;
  const hosts = certificate.names.flatMap((name) => {
    const host = parseHost(name.replace(/^\*\./, ''));
    return host.ok ? [host.value] : [];
  });
  const sites = new Set(hosts.map((host) => siteOf(host)));
  if (!known.sites.some((site) => sites.has(site))) return;
  const organisation = certificate.organisation ?? '';
  const few = sites.size <= FEW_DOMAINS;
  const proof = few && organisation !== '' && !HOSTER_ORGANISATION.test(organisation);
  for (const host of hosts) {
    if (known.sites.includes(siteOf(host))) continue;
    const found = signal('certificate-organisation', 'both', `certificate of ${organisation}`, [facts.url]);
    const detail = `on one certificate of ${sites.size} registrable domains`;
    if (proof) report(host, found);
    else if (few) report(host, { ...found, kind: 'shared-certificate', grade: 'weak', weight: 0.3, detail });
    else report(host, { ...found, kind: 'certificate-of-many', grade: 'noise', weight: 0, detail });
  }
}

/** Both sides must point at each other: a clone points at its original, which does not know it. */
function reportMutual(
  { pages, known }: OwnerInput,
  kind: 'mutual-canonical' | 'mutual-hreflang',
  targets: (page: GradedPage) => readonly string[],
  report: Report,
): void {
  const outward = new Map<string, string>();
  const inward = new Map<string, string>();
  for (const page of pages)
    for (const target of targets(page)) {
      const to = hostOf(target);
      if (!to) continue;
      const toKnown = known.sites.includes(siteOf(to));
      if (page.isKnown && !toKnown) outward.set(siteOf(to), page.facts.url);
      if (!page.isKnown && toKnown) inward.set(page.site, page.facts.url);
    }
  for (const [site, url] of inward) {
    const back = outward.get(site);
    const name = kind === 'mutual-canonical' ? 'canonical' : 'hreflang';
    const oneSided = { kind: 'one-sided-canonical', grade: 'weak', side: 'candidate', weight: 0.1 } as const;
    if (back !== undefined) report(site, signal(kind, 'both', `${name} in both directions`, [back, url]));
    else
      report(site, {
        ...oneSided,
        detail: `${name} points at the platform, which does not point back`,
        pages: [url],
      });
  }
}

/**
 * One app identity on two hosts. The files are public and can be copied with the rest of a site, so the identity
 * settles it only where the platform's side names the candidate too, or nothing suggests a copy; the grading
 * decides that.
 */
function reportAppIdentities({ known, context }: OwnerInput, report: Report): void {
  const prints = new Set(known.androidFingerprints ?? []);
  const teams = new Set(known.appleTeamIds ?? []);
  const claims = [...(context.claims ?? new Map<string, AppClaims>())];
  const isKnown = (host: string) => {
    const parsed = hostOf(`https://${host}/`);
    return parsed !== null && known.sites.includes(siteOf(parsed));
  };
  for (const [, { android, apple }] of claims.filter(([host]) => isKnown(host))) {
    for (const { fingerprints } of android) for (const print of fingerprints) prints.add(print);
    for (const { teamId } of apple) teams.add(teamId);
  }
  for (const [host, { android, apple }] of claims.filter(([name]) => !isKnown(name))) {
    const print = android.flatMap(({ fingerprints }) => fingerprints).find((entry) => prints.has(entry));
    const team = apple.find(({ teamId }) => teams.has(teamId))?.teamId;
    const pages = [`https://${host}/.well-known/`];
    if (print !== undefined)
      report(host, signal('app-identity', 'candidate', `Android signing key ${print}`, pages));
    else if (team !== undefined)
      report(host, signal('app-identity', 'candidate', `Apple team ${team}`, pages));
  }
}

export function hostOf(url: string): Host | null {
  if (!URL.canParse(url)) return null;
  const parsed = parseHost(new URL(url).hostname);
  return parsed.ok ? parsed.value : null;
}
