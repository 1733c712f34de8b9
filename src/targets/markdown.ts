/** docs/targets.md, derived from what the targets declare. */
import { FEATURES, type Support } from './features.js';
import { targets } from './index.js';
import type { Target } from './target.js';
import { validators } from './validators.js';

const count = (value: number): string => (value === 0 ? 'none' : value.toLocaleString('en-US'));

/** The page: one table of all features, then what stands behind each word that is not `yes`. */
export function targetsMarkdown(): string {
  const head = ['target', ...FEATURES, 'capacity: names', 'prefixes'];
  const rows = targets.map((target) => [
    target.optIn ? `${target.id} (opt-in)` : target.id,
    ...FEATURES.map((feature) => word(target.features[feature])),
    count(target.capacity.names),
    count(target.capacity.prefixes),
  ]);
  return [
    '# Targets',
    '',
    'Generated from `src/targets`; a test holds it to that. What a target cannot express is reported as a loss when it',
    'renders: _dropped_ (no), _widened_ (blocks more than the entry says) or _narrowed_ (blocks less).',
    'Targets named `intel-` are reports for people at other companies ([formats](formats.md#intelligence)): nothing loads them.',
    '',
    ...table(head, rows),
    '',
    ...targets.flatMap(section),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function section(target: Target): string[] {
  const reasons = FEATURES.flatMap((feature) => {
    const support = target.features[feature];
    return support === 'yes' ? [] : [`- ${feature}: ${word(support)}: ${Object.values(support)[0]}`];
  });
  const checks = [...new Set((validators[target.id] ?? []).map(({ program }) => `\`${program}\``))];
  return [
    `## ${target.id}: ${target.title}`,
    '',
    `${target.summary}${target.optIn ? ' Only when asked for by name.' : ''}`,
    '',
    ...target.programs.map((program) => `- read by ${program}`),
    `- checked by ${checks.length > 0 ? checks.join(', ') : 'no program'}`,
    ...reasons,
    ...(target.accounts && target.accounts !== 'yes'
      ? [`- accounts: ${word(target.accounts)}: ${Object.values(target.accounts)[0]}`]
      : []),
    '',
  ];
}

function word(support: Support): string {
  return support === 'yes' ? 'yes' : (Object.keys(support)[0] ?? '');
}

/** Columns of one width, as the formatter of the project wants them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
