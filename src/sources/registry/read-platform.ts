/**
 * lists/platforms/<id>.yaml. What a person must write is id, name, kind and the names of the sites; what is left out
 * reads as: class primary, scope subtree, confidence high, no sources, and dates from what stands below (a site's
 * from its hosts, a platform's from its sites), or none, which holds from ever and still does.
 */
import { covers, type Host } from '../../model/names/host.js';
import {
  CONFIDENCES,
  type OperatorBase,
  PLATFORM_KINDS,
  type Platform,
  type ServiceEvidence,
  SITE_CLASSES,
  SITE_SCOPES,
  type Site,
  type SiteHost,
  UNDATED_FIRST,
  UNDATED_LAST,
} from '../../model/registry/platform.js';
import {
  countryCode,
  currencyCode,
  hostName,
  isoDate,
  list,
  maybe,
  need,
  oneOf,
  partialDate,
  type Read,
  record,
  siteName,
  text,
  token,
} from '../fields.js';
import type { YamlValue } from '../yaml.js';
import { checkOrder, fileId, type Located, located, type Reading } from './reading.js';

/** A platform with the places that later checks point at. */
export interface ReadPlatform {
  readonly platform: Platform;
  readonly siteAt: readonly Located<Host>[];
  readonly sharedAt: readonly Located<Host>[];
  readonly relatedAt: readonly { readonly site: Located<Host>; readonly platform: string }[];
}

interface Dates {
  readonly first: string | undefined;
  readonly last: string | undefined;
}

export function readPlatform(path: string, root: YamlValue, reading: Reading): ReadPlatform | undefined {
  const dates = { first_seen: maybe(located(partialDate)), last_seen: maybe(located(partialDate)) };
  const read = record('a platform', {
    id: need(fileId(path)),
    name: need(text),
    kind: need(oneOf(PLATFORM_KINDS)),
    names: maybe(list(text)),
    ...dates,
    status: maybe(list(token)),
    operator: maybe(list(operatorReader(reading))),
    sites: maybe(list(siteReader(reading))),
    evidence: maybe(list(evidenceReader(reading))),
    related: maybe(list(relatedReader(reading))),
    shared_hosts: maybe(list(located(hostName))),
  })(root);
  if (!read) return undefined;
  checkOrder(read.first_seen, read.last_seen);
  const sites = (read.sites ?? []).map((site) => site.is);
  const evidence = read.evidence ?? [];
  for (const { is, value } of evidence) {
    if (is.kind === 'access-list' && !sites.some((site) => site.name === is.site))
      value.report(`${is.site} is not among the platform's sites`, 'add the site, or take the evidence away');
  }
  const span = spanOf(sites.map((site) => ({ first: site.firstSeen, last: site.lastSeen })));
  const platform: Platform = {
    id: read.id,
    name: read.name,
    kind: read.kind,
    names: read.names ?? [],
    operator: read.operator ?? [],
    sites,
    related: (read.related ?? []).map(({ site, platform: owner }) => ({ site: site.is, platform: owner })),
    sharedHosts: (read.shared_hosts ?? []).map((host) => host.is),
    evidence: evidence.map((one) => one.is),
    firstSeen: read.first_seen?.is ?? span.first ?? UNDATED_FIRST,
    lastSeen: read.last_seen?.is ?? span.last ?? UNDATED_LAST,
    status: read.status ?? [],
  };
  const siteAt = (read.sites ?? []).map((site) => ({ is: site.is.name, value: site.value }));
  return { platform, siteAt, sharedAt: read.shared_hosts ?? [], relatedAt: read.related ?? [] };
}

function operatorReader(reading: Reading): Read<OperatorBase> {
  const read = record('an operator base', {
    country: need(countryCode),
    last_seen: maybe(partialDate),
    sources: maybe(list(reading.ref('source'))),
  });
  return (value) => {
    const base = read(value);
    return (
      base && { country: base.country, lastSeen: base.last_seen ?? UNDATED_LAST, sources: base.sources ?? [] }
    );
  };
}

/** The place of a site is that of its name. */
function siteReader(reading: Reading): Read<Located<Site>> {
  const read = record('a site', {
    name: need(located(siteName)),
    class: maybe(oneOf(SITE_CLASSES)),
    scope: maybe(oneOf(SITE_SCOPES)),
    confidence: maybe(oneOf(CONFIDENCES)),
    collateral: maybe(token),
    roles: maybe(list(token)),
    first_seen: maybe(located(partialDate)),
    last_seen: maybe(located(partialDate)),
    sources: maybe(list(reading.ref('source'))),
    hosts: maybe(list(located(hostReader(reading)))),
  });
  return (value) => {
    const site = read(value);
    if (!site) return undefined;
    checkOrder(site.first_seen, site.last_seen);
    const stated: Dates = { first: site.first_seen?.is, last: site.last_seen?.is };
    const hosts = hostsOf(site.name.is, site.hosts ?? [], stated);
    const span = spanOf((site.hosts ?? []).map((host) => host.is.dates));
    return {
      is: {
        name: site.name.is,
        class: site.class ?? 'primary',
        scope: site.scope ?? 'subtree',
        confidence: site.confidence ?? 'high',
        hosts,
        roles: site.roles ?? [],
        collateral: site.collateral,
        firstSeen: stated.first ?? span.first ?? UNDATED_FIRST,
        lastSeen: stated.last ?? span.last ?? UNDATED_LAST,
        sources: [...new Set([...(site.sources ?? []), ...hosts.flatMap((host) => host.sources)])],
      },
      value: site.name.value,
    };
  };
}

interface ReadHost {
  readonly name: Located<Host>;
  readonly roles: readonly string[];
  readonly dates: Dates;
  readonly sources: readonly string[];
}

function hostReader(reading: Reading): Read<ReadHost> {
  const read = record('a host', {
    name: need(located(hostName)),
    roles: maybe(list(token)),
    first_seen: maybe(located(partialDate)),
    last_seen: maybe(located(partialDate)),
    sources: maybe(list(reading.ref('source'))),
  });
  return (value) => {
    const host = read(value);
    if (!host) return undefined;
    checkOrder(host.first_seen, host.last_seen);
    const dates = { first: host.first_seen?.is, last: host.last_seen?.is };
    return { name: host.name, roles: host.roles ?? [], dates, sources: host.sources ?? [] };
  };
}

function hostsOf(site: Host, hosts: readonly Located<ReadHost>[], stated: Dates): SiteHost[] {
  const seen = new Set<Host>();
  return hosts.map(({ is: { name, roles, dates, sources } }) => {
    if (!covers(site, name.is))
      name.value.report(`${name.is} is not below ${site}`, 'list it under its own site');
    if (seen.has(name.is)) name.value.report(`${name.is} is listed twice`, 'keep one of them');
    seen.add(name.is);
    return {
      name: name.is,
      roles,
      firstSeen: dates.first ?? stated.first ?? UNDATED_FIRST,
      lastSeen: dates.last ?? stated.last ?? UNDATED_LAST,
      sources,
    };
  });
}

function evidenceReader(reading: Reading): Read<Located<ServiceEvidence>> {
  const sources = maybe(list(reading.ref('source')));
  const accessList = record('access-list evidence', {
    kind: need(text),
    list: need(token),
    site: need(siteName),
    first: need(located(isoDate)),
    last: need(located(isoDate)),
    sources,
  });
  const fiatMarket = record('fiat-market evidence', {
    kind: need(text),
    currency: need(currencyCode),
    rails: maybe(list(token)),
    date: maybe(partialDate),
    sources,
  });
  const kinds = { 'access-list': true, 'fiat-market': true } as const;
  return (value) => {
    const kindAt = value.get('kind');
    if (!kindAt) return value.report('evidence has no kind', `add kind: ${Object.keys(kinds).join(' or ')}`);
    const kind = oneOf(['access-list', 'fiat-market'])(kindAt);
    if (kind === 'access-list') {
      const fact = accessList(value);
      if (!fact) return undefined;
      checkOrder(fact.first, fact.last);
      const is = { kind, list: fact.list, site: fact.site, first: fact.first.is, last: fact.last.is };
      return { is: { ...is, sources: fact.sources ?? [] }, value };
    }
    if (kind === undefined) return undefined;
    const fact = fiatMarket(value);
    const is = fact && { kind, currency: fact.currency, rails: fact.rails ?? [], date: fact.date };
    return is && { is: { ...is, sources: fact.sources ?? [] }, value };
  };
}

function relatedReader(reading: Reading): Read<{ readonly site: Located<Host>; readonly platform: string }> {
  return record('a related site', { site: need(located(siteName)), platform: need(reading.ref('platform')) });
}

/** The earliest first and the latest last of those that have one. */
function spanOf(dates: readonly Dates[]): Dates {
  const firsts = dates
    .map(({ first }) => first)
    .filter((date) => date !== undefined && date !== UNDATED_FIRST);
  const lasts = dates.map(({ last }) => last).filter((date) => date !== undefined);
  return { first: firsts.sort()[0], last: lasts.sort().at(-1) };
}
