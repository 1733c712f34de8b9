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

/** The form in which text is searched and excerpts are cut: NFKC, lower case, without invisible joiners. */
export function foldText(text: string): string {
  return (isNormal(text) ? text : text.normalize('NFKC').replace(INVISIBLE, '')).toLowerCase();
}

/** Phrases that begin with one code unit. */
interface Group<Tag> {
  readonly alone: Compiled<Tag>[];
  /** Of two units, by the second. */
  readonly pairs: Map<number, Compiled<Tag>[]>;
  /** Longer ones, by the second and third. */
  readonly longer: Map<number, Compiled<Tag>[]>;
}

export class PhraseMatcher<Tag> {
  /** By first code unit the place in {@link #groups}, 0 for none: most text is passed over by this look alone. */
  readonly #first = new Uint16Array(65_536);
  /** 1 where a phrase may begin with the two code units that hash there. */
  readonly #heads = new Uint8Array(65_536);
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
    const { alone, pairs, longer } = this.#groups[place] as Group<Tag>;
    if (text.length === 1) {
      alone.push(compiled);
      for (let any = 0; any < 65_536; any++) this.#heads[headHash(unit, any)] = 1;
      return;
    }
    this.#heads[headHash(unit, text.charCodeAt(1))] = 1;
    const table = text.length === 2 ? pairs : longer;
    const key = text.length === 2 ? text.charCodeAt(1) : tailKey(text, 1);
    const known = table.get(key);
    if (known) known.push(compiled);
    else table.set(key, [compiled]);
  }

  /** All occurrences, in order of their start; overlapping ones too. @param folded made by {@link foldText} */
  hits(folded: string): Hit<Tag>[] {
    const found: Hit<Tag>[] = [];
    this.scan(folded, (tag, start, end) => found.push({ tag, start, end }));
    return found;
  }

  /** As {@link hits}, without making anything of them. */
  scan(folded: string, visit: (tag: Tag, start: number, end: number) => void): void {
    const length = folded.length;
    const first = this.#first;
    const heads = this.#heads;
    let inWord = false;
    for (let i = 0; i < length; i++) {
      const unit = folded.charCodeAt(i);
      const within = inWord;
      inWord = isWordUnit(unit);
      // Within a word no phrase can begin, and most letters stand within one.
      if (within && inWord) continue;
      const place = first[unit] as number;
      if (place === 0) continue;
      const next = i + 1 < length ? folded.charCodeAt(i + 1) : 0;
      if (heads[headHash(unit, next)] === 0) continue;
      const { alone, pairs, longer } = this.#groups[place] as Group<Tag>;
      if (i + 2 < length) visitMatches(longer.get(tailKey(folded, i + 1)), folded, i, visit);
      if (i + 1 < length) visitMatches(pairs.get(next), folded, i, visit);
      visitMatches(alone, folded, i, visit);
    }
  }
}

const newGroup = <Tag>(): Group<Tag> => ({ alone: [], pairs: new Map(), longer: new Map() });
const headHash = (first: number, second: number): number => (first * 31 + second) & 0xffff;
/** Two code units as a small integer; others may share it. */
const tailKey = (text: string, at: number): number => text.charCodeAt(at) * 131 + text.charCodeAt(at + 1);

function visitMatches<Tag>(
  phrases: readonly Compiled<Tag>[] | undefined,
  text: string,
  at: number,
  visit: (tag: Tag, start: number, end: number) => void,
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
