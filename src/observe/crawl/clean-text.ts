/** Text from pages, made fit to store and show. */

const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu;
const SPACE = /\s+/g;

/** One line without control, format and surrogate characters, spaces collapsed, cut to `maxLength` UTF-16 units. */
export function cleanText(text: string, maxLength: number): string {
  // Cutting first bounds the work; control characters can only make the result shorter.
  const cut = text.length > maxLength * 4 ? text.slice(0, maxLength * 4) : text;
  const line = (isPlain(cut) ? cut : cut.replace(SPACE, ' ').replace(UNSAFE, '')).trim();
  if (line.length <= maxLength) return line;
  const end = isHighSurrogate(line.charCodeAt(maxLength - 1)) ? maxLength - 1 : maxLength;
  return line.slice(0, end);
}

/** Printable ASCII, CJK, kana and hangul with single spaces: nothing to do for most text there is. */
function isPlain(text: string): boolean {
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 32 || (unit === 32 && before === 32)) return false;
    if (unit > 126 && !(unit > 0x3000 && unit <= 0x9fff) && !(unit >= 0xac00 && unit <= 0xd7a3)) return false;
    before = unit;
  }
  return true;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
