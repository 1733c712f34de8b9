/** Gathers what start tags say: links, resources, forms, meta data. */
import { cleanText } from '../clean-text.js';
import type { AnalyticsId, ApiSource, FormFact, Link, MarkupFacts, ResourceKind } from '../page-facts.js';
import { MentionCollector } from './accounts.js';
import { findAnalytics } from './analytics.js';
import { cspHosts } from './csp.js';
import { InlineScripts } from './inline-scripts.js';
import { srcsetUrls } from './srcset.js';
import { HostUses, UrlResolver } from './urls.js';

const MAX_LINKS = 2_000;
const MAX_HOSTS = 300;
const MAX_FORMS = 20;
const MAX_ALTERNATES = 200;
const MAX_SCRIPTS = 40;
const MAX_IMAGES = 60;
const MAX_IMAGE_LENGTH = 80;
const MAX_REFERENCES = 60;
export const MAX_ANCHOR_TEXT = 80;

/** As written, entities decoded; the first of two attributes of one name. */
export type Attributes = {
  [name in
    | 'action'
    | 'alt'
    | 'content'
    | 'data'
    | 'href'
    | 'hreflang'
    | 'id'
    | 'lang'
    | 'method'
    | 'name'
    | 'poster'
    | 'property'
    | 'rel'
    | 'src'
    | 'srcset'
    | 'type']?: string;
} & { 'http-equiv'?: string; 'data-src'?: string };

export class MarkupCollector {
  /** The link whose text is being read. */
  anchor: { text: string } | null = null;
  scriptCount = 0;
  /** Scripts and frames as written, for telling walls and parked pages. */
  readonly references: string[] = [];
  readonly inline = new InlineScripts();
  readonly #resolver: UrlResolver;
  readonly #decode: (text: string) => string;
  readonly #mentions = new MentionCollector();
  readonly #resources = new HostUses<ResourceKind>(MAX_HOSTS);
  readonly #apiHosts = new HostUses<ApiSource>(MAX_HOSTS);
  readonly #links = new Map<string, { url: string; rel: readonly string[]; text: string }>();
  readonly #alternates = new Map<string, { language: string; url: string }>();
  readonly #forms: { -readonly [Key in keyof FormFact]: FormFact[Key] }[] = [];
  readonly #analytics: AnalyticsId[] = [];
  readonly #scripts = new Set<string>();
  readonly #images = new Set<string>();
  readonly #single = {
    language: null as string | null,
    description: null as string | null,
    generator: null as string | null,
    canonical: null as string | null,
    refresh: null as string | null,
    manifest: null as string | null,
    icon: null as string | null,
  };
  #hasBase = false;

  constructor(baseUrl: string, decode: (text: string) => string) {
    this.#decode = decode;
    this.#resolver = new UrlResolver(baseUrl);
  }

  /** @param text visible text blocks, looked through for printed handles. */
  finish(text: readonly string[]): Omit<MarkupFacts, 'title' | 'text' | 'sketch'> {
    for (const { endpoint, isConfig } of this.inline.endpoints)
      this.#apiHosts.add(endpoint.host, endpoint.websocket ? 'websocket' : isConfig ? 'config' : 'script');
    for (const block of text) this.#mentions.addText(block);
    return {
      ...this.#single,
      alternates: [...this.#alternates.values()],
      links: [...this.#links.values()].map((link) => this.#withText(link)),
      resources: this.#resources.list(),
      apiHosts: this.#apiHosts.list(),
      images: [...this.#images],
      forms: this.#forms,
      analytics: distinct([...this.#analytics, ...this.inline.analytics]),
      accounts: this.#mentions.accounts,
      apps: this.#mentions.apps,
      scripts: [...this.#scripts],
      configs: this.inline.configs,
    };
  }

  /** One start tag whose attributes are read. */
  element(name: string, attributes: Attributes): void {
    const { lang } = attributes;
    if (name === 'a' || name === 'area') this.#onAnchor(attributes);
    else if (name === 'link') this.#onLink(attributes);
    else if (name === 'meta') this.#onMeta(attributes);
    else if (name === 'script') this.#onScript(attributes);
    else if (name === 'form') this.#onForm(attributes);
    else if (name === 'input') this.#onInput(attributes);
    else if (name === 'base') this.#onBase(attributes);
    else if (name !== 'html') this.#onResource(name, attributes);
    else if (lang) this.#single.language ??= cleanText(lang, 35);
  }

  #withText(link: { url: string; rel: readonly string[]; text: string }): Link {
    link.text = cleanText(link.text.includes('&') ? this.#decode(link.text) : link.text, MAX_ANCHOR_TEXT);
    return link;
  }

  #onBase({ href }: Attributes): void {
    if (this.#hasBase || href === undefined) return;
    this.#hasBase = true;
    this.#resolver.rebase(href);
  }

  #onAnchor(attributes: Attributes): void {
    const href = attributes.href;
    if (href === undefined) return;
    this.#mentions.addReference(href);
    const found = this.#resolver.resolve(href);
    if (!found) return;
    const known = this.#links.get(found.url);
    if (known) {
      if (known.text === '') this.anchor = known;
      return;
    }
    if (this.#links.size >= MAX_LINKS) return;
    const link = { url: found.url, rel: relOf(attributes), text: '' };
    this.#links.set(found.url, link);
    this.anchor = link;
  }

  #onLink(attributes: Attributes): void {
    const { href } = attributes;
    const found = href === undefined ? null : this.#resolver.resolve(href);
    if (!found) return;
    for (const rel of relOf(attributes)) {
      if (rel === 'canonical') this.#single.canonical ??= found.url;
      else if (rel === 'manifest') this.#single.manifest ??= found.url;
      else if (rel === 'icon') this.#single.icon ??= found.url;
      else if (rel === 'stylesheet') this.#resources.add(found.host, 'style');
      else if (rel === 'preconnect' || rel === 'dns-prefetch') this.#resources.add(found.host, 'preconnect');
      else if (rel === 'preload' || rel === 'modulepreload') this.#resources.add(found.host, 'script');
      else if (rel === 'alternate' && attributes.hreflang) this.#onAlternate(attributes.hreflang, found.url);
    }
  }

  #onAlternate(language: string, url: string): void {
    if (this.#alternates.size < MAX_ALTERNATES)
      this.#alternates.set(`${language} ${url}`, { language: cleanText(language, 35), url });
  }

  #onMeta(attributes: Attributes): void {
    const content = attributes.content ?? '';
    const name = (attributes.name ?? attributes.property ?? '').toLowerCase();
    if (name === 'description') this.#single.description ??= cleanText(content, 500);
    else if (name === 'generator') this.#single.generator ??= cleanText(content, 100);
    else if (name.endsWith('-site-verification'))
      this.#analytics.push({ service: name.replace('-site', ''), id: cleanText(content, 100) });
    const equivalent = attributes['http-equiv']?.toLowerCase();
    if (equivalent === 'content-security-policy')
      for (const host of cspHosts(content)) this.#apiHosts.add(host, 'csp');
    if (equivalent !== 'refresh') return;
    const target = /^\s*\d+(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(content)?.[1];
    if (target !== undefined) this.#single.refresh ??= this.#resolver.resolve(target)?.url ?? null;
  }

  #onScript(attributes: Attributes): void {
    this.scriptCount++;
    const { src } = attributes;
    this.inline.begin(attributes.type ?? '', attributes.id ?? '');
    if (src === undefined) return;
    this.#refer(src);
    this.#analytics.push(...findAnalytics(src));
    const found = this.#resolver.resolve(src);
    if (!found) return;
    this.#resources.add(found.host, 'script');
    if (this.#scripts.size < MAX_SCRIPTS) this.#scripts.add(found.url);
  }

  #refer(reference: string): void {
    if (this.references.length < MAX_REFERENCES) this.references.push(reference.slice(0, 300));
  }

  #onForm(attributes: Attributes): void {
    const action = this.#resolver.resolve(attributes.action ?? '/');
    if (!action || this.#forms.length >= MAX_FORMS) return;
    const method = attributes.method?.toLowerCase() === 'post' ? 'post' : 'get';
    this.#forms.push({ actionHost: action.host, method, hasPassword: false });
    this.#resources.add(action.host, 'form');
  }

  #onInput(attributes: Attributes): void {
    const form = this.#forms.at(-1);
    if (form && attributes.type?.toLowerCase() === 'password') form.hasPassword = true;
  }

  #onImage(reference: string, alternative: string): void {
    if (this.#images.size >= MAX_IMAGES) return;
    const words = [fileName(reference), alternative].filter((part) => part !== '').join(', ');
    if (words !== '') this.#images.add(cleanText(words, MAX_IMAGE_LENGTH));
  }

  #onResource(element: string, attributes: Attributes): void {
    const kind = RESOURCE_OF[element] ?? 'media';
    const reference = attributes.src ?? attributes['data-src'] ?? attributes.data;
    if (kind === 'frame' && reference !== undefined) this.#refer(reference);
    if (kind === 'image') this.#onImage(reference ?? '', attributes.alt ?? '');
    const references = [reference, attributes.poster, ...srcsetUrls(attributes.srcset ?? '')];
    for (const url of references) {
      const found = url === undefined ? null : this.#resolver.resolve(url);
      if (found) this.#resources.add(found.host, kind);
    }
  }
}

/** The last segment of a reference, without query; nothing of pictures that stand in the page itself. */
function fileName(reference: string): string {
  if (reference.startsWith('data:')) return '';
  const path = reference.slice(0, 2_000).split(/[?#]/, 1)[0] as string;
  return path.slice(path.lastIndexOf('/') + 1);
}

const RESOURCE_OF: Readonly<Partial<Record<string, ResourceKind>>> = {
  img: 'image',
  source: 'image',
  iframe: 'frame',
  frame: 'frame',
  embed: 'frame',
  object: 'frame',
};

const NO_REL: readonly string[] = [];

function relOf({ rel }: Attributes): readonly string[] {
  if (rel === undefined) return NO_REL;
  const words = rel.toLowerCase().split(/\s+/);
  return words.filter((word) => word !== '' && word.length <= 30).slice(0, 8);
}

function distinct(ids: readonly AnalyticsId[]): AnalyticsId[] {
  return [...new Map(ids.map((entry) => [`${entry.service} ${entry.id}`, entry])).values()];
}
