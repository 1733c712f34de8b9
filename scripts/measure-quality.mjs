/**
 * Measures gate A and the whole decision on the labelled pages and prints the tables of docs/quality.md.
 * Run: npm run build && node scripts/measure-quality.mjs [--write] [--explain]
 * `--write` puts the tables between the marks in docs/quality.md; `--explain` prints every platform's findings, and the
 * reasons of every decision that its label contradicts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gateOf, loadPlatforms, qualityTables } from './quality.mjs';
import { cellOf, decide, decisionTables, loadAll, loadProfiles } from './quality-decision.mjs';

const root = path.resolve(import.meta.dirname, '..');
const pages = path.join(root, 'test', 'fixtures', 'pages');
const platforms = await loadPlatforms(pages);
const cases = decide(await loadAll(pages), loadProfiles(root));
if (process.argv.includes('--explain')) {
  for (const platform of platforms) {
    const { holds, score, findings } = gateOf(platform);
    const right = holds === platform.tradingPlatform ? 'right' : 'WRONG';
    const parts = findings.map((one) => `${one.rule}${one.weight > 0 ? '+' : ''}${one.weight}`).join(' ');
    process.stderr.write(`${right} ${platform.id} (${platform.category}) ${score}: ${parts}\n`);
  }
  for (const one of cases.filter((each) => cellOf(each) === 1 || cellOf(each) === 2)) explain(one);
}
const tables = [
  ['gate A', qualityTables(platforms)],
  ['decision', decisionTables(cases)],
];
for (const [, table] of tables) process.stdout.write(`${table}\n`);
if (process.argv.includes('--write')) {
  const file = path.join(root, 'docs', 'quality.md');
  let text = readFileSync(file, 'utf8');
  for (const [name, table] of tables) {
    const marks = new RegExp(`(<!-- ${name}: begin -->\\n)[\\s\\S]*?(<!-- ${name}: end -->)`);
    if (!marks.test(text)) throw new Error(`${file} has no marks for the tables of ${name}`);
    text = text.replace(marks, (_, begin, end) => begin + table + end);
  }
  writeFileSync(file, text);
}

function explain({ platform, profile, wanted, assessment }) {
  const { state, reasons, gates } = assessment;
  const parts = (gate) => gate.parts.map((part) => `${part.rule}${part.weight < 0 ? '' : '+'}${part.weight}`);
  process.stderr.write(
    `${wanted ? 'MISSED' : 'WRONGLY PROPOSED'} ${platform.part} ${platform.id} under ${profile}: ${state}\n` +
      `  A ${gates.A.score}: ${parts(gates.A).join(' ')}\n  C ${gates.C.score}: ${parts(gates.C).join(' ')}\n` +
      reasons.map((reason) => `  ${reason}\n`).join(''),
  );
}
