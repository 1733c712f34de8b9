/**
 * HTML to tags and text, in pieces, without a tree: the tokenizer of the standard (§13.2.5) as far as facts depend
 * on it. It jumps from delimiter to delimiter instead of taking every character through a state, which is why it is
 * here: htmlparser2 is what it is tested against, and takes two to three times as long.
 */

import { readAttribute, type TagInfo, tagInfo } from './tag-info.js';

export interface TagHandler {
  /** Followed by its attributes: those that are read, or of elements that are not read the id alone. */
  onOpen(tag: TagInfo): void;
  /** Value as written, character references and all, cut at {@link MAX_VALUE_LENGTH}. */
  onAttribute(name: string, value: string): void;
  onOpenEnd(tag: TagInfo, selfClosing: boolean): void;
  /** Text as written; one run may come in pieces. */
  onText(text: string): void;
  onClose(tag: TagInfo): void;
}

export const MAX_VALUE_LENGTH = 8_192;
/** A tag that is not over by then is passed over. It also bounds what is scanned again when the next piece comes. */
const MAX_TAG_LENGTH = 128 * 1024;
/** Pieces are gathered up to this before they are looked at, so that a drip does not scan one tag a thousand times. */
const MIN_PIECE_LENGTH = 4 * 1024;

const GREATER = 62;
const EQUALS = 61;
const SLASH = 47;
const QUOTE = 34;
const APOSTROPHE = 39;
const BANG = 33;
const QUESTION = 63;

const isLetter = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
const isSpace = (unit: number): boolean => unit === 32 || (unit >= 9 && unit <= 13 && unit !== 11);
const endsName = (unit: number): boolean => unit === GREATER || unit === SLASH || isSpace(unit);

/** What was found at a position: where to go on, or that more text is needed first. */
const INCOMPLETE = -1;

export class TagStream {
  readonly #handler: TagHandler;
  /** Text that no event has covered yet. */
  #text = '';
  /** Of it, what came since it was last looked at. */
  #unread = 0;
  #isFinal = false;
  /** The element whose end tag is being looked for. */
  #raw: string | null = null;
  /** What ends the comment or declaration that is being passed over. */
  #skipTo: '-->' | '>' | null = null;
  /** Name and value bounds of the open tag's attributes: four numbers each, up to `#bound`. */
  readonly #bounds: number[] = [];
  #bound = 0;

  constructor(handler: TagHandler) {
    this.#handler = handler;
  }

  write(text: string): void {
    this.#text = this.#text === '' ? text : this.#text + text;
    this.#unread += text.length;
    if (this.#unread >= MIN_PIECE_LENGTH) this.#read();
  }

  end(): void {
    this.#isFinal = true;
    this.#read();
  }

  #read(): void {
    this.#unread = 0;
    const text = this.#text;
    let at = 0;
    while (at < text.length) {
      const next =
        this.#skipTo !== null
          ? this.#skip(text, at)
          : this.#raw !== null
            ? this.#rawText(text, at, this.#raw)
            : this.#data(text, at);
      if (next === INCOMPLETE) break;
      at = next;
    }
    const isTooLong = text.length - at > MAX_TAG_LENGTH;
    this.#text = this.#isFinal || isTooLong ? '' : text.slice(at);
  }

  #data(text: string, from: number): number {
    const less = text.indexOf('<', from);
    const end = less < 0 ? text.length : less;
    if (end > from) {
      this.#handler.onText(isBlank(text, from, end) ? ' ' : text.slice(from, end));
      return end;
    }
    const next = text.charCodeAt(less + 1);
    if (isLetter(next)) return this.#openTag(text, less);
    if (next === SLASH) return this.#closeTag(text, less);
    if (next === BANG || next === QUESTION) return this.#beginSkip(text, less);
    if (Number.isNaN(next) && !this.#isFinal) return INCOMPLETE;
    this.#handler.onText('<');
    return less + 1;
  }

  /** Comments are skipped to their end, declarations and processing instructions to the next `>`. */
  #beginSkip(text: string, less: number): number {
    if (text.length < less + 5 && !this.#isFinal) return INCOMPLETE;
    const isComment = text.startsWith('<!--', less);
    this.#skipTo = isComment ? '-->' : '>';
    // The dashes may be the same ones: `<!-->` and `<!--->` are whole comments.
    return isComment ? less + 2 : less + 1;
  }

  #skip(text: string, from: number): number {
    if (this.#skipTo === '>') {
      const end = text.indexOf('>', from);
      if (end < 0) return text.length;
      this.#skipTo = null;
      return end + 1;
    }
    for (let at = text.indexOf('--', from); at >= 0; at = text.indexOf('--', at + 1)) {
      const length = text.charCodeAt(at + 2) === GREATER ? 3 : text.startsWith('!>', at + 2) ? 4 : 0;
      if (length === 0) continue;
      this.#skipTo = null;
      return at + length;
    }
    return this.#isFinal || text.length - from <= 3 ? INCOMPLETE : text.length - 3;
  }

  #rawText(text: string, from: number, name: string): number {
    for (let at = text.indexOf('</', from); at >= 0; at = text.indexOf('</', at + 2)) {
      const end = at + 2 + name.length;
      if (end >= text.length) break;
      if (!endsName(text.charCodeAt(end)) || text.slice(at + 2, end).toLowerCase() !== name) continue;
      if (at > from) this.#handler.onText(text.slice(from, at));
      this.#raw = null;
      return at;
    }
    // The end tag may have begun; what is before it has not.
    const safe = this.#isFinal ? text.length : text.length - name.length - 3;
    if (safe <= from) return INCOMPLETE;
    this.#handler.onText(text.slice(from, safe));
    return safe;
  }

  #closeTag(text: string, less: number): number {
    const start = less + 2;
    const first = text.charCodeAt(start);
    if (Number.isNaN(first)) return INCOMPLETE;
    if (first === GREATER) return start + 1;
    if (!isLetter(first)) {
      this.#skipTo = '>';
      return start;
    }
    const end = text.indexOf('>', start);
    if (end < 0) return INCOMPLETE;
    let nameEnd = start;
    while (nameEnd < end && !endsName(text.charCodeAt(nameEnd))) nameEnd++;
    this.#handler.onClose(tagInfo(text, start, nameEnd));
    return end + 1;
  }

  #openTag(text: string, less: number): number {
    const nameStart = less + 1;
    let nameEnd = nameStart;
    while (nameEnd < text.length && !endsName(text.charCodeAt(nameEnd))) nameEnd++;
    const end = this.#attributes(text, nameEnd);
    if (end === INCOMPLETE) return INCOMPLETE;
    const tag = tagInfo(text, nameStart, nameEnd);
    this.#handler.onOpen(tag);
    this.#tell(text, tag);
    const selfClosing = text.charCodeAt(end - 2) === SLASH && !this.#endsInValue(end - 1);
    this.#handler.onOpenEnd(tag, selfClosing);
    // In drawings these may be empty elements; in HTML a `/` there is a mistake that hides the rest of the page.
    if (tag.isRaw && !selfClosing) this.#raw = tag.name;
    return end;
  }

  /** Fills the bounds. @returns the position behind `>`. */
  #attributes(text: string, from: number): number {
    this.#bound = 0;
    let at = from;
    for (;;) {
      let unit = text.charCodeAt(at);
      while (isSpace(unit) || unit === SLASH) unit = text.charCodeAt(++at);
      if (unit === GREATER) return at + 1;
      if (at >= text.length) return INCOMPLETE;
      const nameStart = at++;
      unit = text.charCodeAt(at);
      while (at < text.length && unit !== EQUALS && !endsName(unit)) unit = text.charCodeAt(++at);
      const nameEnd = at;
      while (isSpace(unit)) unit = text.charCodeAt(++at);
      if (unit !== EQUALS) {
        this.#push(nameStart, nameEnd, nameEnd, nameEnd);
        continue;
      }
      unit = text.charCodeAt(++at);
      while (isSpace(unit)) unit = text.charCodeAt(++at);
      const valueStart = unit === QUOTE || unit === APOSTROPHE ? at + 1 : at;
      at = valueEnd(text, at, unit);
      if (at < 0) return INCOMPLETE;
      this.#push(nameStart, nameEnd, valueStart, at);
      // Behind the closing quote.
      if (unit === QUOTE || unit === APOSTROPHE) at++;
    }
  }

  #push(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    const bounds = this.#bounds;
    bounds[this.#bound++] = nameStart;
    bounds[this.#bound++] = nameEnd;
    bounds[this.#bound++] = valueStart;
    bounds[this.#bound++] = valueEnd;
  }

  #tell(text: string, { isRead }: TagInfo): void {
    const bounds = this.#bounds;
    for (let i = 0; i < this.#bound; i += 4) {
      const nameStart = bounds[i] as number;
      const nameEnd = bounds[i + 1] as number;
      if (!isRead && nameEnd - nameStart !== 2) continue;
      const name = readAttribute(text, nameStart, nameEnd);
      if (name === null || (!isRead && name !== 'id')) continue;
      const valueStart = bounds[i + 2] as number;
      const end = Math.min(bounds[i + 3] as number, valueStart + MAX_VALUE_LENGTH);
      this.#handler.onAttribute(name, text.slice(valueStart, end));
    }
  }

  /** Whether an unquoted value reaches up to there: the slash of `href=/a/` is its own. */
  #endsInValue(end: number): boolean {
    const last = this.#bound - 1;
    return last > 0 && this.#bounds[last] === end && this.#bounds[last - 1] !== end;
  }
}

/** @returns the end of the value that begins at `from` with `unit`, or INCOMPLETE. */
function valueEnd(text: string, from: number, unit: number): number {
  if (unit === QUOTE) return text.indexOf('"', from + 1);
  if (unit === APOSTROPHE) return text.indexOf("'", from + 1);
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== GREATER && !isSpace(text.charCodeAt(at))) at++;
  return at < text.length ? at : INCOMPLETE;
}

/** Indentation between elements is most of all runs; it needs no string of its own. */
function isBlank(text: string, start: number, end: number): boolean {
  if (end - start > 64) return false;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}
