/**
 * lists/protected/<id>.yaml. A long list keeps its values in a text file beside it (`values_file`), one a line: a
 * prefix, or a name with its scope after a space where that differs from the list's. `#` begins a comment.
 */
import type { Position, Problem } from '../../model/errors.js';
import { type Host, parseHostSyntax, quote } from '../../model/names/host.js';
import { type Prefix, parsePrefix } from '../../model/prefixes/prefix.js';
import type { ProtectedList } from '../../model/registry/jurisdiction.js';
import {
  anyName,
  flag,
  list,
  maybe,
  need,
  oneOf,
  pattern,
  prefix,
  type Read,
  record,
  text,
  token,
} from '../fields.js';
import type { YamlValue } from '../yaml.js';
import { fileId, type Located, located, type Reading } from './reading.js';

type Scope = 'exact' | 'subtree';
type ProtectedName = ProtectedList['names'][number];
const SCOPES = ['exact', 'subtree'] as const;

interface Values {
  readonly names: ProtectedName[];
  readonly prefixes: Prefix[];
}

/** @param texts texts of the files below lists/protected by path; those that a list names are taken out */
export function readProtected(
  path: string,
  root: YamlValue,
  reading: Reading,
  texts: Map<string, string>,
): ProtectedList | undefined {
  const read = record('a protected list', {
    id: need(fileId(path)),
    title: need(text),
    use: need(oneOf(['never', 'shared', 'canary'])),
    category: need(token),
    emit: maybe(flag),
    source: maybe(text),
    licence: maybe(text),
    scope: maybe(oneOf(SCOPES)),
    names: maybe(list(protectedName)),
    prefixes: maybe(list(prefix)),
    cname_suffixes: maybe(list(anyName)),
    values_file: maybe(
      located(pattern(/^[a-z0-9][a-z0-9._-]*\.txt$/, 'the name of a .txt file in the same folder')),
    ),
  })(root);
  if (!read) return undefined;
  const scope = read.scope ?? 'subtree';
  const bulk = read.values_file
    ? readValues(read.values_file, scope, reading, texts)
    : { names: [], prefixes: [] };
  return {
    id: read.id,
    title: read.title,
    use: read.use,
    category: read.category,
    emit: read.emit ?? read.use === 'never',
    source: read.source ?? '',
    licence: read.licence ?? '',
    names: [
      ...(read.names ?? []).map((one) => ({ name: one.name, scope: one.scope ?? scope })),
      ...bulk.names,
    ],
    prefixes: [...(read.prefixes ?? []), ...bulk.prefixes],
    cnameSuffixes: read.cname_suffixes ?? [],
  };
}

const scopedName = record('a protected name', { name: need(anyName), scope: maybe(oneOf(SCOPES)) });

const protectedName: Read<{ name: Host; scope?: Scope | undefined }> = (value: YamlValue) => {
  if (value.entries) return scopedName(value);
  const name = anyName(value);
  return name === undefined ? undefined : { name };
};

function readValues(
  file: Located<string>,
  scope: Scope,
  reading: Reading,
  texts: Map<string, string>,
): Values {
  const path = `protected/${file.is}`;
  const held = texts.get(path);
  if (held === undefined) {
    file.value.report(`there is no ${path}`, 'add the file, or take values_file away');
    return { names: [], prefixes: [] };
  }
  texts.delete(path);
  return readLines(path, held, scope, reading.problems);
}

/** Bulk values: one pass over the text, without a tree. */
export function readLines(file: string, held: string, scope: Scope, problems: Problem[]): Values {
  const values: Values = { names: [], prefixes: [] };
  let line = 0;
  for (let start = 0; start < held.length; ) {
    const lf = held.indexOf('\n', start);
    const end = lf < 0 ? held.length : lf;
    line++;
    const raw = held.slice(start, held[end - 1] === '\r' ? end - 1 : end);
    if (raw !== '' && !raw.startsWith('#')) readLine(raw, { file, line, column: 1 }, scope, values, problems);
    start = end + 1;
  }
  return values;
}

function readLine(raw: string, at: Position, scope: Scope, values: Values, problems: Problem[]): void {
  if (/^[0-9a-f:.]*(?:[:/]|\d+\.\d+\.\d+\.\d+$)/i.test(raw)) {
    const read = parsePrefix(raw);
    if (read.ok) values.prefixes.push(read.value);
    else problems.push({ message: read.problem.message, at, hint: read.problem.hint ?? 'one prefix a line' });
    return;
  }
  const space = raw.indexOf(' ');
  const own = space < 0 ? scope : raw.slice(space + 1);
  const read = parseHostSyntax(space < 0 ? raw : raw.slice(0, space));
  if (!read.ok)
    problems.push({ message: read.problem.message, at, hint: read.problem.hint ?? 'one name a line' });
  else if (own !== 'exact' && own !== 'subtree')
    problems.push({
      message: `${quote(own)} is not a scope`,
      at: { ...at, column: space + 2 },
      hint: 'write exact or subtree after the name',
    });
  else values.names.push({ name: read.value, scope: own });
}
