/** From observations to what a journal keeps of them, and the checks on the way; the same for every journal. */
import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '../../model/canonical-json.js';
import type { Observation } from '../../model/observation.js';
import { formatAddress, parseAddress } from '../../model/prefixes/prefix.js';
import { MAX_VALUE_CHARACTERS } from './journal.js';

/** One observation, ready to be stored. */
export interface FactRow {
  readonly subject: string;
  readonly type: string;
  readonly vantage: string;
  readonly outcome: string;
  readonly conclusive: boolean;
  /** 128 bits of SHA-256: outcomes and values of one key differ where it does. */
  readonly digest: Uint8Array;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** Canonical JSON. */
  readonly value: string;
  /** JSON. */
  readonly detail: string | null;
  /** Addresses that the observed answer leads to, canonical text. */
  readonly addresses: readonly string[];
}

/** @throws RangeError as Journal.record says. */
export function rowOf(observation: Observation): FactRow {
  const { subject, type, vantage, outcome, conclusive, detail } = observation;
  checkKey('subject', subject);
  checkKey('type', type);
  checkKey('vantage', vantage);
  checkKey('outcome', outcome);
  const value = bounded(canonicalJson(observation.value), 'value');
  return {
    subject,
    type,
    vantage,
    outcome,
    conclusive,
    digest: Buffer.from(hash('sha256', `${outcome}\n${conclusive ? 1 : 0}\n${value}`).slice(0, 32), 'hex'),
    atMs: millisecondsOf(observation.at),
    value,
    detail: detail === undefined ? null : bounded(JSON.stringify(detail), 'detail'),
    addresses: addressesIn(type, observation.value),
  };
}

const MAX_KEY_CHARACTERS = 8_192;

function checkKey(name: string, text: string): void {
  if (text === '' || text.length > MAX_KEY_CHARACTERS || /\p{Cc}|\p{Cs}/u.test(text))
    throw new RangeError(`an observation has the ${name} ${JSON.stringify(text.slice(0, 80))}`);
}

function bounded(json: string, name: string): string {
  if (json.length <= MAX_VALUE_CHARACTERS) return json;
  throw new RangeError(`an observation has a ${name} of ${json.length} characters`);
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** @throws RangeError unless the text is RFC 3339 in UTC with milliseconds, as toISOString writes it. */
export function millisecondsOf(at: string): number {
  const ms = Date.parse(at);
  // Date.parse takes the 31st of any month for the day after its last; only the way back shows that.
  const isExact = TIME.test(at) && (at.slice(8, 10) <= '28' || new Date(ms || 0).toISOString() === at);
  if (Number.isNaN(ms) || !isExact)
    throw new RangeError(`${JSON.stringify(at)} is no time in UTC with milliseconds`);
  return ms;
}

/** Types whose records lead to addresses; the text of others (TXT, an error) may look like one and mean nothing. */
const ADDRESS_TYPES: readonly string[] = ['dns/A', 'dns/AAAA', 'dns/HTTPS', 'dns/SVCB'];

/** Addresses anywhere in the records of a DNS observation: alone, or as hints of service bindings (RFC 9460 §7.3). */
export function addressesIn(type: string, value: Json): readonly string[] {
  if (!ADDRESS_TYPES.includes(type)) return [];
  const found = new Set<string>();
  const collect = (part: Json | undefined): void => {
    if (typeof part === 'string') {
      const words = parseAddress(part);
      if (words) found.add(formatAddress(words));
    } else if (typeof part === 'object' && part !== null) Object.values(part).forEach(collect);
  };
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  collect(isObject ? (value as { readonly records?: Json }).records : value);
  return [...found];
}
