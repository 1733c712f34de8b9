/** Assesses many platforms in threads beside the one that keeps the decisions; outcomes come in the order of the tasks. */
import { Worker } from 'node:worker_threads';
import { CordonError } from '../../model/errors.js';
import type { AssessBasis, AssessTask, Outcome } from './assess-one.js';
import type { WorkerAnswer, WorkerFiles } from './assess-worker.js';

/** More would stand in each other's way at the disk, and each takes about 140 MB. */
const THREADS = 2;
/** Platforms a message. */
const CHUNK = 16;
/** Chunks a thread has at a time: the next one lies ready while the main thread keeps the last. */
const AHEAD = 2;
/**
 * What is made for a platform, 2 to 4 MB, goes with it. A young generation of three times 32 MB holds several platforms, so that
 * little is still in use when it is full; with half of it a run takes a fifth more time. Without a bound for
 * the old one up to 250 MB of garbage wait in it; the bound is several times what the largest platform takes.
 */
const RESOURCES = { maxYoungGenerationSizeMb: 96, maxOldGenerationSizeMb: 1_024 };

export async function* assessInThreads(
  tasks: readonly AssessTask[],
  basis: AssessBasis,
  files: WorkerFiles,
): AsyncGenerator<Outcome> {
  const threads = Array.from({ length: THREADS }, () => new Thread(basis, files));
  try {
    const answers: Promise<WorkerAnswer>[] = [];
    let next = 0;
    const ask = () => {
      if (next >= tasks.length) return;
      const thread = threads[(next / CHUNK) % THREADS] as Thread;
      answers.push(thread.ask(tasks.slice(next, next + CHUNK)));
      next += CHUNK;
    };
    for (let i = 0; i < THREADS * AHEAD; i++) ask();
    for (let answer = answers.shift(); answer; answer = answers.shift()) {
      const given = await answer;
      ask();
      if ('problems' in given) throw new CordonError(given.kind, given.problems);
      yield* given.outcomes;
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** One thread, which answers in the order in which it was asked. */
class Thread {
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  readonly #waiting: { resolve: (answer: WorkerAnswer) => void; reject: (error: unknown) => void }[] = [];
  #failure: unknown;

  constructor(basis: AssessBasis, files: WorkerFiles) {
    this.#worker = new Worker(new URL('./assess-worker.js', import.meta.url), {
      workerData: { basis, files },
      resourceLimits: RESOURCES,
    });
    this.#worker.on('message', (answer: WorkerAnswer) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#fail(new Error('a thread that assesses platforms ended early'));
        resolve();
      });
    });
  }

  ask(tasks: readonly AssessTask[]): Promise<WorkerAnswer> {
    const answer = new Promise<WorkerAnswer>((resolve, reject) => {
      if (this.#failure !== undefined) reject(this.#failure);
      else this.#waiting.push({ resolve, reject });
    });
    // It is awaited in its turn; until then a failure is not unhandled.
    answer.catch(() => undefined);
    this.#worker.postMessage(tasks);
    return answer;
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }

  /** Lets it close its files. */
  async end(): Promise<void> {
    this.#worker.postMessage(null);
    await this.#ended;
  }
}
