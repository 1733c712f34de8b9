/** A queue in a ring: both ends cost the same, and nothing is allocated while its length changes little. */
export class Fifo<T> {
  /** Its length is a power of two. */
  #ring: (T | undefined)[] = new Array<T | undefined>(16).fill(undefined);
  #first = 0;
  size = 0;

  push(item: T): void {
    if (this.size === this.#ring.length) this.#grow();
    this.#ring[(this.#first + this.size++) & (this.#ring.length - 1)] = item;
  }

  shift(): T | undefined {
    if (this.size === 0) return undefined;
    const item = this.#ring[this.#first];
    this.#ring[this.#first] = undefined;
    this.#first = (this.#first + 1) & (this.#ring.length - 1);
    this.size--;
    return item;
  }

  takeAll(): T[] {
    const items: T[] = [];
    while (this.size > 0) items.push(this.shift() as T);
    return items;
  }

  #grow(): void {
    const { length } = this.#ring;
    const items = this.takeAll();
    this.#ring = items.concat(new Array<T>(length)).fill(undefined as T, length);
    this.#first = 0;
    this.size = length;
  }
}
