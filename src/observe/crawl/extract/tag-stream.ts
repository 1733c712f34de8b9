/**
 * htmlparser2's tokenizer without its parser: no stack of open elements, no attribute objects, and character
 * references left for those few values that are read. Facts need tags and text, not a tree, and that is half of
 * the parser's time.
 */
import type { Tokenizer } from 'htmlparser2';

export interface TagHandler {
  /** @returns whether the attributes of this element are wanted. Names are lower case. */
  onOpen(name: string): boolean;
  /** Value as written, character references and all, cut at {@link MAX_VALUE_LENGTH}. */
  onAttribute(name: string, value: string): void;
  onOpenEnd(selfClosing: boolean): void;
  /** Text as written; one run may come in pieces. */
  onText(text: string): void;
  onClose(name: string): void;
}

export interface TagStreamOptions {
  /** Attributes that are read at all. */
  readonly attributes: ReadonlySet<string>;
}

export const MAX_VALUE_LENGTH = 8_192;
const MAX_NAME_LENGTH = 64;
const MAX_SPACE = 64;
/** Names that began earlier than this before a piece are cut; comments need not be kept at all. */
const MAX_LOOKBACK = 16 * 1024;

type TokenizerClass = typeof Tokenizer;
type Callbacks = ConstructorParameters<TokenizerClass>[1];

export class TagStream implements Callbacks {
  readonly #tokenizer: InstanceType<TokenizerClass>;
  readonly #handler: TagHandler;
  readonly #names: ReadonlySet<string>;
  /** The piece being read, and before it what no event has covered yet: a name may come in many pieces. */
  #window = '';
  #windowStart = 0;
  #consumed = 0;
  #length = 0;
  #wanted = false;
  #attribute: string | null = null;
  #value = '';

  constructor(HtmlTokenizer: TokenizerClass, handler: TagHandler, options: TagStreamOptions) {
    this.#handler = handler;
    this.#names = options.attributes;
    this.#tokenizer = new HtmlTokenizer({ decodeEntities: false, xmlMode: false }, this);
  }

  write(text: string): void {
    const keepFrom = Math.max(this.#consumed, this.#windowStart, this.#length - MAX_LOOKBACK);
    this.#window = this.#window.slice(keepFrom - this.#windowStart) + text;
    this.#windowStart = keepFrom;
    this.#length += text.length;
    this.#tokenizer.write(text);
  }

  end(): void {
    this.#tokenizer.end();
  }

  onopentagname(start: number, end: number): void {
    this.#consumed = end;
    this.#wanted = this.#handler.onOpen(this.#name(start, end));
  }

  onattribname(start: number, end: number): void {
    this.#consumed = end;
    this.#attribute = null;
    if (!this.#wanted && end - start !== 2) return;
    const name = this.#name(start, end);
    if (this.#wanted ? this.#names.has(name) : name === 'id') this.#attribute = name;
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    this.#consumed = end;
    if (this.#attribute !== null && this.#value.length < MAX_VALUE_LENGTH)
      this.#value += this.#slice(start, Math.min(end, start + MAX_VALUE_LENGTH));
  }

  onattribend(): void {
    if (this.#attribute !== null) this.#handler.onAttribute(this.#attribute, this.#value);
    this.#attribute = null;
  }

  onopentagend(): void {
    this.#handler.onOpenEnd(false);
  }

  onselfclosingtag(): void {
    this.#handler.onOpenEnd(true);
  }

  onclosetag(start: number, end: number): void {
    this.#consumed = end;
    this.#handler.onClose(this.#name(start, end));
  }

  ontext(start: number, end: number): void {
    this.#consumed = end;
    this.#handler.onText(this.#isSpace(start, end) ? ' ' : this.#slice(start, end));
  }

  /** Indentation between elements is most of all runs; it needs no string of its own. */
  #isSpace(start: number, end: number): boolean {
    if (end - start > MAX_SPACE) return false;
    for (let i = start - this.#windowStart; i < end - this.#windowStart; i++)
      if (this.#window.charCodeAt(i) > 32) return false;
    return true;
  }

  // Entities are not decoded, so these two never come; the rest holds nothing that is read.
  onattribentity(): void {}
  ontextentity(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onprocessinginstruction(): void {}

  #name(start: number, end: number): string {
    return this.#slice(start, Math.min(end, start + MAX_NAME_LENGTH)).toLowerCase();
  }

  #slice(start: number, end: number): string {
    return this.#window.slice(Math.max(0, start - this.#windowStart), Math.max(0, end - this.#windowStart));
  }
}
