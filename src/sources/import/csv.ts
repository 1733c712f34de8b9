/** Candidates from CSV (RFC 4180) with the columns name, site and optionally kind and country. */
import { CordonError, type Problem } from '../../model/errors.js';
import { type Candidates, type Claim, candidateFiles, type KnownNames } from './candidates.js';

const COLUMNS = ['name', 'site', 'kind', 'country'] as const;

interface Row {
  /** Line of its first field, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** @throws CordonError `config` with every problem of the header and the rows. */
export function importCsv(file: string, text: string, known: KnownNames): Candidates {
  const problems: Problem[] = [];
  const rows = readRows(file, text.replace(/^\uFEFF/, ''), problems);
  const [header, ...body] = rows;
  const columns = header?.fields.map((field) => field.trim().toLowerCase()) ?? [];
  for (const needed of ['name', 'site'] as const) {
    if (!columns.includes(needed))
      problems.push({
        message: `the header has no column ${needed}`,
        at: { file, line: 1 },
        hint: `the first line names the columns: ${COLUMNS.join(',')}`,
      });
  }
  if (problems.length > 0) throw new CordonError('config', problems);
  return candidateFiles(
    body.flatMap((row) => claimOf(file, columns, row)),
    known,
  );
}

function claimOf(file: string, columns: readonly string[], row: Row): Claim[] {
  if (row.fields.every((field) => field.trim() === '')) return [];
  const cell = (column: (typeof COLUMNS)[number]): string =>
    row.fields[columns.indexOf(column)]?.trim() ?? '';
  return [
    {
      id: cell('name'),
      name: cell('name'),
      kind: cell('kind'),
      hosts: [hostOfUrl(cell('site'))],
      countries: cell('country').split(/[ ;]+/),
      place: `${file}:${row.line}`,
    },
  ];
}

/** The host part of `https://host:port/path`, cut by text alone; the gate judges what is left. */
export function hostOfUrl(text: string): string {
  return text
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:\d+$/, '');
}

function readRows(file: string, text: string, problems: Problem[]): Row[] {
  const rows: Row[] = [];
  let fields: string[] = [];
  let line = 1;
  let start = 1;
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;
  while (field.lastIndex < text.length || fields.length > 0) {
    const found = field.exec(text);
    if (!found) {
      problems.push({
        message: 'a quote stands where no field begins or ends',
        at: { file, line },
        hint: 'a field with a quote is quoted as a whole, and its quotes are doubled (RFC 4180 §2)',
      });
      break;
    }
    const [, raw = '', end] = found;
    fields.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    line += raw.split('\n').length - 1;
    if (end === ',') continue;
    rows.push({ line: start, fields });
    fields = [];
    line++;
    start = line;
    if (end === '') break;
  }
  return rows;
}
