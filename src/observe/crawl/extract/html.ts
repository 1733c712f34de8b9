/** Facts of an HTML page from one streaming pass; no tree is built. */
import { cleanText } from '../clean-text.js';
import type { MarkupFacts } from '../page-facts.js';
import { decodeAmpersands } from './character-references.js';
import { type Attributes, MAX_ANCHOR_TEXT, MarkupCollector } from './markup-collector.js';
import type { TagInfo } from './tag-info.js';
import { type TagHandler, TagStream } from './tag-stream.js';
import { TextBlocks } from './text-blocks.js';

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

/** Character references in text and in attribute values follow different rules (HTML standard §13.2.5.73). */
export interface Decoders {
  decodeHTML(text: string): string;
  decodeHTMLAttribute(text: string): string;
}

/** The tables are loaded when the first page is read, not with the program. */
export async function loadDecoders(): Promise<Decoders> {
  const { decodeHTML, decodeHTMLAttribute } = await import('entities');
  const unlessPlain = (decode: (text: string) => string) => (text: string) =>
    decodeAmpersands(text) ?? decode(text);
  return { decodeHTML: unlessPlain(decodeHTML), decodeHTMLAttribute: unlessPlain(decodeHTMLAttribute) };
}

/** @param baseUrl absolute URL of the page, after redirects. */
export function createHtmlExtractor(decoders: Decoders, baseUrl: string): HtmlExtractor {
  return new PageHandler(decoders, baseUrl);
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

  constructor(entities: Decoders, baseUrl: string) {
    this.#entities = entities;
    this.#text = new TextBlocks(entities.decodeHTML);
    this.#collector = new MarkupCollector(baseUrl, entities.decodeHTML);
    this.#stream = new TagStream(this);
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

  onOpen(tag: TagInfo): void {
    this.#element = tag.name;
    // A missing end tag must not hide the rest: what browsers take out of drawings ends them here, too.
    if (this.#hiddenDepth > 0 && tag.breaksOut && this.#hiddenBy === 'svg') this.#hiddenDepth = 0;
    if (this.#hiddenDepth === 0) this.#text.boundary(tag, false);
    this.#attributes = tag.isRead ? {} : null;
  }

  onAttribute(name: string, value: string): void {
    if (this.#attributes) {
      const text = value.includes('&') ? this.#entities.decodeHTMLAttribute(value) : value;
      this.#attributes[name as keyof Attributes] ??= text;
    } else if (name === 'id' && MOUNT.test(value)) this.#hasMount = true;
  }

  onOpenEnd({ name, isHidden }: TagInfo, selfClosing: boolean): void {
    if (this.#attributes) this.#collector.element(name, this.#attributes);
    this.#attributes = null;
    if (isHidden && !selfClosing) this.#hide(name);
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

  onClose(tag: TagInfo): void {
    const { name } = tag;
    if (name === 'script') this.#collector.inline.end();
    else if (name === 'a') this.#collector.anchor = null;
    this.#element = '';
    if (this.#hiddenDepth === 0) this.#text.boundary(tag, true);
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
