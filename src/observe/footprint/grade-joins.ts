/**
 * Which names belong to a platform, which imitate it, and which are merely mentioned. Links are leads and never
 * ownership: what counts is who could have brought a sign about. A clone copies pages, ids and canonical links; it
 * cannot make the original point at it, nor use the original's keys.
 */
import { type Host, parseHost, siteOf } from '../../model/names/host.js';
import type { PageFacts } from '../crawl/page-facts.js';
import { type Brand, brandOf } from './brand.js';
import { hostOf, reportOwnerSignals } from './owner-signals.js';
import { reportStrongSignals } from './strong-signals.js';
import {
  type Candidate,
  type FootprintContext,
  GRADES,
  type Grade,
  type GradedPage,
  type PlatformFootprint,
  type Relation,
  type Signal,
} from './types.js';
import { reportLookalikes, reportWeakSignals } from './weak-signals.js';

/**
 * @param pages of the platform's known sites and of candidates, in any order.
 * @returns every site that is not known yet, the strongest first, then by name. Pure: equal input, equal output.
 */
export function gradeJoins(
  pages: readonly PageFacts[],
  known: PlatformFootprint,
  context: FootprintContext,
): Candidate[] {
  const brand = brandOf(known);
  const graded = pages.flatMap((facts) => gradedPage(facts, known));
  const found = new Collector(known);
  reportOwnerSignals({ pages: graded, known, brand, context }, found.report);
  reportStrongSignals(graded, known, context, found.report);
  reportWeakSignals(graded, known, context, found.report);
  for (const page of graded) if (!page.isKnown) found.mention(page.host);
  reportLookalikes(found.sites(), brand, found.report);
  const pagesOf = new Map<Host, GradedPage[]>();
  for (const page of graded) pagesOf.set(page.site, [...(pagesOf.get(page.site) ?? []), page]);
  return found
    .all()
    .map(([site, entry]) => judge(site, entry, pagesOf.get(site) ?? [], brand, context))
    .sort((a, b) => rank(b.grade) - rank(a.grade) || b.weight - a.weight || (a.site < b.site ? -1 : 1));
}

const rank = (grade: Grade): number => GRADES.indexOf(grade);

function gradedPage(facts: PageFacts, known: PlatformFootprint): GradedPage[] {
  const host = hostOf(facts.url);
  if (!host) return [];
  const site = siteOf(host);
  return [{ facts, host, site, isKnown: known.sites.includes(site) }];
}

interface Entry {
  readonly hosts: Set<Host>;
  readonly signals: Map<string, Signal>;
}

/** Gathers signals by registrable domain, one of each kind and detail. */
class Collector {
  readonly #known: PlatformFootprint;
  readonly #entries = new Map<Host, Entry>();

  constructor(known: PlatformFootprint) {
    this.#known = known;
  }

  readonly report = (name: string, signal: Signal): void => {
    const entry = this.mention(name);
    if (!entry) return;
    const key = `${signal.kind} ${signal.detail}`;
    const before = entry.signals.get(key);
    const pages = [...new Set([...(before?.pages ?? []), ...signal.pages])].sort().slice(0, 6);
    entry.signals.set(key, { ...signal, pages });
  };

  mention(name: string): Entry | null {
    const host = parseHost(name);
    if (!host.ok) return null;
    const site = siteOf(host.value);
    if (this.#known.sites.includes(site)) return null;
    const entry = this.#entries.get(site) ?? { hosts: new Set<Host>(), signals: new Map<string, Signal>() };
    entry.hosts.add(host.value);
    this.#entries.set(site, entry);
    return entry;
  }

  sites(): IterableIterator<Host> {
    return this.#entries.keys();
  }

  all(): [Host, Entry][] {
    return [...this.#entries];
  }
}

function judge(
  site: Host,
  { hosts, signals: found }: Entry,
  pages: readonly GradedPage[],
  brand: Brand,
  context: FootprintContext,
): Candidate {
  const isProtected = context.isProtected(site) || [...hosts].some((host) => context.isProtected(host));
  const all = [...found.values()];
  const looksCopied = isCopySuspect(all, pages, brand);
  const signals = all.map((signal) => discount(signal, all, looksCopied)).sort(bySignal);
  const grade = isProtected ? 'noise' : gradeOf(signals);
  return {
    site,
    hosts: [...hosts].sort(),
    grade,
    relation: relationOf(grade, signals, looksCopied, isProtected),
    signals,
    weight: signals.reduce((sum, { grade: own, weight }) => sum + (own === 'weak' ? weight : 0), 0),
    protected: isProtected,
  };
}

const bySignal = (a: Signal, b: Signal): number =>
  rank(b.grade) - rank(a.grade) || (`${a.kind} ${a.detail}` < `${b.kind} ${b.detail}` ? -1 : 1);

/** It looks like the platform: by its text, or by a name made alike together with the brand on its pages. */
function isCopySuspect(signals: readonly Signal[], pages: readonly GradedPage[], brand: Brand): boolean {
  const has = (kind: Signal['kind']) => signals.some((signal) => signal.kind === kind);
  if (has('near-identical-page') || has('warned-of')) return true;
  if (!has('lookalike-name')) return false;
  const poses = ({ facts }: GradedPage) =>
    facts.condition === 'content' &&
    (brand.isNamedIn(facts.title ?? '') || facts.forms.some((form) => form.hasPassword));
  return pages.some(poses) || has('one-sided-canonical') || has('analytics-id');
}

/** What a copy would carry as well proves nothing on a page that looks like a copy. */
function discount(signal: Signal, all: readonly Signal[], looksCopied: boolean): Signal {
  // A page may print a domain among the good and the bad ones, or be misread: the warning counts.
  if (signal.kind === 'official-domains-page' && all.some(({ kind }) => kind === 'warned-of'))
    return { ...signal, grade: 'weak', weight: 0.3 };
  if (signal.kind !== 'app-identity' || !looksCopied || all.some(isVouched)) return signal;
  return { ...signal, kind: 'one-sided-app-identity', grade: 'weak', weight: 0.3 };
}

/** Said by the platform's side, or resting on a secret or an authority. */
const isVouched = (signal: Signal): boolean =>
  (signal.grade === 'owner' || signal.grade === 'strong') && signal.side !== 'candidate';

function gradeOf(signals: readonly Signal[]): Grade {
  if (signals.some(({ grade }) => grade === 'owner')) return 'owner';
  const strong = signals.filter(({ grade }) => grade === 'strong');
  const kinds = new Set(strong.map(({ kind }) => kind));
  // Two that a copy brings along are one suspicion and no proof.
  if (kinds.size >= 2 && strong.some(isVouched)) return 'strong';
  return strong.length > 0 || signals.some(({ grade }) => grade === 'weak') ? 'weak' : 'noise';
}

const FACE_KINDS: ReadonlySet<Signal['kind']> = new Set([
  'permanent-redirect',
  'mutual-canonical',
  'mutual-hreflang',
  'official-domains-page',
  'near-identical-page',
]);

function relationOf(
  grade: Grade,
  signals: readonly Signal[],
  looksCopied: boolean,
  isProtected: boolean,
): Relation {
  if (isProtected || grade === 'noise') return 'mentioned';
  if (grade === 'weak') return looksCopied && !signals.some(isVouched) ? 'imitates' : 'lead';
  return signals.some(({ kind }) => FACE_KINDS.has(kind)) ? 'mirror-of' : 'belongs-to';
}
