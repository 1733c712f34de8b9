/**
 * Strict YAML 1.2, core schema: what people write, and nothing that surprises them. No anchors, aliases, tags,
 * directives, merge keys or second documents; keys are unique text; a warning is an error. Values stay nodes, so that
 * every later check can point at line and column.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import type { Position, Problem } from '../model/errors.js';
import { quote } from '../model/names/host.js';

/** One file, and where its problems go. */
interface YamlSource {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly problems: Problem[];
}

export interface YamlEntry {
  readonly key: string;
  /** The key's own place. */
  readonly at: YamlValue;
  readonly value: YamlValue;
}

/** A value of a YAML file with its place. */
export class YamlValue {
  readonly #source: YamlSource;
  readonly #node: Node | null;
  readonly #offset: number;

  constructor(source: YamlSource, node: Node | null, offset: number) {
    this.#source = source;
    this.#node = node;
    this.#offset = node?.range?.[0] ?? offset;
  }

  get at(): Position {
    return positionAt(this.#source, this.#offset);
  }

  get file(): string {
    return this.#source.file;
  }

  /** Notes a problem at this place; undefined stands for the value that could not be read. */
  report(message: string, hint?: string): undefined {
    this.#source.problems.push({ message, at: this.at, hint });
    return undefined;
  }

  /** Text, number, boolean or null; undefined for lists and maps. */
  get scalar(): unknown {
    return this.#node === null ? null : isScalar(this.#node) ? this.#node.value : undefined;
  }

  /** undefined when this is not a list. */
  get items(): YamlValue[] | undefined {
    if (!isSeq(this.#node)) return undefined;
    return this.#node.items.map((item) => new YamlValue(this.#source, item as Node | null, this.#offset));
  }

  /** undefined when this is not a map. Of a repeated key the first stands. */
  get entries(): YamlEntry[] | undefined {
    if (!isMap(this.#node)) return undefined;
    const seen = new Set<string>();
    return this.#node.items.flatMap(({ key, value }) => {
      if (!isScalar(key) || typeof key.value !== 'string' || seen.has(key.value)) return [];
      seen.add(key.value);
      const at = new YamlValue(this.#source, key as Node, this.#offset);
      return [{ key: key.value, at, value: new YamlValue(this.#source, value as Node | null, at.#offset) }];
    });
  }

  /** Value of a map's field. */
  get(key: string): YamlValue | undefined {
    return this.entries?.find((entry) => entry.key === key)?.value;
  }

  /** What it is, in the words of a message. */
  get kind(): string {
    const { scalar } = this;
    if (this.items) return 'a list';
    if (this.entries) return 'a map';
    if (scalar === null) return 'nothing';
    return typeof scalar === 'string' ? 'text' : typeof scalar === 'boolean' ? 'true or false' : 'a number';
  }
}

/** Syntax errors of one file that are told; more of them are echoes of the first. */
const MAX_FAULTS = 10;

/** @returns undefined when the text is not YAML; smaller offences are noted, and the rest can still be read. */
export function parseYaml(file: string, text: string, problems: Problem[]): YamlValue | undefined {
  const source: YamlSource = { file, text, lines: new LineCounter(), problems };
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push({
      message: 'is nested too deeply to be read',
      at: { file },
      hint: 'no list needs more than a few levels',
    });
    return undefined;
  }
}

function parse(source: YamlSource): YamlValue | undefined {
  const document = parseDocument(source.text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    strict: true,
    stringKeys: false,
    uniqueKeys: false,
    prettyErrors: false,
    // 'silent' would also silence the error that a second document is.
    logLevel: 'error',
    lineCounter: source.lines,
  });
  const faults: YAMLError[] = [...document.errors, ...document.warnings];
  // The parser catches its own overflow, and says so once a level.
  if (faults.some(({ message }) => /call stack/.test(message))) throw new RangeError('nested too deeply');
  for (const fault of faults.slice(0, MAX_FAULTS)) {
    const { message, hint } = faultText(fault);
    source.problems.push({ message, at: positionAt(source, fault.pos[0]), hint });
  }
  const directive = /^%/m.exec(source.text);
  if (
    directive &&
    (document.directives?.yaml.explicit || Object.keys(document.directives?.tags ?? {}).length > 1)
  )
    note(source, directive.index, 'a directive changes what the file means', 'leave out the line with %');
  if (faults.some((fault) => fault.code !== 'MULTIPLE_DOCS')) return undefined;
  inspect(source, document.contents as Node | null);
  return new YamlValue(source, document.contents as Node | null, 0);
}

/** Refuses, wherever in the tree, what core YAML allows and these files do not. */
function inspect(source: YamlSource, node: unknown): void {
  if (isAlias(node)) {
    note(source, node.range?.[0] ?? 0, `*${node.source} is an alias`, 'write the value out');
    return;
  }
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return;
  const start = node.range?.[0] ?? 0;
  const { anchor, tag } = node;
  if (anchor !== undefined)
    note(
      source,
      before(source, `&${anchor}`, start),
      `&${anchor} is an anchor`,
      'leave it out; aliases are not read',
    );
  if (tag !== undefined)
    note(source, before(source, '!', start), 'an explicit tag gives the value a type', 'leave the tag out');
  if (isSeq(node)) for (const item of node.items) inspect(source, item);
  if (!isMap(node)) return;
  const seen = new Set<string>();
  for (const { key, value } of node.items) {
    inspectKey(source, key, seen, start);
    inspect(source, value);
  }
}

function inspectKey(source: YamlSource, key: unknown, seen: Set<string>, start: number): void {
  if (isScalar(key)) inspect(source, key);
  const at = isScalar(key) || isMap(key) || isSeq(key) || isAlias(key) ? (key.range?.[0] ?? start) : start;
  if (!isScalar(key) || typeof key.value !== 'string') {
    note(source, at, 'a key is not text', 'put it in quotes');
    return;
  }
  if (key.value === '__proto__') note(source, at, 'the key __proto__ is refused', 'leave it out');
  else if (key.value === '<<') note(source, at, 'a merge key is refused', 'write the fields out');
  else if (seen.has(key.value))
    note(source, at, `the key ${quote(key.value)} appears twice in one map`, 'keep one of them');
  seen.add(key.value);
}

function note(source: YamlSource, offset: number, message: string, hint: string): void {
  source.problems.push({ message, at: positionAt(source, offset), hint });
}

/** Where the mark before a node stands; the node's own range begins after it. */
function before(source: YamlSource, mark: string, start: number): number {
  let found = source.text.lastIndexOf(mark, start);
  while (found > 0 && source.text[found - 1] === '!') found--;
  return found < 0 ? start : found;
}

function positionAt({ file, lines }: YamlSource, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col) };
}

const FAULTS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  MULTIPLE_DOCS: ['a second document begins', 'one file holds one document'],
  TAB_AS_INDENT: ['a tab indents the line', 'indent with spaces'],
  BAD_INDENT: ['the indent does not fit', 'fields of one map begin in the same column'],
  BLOCK_AS_IMPLICIT_KEY: ['a second colon follows on one line', 'put text with a colon in quotes'],
  MISSING_CHAR: [
    'a quote or bracket is not closed, or a separator is missing',
    'close it, or put the text in quotes',
  ],
  UNEXPECTED_TOKEN: ['something stands where nothing may', 'put text with special characters in quotes'],
  TAG_RESOLVE_FAILED: ['an explicit tag gives the value a type', 'leave the tag out'],
  BAD_ALIAS: ['an alias without a name', 'put text that begins with * or & in quotes'],
};

function faultText(fault: YAMLError): { message: string; hint: string } {
  const [message, hint] = FAULTS[fault.code] ?? [
    `not YAML: ${quote(fault.message)}`,
    'put text with special characters in quotes, and indent with spaces',
  ];
  return { message, hint };
}
