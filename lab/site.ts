/** What a site of the lab is: plain data, so that it can be listed, checked, and changed while the lab runs. */
import type { DnsRecord } from './dns/records.js';

export type DnsOutcome = 'servfail' | 'refused' | 'nxdomain' | 'nodata' | 'silent';

export interface HostSpec {
  readonly a?: readonly string[] | undefined;
  readonly aaaa?: readonly string[] | undefined;
  /** Absolute name; with it, no addresses. */
  readonly cname?: string | undefined;
}

/** Answers for clients of some networks (RFC 7871, else the resolver's own address). The first that fits counts. */
export interface View {
  readonly subnets: readonly string[];
  readonly hosts: Readonly<Record<string, HostSpec>>;
}

/** How a zone is served where plain records do not say it. */
export interface DnsBehaviour {
  /** For every question in the zone. */
  readonly outcome?: DnsOutcome | undefined;
  /** Replaces the hosts with these labels; `@` is the site itself. */
  readonly hosts?: Readonly<Record<string, HostSpec>> | undefined;
  readonly views?: readonly View[] | undefined;
  /** Each answer for an address of any host takes the next `each` of the `count` addresses from `first` on. */
  readonly rotate?: { readonly first: string; readonly count: number; readonly each: number } | undefined;
  /** The first question for A is answered with the first list, the next with the second; the last one stays. */
  readonly sequence?: readonly (readonly string[])[] | undefined;
  readonly ttl?: number | undefined;
}

/** Ways of a web server to hurt its client; see web/traps.ts. */
export type Trap =
  | 'redirect-loop'
  | 'redirect-chain'
  | 'gzip-bomb'
  | 'brotli-bomb'
  | 'stacked-encodings'
  | 'unknown-encoding'
  | 'endless-body'
  | 'drip'
  | 'silent'
  | 'slow-headers'
  | 'long-headers'
  | 'length-too-long'
  | 'length-too-short'
  | 'not-http'
  | 'reset';

export interface PageSpec {
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  readonly trap?: Trap | undefined;
}

/**
 * By path, without query. A key ending in `*` stands for all that begins so; a text is an HTML page. A key that begins
 * with `//label/` is a page of that host alone, which then shows none of the others.
 */
export type Pages = Readonly<Record<string, string | PageSpec>>;

export interface CertificateSpec {
  /** Default: the site and everything one label below it. */
  readonly names?: readonly string[] | undefined;
  readonly organisation?: string | undefined;
  /** Certificates with one word here have one key. Default: the site. */
  readonly key?: string | undefined;
  readonly flaw?: 'expired' | 'self-signed' | 'wrong-name' | undefined;
}

/** What the resolver at home says instead of the truth, for the site and all below it. */
export interface Forged {
  readonly a?: readonly string[] | undefined;
  readonly aaaa?: readonly string[] | undefined;
}

/** What clients of some networks get instead of the pages. */
export interface ShutOut {
  readonly subnets: readonly string[];
  /** Also where the client came to one of these addresses of the site: edges that only such clients are led to. */
  readonly edges?: readonly string[] | undefined;
  readonly page: PageSpec;
}

export interface WebBehaviour {
  readonly pages?: Pages | undefined;
  /** Serve the pages of this site instead of one's own. */
  readonly like?: string | undefined;
  /** Answer at these addresses too. */
  readonly moveTo?: readonly string[] | undefined;
}

/** `nsd`: plain records. `steer`: the lab's own server. `closed`: nobody listens. `lame`: a server that knows nothing of it. */
export type ZoneServer = 'nsd' | 'steer' | 'closed' | 'lame';

export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** Labels of hosts that are known besides the site itself. */
  readonly hosts?: readonly string[] | undefined;
}

export interface Site {
  readonly name: string;
  /** What it plays. */
  readonly role: string;
  /** What is to be seen of it: the right outcome. */
  readonly yields: string;
  /** The platform that it is listed for, if the lab's lists know it. */
  readonly listed?: Listed | undefined;
  /** By label; `@` is the site itself, `*` a wildcard. */
  readonly hosts: Readonly<Record<string, HostSpec>>;
  readonly records?: readonly DnsRecord[] | undefined;
  readonly zoneServer?: ZoneServer | undefined;
  /** Names of its name servers, shown in NS; default: those of a hosting company. */
  readonly nameServers?: readonly string[] | undefined;
  readonly dns?: DnsBehaviour | undefined;
  /** The zone is signed, and resolvers that validate hold it true; or an address was altered after it was signed. */
  readonly dnssec?: 'signed' | { readonly from: string; readonly to: string } | undefined;
  readonly forged?: Forged | undefined;
  readonly certificate?: CertificateSpec | undefined;
  /** Default `redirect`: http leads to https. */
  readonly plainHttp?: 'redirect' | 'serve' | 'closed' | undefined;
  readonly shutOut?: ShutOut | undefined;
  /** Addresses of strangers that its names point at: it is not served there. */
  readonly borrows?: readonly string[] | undefined;
  readonly pages: Pages;
}

/** What `Lab.set` changes of a site. Each part replaces the one given before; without any part all is as built. */
export interface Change {
  readonly dns?: DnsBehaviour | undefined;
  readonly web?: WebBehaviour | undefined;
  readonly certificate?: CertificateSpec | undefined;
  readonly forged?: Forged | undefined;
}

export const hostName = (site: string, label: string): string => (label === '@' ? site : `${label}.${site}`);
