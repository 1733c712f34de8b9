/** Work on many inputs, some of them at a time. */

/**
 * What the work on each input yields, in the order in which it comes.
 * @param atOnce inputs at a time. @param signal no further input is begun once it fires
 */
export async function* inLanes<Input, Event>(
  inputs: readonly Input[],
  atOnce: number,
  work: (input: Input) => AsyncGenerator<Event>,
  signal?: AbortSignal,
): AsyncGenerator<Event> {
  const waiting = inputs.values();
  async function* lane(): AsyncGenerator<Event> {
    while (!signal?.aborted) {
      const next = waiting.next();
      if (next.done) return;
      yield* work(next.value);
    }
  }
  yield* merge(Array.from({ length: atOnce }, lane));
}

/** Events of several sources in the order in which they come. */
async function* merge<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const next = (source: AsyncGenerator<T>) => source.next().then((result) => ({ source, result }));
  const pending = new Map(sources.map((source) => [source, next(source)] as const));
  while (pending.size > 0) {
    const { source, result } = await Promise.race(pending.values());
    if (result.done) pending.delete(source);
    else {
      pending.set(source, next(source));
      yield result.value;
    }
  }
}
