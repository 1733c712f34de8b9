/**
 * One text for one value: JSON with sorted keys and no white space, as RFC 8785 (JCS) fixes it. Digests and line
 * by line comparison rest on it. Fields that are undefined are left out.
 */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** @throws RangeError for NaN and the infinities, which JSON cannot say (RFC 8785 §3.2.2.3). */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} in JSON`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let text = '';
  if (isArray(value)) {
    for (const item of value) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Canonical order, laid out for people: two spaces of indent and a final line feed. */
export function prettyJson(value: Json): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n`;
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
