/**
 * Where the publishers of databases keep the country and the origin AS: MaxMind's GeoLite2 and GeoIP2 (Country,
 * City, Enterprise, ASN, ISP; DB-IP's own files have the same fields), and the flat fields of ip-location-db.
 */
import type { CountryCode } from '../../model/registry/platform.js';
import type { MmdbValue } from './mmdb-data.js';
import { fieldsOf } from './mmdb-file.js';

export interface CountryReading {
  /** ISO 3166-1 alpha-2, or `EU`. */
  readonly country: CountryCode;
  /** `registered`: only where the block is registered is known, not where it is used. */
  readonly basis: 'used' | 'registered';
}

export interface OriginAs {
  /** RFC 6793: 32 bits. */
  readonly number: number;
  readonly organisation?: string | undefined;
}

/** Null where the record names no country. */
export function readCountry(record: MmdbValue | null): CountryReading | null {
  const fields = fieldsOf(record ?? undefined);
  const used = countryCode(fields.country_code) ?? countryCode(fieldsOf(fields.country).iso_code);
  if (used) return { country: used, basis: 'used' };
  const registered = countryCode(fieldsOf(fields.registered_country).iso_code);
  return registered ? { country: registered, basis: 'registered' } : null;
}

/** Null where the record names no AS. AS 0 means "not announced" (RFC 7607). */
export function readOriginAs(record: MmdbValue | null): OriginAs | null {
  const fields = fieldsOf(record ?? undefined);
  const number = asNumber(fields.autonomous_system_number ?? fields.as_number ?? fields.asn);
  if (number === null) return null;
  const organisation = fields.autonomous_system_organization ?? fields.as_organization ?? fields.as_name;
  return typeof organisation === 'string' && organisation !== '' ? { number, organisation } : { number };
}

/** `ZZ` is the code for "unknown" (ISO 3166-1 user-assigned, as CLDR uses it). */
function countryCode(value: MmdbValue | undefined): CountryCode | null {
  if (typeof value !== 'string' || !/^[A-Z]{2}$/.test(value) || value === 'ZZ') return null;
  return value;
}

function asNumber(value: MmdbValue | undefined): number | null {
  const number = typeof value === 'string' ? Number(/^(?:AS)?(\d{1,10})$/.exec(value)?.[1] ?? 0) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 2 ** 32
    ? number
    : null;
}
