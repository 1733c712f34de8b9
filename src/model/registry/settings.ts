/** lists/cordon.yaml: how this workspace looks at the network. Everything has a default but the profile. */
import type { Limits } from '../release/limits.js';
import type { GeolocationSetting } from './geolocation.js';
import type { ProfileId } from './jurisdiction.js';
import type { CountryCode } from './platform.js';

export interface Settings {
  readonly defaultProfile: ProfileId;
  /** From where names are resolved. Empty: the system's resolvers, as the one vantage `system`. */
  readonly vantages: readonly VantageSetting[];
  /** Empty: the embedded database. */
  readonly geolocation: readonly GeolocationSetting[];
  readonly crawl: CrawlSetting;
  /** Hours for which a conclusive observation needs no new look. */
  readonly freshHours: number;
  /** Where the guards and the rules for addresses draw their lines. */
  readonly limits: Limits;
}

export interface VantageSetting {
  readonly id: string;
  readonly country?: CountryCode | undefined;
  /** The resolvers answer to the authority of the profile's home country. */
  readonly inCountry: boolean;
  /** Asked in this order; the next one when one fails. */
  readonly servers: readonly ServerSetting[];
  /** Client subnets to ask for (RFC 7871), canonical prefix text. */
  readonly subnets: readonly string[];
  /** Address of this machine from which front pages are looked at, canonical text; with it, `country` is there too. */
  readonly localAddress?: string | undefined;
}

export interface ServerSetting {
  /** IPv4 or IPv6 address. */
  readonly address: string;
  readonly port?: number | undefined;
  readonly transport: 'udp' | 'tcp' | 'dot' | 'doh';
  /** For dot and doh: name that the certificate must be valid for. */
  readonly tlsName?: string | undefined;
  /** For doh: path of the URL. */
  readonly path?: string | undefined;
  /** PEM file of trust anchors, relative to the lists folder, instead of the bundled ones. */
  readonly caFile?: string | undefined;
  readonly ratePerSecond?: number | undefined;
}

export interface CrawlSetting {
  /** URL where a site's owner can read who crawls and complain; sent in User-Agent. Nothing is crawled without. */
  readonly contact?: string | undefined;
  /** PEM file of trust anchors, relative to the lists folder, instead of the bundled ones. */
  readonly caFile?: string | undefined;
  /** Seconds between two requests to one host. */
  readonly delaySeconds: number;
  /** Path of the Chromium that renders empty shells, or `off`. Default: the system's, where there is one. */
  readonly chromium?: string | undefined;
}

export const DEFAULT_CRAWL: CrawlSetting = { delaySeconds: 2 };
export const DEFAULT_FRESH_HOURS = 48;
