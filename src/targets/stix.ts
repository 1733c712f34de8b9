/** Parts of STIX 2.1 (OASIS Standard, 10 June 2021): identifiers, times, patterns. Section numbers are its own. */
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../model/canonical-json.js';

/** §2.9: the namespace of observables, for which equal ids mean equal things whoever writes them. */
const OBSERVABLES = '00abedb4-aa42-466c-9c01-fed23315a9b7';
/** §2.9 forbids that namespace for all other objects. This one is Cordon's, drawn at random once. */
const OBJECTS = '5b1a6f0e-7c5e-4d0b-9a39-3f6a1d0c84e2';

export type StixObject = { readonly type: string; readonly id: string } & {
  readonly [property: string]: Json | undefined;
};

/** UUID version 5 (RFC 9562 §5.5), lower case. @param namespace a UUID */
export function uuid5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name);
  const bytes = hash.digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** An observable whose given properties are all ID Contributing Properties (§6). */
export function observable(type: string, properties: { readonly [name: string]: string }): StixObject {
  const id = `${type}--${uuid5(OBSERVABLES, canonicalJson(properties))}`;
  return { type, spec_version: '2.1', id, ...properties };
}

/** The identifier of any other object, from what makes it this one and no other. */
export const objectId = (type: string, key: readonly string[]): string =>
  `${type}--${uuid5(OBJECTS, canonicalJson([type, ...key]))}`;

/** §3.2: created and modified have milliseconds. @param time RFC 3339 */
export const stixTime = (time: string): string => new Date(time).toISOString();

/** A comparison of equality in a pattern (§9): strings escape the backslash and the quote. */
export const equals = (path: string, value: string): string =>
  `${path} = '${value.replace(/[\\']/g, '\\$&')}'`;
