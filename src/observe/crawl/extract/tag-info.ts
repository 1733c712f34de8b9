/** What is known about element and attribute names, found without making a string of each. */

export interface TagInfo {
  /** Lower case, cut at 64 characters. */
  readonly name: string;
  /** Its attributes are read. */
  readonly isRead: boolean;
  /** Nobody sees the text inside. */
  readonly isHidden: boolean;
  /** It does not end a line of text. */
  readonly isInline: boolean;
  /** Its content is text up to its own end tag (HTML standard §13.2.5.4). */
  readonly isRaw: boolean;
  /** It ends foreign content such as drawings (§13.2.6.5); the usual ones. */
  readonly breaksOut: boolean;
}

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '));
const READ = setOf(
  'a area audio base embed form frame html iframe img input link meta object script source track video',
);
const HIDDEN = setOf('script style template noscript svg iframe object');
const INLINE = setOf(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr',
);
const RAW = setOf('script style title textarea iframe xmp noembed noframes');
const BREAKOUT = setOf('body div dl h1 h2 h3 h4 h5 h6 head hr img li main nav ol p section table ul');
const ATTRIBUTES = setOf(
  'action alt content data data-src href hreflang http-equiv id lang method name poster property rel src srcset type',
);

const MAX_NAME_LENGTH = 64;
/** Six letters of five bits fit a small integer. */
const MAX_PACKED = 6;
const MAX_REMEMBERED = 1_000;
const NOT_PACKABLE = -1;

const tags = new Map<number, TagInfo>();
const attributes = new Map<number, string>();
for (const name of ATTRIBUTES) {
  const code = pack(name, 0, name.length);
  if (code !== NOT_PACKABLE) attributes.set(code, name);
}

export function tagInfo(text: string, start: number, end: number): TagInfo {
  const code = pack(text, start, end);
  const known = code === NOT_PACKABLE ? undefined : tags.get(code);
  if (known) return known;
  const info = describe(text.slice(start, Math.min(end, start + MAX_NAME_LENGTH)).toLowerCase());
  // Names are the page's to invent, so not all of them are kept.
  if (code !== NOT_PACKABLE && tags.size < MAX_REMEMBERED) tags.set(code, info);
  return info;
}

/** The lower-case name of an attribute that is read, or null. */
export function readAttribute(text: string, start: number, end: number): string | null {
  const code = pack(text, start, end);
  if (code !== NOT_PACKABLE) return attributes.get(code) ?? null;
  if (end - start > 10) return null;
  const name = text.slice(start, end).toLowerCase();
  return ATTRIBUTES.has(name) ? name : null;
}

function describe(name: string): TagInfo {
  return {
    name,
    isRead: READ.has(name),
    isHidden: HIDDEN.has(name),
    isInline: INLINE.has(name),
    isRaw: RAW.has(name),
    breaksOut: BREAKOUT.has(name),
  };
}

/** Up to six ASCII letters as one number, whatever their case; one to one. */
function pack(text: string, start: number, end: number): number {
  if (end - start > MAX_PACKED) return NOT_PACKABLE;
  let code = 0;
  for (let i = start; i < end; i++) {
    const letter = (text.charCodeAt(i) | 32) - 96;
    if (letter < 1 || letter > 26) return NOT_PACKABLE;
    code = (code << 5) | letter;
  }
  return code;
}
