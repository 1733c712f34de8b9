/** What guards say, and who may let a hit through. */
import type { Acceptance } from '../../model/registry/jurisdiction.js';
import type { IsoDate } from '../../model/registry/platform.js';
import type { GuardVerdict } from '../../model/release/record.js';

/**
 * How a hit gets through. `command`: on the command line, for one run; `override`: by an entry under `accept` in the
 * profile's overrides, with basis, owner and expiry; `never`: not at all. What a command may accept, an override may.
 */
export const GUARDS = {
  'protected-name': 'override',
  'protected-prefix': 'override',
  canary: 'never',
  statement: 'command',
  shrink: 'command',
  growth: 'command',
  'address-churn': 'command',
  freshness: 'command',
  'geolocation-age': 'command',
  clock: 'never',
  empty: 'never',
} as const satisfies Readonly<Record<string, 'command' | 'override' | 'never'>>;

export type GuardName = keyof typeof GUARDS;

/** A hit that nobody accepted. */
export interface Violation {
  readonly guard: GuardName;
  readonly verdict: 'held' | 'refused';
  /** What an acceptance must name: the value that was hit, or the measure (a number as text). */
  readonly value: string;
  /** Guard, measure, line, and what causes it. */
  readonly message: string;
  /** What to do, with the command or the YAML that accepts this one hit. */
  readonly hint: string;
  /** Platforms or entries that cause it, the most telling first; not all of them. */
  readonly causes: readonly string[];
}

export interface GuardReport {
  /** Of the guards that had something to look at, in the order of {@link GUARDS}. */
  readonly verdicts: readonly GuardVerdict[];
  readonly violations: readonly Violation[];
}

/** What one guard found. */
export interface Judgement {
  readonly verdict: GuardVerdict;
  readonly violations: readonly Violation[];
}

/** An acceptance given for this run alone. */
export interface RunAcceptance {
  readonly guard: GuardName;
  readonly value: string;
  readonly by: string;
  readonly basis: string;
}

/** Who accepts what, and where a person would write more. */
export interface Accepting {
  readonly profile: string;
  /** Of the overrides file; those that ran out before `today` do not count. */
  readonly overrides: readonly Acceptance[];
  readonly run: readonly RunAcceptance[];
  readonly today: IsoDate;
}

export type Accepted = GuardVerdict['accepted'][number];

/** The override that accepts a hit, if one does. @param fits whether a value that was accepted covers the hit */
export function overrideFor(
  accepting: Accepting,
  guard: GuardName,
  fits: (value: string) => boolean,
): Accepted | undefined {
  if (GUARDS[guard] === 'never') return undefined;
  const found = accepting.overrides.find(
    (one) => one.guard === guard && one.expires >= accepting.today && fits(one.value),
  );
  return found && { value: found.value, by: found.by, basis: found.basis, expires: found.expires };
}

/** The same for what was given on the command line; it ends with the day. */
export function runAcceptanceFor(
  accepting: Accepting,
  guard: GuardName,
  fits: (value: string) => boolean,
): Accepted | undefined {
  if (GUARDS[guard] !== 'command') return undefined;
  const found = accepting.run.find((one) => one.guard === guard && fits(one.value));
  return found && { value: found.value, by: found.by, basis: found.basis, expires: accepting.today };
}

/** The YAML that accepts one hit. */
export function overrideHint(accepting: Accepting, guard: GuardName, value: string): string {
  const written = /^\d+(?:\.\d+)?$/.test(value) ? value : JSON.stringify(value);
  return `add to overrides/${accepting.profile}.yaml under accept: {guard: ${guard}, value: ${written}, basis: …, by: …, decided: ${accepting.today}, expires: …}`;
}

export const commandHint = (accepting: Accepting, guard: GuardName, value: string): string =>
  `cordon release --profile ${accepting.profile} --accept ${guard}=${value} --by OWNER --basis TEXT`;
