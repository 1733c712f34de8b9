/**
 * By what a platform shows that it serves the residents of a jurisdiction: words, hosts and services, all of it data of
 * the profile. Rules read them; none knows whose they are. Every list may be empty, and then its rule stays silent.
 */

/** The words for one payment rail, in every language and spelling in which platforms write it. */
export interface RailWords {
  /** One of the profile's payment rails. */
  readonly id: string;
  /** Words that name this rail and no other. */
  readonly terms: readonly string[];
  /** Words that many countries use (`bank card`): they count only beside the home currency, country or another rail. */
  readonly sharedTerms: readonly string[];
}

export interface ResidentSigns {
  /** The country's names as sentences have them, in the languages that platforms use. */
  readonly names: readonly string[];
  /** Words for those who live there. */
  readonly people: readonly string[];
  /** Longer words that hold one of the profile's words and mean something else; what they cover does not count. */
  readonly lookAlikes: readonly string[];
  readonly rails: readonly RailWords[];
  /** Names and signs of the home currencies besides their codes; none that another currency shares. */
  readonly currencyTerms: readonly string[];
  /** BCP 47 tags of languages that next to nobody but residents is addressed in. */
  readonly probativeLanguages: readonly string[];
  /** Another country has the same dialling code: it counts only beside a name of the country or of its people. */
  readonly diallingCodeShared: boolean;
  readonly identityDocuments: readonly string[];
  /** Words for documents of any country: they do not count where passport or driving licence are the alternatives. */
  readonly sharedIdentityDocuments: readonly string[];
  /** Hosts of the home app stores, with all below them. */
  readonly appStoreHosts: readonly string[];
  readonly appStoreTerms: readonly string[];
  /** `AccountMention.service` of messengers that residents use. */
  readonly messagingServices: readonly string[];
  readonly messagingTerms: readonly string[];
  /** Hosts of domestic measuring and delivery services, with all below them. */
  readonly infrastructureHosts: readonly string[];
  /** `AnalyticsId.service` of domestic measuring services. */
  readonly analyticsServices: readonly string[];
  /** Phrases that say that the service is reached from home directly. */
  readonly accessTerms: readonly string[];
}

/** Points from which a gate holds. Gate B has none: it is a verdict. */
export interface Thresholds {
  readonly trading: number;
  readonly residents: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = { trading: 5, residents: 5 };

export const NO_RESIDENT_SIGNS: ResidentSigns = {
  names: [],
  people: [],
  lookAlikes: [],
  rails: [],
  currencyTerms: [],
  probativeLanguages: [],
  diallingCodeShared: false,
  identityDocuments: [],
  sharedIdentityDocuments: [],
  appStoreHosts: [],
  appStoreTerms: [],
  messagingServices: [],
  messagingTerms: [],
  infrastructureHosts: [],
  analyticsServices: [],
  accessTerms: [],
};
