/** `cordon export <target...>`: the configuration of one or more targets, written whole or not at all. */
import path from 'node:path';
import { CordonError, EXIT } from '../../model/errors.js';
import { nearestHint } from '../../model/nearest.js';
import { enforcedSet } from '../../release/enforced-set.js';
import type { Release } from '../../release/read.js';
import { targets as TARGETS } from '../../targets/index.js';
import type { Loss, Rendering, Target } from '../../targets/target.js';
import { type CheckResult, checkArtifacts } from '../check-artifact.js';
import { type CommonOptions, type Context, createContext, releaseOf } from '../context.js';
import { Staging } from '../files/atomic.js';
import { checkedBy, type ExportedTarget, exportJson, exportTable } from '../format/export-table.js';
import type { Io } from '../io.js';

export interface ExportOptions extends CommonOptions {
  readonly out: string;
  readonly all?: boolean;
  readonly optIn?: boolean;
  readonly check?: boolean;
  readonly enforce?: 'proposed';
  /** Where the programs will find the files, for formats that name their own files. */
  readonly installDir?: string;
}

export async function run(args: readonly string[], options: ExportOptions, io: Io): Promise<number> {
  const context = createContext(options, io);
  const targets = targetsMeant(args, options);
  const release = await releaseOf(options, context);
  warnOfAge(release, context);
  const set = enforcedSet(release, { enforceProposed: options.enforce === 'proposed' });
  const renderings = targets.map((target) => ({
    target,
    ...target.render(set, { folder: options.installDir }),
  }));
  for (const { target, losses } of renderings) warnOfLosses(target, losses, context);

  const folder = path.resolve(io.cwd, options.out);
  const staging = new Staging(folder);
  try {
    const exported: ExportedTarget[] = [];
    for (const rendering of renderings)
      exported.push({ ...rendering, checks: await stage(rendering, staging, options) });
    if (reportChecks(exported, options, context)) return EXIT.no;
    staging.commit();
    const lossRows = options.json ? targets.flatMap((target) => target.losses(set)) : [];
    io.out(
      options.json ? exportJson(release, folder, exported, lossRows) : exportTable(release, folder, exported),
    );
    return EXIT.done;
  } finally {
    staging.discard();
  }
}

function targetsMeant(args: readonly string[], options: ExportOptions): Target[] {
  const ids = TARGETS.map((target) => target.id);
  const unknown = args.filter((arg) => !ids.includes(arg));
  if (unknown.length > 0) {
    throw new CordonError(
      'usage',
      unknown.map((arg) => ({
        message: `there is no target ${JSON.stringify(arg)}`,
        hint: nearestHint(arg, ids) ?? 'cordon targets lists them',
      })),
    );
  }
  const chosen = TARGETS.filter(
    (target) =>
      args.includes(target.id) || (options.all === true && (!target.optIn || options.optIn === true)),
  );
  if (chosen.length > 0) return chosen;
  throw new CordonError('usage', {
    message: 'no target was given',
    hint: `name one or more of ${ids.join(', ')}, or give --all`,
  });
}

async function stage(
  rendering: Rendering & { readonly target: Target },
  staging: Staging,
  options: ExportOptions,
): Promise<readonly CheckResult[]> {
  const files = rendering.artifacts.map((artifact) => staging.add(artifact.name, artifact.bytes));
  return options.check ? checkArtifacts(rendering.target.id, files, { folder: options.installDir }) : [];
}

/** Whether a program refused a file; then nothing is put in place. */
function reportChecks(
  exported: readonly ExportedTarget[],
  options: ExportOptions,
  context: Context,
): boolean {
  const results = exported.flatMap(({ target, checks }) => checks.map((check) => ({ target, check })));
  for (const { target, check } of results) {
    if (check.outcome === 'failed')
      context.reporter.error({
        message: `${check.program} refuses the files of target ${target.id}: ${check.output.trim()}`,
        hint: 'nothing was put in place',
      });
  }
  const missing = new Set(
    results.filter(({ check }) => check.outcome === 'missing').map(({ check }) => check.program),
  );
  for (const program of missing)
    context.reporter.warn({ message: `${program} is not installed, so it has not checked its files` });
  const unchecked = exported
    .filter((one) => options.check && checkedBy(one) === '-')
    .map(({ target }) => target.id);
  if (unchecked.length > 0)
    context.reporter.warn({ message: `not checked by any program: ${unchecked.join(', ')}` });
  return results.some(({ check }) => check.outcome === 'failed');
}

function warnOfAge(release: Release, context: Context): void {
  const { expires, profile, serial } = release.manifest;
  const today = context.io.now().toISOString().slice(0, 10);
  if (expires >= today) return;
  context.reporter.warn({
    message: `serial ${serial} of profile ${profile} expired on ${expires}: its decisions are due for review`,
    hint: 'decide anew and make a release; until then it stays enforced as it is',
  });
}

function warnOfLosses(target: Target, losses: readonly Loss[], context: Context): void {
  for (const loss of losses) {
    const more = loss.count > loss.examples.length ? ', …' : '';
    context.reporter.warn({
      message: `${target.id}: ${loss.count} ${loss.effect} (${loss.examples.join(', ')}${more}): ${loss.why}`,
    });
  }
}
