/**
 * What all targets need to know of a set before they write: what is left when covered and protected entries are
 * dropped, which protected names lie below listed ones, which known hosts a subtree entry stands for. Computed once
 * for a set: one sort of all names together, then sweeps in which a name directly follows what covers it.
 */
import { NAME_MONITOR, NAME_SUBTREE, type NameTable } from '../model/names/name-table.js';
import { isSameRow, isWithinRow, reduceSorted } from '../model/names/reduce.js';
import { type OrderedNames, orderNames } from '../model/names/reversed-order.js';
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
  /** A block subtree entry whose own name is protected, but not what is below; and the exception that says so. */
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
  const entryCount = entries.names.count;
  const protectedEnd = entryCount + protectedNames.count;
  const names = widen ? widenExact(told, entryCount) : told;
  const keys = orderNames(names);
  const order = keys.rows;
  const sweep: Sweep = {
    keys,
    order,
    runs: runsOf(keys, order),
    flags: told.flags,
    entryCount,
    protectedEnd,
    marks: new Uint8Array(told.count),
  };
  const { marks } = sweep;
  markProtected(sweep);
  const isEntry = (row: number) => row < entryCount && !(marks[row]! & MARK.protected);
  const all = reduceSorted(keys, order.filter(isEntry));
  const isProtected = (row: number) => row >= entryCount && row < protectedEnd;
  const guarded = reduceSorted(keys, order.filter(isProtected));
  for (const row of all) marks[row]! |= MARK.kept;
  markCovered({ ...sweep, flags: names.flags });
  const exceptions = guarded.filter((row) => marks[row]! & MARK.blocked);
  markApexes(sweep, exceptions);
  const isMonitor = (row: number) => (names.flags[row]! & NAME_MONITOR) !== 0;
  return {
    names,
    entryCount,
    all,
    block: all.filter((row) => !isMonitor(row)),
    monitor: all.filter(isMonitor),
    protected: guarded,
    exceptions,
    hosts: distinctHosts(sweep),
    marks,
    same: (a, b) => isSameRow(keys, a, b),
  };
}

/** All rows in order, for passes in which a name directly follows what covers it. */
interface Sweep {
  readonly keys: OrderedNames;
  readonly order: Uint32Array;
  /** Where in `order` each run of rows with one name begins; its length at last. */
  readonly runs: Uint32Array;
  readonly flags: Uint8Array;
  readonly entryCount: number;
  readonly protectedEnd: number;
  readonly marks: Uint8Array;
}

function runsOf(keys: OrderedNames, order: Uint32Array): Uint32Array {
  const runs = new Uint32Array(order.length + 1);
  let count = 0;
  for (let i = 0; i < order.length; i++)
    if (i === 0 || !isSameRow(keys, order[i - 1]!, order[i]!)) runs[count++] = i;
  runs[count] = order.length;
  return runs.slice(0, count + 1);
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

/** Marks entries and known hosts that the protected set covers. */
function markProtected({ keys, order, runs, flags, entryCount, protectedEnd, marks }: Sweep): void {
  if (entryCount === protectedEnd) return;
  const isGuard = (row: number) => row >= entryCount && row < protectedEnd;
  let over = -1;
  for (let run = 0; run + 1 < runs.length; run++) {
    const from = runs[run]!;
    const to = runs[run + 1]!;
    // What a subtree covers follows it without a gap.
    if (over >= 0 && !isWithinRow(keys, order[from]!, over)) over = -1;
    let exact = false;
    for (let i = from; i < to; i++) {
      const row = order[i]!;
      if (!isGuard(row)) continue;
      if (!(flags[row]! & NAME_SUBTREE)) exact = true;
      else if (over < 0) over = row;
    }
    if (over < 0 && !exact) continue;
    for (let i = from; i < to; i++) {
      const row = order[i]!;
      if (isGuard(row) || flags[row]! & NAME_MONITOR) continue;
      if (over >= 0 || !(flags[row]! & NAME_SUBTREE)) marks[row]! |= MARK.protected;
    }
  }
}

/** Sets the marks `blocked` and `monitored` of the rows that kept entries cover. */
function markCovered({ keys, order, runs, flags, marks }: Sweep): void {
  let block = -1;
  let monitor = -1;
  for (let run = 0; run + 1 < runs.length; run++) {
    const from = runs[run]!;
    const to = runs[run + 1]!;
    if (block >= 0 && !isWithinRow(keys, order[from]!, block)) block = -1;
    if (monitor >= 0 && !isWithinRow(keys, order[from]!, monitor)) monitor = -1;
    let exact = false;
    for (let i = from; i < to; i++) {
      const row = order[i]!;
      if (!(marks[row]! & MARK.kept)) continue;
      if (!(flags[row]! & NAME_SUBTREE)) exact ||= (flags[row]! & NAME_MONITOR) === 0;
      else if (flags[row]! & NAME_MONITOR) monitor = row;
      else block = row;
    }
    const covered = (block >= 0 || exact ? MARK.blocked : 0) | (monitor >= 0 ? MARK.monitored : 0);
    if (covered) for (let i = from; i < to; i++) marks[order[i]!]! |= covered;
  }
}

/** Marks the subtree entries whose own name is an exception, and that exception. */
function markApexes({ order, runs, marks }: Sweep, exceptions: Uint32Array): void {
  if (exceptions.length === 0) return;
  const isException = new Uint8Array(marks.length);
  for (const row of exceptions) isException[row] = 1;
  for (let run = 0; run + 1 < runs.length; run++) {
    const group = order.subarray(runs[run]!, runs[run + 1]!);
    if (group.length < 2 || !group.some((row) => isException[row] === 1)) continue;
    // Only a block entry can have an exception; a monitor entry of this name was dropped for it.
    const entry = group.find((row) => (marks[row]! & MARK.kept) !== 0);
    if (entry === undefined) continue;
    for (const row of group) if (row === entry || isException[row]) marks[row]! |= MARK.apexProtected;
  }
}

/** Each name once that is a block entry, or a known host below one, and is not protected. */
function distinctHosts({ order, runs, flags, entryCount, protectedEnd, marks }: Sweep): Uint32Array {
  const hosts = new Uint32Array(runs.length);
  let count = 0;
  for (let run = 0; run + 1 < runs.length; run++) {
    let found = -1;
    let exempt = false;
    for (let i = runs[run]!; i < runs[run + 1]!; i++) {
      const row = order[i]!;
      const mark = marks[row]!;
      if (row >= entryCount && row < protectedEnd) exempt = true;
      else if (mark & MARK.protected) continue;
      else if (row < entryCount ? !(flags[row]! & NAME_MONITOR) : mark & MARK.blocked) found = row;
    }
    if (found >= 0 && !exempt) hosts[count++] = found;
  }
  return hosts.slice(0, count);
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
