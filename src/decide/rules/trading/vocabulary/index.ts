/** All phrases of gate A in one matcher. Pages mix languages, so none is chosen beforehand. */
import { type Phrase, PhraseMatcher } from '../../../text/phrases.js';
import { jaDesk, koDesk, thDesk, zhHansDesk, zhHantDesk } from './desk-east.js';
import { enDesk, filDesk, hiDesk, kkDesk, msDesk, ruDesk } from './desk-west.js';
import { en } from './en.js';
import { fil } from './fil.js';
import { hi } from './hi.js';
import { ja } from './ja.js';
import { kk } from './kk.js';
import { ko } from './ko.js';
import { ms } from './ms.js';
import {
  jaNeighbours,
  koNeighbours,
  thNeighbours,
  zhHansNeighbours,
  zhHantNeighbours,
} from './neighbours-east.js';
import {
  enNeighbours,
  filNeighbours,
  hiNeighbours,
  kkNeighbours,
  msNeighbours,
  ruNeighbours,
} from './neighbours-west.js';
import { others } from './others.js';
import { ru } from './ru.js';
import type { Term, Vocabulary } from './terms.js';
import { TERMS } from './terms.js';
import { th } from './th.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

/** By language, as BCP 47; `mul` are several languages, with words of neighbours only. */
export const VOCABULARIES: Readonly<Record<string, Vocabulary>> = {
  'zh-Hans': { ...zhHans, ...zhHansDesk, ...zhHansNeighbours },
  'zh-Hant': { ...zhHant, ...zhHantDesk, ...zhHantNeighbours },
  en: { ...en, ...enDesk, ...enNeighbours },
  ko: { ...ko, ...koDesk, ...koNeighbours },
  ja: { ...ja, ...jaDesk, ...jaNeighbours },
  th: { ...th, ...thDesk, ...thNeighbours },
  ru: { ...ru, ...ruDesk, ...ruNeighbours },
  kk: { ...kk, ...kkDesk, ...kkNeighbours },
  hi: { ...hi, ...hiDesk, ...hiNeighbours },
  ms: { ...ms, ...msDesk, ...msNeighbours },
  fil: { ...fil, ...filDesk, ...filNeighbours },
  mul: others,
};

export interface TermTag {
  readonly term: Term;
  /** Same for a phrase that stands in several languages. */
  readonly phrase: string;
  /** From 0 without gaps, below {@link PHRASE_COUNT}. */
  readonly id: number;
}

export const TERM_PHRASES: readonly Phrase<TermTag>[] = [...allPhrases()];
export const PHRASE_COUNT = TERM_PHRASES.length;
export const termMatcher = new PhraseMatcher<TermTag>(TERM_PHRASES);

function* allPhrases(): Generator<Phrase<TermTag>> {
  const seen = new Set<string>();
  for (const vocabulary of Object.values(VOCABULARIES))
    for (const term of TERMS)
      for (const text of vocabulary[term]?.split('|') ?? []) {
        const phrase = text.trim();
        const key = `${term}|${phrase.toLowerCase()}`;
        if (phrase === '' || seen.has(key)) continue;
        seen.add(key);
        yield { text: phrase, tag: { term, phrase: phrase.toLowerCase(), id: seen.size - 1 } };
      }
}
