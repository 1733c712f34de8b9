/** Countries alone, for a million addresses at a time: columns instead of an object for each. */
import type { CountryCode } from '../../model/registry/platform.js';
import type { GeoDatabase } from './database.js';
import { readCountry } from './layouts.js';
import { addressWords } from './locate.js';
import type { MmdbBulkReader } from './mmdb-reader.js';

export interface CountryColumn {
  /** Different countries, null (not known) first. */
  readonly countries: readonly (CountryCode | null)[];
  /** For each address its place in `countries`. */
  readonly rows: Uint16Array;
}

/**
 * @param database opened for many look-ups
 * @param addresses text as for `locate`; what is no address is not known
 * @throws CordonError 'config' where a record cannot be read
 */
export function bulkCountries(database: GeoDatabase, addresses: readonly string[]): CountryColumn {
  const { bulk } = database;
  if (!bulk) throw new Error(`the database ${database.identity.id} was opened for few look-ups`);
  const countries: (CountryCode | null)[] = [null];
  /** Place in `countries` for each slot of the reader that came up. */
  const placeOfSlot: number[] = [];
  const rows = new Uint16Array(addresses.length);
  return database.guard(() => {
    for (let i = 0; i < addresses.length; i++) {
      const slot = slotOf(bulk, addresses[i] as string);
      rows[i] = placeOfSlot[slot] ??= placeOf(readCountry(bulk.recordAt(slot))?.country ?? null, countries);
    }
    return { countries, rows };
  });
}

function placeOf(country: CountryCode | null, countries: (CountryCode | null)[]): number {
  const found = countries.indexOf(country);
  return found >= 0 ? found : countries.push(country) - 1;
}

function slotOf(reader: MmdbBulkReader, text: string): number {
  const word = dottedQuad(text);
  if (word >= 0) return reader.slotOf4(word);
  const words = addressWords(text);
  if (!words) return 0;
  return words.length === 1 ? reader.slotOf4(words[0] as number) : reader.slotOf6(words);
}

/** The word of an IPv4 address in the strict form of `parseAddress`; -1 for any other text. */
export function dottedQuad(text: string): number {
  let word = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x2e) {
      if (digits === 0 || ++dots > 3) return -1;
      word = word * 256 + octet;
      octet = 0;
      digits = 0;
    } else {
      if (code < 0x30 || code > 0x39 || (digits > 0 && octet === 0)) return -1;
      octet = octet * 10 + code - 0x30;
      if (octet > 255) return -1;
      digits++;
    }
  }
  return dots === 3 && digits > 0 ? word * 256 + octet : -1;
}
