/** Holding a set against what a target can express. Nothing here makes a string for an entry that is not lost. */
import { NAME_MONITOR, NAME_SUBTREE, nameAt } from '../model/names/name-table.js';
import { agree, compareWords } from '../model/prefixes/bits.js';
import { formatPrefix } from '../model/prefixes/prefix.js';
import { PREFIX_MONITOR, type PrefixColumns, prefixAt, widthOf } from '../model/prefixes/prefix-table.js';
import { FEATURES, type Feature, type Support } from './features.js';
import { MARK, type NameSurvey, type Survey } from './survey.js';
import type { Loss, LossEffect, LossRow, TargetSpec } from './target.js';

/** `accounts`: of targets that report. */
export type LossFeature = Feature | 'accounts';

export interface LossKind {
  readonly feature: LossFeature;
  readonly effect: LossEffect;
  readonly why: string;
}

/** Tells of one lost row of `NameSurvey.names` or of a prefix table, or of one account. */
export interface LossReport {
  readonly name: (kind: LossKind, row: number) => void;
  readonly prefix: (kind: LossKind, columns: PrefixColumns, row: number) => void;
  /** @param value words for people that do not hold the id. */
  readonly account: (kind: LossKind, value: string) => void;
}

const PROTECTED: LossKind = {
  feature: 'protected',
  effect: 'dropped',
  why: 'the protected set covers it and comes first',
};
const PARTLY_PROTECTED: LossKind = {
  feature: 'protected',
  effect: 'narrowed',
  why: 'a part of it is protected, which comes first',
};
const EXAMPLES = 3;

/** How an entry that needs the feature fares, or undefined where nothing is lost. */
export function lossOf(feature: LossFeature, support: Support): LossKind | undefined {
  if (support === 'yes') return undefined;
  if ('no' in support) return { feature, effect: 'dropped', why: support.no };
  if ('widens' in support) return { feature, effect: 'widened', why: support.widens };
  return { feature, effect: 'narrowed', why: support.narrows };
}

/** One group for each feature, effect and reason, in that order: the header shows it, and bytes must not depend on the order of entries. */
export function groupLosses(spec: TargetSpec, names: NameSurvey, survey: Survey): Loss[] {
  const groups = new Map<string, { kind: LossKind; count: number; examples: string[] }>();
  const keys = new Map<LossKind, string>();
  const count = (kind: LossKind, value: () => string) => {
    let key = keys.get(kind);
    if (key === undefined) {
      key = `${kind.feature}/${kind.effect}/${kind.why}`;
      keys.set(kind, key);
    }
    let group = groups.get(key);
    if (!group) {
      group = { kind, count: 0, examples: [] };
      groups.set(key, group);
    }
    group.count++;
    if (group.examples.length < EXAMPLES) group.examples.push(value());
  };
  visitLosses(spec, names, survey, {
    name: (kind, row) => count(kind, () => nameAt(names.names, row)),
    prefix: (kind, columns, row) => count(kind, () => formatPrefix(prefixAt(columns, row))),
    account: (kind, value) => count(kind, () => value),
  });
  return [...groups.values()].sort(byKind).map((group) => ({
    target: spec.id,
    feature: group.kind.feature,
    effect: group.kind.effect,
    count: group.count,
    examples: group.examples,
    why: group.kind.why,
  }));
}

function byKind({ kind: a }: { kind: LossKind }, { kind: b }: { kind: LossKind }): number {
  return orderOf(a.feature) - orderOf(b.feature) || compare(a.effect, b.effect) || compare(a.why, b.why);
}

/** Accounts come after all features. */
const orderOf = (feature: LossFeature): number =>
  feature === 'accounts' ? FEATURES.length : FEATURES.indexOf(feature);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function listLosses(spec: TargetSpec, names: NameSurvey, survey: Survey): LossRow[] {
  const rows: LossRow[] = [];
  visitLosses(spec, names, survey, {
    name: (kind, row) =>
      rows.push({
        target: spec.id,
        ...kind,
        source: row < names.entryCount ? 'entry' : 'protected',
        kind: 'name',
        value: nameAt(names.names, row),
      }),
    prefix: (kind, columns, row) =>
      rows.push({
        target: spec.id,
        ...kind,
        source: 'entry',
        kind: 'prefix',
        value: formatPrefix(prefixAt(columns, row)),
      }),
    account: (kind, value) =>
      rows.push({ target: spec.id, ...kind, source: 'account', kind: 'account', value }),
  });
  return rows;
}

function visitLosses(spec: TargetSpec, names: NameSurvey, survey: Survey, report: LossReport): void {
  if (spec.role === 'enforces') {
    visitNames(spec, names, survey, report);
    const { v4, v6 } = survey.set.entries.prefixes;
    visitPrefixes(spec, v4, survey.prefixes.protected.v4, lossOf('ipv4', spec.features.ipv4), report);
    visitPrefixes(spec, v6, survey.prefixes.protected.v6, lossOf('ipv6', spec.features.ipv6), report);
  }
  if (spec.role === 'reports') visitUnreported(spec, survey, report);
  spec.special?.(names, survey, report);
}

/** A report names what is listed, protected or not; only what it leaves out is lost. */
function visitUnreported(spec: TargetSpec, survey: Survey, report: LossReport): void {
  const { v4, v6 } = survey.set.entries.prefixes;
  for (const [columns, kind] of [
    [v4, lossOf('ipv4', spec.features.ipv4)],
    [v6, lossOf('ipv6', spec.features.ipv6)],
  ] as const)
    for (let row = 0; kind && row < columns.count; row++) report.prefix(kind, columns, row);
}

function visitNames(spec: TargetSpec, names: NameSurvey, survey: Survey, report: LossReport): void {
  const exact = lossOf('names-exact', spec.features['names-exact']);
  const subtree = lossOf('names-subtree', spec.features['names-subtree']);
  const monitor = lossOf('monitor', spec.features.monitor);
  // The scope that counts is the one of the entry, not the one that the target widens it to.
  const { flags } = survey.set.entries.names;
  for (let row = 0; row < names.entryCount; row++) {
    const mark = names.marks[row]!;
    const isKept = (mark & MARK.kept) !== 0;
    const scope = flags[row]! & NAME_SUBTREE ? subtree : exact;
    if (subtree?.effect === 'dropped') report.name(scope ?? subtree, row);
    else if (flags[row]! & NAME_MONITOR) {
      if (monitor && (isKept || !(mark & MARK.blocked))) report.name(monitor, row);
    } else if (mark & MARK.protected) report.name(PROTECTED, row);
    else if (scope && isKept) report.name(scope, row);
  }
  const exceptions = lossOf('protected', spec.features.protected);
  if (subtree?.effect === 'dropped' || !exceptions) return;
  // What is not excepted is blocked although it should not be, and the other way round.
  const kind = exceptions.effect === 'dropped' ? { ...exceptions, effect: 'widened' as const } : exceptions;
  for (const row of names.exceptions) report.name(kind, row);
}

function visitPrefixes(
  spec: TargetSpec,
  columns: PrefixColumns,
  guarded: PrefixColumns,
  family: LossKind | undefined,
  report: LossReport,
): void {
  const wide = lossOf('prefixes', spec.features.prefixes);
  const monitor = lossOf('monitor', spec.features.monitor);
  const bits = columns.family === 4 ? 32 : 128;
  for (let row = 0; row < columns.count; row++) {
    const isMonitor = (columns.flags[row]! & PREFIX_MONITOR) !== 0;
    const kind =
      family ?? (isMonitor ? monitor : undefined) ?? (columns.length[row]! < bits ? wide : undefined);
    if (kind) report.prefix(kind, columns, row);
    if (isMonitor || kind?.effect === 'dropped') continue;
    const relation = relate(columns, row, guarded);
    if (relation !== 'apart')
      report.prefix(relation === 'inside' ? PROTECTED : PARTLY_PROTECTED, columns, row);
  }
}

/** Where one prefix stands to an aggregated set: no member of two overlaps, so a binary search finds the one. */
export function relate(
  columns: PrefixColumns,
  row: number,
  set: PrefixColumns,
): 'inside' | 'around' | 'apart' {
  const width = widthOf(columns.family);
  const at = row * width;
  let low = 0;
  let high = set.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareWords(set.words, middle * width, columns.words, at, width) <= 0) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  const length = columns.length[row]!;
  if (
    before >= 0 &&
    set.length[before]! <= length &&
    agree(set.words, before * width, columns.words, at, set.length[before]!)
  )
    return 'inside';
  for (const near of [before, low])
    if (near >= 0 && near < set.count && agree(set.words, near * width, columns.words, at, length))
      return 'around';
  return 'apart';
}
