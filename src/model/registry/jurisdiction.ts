/** What differs between jurisdictions, all of it data: profiles, notices, overrides, the protected set. */
import type { Host } from '../names/host.js';
import type { Prefix } from '../prefixes/prefix.js';
import type { CountryCode, IsoDate, PartialDate, PlatformId, SourceId } from './platform.js';
import type { ResidentSigns, Thresholds } from './residents.js';
import type { Settings } from './settings.js';

export type ProfileId = string;
export type NoticeId = string;

/**
 * A stated rule that picks platforms from dated evidence; the profile's data, read by `decide`.
 * A platform is picked when a source dated within the window still lists it, and at least one of the
 * conditions holds with a date within the window.
 */
export interface SelectionRule {
  readonly id: string;
  /** The rule in plain words; shown in the release and by `why`. */
  readonly statement: string;
  /** Length of the window in months, counted back from the release's `asOf`. */
  readonly windowMonths: number;
  readonly anyOf: readonly SelectionCondition[];
}

export type SelectionCondition =
  | { readonly kind: 'access-list'; readonly list: string }
  | { readonly kind: 'fiat-market'; readonly currency: string }
  | { readonly kind: 'operator'; readonly countries: readonly CountryCode[] };

export interface Profile {
  readonly id: ProfileId;
  readonly name: string;
  readonly home: CountryCode;
  /** BCP 47 tags. */
  readonly languages: readonly string[];
  /** ISO 4217. */
  readonly currencies: readonly string[];
  readonly paymentRails: readonly string[];
  /** E.164 country calling code with `+`. */
  readonly diallingCode: string;
  readonly licensed: readonly PlatformId[];
  readonly legalBasis: string;
  /** What a blocked person is told; text for the operator's notice page. */
  readonly noticeText: string;
  /** Days after which a flagged platform must be looked at again. */
  readonly reviewDays: number;
  /** Months back from the date of the basis within which a site must have been seen to be enforced. */
  readonly siteWindowMonths: number;
  readonly selection?: SelectionRule | undefined;
  /** Absent where the profile has none: then only currencies, rail ids, dialling code and languages speak. */
  readonly residents?: ResidentSigns | undefined;
  /** Absent: {@link DEFAULT_THRESHOLDS}. */
  readonly thresholds?: Thresholds | undefined;
}

export interface NoticeNamed {
  /** Absent where the registry has no platform for the name. */
  readonly platform?: PlatformId | undefined;
  /** As the notice or its reporters write it. */
  readonly name: string;
  /** `press` where only the reporters' text had to be read for this one name; it then does not flag. */
  readonly namedBy?: 'press' | undefined;
}

/** A dated public act of an authority. */
export interface Notice {
  readonly id: NoticeId;
  readonly profile: ProfileId;
  readonly authority: string;
  readonly date: PartialDate;
  readonly effective?: PartialDate | undefined;
  /** What was ordered or announced, in our words. */
  readonly action: string;
  readonly countClaimed?: number | undefined;
  /** `authority`: the act itself names them; `press`: reporters did, the act did not. Only the first flags. */
  readonly namedBy: 'authority' | 'press';
  /** `low`: a single secondary source; its platforms are proposed, not flagged. */
  readonly confidence: 'high' | 'low';
  readonly named: readonly NoticeNamed[];
  readonly urls: readonly string[];
  readonly reconstruction?: Reconstruction | undefined;
}

/** A stand-in for names that an authority counted and never published. */
export interface Reconstruction {
  readonly asOf: IsoDate;
  /** Says plainly that it is one, and how it was made. */
  readonly statement: string;
  readonly platforms: readonly ReconstructedPlatform[];
}

export interface ReconstructedPlatform {
  /** From 1, without gaps. */
  readonly rank: number;
  readonly platform: PlatformId;
  /** Hosts by which the sources of that day listed it. */
  readonly hosts: readonly Host[];
  /** Dated facts that put it there. */
  readonly why: readonly string[];
  readonly sources: readonly SourceId[];
}

/** A person's decision. */
export interface Decision {
  readonly decide: 'flag' | 'exempt' | 'retire';
  /** One platform, or all of a notice's reconstruction. */
  readonly subject: { readonly platform: PlatformId } | { readonly reconstruction: NoticeId };
  readonly basis: string;
  readonly by: string;
  readonly decided: IsoDate;
  readonly expires: IsoDate;
}

/** A person's acceptance of one guard's hit, by the value that was hit. */
export interface Acceptance {
  /** Name of the guard, e.g. `protected-name`. */
  readonly guard: string;
  readonly value: string;
  readonly basis: string;
  readonly by: string;
  readonly decided: IsoDate;
  readonly expires: IsoDate;
}

/** lists/overrides/<profile>.yaml */
export interface Overrides {
  readonly profile: ProfileId;
  readonly decisions: readonly Decision[];
  readonly accept: readonly Acceptance[];
}

/**
 * One file of lists/protected/. `never`: must never be blocked, a hit stops a release; emitted where a target
 * carries it if `emit`. `shared`: infrastructure of many tenants, whose addresses are never dedicated. `canary`: what
 * no honest list holds; a hit shows that something upstream is broken or poisoned, and nobody can accept it.
 */
export interface ProtectedList {
  readonly id: string;
  readonly title: string;
  readonly use: 'never' | 'shared' | 'canary';
  /** special, resolver, root, bank, cdn, cloud, popular, shared-host … */
  readonly category: string;
  readonly emit: boolean;
  readonly source: string;
  readonly licence: string;
  readonly names: readonly { readonly name: Host; readonly scope: 'exact' | 'subtree' }[];
  readonly prefixes: readonly Prefix[];
  /** CNAME suffixes of shared infrastructure. */
  readonly cnameSuffixes: readonly Host[];
}

/** Everything under lists/ except the releases, checked and cross-checked. */
export interface Registry {
  readonly platforms: ReadonlyMap<PlatformId, import('./platform.js').Platform>;
  readonly sources: ReadonlyMap<SourceId, import('./platform.js').Source>;
  readonly notices: ReadonlyMap<NoticeId, Notice>;
  readonly profiles: ReadonlyMap<ProfileId, Profile>;
  readonly overrides: ReadonlyMap<ProfileId, Overrides>;
  readonly protectedLists: readonly ProtectedList[];
  readonly settings: Settings;
}
