/** Keeps observations without waiting for each: the journal stores them in batches, and the network goes on meanwhile. */
import type { Observation } from '../../model/observation.js';
import { ObservationBatcher } from '../../observe/journal/batcher.js';
import type { Journal } from '../../observe/journal/journal.js';

/**
 * Groups that may wait to be stored before the run waits for them, so that memory stays flat. Several batches of the
 * journal: with fewer, each batch would be sent by its timer and not because it is full.
 */
const MAX_WAITING = 8_000;

export class Keeper {
  readonly #batcher: ObservationBatcher;
  readonly #stored: (observations: readonly Observation[]) => void;
  readonly #waiting = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  /** @param stored called with observations once they survive a crash */
  constructor(journal: Pick<Journal, 'record'>, stored: (observations: readonly Observation[]) => void) {
    this.#batcher = new ObservationBatcher(journal);
    this.#stored = stored;
  }

  /** @throws what an earlier batch failed with */
  async keep(observations: readonly Observation[]): Promise<void> {
    this.#check();
    const waiting: Promise<void> = Promise.all(observations.map((one) => this.#batcher.add(one)))
      .then(
        () => this.#stored(observations),
        (error: unknown) => {
          this.#failure ??= { error };
        },
      )
      .finally(() => this.#waiting.delete(waiting));
    this.#waiting.add(waiting);
    if (this.#waiting.size >= MAX_WAITING) await Promise.race(this.#waiting);
  }

  /** Resolves when everything is stored and told. */
  async flush(): Promise<void> {
    await Promise.allSettled([this.#batcher.flush(), ...this.#waiting]);
    this.#check();
  }

  #check(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
