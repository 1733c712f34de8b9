/**
 * Measures gate A on the labelled pages and prints the tables of docs/quality.md.
 * Run: npm run build && node scripts/measure-quality.mjs [--write] [--explain]
 * `--write` puts the tables between the marks in docs/quality.md; `--explain` prints every platform's findings.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gateOf, loadPlatforms, qualityTables } from './quality.mjs';

const root = path.resolve(import.meta.dirname, '..');
const platforms = await loadPlatforms(path.join(root, 'test', 'fixtures', 'pages'));
if (process.argv.includes('--explain'))
  for (const platform of platforms) {
    const { holds, score, findings } = gateOf(platform);
    const right = holds === platform.tradingPlatform ? 'right' : 'WRONG';
    const parts = findings.map((one) => `${one.rule}${one.weight > 0 ? '+' : ''}${one.weight}`).join(' ');
    process.stderr.write(`${right} ${platform.id} (${platform.category}) ${score}: ${parts}\n`);
  }
const tables = qualityTables(platforms);
process.stdout.write(tables);
if (process.argv.includes('--write')) {
  const file = path.join(root, 'docs', 'quality.md');
  const text = readFileSync(file, 'utf8');
  const marks = /(<!-- gate A: begin -->\n)[\s\S]*?(<!-- gate A: end -->)/;
  if (!marks.test(text)) throw new Error(`${file} has no marks for the tables`);
  writeFileSync(
    file,
    text.replace(marks, (_, begin, end) => begin + tables + end),
  );
}
