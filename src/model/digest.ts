import { hash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical-json.js';

/** Lower-case hex SHA-256 (FIPS 180-4), 64 characters. Text is taken as UTF-8. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** Digest of a value by its canonical JSON. */
export function digestOf(value: Json): string {
  return sha256(canonicalJson(value));
}
