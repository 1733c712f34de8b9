// Runs the tests and closes with tap's own count as `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'cordon-tap-'));
const output = path.join(folder, 'result.tap');
const reporter = process.stdout.isTTY ? [] : ['--reporter=terse'];
const { status } = spawnSync(
  'npx',
  ['tap', ...reporter, `--output-file=${output}`, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);

/** The last line of this form is the count of the whole run: `# { total: 9, pass: 8, fail: 1 }`. */
const told = existsSync(output) ? readFileSync(output, 'utf8') : '';
const counts = [...told.matchAll(/^# \{ (total: .*) \}$/gm)].at(-1)?.[1] ?? '';
rmSync(folder, { recursive: true, force: true });
// A log without the names of what failed is no use to whoever reads it.
for (const line of told.split('\n'))
  if (/^\s*not ok /.test(line)) process.stdout.write(`${line.replace(/ # time=.*/, '')}\n`);
const count = (what) => Number(new RegExp(`${what}: (\\d+)`).exec(counts)?.[1] ?? 0);
const skipped = count('skip') + count('todo');
process.stdout.write(
  `${count('pass')} passed, ${count('fail')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exitCode = counts === '' ? 1 : (status ?? 1);
