/**
 * Look-ups in a MaxMind DB for large runs: the search tree is unpacked once into a typed array and walked bit by
 * bit, with a table over the first 16 bits of IPv4; each data record is decoded once. About six times as fast as
 * a general reader from some ten thousand look-ups on.
 *
 * IPv4 addresses in a database for IPv6 stand at ::/96, and only there are they looked for. IPv4-mapped IPv6
 * addresses are looked up as they are; whoever means the inner address unwraps it first.
 */
import { MmdbProblem, type MmdbValue } from './mmdb-data.js';
import { leafOffset, type MmdbFile, type MmdbMetadata, unpackTree } from './mmdb-file.js';

/** A record and the length of the block that it was found for; null where the database has none. */
export interface MmdbAnswer {
  readonly value: MmdbValue | null;
  /** 0 to 32 or 0 to 128. */
  readonly prefixLength: number;
}

/** Look-ups by address. The text forms are not parsed here: words are as in Prefix. */
export interface MmdbLookup {
  readonly metadata: MmdbMetadata;
  /** @throws MmdbProblem where the record cannot be read. */
  lookup(words: readonly number[]): MmdbAnswer;
}

/** Data sections up to this size get a direct index from offset to record; larger ones a map. */
const MAX_DIRECT_BYTES = 4 * 1024 * 1024;

export class MmdbBulkReader implements MmdbLookup {
  readonly metadata: MmdbMetadata;
  readonly #file: MmdbFile;
  readonly #tree: Uint32Array;
  readonly #root4: number;
  /** Where the walk stands after the first 16 bits of an IPv4 address. */
  readonly #jump: Uint32Array;
  /** Decoded records; slot 0 stands for "no record". */
  readonly #records: (MmdbValue | null)[] = [null];
  readonly #slotOfOffset: SlotIndex;

  /** @throws MmdbProblem where the tree points outside the file. */
  constructor(file: MmdbFile) {
    this.metadata = file.metadata;
    this.#file = file;
    this.#tree = unpackTree(file);
    this.#root4 = file.metadata.ipVersion === 4 ? 0 : this.#walkLeft(96);
    this.#jump = this.#buildJump();
    this.#slotOfOffset =
      file.data.length <= MAX_DIRECT_BYTES ? new DirectIndex(file.data.length) : new Map<number, number>();
  }

  /** Slot of an IPv4 address's record, for {@link recordAt}; 0 where there is none. */
  slotOf4(word: number): number {
    const { nodeCount } = this.metadata;
    const tree = this.#tree;
    let node = this.#jump[word >>> 16] as number;
    for (let bit = 15; node < nodeCount && bit >= 0; bit--)
      node = tree[node * 2 + ((word >>> bit) & 1)] as number;
    return this.#slotOf(node);
  }

  /** Slot of an IPv6 address's record; 0 where there is none, and always in a database for IPv4. */
  slotOf6(words: readonly number[]): number {
    return this.metadata.ipVersion === 4 ? 0 : this.#slotOf(this.#walk(words, 0).record);
  }

  recordAt(slot: number): MmdbValue | null {
    const record = this.#records[slot];
    if (record === undefined) throw new RangeError(`no record has slot ${slot}`);
    return record;
  }

  lookup(words: readonly number[]): MmdbAnswer {
    if (words.length === 4 && this.metadata.ipVersion === 4) return { value: null, prefixLength: 0 };
    const { record, depth } = this.#walk(words, words.length === 1 ? this.#root4 : 0);
    return { value: this.recordAt(this.#slotOf(record)), prefixLength: depth };
  }

  #walk(words: readonly number[], root: number): { record: number; depth: number } {
    const { nodeCount } = this.metadata;
    const bits = words.length * 32;
    let record = root;
    let depth = 0;
    for (; record < nodeCount && depth < bits; depth++) {
      const bit = ((words[depth >>> 5] as number) >>> (31 - (depth & 31))) & 1;
      record = this.#tree[record * 2 + bit] as number;
    }
    return { record, depth };
  }

  #walkLeft(bits: number): number {
    let record = 0;
    for (let i = 0; i < bits && record < this.metadata.nodeCount; i++)
      record = this.#tree[record * 2] as number;
    return record;
  }

  #buildJump(): Uint32Array {
    const jump = new Uint32Array(65_536);
    const descend = (record: number, depth: number, first: number): void => {
      const span = 2 ** (16 - depth);
      if (depth === 16 || record >= this.metadata.nodeCount) {
        jump.fill(record, first, first + span);
        return;
      }
      descend(this.#tree[record * 2] as number, depth + 1, first);
      descend(this.#tree[record * 2 + 1] as number, depth + 1, first + span / 2);
    };
    descend(this.#root4, 0, 0);
    return jump;
  }

  #slotOf(record: number): number {
    const { nodeCount } = this.metadata;
    if (record === nodeCount) return 0;
    if (record < nodeCount) throw new MmdbProblem('the search tree is deeper than an address is long');
    const offset = leafOffset(record, nodeCount);
    return this.#slotOfOffset.get(offset) ?? this.#decode(offset);
  }

  #decode(offset: number): number {
    const slot = this.#records.push(this.#file.data.read(offset)) - 1;
    this.#slotOfOffset.set(offset, slot);
    return slot;
  }
}

interface SlotIndex {
  get(offset: number): number | undefined;
  set(offset: number, slot: number): unknown;
}

class DirectIndex implements SlotIndex {
  readonly #slots: Uint32Array;

  constructor(size: number) {
    this.#slots = new Uint32Array(size);
  }

  get(offset: number): number | undefined {
    const slot = this.#slots[offset] as number;
    return slot === 0 ? undefined : slot;
  }

  set(offset: number, slot: number): void {
    this.#slots[offset] = slot;
  }
}
