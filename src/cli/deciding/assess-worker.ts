/** A thread that assesses platforms: it reads the journal and the store by itself, and the main thread keeps. */
import { parentPort, workerData } from 'node:worker_threads';
import { CordonError, type ErrorKind, type Problem } from '../../model/errors.js';
import { openSqliteJournal } from '../../observe/journal/sqlite.js';
import { type AssessBasis, type AssessTask, assessOne, type Outcome } from './assess-one.js';
import { openDecisionStore } from './decision-store.js';

export interface WorkerFiles {
  readonly journal: string;
  readonly decisions: string;
}

export interface WorkerData {
  readonly basis: AssessBasis;
  readonly files: WorkerFiles;
}

/** The class of an error is lost between threads. */
export type WorkerAnswer =
  | { readonly outcomes: readonly Outcome[] }
  | { readonly kind: ErrorKind; readonly problems: readonly Problem[] };

/** Each platform is read once, so that there is little to remember. */
const CACHE_KILOBYTES = 4_096;

const { basis, files } = workerData as WorkerData;
const journal = await openSqliteJournal(files.journal, {
  clock: () => Date.now(),
  cacheKilobytes: CACHE_KILOBYTES,
});
const store = await openDecisionStore(files.decisions, CACHE_KILOBYTES);

parentPort?.on('message', (tasks: readonly AssessTask[] | null) => {
  if (tasks) void answer(tasks);
  else void close();
});

/** Packed documents change hands; copied, they would be most of a message. */
async function answer(tasks: readonly AssessTask[]): Promise<void> {
  const given = await assessAll(tasks);
  const fresh = 'outcomes' in given ? given.outcomes.flatMap((outcome) => outcome.fresh ?? []) : [];
  const bodies = fresh.flatMap(({ body, documents }) =>
    [body, documents?.body].flatMap((one) => one?.buffer ?? []),
  );
  parentPort?.postMessage(given, bodies as ArrayBuffer[]);
}

async function assessAll(tasks: readonly AssessTask[]): Promise<WorkerAnswer> {
  try {
    const outcomes: Outcome[] = [];
    for (const task of tasks) outcomes.push(await assessOne(task, basis, { journal, store }));
    return { outcomes };
  } catch (error) {
    if (error instanceof CordonError) return { kind: error.kind, problems: error.problems };
    throw error;
  }
}

async function close(): Promise<void> {
  parentPort?.close();
  store.leave();
  await journal.close();
}
