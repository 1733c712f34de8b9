/**
 * Link discovery alone, over bytes: no strings are made but the references themselves. It follows the HTML
 * tokenizer (standard §13.2.5) as far as references depend on it: comments, raw text elements, quoting, character
 * references, base, srcset. Names and delimiters are ASCII in every encoding that pages come in, except UTF-16.
 */
import { decodeReferences } from './character-references.js';
import { srcsetUrls } from './srcset.js';
import { UrlResolver } from './urls.js';

export interface ScannedLinks {
  /** Absolute, without fragment, each once, in order: targets of a, area and link. */
  readonly links: readonly string[];
  /** The same for src, data-src and srcset of every element, if they were asked for. */
  readonly resources: readonly string[];
}

const MAX_REFERENCES = 5_000;
const MAX_REFERENCE_BYTES = 4_096;

const LESS = 60;
const GREATER = 62;
const EQUALS = 61;
const SLASH = 47;
const QUOTE = 34;
const APOSTROPHE = 39;
const AMPERSAND = 38;
const BANG = 33;
const DASH = 45;
const QUESTION = 63;

/** 1: white space, 2: ends an attribute name too, 4: letter. */
const CLASS = new Uint8Array(256);
for (const byte of [9, 10, 12, 13, 32]) CLASS[byte] = 1;
for (const byte of [EQUALS, GREATER, SLASH]) CLASS[byte] = 2;
for (let byte = 97; byte <= 122; byte++) CLASS[byte] = CLASS[byte - 32] = 4;

type Kind = 'link' | 'base' | 'resource' | 'srcset';
/** Elements whose content is text up to their own end tag. */
const RAW_TEXT_BY_LENGTH: readonly (readonly Uint8Array[] | undefined)[] = Array.from(
  { length: 10 },
  (_, length) => {
    const words = ['script', 'style', 'title', 'textarea', 'iframe', 'xmp', 'noembed', 'noframes'];
    const fitting = words.filter((word) => word.length === length).map((word) => Buffer.from(word));
    return fitting.length > 0 ? fitting : undefined;
  },
);

export interface ScanOptions {
  /** Also src, data-src and srcset. */
  readonly resources?: boolean | undefined;
}

/** @param baseUrl absolute URL of the page. Fragments, other schemes and impossible hosts are left out. */
export function scanLinks(bytes: Uint8Array, baseUrl: string, options: ScanOptions = {}): ScannedLinks {
  const collector = new Collector(baseUrl, options.resources ?? false);
  scan(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), collector);
  return { links: [...collector.links], resources: [...collector.resources] };
}

class Collector {
  readonly links = new Set<string>();
  readonly resources = new Set<string>();
  readonly wantsResources: boolean;
  readonly #resolver: UrlResolver;
  readonly #seen = new Set<string>();
  #hasBase = false;

  constructor(baseUrl: string, wantsResources: boolean) {
    this.#resolver = new UrlResolver(baseUrl);
    this.wantsResources = wantsResources;
  }

  add(reference: string, kind: Kind): void {
    if (kind === 'link') this.#addLink(reference);
    else if (kind === 'resource') this.#addResource(reference);
    else if (kind === 'srcset') for (const url of srcsetUrls(reference)) this.#addResource(url);
    else this.#rebase(reference);
  }

  #addLink(reference: string): void {
    const found = this.#resolver.resolve(reference);
    if (found && this.links.size < MAX_REFERENCES) this.links.add(found.url);
  }

  /** Icons and avatars come again and again; looking twice is cheaper than resolving twice. */
  #addResource(reference: string): void {
    if (this.#seen.has(reference)) return;
    this.#seen.add(reference);
    const found = this.#resolver.resolve(reference);
    if (found && this.resources.size < MAX_REFERENCES) this.resources.add(found.url);
  }

  /** The first base element counts (HTML standard §4.2.3). */
  #rebase(reference: string): void {
    if (!this.#hasBase) this.#resolver.rebase(reference);
    this.#hasBase = true;
  }
}

/** Runs between tags are short: a loop beats a call into the runtime for each. */
function scan(bytes: Buffer, collector: Collector): void {
  const end = bytes.length;
  const text = bytes.toString('latin1');
  let at = 0;
  for (;;) {
    while (at < end && bytes[at] !== LESS) at++;
    if (++at >= end) return;
    const next = bytes[at] as number;
    if (CLASS[next] === 4) {
      const nameStart = at;
      while (at < end && ((CLASS[bytes[at] as number] as number) & 3) === 0) at++;
      const nameEnd = at;
      at = readAttributes(bytes, text, at, hrefRole(bytes, nameStart, nameEnd), collector);
      if (bytes[at - 2] !== SLASH) at = skipRawText(bytes, at, nameStart, nameEnd);
    } else if (next === BANG && bytes[at + 1] === DASH && bytes[at + 2] === DASH) {
      at = skipComment(bytes, at + 3);
    } else if (next === BANG || next === SLASH || next === QUESTION) {
      while (at < end && bytes[at] !== GREATER) at++;
    }
  }
}

type Role = 'link' | 'base' | null;

/** From behind the element's name to behind its `>`. */
function readAttributes(bytes: Buffer, text: string, from: number, role: Role, collector: Collector): number {
  const end = bytes.length;
  const resources = collector.wantsResources;
  let at = from;
  for (;;) {
    while (at < end && (CLASS[bytes[at] as number] === 1 || bytes[at] === SLASH)) at++;
    if (at >= end) return end;
    if (bytes[at] === GREATER) return at + 1;
    const nameStart = at++;
    while (at < end && ((CLASS[bytes[at] as number] as number) & 3) === 0) at++;
    const nameEnd = at;
    while (at < end && CLASS[bytes[at] as number] === 1) at++;
    if (bytes[at] !== EQUALS) continue;
    at++;
    while (at < end && CLASS[bytes[at] as number] === 1) at++;
    const quote = bytes[at] as number;
    const quoted = quote === QUOTE || quote === APOSTROPHE;
    const valueStart = quoted ? ++at : at;
    if (quoted) while (at < end && bytes[at] !== quote) at++;
    else while (at < end && CLASS[bytes[at] as number] !== 1 && bytes[at] !== GREATER) at++;
    if (at >= end) return end;
    const kind = role === null && !resources ? null : kindOf(bytes, nameStart, nameEnd, role, resources);
    if (kind !== null && at - valueStart <= MAX_REFERENCE_BYTES)
      collector.add(valueText(bytes, text, valueStart, at), kind);
    if (quoted) at++;
  }
}

/** Told by length and letters: `href`, `src`, `srcset`, `data-src`. */
function kindOf(bytes: Buffer, start: number, end: number, role: Role, resources: boolean): Kind | null {
  const length = end - start;
  if (length === 4) return role !== null && equalsWord(bytes, start, 'href') ? role : null;
  if (!resources) return null;
  if (length === 3) return equalsWord(bytes, start, 'src') ? 'resource' : null;
  if (length === 6) return equalsWord(bytes, start, 'srcset') ? 'srcset' : null;
  return length === 8 && equalsWord(bytes, start, 'data-src') ? 'resource' : null;
}

function equalsWord(bytes: Uint8Array, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++)
    if (((bytes[start + i] as number) | 32) !== (word.charCodeAt(i) | 32)) return false;
  return true;
}

/** Only these elements link by href. */
function hrefRole(bytes: Buffer, start: number, end: number): Role {
  const length = end - start;
  if (length === 1) return equalsWord(bytes, start, 'a') ? 'link' : null;
  if (length !== 4) return null;
  if (equalsWord(bytes, start, 'base')) return 'base';
  return equalsWord(bytes, start, 'link') || equalsWord(bytes, start, 'area') ? 'link' : null;
}

/** @param text the same octets, one character each, so that ordinary values need no decoding. */
function valueText(bytes: Buffer, text: string, start: number, end: number): string {
  let bits = 0;
  let ampersand = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    bits |= byte;
    if (byte === AMPERSAND) ampersand = true;
  }
  const value = bits < 128 ? text.slice(start, end) : bytes.toString('utf8', start, end);
  return ampersand ? decodeReferences(value) : value;
}

/** Behind `-->` or `--!>`; `<!-->` and `<!--->` are whole comments. */
function skipComment(bytes: Buffer, from: number): number {
  if (bytes[from] === GREATER) return from + 1;
  if (bytes[from] === DASH && bytes[from + 1] === GREATER) return from + 2;
  for (let at = bytes.indexOf('--', from); at >= 0; at = bytes.indexOf('--', at + 1)) {
    if (bytes[at + 2] === GREATER) return at + 3;
    if (bytes[at + 2] === BANG && bytes[at + 3] === GREATER) return at + 4;
  }
  return bytes.length;
}

function skipRawText(bytes: Buffer, from: number, nameStart: number, nameEnd: number): number {
  const name = RAW_TEXT_BY_LENGTH[nameEnd - nameStart]?.find((word) => sameWord(bytes, nameStart, word));
  if (name === undefined) return from;
  for (let at = bytes.indexOf('</', from); at >= 0; at = bytes.indexOf('</', at + 2)) {
    const after = bytes[at + 2 + name.length] ?? GREATER;
    if ((CLASS[after] === 1 || after === SLASH || after === GREATER) && sameWord(bytes, at + 2, name))
      return at;
  }
  return bytes.length;
}

function sameWord(bytes: Buffer, start: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (((bytes[start + i] ?? 0) | 32) !== word[i]) return false;
  return true;
}
