/** What joins a name to a platform, and how much that is worth. */
import type { Host } from '../../model/names/host.js';
import type { AppClaims, PageFacts } from '../crawl/page-facts.js';

/**
 * `owner`: one proof is enough. `strong`: two independent ones, of which at least one cannot be copied. `weak`: a
 * lead for a person. `noise`: mentioned, nothing more.
 */
export const GRADES = ['noise', 'weak', 'strong', 'owner'] as const;
export type Grade = (typeof GRADES)[number];

export const SIGNAL_KINDS = [
  // owner
  'permanent-redirect',
  'mutual-canonical',
  'mutual-hreflang',
  'app-identity',
  'certificate-organisation',
  'official-domains-page',
  // strong
  'api-host',
  'tls-key',
  'analytics-id',
  'same-page-and-back-end',
  // weak
  'near-identical-page',
  'redirect',
  'favicon',
  'name-server',
  'mail-server',
  'spf',
  'verification-token',
  'address',
  'lookalike-name',
  'shared-certificate',
  'one-sided-canonical',
  'one-sided-app-identity',
  'warned-of',
  // noise
  'anchor',
  'resource',
  'certificate-of-many',
  'caa',
  'cname-target',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

export interface Signal {
  readonly kind: SignalKind;
  readonly grade: Grade;
  /**
   * Who would have to be the owner for this to be there. `known`: the platform's own side says it. `both`: a secret
   * or an authority stands behind it. `candidate`: whoever runs the candidate can put it there, a clone included.
   */
  readonly side: 'known' | 'both' | 'candidate';
  /** 0 to 1; below 1 where others share it. */
  readonly weight: number;
  readonly detail: string;
  /** URLs of the pages that it was read from, at most a few. */
  readonly pages: readonly string[];
}

/**
 * `mirror-of`: another name of the platform, owned by it. `belongs-to`: its name, serving something else (an API,
 * an app). `imitates`: looks like it, without a word from its side. `lead`: not settled. `mentioned`: noise.
 */
export type Relation = 'mirror-of' | 'belongs-to' | 'imitates' | 'lead' | 'mentioned';

export interface Candidate {
  /** Registrable domain. */
  readonly site: Host;
  /** Host names below it that were seen. */
  readonly hosts: readonly Host[];
  readonly grade: Grade;
  readonly relation: Relation;
  /** Strongest first. */
  readonly signals: readonly Signal[];
  /** Sum of the weights of weak signals: for sorting leads. */
  readonly weight: number;
  /** Protected or shared: kept at noise whatever was seen. */
  readonly protected: boolean;
}

export interface PlatformFootprint {
  readonly platform: string;
  /** Names that it goes by. */
  readonly brands: readonly string[];
  /** Registrable domains that are known to be its own. */
  readonly sites: readonly Host[];
  /** Legal names, as certificates spell them. */
  readonly organisations?: readonly string[] | undefined;
  /** Known app identities, on top of what its own hosts claim. */
  readonly androidFingerprints?: readonly string[] | undefined;
  readonly appleTeamIds?: readonly string[] | undefined;
}

/** DNS and favicon facts of one site; all optional, all public. */
export interface NetworkFacts {
  readonly nameServers?: readonly string[] | undefined;
  readonly mailServers?: readonly string[] | undefined;
  /** Includes and addresses of the SPF record. */
  readonly spf?: readonly string[] | undefined;
  readonly verificationTokens?: readonly string[] | undefined;
  readonly addresses?: readonly string[] | undefined;
  readonly cnameTargets?: readonly string[] | undefined;
  readonly caaIssuers?: readonly string[] | undefined;
  /** SHA-256 of the icon's file. */
  readonly faviconHash?: string | undefined;
}

export interface FootprintContext {
  /** Names that must never be blocked, and infrastructure that strangers share (CDNs, hosters, services). */
  readonly isProtected: (host: string) => boolean;
  /** Whether a host or address stands behind a CDN, where keys and addresses are the CDN's. */
  readonly isCdn: (hostOrAddress: string) => boolean;
  /** Owners that carry a value besides the platform: other platforms, and strangers' sites; 0 where none is known. */
  readonly sitesSharing?: ((kind: string, value: string) => number) | undefined;
  /** By registrable domain, known sites and candidates. */
  readonly network?: ReadonlyMap<string, NetworkFacts> | undefined;
  /** Association files, by host. */
  readonly claims?: ReadonlyMap<string, AppClaims> | undefined;
}

/** One page with what every rule asks about it. */
export interface GradedPage {
  readonly facts: PageFacts;
  readonly host: Host;
  readonly site: Host;
  readonly isKnown: boolean;
}

/** Takes a signal about a host; the host is any below the candidate's site. */
export type Report = (host: string, signal: Signal) => void;
