/**
 * The words of all rules on a page, found in one pass over its text: a pass costs the same for one vocabulary as for
 * all of them, and rules that each made their own were most of the time of an assessment.
 */
import type { Profile } from '../../model/registry/jurisdiction.js';
import type { PageReading, TextPlace } from '../reading.js';
import { type Phrase, PhraseMatcher } from '../text/phrases.js';
import { CLAIM_PHRASES } from './overseas/vocabulary.js';
import { PROMOTION_PHRASES, type PromotionWord } from './promotion/vocabulary.js';
import { CONTEXT_PHRASES, leadingPhrases, type Word } from './residents/words.js';
import { TERM_PHRASES, type TermTag } from './trading/vocabulary/index.js';

interface Vocabularies {
  readonly trading: TermTag;
  /** Words of gate C that rules start from, and those around them. */
  readonly leading: Word;
  readonly context: Word;
  readonly promotion: PromotionWord;
  readonly claims: 'claim';
}
type Name = keyof Vocabularies;

/** @param part place of the part among those of the page; offsets are those of its text */
type Visit<Tag> = (tag: Tag, part: number, start: number, end: number) => void;

/** Texts of links stand in the text, too, and configurations are read by few rules. */
const SHARED: ReadonlySet<TextPlace> = new Set(['title', 'description', 'text', 'image']);
/** Hits kept a page. Pages of more, which are made to have them, are searched anew for each rule. */
const MAX_KEPT = 20_000;
/** Numbers of a kept hit: tag, part, start, end. */
const FIELDS = 4;
const NAMES: readonly Name[] = ['trading', 'leading', 'context', 'promotion', 'claims'];

/** The words of one profile. */
class Lexicon {
  readonly #phrases: { readonly [N in Name]: readonly Phrase<Vocabularies[N]>[] };
  readonly #matchers = new Map<Name, PhraseMatcher<unknown>>();
  readonly #tags: { readonly vocabulary: number; readonly tag: unknown }[] = [];
  readonly #all: PhraseMatcher<number>;

  constructor(profile: Profile) {
    this.#phrases = {
      trading: TERM_PHRASES,
      leading: leadingPhrases(profile),
      context: CONTEXT_PHRASES,
      promotion: PROMOTION_PHRASES,
      claims: CLAIM_PHRASES,
    };
    this.#all = new PhraseMatcher(
      NAMES.flatMap((name, vocabulary) =>
        this.#phrases[name].map(({ text, tag }) => ({
          text,
          tag: this.#tags.push({ vocabulary, tag }) - 1,
        })),
      ),
    );
  }

  visit<N extends Name>(name: N, page: PageReading, visit: Visit<Vocabularies[N]>): void {
    const kept = page.memo.once(this, () => this.#search(page));
    if (kept === null) {
      this.#visitAnew(name, page, visit);
      return;
    }
    const hits = kept[NAMES.indexOf(name)] as readonly number[];
    for (let i = 0; i < hits.length; i += FIELDS) {
      const { tag } = this.#tags[hits[i] as number] as { tag: Vocabularies[N] };
      visit(tag, hits[i + 1] as number, hits[i + 2] as number, hits[i + 3] as number);
    }
  }

  /** By vocabulary; null where they are too many to keep. */
  #search({ parts }: PageReading): readonly number[][] | null {
    const hits: number[][] = NAMES.map(() => []);
    let count = 0;
    let part = 0;
    const add = (tag: number, start: number, end: number) => {
      if (++count > MAX_KEPT) return;
      const { vocabulary } = this.#tags[tag] as { vocabulary: number };
      (hits[vocabulary] as number[]).push(tag, part, start, end);
    };
    for (; part < parts.length && count <= MAX_KEPT; part++) {
      const { place, text } = parts[part] as PageReading['parts'][number];
      if (SHARED.has(place)) this.#all.scan(text, add);
    }
    return count > MAX_KEPT ? null : hits;
  }

  #visitAnew<N extends Name>(name: N, page: PageReading, visit: Visit<Vocabularies[N]>): void {
    const matcher = this.matcher(name);
    page.parts.forEach(({ place, text }, part) => {
      if (SHARED.has(place)) matcher.scan(text, (tag, start, end) => visit(tag, part, start, end));
    });
  }

  matcher<N extends Name>(name: N): PhraseMatcher<Vocabularies[N]> {
    const known = this.#matchers.get(name) as PhraseMatcher<Vocabularies[N]> | undefined;
    if (known) return known;
    const matcher = new PhraseMatcher<Vocabularies[N]>(this.#phrases[name]);
    this.#matchers.set(name, matcher);
    return matcher;
  }
}

/** A lexicon depends on nothing but the profile: keeping it changes no answer. */
const lexicons = new WeakMap<Profile, Lexicon>();

function lexiconOf(profile: Profile): Lexicon {
  let lexicon = lexicons.get(profile);
  if (!lexicon) {
    lexicon = new Lexicon(profile);
    lexicons.set(profile, lexicon);
  }
  return lexicon;
}

/** Visits the words of a vocabulary in the title, description, text and pictures of a page, in their order. */
export function visitWords<N extends Name>(
  name: N,
  page: PageReading,
  profile: Profile,
  visit: Visit<Vocabularies[N]>,
): void {
  lexiconOf(profile).visit(name, page, visit);
}

/** The matcher of one vocabulary, for what {@link visitWords} leaves out. */
export const wordMatcher = <N extends Name>(name: N, profile: Profile): PhraseMatcher<Vocabularies[N]> =>
  lexiconOf(profile).matcher(name);
