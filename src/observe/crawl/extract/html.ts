/** Facts of an HTML page from one streaming pass of htmlparser2; no tree is built. */
import type { Parser } from 'htmlparser2';
import { cleanText } from '../clean-text.js';
import type { MarkupFacts } from '../page-facts.js';
import { type Attributes, MAX_ANCHOR_TEXT, MarkupCollector, READ_ELEMENTS } from './markup-collector.js';
import { TextBlocks } from './text-blocks.js';

/** Elements whose text nobody sees. */
const HIDDEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'object']);
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

/** @param baseUrl absolute URL of the page, after redirects. */
export async function createHtmlExtractor(baseUrl: string): Promise<HtmlExtractor> {
  return htmlExtractorFactory(await import('htmlparser2'))(baseUrl);
}

/** For callers that make many: the parser module is loaded once. */
export function htmlExtractorFactory(module: {
  readonly Parser: typeof Parser;
}): (baseUrl: string) => HtmlExtractor {
  return (baseUrl) => new PageHandler(module.Parser, baseUrl);
}

class PageHandler implements HtmlExtractor {
  readonly #parser: Parser;
  readonly #collector: MarkupCollector;
  readonly #text = new TextBlocks();
  #title: string | null = null;
  #noscript = '';
  #hasMount = false;
  /** Attributes of the open tag, if its element is one that is read. */
  #attributes: Attributes | null = null;
  #element = '';
  #hiddenDepth = 0;
  #hiddenBy = '';

  constructor(HtmlParser: typeof Parser, baseUrl: string) {
    this.#collector = new MarkupCollector(baseUrl);
    // No onopentag: the parser then builds no attribute object for the many elements that nobody reads.
    this.#parser = new HtmlParser(
      {
        onopentagname: (name) => this.#open(name),
        onattribute: (name, value) => this.#attribute(name, value),
        ontext: (text) => this.#onText(text),
        onclosetag: (name) => this.#close(name),
      },
      { decodeEntities: true },
    );
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): HtmlPage {
    this.#parser.end();
    this.#settle();
    this.#text.flush();
    const text = this.#text.blocks;
    const facts = {
      ...this.#collector.finish(text),
      title: this.#title === null ? null : cleanText(this.#title, 300),
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

  #open(name: string): void {
    this.#settle();
    this.#element = name;
    if (this.#hiddenDepth === 0) this.#text.boundary(name);
    if (READ_ELEMENTS.has(name)) this.#attributes = {};
    if (HIDDEN.has(name)) this.#hide(name);
  }

  /** Only the outermost hidden element counts, so that an unclosed inner one cannot hide the rest of the page. */
  #hide(name: string): void {
    if (this.#hiddenDepth === 0) this.#hiddenBy = name;
    if (name === this.#hiddenBy) this.#hiddenDepth++;
  }

  #attribute(name: string, value: string): void {
    if (this.#attributes) this.#attributes[name as keyof Attributes] ??= value;
    else if (name === 'id' && MOUNT.test(value)) this.#hasMount = true;
  }

  #onText(text: string): void {
    if (this.#attributes) this.#settle();
    if (this.#hiddenDepth === 0) {
      if (this.#element === 'title') this.#title = ((this.#title ?? '') + text).slice(0, 1_000);
      else this.#visible(text);
    } else if (this.#element === 'script') {
      this.#collector.inline.add(text);
    } else if (this.#hiddenBy === 'noscript' && this.#noscript.length < 500) {
      this.#noscript += text;
    }
  }

  #visible(text: string): void {
    this.#text.add(text);
    const { anchor } = this.#collector;
    if (anchor && anchor.text.length < MAX_ANCHOR_TEXT * 2) anchor.text += text;
  }

  #close(name: string): void {
    if (this.#attributes) this.#settle();
    if (name === 'script') this.#collector.inline.end();
    else if (name === 'a') this.#collector.anchor = null;
    this.#element = '';
    if (this.#hiddenDepth === 0) this.#text.boundary(name);
    else if (name === this.#hiddenBy) this.#hiddenDepth--;
  }

  /** The tag that was open is complete: read it. */
  #settle(): void {
    const attributes = this.#attributes;
    if (!attributes) return;
    this.#attributes = null;
    this.#collector.element(this.#element, attributes);
  }
}
