/** All guards over the entries of a release about to be made. */
import type { ProtectedList } from '../../model/registry/jurisdiction.js';
import type { EntrySet } from '../../model/release/entry.js';
import type { Limits } from '../../model/release/limits.js';
import { type Baseline, judgeChange } from './change.js';
import { clockViolation } from './clock.js';
import { emptyViolation } from './empty.js';
import { type Freshness, judgeFreshness } from './freshness.js';
import { judgeGeolocationAge, type UsedDatabase } from './geolocation-age.js';
import { judgeProtected } from './protected.js';
import { judgeStatement } from './statement.js';
import type { Accepting, GuardReport, Judgement } from './verdict.js';

export interface GuardInput {
  readonly entries: EntrySet;
  /** Platforms that are listed, with an entry or without. */
  readonly platforms: number;
  readonly protectedLists: readonly ProtectedList[];
  readonly limits: Limits;
  readonly accepting: Accepting;
  /** RFC 3339, UTC, whole seconds. */
  readonly created: string;
  /** Which list the release states, see `statedList`. */
  readonly states: string;
  /** The last release; absent for the first, to which guards of change do not apply. */
  readonly last?: { readonly serial: number; readonly created: string; readonly states: string } | undefined;
  /** The newest release that states the same list; absent where there is none. */
  readonly baseline?: Baseline | undefined;
  readonly takenOff: ReadonlySet<string>;
  /** Null: nothing was ever observed. Absent: the release does not rest on observations. */
  readonly freshness?: Freshness | null | undefined;
  /** Databases that the places of the list rest on; absent or empty: none. */
  readonly geolocation?: readonly UsedDatabase[] | undefined;
}

/** Every guard is asked, so that all violations are told at once. */
export function checkGuards(input: GuardInput): GuardReport {
  const judged = judge(input);
  const { names, prefixes } = input.entries;
  const count = names.count + prefixes.v4.count + prefixes.v6.count;
  return {
    verdicts: judged.map(({ verdict }) => verdict),
    violations: [
      ...clockViolation(input.created, input.last),
      ...emptyViolation(input.accepting.profile, input.platforms, count),
      ...judged.flatMap(({ violations }) => violations),
    ],
  };
}

function judge(input: GuardInput): Judgement[] {
  const { entries, limits, accepting, last, baseline, takenOff } = input;
  const judged = judgeProtected(entries, input.protectedLists, accepting);
  if (last) judged.push(judgeStatement(last, input.states, accepting));
  if (baseline) judged.push(...judgeChange({ entries, baseline, takenOff, limits, accepting }));
  if (input.freshness !== undefined)
    judged.push(judgeFreshness(input.freshness, limits.freshness, accepting));
  if (input.geolocation && input.geolocation.length > 0)
    judged.push(judgeGeolocationAge(input.geolocation, limits.geolocationAgeDays, accepting));
  return judged;
}
