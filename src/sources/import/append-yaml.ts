/** Adds to a list of a file that a person may have written: every octet that was there stays, in its place. */
import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { canonicalJson } from '../../model/canonical-json.js';
import { writeYaml, type YamlMap } from './write-yaml.js';

export interface Addition {
  readonly item: YamlMap;
  /** One line, shown above the item. */
  readonly comment?: string | undefined;
}

/**
 * Items at the end of the list under a top-level key; the list is begun where there is none.
 * @returns null where the file is written in a way that cannot be added to without changing more
 */
export function appendItems(text: string, key: string, additions: readonly Addition[]): string | null {
  const next = insert(text, key, additions);
  if (next === null) return null;
  // The proof that nothing else changed: what is read of it is what was read before, and the items.
  const before = read(text);
  const after = read(next);
  if (before === null || after === null) return null;
  const expected = {
    ...before,
    [key]: [...listOf(before[key]), ...additions.map(({ item }) => plain(item))],
  };
  return canonicalJson(plain(expected)) === canonicalJson(plain(after)) ? next : null;
}

type Root = Readonly<Record<string, unknown>>;

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function read(text: string): Root | null {
  const document = parseDocument(text, { version: '1.2', schema: 'core' });
  return document.errors.length === 0 && isMap(document.contents) ? (document.toJS() as Root) : null;
}

function insert(text: string, key: string, additions: readonly Addition[]): string | null {
  const root = parseDocument(text, { version: '1.2', schema: 'core' }).contents;
  if (!isMap(root) || root.flow) return null;
  const pair = root.items.find((one) => isScalar(one.key) && one.key.value === key);
  const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  if (!pair) return `${ended}${key}:\n${block(key, additions, '  ')}`;
  if (!isSeq(pair.value)) return null;
  return pair.value.items.length === 0
    ? beginList(text, pair.value, key, additions)
    : extendList(ended, pair.value, key, additions);
}

/** `key: []` */
function beginList(text: string, list: YAMLSeq, key: string, additions: readonly Addition[]): string | null {
  const [start, end] = list.range ?? [0, 0];
  const rest = text.slice(end);
  if (!/^[ ]*(?:\n|$)/.test(rest)) return null;
  return `${text.slice(0, start).trimEnd()}\n${block(key, additions, '  ')}${rest.replace(/^[ ]*\n/, '')}`;
}

function extendList(text: string, list: YAMLSeq, key: string, additions: readonly Addition[]): string | null {
  if (list.flow) return null;
  const start = list.range?.[0] ?? 0;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const last = list.items.at(-1) as { range?: readonly [number, number, number] | null } | undefined;
  if (!/^ *$/.test(indent) || !last?.range) return null;
  let end = last.range[1];
  if (text[end - 1] !== '\n') end = text.indexOf('\n', end) + 1 || text.length;
  return text.slice(0, end) + block(key, additions, indent) + text.slice(end);
}

function block(key: string, additions: readonly Addition[], indent: string): string {
  return additions
    .flatMap(({ item, comment }) => [
      ...(comment === undefined ? [] : [`# ${comment}`]),
      ...writeYaml({ [key]: [item] })
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.slice(2)),
    ])
    .map((line) => `${indent}${line}\n`)
    .join('');
}
