/** lists/profiles/<id>.yaml: a jurisdiction as data. id, name and home are enough. */
import type { Profile, SelectionCondition, SelectionRule } from '../../model/registry/jurisdiction.js';
import {
  countryCode,
  currencyCode,
  integer,
  languageTag,
  list,
  maybe,
  need,
  oneOf,
  pattern,
  type Read,
  record,
  text,
  token,
} from '../fields.js';
import type { YamlValue } from '../yaml.js';
import { checkRails, residentSigns, thresholds } from './read-residents.js';
import { fileId, type Reading } from './reading.js';

const diallingCode = pattern(/^\+[1-9]\d{0,6}$/, 'a calling code of E.164 with +, e.g. "+44"');

export function readProfile(path: string, root: YamlValue, reading: Reading): Profile | undefined {
  const read = record('a profile', {
    id: need(fileId(path)),
    name: need(text),
    home: need(countryCode),
    languages: maybe(list(languageTag)),
    currencies: maybe(list(currencyCode)),
    payment_rails: maybe(list(token)),
    dialling_code: maybe(diallingCode),
    licensed: maybe(list(reading.ref('platform'))),
    legal_basis: maybe(text),
    notice_text: maybe(text),
    review_days: maybe(integer(1, 3650)),
    site_window_months: maybe(integer(1, 600)),
    selection: maybe(selection),
    residents: maybe(residentSigns),
    thresholds: maybe(thresholds),
  })(root);
  if (!read) return undefined;
  checkRails(root, read.payment_rails ?? [], read.residents);
  return {
    id: read.id,
    name: read.name,
    home: read.home,
    languages: read.languages ?? [],
    currencies: read.currencies ?? [],
    paymentRails: read.payment_rails ?? [],
    diallingCode: read.dialling_code ?? '',
    licensed: read.licensed ?? [],
    legalBasis: read.legal_basis ?? '',
    noticeText: read.notice_text ?? '',
    reviewDays: read.review_days ?? 90,
    siteWindowMonths: read.site_window_months ?? 24,
    selection: read.selection,
    ...(read.residents && { residents: read.residents }),
    ...(read.thresholds && { thresholds: read.thresholds }),
  };
}

const selection: Read<SelectionRule> = (value) => {
  const read = record('a selection', {
    id: need(token),
    statement: need(text),
    window_months: need(integer(1, 600)),
    any_of: need(list(condition)),
  })(value);
  if (!read) return undefined;
  return { id: read.id, statement: read.statement, windowMonths: read.window_months, anyOf: read.any_of };
};

const KINDS = ['access-list', 'fiat-market', 'operator'] as const;
const accessList = record('an access-list condition', { kind: need(text), list: need(token) });
const fiatMarket = record('a fiat-market condition', { kind: need(text), currency: need(currencyCode) });
const operator = record('an operator condition', { kind: need(text), countries: need(list(countryCode)) });

function condition(value: YamlValue): SelectionCondition | undefined {
  const kindAt = value.get('kind');
  if (!kindAt) return value.report('a condition has no kind', `add kind: ${KINDS.join(' or ')}`);
  const kind = oneOf(KINDS)(kindAt);
  switch (kind) {
    case 'access-list': {
      const read = accessList(value);
      return read && { kind, list: read.list };
    }
    case 'fiat-market': {
      const read = fiatMarket(value);
      return read && { kind, currency: read.currency };
    }
    case 'operator': {
      const read = operator(value);
      return read && { kind, countries: read.countries };
    }
    case undefined:
      return undefined;
  }
}
