/**
 * The journal of observations: what was seen, when first, when last, how often. Only the interface; it says nothing
 * about where the rows lie, so that one machine's file and a shared server can stand behind it alike.
 */
import type { Json } from '../../model/canonical-json.js';
import type { Observation } from '../../model/observation.js';

/**
 * One value of one key (subject, type, vantage) with all its sightings. Outcomes that taught nothing (`conclusive`
 * false) are facts of their own beside the others and change none of them.
 */
export interface Fact {
  readonly subject: string;
  readonly type: string;
  readonly vantage: string;
  readonly outcome: string;
  readonly conclusive: boolean;
  readonly value: Json;
  /** Of the last sighting. */
  readonly detail?: Json | undefined;
  /** RFC 3339, UTC, milliseconds. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** How many observations said so; one that repeats the last one with the same time is not counted again. */
  readonly sightings: number;
}

/** What a fact is about, and who saw it. */
export type FactKey = Pick<Fact, 'subject' | 'type' | 'vantage'>;

/** A name whose DNS answers held an address. */
export interface NameAtAddress {
  readonly name: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface FactFilter {
  /** Only these types. */
  readonly types?: readonly string[] | undefined;
  /** Only facts last seen at or after this time (RFC 3339, UTC). */
  readonly since?: string | undefined;
}

export interface PruneReport {
  readonly facts: number;
  readonly namesAtAddresses: number;
}

export interface Journal {
  /**
   * Keeps observations. When the promise resolves they survive a crash of the program and of the machine. Batches
   * up to {@link MAX_BATCH} are kept whole or not at all; longer ones in parts of that size.
   * @throws RangeError for an observation that no honest caller makes: no subject, control characters in a key, a
   *   time that is not RFC 3339 in UTC with milliseconds, a value over {@link MAX_VALUE_CHARACTERS}.
   */
  record(batch: readonly Observation[]): Promise<void>;
  /** All facts of a subject, by type, vantage, first seen. */
  history(subject: string): Promise<readonly Fact[]>;
  /** The conclusive fact seen last; undefined where there is none. */
  latest(subject: string, type: string, vantage: string): Promise<Fact | undefined>;
  /** The fact seen last, whatever its outcome. */
  lastAttempt(subject: string, type: string, vantage: string): Promise<Fact | undefined>;
  /** Whether something conclusive was seen after the time (RFC 3339, UTC). */
  fresh(subject: string, type: string, vantage: string, since: string): Promise<boolean>;
  /** Which keys of these subjects have something conclusive seen after the time (RFC 3339, UTC); in any order. */
  seenSince(subjects: readonly string[], since: string): Promise<readonly FactKey[]>;
  /**
   * Names whose answers of types A, AAAA, HTTPS or SVCB held the address within the last days; failed and suspect
   * observations count too where they hold one, because the question is who else could be hit.
   * @param address canonical text
   */
  subjectsSeenAt(address: string, days: number): Promise<readonly NameAtAddress[]>;
  /**
   * Facts of the type whose subjects are URLs of the origin, in the order of their text.
   * @param origin scheme and host without a slash behind them, e.g. `https://www.example`
   */
  factsOfOrigin(origin: string, type: string): Promise<readonly Fact[]>;
  /** All facts, those of a subject together, subjects in the order of their text. */
  facts(filter?: FactFilter): AsyncIterable<Fact>;
  /**
   * Forgets facts last seen before the time. A key that was looked at since keeps its last conclusive fact however
   * old it is: failures must not wear it away.
   */
  prune(before: string): Promise<PruneReport>;
  close(): Promise<void>;
}

/** Observations kept in one go. */
export const MAX_BATCH = 1_000;
/** Of the canonical JSON of a value or detail. Pages belong into the blob store. */
export const MAX_VALUE_CHARACTERS = 1_048_576;
