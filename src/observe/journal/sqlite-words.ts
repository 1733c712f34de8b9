/**
 * The words of the SQLite journal (types, vantages, outcomes) in memory. They are few, they never change and never go,
 * so that knowing them spares a look-up or a join for each row.
 */
export class Words {
  readonly #ids = new Map<string, number>();
  readonly #texts = new Map<number, string>();
  readonly #readAll: () => readonly (readonly [text: string, id: number])[];

  constructor(readAll: () => readonly (readonly [text: string, id: number])[]) {
    this.#readAll = readAll;
  }

  /** Those of the texts, each once, that have no number here yet. */
  unknown(texts: Iterable<string>): string[] {
    return [...new Set(texts)].filter((text) => !this.#ids.has(text));
  }

  /** Only for words that are committed: a number that was rolled back may come again for another word. */
  learn(words: readonly (readonly [text: string, id: number])[]): void {
    for (const [text, id] of words) {
      this.#ids.set(text, id);
      this.#texts.set(id, text);
    }
  }

  get ids(): ReadonlyMap<string, number> {
    return this.#ids;
  }

  /** Another process may have added the word since. */
  text(id: number): string {
    if (!this.#texts.has(id)) this.learn(this.#readAll());
    const text = this.#texts.get(id);
    if (text === undefined) throw new Error(`a fact has the word ${id}, which is not in the journal`);
    return text;
  }
}
