/** Where addresses are and what they belong to: one verdict an address, each with the databases behind it. */
import type { Json } from '../../model/canonical-json.js';
import type { Observation } from '../../model/observation.js';
import { formatAddress, parseAddress } from '../../model/prefixes/prefix.js';
import type { CountryCode } from '../../model/registry/platform.js';
import type { Classifier, Infrastructure } from './classify.js';
import type { DatabaseIdentity, GeoDatabase } from './database.js';
import type { CountryReading, OriginAs } from './layouts.js';

/** An address alone, or with the chain of canonical names that led to it. */
export type AddressToLocate = string | { readonly address: string; readonly cnames: readonly string[] };

/**
 * `located`: the databases that know the address agree on the country, or only one knows it. `disagreement`: they
 * do not. `unknown`: none knows it. `not-an-address`: the text is no address in full form.
 */
export type LocationOutcome = 'located' | 'disagreement' | 'unknown' | 'not-an-address';

export interface CountryOpinion {
  /** Id of the database. */
  readonly database: string;
  /** Null where it does not know the address. */
  readonly country: CountryCode | null;
  readonly basis?: CountryReading['basis'] | undefined;
}

export interface Location {
  /** Canonical text; an IPv4-mapped IPv6 address becomes the IPv4 address. What is no address stays as given. */
  readonly address: string;
  readonly outcome: LocationOutcome;
  /** Null unless `located`. */
  readonly country: CountryCode | null;
  /** One for each country database, in the order of the settings. */
  readonly opinions: readonly CountryOpinion[];
  readonly originAs: OriginAs | null;
  readonly infrastructure: Infrastructure;
  readonly confidence: Confidence;
  /** All databases that were asked. */
  readonly databases: readonly DatabaseIdentity[];
}

/**
 * How far the country can be relied on. Two agreeing opinions on IPv4 are `high`, one is `medium`. A step lower
 * each: IPv6; a country that is only that of registration. `low` always: a class whose addresses answer from many
 * places. `none` without a country.
 */
export type Confidence = 'high' | 'medium' | 'low' | 'none';

/** Never throws for an address; a damaged database is a CordonError (see openDatabase). */
export function locate(
  addresses: readonly AddressToLocate[],
  databases: readonly GeoDatabase[],
  classifier: Classifier,
): Location[] {
  const identities = databases.map(({ identity }) => identity);
  return addresses.map((one) => {
    const { address, cnames } = typeof one === 'string' ? { address: one, cnames: [] } : one;
    const words = addressWords(address);
    if (!words) return notAnAddress(address, identities);
    return locateOne(words, cnames, databases, classifier, identities);
  });
}

function locateOne(
  words: readonly number[],
  cnames: readonly string[],
  databases: readonly GeoDatabase[],
  classifier: Classifier,
  identities: readonly DatabaseIdentity[],
): Location {
  const opinions: CountryOpinion[] = [];
  let originAs: OriginAs | null = null;
  for (const database of databases) {
    if (database.identity.role === 'asn') originAs ??= database.originAsOf(words);
    else opinions.push(opinionOf(database, words));
  }
  const infrastructure = classifier.classify(words, cnames, originAs?.number);
  const known = opinions.filter(({ country }) => country !== null);
  const countries = new Set(known.map(({ country }) => country));
  const outcome = countries.size === 0 ? 'unknown' : countries.size === 1 ? 'located' : 'disagreement';
  return {
    address: formatAddress(words),
    outcome,
    country: outcome === 'located' ? (known[0]?.country ?? null) : null,
    opinions,
    originAs,
    infrastructure,
    confidence: outcome === 'located' ? confidenceOf(words, known, infrastructure) : 'none',
    databases: identities,
  };
}

function opinionOf(database: GeoDatabase, words: readonly number[]): CountryOpinion {
  const reading = database.countryOf(words);
  return { database: database.identity.id, country: reading?.country ?? null, basis: reading?.basis };
}

/** Anycast and shared fronts: the address is in many places at once. */
const MANY_PLACES: readonly Infrastructure['class'][] = ['special', 'public-resolver', 'waf', 'cdn'];

function confidenceOf(
  words: readonly number[],
  known: readonly CountryOpinion[],
  infrastructure: Infrastructure,
): Confidence {
  if (MANY_PLACES.includes(infrastructure.class)) return 'low';
  const steps = [known.length < 2, words.length === 4, known.every(({ basis }) => basis === 'registered')];
  return (['high', 'medium', 'low', 'low'] as const)[steps.filter(Boolean).length] as Confidence;
}

function notAnAddress(text: string, databases: readonly DatabaseIdentity[]): Location {
  return {
    address: text,
    outcome: 'not-an-address',
    country: null,
    opinions: [],
    originAs: null,
    infrastructure: { class: 'unknown' },
    confidence: 'none',
    databases,
  };
}

/** Words as in Prefix; IPv4-mapped IPv6 (RFC 4291 §2.5.5.2) unwrapped. Null for what is no address. */
export function addressWords(text: string): readonly number[] | null {
  const words = parseAddress(text);
  const mapped = words?.length === 4 && words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
  return mapped ? [words[3] as number] : words;
}

/**
 * The verdict as a fact of its own for each edition of the databases: their digests are part of the value, so that
 * it can be recomputed.
 * @param vantage id of the place that looked
 * @param at RFC 3339, UTC, milliseconds
 */
export function toObservation(location: Location, vantage: string, at: string): Observation {
  const { address, outcome, ...verdict } = location;
  return {
    subject: address,
    type: 'location',
    vantage,
    at,
    outcome,
    conclusive: outcome === 'located' || outcome === 'disagreement',
    value: verdict as unknown as Json,
  };
}
