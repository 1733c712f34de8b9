/** Links of one page, resolved without paying the full URL parser for the ordinary ones. */
import { parseHost } from '../../../model/names/host.js';

export interface ResolvedUrl {
  /** Absolute, without fragment. */
  readonly url: string;
  /** Canonical host name. */
  readonly host: string;
}

const MAX_URL_LENGTH = 2048;
const MAX_CACHED_HOSTS = 50_000;
/** Absolute with a lower-case host; group 1 is the host. */
const ABSOLUTE = /^https?:\/\/([a-z0-9.-]+)(?=\/|$)/;
const OTHER_SCHEME = /^(?!https?:|wss?:)[a-z][a-z0-9+.-]*:/i;

/** Resolves against one base; keeps nothing but the base. */
export class UrlResolver {
  #base: URL;
  #origin: string;
  #host: string | null;

  /** @param base absolute http(s) URL of the page. */
  constructor(base: string) {
    this.#base = new URL(base);
    this.#origin = this.#base.origin;
    this.#host = canonicalHost(this.#base.hostname);
  }

  /** The first base element counts (HTML standard §4.2.3); one that leads out of http(s) is ignored. */
  rebase(href: string): void {
    const found = this.resolve(href);
    if (!found) return;
    this.#base = new URL(found.url);
    this.#origin = this.#base.origin;
    this.#host = found.host;
  }

  /** Null for empty references, fragments, other schemes, and hosts that the name gate refuses. */
  resolve(reference: string): ResolvedUrl | null {
    const raw = reference.trim();
    if (raw === '' || raw.charCodeAt(0) === 35 || raw.length > MAX_URL_LENGTH) return null;
    const hash = raw.indexOf('#');
    const text = hash < 0 ? raw : raw.slice(0, hash);
    if (isPlainPath(text, 0) && text.charCodeAt(1) !== SLASH)
      return this.#host === null ? null : { url: this.#origin + text, host: this.#host };
    const absolute = ABSOLUTE.exec(text);
    if (absolute) {
      const host = canonicalHost(absolute[1] as string);
      const end = absolute[0].length;
      const bare = text.length === end;
      if (host === absolute[1] && (bare || isPlainPath(text, end)))
        return { url: bare ? `${text}/` : text, host };
    }
    return OTHER_SCHEME.test(text) ? null : this.#resolveSlowly(text);
  }

  #resolveSlowly(text: string): ResolvedUrl | null {
    if (!URL.canParse(text, this.#base.href)) return null;
    const url = new URL(text, this.#base);
    if (!/^(?:https?|wss?):$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
    const host = canonicalHost(url.hostname);
    if (host === null) return null;
    url.hash = '';
    return { url: url.href, host };
  }
}

const SLASH = 47;
/** ASCII that the URL parser leaves as it is in paths and queries. */
const PLAIN = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./?=&%+~,;:@!$()*')
  PLAIN[character.charCodeAt(0)] = 1;

/** A path from the root that holds nothing to normalise: no dot segments, plain or encoded. */
function isPlainPath(text: string, from: number): boolean {
  if (text.charCodeAt(from) !== SLASH) return false;
  let before = SLASH;
  for (let i = from + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 128 || PLAIN[unit] === 0) return false;
    if (unit === 46 && before === SLASH) return false;
    // `%2e` is a dot.
    if (unit === 37 && text.charCodeAt(i + 1) === 50 && (text.charCodeAt(i + 2) | 32) === 101) return false;
    before = unit;
  }
  return true;
}

const cache = new Map<string, string | null>();

/** The gate for names, remembered: pages of one platform name the same few hosts again and again. */
export function canonicalHost(raw: string): string | null {
  const known = cache.get(raw);
  if (known !== undefined) return known;
  const parsed = parseHost(raw);
  const host = parsed.ok ? parsed.value : null;
  if (cache.size >= MAX_CACHED_HOSTS) cache.clear();
  // A slice of a page would keep the whole page in memory.
  cache.set(Buffer.from(raw).toString(), host === null ? null : Buffer.from(host).toString());
  return host;
}

/** Hosts and what they were seen as, in order of first sight, bounded. */
export class HostUses<Kind extends string> {
  readonly #uses = new Map<string, Set<Kind>>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  add(host: string, kind: Kind): void {
    const kinds = this.#uses.get(host);
    if (kinds) kinds.add(kind);
    else if (this.#uses.size < this.#max) this.#uses.set(host, new Set([kind]));
  }

  list(): { readonly host: string; readonly as: readonly Kind[] }[] {
    return [...this.#uses].map(([host, kinds]) => ({ host, as: [...kinds].sort() }));
  }
}
