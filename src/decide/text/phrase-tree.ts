/**
 * A tree of phrases by their code units, in flat arrays: from a node and a unit to the next node in one look, where maps
 * of maps take several times as long and ten times as much memory.
 */

const FIRST_SIZE = 1_024;

/** Node 0 is the root; as an answer it means that there is no way on. */
export class PhraseTree {
  /** Open addressing: node and unit in one slot each, and where they lead. A slot that leads nowhere is free. */
  #nodes = new Int32Array(FIRST_SIZE);
  #units = new Uint16Array(FIRST_SIZE);
  #next = new Int32Array(FIRST_SIZE);
  #size = 1;

  /** Nodes, the root among them. */
  get size(): number {
    return this.#size;
  }

  next(node: number, unit: number): number {
    return this.#next[this.#slotOf(node, unit)] as number;
  }

  /** @returns the node at the end of the text; those on the way to it have smaller numbers. */
  add(text: string): number {
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      let next = this.next(node, unit);
      if (next === 0) {
        next = this.#size++;
        if (this.#size * 2 > this.#next.length) this.#grow();
        this.#put(node, unit, next);
      }
      node = next;
    }
    return node;
  }

  /** For each node the nearest one on the way from the root to it that is wanted, itself left out; 0 for none. */
  nearest(isWanted: (node: number) => boolean): Int32Array {
    const parents = new Int32Array(this.#size);
    for (const [slot, next] of this.#next.entries())
      if (next !== 0) parents[next] = this.#nodes[slot] as number;
    const nearest = new Int32Array(this.#size);
    for (let node = 1; node < this.#size; node++) {
      const parent = parents[node] as number;
      nearest[node] = isWanted(parent) ? parent : (nearest[parent] as number);
    }
    return nearest;
  }

  #slotOf(node: number, unit: number): number {
    const mask = this.#next.length - 1;
    let slot = hashOf(node, unit) & mask;
    while (this.#next[slot] !== 0 && (this.#nodes[slot] !== node || this.#units[slot] !== unit))
      slot = (slot + 1) & mask;
    return slot;
  }

  #put(node: number, unit: number, next: number): void {
    const slot = this.#slotOf(node, unit);
    this.#nodes[slot] = node;
    this.#units[slot] = unit;
    this.#next[slot] = next;
  }

  #grow(): void {
    const [nodes, units, nexts] = [this.#nodes, this.#units, this.#next];
    const size = nexts.length * 2;
    this.#nodes = new Int32Array(size);
    this.#units = new Uint16Array(size);
    this.#next = new Int32Array(size);
    for (const [slot, next] of nexts.entries())
      if (next !== 0) this.#put(nodes[slot] as number, units[slot] as number, next);
  }
}

function hashOf(node: number, unit: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
