/**
 * What is under way on one socket or connection, by the id on the wire. A Map that grows and shrinks with each query is
 * laid out anew every few hundred of them, and the old layouts outlive their use; these tables are laid out once.
 */
import type { RandomSource } from './names.js';

const IDS = 65_536;

export class IdTable<T> {
  /** Of each id: its place plus one, or 0 where it is free. Places fit: a window leaves half of the ids free. */
  readonly #places = new Uint16Array(IDS);
  readonly #items: (T | undefined)[] = [];
  readonly #freePlaces: number[] = [];
  size = 0;

  /** A random id that nothing under way has. */
  freeId(random: RandomSource): number {
    let id = random.u16();
    while (this.#places[id] !== 0) id = random.u16();
    return id;
  }

  get(id: number): T | undefined {
    const place = this.#places[id] ?? 0;
    return place === 0 ? undefined : this.#items[place - 1];
  }

  /** @param id a free one */
  set(id: number, item: T): void {
    const place = this.#freePlaces.pop() ?? this.#items.length;
    this.#items[place] = item;
    this.#places[id] = place + 1;
    this.size++;
  }

  delete(id: number): void {
    const place = this.#places[id] ?? 0;
    if (place === 0) return;
    this.#places[id] = 0;
    this.#items[place - 1] = undefined;
    this.#freePlaces.push(place - 1);
    this.size--;
  }

  /** Everything under way, in no order. */
  items(): T[] {
    return this.#items.filter((item) => item !== undefined);
  }
}
