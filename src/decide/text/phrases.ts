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
  /** 1 where a phrase begins with the code unit, 2 where one is no longer than it: most text ends at this look. */
  readonly #first = new Uint8Array(65_536);
  readonly #byHead = new Map<number, Compiled<Tag>[]>();

  constructor(phrases: Iterable<Phrase<Tag>>) {
    for (const phrase of phrases) {
      const compiled = compile(phrase);
      if (compiled.text === '') continue;
      this.#first[compiled.text.charCodeAt(0)] =
        compiled.text.length === 1 ? 2 : this.#first[compiled.text.charCodeAt(0)] || 1;
      const key = headKey(compiled.text, 0, compiled.text.length);
      const known = this.#byHead.get(key);
      if (known) known.push(compiled);
      else this.#byHead.set(key, [compiled]);
    }
  }

  /** All occurrences, in order of their start; overlapping ones too. @param folded made by {@link foldText} */
  hits(folded: string): Hit<Tag>[] {
    const found: Hit<Tag>[] = [];
    const length = folded.length;
    let inWord = false;
    for (let i = 0; i < length; i++) {
      const unit = folded.charCodeAt(i);
      const within = inWord;
      inWord = isWordUnit(unit);
      // Within a word no phrase can begin, and most letters stand within one.
      if (within && inWord) continue;
      const kind = this.#first[unit];
      if (kind === 0) continue;
      this.#at(folded, i, headKey(folded, i, length), found);
      if (kind === 2) this.#at(folded, i, folded.charCodeAt(i), found);
    }
    return found;
  }

  #at(text: string, at: number, key: number, found: Hit<Tag>[]): void {
    const phrases = this.#byHead.get(key);
    if (!phrases) return;
    for (const phrase of phrases) {
      if (!text.startsWith(phrase.text, at)) continue;
      const end = at + phrase.text.length;
      if (phrase.wordStart && at > 0 && isWordUnit(text.charCodeAt(at - 1))) continue;
      if (phrase.wordEnd && end < text.length && isWordUnit(text.charCodeAt(end))) continue;
      found.push({ tag: phrase.tag, start: at, end });
    }
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

/** The first two code units as one number; the first alone for a phrase of one. */
function headKey(text: string, at: number, length: number): number {
  return text.charCodeAt(at) + (at + 1 < length ? text.charCodeAt(at + 1) * 65_536 : 0);
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
