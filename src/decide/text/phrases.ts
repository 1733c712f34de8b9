/** Finds many phrases in folded text in one pass. */
import { foldText } from './folding.js';
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

type Visit<Tag> = (tag: Tag, start: number, end: number) => void;

/** Of a unit: it is part of words; a phrase by itself; the first of longer ones. */
const IN_WORD = 1;
const ALONE = 2;
const BEGINS = 4;
/** What may begin with the two units that hash there: a phrase of these two, or longer ones. */
const PAIR = 1;
const LONGER = 2;
const TWOS = 0xffff;
const THREES = 0x1ffff;

/** {@link isWordUnit} of each unit, as bits. */
const WORD = Uint8Array.from({ length: 65_536 }, (_, unit) => (isWordUnit(unit) ? IN_WORD : 0));

export class PhraseMatcher<Tag> {
  /** By unit: {@link IN_WORD}, and what may begin with it. */
  readonly #units = Uint8Array.from(WORD);
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
    const first = text.charCodeAt(0);
    this.#units[first] = (this.#units[first] as number) | (text.length === 1 ? ALONE : BEGINS);
    if (text.length > 1)
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
    const { length } = folded;
    if (length === 0) return;
    const [units, twos, threes] = [this.#units, this.#twos, this.#threes];
    // Looking into a string costs more than all else here, so each unit is taken once. Past the end stands 0, with
    // which no phrase goes on.
    let next = folded.charCodeAt(0);
    let second = length > 1 ? folded.charCodeAt(1) : 0;
    let inWord = 0;
    for (let i = 0; i < length; i++) {
      const unit = next;
      next = second;
      second = i + 2 < length ? folded.charCodeAt(i + 2) : 0;
      const within = inWord;
      const kind = units[unit] as number;
      inWord = kind & IN_WORD;
      // Within a word no phrase can begin, and most letters stand within one.
      if ((within & inWord) !== 0 || kind <= IN_WORD) continue;
      const two = unit * 131 + next;
      const bits = twos[two & TWOS] as number;
      const mayBegin =
        (bits & PAIR) !== 0 ||
        (bits !== 0 && threes[(two * 31 + second) & THREES] === 1) ||
        (kind & ALONE) !== 0;
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
