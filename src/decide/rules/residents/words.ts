/** All words that gate C looks for under a profile: the languages' own and the profile's. */
import type { Profile } from '../../../model/registry/jurisdiction.js';
import { NO_RESIDENT_SIGNS } from '../../../model/registry/residents.js';
import type { Phrase } from '../../text/phrases.js';
import { VOCABULARIES } from './vocabulary/index.js';
import type { ResidentVocabulary } from './vocabulary/types.js';

type LanguageWord = Exclude<keyof ResidentVocabulary, 'language'>;
export type WordKind =
  | LanguageWord
  | 'name'
  | 'people'
  | 'lookAlike'
  | 'rail'
  | 'sharedRail'
  | 'code'
  | 'pairCode'
  | 'currencyTerm'
  | 'identity'
  | 'sharedIdentity'
  | 'storeTerm'
  | 'messagingTerm'
  | 'access';

export interface Word {
  readonly kind: WordKind;
  /** Primary language of the vocabulary; null for the profile's words. */
  readonly language: string | null;
  /** Rail or currency. */
  readonly id: string | null;
}

/** Coins that pairs are quoted for; more are not needed to see that a market quotes a currency. */
export const COINS: ReadonlySet<string> = new Set(
  'btc eth usdt usdc busd dai bnb xrp sol doge trx ltc ada ton bch etc eos dot link matic avax shib xlm xmr dash atom fil near apt sui op arb uni pepe fdusd tusd'.split(
    ' ',
  ),
);
const GLUED = ['btc', 'eth', 'usdt', 'usdc', 'xrp', 'trx'];
/** Words of payment in general: as ids of rails they name none. */
const GENERAL = new Set(
  'bank card cards transfer wire cash mobile money payment payments pay online wallet ussd account deposit'.split(
    ' ',
  ),
);

/** What the other words are read beside; most pages have nothing that asks for them. */
const LEADING: ReadonlySet<WordKind> = new Set(['noVpn', 'backup']);
export const isContext = (kind: WordKind): boolean => contextKinds.has(kind);

/** The words that rules start from: the profile's, and the languages' own leading ones. */
export const leadingPhrases = (profile: Profile): Phrase<Word>[] => [
  ...languageWords(true),
  ...profileWords(profile),
];

function* languageWords(leading: boolean): Generator<Phrase<Word>> {
  for (const { language, ...kinds } of VOCABULARIES)
    for (const [kind, phrases] of Object.entries(kinds) as [LanguageWord, readonly string[]][])
      if (LEADING.has(kind) === leading)
        for (const text of phrases) yield { text, tag: { kind, language, id: null } };
}

function* profileWords(profile: Profile): Generator<Phrase<Word>> {
  const { residents: signs = NO_RESIDENT_SIGNS } = profile;
  const say = function* (kind: WordKind, terms: readonly string[], id: string | null = null) {
    for (const text of terms.flatMap(spellings)) yield { text, tag: { kind, language: null, id } };
  };
  yield* say('name', signs.names.length > 0 ? signs.names : [profile.name]);
  yield* say('people', signs.people);
  yield* say('lookAlike', signs.lookAlikes);
  for (const { id, terms, sharedTerms } of signs.rails) {
    yield* say('rail', terms, id);
    yield* say('sharedRail', sharedTerms, id);
  }
  const described = new Set(signs.rails.map(({ id }) => id));
  for (const id of profile.paymentRails) if (!described.has(id)) yield* say('rail', namesOfRail(id), id);
  for (const currency of profile.currencies) {
    yield* say('code', [currency], currency);
    yield* say(
      'pairCode',
      GLUED.map((coin) => `${coin}${currency}`),
      currency,
    );
  }
  yield* say('currencyTerm', signs.currencyTerms);
  yield* say('identity', signs.identityDocuments);
  yield* say('sharedIdentity', signs.sharedIdentityDocuments);
  yield* say('storeTerm', signs.appStoreTerms);
  yield* say('messagingTerm', signs.messagingTerms);
  yield* say('access', signs.accessTerms);
}

/** `wechat pay` stands in file names and keys as `wechat_pay`, `wechat-pay` and `wechatpay`. */
function spellings(term: string): string[] {
  if (!/^[\w' -]+$/.test(term) || !/[ -]/.test(term)) return [term];
  return [...new Set([term, ...['_', '-', ' ', ''].map((joint) => term.replace(/[ -]+/g, joint))])];
}

/** A rail without words goes by its id, where that names something. */
const namesOfRail = (id: string): string[] =>
  id.split('-').every((part) => GENERAL.has(part)) ? [] : [id.replaceAll('-', ' ')];

/** The words around them; the same under every profile. */
export const CONTEXT_PHRASES: readonly Phrase<Word>[] = [...languageWords(false)];
const contextKinds: ReadonlySet<WordKind> = new Set(CONTEXT_PHRASES.map(({ tag }) => tag.kind));
