/**
 * The table of rules in docs/decide.md. `npm run build && node scripts/rules-table.mjs --write` puts it there; a test
 * holds it current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const FILE = path.resolve(import.meta.dirname, '..', 'docs', 'decide.md');
const MARKS = /(<!-- rules: begin -->\n)[\s\S]*?(<!-- rules: end -->)/;

/** @param rules RULES of src/decide/rules @returns markdown */
export function rulesTable(rules) {
  const cell = (text) => String(text).replaceAll('|', '\\|');
  const rows = rules.map(
    ({ gate, id, version, family, weight, strong, reads, statement }) =>
      `| ${gate} | \`${id}\` | ${version} | ${family} | ${weight}${strong ? ', strong' : ''} | ${reads.join(', ')} | ${cell(statement)} |`,
  );
  return [
    '| gate | rule | version | family | at most | reads | what it looks for |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** What stands in the docs. */
export const documented = () => MARKS.exec(readFileSync(FILE, 'utf8'))?.[0] ?? '';
export const between = (table) => `<!-- rules: begin -->\n${table}<!-- rules: end -->`;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { RULES } = await import('../dist/decide/rules/index.js');
  const table = rulesTable(RULES);
  if (!process.argv.includes('--write')) process.stdout.write(table);
  else
    writeFileSync(
      FILE,
      readFileSync(FILE, 'utf8').replace(MARKS, (_, begin, end) => begin + table + end),
    );
}
