/**
 * Finds many phrases in text in one pass. Text and phrases are compared in NFKC and lower case, so that full-width
 * letters and capitals are no hiding place.
 */
import { PhraseTree } from './phrase-tree.js';

export interface Phrase<Tag> {
  /**
   * Plain text. In scripts that part words by spaces a phrase matches whole words; `*` at the end lets the last word
   * go on (`deposit*` finds `deposits`). Scripts without spaces match anywhere, and so does Hangul, whose words take
   * particles and grow together (`거래소` is found in `가상자산거래소에서`).
   */
  readonly text: string;
  readonly tag: Tag;
}

export interface Hit<Tag> {
  readonly tag: Tag;
  /** UTF-16 offsets into the folded text. */
  readonly start: number;
  readonly end: number;
}

interface Compiled<Tag> {
  readonly text: string;
  readonly tag: Tag;
  readonly wordEnd: boolean;
}

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * ASCII, Russian letters, kana, Han and Hangul syllables, each of which is its own NFKC. Marks and jamo that combine
 * with them (Unicode Standard Annex 15) lie elsewhere, and so does everything invisible.
 */
const NORMAL =
  /^[\u0000-\u007f\u0400-\u045f\u3001\u3002\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3]*$/;

/** Whether NFKC certainly leaves a text as it is; most text of pages, and looking is cheaper than normalizing. */
export const isNormal = (text: string): boolean => NORMAL.test(text);

/** Capitals among {@link NORMAL}: lowering a text without them would copy most of them for nothing. */
const CAPITAL = /[A-Z\u0400-\u042f]/;

/** The form in which text is searched and excerpts are cut: NFKC, lower case, without invisible joiners. */
export function foldText(text: string): string {
  if (!isNormal(text)) return text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase();
  return CAPITAL.test(text) ? text.toLowerCase() : text;
}

type Visit<Tag> = (tag: Tag, start: number, end: number) => void;

/** What may begin with the two units that hash there: a phrase of these two, or longer ones. */
const PAIR = 1;
const LONGER = 2;
const TWOS = 0xffff;
const THREES = 0x1ffff;

export class PhraseMatcher<Tag> {
  /** 1 for units that are phrases by themselves. */
  readonly #alone = new Uint8Array(65_536);
  /** By hash of two units what may begin with them; of three, 1 where a phrase may: most text is passed over by these. */
  readonly #twos = new Uint8Array(TWOS + 1);
  readonly #threes = new Uint8Array(THREES + 1);
  readonly #tree = new PhraseTree();
  /** Phrases by the node where they end. */
  readonly #ends: readonly (readonly Compiled<Tag>[])[];
  /** By node, the nearest one on the way to it where phrases end, 0 for none. */
  readonly #shorter: Int32Array;

  constructor(phrases: Iterable<Phrase<Tag>>) {
    const ends = new Map<number, Compiled<Tag>[]>();
    for (const phrase of phrases) {
      const compiled = compile(phrase);
      if (compiled.text === '') continue;
      this.#mark(compiled.text);
      const node = this.#tree.add(compiled.text);
      const known = ends.get(node);
      if (known) known.push(compiled);
      else ends.set(node, [compiled]);
    }
    const none: readonly Compiled<Tag>[] = [];
    this.#ends = Array.from({ length: this.#tree.size }, (_, node) => ends.get(node) ?? none);
    this.#shorter = this.#tree.nearest((node) => ends.has(node));
  }

  #mark(text: string): void {
    if (text.length === 1) this.#alone[text.charCodeAt(0)] = 1;
    else
      this.#twos[twoAt(text, 0) & TWOS] =
        (this.#twos[twoAt(text, 0) & TWOS] as number) | (text.length === 2 ? PAIR : LONGER);
    if (text.length > 2) this.#threes[threeAt(text, 0) & THREES] = 1;
  }

  /** All occurrences, in order of their start, the longest first; overlapping ones too. @param folded made by {@link foldText} */
  hits(folded: string): Hit<Tag>[] {
    const found: Hit<Tag>[] = [];
    this.scan(folded, (tag, start, end) => found.push({ tag, start, end }));
    return found;
  }

  /** As {@link hits}, without making anything of them. */
  scan(folded: string, visit: Visit<Tag>): void {
    const last = folded.length - 1;
    const twos = this.#twos;
    let inWord = false;
    for (let i = 0; i <= last; i++) {
      const unit = folded.charCodeAt(i);
      const within = inWord;
      inWord = isWordUnit(unit);
      // Within a word no phrase can begin, and most letters stand within one.
      if (within && inWord) continue;
      const bits = i < last ? (twos[twoAt(folded, i) & TWOS] as number) : 0;
      const mayBegin =
        (bits & PAIR) !== 0 ||
        (bits !== 0 && i + 1 < last && this.#threes[threeAt(folded, i) & THREES] === 1) ||
        this.#alone[unit] === 1;
      if (mayBegin) this.#visitAt(folded, i, visit);
    }
  }

  #visitAt(text: string, at: number, visit: Visit<Tag>): void {
    let longest = 0;
    let node = 0;
    for (let i = at; i < text.length; i++) {
      node = this.#tree.next(node, text.charCodeAt(i));
      if (node === 0) break;
      if ((this.#ends[node] as readonly Compiled<Tag>[]).length > 0) longest = node;
    }
    for (let end = longest; end !== 0; end = this.#shorter[end] as number)
      for (const phrase of this.#ends[end] as readonly Compiled<Tag>[]) {
        const until = at + phrase.text.length;
        if (phrase.wordEnd && until < text.length && isWordUnit(text.charCodeAt(until))) continue;
        visit(phrase.tag, at, until);
      }
  }
}

/** Two and three code units as a number; others may share it. */
const twoAt = (text: string, at: number): number => text.charCodeAt(at) * 131 + text.charCodeAt(at + 1);
const threeAt = (text: string, at: number): number => twoAt(text, at) * 31 + text.charCodeAt(at + 2);

function compile<Tag>({ text, tag }: Phrase<Tag>): Compiled<Tag> {
  const open = text.endsWith('*');
  const folded = foldText(open ? text.slice(0, -1) : text);
  return {
    text: folded,
    tag,
    wordEnd: !open && isWordUnit(folded.charCodeAt(folded.length - 1)),
  };
}

/**
 * Letters and digits of scripts that part words by spaces: Latin, Greek, Cyrillic, Devanagari and the like.
 * Han, kana and Thai run on without spaces; Hangul words take particles and form compounds.
 */
function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a);
  if (unit < 0x530) return unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7;
  return unit >= 0x900 && unit < 0x980;
}
