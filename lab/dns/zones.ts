/** The lab's tree of zones: what the sites say, as records, with the delegations that lead there. */
import { NAME_SERVERS, ROOT_SERVER, SERVER_OF } from '../addresses.js';
import { type Change, hostName, type Site, type ZoneServer } from '../site.js';
import { type DnsRecord, soa, zoneLine } from './records.js';
import { hostRecords, type SteeredZone } from './steer.js';

const ROOT_NAME = 'a.root-servers.net';
const SERVER_ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  ...NAME_SERVERS,
  [ROOT_NAME]: ROOT_SERVER,
};

/** The server of a zone now: what was changed at run time needs one that does as it is told. */
export function zoneServerOf(site: Site, change: Change | undefined): ZoneServer {
  return change?.dns ? 'steer' : (site.zoneServer ?? (site.dns ? 'steer' : 'nsd'));
}

function nameServersOf(site: Site, change: Change | undefined): readonly string[] {
  switch (zoneServerOf(site, change)) {
    case 'steer':
      return SERVER_OF.steer;
    case 'closed':
      return SERVER_OF.closed;
    default:
      return site.nameServers ?? SERVER_OF.nsd;
  }
}

/** All records of a site's zone. */
function recordsOf(site: Site, servers: readonly string[], serial: number): DnsRecord[] {
  return [
    soa(site.name, servers[0] ?? '', serial),
    ...servers.map((data) => ({ owner: site.name, type: 'NS' as const, data })),
    ...Object.entries(site.hosts).flatMap(([label, host]) => hostRecords(hostName(site.name, label), host)),
    ...serversInside(site.name),
    ...(site.records ?? []),
  ];
}

/** Zones that another site of the lab delegates, instead of the top-level domain. */
const childrenOf = (parent: string, sites: readonly Site[]): Site[] =>
  sites.filter(({ name }) => name.endsWith(`.${parent}`));
const isChild = ({ name }: Site, sites: readonly Site[]): boolean =>
  sites.some((other) => name.endsWith(`.${other.name}`));

/** Addresses of name servers that a zone holds itself. */
function serversInside(zone: string): DnsRecord[] {
  return Object.entries(SERVER_ADDRESSES)
    .filter(([name]) => name.endsWith(`.${zone}`))
    .flatMap(([name, addresses]) => addressRecords(name, addresses));
}

const addressRecords = (owner: string, addresses: readonly string[]): DnsRecord[] =>
  hostRecords(owner, {
    a: addresses.filter((address) => !address.includes(':')),
    aaaa: addresses.filter((address) => address.includes(':')),
  });

const tldOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

export const tldsOf = (sites: readonly Site[]): string[] => [
  ...new Set(['net', ...sites.map(({ name }) => tldOf(name))]),
];

/** Zone files of the root and the top-level domains, by zone name. */
export function registryZones(
  sites: readonly Site[],
  changes: ReadonlyMap<string, Change>,
  serial: number,
): Map<string, string> {
  const tlds = tldsOf(sites);
  const head = (zone: string): DnsRecord[] => [
    soa(zone, ROOT_NAME, serial),
    { owner: zone, type: 'NS', data: ROOT_NAME },
  ];
  const glue = addressRecords(ROOT_NAME, ROOT_SERVER);
  const root = [
    ...head(''),
    ...tlds.map((owner) => ({ owner, type: 'NS' as const, data: ROOT_NAME })),
    ...glue,
  ];
  const zones = new Map([['.', root.map(zoneLine)]]);
  for (const tld of tlds) {
    const lines = head(tld).map(zoneLine);
    for (const site of sites.filter((one) => tldOf(one.name) === tld && !isChild(one, sites)))
      for (const data of nameServersOf(site, changes.get(site.name)))
        lines.push(zoneLine({ owner: site.name, type: 'NS', data }));
    for (const [name, addresses] of Object.entries(SERVER_ADDRESSES))
      if (tldOf(name) === tld) lines.push(...addressRecords(name, addresses).map(zoneLine));
    zones.set(tld, lines);
  }
  return new Map([...zones].map(([zone, lines]) => [zone, `${lines.join('\n')}\n`]));
}

/** Zone files of the sites that plain records suffice for. */
export function hostedZones(sites: readonly Site[], serial: number): Map<string, string> {
  const plain = sites.filter((site) => zoneServerOf(site, undefined) === 'nsd');
  return new Map(
    plain.map((site) => {
      const lines = [
        ...recordsOf(site, nameServersOf(site, undefined), serial),
        ...childrenOf(site.name, plain).flatMap((child) =>
          nameServersOf(child, undefined).map((data) => ({ owner: child.name, type: 'NS' as const, data })),
        ),
      ].map(zoneLine);
      return [site.name, `${lines.join('\n')}\n`];
    }),
  );
}

/** What the lab's own server has to know of a site; undefined while others serve it. */
export function steeredZone(site: Site, change: Change | undefined, serial: number): SteeredZone | undefined {
  if (zoneServerOf(site, change) !== 'steer') return undefined;
  return {
    name: site.name,
    records: recordsOf(site, SERVER_OF.steer, serial),
    behaviour: change?.dns ?? site.dns ?? {},
  };
}

/** Root hints of the resolvers. */
export const rootHints = (): string =>
  [{ owner: '', type: 'NS' as const, data: ROOT_NAME }, ...addressRecords(ROOT_NAME, ROOT_SERVER)]
    .map(zoneLine)
    .join('\n');
