/** Questions in, outcomes out, with a bound on what is between. */
import { Fifo } from './fifo.js';
import type { Outcome } from './outcome.js';
import type { Query } from './resolver.js';

type Asker = (query: Query, done: (outcome: Outcome) => void) => void;
type Waiter = {
  readonly resolve: (result: IteratorResult<Outcome>) => void;
  readonly reject: (reason: unknown) => void;
};

const END: IteratorReturnResult<undefined> = { done: true, value: undefined };

export class OutcomeStream implements AsyncIterableIterator<Outcome> {
  readonly #ask: Asker;
  readonly #limit: number;
  readonly #sync: Iterator<Query> | undefined;
  readonly #async: AsyncIterator<readonly Query[]> | undefined;
  /** What an asynchronous source gave and is not asked yet. */
  #batch: readonly Query[] = [];
  #asked = 0;
  readonly #ready = new Fifo<Outcome>();
  readonly #waiters = new Fifo<Waiter>();
  #inFlight = 0;
  #ended = false;
  #pulling = false;
  #failure: { readonly reason: unknown } | undefined;
  readonly #onOutcome = (outcome: Outcome): void => {
    this.#inFlight--;
    const waiter = this.#waiters.shift();
    if (waiter) waiter.resolve({ done: false, value: outcome });
    else this.#ready.push(outcome);
    this.#fill();
  };

  constructor(queries: Iterable<Query> | AsyncIterable<readonly Query[]>, limit: number, ask: Asker) {
    this.#ask = ask;
    this.#limit = Math.max(1, limit);
    if (Symbol.asyncIterator in queries) this.#async = queries[Symbol.asyncIterator]();
    else this.#sync = queries[Symbol.iterator]();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Outcome>> {
    const ready = this.#ready.shift();
    if (ready) {
      this.#fill();
      return Promise.resolve({ done: false, value: ready });
    }
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.#fill();
    });
  }

  /** The reader has had enough: nothing more is asked, and what is under way is dropped when it comes in. */
  async return(): Promise<IteratorResult<Outcome>> {
    this.#ended = true;
    this.#ready.takeAll();
    this.#sync?.return?.();
    await this.#async?.return?.();
    return END;
  }

  get #hasRoom(): boolean {
    return !this.#ended && this.#inFlight + this.#ready.size < this.#limit;
  }

  #fill(): void {
    if (this.#sync) this.#pullSync(this.#sync);
    else if (this.#async && !this.#pulling && this.#hasRoom) void this.#pullAsync(this.#async);
    if (this.#ended && this.#inFlight === 0) this.#settle();
  }

  #pullSync(source: Iterator<Query>): void {
    if (this.#pulling) return;
    this.#pulling = true;
    try {
      while (this.#hasRoom) {
        const result = source.next();
        if (result.done) this.#ended = true;
        else this.#submit(result.value);
      }
    } catch (reason) {
      this.#fail(reason);
    }
    this.#pulling = false;
  }

  async #pullAsync(source: AsyncIterator<readonly Query[]>): Promise<void> {
    this.#pulling = true;
    try {
      while (this.#hasRoom) {
        if (this.#asked < this.#batch.length) this.#submit(this.#batch[this.#asked++] as Query);
        else await this.#nextBatch(source);
      }
    } catch (reason) {
      this.#fail(reason);
    }
    this.#pulling = false;
    if (this.#ended && this.#inFlight === 0) this.#settle();
  }

  async #nextBatch(source: AsyncIterator<readonly Query[]>): Promise<void> {
    const result = await source.next();
    if (result.done) this.#ended = true;
    else {
      this.#batch = result.value;
      this.#asked = 0;
    }
  }

  #submit(query: Query): void {
    this.#inFlight++;
    try {
      this.#ask(query, this.#onOutcome);
    } catch (reason) {
      this.#inFlight--;
      throw reason;
    }
  }

  #fail(reason: unknown): void {
    this.#ended = true;
    this.#failure ??= { reason };
  }

  /** Nothing more will come: who waits is told. */
  #settle(): void {
    while (this.#waiters.size > 0) {
      const waiter = this.#waiters.shift() as Waiter;
      const failure = this.#failure;
      this.#failure = undefined;
      if (failure) waiter.reject(failure.reason);
      else waiter.resolve(END);
    }
  }
}
