/** What a release would change against the one before: names lost, names gained, prefixes exchanged. */
import { NAME_MONITOR, NAME_SUBTREE, nameAt } from '../../model/names/name-table.js';
import { formatPrefix } from '../../model/prefixes/prefix.js';
import { prefixAt } from '../../model/prefixes/prefix-table.js';
import type { EntrySet } from '../../model/release/entry.js';
import type { Limits } from '../../model/release/limits.js';
import { countedCauses, judgeMeasure, percent } from './measure.js';
import type { Accepting, Judgement } from './verdict.js';

/** The release that a new one is held against. */
export interface Baseline {
  readonly serial: number;
  readonly entries: EntrySet;
}

export interface ChangeInput {
  readonly entries: EntrySet;
  readonly baseline: Baseline;
  /** Platforms that a person took off the list, with basis and owner: their entries are no loss. */
  readonly takenOff: ReadonlySet<string>;
  readonly limits: Limits;
  readonly accepting: Accepting;
}

/**
 * The guards `shrink` and `growth` over names, `address-churn` over prefixes. Losses and gains are counted apart: a
 * list whose entries are exchanged for others keeps its length, and would pass a guard that looks at nothing else.
 */
export function judgeChange(input: ChangeInput): Judgement[] {
  const names = nameChange(input);
  const judged = names.before > 0 ? [judgeShrink(input, names), judgeGrowth(input, names)] : [];
  const prefixes = prefixChange(input);
  return prefixes.before > 0 ? [...judged, judgeChurn(input, prefixes)] : judged;
}

interface Change {
  /** Entries of the baseline, and of those how many a person took off. */
  readonly before: number;
  readonly takenOff: number;
  /** Platform of each entry that is lost or new. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

function judgeShrink(input: ChangeInput, { before, takenOff, lost }: Change): Judgement {
  const { shrink } = input.limits;
  const besides = takenOff > 0 ? ` besides ${takenOff} that a person took off` : '';
  return judgeMeasure(
    {
      guard: 'shrink',
      measured: lost.length / before,
      worse: 'more',
      hold: shrink.hold,
      refuse: shrink.refuse,
      holds: lost.length >= shrink.atLeast,
      checked: before,
      say: (line) =>
        `${lost.length} of ${before} names of serial ${input.baseline.serial} would be gone or no longer blocked${besides}, ${percent(lost.length / before)}, over ${line}`,
      unit: 'part',
      causes: countedCauses(lost),
      advice: 'look for sources that failed and files that are missing',
    },
    input.accepting,
  );
}

function judgeGrowth(input: ChangeInput, { before, gained }: Change): Judgement {
  const { growth } = input.limits;
  const counts = gained.length >= growth.atLeast;
  return judgeMeasure(
    {
      guard: 'growth',
      measured: gained.length / before,
      worse: 'more',
      hold: growth.hold,
      refuse: counts ? growth.refuse : undefined,
      holds: counts,
      checked: before,
      say: (line) =>
        `${gained.length} names would be new to the ${before} of serial ${input.baseline.serial}, ${percent(gained.length / before)}, over ${line}`,
      unit: 'part',
      causes: countedCauses(gained),
      advice: 'look at who brought the new names',
    },
    input.accepting,
  );
}

function judgeChurn(input: ChangeInput, { before, lost, gained }: Change): Judgement {
  const { addressChurn } = input.limits;
  const changed = lost.length >= gained.length ? lost : gained;
  return judgeMeasure(
    {
      guard: 'address-churn',
      measured: changed.length / before,
      worse: 'more',
      hold: addressChurn.hold,
      holds: changed.length >= addressChurn.atLeast,
      checked: before,
      say: (line) =>
        `of the ${before} prefixes of serial ${input.baseline.serial} ${lost.length} would be gone, and ${gained.length} new, ${percent(changed.length / before)}, over ${line}`,
      unit: 'part',
      causes: countedCauses(changed),
      advice: 'look whether the names still belong to their platforms (cordon observations NAME)',
    },
    input.accepting,
  );
}

/** By name the widest scope, and whether it is blocked; the strongest where a name stands twice. */
function namesOf(entries: EntrySet): Map<string, number> {
  const found = new Map<string, number>();
  const { names } = entries;
  for (let row = 0; row < names.count; row++) {
    const flags = names.flags[row]!;
    const strength = (flags & NAME_SUBTREE ? WIDE : 0) | (flags & NAME_MONITOR ? 0 : BLOCKED);
    const name = nameAt(names, row);
    found.set(name, (found.get(name) ?? 0) | strength);
  }
  return found;
}

const WIDE = 1;
const BLOCKED = 2;

function nameChange({ entries, baseline, takenOff }: ChangeInput): Change {
  const now = namesOf(entries);
  const before = namesOf(baseline.entries);
  const lost: string[] = [];
  let off = 0;
  forEachName(baseline.entries, (name, platform) => {
    const had = before.get(name)!;
    const has = now.get(name);
    // Every strength that it had must still be there.
    if (has !== undefined && (has & had) === had) return;
    if (takenOff.has(platform)) off++;
    else lost.push(platform);
  });
  const gained: string[] = [];
  forEachName(entries, (name, platform) => {
    const had = before.get(name);
    if (had === undefined || ((now.get(name)! & WIDE) !== 0 && (had & WIDE) === 0)) gained.push(platform);
  });
  return { before: baseline.entries.names.count, takenOff: off, lost, gained };
}

function forEachName(entries: EntrySet, visit: (name: string, platform: string) => void): void {
  for (let row = 0; row < entries.names.count; row++)
    visit(nameAt(entries.names, row), entries.platforms[entries.namePlatform[row]!]!);
}

function prefixChange({ entries, baseline, takenOff }: ChangeInput): Change {
  const now = prefixesOf(entries);
  const before = prefixesOf(baseline.entries);
  const gone = [...before].filter(([prefix]) => !now.has(prefix)).map(([, platform]) => platform);
  const lost = gone.filter((platform) => !takenOff.has(platform));
  const gained = [...now].filter(([prefix]) => !before.has(prefix)).map(([, platform]) => platform);
  return { before: before.size, takenOff: gone.length - lost.length, lost, gained };
}

/** Prefix → platform. */
function prefixesOf({ prefixes, prefixPlatform, platforms }: EntrySet): Map<string, string> {
  const found = new Map<string, string>();
  let at = 0;
  for (const columns of [prefixes.v4, prefixes.v6])
    for (let row = 0; row < columns.count; row++)
      found.set(formatPrefix(prefixAt(columns, row)), platforms[prefixPlatform[at++]!]!);
  return found;
}
