/**
 * How a language says what gate C looks for. A language is no jurisdiction: names of countries, rails and currencies
 * come from the profile, and sentences are put together from both.
 */
export interface ResidentVocabulary {
  /** BCP 47, primary language. */
  readonly language: string;
  /** Buying and selling of crypto-assets, by words that payment and shopping do not use. */
  readonly trade: readonly string[];
  /** Words of payment: only beside coins do they mean trading. */
  readonly money: readonly string[];
  readonly coins: readonly string[];
  /** Headings of fiat markets. */
  readonly fiat: readonly string[];
  /** Prices that are only shown in a currency: rates, converters, display settings. */
  readonly display: readonly string[];
  /** What follows is not the case. */
  readonly notBefore: readonly string[];
  /** What stands before is not the case. */
  readonly notAfter: readonly string[];
  readonly phone: readonly string[];
  /** The service is reached without a tunnel. */
  readonly noVpn: readonly string[];
  /** Further names of the service, for when the first is cut off. */
  readonly backup: readonly string[];
  readonly blocked: readonly string[];
  /** Documents that people of every country have. */
  readonly otherDocuments: readonly string[];
  /** Shuts out those whose country follows in the sentence. */
  readonly excludes: readonly string[];
  /** Shuts out those whose country stands before in the sentence. */
  readonly excluded: readonly string[];
  /** Headings of lists of countries that are not served. */
  readonly restricted: readonly string[];
  /** The platform leaves the country named in the sentence. */
  readonly exits: readonly string[];
  /** Journalists' words: somebody else is written about. */
  readonly reports: readonly string[];
}

/** Phrases from a text in which `|` parts them. */
export const words = (text: string): readonly string[] => text.split('|').map((word) => word.trim());
