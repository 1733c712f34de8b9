/** The part of a profile that says by what residents are served: `residents` and `thresholds`. */
import { nearestHint } from '../../model/nearest.js';
import {
  DEFAULT_THRESHOLDS,
  NO_RESIDENT_SIGNS,
  type RailWords,
  type ResidentSigns,
  type Thresholds,
} from '../../model/registry/residents.js';
import {
  anyName,
  flag,
  integer,
  languageTag,
  list,
  maybe,
  need,
  type Read,
  record,
  text,
  token,
} from '../fields.js';
import type { YamlValue } from '../yaml.js';

/** A single sign is no word in any script: it would be found everywhere. */
const MIN_TERM = 2;
const MAX_TERM = 60;
const CURRENCY_SIGN = /^\p{Sc}$/u;

/** A word or short phrase to look for in pages. */
const term: Read<string> = (value) => {
  const read = text(value);
  if (read === undefined) return undefined;
  const length = [...read].length;
  if ((length >= MIN_TERM && length <= MAX_TERM) || CURRENCY_SIGN.test(read)) return read;
  return value.report(
    `a term has ${MIN_TERM} to ${MAX_TERM} characters, not ${length}`,
    'give a word or a short phrase as pages write it',
  );
};
const terms = list(term);

const railRecord = record('a rail', {
  id: need(token),
  terms: maybe(terms),
  shared_terms: maybe(terms),
});
const rail: Read<RailWords> = (value) => {
  const read = railRecord(value);
  return read && { id: read.id, terms: read.terms ?? [], sharedTerms: read.shared_terms ?? [] };
};

const signs = record('the signs of residents', {
  names: maybe(terms),
  people: maybe(terms),
  look_alikes: maybe(terms),
  rails: maybe(list(rail)),
  currency_terms: maybe(terms),
  probative_languages: maybe(list(languageTag)),
  dialling_code_shared: maybe(flag),
  identity_documents: maybe(terms),
  shared_identity_documents: maybe(terms),
  app_store_hosts: maybe(list(anyName)),
  app_store_terms: maybe(terms),
  messaging_services: maybe(list(token)),
  messaging_terms: maybe(terms),
  infrastructure_hosts: maybe(list(anyName)),
  analytics_services: maybe(list(token)),
  access_terms: maybe(terms),
});

export const residentSigns: Read<ResidentSigns> = (value) => {
  const read = signs(value);
  if (!read) return undefined;
  const none = NO_RESIDENT_SIGNS;
  return {
    names: read.names ?? none.names,
    people: read.people ?? none.people,
    lookAlikes: read.look_alikes ?? none.lookAlikes,
    rails: read.rails ?? none.rails,
    currencyTerms: read.currency_terms ?? none.currencyTerms,
    probativeLanguages: read.probative_languages ?? none.probativeLanguages,
    diallingCodeShared: read.dialling_code_shared ?? none.diallingCodeShared,
    identityDocuments: read.identity_documents ?? none.identityDocuments,
    sharedIdentityDocuments: read.shared_identity_documents ?? none.sharedIdentityDocuments,
    appStoreHosts: read.app_store_hosts ?? none.appStoreHosts,
    appStoreTerms: read.app_store_terms ?? none.appStoreTerms,
    messagingServices: read.messaging_services ?? none.messagingServices,
    messagingTerms: read.messaging_terms ?? none.messagingTerms,
    infrastructureHosts: read.infrastructure_hosts ?? none.infrastructureHosts,
    analyticsServices: read.analytics_services ?? none.analyticsServices,
    accessTerms: read.access_terms ?? none.accessTerms,
  };
};

const thresholdRecord = record('the thresholds', {
  trading: maybe(integer(1, 30)),
  residents: maybe(integer(1, 30)),
});
export const thresholds: Read<Thresholds> = (value) => {
  const read = thresholdRecord(value);
  return read && { ...DEFAULT_THRESHOLDS, ...defined(read) };
};

const defined = <T extends object>(value: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>;
  }>;

/** Words for a rail that the profile does not have are a typing error: they would never be asked for. */
export function checkRails(root: YamlValue, known: readonly string[], read: ResidentSigns | undefined): void {
  const rails = root.get('residents')?.get('rails')?.items ?? [];
  read?.rails.forEach(({ id }, i) => {
    if (known.includes(id)) return;
    (rails[i]?.get('id') ?? root).report(
      `${id} is not among payment_rails`,
      nearestHint(id, known) ?? `add it to payment_rails, which has ${known.join(', ') || 'none'}`,
    );
  });
}
