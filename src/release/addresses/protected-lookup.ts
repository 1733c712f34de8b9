/** The protected set, ready to be asked about single addresses and names. */
import { NameIndex } from '../../model/names/name-index.js';
import { NAME_SUBTREE, NameTableBuilder, nameAt } from '../../model/names/name-table.js';
import { formatPrefix, type Prefix } from '../../model/prefixes/prefix.js';
import { PrefixIndex } from '../../model/prefixes/prefix-index.js';
import { PrefixTableBuilder, prefixAt } from '../../model/prefixes/prefix-table.js';
import type { ProtectedList } from '../../model/registry/jurisdiction.js';

export interface ProtectedHit {
  readonly value: string;
  /** Id of the list. */
  readonly list: string;
}

export class ProtectedLookup {
  readonly #names = new NameTableBuilder();
  readonly #nameLists: string[] = [];
  readonly #prefixLists: { readonly 4: string[]; readonly 6: string[] } = { 4: [], 6: [] };
  readonly #nameIndex: NameIndex;
  readonly #prefixIndex: PrefixIndex;
  readonly #nameTable;
  readonly #prefixTable;

  constructor(lists: readonly ProtectedList[]) {
    const prefixes = new PrefixTableBuilder();
    for (const list of lists) {
      for (const prefix of list.prefixes) {
        prefixes.add(prefix);
        this.#prefixLists[prefix.family].push(list.id);
      }
      // Names of shared infrastructure belong to its tenants; that their addresses are shared is known by range.
      if (list.use === 'shared') continue;
      for (const { name, scope } of list.names) {
        this.#names.add(name, scope === 'subtree' ? NAME_SUBTREE : 0);
        this.#nameLists.push(list.id);
      }
    }
    this.#nameTable = this.#names.build();
    this.#prefixTable = prefixes.build();
    this.#nameIndex = new NameIndex(this.#nameTable);
    this.#prefixIndex = new PrefixIndex(this.#prefixTable);
  }

  /** Protected prefixes that share an address with this one. */
  prefixes(prefix: Prefix): ProtectedHit[] {
    const columns = prefix.family === 4 ? this.#prefixTable.v4 : this.#prefixTable.v6;
    return this.#prefixIndex.overlapping(prefix).map((row) => ({
      value: formatPrefix(prefixAt(columns, row)),
      list: this.#prefixLists[prefix.family][row] as string,
    }));
  }

  /** The nearest protected name that covers this one; else one below it, because a registrable domain stands for all. */
  name(name: string): ProtectedHit | undefined {
    const row = this.#nameIndex.covering(name)[0] ?? this.#nameIndex.below(name)[0];
    return row === undefined
      ? undefined
      : { value: nameAt(this.#nameTable, row), list: this.#nameLists[row] as string };
  }
}
