/** Facts of an HTML page from one streaming pass of htmlparser2; no tree is built. */
import type { Tokenizer } from 'htmlparser2';
import { cleanText } from '../clean-text.js';
import type { MarkupFacts } from '../page-facts.js';
import {
  type Attributes,
  MAX_ANCHOR_TEXT,
  MarkupCollector,
  READ_ATTRIBUTES,
  READ_ELEMENTS,
} from './markup-collector.js';
import { type TagHandler, TagStream } from './tag-stream.js';
import { TextBlocks } from './text-blocks.js';

/** Elements whose text nobody sees. */
const HIDDEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'object']);
/** Elements that end foreign content (HTML standard §13.2.6.5), the usual ones. */
const BREAKOUT = new Set(
  'body div dl h1 h2 h3 h4 h5 h6 head hr img li main nav ol p section table ul'.split(' '),
);
/** Ids of the element that a single-page application fills. */
const MOUNT = /^(?:root|app|__next|__nuxt|main-app|q-app)$/i;

export interface HtmlExtractor {
  write(text: string): void;
  end(): HtmlPage;
}

export interface HtmlPage {
  readonly facts: MarkupFacts;
  readonly signs: HtmlSigns;
}

/** Signs for telling walls, parked pages and shells from content. */
export interface HtmlSigns {
  readonly scriptCount: number;
  /** UTF-16 units of visible text. */
  readonly textLength: number;
  /** Text inside noscript elements. */
  readonly noscript: string;
  /** An element such as `<div id="root">`, which scripts fill. */
  readonly hasMount: boolean;
  /** Scripts and frames as written. */
  readonly references: readonly string[];
}

export interface HtmlModules {
  readonly Tokenizer: typeof Tokenizer;
  readonly entities: Decoders;
}

/** Character references in text and in attribute values follow different rules (HTML standard §13.2.5.73). */
export interface Decoders {
  decodeHTML(text: string): string;
  decodeHTMLAttribute(text: string): string;
}

/** Loaded when the first page is read, not with the program. */
export async function loadHtmlModules(): Promise<HtmlModules> {
  const [{ Tokenizer: HtmlTokenizer }, entities] = await Promise.all([
    import('htmlparser2'),
    import('entities'),
  ]);
  return { Tokenizer: HtmlTokenizer, entities };
}

/** @param baseUrl absolute URL of the page, after redirects. */
export function createHtmlExtractor(modules: HtmlModules, baseUrl: string): HtmlExtractor {
  return new PageHandler(modules, baseUrl);
}

class PageHandler implements HtmlExtractor, TagHandler {
  readonly #stream: TagStream;
  readonly #entities: Decoders;
  readonly #collector: MarkupCollector;
  readonly #text: TextBlocks;
  #title: string | null = null;
  #noscript = '';
  #hasMount = false;
  /** Attributes of the open tag, if its element is one that is read. */
  #attributes: Attributes | null = null;
  #element = '';
  #hiddenDepth = 0;
  #hiddenBy = '';

  constructor({ Tokenizer: HtmlTokenizer, entities }: HtmlModules, baseUrl: string) {
    this.#entities = entities;
    this.#text = new TextBlocks(entities.decodeHTML);
    this.#collector = new MarkupCollector(baseUrl, entities.decodeHTML);
    this.#stream = new TagStream(HtmlTokenizer, this, { attributes: READ_ATTRIBUTES });
  }

  write(text: string): void {
    this.#stream.write(text);
  }

  end(): HtmlPage {
    this.#stream.end();
    this.#text.flush();
    const text = this.#text.blocks;
    const facts = {
      ...this.#collector.finish(text),
      title: this.#title === null ? null : cleanText(this.#entities.decodeHTML(this.#title), 300),
      text,
      sketch: this.#text.sketch(),
    };
    const { scriptCount, references } = this.#collector;
    const textLength = this.#text.length;
    return {
      facts,
      signs: { scriptCount, references, textLength, noscript: this.#noscript, hasMount: this.#hasMount },
    };
  }

  onOpen(name: string): boolean {
    this.#element = name;
    // A missing end tag must not hide the rest: what browsers take out of foreign content ends it here, too.
    if (this.#hiddenBy === 'svg' && this.#hiddenDepth > 0 && BREAKOUT.has(name)) this.#hiddenDepth = 0;
    if (this.#hiddenDepth === 0) this.#text.boundary(name);
    const wanted = READ_ELEMENTS.has(name);
    this.#attributes = wanted ? {} : null;
    return wanted;
  }

  onAttribute(name: string, value: string): void {
    if (this.#attributes) {
      const text = value.includes('&') ? this.#entities.decodeHTMLAttribute(value) : value;
      this.#attributes[name as keyof Attributes] ??= text;
    } else if (name === 'id' && MOUNT.test(value)) this.#hasMount = true;
  }

  onOpenEnd(selfClosing: boolean): void {
    const name = this.#element;
    if (this.#attributes) this.#collector.element(name, this.#attributes);
    this.#attributes = null;
    if (HIDDEN.has(name) && !selfClosing) this.#hide(name);
  }

  onText(text: string): void {
    if (this.#hiddenDepth === 0) {
      if (this.#element === 'title') this.#title = ((this.#title ?? '') + text).slice(0, 1_000);
      else this.#visible(text);
    } else if (this.#element === 'script') {
      this.#collector.inline.add(text);
    } else if (this.#hiddenBy === 'noscript' && this.#noscript.length < 500) {
      this.#noscript += text;
    }
  }

  onClose(name: string): void {
    if (name === 'script') this.#collector.inline.end();
    else if (name === 'a') this.#collector.anchor = null;
    this.#element = '';
    if (this.#hiddenDepth === 0) this.#text.boundary(name);
    else if (name === this.#hiddenBy) this.#hiddenDepth--;
  }

  /** Only the outermost hidden element counts, so that an unclosed inner one cannot hide the rest of the page. */
  #hide(name: string): void {
    if (this.#hiddenDepth === 0) this.#hiddenBy = name;
    if (name === this.#hiddenBy) this.#hiddenDepth++;
  }

  #visible(text: string): void {
    this.#text.add(text);
    const { anchor } = this.#collector;
    if (anchor && anchor.text.length < MAX_ANCHOR_TEXT * 2) anchor.text += text;
  }
}
