/** Facts of the journal → the dossier of a platform. What is too old to speak for today stays out. */

import { addDays } from '../model/dates.js';
import { sha256 } from '../model/digest.js';
import { covers } from '../model/names/host.js';
import type { CountryCode, IsoDate, Platform } from '../model/registry/platform.js';
import type { Fact } from '../observe/journal/journal.js';
import type { Location } from '../observe/locate/locate.js';
import {
  type AddressDocument,
  type Dossier,
  documentText,
  type EvidenceDocument,
  type PageDocument,
  type RegistryDocument,
  type Sighted,
} from './documents.js';

export interface LocatedAddress {
  readonly address: string;
  /** Names of the platform that led there. */
  readonly names: readonly string[];
  readonly location: Fact;
}

export interface DossierInput {
  readonly platform: Platform;
  /** Facts of type `page` of the platform's hosts. */
  readonly pages: readonly Fact[];
  readonly addresses: readonly LocatedAddress[];
  /** Where each vantage stands; those that are not known stand nowhere. */
  readonly vantageCountry: (vantage: string) => CountryCode | null;
  readonly today: IsoDate;
  readonly evidenceDays: number;
}

/** Pages of a platform that enter a decision; a crawl reads at most 40 a run. */
const MAX_PAGES = 400;
const MAX_ADDRESSES = 256;

export function makeDossier(input: DossierInput): Dossier {
  const since = addDays(input.today, -input.evidenceDays);
  const recent = input.pages.filter((fact) => fact.lastSeen >= since);
  return {
    platform: input.platform.id,
    pages: standingFacts(recent)
      .slice(0, MAX_PAGES)
      .map((fact) => pageOf(fact, input)),
    addresses: input.addresses
      .filter(({ location }) => location.lastSeen >= since)
      .slice(0, MAX_ADDRESSES)
      .map(addressOf),
    registry: registryOf(input.platform, input.today),
  };
}

/**
 * For each page and vantage the last thing that was learned, and a failure since then beside it: a failure takes
 * nothing back.
 */
function standingFacts(facts: readonly Fact[]): Fact[] {
  const byKey = new Map<string, { learned?: Fact; failed?: Fact }>();
  for (const fact of facts) {
    const key = `${fact.subject} ${fact.vantage}`;
    const known = byKey.get(key) ?? {};
    const slot = fact.conclusive ? 'learned' : 'failed';
    if (!known[slot] || known[slot].lastSeen <= fact.lastSeen) known[slot] = fact;
    byKey.set(key, known);
  }
  return [...byKey.values()].flatMap(({ learned, failed }) =>
    learned && failed
      ? failed.lastSeen > learned.lastSeen
        ? [learned, failed]
        : [learned]
      : [(learned ?? failed) as Fact],
  );
}

/** As `page` observations are kept; see toObservation in observe/crawl/fetch-page. */
interface PageValue {
  readonly url?: string;
  readonly facts?: Partial<PageDocument> | null;
}
interface PageDetail {
  readonly bodySha256?: string | null;
  readonly links?: PageDocument['links'];
  readonly text?: readonly string[];
  readonly configs?: readonly string[];
  readonly images?: PageDocument['images'];
}

function pageOf(fact: Fact, { platform, vantageCountry }: DossierInput): Sighted<PageDocument> {
  const value = fact.value as unknown as PageValue;
  const detail = (fact.detail ?? {}) as unknown as PageDetail;
  const facts = value.facts ?? {};
  const finalUrl = value.url ?? fact.subject;
  // Members stand in canonical order here, and those of a value come so from the journal: JSON.stringify then gives the
  // canonical text at a fifth of the time. What a detail holds is kept as it was written. A test holds it against
  // documentText.
  const document: PageDocument = {
    accounts: facts.accounts ?? [],
    alternates: facts.alternates ?? [],
    analytics: facts.analytics ?? [],
    apiHosts: facts.apiHosts ?? [],
    apps: facts.apps ?? [],
    bodySha256: detail.bodySha256 ?? null,
    configs: detail.configs ?? [],
    description: facts.description ?? null,
    finalUrl,
    forms: facts.forms ?? [],
    images: detail.images ?? [],
    kind: 'page',
    language: facts.language ?? null,
    links: (detail.links ?? []).map(({ rel, text, url }) => ({ rel, text, url })),
    mediaType: facts.mediaType ?? '',
    outcome: isOwn(finalUrl, platform) ? fact.outcome : 'elsewhere',
    resources: facts.resources ?? [],
    status: facts.status ?? null,
    text: detail.text ?? [],
    title: facts.title ?? null,
    url: fact.subject,
    vantage: fact.vantage,
    vantageCountry: vantageCountry(fact.vantage),
  };
  const text = JSON.stringify(document);
  return { document, text, digest: sha256(text), firstSeen: fact.firstSeen, lastSeen: fact.lastSeen };
}

/** What stands behind a redirect to a stranger is the stranger's, and says nothing of the platform. */
function isOwn(url: string, platform: Platform): boolean {
  const { hostname } = new URL(url);
  return platform.sites.some((site) => site.scope !== 'none' && covers(site.name, hostname));
}

function addressOf({ address, names, location }: LocatedAddress): Sighted<AddressDocument> {
  const value = location.value as unknown as Location;
  const document: AddressDocument = {
    kind: 'address',
    address,
    names: [...names].sort(),
    country: value.country,
    outcome: location.outcome,
    confidence: value.confidence,
    originAs: value.originAs?.number ?? null,
    infrastructure: value.infrastructure.class,
    databases: value.databases.map(({ sha256: digest }) => digest).sort(),
  };
  return sighted(document, location.firstSeen, location.lastSeen);
}

function registryOf({ id, operator, evidence }: Platform, today: IsoDate): Sighted<RegistryDocument> {
  const document: RegistryDocument = { kind: 'registry', platform: id, operator, evidence };
  const at = `${today}T00:00:00.000Z`;
  return sighted(document, at, at);
}

function sighted<Document extends EvidenceDocument>(
  document: Document,
  firstSeen: string,
  lastSeen: string,
): Sighted<Document> {
  const text = documentText(document);
  return { document, text, digest: sha256(text), firstSeen, lastSeen };
}
