/** `cordon flag|exempt|retire <platform>`: a person's decision, written to the profile's overrides file. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isIsoDate } from '../../model/dates.js';
import { CordonError, EXIT, type Problem } from '../../model/errors.js';
import { nearestHint } from '../../model/nearest.js';
import type { Decision } from '../../model/registry/jurisdiction.js';
import { addDecision } from '../../sources/edit/add-decision.js';
import { readRegistry } from '../../sources/registry.js';
import { type CommonOptions, type Context, createContext, profileOf } from '../context.js';
import { writeAtomically } from '../files/atomic.js';
import { acquireLock } from '../files/lock.js';
import { loadRegistry } from '../files/registry.js';
import { readListFiles } from '../files/workspace.js';
import type { Io } from '../io.js';
import { createdNow } from '../releasing/time.js';

export interface DecideOptions extends CommonOptions {
  readonly basis: string;
  readonly by: string;
  /** YYYY-MM-DD */
  readonly expires: string;
}

type Decide = Decision['decide'];
const DONE: Readonly<Record<Decide, string>> = { flag: 'flagged', exempt: 'exempted', retire: 'retired' };

export const runAs =
  (decide: Decide) =>
  async (args: readonly string[], options: DecideOptions, io: Io): Promise<number> => {
    const context = createContext(options, io);
    const profile = await profileOf(options, context);
    const lock = acquireLock(context.state);
    try {
      const platform = args[0] ?? '';
      const decided = createdNow(io).slice(0, 10);
      const registry = loadRegistry(context);
      refuse([
        ...(registry.platforms.has(platform)
          ? []
          : [
              {
                message: `there is no platform ${JSON.stringify(platform)}`,
                hint: nearestHint(platform, registry.platforms.keys()),
              },
            ]),
        ...problemsOf(options, decided),
      ]);
      const { basis, by, expires } = options;
      const file = write(context, profile, {
        decide,
        platform,
        basis: tidy(basis),
        by: tidy(by),
        decided,
        expires,
      });
      const answer = { decide, platform, profile, by: tidy(by), basis: tidy(basis), decided, expires, file };
      io.out(
        options.json
          ? `${JSON.stringify(answer)}\n`
          : `${platform} is ${DONE[decide]} under profile ${profile} until ${expires}, by ${tidy(by)}\n`,
      );
      context.reporter.info(`wrote ${file}; cordon release puts it into the next serial`);
      return EXIT.done;
    } finally {
      lock.release();
    }
  };

const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** A decision without words, an owner or an end is none. */
function problemsOf({ basis, by, expires }: DecideOptions, today: string): Problem[] {
  const problems: Problem[] = [];
  if (tidy(basis).length < 8)
    problems.push({
      message: `the basis ${JSON.stringify(basis)} says too little`,
      hint: 'say on what the decision rests, in words that an auditor can check',
    });
  if (tidy(by) === '') problems.push({ message: 'the decision has no owner', hint: 'give --by' });
  if (!isIsoDate(expires) || expires <= today)
    problems.push({
      message: `--expires ${expires} is no day after today (${today})`,
      hint: 'give the day on which somebody has to look again, as YYYY-MM-DD',
    });
  return problems;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new CordonError('usage', problems);
}

/** The lists with the new text are read as a whole before it is put in place: a mistake costs nothing. */
function write(context: Context, profile: string, decision: Parameters<typeof addDecision>[2]): string {
  const name = `overrides/${profile}.yaml`;
  const file = path.join(context.lists, name);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const text = addDecision(before, profile, decision);
  const others = readListFiles(context.lists).filter((one) => one.path !== name);
  const registry = readRegistry([...others, { path: name, text }]);
  const last = registry.overrides.get(profile)?.decisions.at(-1);
  if (
    last?.decide !== decision.decide ||
    !('platform' in last.subject) ||
    last.subject.platform !== decision.platform
  )
    throw new CordonError('config', {
      message: 'the decision could not be added to the file as it is',
      at: { file },
      hint: 'add it by hand under decisions: (docs/lists.md)',
    });
  writeAtomically(file, text);
  return file;
}
