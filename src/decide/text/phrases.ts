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
  readonly wordStart: boolean;
  readonly wordEnd: boolean;
}

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** The form in which text is searched and excerpts are cut: NFKC, lower case, without invisible joiners. */
export function foldText(text: string): string {
  return (/[^\u0000-\u007f]/.test(text) ? text.normalize('NFKC').replace(INVISIBLE, '') : text).toLowerCase();
}

export class PhraseMatcher<Tag> {
  /** By first code unit the place in {@link #groups}, 0 for none: most text is passed over by this look alone. */
  readonly #first = new Uint16Array(65_536);
  /** Phrases of one first code unit by the second; those of a single unit under {@link ALONE}. */
  readonly #groups: Map<number, Compiled<Tag>[]>[] = [new Map()];

  constructor(phrases: Iterable<Phrase<Tag>>) {
    for (const phrase of phrases) {
      const compiled = compile(phrase);
      if (compiled.text !== '') this.#insert(compiled);
    }
  }

  #insert(compiled: Compiled<Tag>): void {
    const unit = compiled.text.charCodeAt(0);
    let place = this.#first[unit] as number;
    if (place === 0) {
      place = this.#groups.push(new Map()) - 1;
      this.#first[unit] = place;
    }
    const group = this.#groups[place] as Map<number, Compiled<Tag>[]>;
    const second = compiled.text.length > 1 ? compiled.text.charCodeAt(1) : ALONE;
    const known = group.get(second);
    if (known) known.push(compiled);
    else group.set(second, [compiled]);
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
    let inWord = false;
    for (let i = 0; i < length; i++) {
      const unit = folded.charCodeAt(i);
      const within = inWord;
      inWord = isWordUnit(unit);
      // Within a word no phrase can begin, and most letters stand within one.
      if (within && inWord) continue;
      const place = first[unit] as number;
      if (place === 0) continue;
      const group = this.#groups[place] as Map<number, Compiled<Tag>[]>;
      if (i + 1 < length) visitMatches(group.get(folded.charCodeAt(i + 1)), folded, i, visit);
      visitMatches(group.get(ALONE), folded, i, visit);
    }
  }
}

/** No code unit. */
const ALONE = -1;

function visitMatches<Tag>(
  phrases: readonly Compiled<Tag>[] | undefined,
  text: string,
  at: number,
  visit: (tag: Tag, start: number, end: number) => void,
): void {
  if (!phrases) return;
  for (const phrase of phrases) {
    if (!text.startsWith(phrase.text, at)) continue;
    const end = at + phrase.text.length;
    if (phrase.wordStart && at > 0 && isWordUnit(text.charCodeAt(at - 1))) continue;
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
    wordStart: isWordUnit(folded.charCodeAt(0)),
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
