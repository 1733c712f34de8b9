/**
 * Readers from YAML nodes to checked values. A reader returns undefined after it has noted what is wrong; nobody uses
 * values of a file with problems, so one pass finds all of them.
 */
import { isIsoDate, isPartialDate } from '../model/dates.js';
import { type Host, parseHost, parseHostSyntax, parseSite, quote } from '../model/names/host.js';
import { nearestHint } from '../model/nearest.js';
import { type Prefix, parsePrefix } from '../model/prefixes/prefix.js';
import type { IsoDate, PartialDate } from '../model/registry/platform.js';
import type { Result } from '../model/result.js';
import type { YamlValue } from './yaml.js';

export type Read<T> = (value: YamlValue) => T | undefined;

export interface Field<T, Needed extends boolean = boolean> {
  readonly read: Read<T>;
  readonly needed: Needed;
}

export const need = <T>(read: Read<T>): Field<T, true> => ({ read, needed: true });
export const maybe = <T>(read: Read<T>): Field<T, false> => ({ read, needed: false });

type Fields = Readonly<Record<string, Field<unknown>>>;
export type RecordOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T, infer Needed>
    ? Needed extends true
      ? T
      : T | undefined
    : never;
};

/** A map with exactly these fields. @param what in messages: `a site` */
export function record<F extends Fields>(what: string, fields: F): Read<RecordOf<F>> {
  return (value) => {
    const { entries } = value;
    if (!entries)
      return value.report(
        `${what} is a map of fields, not ${value.kind}`,
        `fields: ${Object.keys(fields).join(', ')}`,
      );
    const out: Record<string, unknown> = {};
    let whole = true;
    for (const { key, at, value: held } of entries) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!field) {
        at.report(
          `${what} has no field ${quote(key)}`,
          nearestHint(key, Object.keys(fields)) ?? `fields: ${Object.keys(fields).join(', ')}`,
        );
        continue;
      }
      out[key] =
        held.scalar === null
          ? at.report(`${key} has no value`, 'leave the field out, or give it a value')
          : field.read(held);
      if (out[key] === undefined) whole = false;
    }
    const given = new Set(entries.map(({ key }) => key));
    for (const [name, field] of Object.entries(fields)) {
      if (!field.needed || given.has(name)) continue;
      value.report(`${what} has no ${name}`, `add ${name}: …`);
      whole = false;
    }
    return whole ? (out as RecordOf<F>) : undefined;
  };
}

/** A list; elements that could not be read are left out after their problem was noted. */
export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value) => {
    const { items } = value;
    if (!items)
      return value.report(`a list is wanted, not ${value.kind}`, 'write [a, b], or one - item a line');
    return items.map(read).filter((item) => item !== undefined);
  };
}

/** Text in one paragraph, without control characters or marks that turn the direction of what follows. */
export const text: Read<string> = (value) => {
  const { scalar } = value;
  if (typeof scalar !== 'string') {
    const hint =
      scalar === undefined || scalar === null ? undefined : `put it in quotes: "${String(scalar)}"`;
    return value.report(`text is wanted, not ${value.kind}`, hint ?? 'write a single value');
  }
  const trimmed = scalar.trim();
  if (trimmed === '') return value.report('the text is empty', 'leave the field out, or give it a value');
  if (/[\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u.test(trimmed))
    return value.report(
      `${quote(trimmed)} holds a control character or a line break`,
      'write it as one paragraph of plain text (>- folds lines)',
    );
  return trimmed;
};

/** Text of a stated form. @param what in messages: `an ISO 3166-1 code, e.g. SG` */
export function pattern(form: RegExp, what: string): Read<string> {
  return (value) => {
    const read = rawText(value);
    if (read === undefined || form.test(read)) return read;
    return value.report(`${quote(read)} is not ${what}`, `write ${what}`);
  };
}

export function oneOf<const T extends string>(known: readonly T[]): Read<T> {
  return (value) => {
    const read = rawText(value);
    if (read === undefined || (known as readonly string[]).includes(read)) return read as T | undefined;
    return value.report(
      `${quote(read)} is not one of ${known.join(', ')}`,
      nearestHint(read, known) ?? `write one of ${known.join(', ')}`,
    );
  };
}

/** A whole number within bounds, both included. */
export function integer(min: number, max: number): Read<number> {
  return (value) => {
    const { scalar } = value;
    if (typeof scalar === 'number' && Number.isInteger(scalar) && scalar >= min && scalar <= max)
      return scalar;
    return value.report(`a whole number from ${min} to ${max} is wanted`, 'write digits without quotes');
  };
}

/** A number within bounds, both included. */
export function number(min: number, max: number): Read<number> {
  return (value) => {
    const { scalar } = value;
    if (typeof scalar === 'number' && scalar >= min && scalar <= max) return scalar;
    return value.report(`a number from ${min} to ${max} is wanted`, 'write it without quotes, e.g. 0.1');
  };
}

export const flag: Read<boolean> = (value) =>
  typeof value.scalar === 'boolean'
    ? value.scalar
    : value.report(`true or false is wanted, not ${value.kind}`, 'write true or false');

export const isoDate: Read<IsoDate> = (value) => dateOf(value, isIsoDate, 'a date as YYYY-MM-DD');
export const partialDate: Read<PartialDate> = (value) =>
  dateOf(value, isPartialDate, 'a date as YYYY-MM-DD, or YYYY-MM where the day is not known');

function dateOf(value: YamlValue, test: (text: string) => boolean, what: string): string | undefined {
  const read = rawText(value);
  if (read === undefined || test(read)) return read;
  return value.report(`${quote(read)} is not ${what}`, 'give a day that the calendar has, from 1900 to 2199');
}

/** A value that passes one of the model's gates. */
function gated<T>(
  gate: (raw: string) => Result<T, { readonly message: string; readonly hint?: string | undefined }>,
): Read<T> {
  return (value) => {
    const read = rawText(value);
    if (read === undefined) return undefined;
    const checked = gate(read);
    return checked.ok
      ? checked.value
      : value.report(checked.problem.message, checked.problem.hint ?? 'give a name as the DNS has it');
  };
}

/** A host that may be listed. */
export const hostName: Read<Host> = gated(parseHost);
/** A registrable domain. */
export const siteName: Read<Host> = gated(parseSite);
/** Any host name, public suffixes too: for what is protected. */
export const anyName: Read<Host> = gated(parseHostSyntax);
export const prefix: Read<Prefix> = gated(parsePrefix);

/** What an http(s) URL may hold without being escaped (RFC 3986 §2), so that it is safe to print anywhere. */
export const url: Read<string> = pattern(
  /^https?:\/\/[\w.~:/?#[\]@!$&()*+,;=%-]+$/,
  'an http or https URL, with all else escaped',
);

/** Short lower-case word: ids, roles, states. */
export const token: Read<string> = pattern(
  /^[a-z0-9][a-z0-9._-]{0,63}$/,
  'lower-case letters, digits, ., _ and -, at most 64 of them',
);
export const countryCode: Read<string> = pattern(
  /^[A-Z]{2}$/,
  'a country code of ISO 3166-1 in upper case, e.g. SG',
);
export const languageTag: Read<string> = pattern(
  /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/,
  'a language tag of BCP 47, e.g. zh-Hans',
);
export const currencyCode: Read<string> = pattern(
  /^[A-Z]{3}$/,
  'a currency code of ISO 4217 in upper case, e.g. EUR',
);

/** Text as it stands, for forms and gates that judge every character themselves. */
function rawText(value: YamlValue): string | undefined {
  return typeof value.scalar === 'string' ? value.scalar : text(value);
}
