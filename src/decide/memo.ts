/**
 * What rules make of a reading, made once for all of them. It lies in the reading itself: what the values of one long-lived
 * WeakMap lead to stays until the next full collection of garbage, even where the keys are gone, and copying it again and
 * again was a quarter of the time of an assessment.
 */
export class Memo {
  readonly #made = new Map<object, unknown>();

  /** @param key stands for one way of making; always the same `make` goes with it */
  once<T>(key: object, make: () => T): T {
    const known = this.#made.get(key);
    if (known !== undefined) return known as T;
    const made = make();
    this.#made.set(key, made);
    return made;
  }
}
