/** Dossiers from HTML by the real extractor, and the findings of rules on them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type AddressDocument,
  type Dossier,
  documentDigest,
  documentText,
  type EvidenceDocument,
  type PageDocument,
  type RegistryDocument,
  type Sighted,
} from '../../src/decide/documents.js';
import type { Finding, Rule } from '../../src/decide/finding.js';
import { readDossier } from '../../src/decide/reading.js';
import type { Profile } from '../../src/model/registry/jurisdiction.js';
import type { FetchResult } from '../../src/observe/crawl/fetch-types.js';
import { createPageReaderFactory } from '../../src/observe/crawl/page-reader.js';
import { readRegistry } from '../../src/sources/registry.js';

const makeReader = await createPageReaderFactory();
const SEEN = { firstSeen: '2026-10-01T00:00:00.000Z', lastSeen: '2026-11-20T00:00:00.000Z' };

export interface PageSpec {
  readonly url?: string;
  readonly body: string;
  readonly type?: string;
  readonly status?: number;
  readonly vantage?: string;
  readonly vantageCountry?: string | null;
}

export const sighted = <D extends EvidenceDocument>(document: D, times = SEEN): Sighted<D> => ({
  document,
  text: documentText(document),
  digest: documentDigest(document),
  ...times,
});

/** As crawling would have read it. */
export function pageDocument(spec: PageSpec): PageDocument {
  const {
    url = 'https://platform.example/',
    body,
    status = 200,
    vantage = 'atlas',
    vantageCountry = 'DE',
  } = spec;
  const headers = { 'content-type': spec.type ?? 'text/html; charset=utf-8' };
  const head = { url, status, headers, address: '198.51.100.7', certificate: null, hops: [] };
  const reader = makeReader(head);
  if (!reader) throw new Error(`no reader for ${url}`);
  reader.sink(Buffer.from(body));
  const facts = reader.finish({
    outcome: 'ok',
    requestedUrl: url,
    url,
    head,
    hops: [],
  } as unknown as FetchResult);
  const { language, title, description, alternates, links, resources, apiHosts, images, forms } = facts;
  const { analytics, accounts, apps, text, configs, condition, mediaType, bodySha256 } = facts;
  return {
    kind: 'page',
    url,
    finalUrl: url,
    vantage,
    vantageCountry,
    outcome: condition === 'shell' ? 'shell-not-rendered' : condition,
    status,
    mediaType,
    language,
    title,
    description,
    alternates,
    links,
    resources,
    apiHosts,
    images,
    forms,
    analytics,
    accounts,
    apps,
    text,
    configs,
    bodySha256,
  };
}

export interface DossierSpec {
  readonly platform?: string;
  readonly pages?: readonly PageSpec[];
  readonly addresses?: readonly Partial<AddressDocument>[];
  readonly registry?: Partial<RegistryDocument>;
}

export function dossier({
  platform = 'platform',
  pages = [],
  addresses = [],
  registry = {},
}: DossierSpec): Dossier {
  return {
    platform,
    pages: pages.map((page) => sighted(pageDocument(page))),
    addresses: addresses.map((address) =>
      sighted({
        kind: 'address',
        address: '198.51.100.7',
        names: ['platform.example'],
        country: 'SG',
        outcome: 'located',
        confidence: 'high',
        originAs: 64496,
        infrastructure: 'dedicated',
        databases: [],
        ...address,
      }),
    ),
    registry: sighted({ kind: 'registry', platform, operator: [], evidence: [], ...registry }),
  };
}

export function findingsOf(rules: readonly Rule[], of: Dossier, profile: Profile): Finding[] {
  const input = { dossier: of, reading: readDossier(of), profile };
  return rules.flatMap((rule) => rule.apply(input));
}

/** The points of gate C: the highest of each family, and all that speaks against. */
export function residentsScore(findings: readonly Finding[]): {
  points: number;
  strong: boolean;
  families: number;
} {
  const best = new Map<string, Finding>();
  let points = 0;
  for (const finding of findings.filter(({ gate }) => gate === 'C')) {
    if (finding.weight < 0) points += finding.weight;
    else if (finding.weight > (best.get(finding.family)?.weight ?? 0)) best.set(finding.family, finding);
  }
  for (const { weight } of best.values()) points += weight;
  return { points, strong: [...best.values()].some(({ strong }) => strong), families: best.size };
}

/** The profiles that come with the program. */
export function bundledProfiles(): ReadonlyMap<string, Profile> {
  const lists = path.resolve(import.meta.dirname, '../../lists');
  const names = ['cordon.yaml', 'sources.yaml'];
  for (const folder of ['platforms', 'profiles', 'notices', 'overrides', 'protected'])
    names.push(...readdirSync(path.join(lists, folder)).map((name) => `${folder}/${name}`));
  const files = names.map((name) => ({ path: name, text: readFileSync(path.join(lists, name), 'utf8') }));
  return readRegistry(files).profiles;
}
