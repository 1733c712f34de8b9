/** Guards that hold a measure against a line. One acceptance covers what is not worse than its value. */
import {
  type Accepting,
  commandHint,
  type GuardName,
  type Judgement,
  overrideFor,
  overrideHint,
  runAcceptanceFor,
} from './verdict.js';

export interface Measure {
  readonly guard: GuardName;
  readonly measured: number;
  /** Where it gets worse. */
  readonly worse: 'more' | 'less';
  /** Past this line it is held; a measure at the line is good. */
  readonly hold: number;
  /** Past this line it is refused; absent where it is never more than held. */
  readonly refuse?: number | undefined;
  /** False where the entries are too few for `hold` to mean anything; `refuse` counts all the same. */
  readonly holds?: boolean | undefined;
  /** How many values were looked at. */
  readonly checked: number;
  /** Says what was measured against which line. @param line as text */
  readonly say: (line: string) => string;
  readonly unit: 'part' | 'days';
  readonly causes: readonly string[];
  readonly advice: string;
}

/** Most causes that a message names. */
export const TOLD = 5;

export function judgeMeasure(measure: Measure, accepting: Accepting): Judgement {
  const { guard, checked } = measure;
  const isPast = (line: number) =>
    measure.worse === 'more' ? measure.measured > line : measure.measured < line;
  const refused = measure.refuse !== undefined && isPast(measure.refuse);
  const held = !refused && measure.holds !== false && isPast(measure.hold);
  const measured = rounded(measure);
  const passed = { guard, checked, measured, accepted: [] };
  if (!refused && !held) return { verdict: { ...passed, verdict: 'passed' }, violations: [] };

  const fits = (value: string) => isNotWorse(measure, value);
  const by =
    overrideFor(accepting, guard, fits) ?? (held ? runAcceptanceFor(accepting, guard, fits) : undefined);
  if (by) return { verdict: { ...passed, verdict: 'accepted', accepted: [by] }, violations: [] };

  const value = String(measured);
  const line = refused ? (measure.refuse as number) : measure.hold;
  const causes = measure.causes.slice(0, TOLD);
  const told = causes.length > 0 ? `; ${causes.join('; ')}` : '';
  const verdict = refused ? 'refused' : 'held';
  const way = refused
    ? `only an override lets it through: ${overrideHint(accepting, guard, value)}`
    : `if it is meant, accept just this, for one run: ${commandHint(accepting, guard, value)}; or for longer, ${overrideHint(accepting, guard, value)}`;
  return {
    verdict: { ...passed, verdict },
    violations: [
      {
        guard,
        verdict,
        value,
        message: `${guard}: ${verdict}: ${measure.say(lineText(line, measure.unit))}${told}`,
        hint: `${measure.advice}; ${way}`,
        causes,
      },
    ],
  };
}

const STEPS = 100;

/** Two decimals, towards the worse: what is shown then accepts what was measured. */
function rounded({ measured, worse, unit }: Measure): number {
  if (unit === 'days') return measured;
  // Products like 0.14 × 100 come out a hair over the whole number.
  const steps = worse === 'more' ? Math.ceil(measured * STEPS - 1e-9) : Math.floor(measured * STEPS + 1e-9);
  return steps / STEPS;
}

function isNotWorse(measure: Measure, value: string): boolean {
  if (!/^\d+(?:\.\d+)?$/.test(value)) return false;
  const accepted = Number(value);
  return measure.worse === 'more' ? measure.measured <= accepted : measure.measured >= accepted;
}

const lineText = (line: number, unit: Measure['unit']): string =>
  unit === 'days' ? `${line} days` : percent(line);

/** 0.1379 → `13.8 %`, 0.1 → `10 %` */
export const percent = (part: number): string => `${Number((part * 100).toFixed(1))} %`;

/** `20 of alpha`, the most frequent first. */
export function countedCauses(owners: Iterable<string>): string[] {
  const counts = new Map<string, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.map(([owner, count]) => `${count} of platform ${owner}`);
}
