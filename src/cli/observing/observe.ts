/** What the commands that look at the network have in common: settings, journal, lock, interruption, summary. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CordonError, EXIT } from '../../model/errors.js';
import { nearestHint } from '../../model/nearest.js';
import type { Observation } from '../../model/observation.js';
import type { Registry } from '../../model/registry/jurisdiction.js';
import type { Platform } from '../../model/registry/platform.js';
import type { Journal } from '../../observe/journal/journal.js';
import { openSqliteJournal } from '../../observe/journal/sqlite.js';
import { ENOUGH, type Tally } from '../../observe/run/tally.js';
import { type CommonOptions, type Context, createContext } from '../context.js';
import { makeFolder } from '../files/atomic.js';
import { acquireLock } from '../files/lock.js';
import { loadRegistry } from '../files/registry.js';
import type { Io } from '../io.js';
import { Keeper } from './keeper.js';
import { outcomesText, Progress } from './progress.js';

export interface ObserveOptions extends CommonOptions {
  /** Hours for which a conclusive observation needs no new look; 0 looks at everything anew. */
  readonly freshHours?: number;
}

export interface Observing {
  readonly context: Context;
  readonly registry: Registry;
  readonly platforms: readonly Platform[];
  readonly journal: Journal;
  /** RFC 3339, UTC. */
  readonly freshSince: string;
  /** Aborted by the first interrupt; what is known by then is kept. */
  readonly signal: AbortSignal;
  /** Keeps observations; with --json each is printed once it is durable. */
  readonly keep: (observations: readonly Observation[]) => Promise<void>;
  /** Resolves when all that was kept can be read back. */
  readonly flush: () => Promise<void>;
  /** Draws the progress line. @param what plural noun, where other inputs than those of the step are counted */
  readonly tick: (tally: Tally, what?: string) => void;
}

/** One run in a workspace: its lock is held, its journal open. */
export interface Session {
  readonly context: Context;
  readonly registry: Registry;
  readonly journal: Journal;
  readonly options: ObserveOptions;
  /** Aborted by the first interrupt. */
  readonly signal: AbortSignal;
}

export type Look = (observing: Observing, tally: Tally) => Promise<void>;

/** Holds the workspace's lock, its journal and the interrupt for as long as the work takes. */
export async function withSession<Result>(
  options: ObserveOptions,
  io: Io,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const context = createContext(options, io);
  const lock = acquireLock(context.state);
  const interruption = interruptible();
  try {
    const registry = loadRegistry(context);
    const journal = await openJournal(context);
    try {
      return await work({ context, registry, journal, options, signal: interruption.signal });
    } finally {
      await journal.close();
    }
  } finally {
    interruption.dispose();
    lock.release();
  }
}

/** Runs an observing command by itself. @param what plural noun of the inputs */
export function observe(
  what: string,
  names: readonly string[],
  options: ObserveOptions,
  io: Io,
  look: Look,
): Promise<number> {
  return withSession(options, io, async (session) => (await observeStep(what, names, session, look)).code);
}

export interface StepResult {
  /** Exit code, were the step a command. */
  readonly code: number;
  readonly observed: number;
  readonly total: number;
}

/** One observing step of a session, with its progress and its summary. */
export async function observeStep(
  what: string,
  names: readonly string[],
  session: Session,
  look: Look,
): Promise<StepResult> {
  const { context, registry, journal, options, signal } = session;
  const { io } = context;
  const { Tally: TallyClass } = await import('../../observe/run/tally.js');
  const progress = new Progress(what, io, options.quiet === true);
  const keeper = new Keeper(journal, (stored) => {
    if (options.json) for (const one of stored) io.out(`${JSON.stringify(one)}\n`);
  });
  const tally = new TallyClass();
  const hours = options.freshHours ?? registry.settings.freshHours;
  const observing = {
    context,
    registry,
    platforms: platformsMeant(names, registry),
    journal,
    freshSince: new Date(io.now().getTime() - hours * 3_600_000).toISOString(),
    signal,
    keep: (observations: readonly Observation[]) => keeper.keep(observations),
    flush: () => keeper.flush(),
    tick: (state: Tally, other?: string) => progress.draw(state, other),
  };
  try {
    await look(observing, tally);
  } finally {
    await keeper.flush();
    progress.clear();
  }
  const code = summarise(what, tally, signal.aborted, context, options);
  return { code, observed: tally.observed, total: tally.total };
}

export const journalFile = (context: Context): string => path.join(context.state, 'journal.db');

/** Whether anything was ever kept here; asking makes nothing. */
export const hasJournal = (context: Context): boolean => existsSync(journalFile(context));

export async function openJournal(context: Context): Promise<Journal> {
  makeFolder(context.state);
  return openSqliteJournal(journalFile(context), {
    clock: () => context.io.now().getTime(),
  });
}

export function platformsMeant(names: readonly string[], registry: Registry): Platform[] {
  if (names.length === 0) return [...registry.platforms.values()];
  const unknown = names.filter((name) => !registry.platforms.has(name));
  if (unknown.length === 0) return names.map((name) => registry.platforms.get(name) as Platform);
  throw new CordonError(
    'usage',
    unknown.map((name) => ({
      message: `there is no platform ${JSON.stringify(name)}`,
      hint: nearestHint(name, registry.platforms.keys()),
    })),
  );
}

/** The first interrupt ends the run in order; a second one ends the process, as without us. */
function interruptible(): { signal: AbortSignal; dispose: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    signal: controller.signal,
    dispose: () => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
    },
  };
}

function summarise(
  what: string,
  tally: Tally,
  interrupted: boolean,
  context: Context,
  options: CommonOptions,
): number {
  const text = `${tally.observed} of ${tally.total} ${what} observed${tally.outcomes.size > 0 ? `; ${outcomesText(tally)}` : ''}`;
  if (!options.json) context.io.out(`${text}\n`);
  if (interrupted) {
    context.reporter.error({
      message: `interrupted; ${tally.done} of ${tally.total} ${what} are done and kept`,
      hint: 'run the command again: it goes on with what is not yet fresh',
    });
    return EXIT.incomplete;
  }
  if (tally.isComplete) return EXIT.done;
  const percent = ((tally.observed / tally.total) * 100).toFixed(1);
  context.reporter.error({
    message: `only ${percent} % of the ${what} could be observed, under ${ENOUGH * 100} %: ${outcomesText(tally)}`,
    hint: 'earlier observations are kept; look at the causes and run the command again',
  });
  return EXIT.incomplete;
}

/** Text of a file that the settings name, relative to the lists folder. */
export function settingsFile(context: Context, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const place = path.resolve(context.lists, file);
  try {
    return readFileSync(place, 'utf8');
  } catch (error) {
    throw new CordonError('config', {
      message: `cannot read it: ${error instanceof Error ? error.message : String(error)}`,
      at: { file: place },
      hint: 'cordon.yaml names this file',
    });
  }
}
