/**
 * What people curate: one platform a file, `lists/platforms/<id>.yaml`. Every fact carries the ids of the
 * sources that state it (lists/sources.yaml) and the dates between which they state it.
 */
import type { Host } from '../names/host.js';

export const PLATFORM_KINDS = ['cex', 'dex', 'p2p', 'otc', 'swap', 'ico'] as const;
export type PlatformKind = (typeof PLATFORM_KINDS)[number];

/** Lower-case letters, digits, `_` and `-`; starts with a letter or digit; the file is named after it. */
export type PlatformId = string;
/** Id of a record of lists/sources.yaml. */
export type SourceId = string;
/** `YYYY-MM-DD`; `YYYY-MM` where the source gives no day. Both compare as text. */
export type PartialDate = string;
/** `YYYY-MM-DD`. */
export type IsoDate = string;
/**
 * Stand for the dates of a fact that carries none: what a person writes down without a date holds from ever and
 * still does, so no window passes it by. They never stand in a file.
 */
export const UNDATED_FIRST: IsoDate = '0000-01-01';
export const UNDATED_LAST: IsoDate = '9999-12-31';
/** ISO 3166-1 alpha-2 in upper case, or `EU`. */
export type CountryCode = string;

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];
/** primary: where people trade; api: machine endpoints; mirror: another name of the same; aux: never enforced. */
export const SITE_CLASSES = ['primary', 'api', 'mirror', 'aux'] as const;
export type SiteClass = (typeof SITE_CLASSES)[number];
/**
 * How far enforcement may go on a site. `subtree`: the site and all below it; `hosts`: only the listed hosts,
 * because the operator's other products live on the same site; `none`: never.
 */
export const SITE_SCOPES = ['subtree', 'hosts', 'none'] as const;
export type SiteScope = (typeof SITE_SCOPES)[number];

export interface Seen {
  readonly firstSeen: PartialDate;
  readonly lastSeen: PartialDate;
  readonly sources: readonly SourceId[];
}

export interface SiteHost extends Seen {
  readonly name: Host;
  readonly roles: readonly string[];
}

export interface Site extends Seen {
  /** Registrable domain (eTLD+1, private suffixes on). */
  readonly name: Host;
  readonly class: SiteClass;
  readonly scope: SiteScope;
  readonly confidence: Confidence;
  readonly hosts: readonly SiteHost[];
  readonly roles: readonly string[];
  /** Why the scope is narrower than the site, e.g. `multi_product_domain`. */
  readonly collateral?: string | undefined;
}

/** A dated fact that bears on whom the platform serves; profiles select by `kind` and the rest. */
export type ServiceEvidence =
  /** A public access list carried one of the platform's sites between the two dates. */
  | {
      readonly kind: 'access-list';
      readonly list: string;
      readonly site: Host;
      readonly first: IsoDate;
      readonly last: IsoDate;
      readonly sources: readonly SourceId[];
    }
  /** The platform runs a market that quotes a home currency. `date`: when a source last stated it. */
  | {
      readonly kind: 'fiat-market';
      readonly currency: string;
      readonly rails: readonly string[];
      readonly date?: PartialDate | undefined;
      readonly sources: readonly SourceId[];
    };

export interface OperatorBase {
  readonly country: CountryCode;
  /** When a source last said so. */
  readonly lastSeen: PartialDate;
  readonly sources: readonly SourceId[];
}

export interface Platform {
  readonly id: PlatformId;
  readonly name: string;
  readonly kind: PlatformKind;
  readonly names: readonly string[];
  /** Where the operator says that it is based; never where its servers are. */
  readonly operator: readonly OperatorBase[];
  readonly sites: readonly Site[];
  /** Sites that this platform uses and another platform owns. */
  readonly related: readonly { readonly site: Host; readonly platform: PlatformId }[];
  /** Hosts of third parties that it uses: never listed, and protected. */
  readonly sharedHosts: readonly Host[];
  readonly evidence: readonly ServiceEvidence[];
  readonly firstSeen: PartialDate;
  readonly lastSeen: PartialDate;
  /** Facts about its operation, e.g. `in-ccxt`, `inactive-2019`. */
  readonly status: readonly string[];
}

/** lists/sources.yaml: who states the facts. */
export interface Source {
  readonly id: SourceId;
  readonly title: string;
  readonly date?: PartialDate | undefined;
  readonly licence: string;
}
