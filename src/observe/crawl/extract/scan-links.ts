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
  /** The same for src, data-src and srcset of every element. */
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

/** @param baseUrl absolute URL of the page. Fragments, other schemes and impossible hosts are left out. */
export function scanLinks(bytes: Uint8Array, baseUrl: string): ScannedLinks {
  const links = new Set<string>();
  const resources = new Set<string>();
  const resolver = new UrlResolver(baseUrl);
  let hasBase = false;
  const add = (reference: string, kind: Kind) => {
    if (kind === 'base') {
      if (!hasBase) resolver.rebase(reference);
      hasBase = true;
    } else if (kind === 'srcset') {
      for (const url of srcsetUrls(reference)) add(url, 'resource');
    } else {
      const found = resolver.resolve(reference);
      const set = kind === 'link' ? links : resources;
      if (found && set.size < MAX_REFERENCES) set.add(found.url);
    }
  };
  scan(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), add);
  return { links: [...links], resources: [...resources] };
}

type Add = (reference: string, kind: Kind) => void;

function scan(bytes: Buffer, add: Add): void {
  const end = bytes.length;
  let at = 0;
  while (at < end) {
    if (bytes[at] !== LESS) {
      at = bytes.indexOf(LESS, at);
      if (at < 0) return;
    }
    const next = bytes[++at] as number;
    if (CLASS[next] === 4) {
      const nameStart = at;
      while (at < end && ((CLASS[bytes[at] as number] as number) & 3) === 0) at++;
      const nameEnd = at;
      at = readAttributes(bytes, at, hrefRole(bytes, nameStart, nameEnd), add);
      at = skipRawText(bytes, at, nameStart, nameEnd);
    } else if (next === BANG && bytes[at + 1] === DASH && bytes[at + 2] === DASH) {
      at = skipComment(bytes, at + 3);
    } else if (next === BANG || next === SLASH || next === 63) {
      at = bytes.indexOf(GREATER, at);
      if (at < 0) return;
    }
  }
}

/** From behind the element's name to behind its `>`. */
function readAttributes(bytes: Buffer, from: number, role: 'link' | 'base' | null, add: Add): number {
  const end = bytes.length;
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
    const valueStart = quoted ? at + 1 : at;
    at = quoted ? bytes.indexOf(quote, valueStart) : endOfUnquoted(bytes, at);
    if (at < 0) return end;
    const kind = kindOf(bytes, nameStart, nameEnd, role);
    if (kind !== null && at - valueStart <= MAX_REFERENCE_BYTES) add(valueText(bytes, valueStart, at), kind);
    if (quoted) at++;
  }
}

function endOfUnquoted(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && CLASS[bytes[at] as number] !== 1 && bytes[at] !== GREATER) at++;
  return at;
}

/** Told by length and letters: `href`, `src`, `srcset`, `data-src`. */
function kindOf(bytes: Buffer, start: number, end: number, role: 'link' | 'base' | null): Kind | null {
  const length = end - start;
  if (length === 4) return equalsWord(bytes, start, 'href') ? role : null;
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
function hrefRole(bytes: Buffer, start: number, end: number): 'link' | 'base' | null {
  const length = end - start;
  if (length === 1) return equalsWord(bytes, start, 'a') ? 'link' : null;
  if (length !== 4) return null;
  if (equalsWord(bytes, start, 'base')) return 'base';
  return equalsWord(bytes, start, 'link') || equalsWord(bytes, start, 'area') ? 'link' : null;
}

function valueText(bytes: Buffer, start: number, end: number): string {
  let bits = 0;
  let ampersand = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    bits |= byte;
    if (byte === AMPERSAND) ampersand = true;
  }
  const text = bits < 128 ? bytes.toString('latin1', start, end) : bytes.toString('utf8', start, end);
  return ampersand ? decodeReferences(text) : text;
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
