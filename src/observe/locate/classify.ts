/**
 * What kind of infrastructure an address belongs to, from tables of prefixes, CNAME suffixes and origin ASes.
 * Absence from the tables is all that `dedicated` means here: whether an address serves one platform alone is
 * decided elsewhere, with what was seen on it.
 */
import { formatPrefix } from '../../model/prefixes/prefix.js';
import { PrefixTableBuilder, prefixAt } from '../../model/prefixes/prefix-table.js';
import type { ProtectedList } from '../../model/registry/jurisdiction.js';
import { RangeIndex } from './range-index.js';

/** In order of precedence: where several fit, the first one says most. */
export const SHARED_CLASSES = [
  'special',
  'public-resolver',
  'parking',
  'waf',
  'cdn',
  'cloud',
  'hosting',
] as const;
export type SharedClass = (typeof SHARED_CLASSES)[number];
/** `dedicated`: no shared class was found, nothing more. `unknown`: there was nothing to judge by. */
export type InfrastructureClass = SharedClass | 'dedicated' | 'unknown';

export interface Infrastructure {
  readonly class: InfrastructureClass;
  /** What shows it; absent for `dedicated` and `unknown`. */
  readonly basis?: 'prefix' | 'cname' | 'origin-as' | undefined;
  /** Id of the list that has it. */
  readonly list?: string | undefined;
  /** The matching prefix, the name in the CNAME chain, or the AS number as `AS64496`. */
  readonly match?: string | undefined;
}

export interface AsClass {
  readonly number: number;
  readonly class: SharedClass;
  readonly list: string;
}

/** Where the tables come from: the lists of shared infrastructure, and optionally classes of origin ASes. */
export interface ClassTables {
  readonly lists: readonly ProtectedList[];
  readonly autonomousSystems?: readonly AsClass[] | undefined;
}

/** Categories of the lists that say what kind of infrastructure it is. */
const CLASS_OF_CATEGORY: Readonly<Record<string, SharedClass>> = {
  special: 'special',
  resolver: 'public-resolver',
  'public-resolver': 'public-resolver',
  parking: 'parking',
  // A seized or disarmed name rests there; like on a parking page, nothing of its owner is served.
  sinkhole: 'parking',
  waf: 'waf',
  cdn: 'cdn',
  cloud: 'cloud',
  hosting: 'hosting',
  'shared-host': 'hosting',
};

/** Null for lists that protect names or prefixes for other reasons (banks, popular names). */
export function classOfList(list: ProtectedList): SharedClass | null {
  return CLASS_OF_CATEGORY[list.category] ?? (list.use === 'shared' ? 'hosting' : null);
}

interface Tagged {
  readonly class: SharedClass;
  readonly list: string;
}

/** Tables made ready for many addresses; about 0.3 s for 220,000 prefixes. */
export class Classifier {
  readonly #ranges: RangeIndex;
  /** Tags by family and row of the prefix columns, as in {@link #table}. */
  readonly #tags: { readonly 4: Tagged[]; readonly 6: Tagged[] } = { 4: [], 6: [] };
  readonly #table;
  readonly #suffixes = new Map<string, Tagged>();
  readonly #autonomousSystems = new Map<number, Tagged>();

  constructor(tables: ClassTables) {
    const builder = new PrefixTableBuilder();
    for (const list of tables.lists) {
      const sharedClass = classOfList(list);
      if (!sharedClass) continue;
      const tag: Tagged = { class: sharedClass, list: list.id };
      for (const prefix of list.prefixes) {
        builder.add(prefix);
        this.#tags[prefix.family].push(tag);
      }
      for (const suffix of list.cnameSuffixes) put(this.#suffixes, suffix, tag);
    }
    for (const { number, ...tag } of tables.autonomousSystems ?? [])
      put(this.#autonomousSystems, number, tag);
    this.#table = builder.build();
    this.#ranges = new RangeIndex(this.#table, (family, row) => rankOf(this.#tags[family][row] as Tagged));
  }

  /** True where the tables hold nothing: then no address can be called dedicated. */
  get isEmpty(): boolean {
    const { v4, v6 } = this.#table;
    return v4.count + v6.count + this.#suffixes.size + this.#autonomousSystems.size === 0;
  }

  /**
   * @param words as in Prefix
   * @param cnames canonical names of the chain that led to the address, without the name that was asked for
   */
  classify(words: readonly number[], cnames: readonly string[] = [], originAs?: number): Infrastructure {
    if (this.isEmpty) return { class: 'unknown' };
    const found = [this.#byPrefix(words), ...cnames.map((name) => this.#byCname(name)), this.#byAs(originAs)];
    let best: Infrastructure | null = null;
    for (const one of found) if (one && (!best || rankOf(one) < rankOf(best))) best = one;
    return best ?? { class: 'dedicated' };
  }

  #byPrefix(words: readonly number[]): Infrastructure | null {
    const row = this.#ranges.find(words);
    if (row < 0) return null;
    const family = words.length === 1 ? 4 : 6;
    const match = formatPrefix(prefixAt(family === 4 ? this.#table.v4 : this.#table.v6, row));
    return { ...(this.#tags[family][row] as Tagged), basis: 'prefix', match };
  }

  #byCname(name: string): Infrastructure | null {
    for (let suffix = name; ; suffix = suffix.slice(suffix.indexOf('.') + 1)) {
      const tag = this.#suffixes.get(suffix);
      if (tag) return { ...tag, basis: 'cname', match: name };
      if (!suffix.includes('.')) return null;
    }
  }

  #byAs(number: number | undefined): Infrastructure | null {
    const tag = number === undefined ? undefined : this.#autonomousSystems.get(number);
    return tag ? { ...tag, basis: 'origin-as', match: `AS${number}` } : null;
  }
}

function rankOf(tagged: { readonly class: InfrastructureClass }): number {
  return SHARED_CLASSES.indexOf(tagged.class as SharedClass);
}

function put<K>(map: Map<K, Tagged>, key: K, tag: Tagged): void {
  const before = map.get(key);
  if (!before || rankOf(tag) < rankOf(before)) map.set(key, tag);
}
