/** Text from pages, made fit to store and show. */

const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu;
const SPACE = /\s+/g;

/** One line without control, format and surrogate characters, spaces collapsed, cut to `maxLength` UTF-16 units. */
export function cleanText(text: string, maxLength: number): string {
  // Cutting first bounds the work; control characters can only make the result shorter.
  const cut = text.length > maxLength * 4 ? text.slice(0, maxLength * 4) : text;
  const line = (NEEDS_WORK.test(cut) ? cut.replace(SPACE, ' ').replace(UNSAFE, '') : cut).trim();
  if (line.length <= maxLength) return line;
  const end = isHighSurrogate(line.charCodeAt(maxLength - 1)) ? maxLength - 1 : maxLength;
  return line.slice(0, end);
}

/** Anything but printable ASCII, plain CJK and kana, and single spaces goes the slow way. */
const NEEDS_WORK = /[^\x20-\x7e\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef]| {2}|\u3000/;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
