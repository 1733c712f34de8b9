/** An empty list is never made: the one before stays in force. */
import type { Violation } from './verdict.js';

export function emptyViolation(profile: string, platforms: number, entries: number): Violation[] {
  if (entries > 0) return [];
  return [
    {
      guard: 'empty',
      verdict: 'refused',
      value: '0',
      message: `empty: the list of profile ${profile} would have ${platforms} platforms and no entry`,
      hint: 'check the notices and overrides of the profile; an empty release is never made',
      causes: [],
    },
  ];
}
