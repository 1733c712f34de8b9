/** lists/cordon.yaml and lists/sources.yaml. */
import { formatAddress, formatPrefix, parseAddress } from '../../model/prefixes/prefix.js';
import type { GeolocationSetting } from '../../model/registry/geolocation.js';
import type { Source } from '../../model/registry/platform.js';
import {
  DEFAULT_CRAWL,
  DEFAULT_FRESH_HOURS,
  type ServerSetting,
  type Settings,
  type VantageSetting,
} from '../../model/registry/settings.js';
import { DEFAULT_LIMITS } from '../../model/release/limits.js';
import {
  countryCode,
  flag,
  hostName,
  integer,
  list,
  maybe,
  need,
  oneOf,
  partialDate,
  pattern,
  prefix,
  type Read,
  record,
  text,
  token,
  url,
} from '../fields.js';
import type { YamlValue } from '../yaml.js';
import { limits } from './read-limits.js';
import { located, type Reading } from './reading.js';

/** The settings, of which the profile may be missing. */
export type ReadSettings = Omit<Settings, 'defaultProfile'> & {
  readonly defaultProfile?: string | undefined;
};

export const DEFAULT_SETTINGS: Omit<Settings, 'defaultProfile'> = {
  vantages: [],
  geolocation: [],
  crawl: DEFAULT_CRAWL,
  freshHours: DEFAULT_FRESH_HOURS,
  limits: DEFAULT_LIMITS,
};

/** A file, relative to the lists folder or absolute. */
const listFile = pattern(/^[A-Za-z0-9._/-]+$/, 'a path of letters, digits, dots, hyphens and underscores');
const databasePath = pattern(
  /^(?:npm:|embedded:|\/)?[A-Za-z0-9@][A-Za-z0-9@._/-]*$/,
  'a file, npm:<package>/<file> or embedded:<file>',
);
const digest = pattern(/^[0-9a-f]{64}$/, 'a sha256 in lower-case hex');

const address =
  (hint: string): Read<string> =>
  (value) => {
    const given = text(value);
    if (given === undefined) return undefined;
    const words = parseAddress(given);
    return words ? formatAddress(words) : value.report(`${JSON.stringify(given)} is not an IP address`, hint);
  };

const server: Read<ServerSetting> = (value) => {
  const read = record('a server', {
    address: need(address('a resolver is named by its address')),
    port: maybe(integer(1, 65535)),
    transport: maybe(oneOf(['udp', 'tcp', 'dot', 'doh'])),
    tls_name: maybe(hostName),
    path: maybe(pattern(/^\/[A-Za-z0-9._~/-]*$/, 'a path of a URL, e.g. /dns-query')),
    ca_file: maybe(listFile),
    rate_per_second: maybe(integer(1, 1_000_000)),
  })(value);
  if (!read) return undefined;
  const transport = read.transport ?? 'udp';
  if ((transport === 'dot' || transport === 'doh') && read.tls_name === undefined)
    return value.report(`${transport} needs tls_name`, 'the name that the certificate must be valid for');
  const { port, path } = read;
  return {
    address: read.address,
    port,
    transport,
    tlsName: read.tls_name,
    path,
    caFile: read.ca_file,
    ratePerSecond: read.rate_per_second,
  };
};

const vantage: Read<VantageSetting> = (value) => {
  const read = record('a vantage', {
    id: need(token),
    country: maybe(countryCode),
    in_country: maybe(flag),
    servers: need(list(server)),
    subnets: maybe(list(prefix)),
    local_address: maybe(address('pages are looked at from an address of this machine')),
  })(value);
  if (!read) return undefined;
  if (read.servers.length === 0) return value.report('a vantage without a server', 'name at least one');
  if (read.local_address !== undefined && read.country === undefined)
    return value.report(
      'local_address needs country',
      'what a page answers counts for the country it was asked from',
    );
  return {
    id: read.id,
    country: read.country,
    inCountry: read.in_country ?? false,
    servers: read.servers,
    subnets: (read.subnets ?? []).map(formatPrefix),
    localAddress: read.local_address,
  };
};

const geolocation: Read<GeolocationSetting> = (value) => {
  const read = record('a geolocation database', {
    id: need(token),
    role: need(oneOf(['country', 'asn'])),
    path: need(databasePath),
    sha256: need(digest),
    licence: maybe(text),
  })(value);
  return read && { ...read };
};

const crawl = record('crawl', {
  contact: maybe(url),
  ca_file: maybe(listFile),
  delay_seconds: maybe(integer(0, 3600)),
  chromium: maybe(pattern(/^(?:off|\/[^\0]+)$/, 'an absolute path, or off')),
});

export function readSettings(root: YamlValue, reading: Reading): ReadSettings | undefined {
  const read = record('cordon.yaml', {
    default_profile: maybe(reading.ref('profile')),
    vantages: maybe(list(vantage)),
    geolocation: maybe(list(geolocation)),
    crawl: maybe(crawl),
    fresh_hours: maybe(integer(1, 24 * 365)),
    limits: maybe(limits),
  })(root);
  if (!read) return undefined;
  return {
    defaultProfile: read.default_profile,
    vantages: read.vantages ?? [],
    geolocation: read.geolocation ?? [],
    crawl: {
      contact: read.crawl?.contact,
      caFile: read.crawl?.ca_file,
      delaySeconds: read.crawl?.delay_seconds ?? DEFAULT_CRAWL.delaySeconds,
      chromium: read.crawl?.chromium,
    },
    freshHours: read.fresh_hours ?? DEFAULT_FRESH_HOURS,
    limits: read.limits ?? DEFAULT_LIMITS,
  };
}

export function readSources(root: YamlValue): Source[] | undefined {
  const source = record('a source', {
    id: need(located(token)),
    title: need(text),
    date: maybe(partialDate),
    licence: need(text),
  });
  const read = record('sources.yaml', { sources: need(list(source)) })(root);
  const seen = new Set<string>();
  return read?.sources.map(({ id, ...rest }) => {
    if (seen.has(id.is)) id.value.report(`the source ${id.is} is described twice`, 'keep one of them');
    seen.add(id.is);
    return { id: id.is, ...rest };
  });
}
