/** YAML as people would write it: block maps, short lists on one line, the same bytes for the same value. */

export type YamlOut = string | number | boolean | readonly YamlOut[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: YamlOut | undefined;
}

const WIDTH = 110;
/** Plain scalars that no YAML 1.2 reader takes for anything but text; all else is quoted. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9 ._/()+-]*$/;
const URL_TEXT = /^https?:\/\/[^\s#,[\]{}"'`]+$/;
const RESERVED = /^(?:true|false|null|0x[0-9a-f]+|0o[0-7]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?)$/i;

export function writeYaml(value: YamlMap, comment?: string): string {
  const lines = comment === undefined ? [] : comment.split('\n').map((line) => `# ${line}`.trimEnd());
  writeMap(value, '', lines);
  return `${lines.join('\n')}\n`;
}

/** Lists of scalars that stand one value a line, whatever their length: they are read and compared by line. */
const ONE_A_LINE = new Set(['names', 'prefixes', 'cname_suffixes', 'urls', 'why']);

function writeMap(map: YamlMap, indent: string, lines: string[]): void {
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    if (Array.isArray(value)) writeList(key, value as readonly YamlOut[], indent, lines);
    else if (typeof value === 'object') {
      lines.push(`${indent}${key}:`);
      writeMap(value as YamlMap, `${indent}  `, lines);
    } else writeScalar(key, value, indent, lines);
  }
}

function writeScalar(key: string, value: string | number | boolean, indent: string, lines: string[]): void {
  const line = `${indent}${key}: ${scalar(value)}`;
  if (line.length <= WIDTH || typeof value !== 'string' || /^\s|\s{2}|\s$/.test(value)) {
    lines.push(line);
    return;
  }
  lines.push(`${indent}${key}: >-`, ...wrap(value.split(' '), ' ', `${indent}  `));
}

function writeList(key: string, list: readonly YamlOut[], indent: string, lines: string[]): void {
  if (list.every((item) => typeof item !== 'object')) {
    const items = list.map((item) => scalar(item as string | number | boolean));
    const line = `${indent}${key}: [${items.join(', ')}]`;
    if (ONE_A_LINE.has(key) && (list.length > 12 || key === 'urls' || key === 'why'))
      lines.push(`${indent}${key}:`, ...items.map((item) => `${indent}  - ${item}`));
    else if (line.length <= WIDTH) lines.push(line);
    else lines.push(`${indent}${key}: [`, ...wrap(items, ', ', `${indent}  `), `${indent}]`);
    return;
  }
  lines.push(`${indent}${key}:`);
  for (const item of list) {
    if (typeof item !== 'object') {
      lines.push(`${indent}  - ${scalar(item)}`);
      continue;
    }
    const inner: string[] = [];
    writeMap(item as YamlMap, `${indent}    `, inner);
    const first = inner[0] ?? '';
    lines.push(`${indent}  - ${first.trimStart()}`, ...inner.slice(1));
  }
}

function wrap(items: readonly string[], separator: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [i, item] of items.entries()) {
    const piece = i < items.length - 1 ? item + separator.trimEnd() : item;
    if (line !== '' && indent.length + line.length + 1 + piece.length > WIDTH) {
      lines.push(indent + line);
      line = piece;
    } else line = line === '' ? piece : `${line} ${piece}`;
  }
  if (line !== '') lines.push(indent + line);
  return lines;
}

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const plain = URL_TEXT.test(value) || (PLAIN.test(value) && !RESERVED.test(value) && !value.endsWith(' '));
  return plain ? value : JSON.stringify(value);
}
