/** How much of what the list rests on was lately observed. */
import type { Limits } from '../../model/release/limits.js';
import { judgeMeasure, percent } from './measure.js';
import type { Accepting, Judgement } from './verdict.js';

/** Inputs are the names of the listed platforms. */
export interface Freshness {
  readonly total: number;
  /** Conclusively observed within the hours of the limit: a timeout or a SERVFAIL is no observation. */
  readonly fresh: number;
  /** The last conclusive look at the input that was longest not looked at; RFC 3339. */
  readonly oldest?: string | undefined;
  /** Inputs that are not fresh, some of them. */
  readonly stale?: readonly string[] | undefined;
}

/** @param freshness null: this workspace never observed anything, it is a list made by hand */
export function judgeFreshness(
  freshness: Freshness | null,
  limits: Limits['freshness'],
  accepting: Accepting,
): Judgement {
  if (freshness === null || freshness.total === 0)
    return {
      verdict: {
        guard: 'freshness',
        verdict: 'passed',
        checked: 0,
        accepted: [],
        note: 'this workspace has observed nothing: the list rests on what people wrote',
      },
      violations: [],
    };
  const { total, fresh, oldest, stale = [] } = freshness;
  const measured = fresh / total;
  const since = oldest === undefined ? '' : `, the oldest look is of ${oldest}`;
  return judgeMeasure(
    {
      guard: 'freshness',
      measured,
      worse: 'less',
      hold: limits.hold,
      refuse: limits.refuse,
      checked: total,
      say: (line) =>
        `only ${fresh} of ${total} names were observed within ${limits.hours} hours, ${percent(measured)}, under ${line}${since}`,
      unit: 'part',
      causes: stale.map((name) => `not fresh: ${name}`),
      advice: 'run cordon resolve and look at its causes',
    },
    accepting,
  );
}
