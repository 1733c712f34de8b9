/**
 * What all targets need to know of a set before they write: what is left when covered and protected entries are
 * dropped, which protected names lie below listed ones, which known hosts a subtree entry stands for. Computed once
 * for a set: one sort of all names together, then sweeps in which a name directly follows what covers it.
 */
import { NAME_MONITOR, NAME_SUBTREE, type NameTable } from '../model/names/name-table.js';
import { isSame, isWithin, reduceSorted } from '../model/names/reduce.js';
import { type ReversedKeys, reversedKeys, sortedRows } from '../model/names/reversed-order.js';
import { aggregate, subtract } from '../model/prefixes/aggregate.js';
import {
  ColumnsBuilder,
  PREFIX_MONITOR,
  type PrefixColumns,
  type PrefixTable,
  widthOf,
} from '../model/prefixes/prefix-table.js';
import type { EnforcedSet } from '../model/release/entry.js';

/** All arrays hold rows of `names`, in the order of reversed labels. */
export interface NameSurvey {
  /** Entries, then protected names, then known hosts, in one table. */
  readonly names: NameTable;
  /** Rows below this one are entries; their row here is their row in the set. */
  readonly entryCount: number;
  /** Block entries that are neither covered by another nor protected. */
  readonly block: Uint32Array;
  /** Monitor entries that no other entry covers. */
  readonly monitor: Uint32Array;
  /** {@link block} and {@link monitor} in one order; of one name the block entry comes first. */
  readonly all: Uint32Array;
  /** Protected names, none of them covered by another. */
  readonly protected: Uint32Array;
  /** Those of them that a block entry covers: exceptions. */
  readonly exceptions: Uint32Array;
  /** Each name once that is to be blocked and that can be said one by one: entries and known hosts below them. */
  readonly hosts: Uint32Array;
  /** By row: bits of {@link MARK}. */
  readonly marks: Uint8Array;
  /** Whether two rows have the same name. */
  readonly same: (a: number, b: number) => boolean;
}

export const MARK = {
  /** A block entry that the protected set covers: never enforced. */
  protected: 1,
  /** Left after reduction. */
  kept: 2,
  /** A block subtree entry stands over it, or is of the same name. */
  blocked: 4,
  /** A monitor subtree entry stands over it, or is of the same name. */
  monitored: 8,
  /** A block subtree entry whose own name is protected, but not what is below. */
  apexProtected: 16,
} as const;

export interface PrefixSurvey {
  /** Aggregated, protected ones still in it. */
  readonly block: PrefixTable;
  /** {@link block} without what is protected. */
  readonly enforced: PrefixTable;
  /** Aggregated, without what is blocked. */
  readonly monitor: PrefixTable;
  readonly protected: PrefixTable;
}

export interface Survey {
  readonly set: EnforcedSet;
  readonly names: NameSurvey;
  /** The same where every exact block entry stands for all below it too: for formats that know no exact name. */
  readonly widened: NameSurvey;
  readonly prefixes: PrefixSurvey;
}

const surveys = new WeakMap<EnforcedSet, Survey>();

/** The survey of a set; kept for as long as the set is. */
export function surveyOf(set: EnforcedSet): Survey {
  const known = surveys.get(set);
  if (known) return known;
  const survey = new LazySurvey(set);
  surveys.set(set, survey);
  return survey;
}

class LazySurvey implements Survey {
  readonly set: EnforcedSet;
  #names: NameSurvey | undefined;
  #widened: NameSurvey | undefined;
  #prefixes: PrefixSurvey | undefined;

  constructor(set: EnforcedSet) {
    this.set = set;
  }

  get names(): NameSurvey {
    this.#names ??= surveyNames(this.set, false);
    return this.#names;
  }

  get widened(): NameSurvey {
    this.#widened ??= hasExactBlock(this.set.entries.names) ? surveyNames(this.set, true) : this.names;
    return this.#widened;
  }

  get prefixes(): PrefixSurvey {
    this.#prefixes ??= surveyPrefixes(this.set);
    return this.#prefixes;
  }
}

function hasExactBlock(names: NameTable): boolean {
  return names.flags.some((flags) => (flags & (NAME_SUBTREE | NAME_MONITOR)) === 0);
}

function surveyNames(set: EnforcedSet, widen: boolean): NameSurvey {
  const { entries, protectedNames, knownHosts } = set;
  const told = joinTables([entries.names, protectedNames, knownHosts]);
  const keys = reversedKeys(told);
  const order = sortedRows(told, keys);
  const entryCount = entries.names.count;
  const protectedEnd = entryCount + protectedNames.count;
  const marks = new Uint8Array(told.count);
  markProtected(told, keys, order, entryCount, protectedEnd, marks);

  const names = widen ? widenExact(told, entryCount) : told;
  const isEntry = (row: number) => row < entryCount && !(marks[row]! & MARK.protected);
  const all = reduceSorted(names, keys, widen ? sortedSubset(names, keys, isEntry) : order.filter(isEntry));
  const guarded = reduceSorted(
    names,
    keys,
    order.filter((row) => row >= entryCount && row < protectedEnd),
  );
  for (const row of all) marks[row]! |= MARK.kept;
  markCovered(names, keys, order, marks);
  const exceptions = guarded.filter((row) => marks[row]! & MARK.blocked);
  markApexes(keys, order, exceptions, marks);
  const isMonitor = (row: number) => (names.flags[row]! & NAME_MONITOR) !== 0;
  return {
    names,
    entryCount,
    all,
    block: all.filter((row) => !isMonitor(row)),
    monitor: all.filter(isMonitor),
    protected: guarded,
    exceptions,
    hosts: distinctHosts(names, keys, order, entryCount, protectedEnd, marks),
    marks,
    same: (a, b) => isSame(keys, a, b),
  };
}

function joinTables(tables: readonly NameTable[]): NameTable {
  const count = tables.reduce((sum, table) => sum + table.count, 0);
  const bytes = new Uint8Array(tables.reduce((sum, table) => sum + table.bytes.length, 0));
  const joined = {
    count,
    bytes,
    offset: new Uint32Array(count),
    length: new Uint8Array(count),
    flags: new Uint8Array(count),
  };
  let row = 0;
  let at = 0;
  for (const table of tables) {
    bytes.set(table.bytes, at);
    joined.length.set(table.length, row);
    joined.flags.set(table.flags, row);
    for (let i = 0; i < table.count; i++) joined.offset[row + i] = table.offset[i]! + at;
    row += table.count;
    at += table.bytes.length;
  }
  return joined;
}

/** The same names; every block entry is a subtree. */
function widenExact(names: NameTable, entryCount: number): NameTable {
  const flags = names.flags.slice();
  for (let row = 0; row < entryCount; row++) if (!(flags[row]! & NAME_MONITOR)) flags[row]! |= NAME_SUBTREE;
  return { ...names, flags };
}

/** Rows that the predicate lets through, sorted anew: flags decide the order of rows with the same name. */
function sortedSubset(names: NameTable, keys: ReversedKeys, wanted: (row: number) => boolean): Uint32Array {
  return sortedRows(names, keys).filter(wanted);
}

/** Calls `visit` for each run of rows with one name: `order[from]` to `order[to - 1]`. */
function eachName(keys: ReversedKeys, order: Uint32Array, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && isSame(keys, order[from]!, order[to]!)) to++;
    visit(from, to);
    from = to;
  }
}

/** Entries and known hosts that the protected set covers. */
function markProtected(
  names: NameTable,
  keys: ReversedKeys,
  order: Uint32Array,
  entryCount: number,
  protectedEnd: number,
  marks: Uint8Array,
): void {
  const isGuard = (row: number) => row >= entryCount && row < protectedEnd;
  let over = -1;
  eachName(keys, order, (from, to) => {
    let exact = false;
    for (let i = from; i < to; i++) {
      const row = order[i]!;
      if (!isGuard(row)) continue;
      if (!(names.flags[row]! & NAME_SUBTREE)) exact = true;
      else if (over < 0 || !isWithin(keys, row, over)) over = row;
    }
    const below = over >= 0 && isWithin(keys, order[from]!, over);
    for (let i = from; i < to; i++) {
      const row = order[i]!;
      if (isGuard(row) || names.flags[row]! & NAME_MONITOR) continue;
      if (below || (exact && !(names.flags[row]! & NAME_SUBTREE))) marks[row]! |= MARK.protected;
    }
  });
}

/** Sets the marks `blocked` and `monitored` of every row that a kept subtree entry covers. */
function markCovered(names: NameTable, keys: ReversedKeys, order: Uint32Array, marks: Uint8Array): void {
  let block = -1;
  let monitor = -1;
  eachName(keys, order, (from, to) => {
    let exactBlock = false;
    for (let i = from; i < to; i++) {
      const row = order[i]!;
      if (!(marks[row]! & MARK.kept)) continue;
      const flags = names.flags[row]!;
      if (!(flags & NAME_SUBTREE)) exactBlock ||= !(flags & NAME_MONITOR);
      else if (flags & NAME_MONITOR) monitor = row;
      else block = row;
    }
    const isBlocked = exactBlock || (block >= 0 && isWithin(keys, order[from]!, block));
    const isMonitored = monitor >= 0 && isWithin(keys, order[from]!, monitor);
    for (let i = from; i < to; i++) {
      if (isBlocked) marks[order[i]!]! |= MARK.blocked;
      if (isMonitored) marks[order[i]!]! |= MARK.monitored;
    }
  });
}

/** Marks the subtree entries whose own name is an exception. */
function markApexes(
  keys: ReversedKeys,
  order: Uint32Array,
  exceptions: Uint32Array,
  marks: Uint8Array,
): void {
  if (exceptions.length === 0) return;
  const isException = new Uint8Array(marks.length);
  for (const row of exceptions) isException[row] = 1;
  eachName(keys, order, (from, to) => {
    const group = order.subarray(from, to);
    if (!group.some((row) => isException[row])) return;
    // Only a block entry can have an exception; a monitor entry of this name was dropped for it.
    for (const row of group) if (marks[row]! & MARK.kept) marks[row]! |= MARK.apexProtected;
  });
}

function distinctHosts(
  names: NameTable,
  keys: ReversedKeys,
  order: Uint32Array,
  entryCount: number,
  protectedEnd: number,
  marks: Uint8Array,
): Uint32Array {
  const hosts: number[] = [];
  eachName(keys, order, (from, to) => {
    let found = -1;
    let exempt = false;
    for (let i = from; i < to; i++) {
      const row = order[i]!;
      const mark = marks[row]!;
      if (row >= entryCount && row < protectedEnd) exempt = true;
      else if (mark & MARK.protected) continue;
      else if (row < entryCount ? !(names.flags[row]! & NAME_MONITOR) : mark & MARK.blocked) found = row;
    }
    if (found >= 0 && !exempt) hosts.push(found);
  });
  return Uint32Array.from(hosts);
}

function surveyPrefixes(set: EnforcedSet): PrefixSurvey {
  const block = aggregate(withAction(set.entries.prefixes, false));
  const guarded = aggregate(set.protectedPrefixes);
  return {
    block,
    protected: guarded,
    enforced: subtract(block, guarded),
    monitor: subtract(withAction(set.entries.prefixes, true), block),
  };
}

function withAction(table: PrefixTable, monitor: boolean): PrefixTable {
  return { v4: columnsWithAction(table.v4, monitor), v6: columnsWithAction(table.v6, monitor) };
}

function columnsWithAction(columns: PrefixColumns, monitor: boolean): PrefixColumns {
  const out = new ColumnsBuilder(columns.family);
  const width = widthOf(columns.family);
  for (let row = 0; row < columns.count; row++)
    if (((columns.flags[row]! & PREFIX_MONITOR) !== 0) === monitor)
      out.addAt(columns.words, row * width, columns.length[row]!, 0);
  return out.build();
}
