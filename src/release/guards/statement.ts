/**
 * A list of today and the reconstruction of another day are different lists in one chain. Between them shrinking and
 * growing measure nothing; that the list becomes another one is what a person has to want. A scheduled run without
 * anybody watching must not undo what somebody released by hand, nor the other way round.
 */
import type { Basis } from '../../model/release/record.js';
import {
  type Accepting,
  commandHint,
  type Judgement,
  overrideFor,
  overrideHint,
  runAcceptanceFor,
} from './verdict.js';

/** `list`, or `reconstruction:<notice>`: which list a release states. */
export function statedList(platforms: readonly { readonly basis: readonly Basis[] }[]): string {
  const bases = new Set(
    platforms.map(({ basis: [first] }) =>
      first?.kind === 'reconstruction' ? `reconstruction:${first.ref}` : 'list',
    ),
  );
  const [only] = bases;
  return bases.size === 1 && only !== undefined ? only : 'list';
}

export function judgeStatement(
  before: { readonly serial: number; readonly states: string },
  states: string,
  accepting: Accepting,
): Judgement {
  const guard = 'statement';
  const passed = { guard, checked: 1, accepted: [] } as const;
  if (before.states === states) return { verdict: { ...passed, verdict: 'passed' }, violations: [] };
  const fits = (value: string) => value === states;
  const by = overrideFor(accepting, guard, fits) ?? runAcceptanceFor(accepting, guard, fits);
  if (by) return { verdict: { ...passed, verdict: 'accepted', accepted: [by] }, violations: [] };
  return {
    verdict: { ...passed, verdict: 'held' },
    violations: [
      {
        guard,
        verdict: 'held',
        value: states,
        message: `statement: held: serial ${before.serial} states ${inWords(before.states)}, this one would state ${inWords(states)}`,
        hint: `if the list is to change, accept just this, for one run: ${commandHint(accepting, guard, states)}; or for longer, ${overrideHint(accepting, guard, states)}`,
        causes: [],
      },
    ],
  };
}

const inWords = (states: string): string =>
  states === 'list' ? 'the list of its day' : `the ${states.replace(':', ' of ')}`;
