/** `cordon targets`: what can be emitted, and what each target can express. */
import { EXIT } from '../../model/errors.js';
import { targets as TARGETS } from '../../targets/index.js';
import { FEATURES, type Support } from '../../targets/target.js';
import type { CommonOptions } from '../context.js';
import { grouped, table } from '../format/table.js';
import type { Io } from '../io.js';

export async function run(_args: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  if (options.json) {
    const plain = TARGETS.map(
      ({ id, family, title, summary, optIn, role, features, accounts, capacity, programs }) => ({
        id,
        family,
        title,
        summary,
        optIn,
        role,
        features,
        accounts,
        capacity,
        programs,
      }),
    );
    io.out(`${JSON.stringify(plain)}\n`);
    return EXIT.done;
  }
  const columns = [
    { title: 'target', value: (one: (typeof TARGETS)[number]) => `${one.id}${one.optIn ? ' (opt-in)' : ''}` },
    { title: 'family', value: (one: (typeof TARGETS)[number]) => one.family },
    ...FEATURES.map((feature) => ({
      title: feature,
      value: (one: (typeof TARGETS)[number]) => word(one.features[feature]),
    })),
    {
      title: 'names up to',
      value: (one: (typeof TARGETS)[number]) => grouped(one.capacity.names),
      align: 'right' as const,
    },
    {
      title: 'prefixes up to',
      value: (one: (typeof TARGETS)[number]) => grouped(one.capacity.prefixes),
      align: 'right' as const,
    },
  ];
  io.out(table(columns, TARGETS));
  io.out('\n');
  for (const target of TARGETS) {
    io.out(`${target.id}: ${target.title}. ${target.summary}\n`);
    for (const feature of FEATURES) {
      const support = target.features[feature];
      if (support !== 'yes') io.out(`  ${feature}: ${word(support)}, ${Object.values(support)[0]}\n`);
    }
    if (target.accounts && target.accounts !== 'yes')
      io.out(`  accounts: ${word(target.accounts)}, ${Object.values(target.accounts)[0]}\n`);
  }
  return EXIT.done;
}

function word(support: Support): string {
  return support === 'yes' ? 'yes' : (Object.keys(support)[0] ?? 'no');
}
