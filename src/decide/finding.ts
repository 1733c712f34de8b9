/** Findings: what one rule concluded for one platform, and the rules that make them. */
import type { Profile } from '../model/registry/jurisdiction.js';
import type { Dossier } from './documents.js';
import type { PlatformReading } from './reading.js';

/** A: it is a trading platform. B: it operates from outside. C: it serves residents. `promotion`: findings of their own. */
export type Gate = 'A' | 'B' | 'C' | 'promotion';

/** Where a finding was read: a document, and the words in it. */
export interface Citation {
  /** Digest of the document. */
  readonly evidence: string;
  /** URL or address of the document. */
  readonly subject: string;
  /** At most 160 characters of the document around what was read, cleaned of control characters. */
  readonly excerpt: string;
}

export interface Finding {
  readonly rule: string;
  readonly version: number;
  readonly gate: Gate;
  /** Of the findings of one family only the one of highest weight counts; those against count one by one. */
  readonly family: string;
  /** Points; negative against. */
  readonly weight: number;
  /** Gate C needs at least one strong finding. */
  readonly strong: boolean;
  /** What was found, in words for an auditor. */
  readonly reason: string;
  /** At most {@link MAX_CITATIONS}, from the pages that say it most clearly. */
  readonly citations: readonly Citation[];
  /** Words of a closed vocabulary that decisions look at, e.g. `pairs`, `exclusion`, `overseas`, `home`. */
  readonly signal: string;
}

export const MAX_CITATIONS = 3;

export interface RuleInput {
  readonly dossier: Dossier;
  /** The dossier's pages, read once for all rules. */
  readonly reading: PlatformReading;
  readonly profile: Profile;
}

/** A named, versioned, pure rule. Its version goes up whenever its answer to any document can change. */
export interface Rule {
  readonly id: string;
  readonly version: number;
  readonly gate: Gate;
  readonly family: string;
  readonly strong: boolean;
  /** The most points that it gives (or takes). */
  readonly weight: number;
  /** Kinds of documents that it rests on. */
  readonly reads: readonly ('page' | 'address' | 'registry')[];
  /** What it looks for, in plain words; shown in the docs and by `assess`. */
  readonly statement: string;
  /** Not more than one finding for most rules; empty where it found nothing. */
  readonly apply: (input: RuleInput) => readonly Finding[];
}
