/** `cordon import <source> [file]`: candidates into the lists. Asks nothing, and overwrites nothing that a person wrote. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CordonError, EXIT } from '../../model/errors.js';
import { nearestHint } from '../../model/nearest.js';
import { BUNDLE_FILES } from '../../sources/import/bundle.js';
import {
  IMPORT_MANIFEST,
  IMPORT_SOURCES,
  type ImportPlan,
  type ImportRequest,
  planImport,
} from '../../sources/import/plan.js';
import { type CommonOptions, type Context, createContext } from '../context.js';
import { writeAtomically } from '../files/atomic.js';
import { acquireLock } from '../files/lock.js';
import { loadRegistry } from '../files/registry.js';
import { readListFiles } from '../files/workspace.js';
import type { Io } from '../io.js';

export interface ImportOptions extends CommonOptions {
  /** Tells what would be done, and does nothing. */
  readonly dryRun?: boolean;
}

export async function run(args: readonly string[], options: ImportOptions, io: Io): Promise<number> {
  const [source = '', ...inputs] = args;
  const known = sourceOf(source);
  const given = known === 'footprint' ? undefined : readRequest(known, inputs, io);
  const context = createContext(options, io);
  const lock = acquireLock(context.state);
  try {
    const request = given ?? (await readFootprint(inputs, context));
    const existing = new Map(readListFiles(context.lists).map((one) => [one.path, one.text] as const));
    const manifest = path.join(context.lists, IMPORT_MANIFEST);
    if (existsSync(manifest)) existing.set(IMPORT_MANIFEST, readFileSync(manifest, 'utf8'));
    const plan = planImport(request, existing);
    if (!options.dryRun) carryOut(plan, context);
    report(plan, options, context);
    return EXIT.done;
  } finally {
    lock.release();
  }
}

function sourceOf(source: string): (typeof IMPORT_SOURCES)[number] {
  const known = IMPORT_SOURCES.find((one) => one === source);
  if (known) return known;
  throw new CordonError('usage', {
    message: `there is no source ${JSON.stringify(source)}`,
    hint: nearestHint(source, IMPORT_SOURCES),
  });
}

function readRequest(known: 'bundle' | 'csv' | 'ccxt', inputs: readonly string[], io: Io): ImportRequest {
  const [file, another] = inputs;
  if (file === undefined || another !== undefined)
    throw new CordonError('usage', {
      message: `import ${known} needs ${another === undefined ? 'a' : 'one'} ${known === 'bundle' ? 'folder' : 'file'}`,
      hint: `cordon import ${known} PATH`,
    });
  const place = path.resolve(io.cwd, file);
  if (known !== 'bundle') return { source: known, file, text: readText(place) };
  const files = BUNDLE_FILES.map((name) => [name, readText(path.join(place, name))] as const);
  return { source: known, files: new Map(files) };
}

/** @param names platforms that are meant; none: all */
async function readFootprint(names: readonly string[], context: Context): Promise<ImportRequest> {
  const { hasJournal, openJournal, platformsMeant } = await import('../observing/observe.js');
  const { footprintCandidates } = await import('../observing/footprint-candidates.js');
  const registry = loadRegistry(context);
  const platforms = platformsMeant(names, registry).map(({ id }) => id);
  if (!hasJournal(context))
    throw new CordonError('usage', {
      message: `nothing was observed yet: there is no journal in ${context.state}`,
      hint: 'run cordon crawl first, or name the folder with --state',
    });
  const journal = await openJournal(context);
  try {
    const candidates = await footprintCandidates(journal, platforms);
    return { source: 'footprint', candidates, protectedLists: registry.protectedLists };
  } finally {
    await journal.close();
  }
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw new CordonError('config', {
      message: error instanceof TypeError ? 'the file is not UTF-8' : `cannot read it: ${String(error)}`,
      at: { file },
    });
  }
}

/** The manifest goes last: killed in between, a file that was written counts as a person's, and is kept. */
function carryOut(plan: ImportPlan, context: Context): void {
  const written = plan.steps.filter(({ action }) => action === 'create' || action === 'update');
  for (const step of written) writeAtomically(path.join(context.lists, step.path), step.text);
  if (written.length > 0) writeAtomically(path.join(context.lists, IMPORT_MANIFEST), plan.manifest);
}

/** Thousands of names on one page are no reason for thousands of lines. */
const MAX_TOLD = 200;

function report(plan: ImportPlan, options: CommonOptions, context: Context): void {
  const count = (action: string) => plan.steps.filter((step) => step.action === action).length;
  for (const reason of plan.left.slice(0, MAX_TOLD)) context.reporter.info(`left out: ${reason}`);
  if (plan.left.length > MAX_TOLD)
    context.reporter.info(`left out: ${plan.left.length - MAX_TOLD} more, which are not told one by one`);
  for (const step of plan.steps) {
    if (step.action === 'keep')
      context.reporter.warn({
        message: `${step.path} was edited since it was imported, and is kept as it is`,
      });
  }
  if (options.json)
    context.io.out(
      `${JSON.stringify(plan.steps.map(({ path: file, action, added }) => ({ path: file, action, added })))}\n`,
    );
  else
    context.io.out(
      `${plan.steps.flatMap(({ path: file, added = [] }) => added.map((site) => `${file}: ${site}\n`)).join('')}` +
        `${count('create')} files created, ${count('update')} updated, ${count('unchanged')} unchanged, ${count('keep')} kept\n`,
    );
}
