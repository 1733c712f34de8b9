/**
 * Measures the market-data rule against recorded answers of real APIs, which are not part of the project.
 * Run: npm run build && node scripts/measure-api-responses.mjs DIR [--misses]
 * DIR holds *.jsonl files; a line is an object with `module` (whose API), `status` and `body_head` (the body, or its
 * beginning). Every fourth exchange of the sorted names was held out; the rule was developed with the others.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { marketDataShape } from '../dist/decide/rules/trading/market-data.js';

const [directory, ...flags] = process.argv.slice(2);
if (!directory) {
  process.stderr.write('usage: node scripts/measure-api-responses.mjs DIR [--misses]\n');
  process.exit(2);
}
const rows = readdirSync(directory)
  .filter((name) => name.endsWith('.jsonl'))
  .sort()
  .flatMap((name) => readFileSync(path.join(directory, name), 'utf8').split('\n').filter(Boolean))
  .map((line) => JSON.parse(line));
const modules = [...new Set(rows.map((row) => row.module))].sort();
const developed = new Set(modules.filter((_, index) => index % 4 !== 3));

/** Markup, nothing at all, a bare word, or a record that only says that something went wrong. */
function isNoData(body) {
  const text = body.trim();
  if (text === '' || !/^[[{]/.test(text) || /^(?:\[\s*\]|\{\s*\})$/.test(text)) return true;
  if (text.length > 900 || /"(?:asks|bids|tick|price|last|symbol|instrument)"/.test(text)) return false;
  return (
    /"(?:error|errors|errmsg|message|msg|err_msg|result|success|status|data)"\s*:/i.test(text) &&
    !/\d+\.\d+/.test(text) &&
    /error|invalid|not found|not valid|not available|no such|limit|denied|forbidden|maintenance|:\s*false|"data"\s*:\s*(?:\[\s*\]|null)/i.test(
      text,
    )
  );
}

function measure(part) {
  const data = part.filter((row) => !isNoData(row.body_head));
  const none = part.filter((row) => isNoData(row.body_head));
  const misses = data.filter((row) => marketDataShape(row.body_head) === null);
  const wrong = none.filter((row) => marketDataShape(row.body_head) !== null);
  return {
    bodies: part.length,
    data: data.length,
    recognised: data.length - misses.length,
    none: none.length,
    wrong,
    misses,
  };
}

const started = process.hrtime.bigint();
for (const row of rows) marketDataShape(row.body_head);
const perBody = Number(process.hrtime.bigint() - started) / 1e6 / Math.max(1, rows.length);

const parts = [
  ['developed with', rows.filter((row) => developed.has(row.module))],
  ['held out', rows.filter((row) => !developed.has(row.module))],
  ['all', rows],
];
process.stdout.write('| part | bodies | with data | recognised | share | without data | taken for data |\n');
process.stdout.write('|---|---|---|---|---|---|---|\n');
for (const [name, part] of parts) {
  const { bodies, data, recognised, none, wrong } = measure(part);
  const share = data === 0 ? '–' : `${((100 * recognised) / data).toFixed(1)} %`;
  process.stdout.write(
    `| ${name} | ${bodies} | ${data} | ${recognised} | ${share} | ${none} | ${wrong.length} |\n`,
  );
}
process.stderr.write(`${perBody.toFixed(3)} ms a body\n`);
if (flags.includes('--misses')) {
  const { misses, wrong } = measure(flags.includes('--held-out') ? parts[1][1] : parts[0][1]);
  for (const row of misses)
    process.stderr.write(`miss ${row.module} ${row.kind}: ${row.body_head.slice(0, 400)}\n`);
  for (const row of wrong)
    process.stderr.write(`WRONG ${row.module} ${row.kind}: ${row.body_head.slice(0, 300)}\n`);
  for (const row of rows.filter((one) => isNoData(one.body_head) && developed.has(one.module)))
    process.stderr.write(`none ${row.module} ${row.kind}: ${row.body_head.slice(0, 160)}\n`);
}
