/**
 * Finds many phrases in text in one pass. Text and phrases are compared in NFKC and lower case, so that full-width
 * letters and capitals are no hiding place.
 */
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

/** Phrases that begin with one code unit, by their length and the units that follow it. */
interface Group<Tag> {
  readonly alone: Compiled<Tag>[];
  readonly pairs: Map<number, Compiled<Tag>[]>;
  readonly triples: Map<number, Compiled<Tag>[]>;
  /** Of four units and more, by the second to the fourth. */
  readonly longer: Map<number, Compiled<Tag>[]>;
}

type Visit<Tag> = (tag: Tag, start: number, end: number) => void;

/** Bits of the tables that are looked at first: what may begin with the units that hash there. */
const PAIR = 1;
const TRIPLE = 2;
const LONGER = 4;

export class PhraseMatcher<Tag> {
  /** By first code unit the place in {@link #groups}, 0 for none: most text is passed over by this look alone. */
  readonly #first = new Uint16Array(65_536);
  /** By hash of two and of three code units, bits of what may begin with them. */
  readonly #twos = new Uint8Array(65_536);
  readonly #threes = new Uint8Array(65_536);
  readonly #groups: Group<Tag>[] = [newGroup()];

  constructor(phrases: Iterable<Phrase<Tag>>) {
    for (const phrase of phrases) {
      const compiled = compile(phrase);
      if (compiled.text !== '') this.#insert(compiled);
    }
  }

  #insert(compiled: Compiled<Tag>): void {
    const { text } = compiled;
    const unit = text.charCodeAt(0);
    let place = this.#first[unit] as number;
    if (place === 0) {
      place = this.#groups.push(newGroup()) - 1;
      this.#first[unit] = place;
    }
    const { alone, pairs, triples, longer } = this.#groups[place] as Group<Tag>;
    if (text.length === 1) alone.push(compiled);
    else if (text.length === 2) put(pairs, text.charCodeAt(1), compiled);
    else if (text.length === 3) put(triples, twoAt(text, 1), compiled);
    else put(longer, threeAt(text, 1), compiled);
    if (text.length === 1) return;
    const bit = text.length === 2 ? PAIR : text.length === 3 ? TRIPLE : LONGER;
    mark(this.#twos, twoAt(text, 0), bit);
    if (text.length > 2) mark(this.#threes, threeAt(text, 0), bit);
  }

  /** All occurrences, in order of their start; overlapping ones too. @param folded made by {@link foldText} */
  hits(folded: string): Hit<Tag>[] {
    const found: Hit<Tag>[] = [];
    this.scan(folded, (tag, start, end) => found.push({ tag, start, end }));
    return found;
  }

  /** As {@link hits}, without making anything of them. */
  scan(folded: string, visit: Visit<Tag>): void {
    const length = folded.length;
    const first = this.#first;
    const twos = this.#twos;
    let inWord = false;
    for (let i = 0; i < length; i++) {
      const unit = folded.charCodeAt(i);
      const within = inWord;
      inWord = isWordUnit(unit);
      // Within a word no phrase can begin, and most letters stand within one.
      if (within && inWord) continue;
      const place = first[unit] as number;
      if (place === 0) continue;
      const group = this.#groups[place] as Group<Tag>;
      const bits = i + 1 < length ? (twos[twoAt(folded, i) & MASK] as number) : 0;
      if (bits !== 0) this.#visitLonger(group, folded, i, bits, visit);
      if (group.alone.length > 0) visitMatches(group.alone, folded, i, visit);
    }
  }

  #visitLonger(
    { pairs, triples, longer }: Group<Tag>,
    text: string,
    at: number,
    bits: number,
    visit: Visit<Tag>,
  ): void {
    const room = text.length - at;
    const more = bits > PAIR && room > 2 ? (this.#threes[threeAt(text, at) & MASK] as number) : 0;
    if ((more & LONGER) !== 0 && room > 3) visitMatches(longer.get(threeAt(text, at + 1)), text, at, visit);
    if ((more & TRIPLE) !== 0) visitMatches(triples.get(twoAt(text, at + 1)), text, at, visit);
    if ((bits & PAIR) !== 0) visitMatches(pairs.get(text.charCodeAt(at + 1)), text, at, visit);
  }
}

const newGroup = <Tag>(): Group<Tag> => ({
  alone: [],
  pairs: new Map(),
  triples: new Map(),
  longer: new Map(),
});

function put<Value>(table: Map<number, Value[]>, key: number, value: Value): void {
  const known = table.get(key);
  if (known) known.push(value);
  else table.set(key, [value]);
}

const MASK = 0xffff;
function mark(table: Uint8Array, key: number, bit: number): void {
  table[key & MASK] = (table[key & MASK] as number) | bit;
}

/** Two and three code units as a small integer; others may share it, so what is found is compared as a whole. */
const twoAt = (text: string, at: number): number => text.charCodeAt(at) * 131 + text.charCodeAt(at + 1);
const threeAt = (text: string, at: number): number =>
  (twoAt(text, at) * 31 + text.charCodeAt(at + 2)) & 0x3fffffff;

function visitMatches<Tag>(
  phrases: readonly Compiled<Tag>[] | undefined,
  text: string,
  at: number,
  visit: Visit<Tag>,
): void {
  if (!phrases) return;
  for (const phrase of phrases) {
    const wanted = phrase.text;
    const end = at + wanted.length;
    let i = 1;
    while (i < wanted.length && text.charCodeAt(at + i) === wanted.charCodeAt(i)) i++;
    if (i < wanted.length) continue;
    if (phrase.wordEnd && end < text.length && isWordUnit(text.charCodeAt(end))) continue;
    visit(phrase.tag, at, end);
  }
}

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
