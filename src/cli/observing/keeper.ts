/** Keeps observations without waiting for each: the journal stores them in batches, and the network goes on meanwhile. */
import type { Observation } from '../../model/observation.js';
import { ObservationBatcher } from '../../observe/journal/batcher.js';
import { type Journal, MAX_BATCH } from '../../observe/journal/journal.js';

/** Observations that may wait to be stored before the run waits for them, so that memory stays flat. */
const MAX_WAITING = 4 * MAX_BATCH;

/** What becomes durable in one go. One promise for all of it: one for each observation cost more than storing it. */
interface Batch {
  readonly stored: Promise<void>;
  readonly groups: (readonly Observation[])[];
  size: number;
  /** Resolves once it is stored and told, or has failed. */
  readonly settled: Promise<void>;
}

export class Keeper {
  readonly #batcher: ObservationBatcher;
  readonly #stored: (observations: readonly Observation[]) => void;
  /** In the order in which they are stored. */
  readonly #open: Batch[] = [];
  #waiting = 0;
  #failure: { readonly error: unknown } | undefined;

  /** @param stored called with observations once they survive a crash */
  constructor(journal: Pick<Journal, 'record'>, stored: (observations: readonly Observation[]) => void) {
    this.#batcher = new ObservationBatcher(journal);
    this.#stored = stored;
  }

  /** @throws what an earlier batch failed with */
  async keep(observations: readonly Observation[]): Promise<void> {
    this.#check();
    if (observations.length === 0) return;
    const stored = this.#batcher.addTogether(observations);
    const last = this.#open.at(-1);
    const batch = last?.stored === stored ? last : this.#begin(stored);
    batch.groups.push(observations);
    batch.size += observations.length;
    this.#waiting += observations.length;
    if (this.#waiting >= MAX_WAITING) await this.#open[0]?.settled;
  }

  #begin(stored: Promise<void>): Batch {
    const groups: Batch['groups'] = [];
    const settled = stored
      .then(() => {
        for (const group of groups) this.#stored(group);
      })
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .then(() => {
        this.#waiting -= this.#open.shift()?.size ?? 0;
      });
    const batch = { stored, groups, size: 0, settled };
    this.#open.push(batch);
    return batch;
  }

  /** Resolves when everything is stored and told. */
  async flush(): Promise<void> {
    await Promise.allSettled([this.#batcher.flush(), ...this.#open.map(({ settled }) => settled)]);
    this.#check();
  }

  #check(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
