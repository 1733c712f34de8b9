/**
 * A tree of phrases by their code units, in three flat arrays: from a node and a unit to the next node in one look, where
 * maps of maps take several times as long.
 */

/** Node 0 is the root; it is also the answer where there is no way on. */
export class PhraseTree {
  readonly #nodes: Int32Array;
  readonly #units: Uint16Array;
  readonly #next: Int32Array;
  readonly #mask: number;

  constructor(edges: readonly Edge[] = []) {
    let size = 16;
    while (size < edges.length * 2) size *= 2;
    this.#mask = size - 1;
    this.#nodes = new Int32Array(size);
    this.#units = new Uint16Array(size);
    this.#next = new Int32Array(size);
    for (const { node, unit, next } of edges) {
      let place = hashOf(node, unit) & this.#mask;
      while (this.#next[place] !== 0) place = (place + 1) & this.#mask;
      this.#nodes[place] = node;
      this.#units[place] = unit;
      this.#next[place] = next;
    }
  }

  next(node: number, unit: number): number {
    let place = hashOf(node, unit) & this.#mask;
    for (;;) {
      const next = this.#next[place] as number;
      if (next === 0 || (this.#nodes[place] === node && this.#units[place] === unit)) return next;
      place = (place + 1) & this.#mask;
    }
  }
}

interface Edge {
  readonly node: number;
  readonly unit: number;
  /** Greater than `node`: a way is made from its beginning. */
  readonly next: number;
}

export class TreeBuilder {
  readonly #children: Map<number, number>[] = [new Map()];
  readonly #edges: Edge[] = [];

  get size(): number {
    return this.#children.length;
  }

  /** @returns the node at the end of the text. */
  add(text: string): number {
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const children = this.#children[node] as Map<number, number>;
      let next = children.get(unit);
      if (next === undefined) {
        next = this.#children.push(new Map()) - 1;
        children.set(unit, next);
        this.#edges.push({ node, unit, next });
      }
      node = next;
    }
    return node;
  }

  finish(): PhraseTree {
    return new PhraseTree(this.#edges);
  }

  /** For each node the nearest one on the way from the root to it that is wanted, itself left out; 0 for none. */
  nearest(isWanted: (node: number) => boolean): Int32Array {
    const nearest = new Int32Array(this.size);
    for (const { node, next } of this.#edges)
      nearest[next] = isWanted(node) ? node : (nearest[node] as number);
    return nearest;
  }
}

function hashOf(node: number, unit: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
