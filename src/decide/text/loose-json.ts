/**
 * Reads JSON that may be cut off anywhere: what stands before the cut is kept. For bodies of strangers: bounded in
 * length, depth and number of values, and never throws.
 */
export type LooseJson =
  | string
  | number
  | boolean
  | null
  | readonly LooseJson[]
  | { readonly [key: string]: LooseJson };

export interface LooseResult {
  readonly value: LooseJson;
  /** The text ended, or a limit was reached, before the value did. */
  readonly cut: boolean;
}

const MAX_LENGTH = 8_192;
const MAX_DEPTH = 12;
const MAX_VALUES = 2_000;
/** Longer strings are prose or keys of machines; nobody compares more of them. */
const MAX_STRING = 200;

/** @returns null where the text is not JSON (HTML, prose, a script), as far as it goes. */
export function readLooseJson(text: string): LooseResult | null {
  const reader = new LooseReader(text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text);
  const value = reader.value(0);
  if (value === undefined) return null;
  if (!reader.cut && !reader.atEnd()) return null;
  return { value, cut: reader.cut || text.length > MAX_LENGTH };
}

const LITERALS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const NUMBER = /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d*)?/y;
const WORD = /[a-z]{1,5}/y;

class LooseReader {
  cut = false;
  readonly #text: string;
  #at = 0;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
  }

  atEnd(): boolean {
    this.#space();
    return this.#at >= this.#text.length;
  }

  /** @returns undefined where no value stands: at the cut, at a limit, or where the text is not JSON. */
  value(depth: number): LooseJson | undefined {
    this.#space();
    if (this.#at >= this.#text.length || depth > MAX_DEPTH || ++this.#values > MAX_VALUES) {
      this.cut = true;
      return undefined;
    }
    const unit = this.#text[this.#at];
    if (unit === '{') return this.#object(depth);
    if (unit === '[') return this.#array(depth);
    if (unit === '"') return this.#string();
    return this.#scalar();
  }

  #object(depth: number): LooseJson | undefined {
    const found: Record<string, LooseJson> = Object.create(null) as Record<string, LooseJson>;
    this.#at++;
    if (this.#skip('}')) return found;
    for (;;) {
      this.#space();
      if (this.#at >= this.#text.length) break;
      if (this.#text[this.#at] !== '"') return undefined;
      const key = this.#string();
      if (this.cut) return found;
      if (!this.#skip(':')) return this.atEnd() ? this.#ended(found) : undefined;
      const value = this.value(depth + 1);
      if (value !== undefined) found[key] = value;
      if (this.cut) return found;
      if (value === undefined) return undefined;
      if (this.#skip('}')) return found;
      if (!this.#skip(',')) return this.atEnd() ? this.#ended(found) : undefined;
    }
    return this.#ended(found);
  }

  #array(depth: number): LooseJson | undefined {
    const found: LooseJson[] = [];
    this.#at++;
    if (this.#skip(']')) return found;
    for (;;) {
      const value = this.value(depth + 1);
      if (value !== undefined) found.push(value);
      if (this.cut) return found;
      if (value === undefined) return undefined;
      if (this.#skip(']')) return found;
      if (!this.#skip(',')) return this.atEnd() ? this.#ended(found) : undefined;
    }
  }

  #ended<Found>(found: Found): Found {
    this.cut = true;
    return found;
  }

  /** Escapes stand for themselves, except that of a quotation mark: nothing here looks at prose. */
  #string(): string {
    const start = ++this.#at;
    let end = start;
    while (end < this.#text.length) {
      const unit = this.#text.charCodeAt(end);
      if (unit === 0x22) break;
      end += unit === 0x5c ? 2 : 1;
    }
    if (end >= this.#text.length) this.cut = true;
    this.#at = end + 1;
    return this.#text.slice(start, Math.min(end, start + MAX_STRING)).replaceAll('\\/', '/');
  }

  #scalar(): LooseJson | undefined {
    NUMBER.lastIndex = this.#at;
    const number = NUMBER.exec(this.#text)?.[0];
    if (number !== undefined) {
      this.#at += number.length;
      return Number.parseFloat(number);
    }
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0] ?? '';
    this.#at += word.length;
    const literal = LITERALS.get(word);
    if (literal !== undefined) return literal;
    if (word !== '' && this.#at >= this.#text.length) this.cut = true;
    return undefined;
  }

  #space(): void {
    while (this.#at < this.#text.length && this.#text.charCodeAt(this.#at) <= 32) this.#at++;
  }

  #skip(unit: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== unit) return false;
    this.#at++;
    return true;
  }
}
