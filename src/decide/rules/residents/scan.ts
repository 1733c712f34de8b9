/** The words of gate C on the pages of a platform, with the questions that rules ask about what stands around them. */
import type { Profile } from '../../../model/registry/jurisdiction.js';
import type { PageReading, PlatformReading, TextPart, TextPlace } from '../../reading.js';
import type { Hit } from '../../text/phrases.js';
import { visitWords, wordMatcher } from '../page-words.js';
import { isContext, type Word, type WordKind } from './words.js';

export interface Mark extends Word {
  readonly part: number;
  /** UTF-16 offsets into the part's text. */
  readonly start: number;
  readonly end: number;
  /** Place of the start and end on the page, so that distances count across blocks. */
  readonly at: number;
  readonly until: number;
}

export interface Reach {
  readonly before: number;
  readonly after: number;
}

/** Between parts of one place: neighbours stand near each other. */
const PART_GAP = 4;
/** Between text, links, pictures and each configuration: nothing reaches over. */
const PLACE_GAP = 10_000;
/** Words of a part beyond this say nothing new; pages choose how many they have. */
const MAX_MARKS = 5_000;
const NEWS_PATH = /(?:^|\/)(?:news|press|media|flash|newsflash|articles?-news|headlines?)(?:\/|$)/;
const NO_MARKS: readonly Mark[] = [];

export class PageScan {
  readonly page: PageReading;
  readonly #marks = new Map<WordKind, Mark[]>();
  readonly #bases: number[] = [];

  readonly #profile: Profile;
  #hasContext = false;

  constructor(page: PageReading, profile: Profile) {
    this.page = page;
    this.#profile = profile;
    let base = 0;
    let place: TextPlace = 'title';
    for (const part of page.parts) {
      if (part.place !== place || part.place === 'config') base += PLACE_GAP;
      place = part.place;
      this.#bases.push(base);
      base += part.text.length + PART_GAP;
    }
    this.#find('leading');
  }

  /** Texts of links stand in the text, too. */
  #find(vocabulary: 'leading' | 'context'): void {
    let count = 0;
    let current = 0;
    let hits: Hit<Word>[] = [];
    const keep = () => {
      if (hits.length === 0) return;
      if (count < MAX_MARKS) count += this.#keep(current, withoutLookAlikes(hits));
      hits = [];
    };
    visitWords(vocabulary, this.page, this.#profile, (tag, part, start, end) => {
      if (part !== current) keep();
      current = part;
      hits.push({ tag, start, end });
    });
    keep();
    this.page.parts.forEach(({ place, text }, part) => {
      if (place !== 'config' || count >= MAX_MARKS) return;
      count += this.#keep(part, withoutLookAlikes(wordMatcher(vocabulary, this.#profile).hits(text)));
    });
  }

  /** @returns how many */
  #keep(part: number, hits: readonly Hit<Word>[]): number {
    const base = this.baseOf(part);
    for (const { tag, start, end } of hits) {
      const { kind, language, id } = tag;
      const mark = { kind, language, id, part, start, end, at: base + start, until: base + end };
      const known = this.#marks.get(kind);
      if (known) known.push(mark);
      else this.#marks.set(kind, [mark]);
    }
    return hits.length;
  }

  #of(kind: WordKind): readonly Mark[] {
    if (!this.#hasContext && isContext(kind)) {
      this.#hasContext = true;
      this.#find('context');
    }
    return this.#marks.get(kind) ?? NO_MARKS;
  }

  of(...kinds: readonly WordKind[]): readonly Mark[] {
    if (kinds.length === 1) return this.#of(kinds[0] as WordKind);
    return kinds.flatMap((kind) => this.#of(kind));
  }

  has(...kinds: readonly WordKind[]): boolean {
    return kinds.some((kind) => this.#of(kind).length > 0);
  }

  /** Place of a part's first code unit on the page. */
  baseOf(part: number): number {
    return this.#bases[part] as number;
  }

  partOf({ part }: Mark): TextPart {
    return this.page.parts[part] as TextPart;
  }

  /** The nearest other words of the kinds within reach, each kind's first. */
  near(mark: Mark, kinds: readonly WordKind[], { before, after }: Reach): Mark | undefined {
    for (const kind of kinds) {
      const marks = this.#of(kind);
      for (let i = lowerBound(marks, mark.at - before); i < marks.length; i++) {
        const other = marks[i] as Mark;
        if (other.at > mark.until + after) break;
        if (other !== mark && (other.until <= mark.at || other.at >= mark.until)) return other;
      }
    }
    return undefined;
  }

  /** The last word of a kind that ends before a mark, within a distance. */
  lastBefore(mark: Mark, kind: WordKind, distance: number): Mark | undefined {
    const marks = this.#of(kind);
    for (let i = lowerBound(marks, mark.at) - 1; i >= 0; i--) {
      const other = marks[i] as Mark;
      if (mark.at - other.until > distance) return undefined;
      if (other.until <= mark.at) return other;
    }
    return undefined;
  }

  /** The sentence around a mark, as offsets into its part; at most {@link MAX_SENTENCE} to either side. */
  sentence(mark: Mark): { readonly from: number; readonly to: number } {
    const { text } = this.partOf(mark);
    let from = mark.start;
    const first = Math.max(0, mark.start - MAX_SENTENCE);
    while (from > first && !endsSentence(text, from - 1)) from--;
    let to = mark.end;
    const last = Math.min(text.length, mark.end + MAX_SENTENCE);
    while (to < last && !endsSentence(text, to)) to++;
    return { from, to };
  }

  /** Words of the kinds in the same sentence. */
  inSentence(mark: Mark, kinds: readonly WordKind[]): Mark[] {
    const { from, to } = this.sentence(mark);
    const reach = { from: mark.at - (mark.start - from), to: mark.until + (to - mark.end) };
    const found: Mark[] = [];
    for (const kind of kinds) {
      const marks = this.#of(kind);
      for (let i = lowerBound(marks, reach.from); i < marks.length; i++) {
        const other = marks[i] as Mark;
        if (other.at >= reach.to) break;
        if (other !== mark && other.part === mark.part) found.push(other);
      }
    }
    return found;
  }

  /** Whether somebody else is written about around the mark: the page does not speak for its own service. */
  isReported(mark: Mark): boolean {
    return NEWS_PATH.test(this.page.path) || this.near(mark, ['reports'], REPORT) !== undefined;
  }

  /** Whether the sentence says that it is not so: `we do not support …`, `… is not available`. */
  isDenied(mark: Mark): boolean {
    const { text } = this.partOf(mark);
    return this.inSentence(mark, ['notBefore', 'notAfter', 'exits']).some((other) =>
      other.kind === 'exits'
        ? true
        : other.kind === 'notBefore'
          ? other.until <= mark.at && mark.at - other.until <= 40 && isOneClause(text, other.end, mark.start)
          : other.at >= mark.until && other.at - mark.until <= 40 && isOneClause(text, mark.end, other.start),
    );
  }
}

const REPORT: Reach = { before: 400, after: 400 };
const MAX_SENTENCE = 400;

const SCANS = {};

/** The readings of one platform under one profile, scanned once for all rules. */
export function scanPlatform(reading: PlatformReading, profile: Profile): readonly PageScan[] {
  const scans = reading.memo.once(SCANS, () => new Map<Profile, readonly PageScan[]>());
  let pages = scans.get(profile);
  if (!pages) {
    pages = reading.content.map((page) => new PageScan(page, profile));
    scans.set(profile, pages);
  }
  return pages;
}

/** The text between two words is part of one statement: no other clause begins in it. */
export function isOneClause(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = text[i] as string;
    // Full-width commas are folded to plain ones; after a letter of a script that has none, they part clauses.
    if (unit === ';' || unit === '。' || (unit === ',' && i > 0 && isEastAsian(text.charCodeAt(i - 1))))
      return false;
  }
  return true;
}

const isEastAsian = (unit: number): boolean => unit >= 0x2e80 && unit < 0xa000;

function withoutLookAlikes(hits: readonly Hit<Word>[]): readonly Hit<Word>[] {
  const covers = hits.filter(({ tag }) => tag.kind === 'lookAlike');
  if (covers.length === 0) return hits;
  return hits.filter(
    ({ tag, start, end }) =>
      tag.language !== null ||
      !covers.some(
        (cover) => cover.start <= start && cover.end >= end && cover.end - cover.start > end - start,
      ),
  );
}

function endsSentence(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 0x3002 || unit === 0x21 || unit === 0x3f || unit === 0x0964) return true;
  if (unit !== 0x2e) return false;
  // `u.s. `, `no. `: a full stop after a single letter or before more text ends nothing.
  const next = text.charCodeAt(at + 1);
  return (
    (Number.isNaN(next) || next === 0x20) &&
    text.charCodeAt(at - 2) !== 0x2e &&
    text.charCodeAt(at - 2) !== 0x20
  );
}

function lowerBound(marks: readonly Mark[], at: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle] as Mark).at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
