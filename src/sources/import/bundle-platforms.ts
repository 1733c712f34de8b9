/** Platforms of a bundle: its records of exchanges become `platforms/<id>.yaml`. Facts only. */
import { type Host, parseHost, parseSite, siteOf } from '../../model/names/host.js';
import { GFWLIST, P2P_CLIENTS, type SourceBook } from './bundle-sources.js';
import type { JsonValue } from './json-value.js';
import { byText, slug, sortedUnique } from './slug.js';
import { writeYaml, type YamlMap } from './write-yaml.js';

/** What the files of one import share. */
export interface BundleContext {
  readonly book: SourceBook;
  /** What was left out, and why: for the importer's report. */
  readonly left: string[];
}

export interface PlatformFacts {
  readonly id: string;
  /** Its name, then its other names. */
  readonly names: readonly [string, ...string[]];
  readonly yaml: string;
  readonly sites: readonly string[];
  readonly sharedHosts: readonly Host[];
}

/** Record ids of the bundle become file names. */
export const platformIdOf = (recordId: string): string => slug(recordId);

/** All platforms of the bundle, by id. */
export function importPlatforms(records: readonly JsonValue[], context: BundleContext): PlatformFacts[] {
  const claims: Claims = { owners: ownersOfSites(records), hosts: hostsBySite(records) };
  return records.map((record) => importPlatform(record, claims, context)).sort((a, b) => byText(a.id, b.id));
}

interface Claims {
  /** Site → the platform that it belongs to. */
  readonly owners: ReadonlyMap<string, string>;
  /** Site → what any record says about hosts below it. */
  readonly hosts: ReadonlyMap<string, readonly JsonValue[]>;
}

function hostsBySite(records: readonly JsonValue[]): ReadonlyMap<string, readonly JsonValue[]> {
  const bySite = new Map<string, JsonValue[]>();
  for (const site of records.flatMap((record) => record.get('domains').list())) {
    const name = site.get('domain').text();
    bySite.set(name, [...(bySite.get(name) ?? []), ...site.get('hosts').list()]);
  }
  return bySite;
}

/**
 * A site belongs to one platform only: to the one whose primary it is, else to the one that was seen on it first.
 */
function ownersOfSites(records: readonly JsonValue[]): ReadonlyMap<string, string> {
  const claims = new Map<string, { owner: string; key: string }>();
  for (const record of records) {
    const owner = platformIdOf(record.get('id').text());
    for (const site of record.get('domains').list()) {
      const name = site.get('domain').text();
      const primary = site.get('class').text() === 'primary' ? 0 : 1;
      const key = `${primary} ${site.get('first_seen').text()} ${owner}`;
      const held = claims.get(name);
      if (!held || key < held.key) claims.set(name, { owner, key });
    }
  }
  return new Map([...claims].map(([name, { owner }]) => [name, owner]));
}

function importPlatform(record: JsonValue, { owners, hosts }: Claims, context: BundleContext): PlatformFacts {
  const id = platformIdOf(record.get('id').text());
  const name = record.get('name').text();
  const domains = record.get('domains').list();
  const owned = domains.filter((site) => owners.get(site.get('domain').text()) === id);
  const sites = owned.map((site) => siteYaml(id, site, hosts, context)).filter((site) => site !== undefined);
  const kept = new Set(sites.map((site) => site.name as string));
  const shared = sharedHostsOf(id, record, context).filter((host) => !kept.has(host));
  const others = sortedUnique(record.get('names').texts()).filter(
    (other) => other !== name && /^\P{C}+$/u.test(other),
  );
  const yaml = writeYaml({
    id,
    name,
    kind: kindOf(record.get('type').text()),
    names: others,
    first_seen: record.get('first_seen').text(),
    last_seen: record.get('last_seen').text(),
    status: statusOf(record.get('status')),
    operator: operatorOf(record, context),
    sites,
    evidence: evidenceOf(record, kept, context),
    related: relatedOf(id, record, owners),
    shared_hosts: shared,
  });
  return { id, names: [name, ...others], yaml, sites: [...kept], sharedHosts: shared };
}

const kindOf = (type: string): string => (type === 'fiat_otc' ? 'otc' : type);
const SCOPES: Readonly<Record<string, string>> = { domain: 'subtree', host: 'hosts', none: 'none' };

/** Hosts that only another record puts below the site stand with it too: they share its fate. */
function siteYaml(
  id: string,
  site: JsonValue,
  claimed: Claims['hosts'],
  context: BundleContext,
): YamlMap | undefined {
  const name = site.get('domain').text();
  const checked = parseSite(name);
  if (!checked.ok) {
    context.left.push(`platforms/${id}: site ${checked.problem.message}`);
    return undefined;
  }
  const own = new Map(
    site
      .get('hosts')
      .list()
      .map((host) => [host.get('host').text(), host]),
  );
  const others = (claimed.get(name) ?? []).filter((host) => !own.has(host.get('host').text()));
  const byName = new Map([...others.map((host) => [host.get('host').text(), host] as const), ...own]);
  const hosts = [...byName.values()]
    .map((host) => hostYaml(id, checked.value, host, context))
    .filter((host) => host !== undefined);
  const stating = context.book.ids(site.optionalList('sources_extra').map((source) => source.text()));
  return {
    name: checked.value,
    class: site.get('class').text(),
    scope: SCOPES[site.get('block_scope').text()] ?? site.get('block_scope').text(),
    confidence: site.optionalText('confidence'),
    collateral: site.optionalText('collateral_risk'),
    roles: sortedUnique(site.get('roles').texts()),
    first_seen: site.get('first_seen').text(),
    last_seen: site.get('last_seen').text(),
    sources: stating,
    hosts: hosts.sort((a, b) => byText(a.name as string, b.name as string)),
  };
}

function hostYaml(id: string, site: Host, host: JsonValue, context: BundleContext): YamlMap | undefined {
  const checked = parseHost(host.get('host').text());
  if (!checked.ok || siteOf(checked.value) !== site) {
    const why = checked.ok ? `${checked.value} is not below ${site}` : checked.problem.message;
    context.left.push(`platforms/${id}: host ${why}`);
    return undefined;
  }
  return {
    name: checked.value,
    roles: sortedUnique(host.get('roles').texts()),
    first_seen: host.get('first_seen').text(),
    last_seen: host.get('last_seen').text(),
    sources: context.book.ids(host.get('sources').texts()),
  };
}

function sharedHostsOf(id: string, record: JsonValue, context: BundleContext): Host[] {
  const hosts: Host[] = [];
  for (const shared of record.optionalList('shared_hosts')) {
    const checked = parseHost(shared.get('host').text());
    if (checked.ok) hosts.push(checked.value);
    else context.left.push(`platforms/${id}: shared host ${checked.problem.message}`);
  }
  return hosts.sort(byText);
}

/** Two-letter codes that the sources use beside ISO 3166-1. */
const COUNTRY_ALIASES: Readonly<Record<string, string>> = { UK: 'GB' };

function operatorOf(record: JsonValue, { book }: BundleContext): YamlMap[] {
  const bases = new Map<string, Set<string>>();
  for (const country of record.get('countries').list()) {
    const stated = country.get('cc').text();
    const code = COUNTRY_ALIASES[stated] ?? stated;
    const sources = bases.get(code) ?? new Set();
    for (const source of country.get('sources').texts()) sources.add(source);
    bases.set(code, sources);
  }
  return [...bases].map(([country, sources]) => {
    const ids = book.ids(sources);
    const dates = ids.map((source) => book.date(source)).filter((date) => date !== undefined);
    return { country, last_seen: dates.sort(byText).at(-1), sources: ids };
  });
}

function statusOf(status: JsonValue): string[] {
  return status.entries().flatMap(([key, value]) => {
    if (value.value !== true) return [];
    const known = /^(in)_ccxt_(\d+)_(\d+)_(\d+)$|^(?:\w+?_)?(inactive|halted|\d{4})_(\w+)$/.exec(key);
    if (!known) return [key.replaceAll('_', '-')];
    if (known[1]) return [`in-ccxt-${known[2]}.${known[3]}.${known[4]}`];
    const words = [known[5], known[6]].filter((word) => word !== undefined);
    return [words.sort((a, b) => Number(/^\d/.test(a)) - Number(/^\d/.test(b))).join('-')];
  });
}

function evidenceOf(record: JsonValue, kept: ReadonlySet<string>, { book }: BundleContext): YamlMap[] {
  const evidence: YamlMap[] = [];
  for (const site of record.get('domains').list()) {
    if (!site.has('gfwlist') || !kept.has(site.get('domain').text())) continue;
    const listed = site.get('gfwlist');
    evidence.push({
      kind: 'access-list',
      list: 'gfwlist',
      site: site.get('domain').text(),
      first: listed.get('first_listed').text(),
      last: listed.get('last_listed').text(),
      sources: [book.id(GFWLIST)],
    });
  }
  const market = fiatMarketOf(record);
  if (market) evidence.push({ ...market, sources: [book.id(P2P_CLIENTS)] });
  return evidence;
}

/** The bundle's `p2p.<currency>: true`; where that is not confirmed there is no fact. */
function fiatMarketOf(record: JsonValue): YamlMap | undefined {
  if (!record.has('p2p')) return undefined;
  const p2p = record.get('p2p');
  const currency = p2p
    .entries()
    .filter(([key, value]) => /^[a-z]{3}$/.test(key) && value.value === true)
    .map(([key]) => key.toUpperCase())[0];
  if (currency === undefined) return undefined;
  const dates = p2p
    .get('evidence')
    .texts()
    .flatMap((text) => text.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? []);
  const rails = p2p.get('pay').texts().map(railOf);
  return {
    kind: 'fiat-market',
    currency,
    rails: sortedUnique(rails.filter((rail) => rail !== undefined)),
    date: dates.sort(byText).at(-1),
  };
}

/** Spellings of payment rails in client programs, by their beginning. */
const RAILS: readonly (readonly [RegExp, string])[] = [
  [/^alipay/, 'alipay'],
  [/^we-?chat/, 'wechat-pay'],
  [/^bank/, 'bank-card'],
];

function railOf(text: string): string | undefined {
  const known = RAILS.find(([spelling]) => spelling.test(text.toLowerCase()));
  return known?.[1];
}

function relatedOf(id: string, record: JsonValue, owners: ReadonlyMap<string, string>): YamlMap[] {
  const related = new Map<string, string>();
  for (const other of record.optionalList('related_domains'))
    related.set(other.get('domain').text(), platformIdOf(other.get('owner').text()));
  for (const site of record.get('domains').list()) {
    const name = site.get('domain').text();
    const owner = owners.get(name);
    if (owner !== undefined && owner !== id) related.set(name, owner);
  }
  return [...related]
    .filter(([site]) => owners.has(site))
    .map(([site]) => ({ site, platform: owners.get(site) as string }))
    .filter(({ platform }) => platform !== id)
    .sort((a, b) => byText(a.site, b.site));
}
