/**
 * The form in which text is searched and excerpts are cut, and which kinds of characters are in it: a rule that looks
 * for amounts or for buttons in quotes need not search text that has no digit or no quote, and most has none.
 */

/** Bits of {@link Folded.traits}. */
export const DIGIT = 1;
/** Opening quotes and brackets. */
export const QUOTE = 2;
/** What stands between the two sides of a market. */
export const SEPARATOR = 4;
/** Colons and signs of equality. */
export const EQUATION = 8;
export const AT_SIGN = 16;
/** Arrows from one thing to another. */
export const ARROW = 32;
const CAPITAL = 64;
const UNUSUAL = 128;

export interface Folded {
  readonly text: string;
  /** Bits: which kinds of characters stand in the text. */
  readonly traits: number;
}

/**
 * Units that are certainly their own NFKC: ASCII, Russian letters, kana, Han and Hangul syllables. Marks and jamo that
 * combine with them (Unicode Standard Annex 15) lie elsewhere, and so does everything invisible.
 */
const USUAL = /[\u0000-\u007f\u0400-\u045f\u3001\u3002\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3]/;
const KINDS: readonly (readonly [number, RegExp])[] = [
  [DIGIT, /\d/],
  [QUOTE, /["“”«„‘'「『【[(]/],
  [SEPARATOR, /[/_\-|]/],
  [EQUATION, /[:：=≈≒]/],
  [AT_SIGN, /@/],
  [ARROW, /[→⇄⇆↔➜➔⟶]/],
  // Others have no capitals among the usual ones.
  [CAPITAL, /[A-Z\u0400-\u042f]/],
];
const TRAITS = Uint8Array.from({ length: 65_536 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  const usual = USUAL.test(character) ? 0 : UNUSUAL;
  return KINDS.reduce((bits, [bit, pattern]) => (pattern.test(character) ? bits | bit : bits), usual);
});
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** NFKC, lower case, without invisible joiners: full-width letters and capitals are no hiding place. */
export function fold(raw: string): Folded {
  const traits = traitsOf(raw);
  if ((traits & UNUSUAL) !== 0) {
    const text = raw.normalize('NFKC').replace(INVISIBLE, '').toLowerCase();
    return { text, traits: traitsOf(text) };
  }
  // Lowering a text without capitals would copy most of them for nothing.
  return { text: (traits & CAPITAL) === 0 ? raw : raw.toLowerCase(), traits };
}

export const foldText = (raw: string): string => fold(raw).text;

function traitsOf(text: string): number {
  let traits = 0;
  for (let i = 0; i < text.length; i++) traits |= TRAITS[text.charCodeAt(i)] as number;
  return traits;
}
