/**
 * Addresses of the lab's internet. They look real so that geolocation databases and tables of networks have something
 * to say about them; who has them in the world outside does not matter, because they exist on the loopback of a
 * namespace without uplink only. The countries are those of the bundled database.
 */

/** Name servers of the root and of all top-level domains. */
export const ROOT_SERVER = ['198.41.0.4', '2001:503:ba3e::2:30'] as const;

/** Where zones are hosted, by the host names of the servers. */
export const NAME_SERVERS = {
  'ns1.zonewerk.example': ['78.46.20.53', '2a01:4f8:c0c:53::1'],
  'ns2.zonewerk.example': ['185.12.45.53'],
  /** Of the exchange with the mirror. */
  'ns1.tigerdns.example': ['203.80.97.53'],
  /** Answers by client subnet. */
  'ns1.steerdns.example': ['208.82.10.53'],
  /** Nobody listens there. */
  'ns1.gonedns.example': ['208.82.10.153'],
} as const;

/** What the zones are kept on. */
export const SERVER_OF = {
  nsd: ['ns1.zonewerk.example', 'ns2.zonewerk.example'],
  tiger: ['ns1.tigerdns.example'],
  steer: ['ns1.steerdns.example'],
  closed: ['ns1.gonedns.example'],
} as const;

/** Networks of residents of the lab profile's home country. */
export const HOME_SUBNETS = ['61.139.2.0/24', '61.135.160.0/24', '58.60.188.0/24', '240e:1:2::/48'] as const;
/** A subnet of the home country to ask resolvers for (RFC 7871). */
export const HOME_SUBNET = '58.60.188.0/24';
/** A subnet elsewhere (DE). */
export const SUBNET_ABROAD = '80.237.130.0/24';
/** A resident: to be the source address of whoever wants to be treated as one. */
export const HOME_CLIENT = '58.60.188.20';

export const RESOLVERS = {
  /** DE; UDP, TCP, DoT, DoH; passes client subnets on. */
  atlas: { addresses: ['80.237.130.53', '2a01:4f8:c0c:54::1'], tlsName: 'dns.atlas-resolver.example' },
  /** SG; UDP, TCP, DoT. */
  harbour: { addresses: ['203.116.43.53'], tlsName: 'dns.harbour-resolver.example' },
  /** CN; UDP, TCP; forges answers. */
  homeland: { addresses: ['61.139.2.53'], tlsName: 'dns.homeland-resolver.example' },
} as const;
export type ResolverName = keyof typeof RESOLVERS;

/** SC, HK: the exchange with residents' payments, its mirror, their common back end. */
export const TIGER = {
  web: ['41.86.40.10'],
  web6: ['2406:3003:10::20'],
  mirror: ['203.80.96.10'],
  api: ['203.80.97.40'],
  /** In the CDN list: Cloudflare's own. */
  static: ['104.16.88.20'],
  static6: ['2606:4700::6810:5814'],
} as const;

export const AT = {
  /** US, for the clone. */
  clone: ['69.90.10.10'],
  /** HK, SG, and a CDN for the rest of the world. */
  pandaEast: ['103.61.39.10'],
  pandaSouth: ['103.24.77.31'],
  pandaSouth6: ['2403:cfc0:77::31'],
  cloudfront: ['13.226.50.20', '13.226.50.21'],
  /** CH, and the edge that residents are led to. */
  alpen: ['46.28.200.5'],
  alpen6: ['2001:1620:10::5'],
  alpenHomeEdge: ['46.28.200.66'],
  /** PA */
  moonseed: ['190.14.38.9'],
  /** HK */
  otc: ['203.80.96.77'],
  /** KR, JP, RU, MT */
  dokkaebi: ['175.126.38.20'],
  sakura: ['133.242.18.40'],
  sakura6: ['2404:1a8:40::40'],
  medved: ['95.213.200.15'],
  medved6: ['2a00:1148:db00::5'],
  frog: ['212.56.128.10'],
  /** CN: an exchange that stands at home. */
  lantern: ['61.135.160.40'],
  lantern6: ['240e:1:2::40'],
  /** SG, in the cloud list. */
  cloud: ['13.250.40.20'],
  /** Many bystanders share these: TW, CA, DE. */
  news: ['203.69.60.10'],
  shared: ['69.90.10.80'],
  shared6: ['2a01:4f8:c0c:80::80'],
  /** In the parking list. */
  parking: ['2.57.90.16'],
  /** PA: all that hurts. */
  trouble: ['200.46.30.10'],
  trouble2: ['200.46.30.11'],
} as const;

/** Strangers that must never be harmed. */
export const STRANGERS = {
  publicResolver: ['8.8.8.8', '2001:4860:4860::8888'],
  /** CH */
  bank: ['195.141.80.10', '2001:1620:80::10'],
  /** US: what the resolver at home forges. */
  victim: ['208.82.11.37'],
} as const;

/** Private addresses that names and pages lure a crawler to; they answer, so that whoever comes is seen. */
export const CANARIES = ['10.0.0.1', '169.254.169.254', '192.168.1.1', 'fd00::1'] as const;

/** 500 addresses for names that flutter: routed to the loopback as a whole. US to SC. */
export const FLUX = { prefix: '45.204.0.0/22', first: '45.204.1.0', count: 500 } as const;

const flat = (table: Readonly<Record<string, readonly string[]>>): string[] => Object.values(table).flat();

/** Every address that exists, without the fluttering ones. */
export function allAddresses(): string[] {
  const resolvers = Object.values(RESOLVERS).flatMap(({ addresses }) => addresses);
  const all = [
    HOME_CLIENT,
    ...CANARIES,
    ...ROOT_SERVER,
    ...flat(NAME_SERVERS),
    ...resolvers,
    ...flat(TIGER),
    ...flat(AT),
    ...flat(STRANGERS),
  ];
  return [...new Set(all)];
}
