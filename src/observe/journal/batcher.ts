/** Gathers observations that come one by one into batches: a commit each would sync the disk each. */
import type { Observation } from '../../model/observation.js';
import { type Journal, MAX_BATCH } from './journal.js';

export interface BatcherOptions {
  /** Default and most: MAX_BATCH. */
  readonly maxBatch?: number | undefined;
  /** How long the first observation of a batch may wait. Default 100. */
  readonly maxDelayMs?: number | undefined;
}

export class ObservationBatcher {
  readonly #journal: Pick<Journal, 'record'>;
  readonly #maxBatch: number;
  readonly #maxDelayMs: number;
  #waiting: Observation[] = [];
  #next = settlement();
  #timer: NodeJS.Timeout | undefined;
  /** Ends when all batches so far are stored, well or not. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(journal: Pick<Journal, 'record'>, options: BatcherOptions = {}) {
    this.#journal = journal;
    this.#maxBatch = Math.min(options.maxBatch ?? MAX_BATCH, MAX_BATCH);
    this.#maxDelayMs = options.maxDelayMs ?? 100;
  }

  /** Resolves once the observation is durable; rejects as Journal.record does, for its whole batch. */
  add(observation: Observation): Promise<void> {
    return this.addTogether([observation]);
  }

  /**
   * The same for several, which get into one batch, so that they become durable together (as far as they are no more
   * than a batch may hold). All that is in one batch has the same promise.
   */
  addTogether(observations: readonly Observation[]): Promise<void> {
    if (this.#waiting.length + observations.length > this.#maxBatch) this.#send();
    for (const one of observations) this.#waiting.push(one);
    const { promise } = this.#next;
    if (this.#waiting.length >= this.#maxBatch) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), this.#maxDelayMs);
    return promise;
  }

  /** Resolves when everything added so far is stored. @throws as Journal.record does for the batch still waiting. */
  async flush(): Promise<void> {
    const { promise } = this.#next;
    const isWaiting = this.#waiting.length > 0;
    this.#send();
    await this.#last;
    if (isWaiting) await promise;
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const batch = this.#waiting;
    const { resolve, reject } = this.#next;
    this.#waiting = [];
    this.#next = settlement();
    this.#last = this.#last.then(() => this.#journal.record(batch)).then(resolve, reject);
  }
}

interface Settlement {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

function settlement(): Settlement {
  let resolve = (): void => {};
  let reject = (_reason: unknown): void => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
