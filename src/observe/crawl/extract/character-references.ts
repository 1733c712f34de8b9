/**
 * Character references in attribute values (HTML standard §13.2.5.73), as far as they occur in references: all
 * numeric ones, and the named ones that stand for characters of URLs.
 */

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  sol: '/',
  colon: ':',
  period: '.',
  quest: '?',
  equals: '=',
  num: '#',
  commat: '@',
  lowbar: '_',
  hyphen: '\u2010',
  percnt: '%',
  plus: '+',
  semi: ';',
  comma: ',',
  excl: '!',
  dollar: '$',
  lpar: '(',
  rpar: ')',
  ast: '*',
  Tab: '\t',
  NewLine: '\n',
  bsol: '\\',
  AMP: '&',
  QUOT: '"',
};

const REFERENCE =
  /&(?:#(?:[xX]([0-9a-fA-F]{1,6})|(\d{1,7}));?|([a-zA-Z]{2,8});|(amp|lt|gt|quot)(?![=a-zA-Z0-9;]))/g;

export function decodeReferences(text: string): string {
  const simple = decodeAmpersands(text);
  if (simple !== null) return simple;
  return text.replace(REFERENCE, (whole, hex?: string, decimal?: string, named?: string, legacy?: string) => {
    if (hex !== undefined) return character(Number.parseInt(hex, 16));
    if (decimal !== undefined) return character(Number(decimal));
    return NAMED[named ?? legacy ?? ''] ?? whole;
  });
}

/** The ordinary case, which needs no tables: every reference is `&amp;`. Null where there are others. */
export function decodeAmpersands(text: string): string | null {
  let decoded = '';
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
    if (!text.startsWith('amp;', at + 1)) return null;
    decoded += text.slice(from, at + 1);
    from = at + 5;
  }
  return decoded + text.slice(from);
}

function character(point: number): string {
  const isScalar = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isScalar ? String.fromCodePoint(point) : '\ufffd';
}
