/** Control, format and other invisible characters, line separators, and halves of surrogate pairs. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/gu;
const MOST = 80;

/** Text from outside, made safe for a message: invisible and control characters as escapes, and cut. */
export function quote(text: string): string {
  const head = text.length > MOST ? text.slice(0, MOST - 3) : text;
  const escaped = head.replace(UNSAFE, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`);
  return `"${escaped}${text.length > MOST ? '…' : ''}"`;
}
