/** What a release says about one platform, and about itself. */
import type {
  Confidence,
  IsoDate,
  PartialDate,
  PlatformId,
  PlatformKind,
  SiteClass,
  SourceId,
} from '../registry/platform.js';
import type { ListedAccount } from './account.js';
import type { ListedAddress, RefusedAddress } from './addresses.js';
import type { Action, NameScope } from './entry.js';

/** The states that a release carries. `review`: the decision has run out and stays enforced until looked at. */
export type ListedState = 'flagged' | 'proposed' | 'review';

/** `assessment`: a machine's reading of what was observed; it proposes and never flags. */
export type BasisKind = 'notice' | 'reconstruction' | 'override' | 'rule' | 'assessment';

/** What a listing rests on. */
export interface Basis {
  readonly kind: BasisKind;
  /** Notice id, rule id, or `<profile>/<platform>` of the override or assessment. */
  readonly ref: string;
  readonly text: string;
  readonly date: PartialDate;
  /** Who decided, where a person did. */
  readonly by?: string | undefined;
  readonly urls?: readonly string[] | undefined;
}

/** One dated fact that was read, with the digest of the fact as the registry states it. */
export interface EvidenceItem {
  readonly fact: string;
  readonly date?: PartialDate | undefined;
  readonly sources: readonly SourceId[];
  readonly digest: string;
}

export interface ListedSite {
  readonly name: string;
  readonly scope: NameScope;
  readonly class: SiteClass;
  readonly confidence: Confidence;
  readonly action: Action;
  readonly lastSeen: PartialDate;
  readonly sources: readonly SourceId[];
  /** Known hosts below the name, for formats that cannot express a subtree. */
  readonly hosts: readonly string[];
  /** First serial of the unbroken run of serials that carry this entry. */
  readonly since: number;
}

/** The newest machine decision on a platform, as far as an auditor needs it to find the rest. */
export interface AssessmentSummary {
  /** sha256 of the decision; `cordon replay` recomputes it. */
  readonly decision: string;
  readonly state: string;
  readonly scores: { readonly A: number; readonly B: string; readonly C: number };
  /** Digests of the documents that its findings cite, sorted. */
  readonly evidence: readonly string[];
}

/** What became of the observed addresses. */
export interface AddressRecord {
  readonly listed: number;
  readonly note: string;
  readonly items?: readonly ListedAddress[] | undefined;
  /** A bounded part of the conditions that failed; the note says how many are left out. */
  readonly refused?: readonly RefusedAddress[] | undefined;
}

/** One line of platforms.jsonl. */
export interface PlatformRecord {
  readonly id: PlatformId;
  readonly name: string;
  readonly kind: PlatformKind;
  readonly state: ListedState;
  readonly action: Action;
  readonly basis: readonly Basis[];
  readonly evidence: readonly EvidenceItem[];
  /** Absent where nothing was observed. */
  readonly assessment?: AssessmentSummary | undefined;
  readonly sources: readonly SourceId[];
  readonly sites: readonly ListedSite[];
  /** Absent where none is known: releases from before there were any keep their bytes. */
  readonly accounts?: readonly ListedAccount[] | undefined;
  readonly addresses: AddressRecord;
  readonly since: number;
  readonly expires: IsoDate;
}

/** A platform, or one site of a platform that stays, that the previous serial carried and this one does not. */
export interface Departure {
  readonly platform: PlatformId;
  readonly site?: string | undefined;
  readonly cause: string;
}

export interface GuardVerdict {
  readonly guard: string;
  /** A release that exists was passed or accepted by each of its guards. */
  readonly verdict: 'passed' | 'accepted' | 'held' | 'refused';
  /** How many entries or values the guard looked at. */
  readonly checked: number;
  /** Guards that measure: a part (two decimals, towards the worse) or days. */
  readonly measured?: number | undefined;
  /** What limits the verdict, in words. */
  readonly note?: string | undefined;
  readonly accepted: readonly {
    readonly value: string;
    readonly by: string;
    readonly basis: string;
    readonly expires: IsoDate;
  }[];
}

export interface Manifest {
  readonly format: 'cordon-release/1';
  readonly profile: string;
  readonly serial: number;
  /** sha256 of the previous serial's manifest.json; null for the first. */
  readonly previous: string | null;
  /** RFC 3339, UTC, whole seconds. */
  readonly created: string;
  /** The day whose facts the list states. */
  readonly asOf: IsoDate;
  readonly expires: IsoDate;
  /** What the list is, in plain words. */
  readonly title: string;
  readonly statement: string;
  /** File name → sha256, for every file of the release but this one and SHA256SUMS. */
  readonly files: Readonly<Record<string, string>>;
  readonly profileDigest: string;
  readonly ruleSetDigest: string;
  readonly geolocation: readonly {
    readonly name: string;
    readonly digest: string;
    readonly built: IsoDate;
  }[];
  readonly counts: {
    readonly platforms: number;
    readonly flagged: number;
    readonly proposed: number;
    readonly review: number;
    readonly names: number;
    readonly prefixes: number;
  };
  readonly addresses: string;
  /** Named by a notice, but without a known name to enforce. */
  readonly unenforceable: readonly { readonly name: string; readonly cause: string }[];
  readonly departures: readonly Departure[];
  readonly guards: readonly GuardVerdict[];
  readonly tool: { readonly name: 'cordon'; readonly version: string };
}
